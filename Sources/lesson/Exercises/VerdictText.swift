import Grading
import Notebook
import Text

/// A verdict as the terminal shows it.
enum VerdictText {
    /// The report, its first line in the colour of the state, and what progress adds to it.
    static func styled(_ verdict: Verdict, _ progress: LearnerProgress) -> String {
        let lines = verdict.report(width: Terminal.width).controlsShown.split(
            separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let mark: String
        let style: Terminal.Style
        switch verdict.state {
        case .passed: (mark, style) = ("✓", .green)
        case .notAttempted: (mark, style) = ("·", .dim)
        default: (mark, style) = ("✗", .red)
        }
        var text = Terminal.styled("\(mark) \(lines[0])", style)
        if lines.count > 1 { text += "\n" + lines[1] }
        if let family = familyMetAgain(verdict, progress) { text += "\n" + family }
        return text + (verdict.state.isFailure ? "\n" : "")
    }

    /// A sentence for a mistake whose idea has tripped this learner in another exercise before.
    private static func familyMetAgain(_ verdict: Verdict, _ progress: LearnerProgress) -> String? {
        guard let family = verdict.feedback?.family,
            let met = progress.families.first(where: { $0.family == family })
        else { return nil }
        let others = met.exercises.filter { $0 != verdict.exercise }
        guard !others.isEmpty else { return nil }
        let places = others.joined(separator: ", ")
        return Terminal.wrapped("You have met this idea before, in \(places). \(family.idea)", indent: 2)
    }
}
