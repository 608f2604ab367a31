import ArgumentParser
import CommandSupport
import Foundation
import Grading
import Text

/// `lesson class regrade`: the same attempts, judged by the kit as it is now.
struct ClassRegrade: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regrade", abstract: "Grades again, and shows who would change before anything is written.",
        discussion: """
            For a check that was corrected after grading. The difference comes first; --write then puts the new records in the place \
            of the old. Points and comments by hand (manual.json) stand as they are.
            """)

    @OptionGroup var options: ClassOptions

    @Flag(help: "Replaces the records.")
    var write = false

    @OptionGroup var judging: JudgingOptions

    func run() throws {
        let (folder, course, file) = try options.open()
        let lock = try FolderLock(folder.grades, name: ".lock", doing: "grading")
        defer { withExtendedLifetime(lock) {} }
        var regrade = Regrade(folder) { ClassGrader($0, file, course: course, version: Version.current) }
        let todo = try regrade.todo()
        if !todo.isEmpty {
            let (plain, jobs) = (regrade.grader, judging.attemptsAtATime)
            regrade = regrade.with(try judging.prepared(plain))
            Terminal.showLine("grading \(todo.count) attempts again, kit \(plain.kit.digest)")
            let grader = regrade.grader
            let problems = try waiting {
                var (problems, count) = ([String](), 0)
                try await grader.grade(todo, jobs: jobs) { step in
                    count += 1
                    Terminal.showLine("\(count)/\(todo.count)  \(GradeSummary.line(step, in: file))".controlsShown)
                    if let problem = step.problem { problems.append("\(step.submission.student): \(problem)") }
                }
                return problems
            }
            guard problems.isEmpty else {
                throw CommandError(
                    .notReachable,
                    "\(problems.count) attempts could not be graded:\n" + problems.joined(separator: "\n"),
                    hint: "mend what is said there and regrade: the others stay as they are")
            }
        }
        let exercises = course.exercises
        let difference = try regrade.difference(
            file, exercises: exercises, roster: try Roster(reading: folder.roster),
            manual: try ManualGrades(
                reading: folder.manual, exercises: exercises.counting(in: file).map(\.id),
                questions: course.questions.counting(in: file)))
        if !difference.changes.isEmpty { Terminal.showLine(difference.table) }
        Terminal.showLine(difference.summary)
        if write {
            Terminal.showLine("\(try regrade.write()) records replaced; lesson class report writes the feedback anew")
        } else {
            Terminal.showLine("nothing is written; lesson class regrade --write replaces the records")
        }
    }
}
