/// Finds the largest text with which a slide's content fits, and draws it.
struct SlideLayout {
    let slide: Slide
    let canvas: Canvas
    let theme: Theme
    let layer = TextLayer()

    private let side = 96.0
    private let gap = 44.0
    /// Where the content ends: below stands the footer.
    private let bottom = 992.0

    init(_ slide: Slide, on canvas: Canvas, theme: Theme) {
        (self.slide, self.canvas, self.theme) = (slide, canvas, theme)
    }

    /// What stands where.
    struct Arrangement {
        var heading: RunningText
        var headingTop: Double
        var step: Int
        /// Upper edges of the blocks.
        var tops: [Double]
    }

    func draw() throws(SlideOverflow) {
        if slide.kind == .figure {
            return try FigureSlide(slide, on: canvas, theme: theme, noting: layer).draw()
        }
        let arrangement = try arrangement()
        if slide.kind == .title && !hasPicture { drawNabla() }
        if !slide.kicker.isEmpty {
            let style = RunningStyle(size: 34, color: theme.prediction, isBold: true)
            let kicker = RunningText([TextSpan(slide.kicker)], style, width: width, on: canvas)
            kicker.draw(at: Point(side, arrangement.headingTop - 58), on: canvas, theme: theme, noting: layer)
        }
        arrangement.heading.draw(
            at: Point(side, arrangement.headingTop), on: canvas, theme: theme, noting: layer)
        for (block, top) in zip(slide.blocks, arrangement.tops) {
            let pen = SlideBlockPen(
                block, step: arrangement.step, width: width, on: canvas, theme: theme, noting: layer)
            pen.draw(at: Point(side, top))
        }
        SlideFooter(slide, on: canvas, theme: theme, noting: layer).draw()
    }

    private var width: Double { Slide.width - 2 * side }

    private var hasPicture: Bool {
        slide.blocks.contains { if case .picture = $0.content { true } else { false } }
    }

    // MARK: Fitting

    /// Throws if even the smallest text is too large.
    func arrangement(steps: Int? = nil) throws(SlideOverflow) -> Arrangement {
        if slide.kind == .figure {
            try FigureSlide(slide, on: canvas, theme: theme, noting: layer).requireThatItFits()
            return Arrangement(heading: heading(size: 0), headingTop: 0, step: 0, tops: [])
        }
        let heading = try fittingHeading()
        let headingTop = slide.kicker.isEmpty ? 60.0 : 112
        let top = headingTop + heading.height + (slide.heading.isEmpty ? 0 : 34)
        let room = bottom - top
        var overflow: SlideOverflow?
        for step in 0..<(steps ?? SlideBlockPen.steps) {
            do throws(SlideOverflow) {
                let heights = try heights(step: step, room: room)
                let gaps = gap * Double(max(0, heights.count - 1))
                let free = room - gaps - heights.reduce(0, +)
                let shift = hasPicture ? free / 2 : 0.4 * free
                var y = top + max(0, shift)
                if slide.kind == .title, !hasPicture { y = top }
                let tops = heights.map { height in
                    defer { y += height + gap }
                    return y
                }
                return Arrangement(heading: heading, headingTop: headingTop, step: step, tops: tops)
            } catch { overflow = error }
        }
        throw overflow!
    }

    private func heights(step: Int, room: Double) throws(SlideOverflow) -> [Double] {
        var used = -gap
        var heights: [Double] = []
        for block in slide.blocks {
            let pen = SlideBlockPen(block, step: step, width: width, on: canvas, theme: theme)
            if pen.width > pen.widthAllowed {
                throw SlideOverflow(
                    line: block.line,
                    description:
                        "\(block.name) \(block.isPlural ? "are" : "is") \(Int(pen.width)) px wide at the smallest size, the slide has "
                        + "room for \(Int(pen.widthAllowed))",
                    hint: "break its longest line or word")
            }
            heights.append(pen.height)
            used += gap + pen.height
            guard used <= room else {
                throw SlideOverflow(
                    line: block.line,
                    description:
                        "\(block.name) end\(block.isPlural ? "" : "s") \(Int((used - room).rounded(.up))) px below the edge of its "
                        + "slide, at the smallest size",
                    hint: "say it in fewer words, or put a heading before it")
            }
        }
        return heights
    }

    private func heading(size: Double) -> RunningText {
        let style = RunningStyle(size: size, color: theme.foreground, isBold: true, isBalanced: true)
        return RunningText(slide.heading, style, width: width, on: canvas)
    }

    /// The heading in one line if that leaves it large, else in two.
    private func fittingHeading() throws(SlideOverflow) -> RunningText {
        let sizes: [Double] = slide.kind == .title ? [120, 108, 96, 84, 72] : [64, 60, 56, 52]
        let texts = sizes.map { heading(size: $0) }.filter { $0.width <= width }
        if let found = texts.first(where: { $0.lines.count == 1 })
            ?? texts.first(where: { $0.lines.count == 2 })
        {
            return found
        }
        throw SlideOverflow(
            line: slide.line,
            description:
                "the heading takes \(texts.last?.lines.count ?? 1) lines of \(Int(sizes.last!)) px, its "
                + "slide has room for 2",
            hint: "shorten it to at most 90 characters")
    }

    /// The sign of the course, on a title slide that has no figure.
    private func drawNabla() {
        let edge = 560.0
        let (right, top) = (Slide.width - 150, 380.0)
        let outer = [
            Point(right - edge, top), Point(right, top), Point(right - edge / 2, top + 0.87 * edge),
        ]
        canvas.stroke(.polygon(outer), theme.grid, width: 60)
    }
}

extension SlideBlock {
    var isPlural: Bool { if case .takeaways(let all) = content { all.count > 1 } else { false } }

    /// How a message speaks of it.
    var name: String {
        switch content {
        case .takeaways(let all): all.count == 1 ? "the takeaway" : "the takeaways"
        case .bullets: "the list"
        case .paragraph: "the text"
        case .equation: "the equation"
        case .code: "the code"
        case .picture: "the figure"
        case .terms: "the vocabulary"
        }
    }
}

/// What stands on every slide: its number at the top right, and at the foot what it belongs to.
struct SlideFooter {
    let slide: Slide
    let canvas: Canvas
    let theme: Theme
    let layer: TextLayer

    init(_ slide: Slide, on canvas: Canvas, theme: Theme, noting layer: TextLayer) {
        (self.slide, self.canvas, self.theme, self.layer) = (slide, canvas, theme, layer)
    }

    func draw() {
        drawNumber()
        let foot = Point(96, Slide.height - 34)
        canvas.draw(slide.footer, style, at: foot, anchor: Anchor(.left, .baseline))
        note(slide.footer, x: foot.x, baseline: foot.y)
    }

    func drawNumber() {
        let width = canvas.size(of: slide.number, style).width
        let end = Point(Slide.width - 48, 66)
        canvas.draw(slide.number, style, at: end, anchor: Anchor(.right, .baseline))
        note(slide.number, x: end.x - width, baseline: end.y)
    }

    private var style: TextStyle { TextStyle(size: Slide.smallestText, color: theme.muted) }

    private func note(_ text: String, x: Double, baseline: Double) {
        layer.note(
            text, x: x, baseline: baseline, width: canvas.size(of: text, style).width, size: style.size)
    }
}
