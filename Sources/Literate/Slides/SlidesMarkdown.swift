/// Writes slides as Markdown that pandoc turns into PowerPoint or Beamer: a heading, bullets, figures, notes.
///
/// Figures are named as in the record of the run, from the folder above that of the slides.
public func slidesMarkdown(_ lesson: LessonSource, _ slides: [OutlinedSlide]) -> String {
    var parts = [
        """
        ---
        title: "\(lesson.number) · \(lesson.title.filter { $0 != "\"" })"
        lang: en
        ---
        """
    ]
    for slide in slides {
        let heading = slide.heading.isEmpty ? slide.kicker : slide.heading.markdown
        if slide.kind != .title { parts.append("## \(heading)") }
        parts += slide.parts.map(\.markdown)
        if !slide.notes.isEmpty {
            parts.append("::: notes\n" + slide.notes.map(withoutFolds).joined(separator: "\n\n") + "\n:::")
        }
    }
    return parts.joined(separator: "\n\n") + "\n"
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
    fileprivate var markdown: String {
        switch content {
        case .takeaways(let all), .bullets(let all), .terms(let all):
            all.map { "- " + $0.markdown }.joined(separator: "\n")
        case .paragraph(let spans, _): spans.markdown
        case .equation(let rows):
            rows.map { "| " + ($0.left + [SlideSpan(" ")] + $0.right).markdown }.joined(separator: "\n")
        case .code(let lines, let output):
            "```swift\n" + lines.map(\.plainText).joined(separator: "\n") + "\n```"
                + (output.isEmpty ? "" : "\n\n```\n" + output.joined(separator: "\n") + "\n```")
        case .figure(let image):
            "![\(image.caption.filter { !"[]".contains($0) })](<../\(image.source)>)"
        }
    }
}
