import ArgumentParser
import Foundation
import Grading
import Text

/// `lesson check`: says of each exercise whether it is right, and if not, what it looks like.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks your answers to the exercises.",
        discussion: """
            An exercise may be named by its file too, as editors do: Exercises/04-perceptron/4.2-Update.swift.

            With --edit the editor named by $VISUAL or $EDITOR opens afterwards: at the compiler's first error, at the line \
            where the answer stopped, or else where the answer is to be written. Of several exercises it opens the first \
            that is not right, else the first that is not attempted.
            """)

    @Argument(help: "A lesson (04) or an exercise (4.2); every exercise if left out.")
    var name: String?

    @Option(help: ArgumentHelp("Where the inputs start, to see the same case again.", valueName: "N"))
    var seed: UInt64?

    @Flag(
        help: """
            Prints one JSON object: the folder, and of every verdict the file, the digest of its text, and the figure that \
            shows what is wrong.
            """)
    var json = false

    @Flag(help: "Opens your editor at the line to go on with.")
    var edit = false

    @Flag(
        name: .customLong("break"),
        help: "Plants mistakes into copies of an answer that passes: does the check see them?")
    var breaks = false

    @OptionGroup var spoken: LanguageOption

    func validate() throws {
        guard breaks else { return }
        if json { throw ValidationError("--break prints no JSON; leave one of the two out") }
        if edit { throw ValidationError("--break opens no editor; leave one of the two out") }
        if name?.contains(".") != true { throw ValidationError("--break takes one exercise, such as 4.2") }
    }

    func run() throws {
        let editor = try edit ? namedEditor() : nil
        let exercises = try ExerciseLookup.exercises(name)
        let course = try Course.ofLearnerHere()
        let run = CheckRun(course: course, seed: seed ?? Grader.freshSeed())
        if breaks { return try BreakRun(checks: run).perform(on: exercises[0]) }
        let verdicts = try run.perform(on: exercises) { verdict, progress in
            if !json { VerdictText.show(verdict, progress, in: course) }
        }
        let report = Report(folder: course.path(ofAnswersTo: exercises), seed: run.seed, verdicts: verdicts)
        if json { try report.showJSON() } else { report.showSummary() }
        if let editor { try open(editor, exercises, verdicts, course) }
        let failures = verdicts.filter(\.state.isFailure)
        guard failures.isEmpty else {
            throw CommandError(
                .checkFailed, said("not right yet:") + " " + failures.map(\.exercise).joined(separator: ", "))
        }
        if !json { Terminal.showLine(try NextStep(course).text) }
    }
}

extension CheckCommand {
    /// Asked for before anything is checked: whoever has none need not wait for it.
    private func namedEditor() throws -> Editor {
        if json { throw CommandError(.wrongArguments, "--edit and --json do not go together", hint: "leave one out") }
        guard let editor = Editor() else {
            throw CommandError(
                .wrongArguments, "--edit opens the editor named by $VISUAL or $EDITOR, and neither is set",
                hint: "export EDITOR=nano, or EDITOR=\"code -r\"")
        }
        return editor
    }

    /// Becomes the editor, at the exercise to go on with: of several the first that fails, else the first that is open.
    private func open(_ editor: Editor, _ exercises: [Exercise], _ verdicts: [Verdict], _ course: Course) throws {
        let verdict =
            verdicts.first(where: \.state.isFailure) ?? verdicts.first { $0.state == .notAttempted }
            ?? (verdicts.count == 1 ? verdicts[0] : nil)
        guard let verdict, let exercise = exercises.first(where: { $0.id == verdict.exercise }) else {
            Terminal.showLine("There is nothing to edit: all of these are passed.")
            return
        }
        let learner = try Learner()
        let file = try learner.file(of: exercise)
        let line = EditPlace.line(in: try learner.text(file), named: file.lastPathComponent, of: verdict)
        Terminal.showLine(Terminal.styled("\(course.path(file)):\(line)".controlsShown, .dim))
        editor.open(file.path, line: line)
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
        (self.folder, self.seed) = (folder, seed)
        // The numbers of a drawing are for the drawing.
        self.verdicts = verdicts.map { verdict in
            var verdict = verdict
            verdict.feedback?.wrongPart = nil
            return verdict
        }
        points = verdicts.reduce(0) { $0 + $1.points }
        possiblePoints = verdicts.reduce(0) { $0 + $1.possiblePoints }
    }

    func showSummary() {
        let wasRun = verdicts.contains { $0.state != .notAttempted && $0.state != .notCompiled }
        let drawn = wasRun ? ", " + said("on inputs from seed %1", seed) : ""
        // A failure has an empty line behind it already.
        let gap = verdicts.last?.state.isFailure == true ? "" : "\n"
        let earned = said(possiblePoints == 1 ? "%1 of %2 point" : "%1 of %2 points", points, possiblePoints)
        Terminal.showLine(gap + earned + drawn)
        Terminal.showLine(Terminal.styled(said("for the answers in %1", folder.controlsShown), .dim))
    }

    func showJSON() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Terminal.showLine(String(decoding: try encoder.encode(self), as: UTF8.self))
    }
}
