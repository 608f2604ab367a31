/// Writes slides as Markdown that pandoc turns into PowerPoint or Beamer: headings, bullets, figures, notes.
///
/// Those programs set text in a size of their own, so that less fits: figures stand alone, long lists are cut, and code, which
/// would run over the edge, is a picture (`slideCodeFile`) beside the Markdown. Figures are named as in the record of the run,
/// from the folder above that of the slides. A picture's title is what PowerPoint keeps as its alternative text.
public func slidesMarkdown(_ lesson: LessonSource, _ slides: [OutlinedSlide]) -> String {
    var parts = [
        """
        ---
        title: "\(lesson.number) · \(lesson.title.filter { $0 != "\"" })"
        lang: en
        aspectratio: 169
        ---
        """
    ]
    for (slideIndex, slide) in slides.enumerated() {
        let heading = slide.heading.isEmpty ? slide.kicker : slide.heading.markdown
        for (index, group) in groups(of: slide.parts).enumerated() {
            parts.append("## \(heading)")
            parts += group.map { $0.markdown(slideIndex) }
            if index == 0, !slide.notes.isEmpty {
                parts.append(
                    "::: notes\n" + slide.notes.map(withoutFolds).joined(separator: "\n\n") + "\n:::")
            }
        }
    }
    return parts.joined(separator: "\n\n") + "\n"
}

/// The picture of a slide's code, for the slide at an index: "code-05.png" for the fifth.
public func slideCodeFile(_ index: Int) -> String { "code-\(index < 9 ? "0" : "")\(index + 1).png" }

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
    return words.isEmpty ? groups : groups + [words]
}

/// Notes on paper have nothing that folds.
private func withoutFolds(_ markdown: String) -> String {
    guard markdown.contains("<") else { return markdown }
    return FoldingTag.pieces(of: markdown).compactMap { piece in
        switch piece {
        case .summary(let text): "**\(text)**"
        case .markdown(let text): text
        default: nil
        }
    }.joined(separator: "\n\n")
}

extension SlidePart {
    fileprivate func markdown(_ slideIndex: Int) -> String {
        switch content {
        case .takeaways(let all), .bullets(let all), .terms(let all):
            all.map { "- " + $0.markdown }.joined(separator: "\n")
        case .paragraph(let spans, _): spans.markdown
        case .equation(let rows):
            rows.map { "| " + ($0.left + [SlideSpan(" ")] + $0.right).markdown }.joined(separator: "\n")
        case .code:
            "![](<\(slideCodeFile(slideIndex))> \"\(sentences.joined(separator: " ").titled)\"){width=100%}"
        case .figure(let image):
            // As much of the height as leaves room for its caption.
            "![\(image.caption.filter { !"[]".contains($0) })](<../\(image.source)> \"\(image.alternative.titled)\"){height=72%}"
        }
    }
}

extension String {
    /// As the title of a picture: one line, quotation marks as themselves.
    fileprivate var titled: String {
        sourceLines.map(\.trimmed).joined(separator: " ").replacing("\\", with: "\\\\").replacing(
            "\"", with: "\\\"")
    }
}
