import Text

/// A top-level statement of a piece of code, as a range of its lines.
struct Statement: Equatable {
    /// Lines within the code, from 0. The ranges of all statements together are all lines.
    var lines: ClosedRange<Int>
    /// The word that says what the statement is: `let`, `for`, `print`, `claim`.
    var head: String
    /// The name it declares, if its body runs only when something calls that name.
    var declaredName: String?
    /// All words in it.
    var words: Set<String>

    /// Cuts code into its top-level statements. Comments and blank lines belong to the statement below them,
    /// those at the end to the last one.
    static func statements(of code: String) -> [Statement] {
        let lineCount = code.sourceLines.count
        guard lineCount > 0 else { return [] }
        var groups: [[SwiftToken]] = []
        var depth = 0
        for token in SwiftLexer.tokens(of: code) where token.kind != .whitespace && token.kind != .comment {
            let previous = groups.last?.last
            if let previous,
                depth > 0 || !isBoundary(between: previous, and: token, in: groups[groups.count - 1])
            {
                groups[groups.count - 1].append(token)
            } else {
                groups.append([token])
            }
            depth = max(0, depth + token.bracketStep)
        }
        var start = 0
        var statements: [Statement] = []
        for (index, group) in groups.enumerated() {
            let end = index == groups.count - 1 ? lineCount - 1 : group[group.count - 1].lastLine
            statements.append(Statement(group, lines: start...max(start, end)))
            start = end + 1
        }
        return statements.isEmpty ? [Statement([], lines: 0...(lineCount - 1))] : statements
    }

    private init(_ tokens: [SwiftToken], lines: ClosedRange<Int>) {
        self.lines = lines
        words = Set(tokens.filter { $0.kind == .identifier || $0.kind == .type }.map(\.text))
        let core = tokens.drop {
            $0.kind == .attribute || SwiftWords.modifiers.contains($0.text) && $0.text != "class"
                || ["try", "await", "_", "=", "!", "?"].contains($0.text)
        }
        head = core.first?.text ?? ""
        if ["func", "struct", "class", "enum", "actor", "extension", "protocol"].contains(head) {
            declaredName = core.dropFirst().first?.text
        } else if head == "let" || head == "var", tokens.last?.text == "}",
            zip(tokens, tokens.dropFirst()).contains(where: { $0.text == "=" && $1.text == "{" })
        {
            declaredName = core.dropFirst().first?.text
        }
    }

    /// True if `next`, outside of all brackets, starts a new statement after `group`, which `previous` ends.
    static func isBoundary(
        between previous: SwiftToken, and next: SwiftToken, in group: [SwiftToken]
    ) -> Bool {
        guard next.line > previous.lastLine else { return false }
        if ["else", "catch", "where", "->", "throws", "as", "is", "{", ")", "]", "}", ",", ":", "=", ";"]
            .contains(next.text)
        {
            return false
        }
        if next.text == "while" && group.first?.text == "repeat" { return false }
        if next.text == "." || (next.kind == .operator && !next.isPrefix) { return false }
        if previous.kind == .operator && !previous.isPostfix { return false }
        if [",", ":", "."].contains(previous.text) || previous.kind == .attribute { return false }
        let isDeclared = group.contains { SwiftWords.declarations.contains($0.text) }
        return group.first?.kind != .attribute || isDeclared
    }
}

extension SwiftToken {
    /// True for `-` in `f(-x)`.
    var isPrefix: Bool { isSpacedBefore && !isSpacedAfter }

    /// True for `!` in `f(x!)`.
    var isPostfix: Bool { !isSpacedBefore && isSpacedAfter }
}
