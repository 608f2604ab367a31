import Testing
import Text

@Suite struct SwiftLexerTests {
    @Test(arguments: [
        // Each source, and the lines of it, from 0, that begin inside a string or a comment.
        ("let a = \"\"\"\n//: no\n\"\"\"\n//: yes", [1, 2]),
        ("let a = ##\"\"\"\n\"\"\"\n\"\"\"#\n\"\"\"##\n//: yes", [1, 2, 3]),
        ("/* /* */\n//: no\n*/\n//: yes", [1, 2]),
        ("let a = \"\"\"\n\\(f(\n//: no\n))\n\"\"\"\n//: yes", [1, 2, 3, 4]),
        ("let a = #/\n  a+ //: no\n/#\n//: yes", [1, 2]),
        ("let a = \"/*\"\n//: yes\nlet b = \"*/\"", []),
        ("let a = #\"\"\"#\n//: yes", []),
        ("//: don't \"\"\" /*\n//: yes", []),
        ("let a = b / c\n//: yes", []),
    ])
    func `lines inside literals`(source: String, lines: [Int]) {
        #expect(SwiftLexer.linesInsideLiterals(of: source) == Set(lines))
    }

    @Test func `strings may be nested as deep as anyone likes`() {
        let depth = 20_000
        let source = String(repeating: "\"\\(", count: depth) + "1" + String(repeating: ")\"", count: depth)
        #expect(SwiftLexer.tokens(of: source).map(\.text).joined() == source)
    }

    @Test(arguments: ["#\"x\"##\"y\"#", "# #\"x\"#", "##\"x\"##", "#/x/##/y/#"])
    func `a raw literal may begin beside the end of another`(source: String) {
        let literals = SwiftLexer.tokens(of: source).filter { $0.kind == .string || $0.kind == .regex }
        #expect(
            literals.map(\.text).joined().filter { "xy".contains($0) } == source.filter { "xy".contains($0) })
    }

    /// A hundred times as many would take ten thousand times as long if each were to count the rest.
    /// The clock runs while the body does: a limit of the whole test counts what it waits for a core, too.
    @Test func `a long row of hashes takes no time`() {
        let source = String(repeating: "#", count: 300_000)
        let start = ContinuousClock.now
        #expect(SwiftLexer.tokens(of: source).map(\.text).joined() == source)
        #expect(ContinuousClock.now - start < .seconds(60))
    }
}
