import Testing

@testable import Literate

@Suite struct SlideOutlineTests {
    private static let lesson = ##"""
        import Nabla

        public func f() throws {
            //: # 07 · Filters
            figure("Opening.", alt: "A filter.") { drawing() }
            //: A filter slides.
            //:
            //: **You will be able to**
            //:
            //: - slide a filter *by hand* (7.1);
            //: - count its `weights`.
            //:
            //: ## One filter, everywhere
            //: Nine numbers. They slide.
            //:
            //:     y = w·x + b
            let y = filtered(x)
            print(y)
            predict(
                "How many weights has it?", answer: "Nine, and a bias.",
                tempting: "One for each pixel.",
                why:
                    """
                    A dense layer has those. But a filter \
                    is used again "everywhere".
                    """)
            //: Now look at it.
            figure("It slides.", alt: "Nine frames.") { slide() }
            //: Seen?
            //:
            //: > Share the *weights*.
            //: > Slide them.
            //:
            //: > Nine are enough.
            //:
            //: <details><summary>Why?</summary>
            //:
            //: > Hidden.
            //:
            //: </details>
            //:
            //: ## In short
            //: One filter. It slides over all of x. Is that all? It is.
            //:
            //: ## Words
            //: - **filter**: nine weights that slide.
            //: - **stride**: how far.
            //:
            //: ## Further
            //: - *A book*: about filters.
        }
        """##

    private static func line(_ words: String) -> Int {
        lesson.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(words) }! + 1
    }

    private static func figure(_ name: String, _ words: String) -> Literate.Attachment {
        Literate.Attachment(
            line: line(words),
            kind: .figure(
                FigureImage(source: name, caption: words, alternative: "alt", width: 1920, height: 1080)))
    }

    private func slides() throws -> [OutlinedSlide] {
        let attachments = [
            Self.figure("1.png", "Opening."),
            Literate.Attachment(line: Self.line("print(y)"), kind: .output("[1, 2]\n")),
            Literate.Attachment(
                line: Self.line("predict("),
                kind: .prediction(
                    question: "How many weights has it?", answer: "Nine, and a bias.",
                    tempting: "one for each pixel",
                    why: "A dense layer has those. But a filter is used again \"everywhere\".")),
            Self.figure("2.png", "It slides."),
        ]
        return SlideOutline(try LessonSource(Self.lesson), attachments).slides
    }

    @Test func `a lesson becomes title, goals, headings with questions and figures, and its words last`()
        throws
    {
        let slides = try slides()
        #expect(
            slides.map(\.kind) == [
                .title, .figure, .section, .section, .question, .answer, .section, .figure, .section,
                .section, .closing,
            ])
        #expect(
            slides.map { $0.heading.plainText } == [
                "Filters", "Filters", "You will be able to", "One filter, everywhere", "", "",
                "One filter, everywhere", "One filter, everywhere", "In short", "Further", "Words",
            ])
        #expect(slides.map(\.line) == slides.dropLast().map(\.line) + [Self.line("## Words")])
        #expect(slides[3].line == Self.line("## One filter"))
    }

    @Test func `what comes before a question is shown before it, takeaways and the rest after the answer`()
        throws
    {
        let (before, after) = (try slides()[3], try slides()[6])
        #expect(before.parts.isEmpty)
        #expect(before.extras.map(\.line) == [Self.line("y = w·x"), Self.line("let y =")])
        #expect(
            after.parts == [
                SlidePart(
                    content: .takeaways([
                        [.init("Share the "), .init("weights", .emphasis), .init(". Slide them.")],
                        [.init("Nine are enough.")],
                    ]), line: Self.line("> Share"))
            ])
        #expect(after.extras.map(\.line) == [Self.line("\"It slides.")])
        #expect(after.line == Self.line("## One filter"))
        guard case .equation(let rows) = before.extras[0].content else {
            Issue.record("expected an equation")
            return
        }
        #expect(rows[0].right.first == SlideSpan("y", .emphasis))
        guard case .code(let lines, let output) = before.extras[1].content else {
            Issue.record("expected code")
            return
        }
        #expect(lines.map(\.plainText) == ["let y = filtered(x)", "print(y)"])
        #expect(lines[0][0] == SlideSpan("let", .keyword))
        #expect(output == ["[1, 2]"])
    }

    @Test func `a section that begins with its question has no slide before it`() throws {
        let lesson = try LessonSource(
            """
            //: # 01 · T
            //: ## Where roads meet, slopes add
            //: Two roads.
            predict("q?", answer: "16. It adds.")
            let c = 7
            print(c)
            //: > Where roads meet: slopes add!
            //: ## Alone
            //: > Alone.
            """)
        let question = Literate.Attachment(
            line: 4, kind: .prediction(question: "q?", answer: "16. It adds.", tempting: nil, why: nil))
        let output = Literate.Attachment(line: 6, kind: .output("7\n"))
        let slides = SlideOutline(lesson, [question, output]).slides
        #expect(slides.map(\.kind) == [.title, .question, .answer, .section, .section])
        #expect(slides[1].notes == ["Two roads."])
        #expect(slides[2].alternative == "The answer. q? 16. It adds.")
        // A takeaway that repeats its heading is left out where there is something else to see.
        #expect(slides[3].parts.isEmpty && slides[3].extras.count == 1)
        #expect(slides[4].parts.count == 1)
    }

    @Test func `a question is one slide and its answer the next`() throws {
        let slides = try slides()
        #expect(slides[4].alternative == "Write it down. How many weights has it?")
        #expect(
            slides[5].alternative
                == "The answer. How many weights has it? Nine, and a bias. Tempting: one for each pixel. "
                + "A dense layer has those. But a filter is used again “everywhere”.")
    }

    @Test func `prose goes to the slide that it follows, and takeaways are not said twice`() throws {
        let slides = try slides()
        #expect(slides[3].notes == ["Nine numbers. They slide.\n", "    y = w·x + b"])
        #expect(slides[5].notes == ["Now look at it."])
        #expect(slides[7].notes.prefix(2) == ["**See:** It slides.", "Seen?\n"])
        #expect(slides[7].notes.contains { $0.contains("Hidden.") })
        #expect(slides[0].notes.isEmpty)
        #expect(slides[1].notes == ["**See:** Opening.", "A filter slides.\n"])
        #expect(!slides.map(\.notes).joined().contains { $0.contains("Nine are enough") })
    }

    @Test func `a section without takeaways shows its list or its sentences`() throws {
        let slides = try slides()
        #expect(
            slides[8].parts.map(\.content) == [
                .bullets([
                    [.init("One filter.")], [.init("It slides over all of x.")], [.init("Is that all?")],
                    [.init("It is.")],
                ])
            ])
        #expect(
            slides[9].parts.map(\.content) == [
                .bullets([[.init("A book", .emphasis), .init(": about filters.")]])
            ])
        guard case .terms(let terms) = slides[10].parts[0].content else {
            Issue.record("expected terms")
            return
        }
        #expect(terms.map(\.plainText) == ["filter: nine weights that slide.", "stride: how far."])
    }

    @Test func `Markdown for pandoc has a heading, bullets, figures and notes for each slide`() throws {
        let lesson = try LessonSource(Self.lesson)
        let text = slidesMarkdown(lesson, try slides())
        #expect(text.hasPrefix("---\ntitle: \"07 · Filters\"\n"))
        #expect(
            text.contains(
                "## One filter, everywhere\n\n- Share the *weights*. Slide them.\n- Nine are enough.\n\n"))
        #expect(
            text.contains("## One filter, everywhere\n\n![It slides.](<../2.png> \"alt\"){height=72%}"))
        #expect(text.contains("::: notes\n**See:** It slides.\n\nSeen?"))
        #expect(!text.contains("<details>"))
    }

    @Test func `the deck names every picture with its text, and fetches nothing from elsewhere`() throws {
        let lesson = try LessonSource(Self.lesson)
        let slides = try slides().enumerated().map { index, slide in
            DeckSlide(
                file: "\(index + 1).png", heading: slide.heading.plainText, alternative: slide.alternative,
                notes: slide.notes)
        }
        let html = slideDeckHTML(lesson, slides, page: "../index.html")
        for (index, slide) in slides.enumerated() {
            #expect(html.contains("<img src=\"\(index + 1).png\""))
            #expect(html.contains("alt=\"\(slide.alternative.escapedForHTML)\""))
        }
        #expect(html.contains("aria-label=\"11 of 11\""))
        #expect(!html.contains("http://") && !html.contains("https://"))
    }
}
