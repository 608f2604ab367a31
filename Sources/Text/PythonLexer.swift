/// Cuts Python source into tokens, well enough to colour short examples: comments, strings of one line, numbers and words.
/// It never fails: what it does not know is a piece of punctuation.
public enum PythonLexer {
    private static let keywords: Set<String> = [
        "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else", "except", "False", "finally",
        "for", "from", "global", "if", "import", "in", "is", "lambda", "None", "nonlocal", "not", "or", "pass", "raise",
        "return", "True", "try", "while", "with", "yield",
    ]

    /// The tokens of a source: joined in order, their texts are the source.
    public static func tokens(of source: String) -> [SwiftToken] {
        var tokens: [SwiftToken] = []
        var rest = source[...]
        while let first = rest.first {
            let (kind, length) = token(rest, first)
            tokens.append(SwiftToken(kind: kind, text: String(rest.prefix(length))))
            rest = rest.dropFirst(length)
        }
        return tokens
    }

    private static func token(_ rest: Substring, _ first: Character) -> (SwiftToken.Kind, Int) {
        if first == "#" { return (.comment, rest.prefix { !$0.isNewline }.count) }
        if let string = rest.prefixMatch(of: /[bfr]?("([^"\\\n]|\\.)*"?|'([^'\\\n]|\\.)*'?)/) {
            return (.string, string.0.count)
        }
        if first.isNumber, let number = rest.prefixMatch(of: /[0-9_]+(\.[0-9_]+)?([eE][-+]?[0-9]+)?/) {
            return (.number, number.0.count)
        }
        if first.isLetter || first == "_" {
            let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            let kind: SwiftToken.Kind =
                keywords.contains(String(word)) ? .keyword : first.isUppercase ? .type : .identifier
            return (kind, word.count)
        }
        return (.punctuation, 1)
    }
}
