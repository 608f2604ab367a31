import Text

/// An answer as a sequence of words in which it does not matter how its author lays code out, comments on it, and calls
/// variables and private helpers.
public struct AnswerTokens: Sendable {
    public struct Token: Sendable, Equatable {
        public let text: String
        /// From 0.
        public let line: Int
    }

    public let tokens: [Token]
    /// What the author wrote beside the code, without slashes and blanks.
    public let comments: [String]

    public init(_ text: String) {
        let code = AnswerCode(name: "", text: text)
        let own = Set(code.declarations.filter(\.isPrivate).map(\.name))
        tokens = code.tokens.indices.map { index in
            let token = code.tokens[index]
            let isLabel = code.isName(index) && code.word(index + 1) == ":"
            let isMember = index > 0 && code.word(index - 1) == "."
            let name =
                !code.isName(index) || isLabel || isMember
                ? token.text
                : own.contains(code.word(index))
                    ? "function" : code.isVariable(index) || code.isPattern(index) ? "name" : token.text
            return Token(text: name, line: token.line)
        }
        comments = SwiftLexer.tokens(of: text).filter { $0.kind == .comment }.map { comment in
            comment.text.drop { "/* ".contains($0) }.filter { !$0.isWhitespace }.lowercased()
        }.filter { $0.count > 12 }
    }

    /// The tokens of a function that stands in a text; nil where there is none.
    public static func body(of function: String, in text: String) -> [String]? {
        let code = AnswerCode(name: "", text: text)
        guard let found = code.declarations.first(where: { $0.name == function && $0.labels != nil }) else {
            return nil
        }
        return code.tokens[found.range].map(\.text)
    }
}
