/// A piece of Swift source.
public struct SwiftToken: Equatable, Sendable {
    public enum Kind: Sendable {
        case keyword, type, identifier, number, string, interpolation, regex, comment, attribute, directive
        case `operator`, punctuation, whitespace
    }

    public var kind: Kind
    public var text: String
    /// Line of the token's first character, from 0.
    public var line = 0
    public var isSpacedBefore = false
    public var isSpacedAfter = false

    /// Line of the token's last character.
    public var lastLine: Int { line + text.unicodeScalars.count { $0 == "\n" } }

    /// What the token does to the depth of nesting.
    public var bracketStep: Int {
        switch (kind, text) {
        case (.punctuation, "("), (.punctuation, "["), (.punctuation, "{"), (.directive, "#if"): 1
        case (.punctuation, ")"), (.punctuation, "]"), (.punctuation, "}"), (.directive, "#endif"): -1
        case (.interpolation, let mark): mark.hasSuffix("(") ? 1 : -1
        default: 0
        }
    }
}

extension SwiftLexer {
    /// Lines, from 0, that begin inside a string, an interpolation, a regular expression or a comment over several lines:
    /// whatever they look like, they are not what they look like.
    public static func linesInsideLiterals(of source: String) -> Set<Int> {
        var lines: Set<Int> = []
        var depth = 0
        for token in tokens(of: source) {
            if token.kind == .interpolation { depth += token.bracketStep }
            let isLiteral = depth > 0 || [.string, .comment, .regex].contains(token.kind)
            if isLiteral, token.lastLine > token.line {
                lines.formUnion(token.line + 1...token.lastLine)
            }
        }
        return lines
    }
}
