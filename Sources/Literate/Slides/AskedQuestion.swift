/// A question of a lesson, read from the code that asks it: `predict("…", answer: "…", tempting: "…", why: "…")`.
struct AskedQuestion: Equatable {
    var question: String
    var answer: String
    var tempting: String?
    var why: String?

    /// Nil where a text is not a plain literal: what is computed is not known before the run.
    init?(code: String) {
        let tokens = SwiftLexer.tokens(of: code).filter { $0.kind != .whitespace && $0.kind != .comment }
        guard let start = tokens.firstIndex(where: { $0.text == "predict" }),
            !tokens.contains(where: { $0.kind == .interpolation })
        else { return nil }
        var label = "question"
        var texts: [String: String] = [:]
        for (index, token) in tokens.enumerated() where index > start {
            if token.text == ":", index > 0 { label = tokens[index - 1].text }
            if token.kind == .string { texts[label, default: ""] += Self.value(ofLiteral: token.text) }
        }
        guard let question = texts["question"], let answer = texts["answer"] else { return nil }
        (self.question, self.answer) = (question, answer)
        (tempting, why) = (texts["tempting"], texts["why"])
    }

    /// What a string literal stands for.
    static func value(ofLiteral literal: String) -> String {
        guard literal.hasPrefix("\"\"\"") else { return unescaped(String(literal.dropFirst().dropLast())) }
        var lines = literal.sourceLines
        guard lines.count > 1 else { return unescaped(literal) }
        lines.removeFirst()
        let indentation = lines.removeLast().prefix { $0 == " " }.count
        let text = lines.map { $0.dropFirst(min(indentation, $0.prefix { $0 == " " }.count)) }
            .joined(separator: "\n")
        return unescaped(text)
    }

    private static func unescaped(_ text: String) -> String {
        var result = ""
        var isEscape = false
        for character in text {
            if isEscape {
                // A backslash at the end of a line takes the line end away.
                switch character {
                case "\n": break
                case "n": result.append("\n")
                case "t": result.append("\t")
                default: result.append(character)
                }
                isEscape = false
            } else if character == "\\" {
                isEscape = true
            } else {
                result.append(character)
            }
        }
        return result
    }
}
