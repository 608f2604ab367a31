import Grading

/// The exercises of a lesson as a row of cells, one for each, and what they sum up to.
struct ProgressBarText {
    let exercises: [Exercise]
    private let progress: LearnerProgress

    init(_ exercises: [Exercise], _ progress: LearnerProgress) {
        (self.exercises, self.progress) = (exercises, progress)
    }

    static let legend = "■ passed without help  ◪ with hints  ◇ solution seen  ▫ tried  · open"

    /// One character an exercise, told apart without colour.
    var cells: String { exercises.map(cell).joined() }

    private func cell(_ exercise: Exercise) -> String {
        guard let entry = progress[exercise] else { return "·" }
        if entry.revealed { return "◇" }
        guard entry.passed != nil else { return entry.attempts > 0 || entry.hints > 0 ? "▫" : "·" }
        return entry.isUnaided ? "■" : "◪"
    }

    var passed: Int { exercises.count(where: progress.hasPassed) }
    var points: Int { exercises.filter(progress.hasPassed).reduce(0) { $0 + $1.points } }
    var possiblePoints: Int { exercises.reduce(0) { $0 + $1.points } }
}
