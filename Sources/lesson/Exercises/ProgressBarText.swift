import Grading

/// The exercises of a lesson as a row of cells, one for each, and what they sum up to.
struct ProgressBarText {
    let exercises: [Exercise]
    private let progress: LearnerProgress

    init(_ exercises: [Exercise], _ progress: LearnerProgress) {
        (self.exercises, self.progress) = (exercises, progress)
    }

    private static let legend = [
        "■ passed without help", "◪ with hints", "◇ solution seen", "▫ tried", "· open",
    ]

    /// What the cells mean, in as many lines as the terminal needs.
    static var shownLegend: String {
        var lines = [""]
        for item in legend {
            let longer = lines[lines.count - 1] + (lines[lines.count - 1].isEmpty ? "" : "  ") + item
            if longer.count <= Terminal.width {
                lines[lines.count - 1] = longer
            } else {
                lines.append(item)
            }
        }
        return lines.map { Terminal.styled($0, .dim) }.joined(separator: "\n")
    }

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
