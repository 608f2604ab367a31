import ArgumentParser
import Grading

/// `lesson solution`: the solution with its reason, once the exercise is passed or given up.
struct Solution: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solution",
        abstract: "Shows the solution of an exercise you have passed, and why it is so.")

    @Argument(help: "The exercise, such as 4.2.")
    var name: String

    @Flag(help: "Show it although you have not passed; your progress will say so.")
    var reveal = false

    func run() throws {
        let exercise = try ExerciseLookup.exercise(name)
        let learner = try Learner()
        guard !learner.course.isReleased else {
            throw CommandError(
                .notReachable, "this is a kit for students: the solutions come from your instructor",
                hint: "swift run lesson hint \(exercise.id) helps meanwhile")
        }
        let file = try learner.file(of: exercise, .solutions)
        let text = try learner.text(file)
        if learner.progress()[exercise]?.passed == nil {
            guard reveal else {
                throw CommandError(
                    .checkFailed, "\(exercise) is not passed yet, and its solution is best read afterwards",
                    hint: "swift run lesson hint \(exercise.id) helps; if you give up: "
                        + "swift run lesson solution \(exercise.id) --reveal")
            }
            learner.update { $0.recordReveal(exercise) }
        }
        Terminal.showLine(Terminal.styled(learner.course.path(file), .bold) + "\n")
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            Terminal.showLine(line.hasPrefix("//") ? Terminal.styled(String(line), .cyan) : String(line))
        }
    }
}
