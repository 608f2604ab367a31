/// A lesson as its author wrote it: a Swift file cut into prose, code and the frame around them.
///
/// The whole syntax: lines that start with `//:` (after spaces or tabs) are Markdown, a run of them is one
/// chunk of prose; everything else is code. What stands before the first prose line, and the brace that
/// closes the lesson's function with all that follows it, is frame: for the compiler, not for the reader.
public struct LessonSource: Equatable, Sendable {
    /// As written in the first heading: `04` of `# 04 · The perceptron`.
    public let number: String
    public let title: String
    /// In order, without gaps: their sources, joined, are the file byte for byte.
    public let chunks: [Chunk]
    /// All headings but the title.
    public let headings: [Heading]
    /// The quotations (`> …`), each with the heading it stands under.
    public let takeaways: [Takeaway]

    /// Parses a lesson. Throws where there is no prose, or no first heading of the form `# 04 · Title`.
    public init(_ text: String) throws(LessonError) {
        chunks = Chunk.chunks(of: text)
        let outline = Outline(of: chunks)
        guard let heading = outline.title else {
            throw LessonError(
                chunks.contains { $0.kind == .prose } ? "the lesson has no title" : "the lesson has no prose",
                hint: "Start the prose with a line such as `//: # 04 · The perceptron`.")
        }
        let words = heading.text.split(separator: "·", maxSplits: 1).map { $0.trimmed }
        guard words.count == 2, !words[0].isEmpty, words[0].allSatisfy(\.isNumber), !words[1].isEmpty else {
            throw LessonError(
                "the title must be a number, a middle dot and a name, but is “\(heading.text)”",
                hint: "Write it as `//: # 04 · The perceptron`.", line: heading.line)
        }
        number = words[0]
        title = words[1]
        titleLine = heading.line
        headings = outline.headings
        takeaways = outline.takeaways
    }

    /// Line of the file that holds the title.
    let titleLine: Int

    /// The import lines of the frame, as the page shows them.
    var imports: [String] {
        chunks.filter { $0.kind == .frame }.flatMap { $0.source.sourceLines }.filter {
            $0.hasPrefix("import ")
        }
    }
}

extension StringProtocol {
    /// The text without white space at both ends.
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
