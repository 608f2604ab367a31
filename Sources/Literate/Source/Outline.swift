/// A heading of a lesson, with the name under which the page can be linked to.
public struct Heading: Equatable, Sendable {
    public let level: Int
    public let text: String
    public let anchor: String
    /// Line of the lesson's file.
    public let line: Int
}

/// A sentence worth repeating to a friend: a quotation in the prose.
public struct Takeaway: Equatable, Sendable {
    public let text: String
    /// Markdown of the takeaway, without the quotation marks.
    public let markdown: String
    /// Line of the lesson's file.
    public let line: Int
    /// Text of the heading above it.
    public let heading: String
}

/// What a lesson says, without how it says it: the title, the headings, the takeaways.
struct Outline {
    private(set) var title: Heading?
    private(set) var headings: [Heading] = []
    private(set) var takeaways: [Takeaway] = []
    /// Names that are taken: some by the page itself.
    private var anchors: Set<String> = ["lesson", "failure"]

    init(of chunks: [Chunk]) {
        for chunk in chunks where chunk.kind == .prose {
            visit(MarkdownNode.parse(chunk.text), in: chunk)
        }
    }

    private mutating func visit(_ node: MarkdownNode, in chunk: Chunk) {
        let line = chunk.firstTextLine + node.line - 1
        switch node.kind {
        case .heading(let level):
            let text = node.plainText
            let heading = Heading(level: level, text: text, anchor: anchor(for: text), line: line)
            if title == nil && headings.isEmpty { title = heading } else { headings.append(heading) }
        case .quote:
            let quoted = chunk.text.sourceLines.dropFirst(node.line - 1).prefix { $0.hasPrefix(">") }
            let markdown = quoted.map { $0.dropFirst($0.hasPrefix("> ") ? 2 : 1) }.joined(separator: "\n")
            let heading = headings.last?.text ?? title?.text ?? ""
            let text = node.children.map(\.plainText).joined(separator: " ")
            takeaways.append(Takeaway(text: text, markdown: markdown, line: line, heading: heading))
        default:
            for child in node.children { visit(child, in: chunk) }
        }
    }

    /// Letters and digits in lower case, everything else a hyphen; numbered where two headings agree.
    private mutating func anchor(for text: String) -> String {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
        var stem = words.isEmpty ? "section" : words.joined(separator: "-")
        // So are “line 12”, “figure 3” and “claim 40”.
        if words.count == 2, ["line", "figure", "claim"].contains(words[0]) { stem += "-section" }
        var anchor = stem
        var count = 1
        while !anchors.insert(anchor).inserted {
            count += 1
            anchor = "\(stem)-\(count)"
        }
        return anchor
    }
}
