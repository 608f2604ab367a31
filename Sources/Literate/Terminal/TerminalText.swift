import Text

/// Sets a chunk for a terminal of `width` columns: prose wrapped, code indented and broken where it is wider.
///
/// - Parameter read: gives the text of a file of the package, for `![source](path#name)`.
public func terminalText(
    _ chunk: Chunk, width: Int, colour: Bool,
    reading read: @escaping (_ path: String) throws -> String = noSources
) throws -> String {
    switch chunk.kind {
    case .frame: ""
    case .prose: try TerminalProse(width: width, colour: colour, read: read).text(chunk.text)
    case .code: terminalCode(chunk.text, width: width, colour: colour)
    }
}

/// Sets what a run made for a terminal. Output is what was printed, its control characters shown and not sent: a lesson, and
/// whatever it prints, colours nothing, moves no cursor and passes for nothing of ours.
public func terminalText(_ attachment: Attachment, width: Int, colour: Bool) -> String {
    let prose = TerminalProse(width: width, colour: colour, read: noSources)
    func paragraph(_ markdown: String, indent: Int = 0) -> String {
        let text =
            (try? TerminalProse(width: width - indent, colour: colour, read: noSources).text(
                markdown.asParagraph))
            ?? markdown
        return text.sourceLines.map { String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
    }
    switch attachment.kind {
    case .output(let text): return text.controlsShown
    case .figure(let image):
        let place =
            image.source.hasPrefix("data:")
            ? "" : "\n  " + prose.styled(image.source.controlsShown, .faint)
        return "▣ " + paragraph(image.caption, indent: 2).dropFirst(2) + place
    case .claim(let name, let value, let condition, let held):
        let mark = held ? prose.styled("✓", .green) : prose.styled("✗", .red)
        let bound = Attachment.expectation(value, condition, held)
        let expectation = held ? bound : "\(bound), \(said("line %1", attachment.line))"
        // What is true needs no number.
        let words =
            Attachment.isPlainTruth(condition, held)
            ? name.controlsShown.words
            : "\(name): \(value)".controlsShown.words
                + "(\(expectation))".controlsShown.words.map { prose.styled($0, .faint) }
        return mark + " " + Paragraph.lines(of: words, width: width - 2).joined(separator: "\n  ")
    case .prediction(let question, _, _, _):
        return prose.styled("?", .magenta) + " " + paragraph(question, indent: 2).dropFirst(2)
    case .note(let text): return paragraph(text.said)
    case .failure(let text):
        return prose.styled(said("The lesson stopped at %1.", said("line %1", attachment.line)), .red) + "\n"
            + text.controlsShown
    }
}

extension String {
    fileprivate var words: [String] { split(separator: " ").map(String.init) }
}
