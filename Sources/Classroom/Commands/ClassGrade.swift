import ArgumentParser
import CommandSupport
import Foundation
import Grading
import Text

/// `lesson class grade`: judges every attempt that was collected and has no complete record yet.
struct ClassGrade: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grade", abstract: "Grades what was collected and is not graded yet.",
        discussion: """
            Stop it at any time: it goes on where it was. Answers are compiled and run in rooms of their own (bubblewrap, else \
            namespaces), without network, solutions or other students' files, where the system has them; each record says so.
            Beyond one machine: --shard 3/20 grades the third of twenty parts, --merge brings the parts' folders together, and \
            `lesson class cluster` writes what a scheduler needs.
            """)

    @OptionGroup var options: ClassOptions

    @OptionGroup var judging: JudgingOptions

    @Option(help: ArgumentHelp("Where the inputs start, in the place of the class's own seed.", valueName: "N"))
    var seed: UInt64?

    @Option(
        name: .customLong("student"),
        help: ArgumentHelp("Only this student's attempts; may be given again.", valueName: "ID"))
    var students: [String] = []

    @Flag(help: "Also what is graded already.")
    var again = false

    @Option(help: ArgumentHelp("Only one of several parts, such as 3/20.", valueName: "I/N"))
    var shard: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Grades nothing; takes the records of folders that other machines have written.", valueName: "DIR"))
    var merge: [String] = []

    func run() throws {
        let (folder, course, file) = try options.open()
        if merge.isEmpty { try grade(folder, course, file) } else { try merge(into: folder) }
    }

    private func grade(_ folder: ClassFolder, _ course: Course, _ file: ClassFile) throws {
        let part = try shard.map { text in
            guard let part = Shard(text) else {
                throw CommandError(.wrongArguments, "expected a part such as 3/20, but got \(text)")
            }
            return part
        }
        let lock = try FolderLock(
            folder.grades, name: part.map { ".lock-\($0.number)-of-\($0.count)" } ?? ".lock", doing: "grading")
        defer { withExtendedLifetime(lock) {} }
        let plain = ClassGrader(folder, file, course: course, version: Version.current, seed: seed)
        let plan = try plain.plan(students: students, again: again, shard: part)
        for problem in plan.unreadable { Terminal.printError("cannot be graded: \(problem)") }
        if plan.older > 0 {
            Terminal.printError(
                "note: \(plan.older) of the graded attempts were judged by another kit or seed; lesson class regrade shows what would change"
            )
        }
        guard !plan.todo.isEmpty else {
            return Terminal.showLine("nothing to grade: \(plan.done) attempts are graded (--again grades them again)")
        }
        let (jobs, again) = (judging.attemptsAtATime, again)
        let grader = try judging.prepared(plain)
        Terminal.showLine("grading \(plan.todo.count) attempts, \(plan.done) are graded; seed \(grader.seed)")
        Terminal.showLine("isolation: " + grader.grader.sandbox.words.joined(separator: ", "))
        let start = ContinuousClock.now
        let summary = try waiting {
            var summary = GradeSummary()
            try await grader.grade(plan.todo, jobs: jobs, again: again) { step in
                summary.add(step)
                let line = GradeSummary.line(step, in: file)
                Terminal.showLine("\(summary.count)/\(plan.todo.count)  \(line)".controlsShown)
            }
            return summary
        }
        Terminal.showLine(summary.text(seconds: (ContinuousClock.now - start) / .seconds(1)))
        guard summary.problems.isEmpty, plan.unreadable.isEmpty else {
            throw CommandError(
                .notReachable,
                "\(summary.problems.count + plan.unreadable.count) attempts could not be graded, see above",
                hint: "mend what is said there and grade again: the others stay as they are")
        }
    }

    private func merge(into folder: ClassFolder) throws {
        let merge = try GradeMerge(merge.map { URL(fileURLWithPath: $0) }, into: folder)
        Terminal.showLine("taken: \(merge.taken), here already: \(merge.known)")
        for name in merge.unfinished { Terminal.showLine("not finished: \(name)".controlsShown) }
        for reason in merge.refused { Terminal.printError("not taken: \(reason)") }
        if !merge.refused.isEmpty {
            throw CommandError(
                .badData, "\(merge.refused.count) records were not taken",
                hint: "were they made from the same submissions?")
        }
    }
}
