import Text

/// A declaration taken from a Swift file: what `![source](Sources/Autodiff/Backward.swift#backward)` shows.
public struct SourceExcerpt: Equatable, Sendable {
    public let path: String
    public let name: String
    /// The declaration with its doc comment, without the indentation it has in the file.
    public let text: String
    /// Line of the file on which `text` starts.
    public let firstLine: Int

    /// Finds the first declaration called `name` in the text of the file at `path`.
    ///
    /// `Variable.backward` is the first `backward` inside a type or an extension called `Variable`; an
    /// operator is named by itself (`+`), an initialiser `Dense.init`. Throws if there is none.
    public init(of name: String, in text: String, path: String) throws(LessonError) {
        let steps = name.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
        let isOperator = name.unicodeScalars.first.map { $0.isSwiftOperator || $0 == "." } ?? false
        guard let lines = Self.lines(of: isOperator ? [name] : steps, in: text) else {
            throw LessonError(
                "\(path) declares no “\(name)”", hint: "Correct the name after # or the path before it.")
        }
        let shown = Array(SourceLine.split(text)[lines])
        let indentation = shown.filter { !$0.isBlank }.map(\.indentation).min() ?? 0
        self.text = shown.map { $0.dedented(by: indentation) }.joined(separator: "\n")
        (self.path, self.name, firstLine) = (path, name, lines.lowerBound + 1)
    }

    /// Finds what a link such as `Sources/Autodiff/Backward.swift#backward` names. `read` gives the text of
    /// the file at a path.
    public init(link: String, reading read: (String) throws -> String) throws {
        let parts = link.split(separator: "#", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw LessonError(
                "“\(link)” names no declaration",
                hint: "Write the path, a # and a name: `Sources/A.swift#name`.")
        }
        try self.init(of: parts[1], in: read(parts[0]), path: parts[0])
    }

    /// Lines, from 0, of the declaration that the names lead to.
    private static func lines(of names: [String], in text: String) -> ClosedRange<Int>? {
        let tokens = SwiftLexer.tokens(of: text).filter { $0.kind != .whitespace }
        let code = tokens.filter { $0.kind != .comment }
        var range = code.indices
        for name in names {
            guard let declaration = declaration(of: name, in: code, range) else { return nil }
            range = declaration
        }
        guard let first = code[range].first, let last = code[range].last else { return nil }
        // The comment directly above belongs to the declaration.
        var start = first.line
        for comment in tokens.filter({ $0.kind == .comment && $0.line < start }).reversed() {
            let standsAlone = !code.contains { $0.line == comment.line || $0.lastLine == comment.line }
            guard comment.lastLine == start - 1, standsAlone, !comment.text.contains("MARK:") else { break }
            start = comment.line
        }
        return start...last.lastLine
    }

    /// The declaration's tokens, from its first attribute or modifier to its last brace.
    private static func declaration(of name: String, in code: [SwiftToken], _ range: Range<Int>) -> Range<
        Int
    >? {
        // Where the statement began in which we stand, for every open bracket.
        var starts = [range.lowerBound]
        for index in range {
            let token = code[index]
            if index > range.lowerBound {
                let previous = code[index - 1]
                let start = starts[starts.count - 1]
                if previous.bracketStep > 0 {
                    starts.append(index)
                } else if Statement.isBoundary(between: previous, and: token, in: Array(code[start..<index])) {
                    starts[starts.count - 1] = index
                }
            }
            if token.bracketStep < 0, starts.count > 1 { starts.removeLast() }
            let introducer = index > range.lowerBound ? code[index - 1] : token
            let isSelfNamed = token.kind == .keyword && ["init", "subscript", "deinit"].contains(name)
            let isNamed = introducer.kind == .keyword && SwiftWords.declarations.contains(introducer.text)
            if token.nameWithoutTicks == name, isSelfNamed || isNamed {
                return starts[starts.count - 1]..<end(ofDeclarationAt: index, code)
            }
        }
        return nil
    }

    /// One past the declaration's last token: where the statement ends, outside of all brackets.
    private static func end(ofDeclarationAt index: Int, _ code: [SwiftToken]) -> Int {
        var depth = 0
        for place in index..<code.count {
            depth += code[place].bracketStep
            if depth < 0 { return place }
            guard depth == 0, place + 1 < code.count else { continue }
            if Statement.isBoundary(between: code[place], and: code[place + 1], in: []) { return place + 1 }
        }
        return code.count
    }
}

extension SwiftToken {
    fileprivate var nameWithoutTicks: String {
        kind == .identifier && text.hasPrefix("`") ? String(text.dropFirst().dropLast()) : text
    }
}
