import Foundation
import Testing

@testable import Literate

@Suite struct MarkdownWriterTests {
    private let writer = MarkdownWriter(reader: .markdown) { path in
        path == "A.swift"
            ? "func f() {}" : try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test(
        arguments: [
            ("An Array<Int> costs $5 and $6.", #"An Array\<Int> costs \$5 and \$6."#),
            ("a*b c_d snake_case `x*y` \\*", #"a\*b c_d snake_case `x*y` \*"#),
            ("&lt;b&gt; & &amp;amp;", #"\<b> & \&amp;"#),
            ("- a\n- b\n\n  c", "- a\n\n- b\n\n  c"),
            ("3. a\n4. b\n   - c", "3. a\n4. b\n   - c"),
            ("> a\n>\n> - b", "> a\n>\n> - b"),
            ("a\n\n    x = <y>\n      z", "a\n\n    x = <y>\n      z"),
            ("````swift\n```\n````", "````swift\n```\n````"),
            ("## A <b> #", "## A \\<b>"),
            ("| a | b |\n|--:|:-:|\n| 1 | `x\\|y` |", "| a | b |\n|--:|:-:|\n| 1 | `x\\|y` |"),
            (
                "[a](http://b.c) <https://d.e> [f](../01/index.html) [g](javascript:h)",
                "[a](<http://b.c>) <https://d.e> f g"
            ),
            ("<!-- note -->", #"\<!-- note -->"#),
            (
                "<details><summary>Why *so*?</summary>\n\nBecause.\n\n</details>",
                "<details>\n<summary>Why <em>so</em>?</summary>\n\nBecause.\n\n</details>"
            ),
            ("1\\. a\n\\- b\n\\# c\n\\> d\n\\=", "1\\. a\n\\- b\n\\# c\n\\> d\n\\="),
            ("a  \nb", "a\\\nb"),
            ("![source](A.swift#f)", "```swift\nfunc f() {}\n```\n\n`A.swift`, line 1"),
        ])
    func `Markdown is written as it was meant`(markdown: String, written: String) throws {
        #expect(try writer.text(markdown) == written)
    }

    /// What is written reads as what was read, for all prose of the course.
    @Test func `the prose of every lesson survives`() throws {
        let lessons = Self.root.appending(path: "Lessons")
        var count = 0
        for file in try FileManager.default.subpathsOfDirectory(atPath: lessons.path)
        where file.hasSuffix(".swift") {
            let text = try String(contentsOf: lessons.appending(path: file), encoding: .utf8)
            for chunk in Chunk.chunks(of: text) where chunk.kind == .prose {
                try expectSurvival(of: chunk.text, file)
                count += 1
            }
        }
        #expect(count > 100)
    }

    @Test func `so do ten thousand pieces of nothing in particular`() throws {
        let pieces = [
            "<", ">", "$", "&", "&amp;", "_", "`", "``", "[", "]", "(", ")", "!", "\\", "#", " *a* ",
            " **b** ", "*", "~~",
            "~", "|",
            "a", "b c", "1.", "1)", "-", "+", "=", "\n", "\n\n", "\n> ", "\n- ", "\n    ", " ", "<b>", "</b>",
            "<!-- x -->",
            "https://a.b", "www.a.b", "x@y.z", ":", "∂", "\"", "'", "--", "...", "\n| a |\n|---|\n| b |\n",
            "\n```\n", "\u{1b}",
        ]
        var random = Lehmer(state: 3)
        for _ in 0..<10_000 {
            let text = (0..<Int.random(in: 1...14, using: &random)).map { _ in
                pieces.randomElement(using: &random)!
            }
            .joined()
            try expectSurvival(of: text, text)
        }
    }

    /// The text without marks is the same, and so is what is not text.
    private func expectSurvival(of markdown: String, _ what: String) throws {
        let written = try writer.text(markdown)
        func words(_ markdown: String) throws -> String {
            let nodes = MarkdownNode.parse(markdown).children.filter { $0.sourceLink == nil }
            let text = nodes.map(\.plainText).joined(separator: " ").filter { !$0.isWhitespace }
            // Typographic marks are what is made of others; a summary is written as HTML.
            return [
                ("“", "\""), ("”", "\""), ("‘", "'"), ("’", "'"), ("—", "---"), ("–", "--"), ("…", "..."),
            ].reduce(text) {
                $0.replacing($1.0, with: $1.1)
            }.replacing(/<\/?(code|em|strong)>/, with: "")
        }
        guard !markdown.contains("![source]") else { return }  // An excerpt is more than its link.
        let (before, after) = (try words(markdown), try words(written))
        #expect(before == after, "\(what.debugDescription) became \(written.debugDescription)")
    }
}
