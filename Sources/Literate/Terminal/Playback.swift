/// Reads a lesson aloud while it runs: before something that happened at a line is shown, gives the prose and
/// the code that lead up to it, each exactly once.
public struct Playback {
    /// Some prose or some code, set for the terminal.
    public struct Part: Equatable, Sendable {
        public fileprivate(set) var text: String
        public let kind: Chunk.Kind
        /// True for prose that begins with a heading: where a reader who goes step by step rests.
        public let startsWithHeading: Bool
    }

    private var placement: Placement
    private let parts: [(part: Part, statement: Int?)]
    private var shown = 0

    /// Throws what `read` throws, and a `LessonError` where a file does not declare what the prose shows.
    public init(
        _ lesson: LessonSource, width: Int, colour: Bool,
        reading read: @escaping (_ path: String) throws -> String = noSources
    ) throws {
        placement = Placement(lesson.chunks)
        var parts: [(Part, Int?)] = []
        for (index, chunk) in lesson.chunks.enumerated() {
            switch chunk.kind {
            case .frame: break
            case .prose:
                let prose = TerminalProse(width: width, colour: colour, read: read)
                for section in Self.sections(of: chunk.text) {
                    let part = Part(
                        text: try prose.text(section.text), kind: .prose,
                        startsWithHeading: section.startsWithHeading)
                    parts.append((part, nil))
                }
            case .code:
                let lines = chunk.text.sourceLines
                for (number, place) in placement.places.enumerated() where place.chunk == index {
                    let code = Self.visibleCode(place.statement, lines)
                    let text = terminalCode(code, width: width, colour: colour)
                    parts.append((Part(text: text, kind: .code, startsWithHeading: false), number))
                }
            }
        }
        self.parts = parts
    }

    /// What is to be shown before what happened at a line of the lesson: everything not shown yet, up to and
    /// with the statement that the line belongs to. Call it in the order in which things happen.
    public mutating func parts(throughLine line: Int) -> [Part] {
        guard let statement = placement.place(ofLine: line),
            let last = parts.lastIndex(where: { $0.statement == statement })
        else { return [] }
        return take(through: last)
    }

    /// The texts of `parts(throughLine:)`.
    public mutating func advance(throughLine line: Int) -> [String] { parts(throughLine: line).map(\.text) }

    /// What is left when the lesson has run to its end.
    public mutating func remainingParts() -> [Part] { take(through: parts.count - 1) }

    /// The texts of `remainingParts()`.
    public mutating func finish() -> [String] { remainingParts().map(\.text) }

    /// Statements that follow each other are one part.
    private mutating func take(through last: Int) -> [Part] {
        guard shown <= last else { return [] }
        var taken: [Part] = []
        for (part, _) in parts[shown...last] where !part.text.trimmed.isEmpty {
            if let before = taken.last, before.kind == .code, part.kind == .code {
                taken[taken.count - 1].text += "\n" + part.text
            } else {
                taken.append(part)
                taken[taken.count - 1].text = part.text.withoutLeadingBlankLines
            }
        }
        shown = last + 1
        return taken
    }

    /// A question's code would give its answer away, a verdict repeats its claim, and drawing code is long.
    private static func visibleCode(_ statement: Statement, _ lines: [String]) -> String {
        let code = lines[statement.lines]
        switch Cell.Role(statement) {
        case .prediction, .claim: return ""
        case .figure where code.count > 6:
            let first = code.drop { $0.trimmed.isEmpty }.first ?? ""
            return first + "\n    … \(code.count - 2) lines that draw\n" + (code.last ?? "")
        case .figure, .code: return code.joined(separator: "\n")
        }
    }

    /// Cuts prose before each of its headings.
    private static func sections(of markdown: String) -> [(text: String, startsWithHeading: Bool)] {
        let lines = markdown.sourceLines
        var starts = MarkdownNode.parse(markdown).children.compactMap { node -> Int? in
            if case .heading = node.kind { node.line - 1 } else { nil }
        }
        let headings = Set(starts)
        if starts.first != 0 { starts.insert(0, at: 0) }
        return starts.enumerated().compactMap { index, start in
            let end = index + 1 < starts.count ? starts[index + 1] : lines.count
            let text = lines[start..<end].joined(separator: "\n")
            return text.trimmed.isEmpty ? nil : (text, headings.contains(start))
        }
    }
}

extension String {
    fileprivate var withoutLeadingBlankLines: String {
        sourceLines.drop { $0.trimmed.isEmpty }.joined(separator: "\n")
    }
}
