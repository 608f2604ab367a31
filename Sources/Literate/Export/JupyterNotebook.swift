/// Writes a run as a Jupyter notebook (format 4.5) that holds its outputs and pictures.
///
/// It is the record of a run: no kernel has executed its cells, so they have no execution counts. The kernel it names is
/// Swift's, and the text says how the code is really run.
///
/// - Parameters:
///   - attachments: what the run made, in the order in which it happened. Figures come as data URIs of PNGs.
///   - read: gives the text of a file of the package, for `![source](path#name)`.
/// - Throws: what `read` throws, and a `LessonError` where a file does not declare the name.
public func jupyterNotebook(
    _ lesson: LessonSource, _ attachments: [Attachment], _ info: PageInfo,
    reading read: @escaping (_ path: String) throws -> String = noSources
) throws -> String {
    let writer = MarkdownWriter(reader: .notebook, read: read)
    var notebook = JupyterNotebook(writer: writer)
    for (index, block) in Layout.blocks(of: lesson, attachments).enumerated() {
        switch block.content {
        case .prose(let chunk): notebook.addMarkdown(try writer.text(chunk.text), isCovered: block.questions > 0)
        case .cell(let cell): notebook.add(cell, isCovered: block.questions > 0)
        }
        if index == 0 { notebook.addMarkdown(origin(lesson)) }
    }
    notebook.addMarkdown(writer.facts(info))
    return notebook.json(lesson).text + "\n"
}

private func origin(_ lesson: LessonSource) -> String {
    "*This notebook is the record of a run: its outputs and figures are what the code made then. The lesson is one Swift "
        + "program, run as a whole with `swift run lesson \(lesson.number)`; its cells were not executed one by one.*"
}

private struct JupyterNotebook {
    let writer: MarkdownWriter
    private var cells: [JSONText] = []
    private var figures = 0

    init(writer: MarkdownWriter) { self.writer = writer }

    /// Text; what would give an answer away is folded. No fold goes on beyond its cell.
    mutating func addMarkdown(_ text: String, isCovered: Bool = false) {
        guard !text.trimmed.isEmpty else { return }
        let folded = "<details><summary>After the answer</summary>\n\n\(text)\n\n</details>"
        add("markdown", isCovered ? folded : text, [("metadata", .object([]))])
    }

    /// Code with what it made below it; questions and claims, whose code is not shown, are text. Of code that is covered the
    /// outputs are closed: a reader opens them after the answer.
    mutating func add(_ cell: Cell, isCovered: Bool) {
        guard cell.showsCode, !cell.code.isEmpty || !cell.attachments.isEmpty else {
            return addMarkdown(writer.text(of: cell.attachments, figureNumber: figures), isCovered: isCovered)
        }
        let outputs = cell.attachments.flatMap { output($0) }
        var metadata: [(String, JSONText)] = []
        var hidden: [(String, JSONText)] = cell.foldsCode ? [("source_hidden", .bool(true))] : []
        if isCovered, !outputs.isEmpty {
            metadata.append(("collapsed", .bool(true)))
            hidden.append(("outputs_hidden", .bool(true)))
        }
        if !hidden.isEmpty { metadata.append(("jupyter", .object(hidden))) }
        add(
            "code", cell.code,
            [("metadata", .object(metadata)), ("execution_count", .null), ("outputs", .list(outputs))])
    }

    private mutating func add(_ kind: String, _ source: String, _ members: [(String, JSONText)]) {
        let id = "cell-\(cells.count + 1)"
        cells.append(
            .object(
                [("cell_type", .string(kind)), ("id", .string(id))] + members + [("source", .lines(source))]))
    }

    private mutating func output(_ attachment: Attachment) -> [JSONText] {
        switch attachment.kind {
        case .output(let text): return [Self.stream("stdout", PrintedText.lines(text))]
        case .failure(let text): return [Self.stream("stderr", PrintedText.lines(text))]
        case .figure(let image):
            figures += 1
            let caption = writer.caption(of: image, figureNumber: figures)
            let look: JSONText = .object([
                ("width", .number(max(1, image.width / 2))), ("alt", .string(image.alternative.trimmed)),
            ])
            let picture = Self.display(
                [("image/png", .string(image.base64)), ("text/plain", .lines(image.alternative))],
                [("image/png", look)])
            // Jupyter gives a picture no alternative text yet, whatever its metadata say: so the words stand below it too.
            let words =
                "<details><summary>The figure in words</summary>\n\n\(writer.escaped(image.alternative.trimmed.onOneLine))\n\n</details>"
            let below = [
                ("text/markdown", JSONText.lines("\(caption)\n\n\(words)")),
                ("text/plain", .lines("Figure \(figures). \(image.caption)")),
            ]
            return [picture, Self.display(below)]
        case .claim, .prediction, .note:
            let text = writer.text(of: attachment, figureNumber: figures)
            return [Self.display([("text/markdown", .lines(text)), ("text/plain", .lines(text))])]
        }
    }

    private static func stream(_ name: String, _ lines: [String]) -> JSONText {
        .object([
            ("output_type", .string("stream")), ("name", .string(name)),
            ("text", .lines(lines.joined(separator: "\n") + "\n")),
        ])
    }

    private static func display(
        _ data: [(String, JSONText)], _ metadata: [(String, JSONText)] = []
    ) -> JSONText {
        .object([
            ("output_type", .string("display_data")), ("data", .object(data)),
            ("metadata", .object(metadata)),
        ])
    }

    func json(_ lesson: LessonSource) -> JSONText {
        let kernel: JSONText = .object([
            ("name", .string("swift")), ("display_name", .string("Swift")), ("language", .string("swift")),
        ])
        let language: JSONText = .object([
            ("name", .string("swift")), ("file_extension", .string(".swift")),
            ("mimetype", .string("text/x-swift")), ("pygments_lexer", .string("swift")),
        ])
        let title: JSONText = .string("\(lesson.number) · \(lesson.title)")
        return .object([
            ("cells", .list(cells)),
            ("metadata", .object([("kernelspec", kernel), ("language_info", language), ("title", title)])),
            ("nbformat", .number(4)), ("nbformat_minor", .number(5)),
        ])
    }
}

extension FigureImage {
    /// The picture's bytes, of a source that is a data URI.
    fileprivate var base64: String {
        source.utf8.firstIndex(of: UInt8(ascii: ",")).map { String(source[source.index(after: $0)...]) } ?? ""
    }
}
