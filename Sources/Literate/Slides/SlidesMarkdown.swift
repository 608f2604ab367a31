import Text

/// Writes slides as Markdown that pandoc turns into PowerPoint or Beamer: headings, bullets, figures, notes.
///
/// Those programs set text in a size of their own, so that less fits: figures stand alone, long lists are cut, and code, which
/// would run over the edge, is a picture (`slideCodeFile`) beside the Markdown. Figures are named as in the record of the run,
/// and lie in the folder of the slides. A picture's title is what PowerPoint keeps as its alternative text.
public func slidesMarkdown(_ lesson: LessonSource, _ slides: [OutlinedSlide]) -> String {
    let title = "\(lesson.number) · \(writer.escaped(lesson.title))".replacing("'", with: "''")
    var parts = ["---\ntitle: '\(title)'\nlang: \(Words.current.language)\naspectratio: 169\n---"]
    for (slideIndex, slide) in slides.enumerated() {
        for (index, group) in groups(of: slide.parts).enumerated() {
            parts.append("## " + slide.heading.markdown.onOneLine)
            parts += group.map { $0.markdown(slideIndex) }
            let notes = slide.answer + slide.notes
            if index == 0, !notes.isEmpty {
                parts.append("::: notes\n" + notes.joined(separator: "\n\n") + "\n:::")
            }
        }
    }
    return parts.joined(separator: "\n\n") + "\n"
}

/// The picture of a slide's code, for the slide at an index: "code-05.png" for the fifth.
public func slideCodeFile(_ index: Int) -> String { "code-\(index < 9 ? "0" : "")\(index + 1).png" }

private var writer: MarkdownWriter { MarkdownWriter(reader: .slides) }

/// What stands on one slide there: each figure and each piece of code, then the words, which say what to remember of them.
private func groups(of parts: [SlidePart]) -> [[SlidePart]] {
    var words: [SlidePart] = []
    var groups: [[SlidePart]] = []
    for part in parts {
        switch part.content {
        case .figure, .code: groups.append([part])
        case .bullets(let all), .terms(let all):
            for start in stride(from: 0, to: all.count, by: 5) {
                let some = Array(all[start..<min(start + 5, all.count)])
                groups.append([SlidePart(content: .bullets(some), line: part.line)])
            }
        default: words.append(part)
        }
    }
    // A title has no parts, and is a slide.
    return words.isEmpty && !groups.isEmpty ? groups : groups + [words]
}

extension SlidePart {
    fileprivate func markdown(_ slideIndex: Int) -> String {
        switch content {
        case .takeaways(let all), .bullets(let all), .terms(let all):
            all.map { "- " + $0.markdown.onOneLine }.joined(separator: "\n")
        case .paragraph(let spans, _): spans.markdown
        case .equation(let rows):
            rows.map { "| " + $0.spans.markdown.onOneLine }.joined(separator: "\n")
        case .code:
            "![](<\(slideCodeFile(slideIndex))> \"\(sentences.joined(separator: " ").titled)\"){width=100%}"
        case .figure(let image):
            // As much of the height as leaves room for its caption.
            "![\(writer.line(image.caption))](\(MarkdownWriter.address(image.source)) "
                + "\"\(image.alternative.titled)\"){height=72%}"
        }
    }
}

extension [SlideSpan] {
    /// The spans as Markdown in which their text is text.
    var markdown: String {
        map { span in
            let inner = span.text.trimmed
            guard !inner.isEmpty else { return span.text }
            let before = span.text.prefix { $0.isWhitespace }
            let after = String(span.text.reversed().prefix { $0.isWhitespace }.reversed())
            let marked =
                switch span.style {
                case .strong: "**\(writer.escaped(inner))**"
                case .emphasis: "*\(writer.escaped(inner))*"
                case .code: MarkdownWriter.code(inner)
                default: writer.escaped(inner)
                }
            return before + marked + after
        }.joined()
    }
}

extension String {
    /// As the title of a picture: one line in which quotation marks and all others are themselves.
    fileprivate var titled: String { writer.escaped(onOneLine.trimmed).replacing("\"", with: "\\\"") }
}
