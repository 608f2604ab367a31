import Literate
import Testing

@Suite("A lesson's source")
struct LessonSourceTests {
    static let small = """
        import Nabla

        public func f() throws {
            //: # 04 · The perceptron
            //: Prose.

            // An ordinary comment is code.
            let x = 1

            //:
            //: More *prose*.
            //: > Add, do not store.
            for y in 0..<2 {
                print(y)
            }
        }

        func helper() {}

        """

    @Test("is cut into frame, prose and code")
    func chunks() throws {
        let lesson = try LessonSource(Self.small)
        #expect(lesson.number == "04")
        #expect(lesson.title == "The perceptron")
        #expect(lesson.chunks.map(\.kind) == [.frame, .prose, .code, .prose, .code, .frame])
        #expect(lesson.chunks[1].text == "# 04 · The perceptron\nProse.")
        #expect(lesson.chunks[1].lines == 4...6)
        #expect(lesson.chunks[2].text == "// An ordinary comment is code.\nlet x = 1")
        #expect(lesson.chunks[2].lines == 7...9)
        #expect(lesson.chunks[3].text == "\nMore *prose*.\n> Add, do not store.")
        #expect(lesson.chunks[4].text == "for y in 0..<2 {\n    print(y)\n}")
        #expect(lesson.chunks[4].firstTextLine == 13)
        #expect(lesson.chunks[5].source == "}\n\nfunc helper() {}\n")
    }

    @Test("gives back every byte: random lines, line ends and indentation", arguments: 1...10)
    func bytes(seed: UInt64) throws {
        var random = Lehmer(state: seed)
        for _ in 0..<40 { try checkBytes(of: randomSource(&random)) }
    }

    private func randomSource(_ random: inout Lehmer) -> String {
        let pool = [
            "", " ", "\t", "//:", "//: prose", "//:no space", "  //: > quoted", "\t//:\ttab", "///: no prose",
            "let x = 1",
            "    }", "}", "{", "\"\"\"", "/*", "*/", "// comment", "print(\"\\(x)\")", "∂L/∂w₁ 👩‍🔬 e\u{301}",
            "\u{feff}",
            "#if A", "}}", "\r", "\u{2028}",
        ]
        var text = "//: # 01 · Title\n"
        for _ in 0..<Int.random(in: 0..<30, using: &random) {
            text +=
                pool.randomElement(using: &random)! + ["\n", "\r\n", "\n\n"].randomElement(using: &random)!
        }
        if Bool.random(using: &random) { text += pool.randomElement(using: &random)! }
        return Bool.random(using: &random) ? "import A\npublic func f() {\n" + text : text
    }

    private func checkBytes(of text: String) throws {
        let lesson = try LessonSource(text)
        #expect(Array(lesson.chunks.map(\.source).joined().utf8) == Array(text.utf8))
        var line = 1
        for chunk in lesson.chunks {
            #expect(chunk.lines.lowerBound == line)
            #expect(chunk.lines.contains(chunk.firstTextLine) || chunk.text.isEmpty)
            line = chunk.lines.upperBound + 1
        }
    }

    @Test("is the same with either kind of line end")
    func carriageReturns() throws {
        let windows = String(
            Self.small.unicodeScalars.flatMap { $0 == "\n" ? ["\r", "\n"] : [$0] }.map(Character.init))
        let lesson = try LessonSource(windows)
        #expect(lesson.chunks.map(\.text) == (try LessonSource(Self.small).chunks.map(\.text)))
    }

    @Test("needs no function around it, and may have none of its lines indented")
    func withoutFrame() throws {
        let lesson = try LessonSource("//: # 1 · A\nif x {\n}\nlet y = 1")
        #expect(lesson.chunks.map(\.kind) == [.prose, .code])
        #expect(lesson.chunks[1].text == "if x {\n}\nlet y = 1")
    }

    @Test("closes its frame at the brace that matches, not at one in a string or a comment")
    func braces() throws {
        let lesson = try LessonSource(
            "func f() {\n    //: # 1 · A\n"
                + "    print(\"}\")  // }\n    /* } */ let s = \"\"\"\n    }\n    \"\"\"\n}\n"
        )
        #expect(lesson.chunks.map(\.kind) == [.frame, .prose, .code, .frame])
        #expect(lesson.chunks[2].text == "print(\"}\")  // }\n/* } */ let s = \"\"\"\n}\n\"\"\"")
    }

    @Test("shows a line that ends its function and does something besides")
    func braceAfterCode() throws {
        let lesson = try LessonSource("func f() {\n//: # 1 · A\ng() }\n")
        #expect(lesson.chunks.map(\.text) == ["", "# 1 · A", "g() }"])
    }

    @Test(
        "takes no prose from inside a string or a comment",
        arguments: [
            "let s = \"\"\"\n//: no\n\"\"\"", "let s = #\"\"\"\n    //: no\n\"\"\"#",
            "/* a /* b */\n//: no\n*/ f()",
            "let s = \"\"\"\n\\(a +\n//: no\n1)\n\"\"\"", "let r = #/\n//: no\n/#",
        ])
    func proseInsideLiterals(code: String) throws {
        let text = "//: # 1 · A\n\(code)\n//: Yes.\n"
        let lesson = try LessonSource(text)
        #expect(lesson.chunks.map(\.kind) == [.prose, .code, .prose])
        #expect(lesson.chunks[1].text == code)
        #expect(lesson.chunks.map(\.source).joined() == text)
    }

    @Test("lists its headings with names that differ, and its takeaways under them")
    func outline() throws {
        let lesson = try LessonSource(
            "//: # 05 · A\n//: ## A slope is *one* rate\n//: > Add,\n//: > do not `store`.\n"
                + "let x = 1\n//: ## A slope is one rate!\n//: ### ∂\n"
        )
        #expect(lesson.headings.map(\.level) == [2, 2, 3])
        #expect(lesson.headings.map(\.text) == ["A slope is one rate", "A slope is one rate!", "∂"])
        #expect(lesson.headings.map(\.anchor) == ["a-slope-is-one-rate", "a-slope-is-one-rate-2", "section"])
        #expect(lesson.headings.map(\.line) == [2, 6, 7])
        let takeaway = try #require(lesson.takeaways.first)
        #expect(takeaway.text == "Add, do not store.")
        #expect(takeaway.markdown == "Add,\ndo not `store`.")
        #expect(takeaway.line == 3)
        #expect(takeaway.heading == "A slope is one rate")
    }

    @Test(
        "says what is wrong with it",
        arguments: [
            ("let x = 1", "the lesson has no prose"), ("//: Prose.", "the lesson has no title"),
            (
                "\n//: # Perceptron",
                "line 2: the title must be a number, a middle dot and a name, but is “Perceptron”"
            ),
            ("//: # 4 · ", "line 1: the title must be a number, a middle dot and a name, but is “4 ·”"),
        ])
    func errors(source: String, message: String) {
        let error = #expect(throws: LessonError.self) { try LessonSource(source) }
        #expect(error?.description.hasPrefix(message) == true)
        #expect(error?.description.hasSuffix("`//: # 04 · The perceptron`.") == true)
    }
}

/// Random numbers that are the same on every machine.
struct Lehmer: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ state >> 29) &* 0x9E37_79B9_7F4A_7C15
    }
}
