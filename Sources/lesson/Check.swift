import ArgumentParser
import Foundation
import Grading

/// `lesson check`: says of each exercise whether it is right, and if not, what it looks like.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks your answers to the exercises.")

    @Argument(help: "A lesson (04) or an exercise (4.2); every exercise if left out.")
    var name: String?

    @Option(help: ArgumentHelp("Where the inputs start, to see the same case again.", valueName: "N"))
    var seed: UInt64?

    func run() throws {
        let exercises = try ExerciseLookup.exercises(name)
        let verdicts = try CheckRun(course: .here()).verdicts(on: exercises, seed: seed) { verdict in
            Terminal.showLine(VerdictText.styled(verdict))
        }
        let earned = verdicts.reduce(0) { $0 + $1.points }
        let possible = verdicts.reduce(0) { $0 + $1.possiblePoints }
        Terminal.showLine("\n\(earned) of \(possible) points")
        let failures = verdicts.filter(\.state.isFailure)
        guard failures.isEmpty else {
            let ids = failures.map(\.exercise).joined(separator: ", ")
            throw CommandError(.doesNotHold, "not right yet: \(ids)")
        }
    }
}
