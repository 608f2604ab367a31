/// Writes slides as Markdown that pandoc turns into PowerPoint or Beamer: headings, bullets, figures, notes.
///
/// Those programs set text in a size of their own, so that less fits: figures and code stand alone, long lists are cut.
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
        for (index, group) in groups(of: slide.parts).enumerated() {
            parts.append("## \(heading)")
            parts += group.map(\.markdown)
            if index == 0, !slide.notes.isEmpty {
                parts.append(
                    "::: notes\n" + slide.notes.map(withoutFolds).joined(separator: "\n\n") + "\n:::")
            }
        }
    }
    return parts.joined(separator: "\n\n") + "\n"
}

/// What stands on one slide there: the words first, then each figure and each piece of code.
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
    return words.isEmpty ? groups : [words] + groups
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
            // As much of the height as leaves room for its caption.
            "![\(image.caption.filter { !"[]".contains($0) })](<../\(image.source)>){height=72%}"
        }
    }
}
