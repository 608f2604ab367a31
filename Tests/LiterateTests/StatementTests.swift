import Literate
import Testing

/// Where a page splits code: seen through its Markdown, which is code, outputs and nothing else.
@Suite("What happens at a line")
struct StatementTests {
    /// The page of some code, with `(n)` printed at each of `lines` of the code, from 1, in that order.
    private func page(_ code: String, printing lines: [Int]) throws -> String {
        let lesson = try LessonSource("//: # 01 · T\n" + code)
        let attachments = lines.map { Attached(line: $0 + 1, kind: .output("(\($0))\n")) }
        let page = try markdownPage(lesson, attachments, PageInfo(seed: 1))
        return page.replacing("# 01 · T\n\n", with: "").replacing("\n\n---\n\n*seed 1*\n", with: "")
            .replacing("```swift\n", with: "").replacing("```text\n", with: "> ").replacing("\n```", with: "")
            .replacing("\n\n", with: "\n")
    }

    @Test("stands under its statement, and statements without anything stay together")
    func simple() throws {
        let code = "let a = 1\nlet b = 2\nprint(a)\nlet c = 3\nprint(b)\nlet d = 4"
        #expect(
            try page(code, printing: [3, 5])
                == "let a = 1\nlet b = 2\nprint(a)\n> (3)\nlet c = 3\nprint(b)\n> (5)\nlet d = 4")
    }

    @Test(
        "inside of brackets stands under the whole statement",
        arguments: [
            "for x in [\n  1, 2\n] {\n  print(x)\n}", "try run(\n  a,\n  b) { x in\n  print(x)\n}",
            "if a {\n  print(1)\n}\nelse {\n}",
            "do {\n  try f()\n}\ncatch {\n}", "let x = a\n  .map { print($0) }\n  .filter { $0 }",
            "let y = 1 +\n  f(print(2))\n    + 3",
            "let s = \"\"\"\n  } \\(print(\n  \"{\"))\n  \"\"\"",
            "let s = \"\"\"\n  \\(\n    print(1)\n  )\n  \"\"\"", "repeat {\n  print(1)\n}\nwhile false",
            "@MainActor\nlet z =\n  print(1)",
            "let t = a\n  ? print(1)\n  : b", "guard let x = print(1)\nelse { return }",
            "#if os(Linux)\nprint(1)\nlet b = 2\n#endif",
            "switch x {\ncase 1: print(1)\ndefault: break\n}",
            "@available(macOS 15, *)\nvar v: Int { print(1) }",
        ])
    func multiline(statement: String) throws {
        let last = statement.components(separatedBy: "\n").count
        let code = "let before = 0\n\(statement)\nlet after = 0"
        for line in 2...(last + 1) {
            let expected = "let before = 0\n\(statement)\n> (\(line))\nlet after = 0"
            #expect(try page(code, printing: [line]) == expected)
        }
    }

    @Test(
        "on lines that only look as if they went on",
        arguments: [
            "-x\nprint(1)", "a!\nprint(1)", "f()\n(print(1))", "x\n[print(1)]", "_ = a // +\nprint(1)",
            "return\nprint(1)", "a...\nprint(1)",
        ])
    func separate(code: String) throws {
        let lines = code.components(separatedBy: "\n")
        #expect(try page(code, printing: [1, 2]) == "\(lines[0])\n> (1)\n\(lines[1])\n> (2)")
    }

    @Test("several times is one output, unless something else came between")
    func merged() throws {
        #expect(
            try page("for x in y {\nprint(x)\nprint(x)\n}", printing: [2, 3, 2])
                == "for x in y {\nprint(x)\nprint(x)\n}\n> (2)\n(3)\n(2)")
        let lesson = try LessonSource("//: # 01 · T\nloop()")
        let kinds: [Attached.Kind] = [.output("a "), .output("b\n"), .note("between"), .output("c\n")]
        let text = try markdownPage(lesson, kinds.map { Attached(line: 2, kind: $0) }, PageInfo(seed: 1))
        #expect(text.contains("```text\na b\n```\n\n*between*\n\n```text\nc\n```"))
    }

    @Test("of a function that the lesson declares stands where the function is called")
    func declared() throws {
        let code = "func show(_ x: Int) {\n  print(x)\n}\nlet a = 1\nshow(a)\nlet b = 2"
        #expect(
            try page(code, printing: [2])
                == "func show(_ x: Int) {\n  print(x)\n}\nlet a = 1\nshow(a)\n> (2)\nlet b = 2")
        let closure = "let show = { (x: Int) in\n  print(x)\n}\nlet a = 1\nshow(a)"
        #expect(try page(closure, printing: [2]).hasSuffix("show(a)\n> (2)"))
    }

    @Test("outside of all code stands under what was reached")
    func outside() throws {
        let lesson = try LessonSource(
            "func helper() {\n}\nfunc f() {\n//: # 01 · T\na()\nb()\n}\nfunc g() { print(1) }\n")
        let attachments = [
            Attached(line: 6, kind: .output("b\n")), Attached(line: 8, kind: .output("g\n")),
            Attached(line: 1, kind: .output("h\n")),
        ]
        let text = try markdownPage(lesson, attachments, PageInfo(seed: 1))
        #expect(text.contains("```swift\na()\nb()\n```\n\n```text\nb\ng\nh\n```"))
    }

    @Test("a question keeps its answer to itself, and a claim is said once")
    func hiddenCode() throws {
        let lesson = try LessonSource(
            "//: # 01 · T\nlet a = 1\npredict(\"a?\", answer: \"SECRET\")\n"
                + "claim(\"a\", a, equals: 1)\nclaim(\"b\", b, atLeast: 2)"
        )
        let claims = [
            Attached(line: 4, kind: .claim(name: "a", value: "1", condition: "equals 1", held: true))
        ]
        let text = try markdownPage(lesson, claims, PageInfo(seed: 1))
        #expect(!text.contains("SECRET"))
        #expect(!text.contains("claim("))
        #expect(text.contains("```swift\nlet a = 1\n```\n\n- ✓ a: 1 (equals 1)"))
        // A claim that was not reached is shown as what it is: code.
        #expect(try markdownPage(lesson, [], PageInfo(seed: 1)).contains("claim(\"b\", b, atLeast: 2)"))
    }
}
