import Text

/// Writes the page of a run as Markdown, for places that show no HTML of their own.
///
/// - Parameters:
///   - attachments: what the run made, in the order in which it happened. Figures come as relative paths.
///   - read: gives the text of a file of the package, for `![source](path#name)`.
/// - Throws: what `read` throws, and a `LessonError` where a file does not declare the name.
public func markdownPage(
    _ lesson: LessonSource, _ attachments: [Attachment], _ info: PageInfo,
    reading read: @escaping (_ path: String) throws -> String = noSources
) throws -> String {
    let writer = MarkdownWriter(reader: .markdown, read: read)
    var parts: [String] = []
    var (figures, openQuestions) = (0, 0)
    func close(but count: Int) {
        parts += Array(repeating: MarkdownWriter.questionEnd, count: openQuestions - count)
        openQuestions = count
    }
    for block in Layout.blocks(of: lesson, attachments) {
        close(but: block.questions)
        switch block.content {
        case .prose(let chunk): parts.append(try writer.text(chunk.text))
        case .cell(let cell):
            let code = cell.showsCode && !cell.code.isEmpty ? MarkdownWriter.fenced(cell.code, "swift") : ""
            if !cell.foldsCode { parts.append(code) }
            for (index, attachment) in cell.attachments.enumerated() {
                if case .figure = attachment.kind { figures += 1 }
                var text = writer.text(of: attachment, figureNumber: figures)
                if case .prediction(let question, let answer, let tempting, let why) = attachment.kind {
                    // What the question covers folds with its answer.
                    text = writer.openQuestion(question, answer, tempting, why)
                    openQuestions += 1
                }
                if index > 0, attachment.isClaim, cell.attachments[index - 1].isClaim {
                    parts[parts.count - 1] += "\n" + text
                } else {
                    parts.append(text)
                }
            }
            if cell.foldsCode {
                parts.append("<details><summary>\(said("Code of the figure"))</summary>\n\n\(code)\n\n</details>")
            }
        }
    }
    close(but: 0)
    return (parts.filter { !$0.isEmpty } + ["---", writer.facts(info)]).joined(separator: "\n\n") + "\n"
}

extension MarkdownWriter {
    /// Ends a question.
    static let questionEnd = "</details>"

    func facts(_ info: PageInfo) -> String { "*\(escaped(info.facts.joined(separator: " · ")))*" }

    func text(of attachment: Attachment, figureNumber: Int) -> String {
        switch attachment.kind {
        case .output(let text):
            return Self.fenced(PrintedText.lines(text).joined(separator: "\n"), "text")
        case .figure(let image):
            return "![\(escaped(image.alternative.onOneLine))](\(Self.address(image.source)))\n\n"
                + caption(of: image, figureNumber: figureNumber)
        case .claim(let name, _, let condition, let held) where Attachment.isPlainTruth(condition, held):
            return "- ✓ \(line(name))"
        case .claim(let name, let value, let condition, let held):
            let bound = escaped(Attachment.expectation(value, condition, held).onOneLine)
            return "- \(held ? "✓" : "✗") \(line(name)): \(escaped(value.onOneLine)) (\(bound))"
        case .prediction(let question, let answer, let tempting, let why):
            return openQuestion(question, answer, tempting, why) + "\n\n" + Self.questionEnd
        case .note(let text): return "*\(line(text))*"
        case .failure(let text):
            return "**\(said("The lesson stopped here, at line %1.", attachment.line))**\n\n"
                + Self.fenced(PrintedText.lines(text).joined(separator: "\n"), "text")
        }
    }

    /// A question with its answer in a fold that is not closed.
    func openQuestion(_ question: String, _ answer: String, _ tempting: String?, _ why: String?) -> String {
        let parts = [
            "**\(said("Write it down")).** \(line(question))", "<details><summary>\(said("The answer"))</summary>",
            line(answer), tempting.map { "**\(said("Tempting:"))** " + line($0) }, why.map(line),
        ]
        return parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// Attachments one after another; claims in a row are one list.
    func text(of attachments: [Attachment], figureNumber: Int) -> String {
        var text = ""
        for (index, attachment) in attachments.enumerated() {
            let isInList = index > 0 && attachment.isClaim && attachments[index - 1].isClaim
            text +=
                (index == 0 ? "" : isInList ? "\n" : "\n\n")
                + self.text(of: attachment, figureNumber: figureNumber)
        }
        return text
    }

    func caption(of image: FigureImage, figureNumber: Int) -> String {
        "**\(said("Figure %1.", figureNumber))** \(line(image.caption))"
    }
}

extension MarkdownNode {
    /// What a paragraph of the form `![source](path#name)` names, nil for any other.
    var sourceLink: String? {
        guard kind == .paragraph, children.count == 1, case .image(let url) = children[0].kind else {
            return nil
        }
        return children[0].plainText == "source" ? url : nil
    }
}
