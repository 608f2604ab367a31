import ArgumentParser
import Grading
import Text

/// `lesson hint`: the next hint for an exercise, stronger each time, never the answer.
struct Hint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hint", abstract: "Gives the next hint for an exercise.")

    @Argument(help: "The exercise, such as 4.2.")
    var name: String

    @Flag(help: "Show all hints at once.")
    var all = false

    @OptionGroup var spoken: LanguageOption

    func run() throws {
        let exercise = try ExerciseLookup.exercise(name)
        let learner = try Learner()
        let count = exercise.hints.count
        let command = "swift run lesson hint \(exercise.id)"
        let entry = learner.progress()[exercise]
        if entry?.passed != nil {
            // Who has passed skips the hints.
            if all { return show(exercise, 1...count) }
            Terminal.showLine(
                said("You have passed %1. To read its hints all the same:", exercise) + " \(command) --all")
            return
        }
        // The file may be from a course with more hints.
        let before = min(entry?.hints ?? 0, count)
        let now = all ? count : min(before + 1, count)
        learner.update { progress in
            for _ in before..<now { progress.recordHint(exercise) }
        }
        // Once all are read, they are shown together.
        show(exercise, all || before == count ? 1...count : now...now)
        switch count - now {
        case 0:
            Terminal.showLine(
                said("There are no more. If you give up:") + " swift run lesson solution \(exercise.id) --reveal")
        case 1: Terminal.showLine(said("One more remains, and it is stronger:") + " \(command)")
        case let rest: Terminal.showLine(said("%1 more remain, each stronger:", rest) + " \(command)")
        }
    }

    private func show(_ exercise: Exercise, _ numbers: ClosedRange<Int>) {
        for number in numbers {
            Terminal.showLine(
                Terminal.styled(said("%1, hint %2 of %3", exercise, number, exercise.hints.count), .bold))
            Terminal.showLine(Terminal.wrapped(exercise.hints[number - 1].said, indent: 2) + "\n")
        }
    }
}
