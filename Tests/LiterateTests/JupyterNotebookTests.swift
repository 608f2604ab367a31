import Foundation
import Literate
import Testing

@Suite struct JupyterNotebookTests {
    private func notebook(_ source: String, _ attachments: [Attached] = []) throws -> [String: Any] {
        let lesson = try LessonSource("//: # 01 · T\n" + source)
        let text = try jupyterNotebook(lesson, attachments, PageInfo(seed: 1)) { _ in "func f() {}" }
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func cells(_ source: String, _ attachments: [Attached] = []) throws -> [[String: Any]] {
        try #require(try notebook(source, attachments)["cells"] as? [[String: Any]])
    }

    private func source(_ cell: [String: Any]) -> String { (cell["source"] as? [String] ?? []).joined() }

    @Test func `says that it is Swift, and that no kernel has executed it`() throws {
        let notebook = try notebook("print(1)", [Attached(line: 2, kind: .output("1\n"))])
        #expect(notebook["nbformat"] as? Int == 4)
        #expect(notebook["nbformat_minor"] as? Int == 5)
        let metadata = try #require(notebook["metadata"] as? [String: Any])
        #expect((metadata["language_info"] as? [String: Any])?["name"] as? String == "swift")
        let cells = try #require(notebook["cells"] as? [[String: Any]])
        #expect(source(cells[1]).contains("`swift run lesson 01`"))
        #expect(cells[2]["execution_count"] is NSNull)
        #expect(Set(cells.compactMap { $0["id"] as? String }).count == cells.count)
    }

    @Test func `holds code with its output, its picture and what the picture shows`() throws {
        let image = FigureImage(
            source: "data:image/png;base64,AAAA", caption: "A *line*.", alternative: "It \"rises\".\n",
            width: 1920, height: 1080)
        let cells = try cells(
            "draw()",
            [
                Attached(line: 2, kind: .output("a\u{1b}[1mb\u{1b}[0m\n")),
                Attached(line: 2, kind: .figure(image)),
            ])
        let outputs = try #require(cells[2]["outputs"] as? [[String: Any]])
        #expect(source(cells[2]) == "draw()")
        #expect(outputs[0]["text"] as? [String] == ["ab\n"])
        let data = try #require(outputs[1]["data"] as? [String: Any])
        #expect(data["image/png"] as? String == "AAAA")
        #expect(data["text/plain"] as? [String] == ["It \"rises\".\n"])
        let caption = try #require(outputs[2]["data"] as? [String: Any])
        let words = try #require(caption["text/markdown"] as? [String]).joined()
        #expect(words.hasPrefix("**Figure 1.** A *line*.\n\n<details>"))
        #expect(words.contains("\n\nIt \"rises\".\n\n</details>"))
        let metadata = try #require(outputs[1]["metadata"] as? [String: [String: Any]])
        #expect(metadata["image/png"]?["alt"] as? String == "It \"rises\".")
    }

    @Test func `shows claims and questions as text, without their code`() throws {
        let cells = try cells(
            "claim(\"n\", 1, equals: 1)\npredict(\"q?\", answer: \"a\")",
            [
                Attached(line: 2, kind: .claim(name: "n", value: "1", condition: "exactly 1", held: true)),
                Attached(line: 3, kind: .prediction(question: "q?", answer: "a", tempting: nil, why: nil)),
            ])
        #expect(cells.allSatisfy { $0["cell_type"] as? String == "markdown" })
        #expect(source(cells[2]) == "- ✓ n: 1 (exactly)")
        #expect(source(cells[3]).contains("**Write it down.** q?"))
    }

    @Test func `cells close the folds they open, and lead to no page that is not there`() throws {
        let cells = try cells(
            "//:\n//: <details><summary>More *of* it</summary>\n//:\n//: See [lesson 02](../02-b/index.html#x).\nf()\n"
                + "//: </details>\n//:\n//: End. <https://example.org>")
        let texts = cells.map(source)
        #expect(texts.allSatisfy { !$0.contains("details>") })
        #expect(texts[0].contains("**More *of* it**"))
        #expect(texts[0].contains("See lesson 02."))
        #expect(texts.contains { $0.contains("<https://example.org>") })
    }

    @Test func `dollars and brackets are text, wherever they stand`() throws {
        let cells = try cells(
            "//: Pay $5 and $6 for Array<Int> <script>x</script>.\nf()",
            [
                Attached(line: 3, kind: .note("$1 <b>")),
                Attached(line: 3, kind: .claim(name: "n <b> $2", value: "$3", condition: "<i>", held: false)),
                Attached(
                    line: 3,
                    kind: .figure(
                        FigureImage(
                            source: "data:image/png;base64,AA", caption: "$4 <c>", alternative: "<a>",
                            width: 2,
                            height: 2))),
                Attached(
                    line: 3, kind: .prediction(question: "<q> $7?", answer: "$8", tempting: "<t>", why: "$9")),
            ])
        #expect(
            source(cells[0]).hasSuffix(
                "Pay <span>\\$</span>5 and <span>\\$</span>6 for Array\\<Int> \\<script>x\\</script>."))
        let outputs = try #require(cells[2]["outputs"] as? [[String: Any]])
        let texts = outputs.compactMap {
            (($0["data"] as? [String: Any])?["text/markdown"] as? [String])?.joined()
        }
        #expect(texts[0] == "*<span>\\$</span>1 \\<b>*")
        #expect(texts[1] == "- ✗ n \\<b> <span>\\$</span>2: <span>\\$</span>3 (expected \\<i>)")
        #expect(texts[2].hasPrefix("**Figure 1.** <span>\\$</span>4 \\<c>\n\n<details>"))
        #expect(texts[2].contains("\n\n\\<a>\n\n"))
        #expect(texts[3].hasPrefix("**Write it down.** \\<q> <span>\\$</span>7?\n\n<details>"))
    }
}
