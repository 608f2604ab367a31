import Tensors

/// Damage to texts that have a form: JSON, lessons, tables, headers.
enum TextMutation {
    /// Puts other values into JSON: numbers at which counts overflow, other types, deep nesting, strange texts.
    static func json(_ text: String, using generator: inout SeededGenerator) -> String {
        var tokens = tokens(of: text)
        for _ in 0..<Mutation.count(using: &generator) {
            guard !tokens.isEmpty else { break }
            let place = Int.random(in: 0..<tokens.count, using: &generator)
            switch Int.random(in: 0..<8, using: &generator) {
            case 0, 1:
                let values = tokens.indices.filter {
                    tokens[$0].first?.isNumber == true || tokens[$0].first == "-"
                }
                tokens[values.randomElement(using: &generator) ?? place] = Nasty.numbers.randomElement(
                    using: &generator)!
            case 2: tokens[place] = quoted(Nasty.texts.randomElement(using: &generator)!)
            case 3:
                tokens[place] = ["null", "true", "[]", "{}", "[null]", "{\"a\": 1}", "\"\\ud800\""]
                    .randomElement(using: &generator)!
            case 4:
                let depth = [3, 60, 600, 100_000].randomElement(using: &generator)!
                let (open, close) = Bool.random(using: &generator) ? ("[", "]") : ("{\"a\":", "}")
                tokens[place] =
                    String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
            case 5: tokens.remove(at: place)
            case 6: tokens.insert(tokens[Int.random(in: 0..<tokens.count, using: &generator)], at: place)
            default:
                // A piece once more: keys that come twice, lists that grow.
                let end = min(tokens.count, place + Int.random(in: 1...12, using: &generator))
                tokens.insert(contentsOf: tokens[place..<end], at: end)
            }
        }
        return tokens.joined()
    }

    private static func quoted(_ text: String) -> String {
        "\""
            + text.unicodeScalars.map { scalar in
                scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : scalar.value < 32 ? "\\n" : "\(scalar)"
            }.joined() + "\""
    }

    /// Cuts JSON into brackets, texts, numbers, and what is between them.
    private static func tokens(of text: String) -> [String] {
        var tokens: [String] = []
        var rest = text[...]
        while let first = rest.first {
            var end = rest.index(after: rest.startIndex)
            if first == "\"" {
                while end < rest.endIndex, rest[end] != "\"" {
                    end =
                        rest.index(end, offsetBy: rest[end] == "\\" ? 2 : 1, limitedBy: rest.endIndex)
                        ?? rest.endIndex
                }
                if end < rest.endIndex { end = rest.index(after: end) }
            } else if first.isNumber || first == "-" || first.isLetter {
                while end < rest.endIndex,
                    rest[end].isNumber || rest[end].isLetter || "+-.".contains(rest[end])
                {
                    end = rest.index(after: end)
                }
            }
            tokens.append(String(rest[..<end]))
            rest = rest[end...]
        }
        return tokens
    }

    // MARK: Lessons

    private static let lines = [
        "//: <!-- a comment -->", "//: <!--", "//: -->", "//: <div>", "//: <script>alert(1)</script>",
        "//: <details><summary>x</summary>",
        "//: </details>", "//: <details>", "//: ![source](x.swift#y)",
        "//: ![source](Sources/../../etc/passwd)", "//: ![a](b)",
        "//: > quoted", "//: > > > > > > > deep", "//:     x = y + ½ · ∂L/∂w", "//: ```swift", "//: ```",
        "//: | a | b |", "//: |---|:-:|",
        "//: | 1 |", "//: # Title", "//: ## ", "//: ###### six", "//: - a\n//:   - b\n//:     - c",
        "//: 1. one", "//: **Careful.** x",
        "//: **Change one line.** y", "//: *a **b* c**", "//: [a](b \"c\")", "//: [^1]", "//: ~~x~~",
        "//: https://example.org", "//:", "//: ",
        "//:x", "//:\tx", "    //: indented", "/* open", "*/", "/* /* nested */ */", "let s = \"\"\"",
        "\"\"\"", "let r = #\"raw \"x\" \\(y)\"#",
        "let t = \"\\(a + \"\\(b)\")\"", "#\"\"\"", "\"\"\"#", "//: \\", "//: $x$ and $y$",
        "//: Array<Int> & <b>", "print(x)",
        "figure(\"c\", alt: \"a\") {", "}", "{", "claim(\"n\", 1, atLeast: 0)",
        "predict(\"q\", answer: \"a\")", "func lesson() throws {",
        "#if os(Linux)", "#endif", "let 🎲 = 1", "let `class` = 2", "'", "\"", "\\", "//: <p",
        "//: &#x110000;", "//: ***", "//: ---", "// plain",
    ]

    /// Damages a piece of a lesson line by line, and some of its characters.
    static func lesson(_ text: String, using generator: inout SeededGenerator) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for _ in 0..<Mutation.count(using: &generator) {
            guard !lines.isEmpty else { break }
            let place = Int.random(in: 0..<lines.count, using: &generator)
            switch Int.random(in: 0..<10, using: &generator) {
            case 0...3: lines.insert(Self.lines.randomElement(using: &generator)!, at: place)
            case 4: lines.remove(at: place)
            case 5: lines.swapAt(place, Int.random(in: 0..<lines.count, using: &generator))
            case 6: lines[place] = "//: " + Nasty.texts.randomElement(using: &generator)!
            case 7:
                let mark = ["[", "(", "{", "*", "> ", "`", "<", "- ", "_", "![", "\\(", "/*", "|", "#"]
                    .randomElement(using: &generator)!
                let count = [2, 20, 300, 3000].randomElement(using: &generator)!
                lines[place] =
                    (Bool.random(using: &generator) ? "//: " : "let x = ")
                    + String(repeating: mark, count: count)
            case 8:
                var scalars = Array(lines[place].unicodeScalars)
                guard !scalars.isEmpty else { continue }
                let at = Int.random(in: 0..<scalars.count, using: &generator)
                scalars.insert(
                    contentsOf: Nasty.texts.randomElement(using: &generator)!.unicodeScalars, at: at)
                lines[place] = String(String.UnicodeScalarView(scalars))
            default:
                lines[place] = String(
                    lines[place].prefix(Int.random(in: 0...lines[place].count, using: &generator)))
            }
        }
        return lines.joined(separator: ["\n", "\n", "\n", "\r\n", "\r"].randomElement(using: &generator)!)
    }

    // MARK: Tables and headers

    /// Damages a text by putting in characters that mean something there.
    static func marks(
        _ text: String, _ marks: [String], using generator: inout SeededGenerator
    ) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<Mutation.count(using: &generator) {
            let place = Int.random(in: 0...scalars.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0 where place < scalars.count: scalars.remove(at: place)
            case 1:
                let text = Bool.random(using: &generator) ? Nasty.texts : Nasty.numbers
                scalars.insert(contentsOf: text.randomElement(using: &generator)!.unicodeScalars, at: place)
            default:
                scalars.insert(contentsOf: marks.randomElement(using: &generator)!.unicodeScalars, at: place)
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
