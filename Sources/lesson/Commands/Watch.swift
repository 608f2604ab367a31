import ArgumentParser
import Foundation
import Grading
import Text

/// `lesson watch`: checks an exercise whenever its file is saved.
struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Checks an exercise whenever you save it.")

    @Argument(help: "A lesson (04) or an exercise (4.2); every exercise if left out.")
    var name: String?

    func run() throws {
        let course = try Course.ofLearnerHere()
        let exercises = try ExerciseLookup.exercises(name)
        var watcher = ExerciseWatcher(exercises, in: course)
        let what = exercises.count == 1 ? "\(exercises[0])" : "\(exercises.count) exercises"
        let folder = course.path(ofAnswersTo: exercises).controlsShown
        Terminal.showLine("Watching \(what) in \(folder). Save a file, and its verdict appears; Ctrl-C ends.")
        while true {
            // Short enough not to be felt, long enough to cost nothing.
            usleep(50_000)
            if watcher.kitIsNew { Watch.startAgain() }
            let changed = watcher.changes()
            guard !changed.isEmpty else { continue }
            let start = ContinuousClock.now
            let checks = CheckRun(course: course)
            do {
                try checks.perform(on: changed) { verdict, progress in
                    watcher.note(verdict)
                    Terminal.showLine("\n" + VerdictText.styled(verdict, progress))
                }
                let seconds = (ContinuousClock.now - start) / .seconds(1)
                let cost = String(format: "%.1f s", seconds)
                Terminal.showLine(Terminal.styled("(\(cost), inputs from seed \(checks.seed))", .dim))
            } catch let error as CommandError {
                // A file that is missing for a moment while it is saved is no reason to stop.
                Terminal.printError(error.message)
            }
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
