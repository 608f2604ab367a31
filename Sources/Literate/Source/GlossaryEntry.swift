import Text

/// A word of the course: an entry of the list that stands in a lesson under the heading “Words”.
///
/// In that list each item holds one entry or several, each beginning with its terms in bold or italics:
/// `- **encoder**, **decoder**: what reads, and what writes. **sequence to sequence**: both together.`
public struct GlossaryEntry: Equatable, Sendable {
    /// “encoder”, “decoder”.
    public let terms: [String]
    /// What they mean, in HTML, with an end of its own; empty where the lesson only names them.
    public let meaning: String
    /// The section of the lesson that introduces the first of them: where it is set in bold, or the list itself.
    public let anchor: String
}

extension LessonSource {
    /// The entries of the lesson's list of words, in its order.
    public var glossary: [GlossaryEntry] {
        guard let list = headings.first(where: { ["Words", said("Words")].contains($0.text) }) else { return [] }
        let end = headings.first { $0.line > list.line }?.line ?? .max
        let introduced = introductions(before: list)
        var entries: [GlossaryEntry] = []
        for chunk in chunks
        where chunk.kind == .prose && chunk.lines.upperBound > list.line && chunk.firstTextLine < end {
            for node in MarkdownNode.parse(chunk.text).children {
                let line = chunk.firstTextLine + node.line - 1
                guard case .list = node.kind, list.line < line, line < end else { continue }
                for item in node.children {
                    let inline = item.children.flatMap { $0.kind == .paragraph ? $0.children : [$0] }
                    entries += Self.definitions(inline).map { terms, meaning in
                        GlossaryEntry(
                            terms: terms, meaning: meaning,
                            anchor: introduced[Self.key(terms[0])] ?? list.anchor)
                    }
                }
            }
        }
        return entries
    }

    /// For each word set in bold before the list, the section in which it first is.
    private func introductions(before list: Heading) -> [String: String] {
        var places: [String: String] = [:]
        for chunk in chunks where chunk.kind == .prose && chunk.firstTextLine < list.line {
            for node in MarkdownNode.parse(chunk.text).children {
                let line = chunk.firstTextLine + node.line - 1
                guard line < list.line, let heading = headings.last(where: { $0.line <= line }) else { continue }
                for bold in node.all(where: { $0.kind == .strong }) {
                    let key = Self.key(bold.plainText)
                    if places[key] == nil { places[key] = heading.anchor }
                }
            }
        }
        return places
    }

    /// Cuts an item before every term that follows a full stop or a semicolon, and each piece into terms and meaning.
    private static func definitions(_ inline: [MarkdownNode]) -> [(terms: [String], meaning: String)] {
        guard let kind = inline.first?.kind, kind == .strong || kind == .emphasis else { return [] }
        var pieces: [[MarkdownNode]] = []
        for (place, node) in inline.enumerated() {
            let before = place == 0 ? ";" : inline[place - 1].plainText.trimmed
            if node.kind == kind, before.hasSuffix(";") || before.hasSuffix(".") {
                pieces.append([node])
            } else {
                pieces[pieces.count - 1].append(node)
            }
        }
        return pieces.map { piece in
            let terms = piece.prefix { $0.kind == kind || $0.plainText.trimmed == "," }
            let names = terms.filter { $0.kind == kind }.flatMap { node in
                node.plainText.split(separator: ",").map { $0.trimmed }
            }
            var meaning = ProseHTML.inline(Array(piece[terms.count...])).trimmed
            while let last = meaning.last, ";.:".contains(last) { meaning.removeLast() }
            if meaning.hasPrefix(":") { meaning = meaning.dropFirst().trimmed }
            return (names, meaning)
        }
    }

    private static func key(_ term: String) -> String { term.lowercased().trimmed }
}

extension MarkdownNode {
    /// The node and all below it that are so.
    func all(where isWanted: (MarkdownNode) -> Bool) -> [MarkdownNode] {
        (isWanted(self) ? [self] : []) + children.flatMap { $0.all(where: isWanted) }
    }
}
