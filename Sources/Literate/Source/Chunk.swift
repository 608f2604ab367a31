import Text

/// A run of lines of a lesson that are read in the same way.
public struct Chunk: Equatable, Sendable {
    public enum Kind: Sendable { case frame, prose, code }

    public let kind: Kind
    /// The bytes of the file, line ends and blank lines after the chunk included.
    public let source: String
    /// What is shown: Markdown without `//:`, or code without the indentation of the body. Empty for a frame.
    public let text: String
    /// Lines of the file, from 1, that `source` takes up.
    public let lines: ClosedRange<Int>
    /// Line of the file on which `text` starts: blank lines before code are not shown.
    public let firstTextLine: Int
}

extension Chunk {
    static func chunks(of text: String) -> [Chunk] {
        let lines = SourceLine.lines(of: text)
        let frame = frameLines(of: lines, text)
        let indentation = lines.filter { $0.prose != nil }.map(\.indentation).min() ?? 0
        var chunks: [Chunk] = []
        var start = 0
        func kind(_ index: Int) -> Kind {
            frame.contains(index) ? .frame : lines[index].prose == nil ? .code : .prose
        }
        while start < lines.count {
            var end = start + 1
            while end < lines.count, kind(end) == kind(start) { end += 1 }
            // Blank lines alone are no code: they belong to the prose or the frame before them.
            if kind(start) != .code {
                while end < lines.count, kind(end) == .code, lines[end].isBlank { end += 1 }
            }
            chunks.append(
                Chunk(
                    kind: kind(start), lines: Array(lines[start..<end]), first: start + 1,
                    indentation: indentation))
            start = end
        }
        return chunks
    }

    private init(kind: Kind, lines: [SourceLine], first: Int, indentation: Int) {
        self.kind = kind
        source = lines.map(\.source).joined()
        self.lines = first...(first + lines.count - 1)
        let shown: [String] =
            switch kind {
            case .frame: []
            case .prose: lines.compactMap(\.prose)
            case .code: lines.map { $0.dedented(by: indentation) }
            }
        let isBlank = { (line: String) in line.utf8.allSatisfy { $0 == 32 || $0 == 9 } }
        let blanks = kind == .code ? shown.prefix(while: isBlank).count : 0
        let end = shown.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? blanks
        text = shown[blanks..<max(blanks, end)].joined(separator: "\n")
        firstTextLine = first + blanks
    }

    /// Indices of the lines of the frame: all before the first prose, and from the brace that closes what
    /// was open there up to the next prose.
    private static func frameLines(of lines: [SourceLine], _ text: String) -> Set<Int> {
        guard let firstProse = lines.firstIndex(where: { $0.prose != nil }) else { return Set(lines.indices) }
        var frame = Set(0..<firstProse)
        var depth = 0
        var opened = 0
        for token in SwiftLexer.tokens(of: text) where token.kind == .punctuation {
            if token.line < firstProse {
                depth += token.text == "{" ? 1 : token.text == "}" ? -1 : 0
                opened = depth
            } else if opened > 0 {
                depth += token.text == "{" ? 1 : token.text == "}" ? -1 : 0
                guard depth < opened, lines[token.line].content.trimmed.hasPrefix("}") else { continue }
                let next = lines[token.line...].firstIndex { $0.prose != nil } ?? lines.count
                frame.formUnion(token.line..<next)
                break
            }
        }
        return frame
    }
}
