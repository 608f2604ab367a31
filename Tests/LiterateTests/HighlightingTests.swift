import Literate
import Testing

@Suite("Swift in colour")
struct HighlightingTests {
    /// `k:let` for a keyword, and so on; what has no colour is left out.
    private func spans(_ source: String) -> [String] {
        highlightedHTML(swift: source).components(separatedBy: "<span class=\"").dropFirst().map { span in
            let kind = span.prefix(1)
            let text = span.dropFirst(3).components(separatedBy: "</span>")[0]
            return "\(kind):\(unescaped(text))"
        }
    }

    private func unescaped(_ html: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            .reduce(html) { $0.replacing($1.0, with: $1.1) }
    }

    static let tricky = [
        "", "\n", "\"", "\"open\nlet x", "\"\"\"\nlong \\(a + \"in \\(deep)\") \"quoted\"\n\"\"\"",
        "#\"raw \\(no) \\#(yes)\"#",
        "##\"\"\"\n\"# \\##(x)\n\"\"\"##", "#\"\"\"#", "/* a /* b */ c */ d", "/* open /* ", "a / b / c",
        "let r = /a+\\/b/", "#/x/y/#",
        "x.0.1 + 1.5e-3 - 0xFFp-2 + 1_000...5", "@Test(arguments: [1]) func f() {}", "#if os(Linux)\n#endif",
        "`default`.self",
        "a\\.b\\", "👩‍🔬 = ∂x·η²", "\\(", ")", "\"\\", "\"\\(", "f(in: 1, for: 2)", "a ... b ..< c .< d", "//",
        "e\u{301}", "\r\n\r",
    ]

    @Test("Python has its own words, strings and comments, and loses nothing")
    func python() {
        let source = "def f(x, y=0.5):  # half\n    return f\"{x}\" if not x else 'a\\'b'\nopen '"
        let html = highlightedHTML(python: source)
        let spans = [
            "k\">def", "n\">0.5", "c\"># half", "k\">return", "s\">f&quot;{x}&quot;", "k\">not",
            "s\">&#39;a\\&#39;b&#39;",
        ]
        for span in spans { #expect(html.contains("<span class=\"\(span)</span>"), "\(span)") }
        #expect(unescaped(html.replacing(/<span class="[a-z]">|<\/span>/, with: "")) == source)
        #expect(highlightedANSI(python: source).replacing(/\u{1b}\[\d+m/, with: "") == source)
    }

    @Test("loses nothing", arguments: tricky)
    func lossless(source: String) {
        let html = highlightedHTML(swift: source)
        let text = unescaped(html.replacing(/<span class="[a-z]">|<\/span>/, with: ""))
        #expect(Array(text.unicodeScalars) == source.unicodeScalars.filter { $0 != "\r" })
        let ansi = highlightedANSI(swift: source)
        #expect(
            Array(ansi.replacing(/\u{1b}\[\d+m/, with: "").unicodeScalars) == Array(source.unicodeScalars))
    }

    @Test("nested comments end where the outermost ends")
    func comments() {
        #expect(
            spans("/* a /* b */ let */ let x // y\n1") == ["c:/* a /* b */ let */", "k:let", "c:// y", "n:1"])
    }

    @Test("code inside strings is code, to any depth")
    func interpolation() {
        #expect(
            spans(#""a \(f("b\(1)")) c""#) == [
                "s:\"a ", "i:\\(", "s:\"b", "i:\\(", "n:1", "i:)", "s:\"", "i:)", "s: c\"",
            ])
        #expect(spans(##"#"a \(1) \#(2)"#"##) == ["s:#\"a \\(1) ", "i:\\#(", "n:2", "i:)", "s:\"#"])
        #expect(spans("#\"\"\"# + 1") == ["s:#\"\"\"#", "n:1"])
        #expect(
            spans("\"\"\"\n\"x\" // \\(y)\n\"\"\"") == ["s:\"\"\"\n\"x\" // ", "i:\\(", "i:)", "s:\n\"\"\""])
    }

    @Test("a string that is not closed ends with its line")
    func unterminated() {
        #expect(spans("\"open\nlet") == ["s:\"open", "k:let"])
    }

    @Test("keywords are names after a dot and as labels")
    func contextualWords() {
        #expect(spans("x.default.self") == ["k:self"])
        #expect(spans("draw(in: r, for: 2, repeat: true)") == ["n:2", "k:true"])
        #expect(spans("func f(in x: Int)") == ["k:func", "t:Int"])
        #expect(spans("for x in y where z") == ["k:for", "k:in", "k:where"])
        #expect(spans("switch x { default: 1 }") == ["k:switch", "k:default", "n:1"])
    }

    @Test("a slash divides after an operand and opens a pattern elsewhere")
    func slashes() {
        #expect(spans("a / b / c") == [])
        #expect(spans("(a)/b/2") == ["n:2"])
        #expect(spans("let r = /a\\/b/") == ["k:let", "s:/a\\/b/"])
        #expect(spans("#/x/y/#") == ["s:#/x/y/#"])
    }

    @Test("numbers take their signs and points, ranges keep theirs")
    func numbers() {
        #expect(
            spans("1_000.5e-3 0xFFp-2 1...5 x.0.1 2.description") == [
                "n:1_000.5e-3", "n:0xFFp-2", "n:1", "n:5", "n:0", "n:1", "n:2",
            ])
    }

    @Test("markup in code is escaped")
    func escaping() {
        #expect(
            highlightedHTML(swift: "a<B>(\"<&'\")")
                == "a&lt;<span class=\"t\">B</span>&gt;(<span class=\"s\">&quot;&lt;&amp;&#39;&quot;</span>)")
    }
}

extension StringProtocol {
    /// The pieces between separators, without Foundation.
    func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map { String($0) }
    }
}
