import ArgumentParser
import Grading

/// `lesson hint`: the next hint for an exercise, stronger each time, never the answer.
struct Hint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hint", abstract: "Gives the next hint for an exercise.")

    @Argument(help: "The exercise, such as 4.2.")
    var name: String

    @Flag(help: "Show all hints at once.")
    var all = false

    func run() throws {
        let exercise = try ExerciseLookup.exercise(name)
        let learner = try Learner()
        let count = exercise.hints.count
        let command = "swift run lesson hint \(exercise.id)"
        let entry = learner.progress()[exercise]
        if entry?.passed != nil {
            // Who has passed skips the hints.
            if all { return show(exercise, 1...count) }
            Terminal.showLine("You have passed \(exercise). To read its hints all the same: \(command) --all")
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
                "There are no more. If you give up: swift run lesson solution \(exercise.id) --reveal")
        case 1: Terminal.showLine("One more remains, and it is stronger: \(command)")
        case let rest: Terminal.showLine("\(rest) more remain, each stronger: \(command)")
        }
    }

    private func show(_ exercise: Exercise, _ numbers: ClosedRange<Int>) {
        for number in numbers {
            Terminal.showLine(
                Terminal.styled("\(exercise), hint \(number) of \(exercise.hints.count)", .bold))
            Terminal.showLine(Terminal.wrapped(exercise.hints[number - 1], indent: 2) + "\n")
        }
    }
}
