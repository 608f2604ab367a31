import Testing

@testable import Literate

@Suite("A lesson in the terminal")
struct TerminalTextTests {
    private func text(_ markdown: String, width: Int = 30, colour: Bool = false) throws -> String {
        let prose = markdown.components(separatedBy: "\n").map { "//: " + $0 }.joined(separator: "\n")
        let lesson = try LessonSource("//: # 01 · T\nlet x = 1\n" + prose)
        return try terminalText(lesson.chunks[2], width: width, colour: colour) { _ in "func f() {}" }
    }

    @Test("wraps words")
    func wrapping() throws {
        #expect(
            try text("One two three four five six seven eight.")
                == "One two three four five six\nseven eight.")
        #expect(
            try text("A `b` **c** *d*, [e](https://f.g)\nnext  \nline")
                == "A `b` c d, e (https://f.g)\nnext\nline")
    }

    @Test("breaks code that is too wide between words, and colours what goes on as what it is")
    func code() throws {
        let lesson = try LessonSource(
            "//: # 01 · T\nfunc f() {\n    let x = \"one two three\" // a long remark\n\n    unbreakable()\n}"
        )
        let text = try terminalText(lesson.chunks[1], width: 28, colour: false)
        #expect(
            text == """
                    func f() {
                        let x = "one two
                                three" // a
                                // long
                                // remark

                        unbreakable()
                    }
                """)
        let wide = try terminalText(lesson.chunks[1], width: 80, colour: false)
        #expect(wide.contains("let x = \"one two three\" // a long remark\n"))
        let coloured = try terminalText(lesson.chunks[1], width: 28, colour: true)
        #expect(coloured.contains("two\u{1b}[0m\n                \u{1b}[32mthree"))
        #expect(coloured.components(separatedBy: "\n").allSatisfy { $0.visibleWidth <= 28 })
        let narrow = try terminalText(lesson.chunks[1], width: 5, colour: false)
        #expect(narrow.contains("\n        unbreakable()\n"))
    }

    @Test("a letter with its marks is one column wide")
    func unicode() throws {
        #expect(
            try text("x\u{302} x\u{302} x\u{302} x\u{302} x\u{302}", width: 9)
                == "x\u{302} x\u{302} x\u{302} x\u{302} x\u{302}")
        #expect(try text("∂L/∂w₁ = (a − y)·x₁ ∇", width: 21) == "∂L/∂w₁ = (a − y)·x₁ ∇")
    }

    @Test("sets headings, lists, takeaways, equations and sources")
    func blocks() throws {
        #expect(try text("## A slope is a rate") == "A slope is a rate\n─────────────────")
        #expect(
            try text("- one two three four five six\n- b\n  1. c\n  2. d")
                == "• one two three four five six\n• b\n  1. c\n  2. d")
        #expect(
            try text("> Along a road slopes multiply; where roads meet, add.")
                == "┃ Along a road slopes\n┃ multiply; where roads meet,\n┃ add.")
        #expect(try text("a\n\n    x = y\n\n```\nb\n```") == "a\n\n        x = y\n\n    b")
        #expect(try text("![source](A.swift#f)") == "A.swift, line 1\n    func f() {}")
    }

    @Test(
        "shows raw HTML as text",
        arguments: ["<!-- note -->", "<script>x</script>", "<div>\ny\n</div>", "a <b>c</b> d"])
    func rawHTML(html: String) throws {
        #expect(try text(html) == html.replacing("\n", with: " "))
        #expect(try text("> " + html.replacing("\n", with: " ")) == "┃ " + html.replacing("\n", with: " "))
    }

    @Test("sends no control characters, wherever they stand")
    func controls() throws {
        #expect(try text("a \u{1b}[2J b &#27;[1m `c\u{7}`") == "a ␛[2J b ␛[1m `c␇`")
        #expect(try text("```\n\u{1b}]0;x\n```") == "    ␛]0;x")
        let lesson = try LessonSource("//: # 01 · T\nlet a = \"\u{1b}[31m\" // \u{9b}2J")
        #expect(
            try terminalText(lesson.chunks[1], width: 80, colour: false)
                == "    let a = \"␛[31m\" // �2J")
        let evil = "\u{1b}[2J\u{1b}[H✓ 4.2: passed\r\u{8}\u{202e}"
        let kinds: [Attached.Kind] = [
            .output(evil), .note(evil), .failure(evil),
            .claim(name: evil, value: evil, condition: evil, held: false),
            .claim(name: evil, value: evil, condition: "true", held: true),
            .prediction(question: evil, answer: evil),
            .figure(FigureImage(source: evil, caption: evil, alternative: evil, width: 2, height: 2)),
        ]
        for kind in kinds {
            let shown = terminalText(Attached(line: 2, kind: kind), width: 60, colour: false)
            #expect(
                shown.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x202e) },
                "\(shown)")
            #expect(shown.contains("␛"))
        }
    }

    @Test("sets tables in columns")
    func tables() throws {
        #expect(
            try text("| Rate | What |\n|---:|:---:|\n| 1 | ok |\n| 0.25 | `longer` |")
                == "Rate    What\n────  ────────\n   1     ok\n0.25  `longer`")
    }

    @Test("lets cells of a wide table take several lines, at any width", arguments: [30, 40, 80, 120])
    func narrowTables(width: Int) throws {
        let table =
            "| Rate | Loss over five seeds | Verdict |\n|---:|:---:|---|\n| 0.001 | 2.28 ± 0.01 | much too slow: nothing moves |"
            + "\n| 0.1 | 0.31 ± 0.02 | **good** |"
        let lines = try text(table, width: width).components(separatedBy: "\n")
        #expect(lines.allSatisfy { $0.count <= width })
        let words = lines.joined(separator: " ").split(separator: " ").map(String.init)
        for word in ["Rate", "seeds", "2.28", "±", "slow:", "nothing", "moves", "good"] {
            #expect(words.contains(word), "\(word) at \(width) columns")
        }
        #expect(lines.count == (width >= 80 ? 4 : lines.count))
    }

    @Test("a narrow table breaks its widest column, and parts its rows")
    func brokenCells() throws {
        let table = "| K | Meaning |\n|---|---|\n| a | one two three four five |\n| b | six |"
        #expect(
            try text(table, width: 18)
                == "K  Meaning\n─  ───────────────\na  one two three\n   four five\n\nb  six")
    }

    @Test("does not show what the page folds")
    func folded() throws {
        #expect(
            try text("Why?\n\n<details><summary>Answer</summary>\n\nSECRET\n\n</details>\n\nMore.")
                == "Why?\n\n▸ Answer (folded, see the\n  page)\n\nMore.")
        #expect(
            try text(
                "<details><summary>Why</summary>\n\nSECRET\n\n</details>\n"
                    + "One two three four five six\nseven *eight*.\n\nNine.")
                == "▸ Why (folded, see the page)\n\nOne two three four five six\nseven eight.\n\nNine.")
    }

    @Test("without colour has no escapes, with colour ends every one it begins")
    func colour() throws {
        let plain = try text(SampleLesson.text)
        #expect(!plain.contains("\u{1b}"))
        let coloured = try text("**bold words that are wrapped over lines** `c` *i*", colour: true)
        #expect(
            coloured.components(separatedBy: "\u{1b}[0m").count == coloured.matches(of: /\u{1b}\[[1-9]\d*m/)
                .count + 1)
        for line in coloured.components(separatedBy: "\n") { #expect(line.hasSuffix("\u{1b}[0m")) }
        #expect(coloured.replacing(/\u{1b}\[\d+m/, with: "") == "bold words that are wrapped\nover lines c i")
    }

    @Test("a carriage return alone ends no line, here as little as for the compiler")
    func carriageReturn() throws {
        let lesson = try LessonSource("func f() {\n    //: # 01 · T\n    //: One.\r\r## Two\n    //: ## Three\n}")
        var playback = try Playback(lesson, width: 60, colour: false)
        #expect(playback.finish().map { $0.split(separator: "\n")[0] } == ["01 · T", "Three"])
    }

    @Test("reads prose and code up to what happens, each once")
    func playback() throws {
        let lesson = try LessonSource(
            "func f() {\n    //: # 01 · T\n    //: ## One\n    let a = 1\n"
                + "    for x in a {\n        print(x)\n    }\n    predict(\"?\", answer: \"!\")\n"
                + "    let b = 2\n    //: Two.\n    print(b)\n    let c = 3\n}"
        )
        var playback = try Playback(lesson, width: 60, colour: false)
        let first = playback.parts(throughLine: 6)
        #expect(first.map(\.kind) == [.prose, .prose, .code])
        #expect(first.map(\.startsWithHeading) == [true, true, false])
        #expect(
            first.map(\.text) == [
                "01 · T\n══════", "One\n───", "    let a = 1\n    for x in a {\n        print(x)\n    }",
            ])
        #expect(playback.advance(throughLine: 6) == [])
        #expect(playback.advance(throughLine: 8) == [])
        #expect(playback.advance(throughLine: 11) == ["    let b = 2", "Two.", "    print(b)"])
        #expect(playback.finish() == ["    let c = 3"])
        #expect(playback.finish() == [])
    }

    @Test("says in a line what a run made")
    func attachments() {
        func text(_ kind: Attached.Kind) -> String {
            terminalText(Attached(line: 7, kind: kind), width: 40, colour: false)
        }
        #expect(text(.output("a\tb")) == "a\tb")
        #expect(
            text(.claim(name: "loss", value: "0.5", condition: "at most 1", held: true))
                == "✓ loss: 0.5 (at most 1)")
        #expect(
            text(.claim(name: "loss", value: "2", condition: "at most 1", held: false))
                == "✗ loss: 2 (expected at most 1, line 7)")
        #expect(
            text(
                .claim(
                    name: "accuracy of the nearest average", value: "0.8203", condition: "at least 0.8",
                    held: true))
                == "✓ accuracy of the nearest average:\n  0.8203 (at least 0.8)")
        #expect(text(.claim(name: "all agree", value: "1", condition: "true", held: true)) == "✓ all agree")
        #expect(
            text(.claim(name: "half", value: "0.5", condition: "0.5 ± 10⁻⁶", held: true))
                == "✓ half: 0.5 (± 10⁻⁶)")
        #expect(text(.prediction(question: "Up?", answer: "SECRET")) == "? Up?")
        #expect(
            text(
                .figure(
                    FigureImage(
                        source: "figures/a.png", caption: "See.", alternative: "", width: 1, height: 1)))
                == "▣ See.\n  figures/a.png")
        #expect(text(.failure("why")) == "The lesson stopped at line 7.\nwhy")
    }
}
