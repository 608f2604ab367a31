import Foundation
import Literate
import Testing

@Suite struct GlossaryTests {
    private let source = try! LessonSource(
        """
        //: # 04 · A lesson
        //: ## Where it is taught
        //: A **gate** is a tap.
        let x = 1
        //: ## Words
        //: - **cell**: what is kept. **gate**: a tap between 0 and 1; also *valve*.
        //: - **to diverge**, **grow**: without *end*.
        //: ## After
        //: - **no word**: a list of another section.
        //
        """)

    @Test func `items are cut into entries, each with its terms and its meaning`() {
        let entries = source.glossary
        #expect(entries.map(\.terms) == [["cell"], ["gate"], ["to diverge", "grow"]])
        #expect(
            entries.map(\.meaning)
                == ["what is kept", "a tap between 0 and 1; also <em>valve</em>", "without <em>end</em>"])
    }

    @Test func `a word leads to the section that sets it in bold, or to the list`() {
        #expect(source.glossary.map(\.anchor) == ["words", "where-it-is-taught", "words"])
    }

    @Test func `lists in italics hold several entries an item`() throws {
        let source = try LessonSource(
            """
            //: # 12 · B
            //: ## Words
            //: - *node, edge* (vertex, link); *degree*: how many < neighbours;
            //
            """)
        #expect(source.glossary.map(\.terms) == [["node", "edge"], ["degree"]])
        #expect(source.glossary.map(\.meaning) == ["(vertex, link)", "how many &lt; neighbours"])
    }

    @Test func `the page sorts, joins the meanings of a word, and links pages that are there`() throws {
        let words = try ["bias": "a weight", "axis": "a direction"].map { term, meaning in
            try #require(
                LessonSource("//: # 01 · A\n//: ## Words\n//: - **\(term)**: \(meaning).\n").glossary.first)
        }
        let html = glossaryPage(
            [
                GlossaryLesson(number: "01", title: "A", address: "01-a/index.html", entries: words),
                GlossaryLesson(number: "02", title: "B", address: nil, entries: words.filter { $0.terms == ["bias"] }),
            ], symbols: "| symbol | lesson |\n|---|---|\n| α | 01 |\n")
        #expect(html.contains("<h2 id=\"a\">A</h2>\n<dl>\n<dt>axis</dt>"))
        #expect(
            html.contains(
                """
                <dt>bias</dt>
                <dd>a weight <a class="where" href="01-a/index.html#words">01 · A</a></dd>
                <dd>a weight <span class="where">02 · B</span></dd>
                """))
        #expect(html.contains("<tr><td>α</td><td><a href=\"01-a/index.html\">01</a></td></tr>"))
    }

    @Test func `every symbol of the table stands in the prose of the lesson it is said to come from`() throws {
        let lessons = URL(filePath: #filePath).appending(path: "../../../Lessons").standardizedFileURL
        let table = try String(contentsOf: lessons.appending(path: "Symbols.md"), encoding: .utf8)
        let rows = table.split(separator: "\n").dropFirst(2).map { $0.split(separator: "|") }
        try #require(rows.count > 20)
        let folders = try FileManager.default.contentsOfDirectory(atPath: lessons.path)
        for row in rows {
            let number = row.last!.trimmingCharacters(in: .whitespaces)
            let folder = lessons.appending(path: try #require(folders.first { $0.hasPrefix(number + "-") }))
            let prose = try FileManager.default.contentsOfDirectory(atPath: folder.path).flatMap {
                try String(contentsOf: folder.appending(path: $0), encoding: .utf8).split(separator: "\n")
            }.filter { $0.contains("//:") }.joined(separator: "\n")
            for symbol in row[0].split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
                #expect(prose.contains(symbol), "\(symbol) is not in lesson \(number)")
            }
        }
    }
}
