import ArgumentParser
import Foundation
import Grading
import Notebook

/// `lesson mine 06`: a training run in which the learner's own functions do the work.
struct Mine: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mine", abstract: "Trains with your own functions, and writes a page of what they did.",
        discussion: """
            Your answers to the lesson's exercises are checked first. Those that pass are compiled into a training run, and \
            the engine's functions where yours do not pass yet. Without a lesson it lists the runs there are.
            """)

    @Argument(help: "The lesson whose exercises are called: 06.")
    var lesson: String?

    @OptionGroup var options: RunOptions

    @Option(
        help: ArgumentHelp("Exercises that the engine is to stand in for though they pass.", valueName: "6.1,6.2"))
    var without: String?

    @Option(help: ArgumentHelp("End the run after so many seconds, and say where it was.", valueName: "SECONDS"))
    var limit = 300

    @Flag(help: "Open the page in a browser when the run is over.")
    var open = false

    func validate() throws {
        guard (1...86_400).contains(limit) else { throw ValidationError("--limit: expected 1 to 86400 seconds") }
    }

    func run() throws {
        let project = try ProjectFolder()
        guard let lesson else { return try list(in: project) }
        let found = try LessonLookup.lesson(lesson)
        guard let milestone = Milestone(of: found, in: project) else {
            let there = Milestone.all(in: project).map(\.page.number).joined(separator: ", ")
            throw CommandError(
                .wrongArguments, "the exercises of lesson \(found.number) make no run of their own",
                hint: "those of these lessons do: \(there)")
        }
        let course = try Course.ofLearnerHere()
        let run = try milestoneRun(milestone, course, project)
        let page = try run.perform()
        note(run, milestone, course)
        if open { Browser.open(page) }
        try run.requireThatClaimsHold()
    }

    /// Checks the answers, says whose function does what, and compiles.
    private func milestoneRun(_ milestone: Milestone, _ course: Course, _ project: ProjectFolder) throws -> LessonRun {
        let number = milestone.page.number
        let unwanted = try (without ?? "").split(separator: ",").map {
            try ExerciseLookup.exercise($0.trimmingCharacters(in: .whitespaces)).id
        }
        Terminal.showLine("Checking your answers to the exercises of lesson \(number) …")
        let verdicts = try CheckRun(course: course).perform(on: Exercise.all.filter { $0.lesson == number }) { _ in }
        let functions: OwnFunctions
        do {
            functions = try OwnFunctions(
                judgedBy: verdicts, lesson: number, in: course, standIns: milestone.standIns, without: unwanted)
        } catch let error as GradingError {
            throw CommandError(error)
        }
        let setting = MilestoneRun(milestone, functions, limit: limit, in: project)
        Terminal.showLine("\n\(setting.calledFunctions.table)\n")
        if !setting.calledFunctions.contains(where: \.isReaders) {
            Terminal.showLine("None of them is yours yet: this is the engine's own run.\n")
        }
        return try LessonRun(
            milestone.page, options, step: false, in: project, milestone: setting,
            body: milestone.body(with: functions, in: project))
    }

    /// Notes in the learner's progress what was reached.
    private func note(_ run: LessonRun, _ milestone: Milestone, _ course: Course) {
        let own = run.calledFunctions.filter(\.isReaders).map(\.exercise)
        guard !own.isEmpty, let claim = run.record.claims.last else { return }
        let entry = LearnerProgress.Milestone(
            lesson: milestone.page.number, own: own, called: run.calledFunctions.count, quick: options.quick,
            result: "\(claim.name) \(claim.value)", held: run.record.claims.allSatisfy(\.held))
        if let notice = ProgressFile(course).update({ $0.record(entry) }).notice { Terminal.printError(notice) }
    }

    private func list(in project: ProjectFolder) throws {
        let progress = try Learner().progress()
        var table = TextTable([("", .right), ("run", .left), ("functions", .right), ("passed", .right)])
        for milestone in Milestone.all(in: project) {
            let exercises = milestone.exercises
            table.rows.append([
                milestone.page.number, milestone.page.title, "\(exercises.count)",
                "\(exercises.count(where: progress.hasPassed))",
            ])
        }
        Terminal.showLine(table.text)
        Terminal.showLine("swift run lesson mine 06 trains with your own functions where they pass.")
    }
}
