import Text

/// A line of a text with the bytes that end it, so that joined lines give back the text.
struct SourceLine {
    /// The line's characters without its line end.
    let content: String
    /// The line's characters with its line end (`\n`, `\r\n` or, on the last line, perhaps none).
    let source: String
    /// Whether the line begins inside a string or a comment over several lines: then it is code, whatever it looks like.
    var isInsideLiteral = false

    /// Number of spaces and tabs before the first other character.
    var indentation: Int { content.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count }

    var isBlank: Bool { indentation == content.utf8.count }

    /// The Markdown of a prose line: what follows `//:` and one space; nil for a line of code.
    var prose: String? {
        if isInsideLiteral { return nil }
        let rest = content.utf8.dropFirst(indentation)
        guard rest.starts(with: "//:".utf8) else { return nil }
        let markdown = rest.dropFirst(3)
        return String(
            decoding: markdown.first == UInt8(ascii: " ") ? markdown.dropFirst() : markdown, as: UTF8.self)
    }

    /// Removes at most `width` spaces and tabs from the front.
    func dedented(by width: Int) -> String {
        String(decoding: content.utf8.dropFirst(min(width, indentation)), as: UTF8.self)
    }

    /// The lines of a Swift source.
    static func lines(of source: String) -> [SourceLine] {
        var lines = split(source)
        for index in SwiftLexer.linesInsideLiterals(of: source) where index < lines.count {
            lines[index].isInsideLiteral = true
        }
        return lines
    }

    /// Splits at `\n`, as the compiler counts lines: `\r\n` is one end, a form feed or U+2028 is none.
    static func split(_ text: String) -> [SourceLine] {
        let bytes = text.utf8
        var lines: [SourceLine] = []
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let newline = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
            let end = newline.map { bytes.index(after: $0) } ?? bytes.endIndex
            let source = bytes[start..<end]
            var content = newline == nil ? source : source.dropLast()
            if newline != nil, content.last == UInt8(ascii: "\r") { content = content.dropLast() }
            lines.append(
                SourceLine(
                    content: String(decoding: content, as: UTF8.self),
                    source: String(decoding: source, as: UTF8.self)))
            start = end
        }
        return lines
    }
}

extension String {
    /// The lines of a text as the compiler and the terminal count them. An empty text has none.
    var sourceLines: [String] { SourceLine.split(self).map(\.content) }
}
