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

    private func outline() throws -> SlideOutline {
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
        return SlideOutline(try LessonSource(Self.lesson), attachments)
    }

    private func slides() throws -> [OutlinedSlide] { try outline().slides }

    @Test func `a figure that moves is a slide for each of its frames`() throws {
        func image(_ name: String, film: FigureImage.Film? = nil) -> FigureImage {
            FigureImage(source: name, caption: "It slides.", alternative: name, width: 1920, height: 1080, film: film)
        }
        let frames = ["a.png", "b.png", "c.png"].map { FigureImage.Film.Frame(value: $0, image: image($0)) }
        let moving = image("sheet.png", film: .init(label: "step", frames: frames, shownOnPaper: [0, 2]))
        let slides = SlideOutline(
            try LessonSource(Self.lesson),
            [Literate.Attachment(line: Self.line("It slides."), kind: .figure(moving))]
        ).slides
        let shown = slides.flatMap(\.parts).compactMap { part -> String? in
            if case .figure(let image) = part.content { image.source } else { nil }
        }
        #expect(shown == ["a.png", "b.png", "c.png"])
    }

    /// The slides with their notes, as if each had room for all its parts.
    private func told() throws -> [OutlinedSlide] {
        let outline = try outline()
        return outline.withNotes(outline.slides)
    }

    @Test func `a lesson becomes title, goals, headings with questions and figures, and its words last`()
        throws
    {
        let slides = try slides()
        #expect(
            slides.map(\.kind) == [
                .title, .figure, .section, .section, .question, .answer, .section, .section, .section,
                .closing,
            ])
        #expect(
            slides.map { $0.heading.plainText } == [
                "Filters", "Filters", "You will be able to", "One filter, everywhere", "Write it down",
                "The answer", "One filter, everywhere", "In short", "Further", "Words",
            ])
        #expect(slides[3].line == Self.line("## One filter"))
        #expect(slides.map(\.section) == [0, 0, 0, 1, 1, 1, 1, 2, 3, 4])
    }

    @Test func `what comes before a question is shown before it, takeaways and the rest after the answer`()
        throws
    {
        let (before, after) = (try slides()[3], try slides()[6])
        #expect(before.parts.map(\.line) == [Self.line("y = w·x")])
        #expect(before.extras.map(\.line) == [Self.line("let y =")])
        #expect(after.parts.map(\.line) == [Self.line("\"It slides."), Self.line("> Share")])
        #expect(
            after.parts[1]
                == SlidePart(
                    content: .takeaways([
                        [.init("Share the "), .init("weights", .emphasis), .init(". Slide them.")],
                        [.init("Nine are enough.")],
                    ]), line: Self.line("> Share")))
        #expect(after.line == Self.line("## One filter"))
        guard case .equation(let rows) = before.parts[0].content,
            case .code(let lines, let output) = before.extras[0].content
        else {
            Issue.record("expected an equation and code")
            return
        }
        #expect(rows[0].right.first == SlideSpan("y", .emphasis))
        #expect(lines.map(\.plainText) == ["let y = filtered(x)", "print(y)"])
        #expect(lines[0][0] == SlideSpan("let", .keyword))
        #expect(output == ["[1, 2]"])
    }

    @Test func `every display equation is shown, in the order of the lesson`() throws {
        let lesson = try LessonSource(
            """
            //: # 01 · T
            //: ## Two wishes
            //: One:
            //:
            //:     b < 0
            //:
            //: And the other:
            //:
            //:     corner 00, no:   b < 0
            //:     corner 01, yes:  w₂ + b ≥ 0
            //:
            //: > Both at once is impossible.
            """)
        let slide = SlideOutline(lesson, []).slides[1]
        #expect(slide.parts.map(\.line) == [5, 9, 12])
        #expect(slide.alternative.contains("corner 01, yes: w₂ + b ≥ 0"))
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
        let outline = SlideOutline(lesson, [question, output])
        let slides = outline.withNotes(outline.slides)
        #expect(slides.map(\.kind) == [.title, .question, .answer, .section, .section])
        #expect(slides[1].notes == ["Two roads."])
        #expect(slides[1].answer == ["**The answer:** 16\\. It adds."])
        // The heading says it: it does not stand above the question.
        #expect(slides[1].alternative == "Write it down. q?")
        #expect(slides[2].alternative == "Where roads meet, slopes add. The answer. q? 16. It adds.")
        // A takeaway that repeats its heading is left out where there is something else to see.
        #expect(slides[3].parts.map(\.line) == [5])
        #expect(slides[4].parts.count == 1)
    }

    @Test func `a question is one slide and its answer the next`() throws {
        let slides = try slides()
        #expect(slides[4].alternative == "One filter, everywhere. Write it down. How many weights has it?")
        #expect(
            slides[5].alternative
                == "One filter, everywhere. The answer. How many weights has it? Nine, and a bias. "
                + "Tempting: one for each pixel. A dense layer has those. But a filter is used again “everywhere”."
        )
    }

    @Test func `prose goes to the slide that it follows, and takeaways are not said twice`() throws {
        let slides = try told()
        #expect(slides[3].notes == ["Nine numbers. They slide."])
        #expect(slides[5].notes == ["Now look at it."])
        #expect(slides[6].notes == ["Seen?", "**Why?**"])
        #expect(slides[1].notes == ["A filter slides."])
        #expect(slides[6].parts.flatMap(\.notes) == ["**See:** It slides."])
        #expect(!slides.map(\.notes).joined().contains { $0.contains("Nine are enough") })
    }

    @Test func `every slide has a heading and notes`() throws {
        for slide in try told() {
            #expect(!slide.heading.plainText.trimmed.isEmpty)
            #expect(!(slide.notes + slide.answer).joined().trimmed.isEmpty, "\(slide.heading.plainText)")
        }
        // The lead-in of code goes with the code, and is repeated rather than left out.
        let lesson = try LessonSource(
            "//: # 01 · T\n//: ## A\n//: First.\n//:\n//: Now the code:\nf()\n//: ## B\n//: > Only a takeaway.\n"
        )
        let outline = SlideOutline(lesson, [Literate.Attachment(line: 6, kind: .output("1\n"))])
        var slides = outline.slides
        #expect(slides.map(\.kind) == [.title, .section, .section])
        // As if an equation had needed a slide of its own before the code.
        var first = slides[1]
        first.parts = [SlidePart(content: .equation([]), line: 3)]
        slides.insert(first, at: 1)
        let notes = outline.withNotes(slides).map(\.notes)
        #expect(notes == [["Lesson 01. T."], ["First."], ["Now the code:"], ["B. Only a takeaway."]])
    }

    @Test func `a section without takeaways shows its list or its sentences`() throws {
        let slides = try slides()
        #expect(
            slides[7].parts.map(\.content) == [
                .bullets([
                    [.init("One filter.")], [.init("It slides over all of x.")], [.init("Is that all?")],
                    [.init("It is.")],
                ])
            ])
        #expect(
            slides[8].parts.map(\.content) == [
                .bullets([[.init("A book", .emphasis), .init(": about filters.")]])
            ])
        guard case .terms(let terms) = slides[9].parts[0].content else {
            Issue.record("expected terms")
            return
        }
        #expect(terms.map(\.plainText) == ["filter: nine weights that slide.", "stride: how far."])
    }

    @Test func `a takeaway that would stand alone brings the list that explains it`() throws {
        let lesson = try LessonSource(
            "//: # 01 · T\n//: ## A\n//: Three rules:\n//:\n//: - one\n//: - two\n//:\n//: > Remember.\n")
        #expect(
            SlideOutline(lesson, []).slides[1].extras.map(\.content) == [
                .bullets([[.init("one")], [.init("two")]])
            ])
        #expect(SlideOutline(lesson, []).slides[1].parts.map(\.content) == [.takeaways([[.init("Remember.")]])])
    }

    @Test func `the vocabulary is spread over slides of at most eight words, evenly`() throws {
        let words = (1...17).map { "//: - **w\($0)**: means." }.joined(separator: "\n")
        let lesson = try LessonSource("//: # 01 · T\n//: ## Words\n//:\n\(words)\n")
        let counts = SlideOutline(lesson, []).slides.dropFirst().map { slide -> Int in
            guard case .terms(let terms) = slide.parts[0].content else { return 0 }
            return terms.count
        }
        #expect(counts == [5, 6, 6])
    }

    @Test func `Markdown for pandoc has a heading, bullets, figures and notes for each slide`() throws {
        let lesson = try LessonSource(Self.lesson)
        let text = slidesMarkdown(lesson, try told())
        #expect(text.hasPrefix("---\ntitle: '07 · Filters'\n"))
        #expect(
            text.contains(
                "## One filter, everywhere\n\n- Share the *weights*. Slide them.\n- Nine are enough.\n\n"))
        // The figure lies beside the Markdown, so that the folder can be copied.
        #expect(text.contains("## One filter, everywhere\n\n![It slides.](<2.png> \"alt\"){height=72%}"))
        #expect(text.contains("::: notes\nSeen?"))
        #expect(!text.contains("<details>") && !text.contains("../"))
    }

    @Test func `marks of prose are text on slides and for pandoc`() throws {
        let lesson = try LessonSource(
            """
            //: # 01 · It's Array<Int>
            //: ## `f` of Array<Int> & <b>c</b>
            //: Prose <!-- note --> costs $1 and $2.
            //:
            //: > An Array<Int> costs $5 and $6, *not* a@b {x} ^2^ ~3~ [y].
            """)
        let outline = SlideOutline(lesson, [])
        let slides = outline.withNotes(outline.slides)
        #expect(slides[1].heading.plainText == "f of Array<Int> & <b>c</b>")
        #expect(
            slides[1].parts[0].content
                == .takeaways([
                    [
                        .init("An Array<Int> costs $5 and $6, "), .init("not", .emphasis),
                        .init(" a@b {x} ^2^ ~3~ [y]."),
                    ]
                ]))
        let text = slidesMarkdown(lesson, slides)
        #expect(
            text.contains("title: '01 · It’s Array\\<Int>'")
                || text.contains("title: '01 · It''s Array\\<Int>'"))
        #expect(text.contains("## `f` of Array\\<Int> & \\<b>c\\</b>"))
        #expect(
            text.contains(
                "- An Array\\<Int> costs \\$5 and \\$6, *not* a\\@b \\{x\\} \\^2\\^ \\~3\\~ \\[y\\]."))
        #expect(text.contains("::: notes\nProse \\<!\\-\\- note \\-\\-> costs \\$1 and \\$2.\n:::"))
    }

    @Test func `small letters are told from those on the line`() {
        let span = SlideSpan("10⁻³⁸·w₁ e⁻ᶻ")
        #expect(span.scripts.map(\.shown) == ["10", "−38", "·w", "1", " e", "−z"])
        #expect(span.scripts.map(\.script) == [.none, .raised, .none, .lowered, .none, .raised])
        #expect(span.scripts.map(\.text).joined() == span.text)
    }

    @Test func `the deck names every picture with its text, and fetches nothing from elsewhere`() throws {
        let lesson = try LessonSource(Self.lesson)
        let slides = try told().enumerated().map { index, slide in
            DeckSlide(
                file: "\(index + 1).png", heading: slide.heading.plainText, alternative: slide.alternative,
                notes: slide.notes,
                lines: [.init("a < \"b\"", x: 96.4, baseline: 120, width: 300.6, size: 40)])
        }
        let html = slideDeckHTML(lesson, slides)
        for (index, slide) in slides.enumerated() {
            #expect(html.contains("<img src=\"\(index + 1).png\""))
            #expect(html.contains("alt=\"\(slide.alternative.escapedForHTML)\""))
        }
        #expect(html.contains("aria-label=\"10 of 10\""))
        #expect(
            html.contains(
                "<text x=\"96\" y=\"120\" font-size=\"40\" textLength=\"301\" lengthAdjust=\"spacingAndGlyphs\">"
                    + "a &lt; &quot;b&quot;</text>"))
        #expect(!html.contains("No notes"))
        #expect(!html.contains("http://") && !html.contains("https://") && !html.contains("../"))
    }
}
