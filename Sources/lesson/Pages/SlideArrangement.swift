import Literate
import Plotting

/// Turns what a slide says into what is drawn, and gives it as much as it has room for.
enum SlideArrangement {
    /// Arranges a slide. Extras are added while everything still fits with large text; a figure that finds room here
    /// needs no slide of its own and is taken from `following`.
    static func arrange(
        _ outlined: OutlinedSlide, absorbing following: inout ArraySlice<OutlinedSlide>,
        _ pictures: inout FigureCache
    ) throws(SlideOverflow) -> (outlined: OutlinedSlide, drawn: Slide) {
        var best = outlined
        for extra in outlined.extras {
            var richer = best
            // Evidence stands above what is to be remembered of it, in the order of the lesson.
            let place = richer.parts.firstIndex { part in
                if case .takeaways = part.content { true } else { part.line > extra.line }
            }
            richer.parts.insert(extra, at: place ?? richer.parts.count)
            guard fits(slide(richer, &pictures)) else { continue }
            best = richer
            if extra.isFigure,
                let index = following.firstIndex(where: { $0.kind == .figure && $0.parts == [extra] })
            {
                best.notes += following.remove(at: index).notes
            }
        }
        let drawn = slide(best, &pictures)
        try drawn.requireThatItFits()
        return (best, drawn)
    }

    /// Extras must not make the text small.
    private static func fits(_ slide: Slide) -> Bool {
        (try? slide.requireThatItFits(largestSteps: 3)) != nil
    }

    private static func slide(_ outlined: OutlinedSlide, _ pictures: inout FigureCache) -> Slide {
        let kind: Slide.Kind =
            switch outlined.kind {
            case .title: .title
            case .figure: .figure
            case .question, .answer: .question
            case .section, .closing: .content
            }
        var blocks: [SlideBlock] = []
        for part in outlined.parts {
            let isTrimmed = outlined.kind != .figure
            blocks.append(block(part, isTrimmed: isTrimmed, &pictures))
        }
        return Slide(
            kind, kicker: outlined.kicker, heading: outlined.heading.map(\.textSpan), line: outlined.line,
            blocks: blocks)
    }

    private static func block(
        _ part: SlidePart, isTrimmed: Bool, _ pictures: inout FigureCache
    ) -> SlideBlock {
        func spans(_ all: [[SlideSpan]]) -> [[TextSpan]] { all.map { $0.map(\.textSpan) } }
        func verbatim(_ spans: [SlideSpan]) -> [TextSpan] {
            spans.map { span in
                var text = span.textSpan
                if text.cut == .code, text.ink == nil { text.ink = .foreground }
                return text
            }
        }
        var isQuiet = false
        let content: SlideBlock.Content
        switch part.content {
        case .takeaways(let all): content = .takeaways(spans(all))
        case .bullets(let all): content = .bullets(spans(all))
        case .terms(let all): content = .terms(spans(all))
        case .paragraph(let text, let quiet):
            content = .paragraph(text.map(\.textSpan))
            isQuiet = quiet
        case .equation(let rows):
            content = .equation(rows.map { EquationRow(left: verbatim($0.left), right: verbatim($0.right)) })
        case .code(let lines, let output): content = .code(lines.map(verbatim), output: output)
        case .figure(let image):
            let picture = pictures.picture(image.source)
            content = .picture(isTrimmed ? picture.trimmed : picture)
        }
        return SlideBlock(content, line: part.line, isQuiet: isQuiet)
    }
}

extension SlideSpan {
    /// Colours of code as on the page.
    fileprivate var textSpan: TextSpan {
        switch style {
        case .plain: TextSpan(text)
        case .strong: TextSpan(text, .strong)
        case .emphasis: TextSpan(text, .emphasis)
        case .code: TextSpan(text, .code)
        case .keyword: TextSpan(text, .code, ink: .custom(Color(hex: 0x9B2393)))
        case .type: TextSpan(text, .code, ink: .custom(Color(hex: 0x0F6674)))
        case .string: TextSpan(text, .code, ink: .custom(Color(hex: 0xA2361B)))
        case .number: TextSpan(text, .code, ink: .custom(Color(hex: 0x1C4FB0)))
        case .comment: TextSpan(text, .code, ink: .custom(Color(hex: 0x5D6673)))
        }
    }
}
