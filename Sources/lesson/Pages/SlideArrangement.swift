import Literate
import Plotting

/// Turns what slides say into what is drawn: as much on each as it has room for, the rest on the next.
enum SlideArrangement {
    typealias Arranged = (outlined: OutlinedSlide, drawn: Slide)

    /// Arranges slides. Throws what does not fit on a slide even alone.
    static func arrange(
        _ slides: [OutlinedSlide], _ pictures: inout FigureCache
    ) -> (slides: [Arranged], overflows: [SlideOverflow]) {
        var arranged: [Arranged] = []
        var overflows: [SlideOverflow] = []
        for outlined in slides {
            for page in pages(of: outlined, after: &arranged, &pictures) {
                let drawn = slide(page, &pictures)
                do throws(SlideOverflow) {
                    try drawn.requireThatItFits()
                    arranged.append((page, drawn))
                } catch { overflows.append(error) }
            }
        }
        alignFrames(of: &arranged)
        return (arranged, overflows)
    }

    /// Puts all frames of a figure that moves in one place of their slides, whatever is empty on each.
    private static func alignFrames(of arranged: inout [Arranged]) {
        func film(_ index: Int) -> Int? {
            let outlined = arranged[index].outlined
            return outlined.kind == .figure ? outlined.parts.first?.line : nil
        }
        var start = 0
        while start < arranged.count {
            var end = start + 1
            while let line = film(start), end < arranged.count, film(end) == line { end += 1 }
            if end - start > 1 { align(&arranged[start..<end]) }
            start = end
        }
    }

    private static func align(_ frames: inout ArraySlice<Arranged>) {
        let all = frames.compactMap { frame in
            if case .picture(let picture) = frame.drawn.blocks[0].content { picture.margins } else { nil }
        }
        func least(_ side: KeyPath<Insets, Double>) -> Double { all.map { $0[keyPath: side] }.min() ?? 0 }
        let common = Insets(left: least(\.left), right: least(\.right), top: least(\.top), bottom: least(\.bottom))
        for index in frames.indices {
            var aligned = frames[index].drawn
            aligned.blocks[0].margins = common
            if (try? aligned.requireThatItFits()) != nil { frames[index].drawn = aligned }
        }
    }

    /// A slide cut into as many as its parts need. A part goes on the slide before it as long as all text stays large. What
    /// is to be remembered should not stand alone: it may make that text smaller, or go on an earlier slide.
    private static func pages(
        of outlined: OutlinedSlide, after arranged: inout [Arranged], _ pictures: inout FigureCache
    ) -> [OutlinedSlide] {
        if outlined.kind == .figure, let title = arranged.last, title.outlined.kind == .title,
            let fuller = joined(outlined.parts[0], to: title.outlined, &pictures)
        {
            arranged[arranged.count - 1] = (fuller.withNotes(of: outlined.parts), slide(fuller, &pictures))
            return []
        }
        guard outlined.kind == .section, !outlined.parts.isEmpty else {
            return [outlined.withNotes(of: outlined.parts)]
        }
        var pages: [OutlinedSlide] = []
        for part in outlined.parts {
            if let index = page(for: part, in: &pages, &pictures) {
                pages[index].settle()
                continue
            }
            var page = outlined
            page.parts = [part]
            page.settle()
            pages.append(page)
        }
        // Code, or else a list, is shown where there is room for it, before what is to be remembered of it.
        extras: for extra in outlined.extras {
            for index in pages.indices where pages[index].kind != .figure {
                if let fuller = joined(extra, to: pages[index], &pictures) {
                    pages[index] = fuller
                    break extras
                }
            }
        }
        // A takeaway that is still alone, after an answer, is a part of it.
        if pages.count == 1, pages[0].parts.count == 1, pages[0].parts[0].isTakeaways,
            let before = arranged.last,
            before.outlined.kind == .answer, before.outlined.section == outlined.section,
            let fuller = joined(pages[0].parts[0], to: before.outlined, &pictures)
        {
            arranged[arranged.count - 1] = (fuller, slide(fuller, &pictures))
            return []
        }
        return pages.map { $0.withNotes(of: $0.parts) }
    }

    /// Puts a part on one of the slides, and returns which; nil if none has room.
    private static func page(
        for part: SlidePart, in pages: inout [OutlinedSlide], _ pictures: inout FigureCache
    ) -> Int? {
        guard let last = pages.indices.last else { return nil }
        let places = part.isTakeaways ? [last] + pages.indices.dropLast().reversed() : [last]
        for index in places where !isFrame(index, of: pages) {
            if let fuller = joined(part, to: pages[index], isTight: part.isTakeaways, &pictures) {
                pages[index] = fuller
                return index
            }
        }
        return nil
    }

    /// True for a frame of a figure that moves. All of them keep one size: what moves is then what changes.
    private static func isFrame(_ index: Int, of pages: [OutlinedSlide]) -> Bool {
        [index - 1, index + 1].contains { other in
            pages.indices.contains(other) && pages[index].kind == .figure && pages[other].kind == .figure
                && pages[index].parts.first?.line == pages[other].parts.first?.line
        }
    }

    /// A slide with another part on it, in the order of the lesson and takeaways last; nil if that does not fit.
    private static func joined(
        _ part: SlidePart, to page: OutlinedSlide, isTight: Bool = false, _ pictures: inout FigureCache
    ) -> OutlinedSlide? {
        var fuller = page
        let place = part.isTakeaways ? nil : page.parts.firstIndex { $0.isTakeaways || $0.line > part.line }
        fuller.parts.insert(part, at: place ?? page.parts.count)
        // A figure alone is as large as its slide: but for a takeaway below it, it then goes back to its own size.
        if page.kind == .figure, !part.isTakeaways { fuller.kind = .section }
        return fits(slide(fuller, &pictures), isTight: isTight) ? fuller : nil
    }

    private static func fits(_ slide: Slide, isTight: Bool) -> Bool {
        (try? slide.requireThatItFits(largestSteps: isTight ? nil : 3)) != nil
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
            kind, kicker: outlined.kicker, heading: outlined.heading.flatMap(\.textSpans),
            line: outlined.line,
            blocks: blocks)
    }

    private static func block(
        _ part: SlidePart, isTrimmed: Bool, _ pictures: inout FigureCache
    ) -> SlideBlock {
        func spans(_ all: [[SlideSpan]]) -> [[TextSpan]] { all.map { $0.flatMap(\.textSpans) } }
        func verbatim(_ spans: [SlideSpan]) -> [TextSpan] {
            spans.flatMap(\.textSpans).map { span in
                var text = span
                if text.cut == .code, text.ink == nil { text.ink = .foreground }
                return text
            }
        }
        var isQuiet = false
        var words = ""
        let content: SlideBlock.Content
        switch part.content {
        case .takeaways(let all): content = .takeaways(spans(all))
        case .bullets(let all): content = .bullets(spans(all))
        case .terms(let all): content = .terms(spans(all))
        case .paragraph(let text, let quiet):
            content = .paragraph(text.flatMap(\.textSpans))
            isQuiet = quiet
        case .equation(let rows):
            content = .equation(
                rows.map {
                    EquationRow(
                        left: verbatim($0.left), right: verbatim($0.right), before: $0.before.map(verbatim),
                        behind: $0.behind.map(verbatim))
                })
        case .code(let lines, let output):
            content = .code(
                lines.map(verbatim), output: output.map { verbatim([SlideSpan($0, .code)]) })
        case .figure(let image):
            let picture = pictures.picture(image.source)
            content = .picture(isTrimmed ? picture.trimmed : picture)
            words = "\(image.caption) \(image.alternative)"
        }
        var block = SlideBlock(content, line: part.line, isQuiet: isQuiet)
        block.words = words
        return block
    }
}

extension OutlinedSlide {
    /// A figure by itself is as large as its slide.
    fileprivate mutating func settle() {
        if parts.count == 1, parts[0].isFigure { kind = .figure }
    }

    /// With what is to be said of the figures on it.
    fileprivate func withNotes(of parts: [SlidePart]) -> OutlinedSlide {
        var slide = self
        slide.notes += parts.flatMap(\.notes)
        return slide
    }
}

extension SlidePart {
    fileprivate var isTakeaways: Bool { if case .takeaways = content { true } else { false } }
}

extension SlideSpan {
    /// As it is drawn: in the colours of the page, exponents and indices large enough for a hall.
    fileprivate var textSpans: [TextSpan] {
        scripts.map { part in
            var span = textSpan
            span.text = part.shown
            guard part.script != .none else { return span }
            span.script = part.script == .raised ? .raised : .lowered
            span.copied = part.text
            return span
        }
    }

    private var textSpan: TextSpan {
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
