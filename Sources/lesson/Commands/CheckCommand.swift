import ArgumentParser
import Foundation
import Grading

/// `lesson check`: says of each exercise whether it is right, and if not, what it looks like.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks your answers to the exercises.")

    @Argument(help: "A lesson (04) or an exercise (4.2); every exercise if left out.")
    var name: String?

    @Option(help: ArgumentHelp("Where the inputs start, to see the same case again.", valueName: "N"))
    var seed: UInt64?

    func run() throws {
        let exercises = try ExerciseLookup.exercises(name)
        let course = try Course.here()
        let run = CheckRun(course: course, seed: seed ?? Grader.freshSeed())
        let verdicts = try run.perform(on: exercises) { verdict, progress in
            Terminal.showLine(VerdictText.styled(verdict, progress))
        }
        let earned = verdicts.reduce(0) { $0 + $1.points }
        let possible = verdicts.reduce(0) { $0 + $1.possiblePoints }
        let wasRun = verdicts.contains { $0.state != .notAttempted && $0.state != .notCompiled }
        let drawn = wasRun ? ", on inputs from seed \(run.seed)" : ""
        // A failure has an empty line behind it already.
        let gap = verdicts.last?.state.isFailure == true ? "" : "\n"
        let points = possible == 1 ? "point" : "points"
        Terminal.showLine("\(gap)\(earned) of \(possible) \(points)\(drawn)")
        let failures = verdicts.filter(\.state.isFailure)
        guard failures.isEmpty else {
            throw CommandError(
                .checkFailed, "not right yet: " + failures.map(\.exercise).joined(separator: ", "))
        }
        Terminal.showLine(try NextStep(course).text)
    }
}
