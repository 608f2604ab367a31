import Foundation
import Literate
import Testing

/// A question keeps its answer wherever the lesson is read.
@Suite struct CoveredAnswerTests {
    private static let source = """
        //: # 01 · T
        //: Opening.
        predict("First?", answer: "One.")
        //: So one.
        //: ## A
        //: Before.
        predict("Which?", answer: "Seven.", why: "It is prime.")
        let x = 7
        print(x)
        claim("x", x, equals: 7)
        //: So it is seven.
        //:
        //: > Remember seven.
        //:
        //: ## Next
        //: In sight.
        print(8)
        """

    private static let attachments = [
        Attached(line: 3, kind: .prediction(question: "First?", answer: "One.")),
        Attached(line: 7, kind: .prediction(question: "Which?", answer: "Seven.", why: "It is prime.")),
        Attached(line: 9, kind: .output("7\n")),
        Attached(line: 10, kind: .claim(name: "x", value: "7", condition: "exactly 7", held: true)),
        Attached(line: 17, kind: .output("8\n")),
    ]

    private func lesson() throws -> LessonSource { try LessonSource(Self.source) }

    /// Says of each text whether it is inside a fold of the HTML or Markdown.
    private func isCovered(_ text: String, in page: String) throws -> Bool {
        let place = try #require(page.firstRange(of: text), "\(text)").lowerBound
        let before = page[..<place]
        return before.ranges(of: "<details").count > before.ranges(of: "</details>").count
    }

    @Test func `on the page and in Markdown, what follows in the section folds with the answer`() throws {
        let info = PageInfo(seed: 1)
        let pages = [
            try htmlPage(lesson(), Self.attachments, info), try markdownPage(lesson(), Self.attachments, info),
        ]
        for page in pages {
            for covered in ["One.", "So one.", "Seven.", "prime", "So it is seven.", "Remember"] {
                #expect(try isCovered(covered, in: page), "\(covered)")
            }
            for shown in ["Opening.", "Before.", "In sight."] {
                #expect(try !isCovered(shown, in: page), "\(shown)")
            }
            #expect(page.ranges(of: "<details").count == page.ranges(of: "</details>").count)
        }
        for question in ["First?", "Which?"] {
            // On the page it is the fold's own summary.
            #expect(pages[0].contains("<span class=\"question\">\(question)</span></summary>"))
            #expect(try !isCovered(question, in: pages[1]))
        }
        #expect(try isCovered("- ✓ x: 7", in: pages[1]))
        #expect(try isCovered("```text\n7", in: pages[1]))
        #expect(try !isCovered("```text\n8", in: pages[1]))
    }

    @Test func `in a notebook, prose folds cell by cell, and outputs are closed`() throws {
        let text = try jupyterNotebook(lesson(), Self.attachments, PageInfo(seed: 1))
        let notebook = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let cells = try #require(notebook["cells"] as? [[String: Any]])
        func source(_ cell: [String: Any]) -> String { (cell["source"] as? [String] ?? []).joined() }
        func cell(_ words: String) throws -> [String: Any] {
            try #require(cells.first { source($0).contains(words) }, "\(words)")
        }
        for covered in ["So one.", "So it is seven.", "✓ x: 7"] {
            let text = source(try cell(covered))
            #expect(text.hasPrefix("<details><summary>After the answer</summary>\n\n"), "\(text)")
            #expect(text.hasSuffix("\n\n</details>"), "\(text)")
        }
        for shown in ["Before.", "In sight."] { #expect(!source(try cell(shown)).contains("<details>")) }
        #expect(source(try cell("Which?")).hasSuffix("Seven.\n\nIt is prime.\n\n</details>"))
        let closed = try #require(try cell("print(x)")["metadata"] as? [String: Any])
        #expect(closed["collapsed"] as? Bool == true)
        #expect((closed["jupyter"] as? [String: Bool])?["outputs_hidden"] == true)
        #expect((try cell("print(8)")["metadata"] as? [String: Any])?.isEmpty == true)
    }

    @Test func `on slides, the question stands alone, and its answer only in the presenter's notes`() throws {
        let outline = SlideOutline(try lesson(), Self.attachments)
        let slides = outline.withNotes(outline.slides)
        #expect(
            slides.map(\.kind) == [.title, .question, .answer, .question, .answer, .section, .section])
        for slide in slides where slide.kind == .question {
            let shown = slide.alternative + slide.notes.joined()
            for word in ["One.", "Seven", "seven", "prime"] { #expect(!shown.contains(word), "\(shown)") }
        }
        #expect(slides[3].answer == ["**The answer:** Seven.", "It is prime."])
        #expect(slides[3].notes == ["Before."])
        let deck = slideDeckHTML(
            try lesson(),
            [DeckSlide(file: "01.png", heading: "h", alternative: "a", notes: ["Say."], answer: slides[3].answer)])
        #expect(
            deck.contains(
                "<p>Say.</p>\n<details><summary>The answer</summary>\n<p><strong>The answer:</strong> Seven.</p>"))
        #expect(slidesMarkdown(try lesson(), slides).contains("::: notes\n**The answer:** Seven."))
    }

    @Test func `on a terminal, all that is shown up to a question comes before it`() throws {
        var playback = try Playback(lesson(), width: 60, colour: false)
        let shown = Self.attachments.prefix(2).map { playback.advance(throughLine: $0.line).joined(separator: "\n") }
        #expect(shown[0].contains("Opening.") && !shown[0].contains("So one."))
        #expect(shown[1].contains("So one.") && shown[1].contains("Before."))
        #expect(!shown[1].contains("let x") && !shown[1].contains("even"))
        #expect(!terminalText(Self.attachments[1], width: 60, colour: false).contains("Seven"))
    }

    @Test func `a loop's outputs wait behind the question that it asks, and a fold covers its own`() throws {
        let source = """
            //: # 01 · T
            //: ## A
            //: <details><summary>More</summary>
            //:
            predict("Folded?", answer: "Yes.")
            //: Inside.
            //:
            //: </details>
            //:
            //: Outside.
            for i in 0..<2 {
                ask(i)
            }
            """
        let attachments = [
            Attached(line: 5, kind: .prediction(question: "Folded?", answer: "Yes.")),
            Attached(line: 12, kind: .prediction(question: "Then?", answer: "Now.")),
            Attached(line: 12, kind: .output("0\n")),
        ]
        let page = try markdownPage(LessonSource(source), attachments, PageInfo(seed: 1))
        #expect(try !isCovered("Outside.", in: page))
        #expect(try isCovered("Inside.", in: page))
        #expect(try isCovered("```text\n0", in: page))
        #expect(page.ranges(of: "<details").count == page.ranges(of: "</details>").count)
        let html = try htmlPage(LessonSource(source), attachments, PageInfo(seed: 1))
        #expect(try !isCovered("Outside.", in: html))
        #expect(try isCovered("<samp>0", in: html))
    }
}
