import Testing

@testable import Literate

@Suite("A page")
struct HTMLPageTests {
    private func page(_ source: String, _ attachments: [Attached] = [], _ info: PageInfo = PageInfo(seed: 1))
        throws -> String
    {
        let lesson = try LessonSource("//: # 01 · T\n" + source)
        let html = try htmlPage(lesson, attachments, info) { _ in "func f() {}" }
        return html.components(separatedBy: "</header>\n")[1].components(separatedBy: "</main>")[0]
    }

    private func prose(_ markdown: String) throws -> String {
        try page(markdown.components(separatedBy: "\n").map { "//: " + $0 }.joined(separator: "\n"))
    }

    @Test("an answer that begins with a number and a stop is a sentence, no list")
    func answerThatLooksLikeAList() throws {
        let lesson = try LessonSource("//: # 01 · T\npredict(\"q?\", answer: \"16. It is.\")")
        let answer = Attached(
            line: 2,
            kind: .prediction(question: "- 4 or 4?", answer: "16. It is.", tempting: "3) no", why: "But."))
        let html = try htmlPage(lesson, [answer], PageInfo(seed: 1))
        #expect(html.contains("<p>16. It is.</p>"))
        #expect(html.contains("<span class=\"question\">- 4 or 4?</span>"))
        #expect(html.contains("</b> 3) no</p>\n<p>But.</p>"))
        #expect(try markdownPage(lesson, [answer], PageInfo(seed: 1)).contains("\n\n16\\. It is.\n\n"))
        #expect(terminalText(answer, width: 40, colour: false) == "? - 4 or 4?")
    }

    @Test("what says that the text speaks of another run is named once, and the reminder leads to it")
    func reminder() throws {
        let notes = ["Other digits. **The text's are MNIST's.**", "**Quick.**"].map {
            Attached(line: 2, kind: .note($0))
        }
        let html = try htmlPage(LessonSource("//: # 01 · T\nf()"), notes, PageInfo(seed: 1))
        #expect(html.components(separatedBy: "id=\"note-2\"").count == 2)
        #expect(html.contains("id=\"note-2\">Other digits."))
        #expect(html.contains("<a href=\"#note-2\">This run’s numbers are not the text’s</a>"))
        let plain = try htmlPage(
            LessonSource("//: # 01 · T\nf()"), [Attached(line: 2, kind: .note("No data."))], PageInfo(seed: 1))
        #expect(!plain.contains("id=\"note-2\"") && !plain.contains("<aside class=\"reminder\""))
    }

    @Test("is one file: nothing is fetched, nothing is run")
    func selfContained() throws {
        let lesson = try LessonSource(SampleLesson.text)
        let html = try htmlPage(
            lesson, SampleLesson.attachments(figure: "data:image/png;base64,AAAA"), SampleLesson.info,
            reading: SampleLesson.read)
        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(html.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""))
        for outside in ["<script", "src=\"http", "url(", "@import", "onload"] {
            #expect(!html.contains(outside))
        }
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; is text."))
        #expect(html.components(separatedBy: "<h1>").count == 2)
        #expect(
            html.components(separatedBy: "<details").count == html.components(separatedBy: "</details>").count
        )
        #expect(html.contains("<a href=\"../04-perceptron/index.html\" rel=\"prev\">04 · The perceptron</a>"))
        #expect(
            html.contains(
                "seed 1 · MNIST from Data/mnist · 12.3 s · at most 214 MB of memory · 1 of 2 claims held"))
        #expect(html.contains("<a href=\"#claim-\(SampleLesson.line("claim(\"gradients"))\">"))
    }

    @Test("folds what follows the first line of a note")
    func noteWithDetails() throws {
        let html = try page("f()", [Attached(line: 2, kind: .note("No `x` here.\na: not found."))])
        #expect(html.contains("<p class=\"note\" role=\"note\">No <code>x</code> here.</p>\n<details class=\"note\">"))
        #expect(html.contains("<summary>Why</summary>\n<p>a: not found.</p>\n</details>"))
        #expect(try !page("f()", [Attached(line: 2, kind: .note("No x here."))]).contains("<details class=\"note\">"))
    }

    @Test("shows whatever was printed as text")
    func injection() throws {
        let evil = "</samp></pre><script>alert('x')</script>\u{0}\u{1b}[31mred\u{1b}[0m & \"q\""
        let html = try page(
            "f()",
            [
                Attached(line: 2, kind: .output(evil)),
                Attached(line: 2, kind: .claim(name: "<b>n", value: "<b>v", condition: "<b>c", held: true)),
                Attached(
                    line: 2,
                    kind: .figure(
                        FigureImage(
                            source: "data:\"><b>", caption: "<b>c", alternative: "\"><b>a", width: 2,
                            height: 2))),
                Attached(
                    line: 2,
                    kind: .prediction(question: "<b>q", answer: "<b>a", tempting: "<b>t", why: "<b>w")),
                Attached(line: 2, kind: .note("<b>n\n<b>n")), Attached(line: 2, kind: .failure("<b>f")),
            ])
        #expect(
            html.contains(
                "&lt;/samp&gt;&lt;/pre&gt;"
                    + "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;␀red &amp; &quot;q&quot;"
            ))
        #expect(
            html.replacing("<b>Figure 1.</b>", with: "").replacing("<b>Tempting:</b>", with: "").replacing(
                /<b>The lesson.*?<\/b>/, with: ""
            ).contains("<b>") == false)
    }

    @Test("puts an output into one box with its code")
    func cells() throws {
        let html = try page("let a = 1\nprint(a)", [Attached(line: 3, kind: .output("1\n"))])
        #expect(
            html.contains(
                "print(a)</code></pre>\n"
                    + "<div class=\"output\" role=\"group\" aria-label=\"Output\">\n"
                    + "<pre><samp>1</samp></pre>\n</div>\n</div>"
            ))
    }

    @Test("folds the middle of a long output and keeps its end in sight")
    func longOutput() throws {
        func output(lines: Int) throws -> String {
            try page("f()", [Attached(line: 2, kind: .output((1...lines).map { "line \($0)\n" }.joined()))])
        }
        #expect(try !output(lines: 24).contains("more lines"))
        let html = try output(lines: 30)
        #expect(
            html.contains(
                "line 14</samp></pre>\n<details><summary>12 more lines</summary>\n<pre><samp>line 15"))
        #expect(
            html.contains(
                "line 26</samp></pre>\n</details>\n<pre><samp>line 27\nline 28\nline 29\nline 30</samp></pre>"
            ))
    }

    @Test("keeps what a progress bar wrote last")
    func carriageReturn() throws {
        let html = try page("f()", [Attached(line: 2, kind: .output("10 %\r50 %\r100 %\r\ndone\n\n"))])
        #expect(html.contains("<samp>100 %\ndone</samp>"))
    }

    @Test("numbers its figures and gives them half their pixels")
    func figures() throws {
        let image = FigureImage(
            source: "data:image/png;base64,AA", caption: "Left of *0.003* nothing moves.",
            alternative: "A valley.", width: 1920, height: 1080)
        let html = try page(
            "figure(\"a\") {\n1\n2\n3\n4\n5\n}\nfigure(\"b\")",
            [Attached(line: 2, kind: .figure(image)), Attached(line: 9, kind: .figure(image))])
        #expect(
            html.contains(
                "<label class=\"frame\"><input type=\"checkbox\" aria-label=\"Enlarge figure 1\">"
                    + "<img src=\"data:image/png;base64,AA\" alt=\"A valley.\" width=\"960\" height=\"540\"></label>\n"
                    + "<figcaption><b>Figure 1.</b> Left of <em>0.003</em> nothing moves.</figcaption>"
            ))
        #expect(html.contains("<b>Figure 2.</b>"))
        // Seven lines of drawing are folded, one is not.
        #expect(html.components(separatedBy: "Code of the figure").count == 2)
    }

    /// A figure of two frames.
    private var film: FigureImage {
        func image(_ name: String, _ words: String) -> FigureImage {
            FigureImage(source: name, caption: "It steepens.", alternative: words, width: 1920, height: 1080)
        }
        return FigureImage(
            source: "sheet.png", caption: "It steepens.", alternative: "A line.", width: 1920, height: 1160,
            film: .init(
                label: "slope <1>",
                frames: [
                    .init(value: "0.5", image: image("1.png", "Flat.")),
                    .init(value: "2", image: image("2.png", "Steep.")),
                ], shownOnPaper: [1]))
    }

    @Test("a figure that moves has a button for each frame, the first one on, and no script")
    func films() throws {
        let html = try page("f()", [Attached(line: 2, kind: .figure(film))])
        let expected = [
            "<fieldset style=\"--of:2\">", "<legend>slope &lt;1&gt;</legend>",
            "<input type=\"checkbox\" id=\"enlarge-1\" aria-label=\"Enlarge figure 1\">",
            "<input type=\"radio\" name=\"film-1\" style=\"--at:0\" aria-label=\"slope &lt;1&gt;: 0.5\" checked>",
            "<label class=\"still\" for=\"enlarge-1\"><img src=\"1.png\" alt=\"Flat.\" width=\"960\" height=\"540\">",
            "<span class=\"value\" aria-hidden=\"true\">slope &lt;1&gt;: <b>0.5</b></span></label>",
            "<input type=\"radio\" name=\"film-1\" style=\"--at:1\" aria-label=\"slope &lt;1&gt;: 2\">",
            "<label class=\"still paper\" for=\"enlarge-1\"><img src=\"2.png\"",
        ]
        for part in expected { #expect(html.contains(part), "\(part)") }
        #expect(html.contains("</fieldset>\n<figcaption><b>Figure 1.</b> It steepens.</figcaption>"))
        #expect(!html.contains("<script") && !html.contains("sheet.png"))
    }

    @Test("asks before it tells")
    func predictions() throws {
        let kind = Attached.Kind.prediction(
            question: "Up or down?", answer: "Up.", tempting: "Down.", why: "It looks so.")
        let html = try page("predict(\"Up or down?\", answer: \"Up.\")", [Attached(line: 2, kind: kind)])
        let summary = try #require(html.firstRange(of: "</summary>"))
        #expect(html[..<summary.lowerBound].contains("Up or down?"))
        #expect(
            html[summary.upperBound...].contains(
                "<p>Up.</p>\n<p class=\"tempting\"><b>Tempting:</b> Down.</p>\n<p>It looks so.</p>"))
        #expect(!html.contains("predict("))
    }

    @Test("what gives an answer away folds with it, to the end of the section")
    func coveredAnswers() throws {
        func question(_ line: Int) -> Attached {
            Attached(line: line, kind: .prediction(question: "Which?", answer: "This.", tempting: nil, why: nil))
        }
        let source = """
            predict("Which?", answer: "This.")
            let x = 7
            //: So it is 7.
            predict("And which?", answer: "This.")
            //: Now 8.
            //:
            //: > Seven, then eight.
            //:
            //: ## Next
            //: It goes on.
            """
        let html = try page(source, [question(2), question(5)])
        func place(_ text: String) throws -> String.Index {
            try #require(html.firstRange(of: text), "\(text)").lowerBound
        }
        let places = try [
            "<details class=\"prediction\">", "This.", "let", "So it is 7.", "Now 8.", "Seven, then eight.",
            "<div class=\"answer paper\">", "</div>\n</details>\n<h2", "It goes on.",
        ].map(place)
        #expect(places == places.sorted())
        #expect(html.ranges(of: "<details").count == html.ranges(of: "</details>").count)
        // On paper each answer stands after what its question covers.
        #expect(html.ranges(of: "<div class=\"answer paper\">").count == 2)
    }

    @Test("a page with a warning folds nothing that the warning leads to")
    func failureInSight() throws {
        let question = Attached.Kind.prediction(question: "Which?", answer: "This.", tempting: nil, why: nil)
        let claim = Attached.Kind.claim(name: "x", value: "7", condition: "exactly 8", held: false)
        let source = "predict(\"Which?\", answer: \"This.\")\nclaim(\"x\", 7, equals: 8)"
        let html = try page(source, [Attached(line: 2, kind: question), Attached(line: 3, kind: claim)])
        #expect(html.contains("<details class=\"prediction\" open>"))
    }

    @Test("folds prose between <details> and </details>, over code if need be, and closes what is open")
    func details() throws {
        #expect(
            try prose("<details><summary>Why *so*?</summary>\n\nBecause.\n\n</details>\n\nMore.").contains(
                "<details class=\"aside\">\n<summary>Why <em>so</em>?</summary>\n"
                    + "<p>Because.</p>\n</details>\n<p>More.</p>"
            ))
        #expect(
            try prose("<details>\n<summary>A</summary>\nNo *blank* line.\n</details>").contains(
                "<summary>A</summary>\n<p>No <em>blank</em> line.</p>\n</details>"))
        let over = try page("//: <details><summary>A</summary>\nlet x = 1\n//: </details>\n//: End.")
        #expect(over.contains("<summary>A</summary>\n<div class=\"cell\">"))
        #expect(over.contains("</div>\n</details>\n<p>End.</p>"))
        #expect(
            try prose("</details>\n\n<details>\n\nOpen.").hasSuffix(
                "<details class=\"aside\">\n<p>Open.</p>\n</details>\n"))
        #expect(try prose("- a\n\n  <details>\n\n  b\n\nc").contains("<p>b</p>\n</details>\n</li>"))
    }

    @Test(
        "shows other raw HTML as text",
        arguments: [
            "<script>alert(1)</script>", "<div onclick=\"x\">y</div>", "<details onload=x>", "<!-- note -->",
            "<!-- <details> -->", "<?php x ?>", "<!DOCTYPE html>", "<![CDATA[x]]>", "<style>p{}</style>",
            "</p>",
        ])
    func rawHTML(html: String) throws {
        #expect(try prose(html).contains("<p>" + html.escapedForHTML))
        // In the middle of a line, in a list, in a quotation, in a table, in a fold, over several lines, in a heading.
        for around in [
            "a %@ b", "- %@", "> %@", "| a |\n|---|\n| %@ |",
            "<details><summary>%@</summary>\n%@\n</details>",
            "<div>\n%@\n</div>", "## A %@", "**%@**", "[%@](x)",
        ] {
            let page = try prose(around.replacing("%@", with: html)).replacing(
                "<!--notice--><!--/notice-->", with: "")
            #expect(
                !page.contains("<script") && !page.contains("<div on") && !page.contains("<!--"), "\(page)")
            #expect(!page.contains("<?") && !page.contains("<!") && !page.contains("<style"), "\(page)")
        }
    }

    @Test("shows entities, angle brackets and links as what they are")
    func inlineText() throws {
        #expect(
            try prose("Array<Int> &lt;b&gt; &copy; a<b").contains(
                "<p>Array&lt;Int&gt; &lt;b&gt; © a&lt;b</p>"))
        #expect(
            try prose("<https://a.b/?c=d&e>").contains(
                "<a href=\"https://a.b/?c=d&amp;e\">https://a.b/?c=d&amp;e</a>"))
        #expect(try prose("&#27;[2J and \u{1b}[1m").contains("<p>␛[2J and ␛[1m</p>"))
        #expect(try page("//: ## Array<Int>\n").contains("<h2 id=\"array-int\">Array&lt;Int&gt; "))
    }

    @Test("is not brought down by prose in prose in prose", arguments: ["> ", "- ", "1. ", "* > "])
    func depth(mark: String) throws {
        let deep = String(repeating: mark, count: 3000) + "the <b>end"
        #expect(try prose(deep).contains("the &lt;b&gt;end") || prose(deep).contains("the"))
        let lesson = try LessonSource("//: # 01 · T\nf()\n//: \(deep)")
        #expect(try terminalText(lesson.chunks[2], width: 40, colour: true).contains("end"))
        #expect(try markdownPage(lesson, [], PageInfo(seed: 1)).contains("end"))
        _ = SlideOutline(lesson, []).slides
    }

    @Test(
        "follows links only to pages",
        arguments: [
            "javascript:alert(1)", "JavaScript:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
        ])
    func links(address: String) throws {
        #expect(try !prose("[text](\(address))").contains("<a"))
        #expect(
            try prose("[text](https://example.org/a?b:c)").contains(
                "<a href=\"https://example.org/a?b:c\">text</a>"))
        #expect(try prose("[text](../05/index.html#a:b)").contains("<a href=\"../05/index.html#a:b\">"))
    }

    @Test("sets an indented block as an equation: variables in italics, relations under each other")
    func equations() throws {
        #expect(
            try prose("So:\n\n    p = exp(z) / 2").contains(
                "<div class=\"equation\"><div><i>p</i> = exp(<i>z</i>) / 2</div></div>"))
        #expect(
            try prose("So:\n\n    e⁻ᶻ·x₁₀").contains(
                "<i>e</i><sup>−<i>z</i></sup>·<i>x</i><sub>10</sub></div>"))
        #expect(
            try prose("So:\n\n    ∂L/∂w₁ = 2x\n    L      < 3").contains(
                "<div class=\"equation rows\"><div>"
                    + "<span>∂<i>L</i>/∂<i>w</i><sub>1</sub></span><span>= 2x</span>\n"
                    + "<span><i>L</i></span><span>&lt; 3</span></div></div>"
            ))
        #expect(
            try prose("So:\n\n    1 2  3\n    4 5  6").contains(
                "<div class=\"equation aligned\"><div>1 2  3\n4 5  6</div></div>"))
    }

    @Test("sets names before an equation and words behind it in columns of their own")
    func equationColumns() throws {
        let named = try prose("So:\n\n    (1)  y = a·x   for a sum\n    (2)  z = 0")
        #expect(named.contains("<div class=\"equation rows columns\"><div style=\"--columns:4;--narrow:3\">"))
        #expect(
            named.contains(
                "<span class=\"name\">(1)</span><span class=\"side\"><i>y</i></span>"
                    + "<span>= <i>a</i>·<i>x</i></span><span class=\"words\">for a sum</span>"))
        #expect(named.contains("<span>= 0</span><span class=\"words\"></span></div></div>"))
        let goesOn = try prose("So:\n\n    y = 1 + 2   = 3\n    z = 4   [N, 2]")
        #expect(goesOn.contains("<span>= 1 + 2</span><span class=\"more\">= 3</span>"))
        #expect(goesOn.contains("<span class=\"more\">[<i>N</i>, 2]</span>"))
        #expect(
            try prose("So:\n\n    h = f(x)     at every step t").contains(
                "class=\"words\">at every step <i>t</i></span>"))
        #expect(
            try prose("So:\n\n    y = 1,   z = 2").contains("<div class=\"equation\"><div><i>y</i> = 1,   <i>z</i> = 2")
        )
        #expect(try prose("So:\n\n    mean of a sum = 0").contains("mean of a sum = 0"))
        #expect(try prose("So:\n\n    s = √v").contains("<i>s</i> = <span class=\"root\">√</span><i>v</i>"))
    }

    @Test(
        "keeps a short formula on one line, and breaks a long one behind an operator",
        arguments: [
            ("the slope p\n− y of", "the slope <span class=\"formula\">p\n− y</span> of"),
            ("at (1, 0), and", "at <span class=\"formula\">(1, 0)</span>, and"),
            ("after (R/γ)² steps", "after <span class=\"formula\">(R/γ)²</span> steps"),
            ("yes/no and 90 % of", "yes/no and <span class=\"formula\">90 %</span> of"),
            ("of ln 10 it", "of <span class=\"formula\">ln 10</span> it"),
            ("a < b", "<span class=\"formula\">a &lt; b</span>"),
            (
                "h = tanh(x·W + g·U + b) it",
                "<span class=\"formula\">h = tanh(x·W + g·U +</span> b) it"
            ),
            ("(it is so, and right) = 1", "(it is so, and <span class=\"formula\">right) = 1</span>"),
            ("a - b, **c** = 1", "a - b, <strong>c</strong> = 1"),
        ])
    func formulas(text: String, html: String) throws {
        #expect(try prose(text).contains("<p>\(html)</p>\n"))
    }

    @Test("a table that may be wider than a phone can be reached with the keyboard, and an empty header is none")
    func wideTables() throws {
        let narrow = try prose("| a | b |\n|---|---|\n| 1 | 2 |")
        #expect(narrow.contains("<div class=\"scroll\"><table>") && narrow.contains("<th scope=\"col\">a</th>"))
        let wide = try prose("| | b |\n|---|---|\n| twenty letters are it | and these are as many |")
        #expect(wide.contains("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>"))
        #expect(wide.contains("<tr><td></td><th scope=\"col\">b</th></tr>"))
    }

    @Test("sets takeaways, margin notes, traps and tables apart")
    func callouts() throws {
        #expect(
            try prose("> Add.").contains(
                "<div class=\"takeaway\" role=\"note\" aria-label=\"Takeaway\">\n<p>Add.</p>\n</div>"))
        #expect(try prose("**Change one line.** Try.").contains("<p class=\"margin\" role=\"note\"><strong>"))
        #expect(try prose("**Careful:** no.").contains("<p class=\"careful\""))
        #expect(
            try prose("| a | b |\n|--:|:-:|\n| 1 | `2` |").contains(
                "<tr><td class=\"right\">1</td><td class=\"center\"><code>2</code></td></tr>"))
        #expect(
            try prose("![source](A.swift#f)").contains(
                "<figcaption><code>A.swift</code>, line 1</figcaption>\n"
                    + "<pre class=\"code\"><code><span class=\"k\">func</span> f() {}</code></pre>"
            ))
    }

    @Test("has headings in order that can be linked to")
    func headings() throws {
        let html = try prose("## One & two\n\n# Three")
        #expect(html.contains("<h2 id=\"one-two\">One &amp; two <a class=\"anchor\" href=\"#one-two\""))
        #expect(html.contains("<h2 id=\"three\">Three"))
        #expect(html.contains("<li><a href=\"#one-two\">One &amp; two</a></li>"))
    }

    @Test("gives every name once")
    func names() throws {
        let lesson = try LessonSource(
            "//: # 01 · T\n//: ## Lesson\n//: ## Figure 1\n//: ## Line 5\nf()\n//: ## Failure\n//: ## Lesson\n"
        )
        let failed = Attached(line: 5, kind: .claim(name: "n", value: "1", condition: "2", held: false))
        let html = try htmlPage(
            lesson,
            [failed, failed, Attached(line: 5, kind: .failure("x")), Attached(line: 5, kind: .failure("y"))],
            PageInfo(seed: 1))
        let names = html.matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
        #expect(names.count == Set(names).count, "\(names)")
        for name in ["lesson", "claim-5", "failure", "line-5"] { #expect(names.contains(name)) }
    }

    @Test("does not appear with a source that is not there")
    func missingSource() throws {
        let lesson = try LessonSource("//: # 01 · T\n//:\n//: ![source](A.swift#g)")
        #expect(throws: LessonError.self) {
            try htmlPage(lesson, [], PageInfo(seed: 1)) { _ in "func f() {}" }
        }
        #expect(throws: LessonError.self) { try htmlPage(lesson, [], PageInfo(seed: 1)) }
    }
}
