import ArgumentParser
import Foundation
import Grading
import Notebook
import Text

/// `lesson watch`: checks an exercise whenever its file is saved, and runs a lesson again whenever it is.
struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Checks exercises, and runs a lesson, whenever you save them.",
        usage: "lesson watch [<lesson> | <exercise>] [options]",
        discussion: """
            With a lesson, 04, it also runs the lesson again whenever a file of Lessons/04-… is saved, and the page that is \
            open shows the new run by itself, where you were reading. What does not compile and what does not hold is \
            said there, too. With an exercise, 4.2, or nothing, it checks exercises only. The options are those of the \
            lesson's runs.
            """)

    @Argument(help: "A lesson (04) or an exercise (4.2); every exercise if left out.")
    var name: String?

    @OptionGroup var options: RunOptions

    @Flag(help: "Open the lesson's page in a browser.")
    var open = false

    func run() throws {
        let course = try Course.ofLearnerHere()
        let lesson = try name.flatMap { try $0.contains(".") ? nil : LessonLookup.lesson($0) }
        let exercises =
            try lesson.map { lesson in Exercise.all.filter { $0.lesson == lesson.number } }
            ?? ExerciseLookup.exercises(name)
        var watcher = ExerciseWatcher(exercises, in: course)
        let follower = try lesson.map { try LessonFollower($0, options, in: ProjectFolder()) }
        announce(lesson, exercises, in: course)
        if let follower {
            Interruption.installHandlers()
            Interruption.always { follower.end() }
            defer { follower.end() }
            try follower.begin()
            Terminal.showLine("Page: \(follower.index.path)")
            if open { Browser.open(follower.index) }
            try watch(&watcher, follower, in: course)
        } else {
            try watch(&watcher, nil, in: course)
        }
    }

    /// Says what is watched, and where.
    private func announce(_ lesson: Lesson?, _ exercises: [Exercise], in course: Course) {
        let folder = course.path(ofAnswersTo: exercises).controlsShown
        let count = exercises.count == 1 ? "\(exercises[0])" : "\(exercises.count) exercises"
        guard let lesson else {
            Terminal.showLine("Watching \(count) in \(folder). Save a file, and its verdict appears; Ctrl-C ends.")
            return
        }
        let own = "Watching lesson \(lesson.number) in Lessons/\(lesson.folder)"
        Terminal.showLine(
            exercises.isEmpty
                ? "\(own). Save a file, and its page shows it; Ctrl-C ends."
                : "\(own) and \(count) in \(folder). Save a file, and its page or its verdict appears; Ctrl-C ends.")
    }

    private func watch(_ watcher: inout ExerciseWatcher, _ follower: LessonFollower?, in course: Course) throws {
        while true {
            // Short enough not to be felt, long enough to cost nothing.
            usleep(50_000)
            if watcher.kitIsNew {
                follower?.stopRun()
                Watch.startAgain()
            }
            try follower?.step()
            let changed = watcher.changes()
            if !changed.isEmpty { check(changed, &watcher, in: course) }
        }
    }

    private func check(_ changed: [Exercise], _ watcher: inout ExerciseWatcher, in course: Course) {
        let start = ContinuousClock.now
        let checks = CheckRun(course: course)
        do {
            try checks.perform(on: changed) { verdict, progress in
                watcher.note(verdict)
                Terminal.showLine()
                VerdictText.show(verdict, progress, in: course)
            }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let cost = String(format: "%.1f s", seconds)
            Terminal.showLine(Terminal.styled("(\(cost), inputs from seed \(checks.seed))", .dim))
        } catch let error as CommandError {
            // A file that is missing for a moment while it is saved is no reason to stop.
            Terminal.printError(error.message)
        } catch {
            Terminal.printError("\(error)")
        }
    }

    /// Replaces this program by the one that was built since.
    private static func startAgain() {
        guard let program = Bundle.main.executablePath else { return }
        Terminal.showLine("\nThe course was built anew; watching goes on with it.")
        var arguments = CommandLine.arguments.map { strdup($0) } + [nil]
        execv(program, &arguments)
    }
}
