import Foundation
import Grading
import Notebook
import Text

/// A verdict as the terminal shows it.
enum VerdictText {
    /// Prints a verdict with its drawing, and where the drawing lies as a picture.
    static func show(_ verdict: Verdict, _ progress: LearnerProgress, in course: Course) {
        Terminal.showLine(styled(verdict, progress))
        if let path = verdict.figure { show(course.url.appending(path: path), named: path) }
        if verdict.state.isFailure { Terminal.showLine() }
    }

    /// The picture where the terminal takes one, and its path, to click on where it can be.
    private static func show(_ figure: URL, named path: String) {
        if let pictures = Terminal.pictures, let png = try? PlainFile.read(figure) {
            Terminal.send(pictures.sequence(png: Array(png), columns: Terminal.width) + "\n")
        }
        let shown = path.controlsShown
        let link = Terminal.hasLinks ? TerminalLink.linked(shown, to: figure, host: Terminal.host) : shown
        let (label, gap) = (said("drawn as a picture"), Terminal.width < 70 ? ":\n    " : " ")
        Terminal.send("  \(label)\(gap)\(link)\n")
    }

    /// The report, its first line in the colour of the state, and what progress adds to it.
    static func styled(_ verdict: Verdict, _ progress: LearnerProgress) -> String {
        let part = Terminal.pictures == nil || verdict.figure == nil ? verdict.feedback?.wrongPart : nil
        let drawing = part.map { WrongPartText($0, width: Terminal.width).text } ?? ""
        let lines = verdict.report(width: Terminal.width, drawing: drawing).split(
            separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let mark: String
        let style: Terminal.Style
        switch verdict.state {
        case .passed: (mark, style) = ("✓", .green)
        case .notAttempted: (mark, style) = ("·", .dim)
        default: (mark, style) = ("✗", .red)
        }
        let effort = verdict.state == .notAttempted ? effort(of: verdict.exercise) : ""
        var text = Terminal.styled("\(mark) \(lines[0])\(effort)", style)
        if lines.count > 1 { text += "\n" + lines[1] }
        if let family = familyMetAgain(verdict, progress) { text += "\n" + family }
        return text
    }

    /// How much work an exercise is: " · 8 minutes, easy".
    private static func effort(of id: String) -> String {
        guard let exercise = Exercise.all.first(where: { $0.id == id }), !exercise.effort.isEmpty else { return "" }
        return " · \(exercise.effort)"
    }

    /// What was said about a mistake of the same kind in another exercise: the last one.
    private static func familyMetAgain(_ verdict: Verdict, _ progress: LearnerProgress) -> String? {
        verdict.feedback?.family.flatMap { progress.mistake(of: $0, outside: verdict.exercise) }.map {
            before in
            Terminal.wrapped(
                said("You have met a similar mistake in %1:", before.exercise) + " " + before.sentence.said, indent: 2)
        }
    }
}
