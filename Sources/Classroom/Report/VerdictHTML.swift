import Foundation
import Grading
import Literate
import Text

/// A verdict as HTML: the five parts, and pictures of what came.
enum VerdictHTML {
    /// What was found, without a heading.
    ///
    /// - Parameter room: bytes that drawings may still take on the page.
    static func body(_ verdict: Verdict, room: inout Int) -> String {
        var html = ""
        if let message = verdict.message { html += prose(message.said) }
        if let feedback = verdict.feedback { html += parts(feedback, room: &room) }
        if verdict.state.isFailure, verdict.state != .notCompiled {
            if !verdict.output.isEmpty {
                html +=
                    "<p class=\"facts\">\(said("Your code printed:"))</p>\n<pre class=\"plain\">\(text(excerpt(verdict.output)))</pre>\n"
            }
            html +=
                "<p class=\"facts\">\(said("See it again:")) <code>swift run lesson check \(verdict.exercise) --seed \(verdict.seed)</code></p>\n"
        }
        return html
    }

    /// The five parts of a feedback.
    static func parts(_ feedback: Feedback, room: inout Int) -> String {
        let rows = [
            ("input", feedback.input), ("expected", said(feedback.expected)), ("received", said(feedback.actual)),
            ("first difference", feedback.firstDifference.said),
        ]
        let list = rows.map { "<dt>\(said($0))</dt><dd><pre>\(text($1))</pre></dd>" }.joined(separator: "\n")
        let pictures = ValuePair.drawings(of: feedback, most: 4, room: &room)
        let mistake = feedback.likelyMistake.said.split(separator: "\n").map { text(String($0)) }.joined(
            separator: "<br>")
        return """
            <p class="mistake">\(mistake)</p>
            \(pictures.joined(separator: "\n"))
            <dl class="parts">
            \(list)
            </dl>

            """
    }

    /// Sentences as paragraphs; a line that begins with a space, and what follows it, is code.
    private static func prose(_ message: String) -> String {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var html = ""
        var code: [String] = []
        for line in lines + [""] {
            if line.hasPrefix(" ") {
                code.append(line)
                continue
            }
            if !code.isEmpty { html += "<pre class=\"plain\">\(text(code.joined(separator: "\n")))</pre>\n" }
            code = []
            if !line.isEmpty { html += "<p>\(text(line))</p>\n" }
        }
        return html
    }

    static func text(_ text: String) -> String { text.controlsShown.escapedForHTML }

    private static func excerpt(_ text: String) -> String {
        let lines = text.split(separator: "\n").map { $0.count > 120 ? String($0.prefix(120)) + "…" : String($0) }
        let shown = lines.count > 12 ? Array(lines.prefix(6)) + ["…"] + Array(lines.suffix(5)) : lines
        return shown.joined(separator: "\n")
    }
}

extension Verdict.State {
    /// A mark that is read as a word: colour alone tells nothing to some.
    var mark: String {
        switch self {
        case .passed: "✓"
        case .notAttempted: "·"
        case .wrong, .crashed, .timedOut, .notCompiled: "✗"
        }
    }
}
