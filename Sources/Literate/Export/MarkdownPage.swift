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
    var parts: [String] = []
    var figures = 0
    for block in Layout.blocks(of: lesson, attachments) {
        switch block {
        case .prose(let chunk): parts.append(try proseWithExcerpts(chunk.text, read).withoutLinksToPages)
        case .cell(let cell):
            let code = cell.showsCode && !cell.code.isEmpty ? fenced(cell.code, "swift") : ""
            if !cell.foldsCode { parts.append(code) }
            for (index, attachment) in cell.attachments.enumerated() {
                if case .figure = attachment.kind { figures += 1 }
                let text = markdown(attachment, figureNumber: figures)
                if index > 0, attachment.isClaim, cell.attachments[index - 1].isClaim {
                    parts[parts.count - 1] += "\n" + text
                } else {
                    parts.append(text)
                }
            }
            if cell.foldsCode {
                parts.append("<details><summary>Code of the figure</summary>\n\n\(code)\n\n</details>")
            }
        }
    }
    let facts = info.facts.joined(separator: " · ")
    return (parts.filter { !$0.isEmpty } + ["---", "*\(facts)*"]).joined(separator: "\n\n") + "\n"
}

func markdown(_ attachment: Attachment, figureNumber: Int) -> String {
    switch attachment.kind {
    case .output(let text): return fenced(PrintedText.lines(text).joined(separator: "\n"), "text")
    case .figure(let image):
        let alternative = image.alternative.filter { !"[]".contains($0) }
        return "![\(alternative)](<\(image.source)>)\n\n**Figure \(figureNumber).** \(image.caption)"
    case .claim(let name, _, let condition, let held) where Attachment.isPlainTruth(condition, held):
        return "- ✓ \(name)"
    case .claim(let name, let value, let condition, let held):
        return "- \(held ? "✓" : "✗") \(name): \(value) (\(Attachment.expectation(value, condition, held)))"
    case .prediction(let question, let answer, let tempting, let why):
        let reasons = [tempting.map { "**Tempting:** \(why == nil ? $0 : $0.withStop)" }, why].compactMap {
            $0
        }.joined(separator: " ")
        return
            "**Write it down.** \(question)\n\n<details><summary>Answer</summary>\n\n\(answer.asParagraph)\n\n"
            + (reasons.isEmpty ? "" : "\(reasons.asParagraph)\n\n") + "</details>"
    case .note(let text): return "*\(text)*"
    case .failure(let text):
        return "**The lesson stopped here, at line \(attachment.line).**\n\n" + fenced(text, "text")
    }
}

/// Code in a fence that is longer than any row of backticks inside it.
private func fenced(_ text: String, _ language: String) -> String {
    var longest = 0
    var run = 0
    for character in text {
        run = character == "`" ? run + 1 : 0
        longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\(language)\n\(text)\n\(fence)"
}

/// The prose as its author wrote it, with each `![source](path#name)` replaced by the declaration it names.
func proseWithExcerpts(_ text: String, _ read: (String) throws -> String) throws -> String {
    var lines = text.sourceLines
    for node in MarkdownNode.parse(text).children {
        guard let link = node.sourceLink else { continue }
        let excerpt = try SourceExcerpt(link: link, reading: read)
        lines[node.line - 1] =
            fenced(excerpt.text, "swift") + "\n\n`\(excerpt.path)`, line \(excerpt.firstLine)"
    }
    return lines.joined(separator: "\n")
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
