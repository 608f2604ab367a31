import Grading
import Text

/// A verdict in Markdown: what happened, then the five parts of the feedback.
///
/// Whatever comes from the answer stands in a block of code that it cannot close.
struct FeedbackMarkdown {
    let text: String

    /// Longer texts help nobody, and Gradescope stores every attempt.
    private static let limit = 4000

    init(_ verdict: Verdict) {
        var paragraphs = ["**\(said(verdict.state.rawValue))**"]
        if let message = verdict.message { paragraphs.append(Self.block(message.said)) }
        if let feedback = verdict.feedback {
            let mistake = feedback.likelyMistake.said.split(separator: "\n").joined(separator: "\n\n")
            paragraphs.append("**\(said("Likely mistake"))** \(Self.clean(mistake))")
            for (title, value) in [
                ("Input", feedback.input), ("Expected", said(feedback.expected)), ("Received", said(feedback.actual)),
                ("First difference", feedback.firstDifference.said),
            ] {
                paragraphs.append("**\(said(title))**\n\n\(Self.block(value))")
            }
        }
        if verdict.state.isFailure, verdict.state != .notCompiled {
            if !verdict.output.isEmpty {
                paragraphs.append("**\(said("Your code printed:"))**\n\n\(Self.block(verdict.output))")
            }
            paragraphs.append(
                said("The same inputs at home:")
                    + " `swift run lesson check \(verdict.exercise) --seed \(verdict.seed)`")
        }
        text = paragraphs.joined(separator: "\n\n")
    }

    private static func clean(_ text: String) -> String { String(text.controlsShown.prefix(limit)) }

    private static func block(_ text: String) -> String {
        let text = clean(text)
        let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)text\n\(text)\n\(fence)"
    }
}
