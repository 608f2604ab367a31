import ArgumentParser
import Foundation
import Grading
import Text

/// `lesson check`: says of each exercise whether it is right, and if not, what it looks like.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks your answers to the exercises.")

    @Argument(help: "A lesson (04) or an exercise (4.2); every exercise if left out.")
    var name: String?

    @Option(help: ArgumentHelp("Where the inputs start, to see the same case again.", valueName: "N"))
    var seed: UInt64?

    @Flag(help: "Prints one JSON object: the folder, and of every verdict the file and the digest of its text.")
    var json = false

    @Flag(
        name: .customLong("break"),
        help: "Plants mistakes into copies of an answer that passes: does the check see them?")
    var breaks = false

    func validate() throws {
        guard breaks else { return }
        if json { throw ValidationError("--break prints no JSON; leave one of the two out") }
        if name?.contains(".") != true { throw ValidationError("--break takes one exercise, such as 4.2") }
    }

    func run() throws {
        let exercises = try ExerciseLookup.exercises(name)
        let course = try Course.ofLearnerHere()
        let run = CheckRun(course: course, seed: seed ?? Grader.freshSeed())
        if breaks { return try BreakRun(checks: run).perform(on: exercises[0]) }
        let verdicts = try run.perform(on: exercises) { verdict, progress in
            if !json { Terminal.showLine(VerdictText.styled(verdict, progress)) }
        }
        let report = Report(folder: course.path(ofAnswersTo: exercises), seed: run.seed, verdicts: verdicts)
        if json { try report.showJSON() } else { report.showSummary() }
        let failures = verdicts.filter(\.state.isFailure)
        guard failures.isEmpty else {
            throw CommandError(
                .checkFailed, "not right yet: " + failures.map(\.exercise).joined(separator: ", "))
        }
        if !json { Terminal.showLine(try NextStep(course).text) }
    }
}

/// What became of a check: whose answers, and what each earned.
private struct Report: Encodable {
    let folder: String
    let seed: UInt64
    let points: Int
    let possiblePoints: Int
    let verdicts: [Verdict]

    init(folder: String, seed: UInt64, verdicts: [Verdict]) {
        (self.folder, self.seed, self.verdicts) = (folder, seed, verdicts)
        points = verdicts.reduce(0) { $0 + $1.points }
        possiblePoints = verdicts.reduce(0) { $0 + $1.possiblePoints }
    }

    func showSummary() {
        let wasRun = verdicts.contains { $0.state != .notAttempted && $0.state != .notCompiled }
        let drawn = wasRun ? ", on inputs from seed \(seed)" : ""
        // A failure has an empty line behind it already.
        let gap = verdicts.last?.state.isFailure == true ? "" : "\n"
        Terminal.showLine("\(gap)\(points) of \(possiblePoints) \(possiblePoints == 1 ? "point" : "points")\(drawn)")
        Terminal.showLine(Terminal.styled("for the answers in \(folder.controlsShown)", .dim))
    }

    func showJSON() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Terminal.showLine(String(decoding: try encoder.encode(self), as: UTF8.self))
    }
}
