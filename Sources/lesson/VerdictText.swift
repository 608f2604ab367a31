import Grading

/// A verdict as the terminal shows it.
enum VerdictText {
    /// The report, with its first line in the colour of the state.
    static func styled(_ verdict: Verdict) -> String {
        let lines = verdict.report.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let mark: String
        let style: Terminal.Style
        switch verdict.state {
        case .passed: (mark, style) = ("✓", .green)
        case .notAttempted: (mark, style) = ("·", .dim)
        default: (mark, style) = ("✗", .red)
        }
        let head = Terminal.styled("\(mark) \(lines[0])", style)
        guard lines.count > 1 else { return head }
        return head + "\n" + lines[1] + (verdict.state.isFailure ? "\n" : "")
    }
}
