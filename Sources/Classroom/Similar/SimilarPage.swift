import Foundation
import Grading
import Literate
import Text

/// Coincidences side by side, for a person to look at: no percentage and no verdict.
public struct SimilarPage {
    private let similar: SimilarAnswers
    private let book: Gradebook

    public init(_ similar: SimilarAnswers, _ book: Gradebook) { (self.similar, self.book) = (similar, book) }

    /// More than these nobody looks at.
    public static let most = 40

    public var html: String {
        let shown = similar.pairs.prefix(Self.most)
        let cut =
            similar.pairs.count > shown.count ? " The \(shown.count) rarest of \(similar.pairs.count) are shown." : ""
        return documentPage(
            title: "\(book.file.name): what coincides", style: reportStyle,
            main: """
                <header>
                <div class="kicker"><p>\(VerdictHTML.text(book.file.name))</p></div>
                <h1>What coincides</h1>
                <p class="introduction">Right answers and known mistakes are alike by nature and are left out, and so is what \
                every file begins with. What stands here is wrong in a way that the checks do not know, or a free choice, and two \
                students have it in common and hardly anybody else. The rarest comes first. There are many reasons for a \
                coincidence: look, and ask.\(cut)</p>
                </header>
                \(shown.isEmpty ? "<p>Nothing rare coincides in this class.</p>" : shown.map(html).joined(separator: "\n"))
                """,
            footer:
                "Marked is what the two have in common and hardly anybody else. Names of variables, layout and comments do not count."
        )
    }

    private func html(_ pair: SimilarAnswers.Pair) -> String {
        let sides = zip(pair.students, zip(pair.texts, pair.lines)).map { student, side in
            let name = book.students.first { $0.id == student }?.name ?? student
            return
                "<figure><figcaption>\(VerdictHTML.text(name == student ? name : "\(name) · \(student)"))</figcaption>\n"
                + "<pre class=\"code\"><code>\(marked(side.0, side.1))</code></pre></figure>"
        }
        return """
            <section>
            <h2>\(VerdictHTML.text(pair.exercise.description))</h2>
            <p>\(VerdictHTML.text(pair.reason))</p>
            <div class="sides">
            \(sides.joined(separator: "\n"))
            </div>
            </section>
            """
    }

    /// Without the lines in front of the code, which are the task.
    private func marked(_ text: String, _ lines: Set<Int>) -> String {
        let all = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let first = all.firstIndex { !$0.hasPrefix("//") && !$0.hasPrefix("import") && !$0.isEmpty } ?? 0
        return all[first...].enumerated().map { offset, line in
            let html = VerdictHTML.text(line)
            return lines.contains(first + offset) ? "<mark>\(html)</mark>" : html
        }.joined(separator: "\n")
    }
}
