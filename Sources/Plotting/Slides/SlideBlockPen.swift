/// Measures and draws one block of a slide at one of a few sizes.
struct SlideBlockPen {
    /// How many sizes there are, the largest first.
    static let steps = 6

    let block: SlideBlock
    private let canvas: Canvas
    private let theme: Theme
    private let layer: TextLayer
    /// What the block may be wide.
    let widthAllowed: Double
    private let parts: Parts

    /// The block broken into lines.
    private enum Parts {
        case takeaways([RunningText])
        case bullets([RunningText])
        case paragraph(RunningText)
        case equation(EquationColumns)
        case code([RunningText], output: [RunningText])
        case picture(Picture)
        case terms([[RunningText]])
    }

    init(
        _ block: SlideBlock, step: Int, width: Double, on canvas: Canvas, theme: Theme,
        noting layer: TextLayer = TextLayer()
    ) {
        (self.block, self.canvas, self.theme, self.layer) = (block, canvas, theme, layer)
        func size(_ sizes: [Double]) -> Double { sizes[min(step, sizes.count - 1)] }
        func text(
            _ spans: [TextSpan], _ size: Double, _ width: Double = .infinity, isBalanced: Bool = false
        ) -> RunningText {
            let style = RunningStyle(
                size: size, color: block.isQuiet ? theme.muted : theme.foreground, isBalanced: isBalanced,
                isVerbatim: width == .infinity)
            return RunningText(spans, style, width: width, on: canvas)
        }
        widthAllowed = if case .picture = block.content { Slide.width - 48 } else { width }
        switch block.content {
        case .takeaways(let all):
            let size = size([56, 50, 46, 42, 38, 34])
            parts = .takeaways(all.map { text($0, size, width - 44, isBalanced: true) })
        case .bullets(let all):
            let size = size([44, 40, 36, 34, 31, 28])
            parts = .bullets(all.map { text($0, size, width - Self.bulletIndent(size)) })
        case .paragraph(let spans):
            let size = size(block.isQuiet ? [38, 36, 34, 32, 30, 28] : [68, 60, 54, 48, 42, 36])
            parts = .paragraph(text(spans, size, width, isBalanced: true))
        case .equation(let rows):
            let size = size([54, 50, 46, 42, 38, 34])
            parts = .equation(EquationColumns(rows) { text($0, size) })
        case .code(let lines, let output):
            let size = size([36, 34, 32, 31, 30, 30])
            parts = .code(
                lines.map { text($0, size) },
                output: output.map { text($0, size) })
        case .picture(let picture): parts = .picture(picture)
        case .terms(let all):
            let size = size([42, 40, 38, 36, 34, 32])
            parts = .terms(Self.columns(all.map { text($0, size, (width - Self.columnGap) / 2) }))
        }
    }

    // MARK: Measures

    private static func bulletIndent(_ size: Double) -> Double { 1.1 * size }
    private static let columnGap = 72.0
    private static let codePadding = 26.0

    private static func stacked(_ texts: [RunningText], gap: Double) -> Double {
        texts.reduce(-gap) { $0 + gap + $1.height }
    }

    /// Room between paragraphs of a list.
    private static func itemGap(_ texts: [RunningText]) -> Double { 0.42 * (texts.first?.style.size ?? 0) }

    private static func columns(_ texts: [RunningText]) -> [[RunningText]] {
        let gap = itemGap(texts)
        let total = stacked(texts, gap: gap)
        var left: [RunningText] = []
        for text in texts where stacked(left, gap: gap) < total / 2 { left.append(text) }
        return [left, Array(texts.dropFirst(left.count))]
    }

    var height: Double {
        switch parts {
        case .takeaways(let texts): Self.stacked(texts, gap: 34)
        case .bullets(let texts): Self.stacked(texts, gap: Self.itemGap(texts))
        case .paragraph(let text): text.height
        case .equation(let columns): columns.height
        case .code(let lines, let output):
            (lines + output).reduce(2 * Self.codePadding) { $0 + $1.height }
                + (output.isEmpty ? 0 : 2 * Self.codePadding)
        case .picture(let picture): Double(picture.height)
        case .terms(let columns): columns.map { Self.stacked($0, gap: Self.itemGap($0)) }.max() ?? 0
        }
    }

    var width: Double {
        switch parts {
        case .takeaways(let texts): (texts.map(\.width).max() ?? 0) + 44
        case .bullets(let texts): (texts.map { $0.width + Self.bulletIndent($0.style.size) }.max() ?? 0)
        case .paragraph(let text): text.width
        case .equation(let columns): columns.width
        case .code(let lines, let output):
            ((lines + output).map(\.width).max() ?? 0) + 2 * Self.codePadding
        case .picture(let picture): Double(picture.width)
        case .terms(let columns):
            2 * (columns.joined().map(\.width).max() ?? 0) + Self.columnGap
        }
    }

    /// The size of the smallest letters: code in running text is a little smaller than the text.
    var smallestLetters: Double {
        let texts: [RunningText] =
            switch parts {
            case .takeaways(let texts), .bullets(let texts): texts
            case .paragraph(let text): [text]
            case .equation(let columns): columns.rows.flatMap { $0 }
            case .code(let lines, let output): lines + output
            case .picture: []
            case .terms(let columns): columns.flatMap { $0 }
            }
        return texts.map(\.smallestLetters).min() ?? .infinity
    }

    // MARK: Drawing

    func draw(at corner: Point) {
        switch parts {
        case .takeaways(let texts):
            stack(texts, at: Point(corner.x + 44, corner.y), gap: 34) { text, y in
                let bar = Rectangle(x: corner.x, y: y + 6, width: 10, height: text.height - 12)
                canvas.fill(.rectangle(bar, radius: 5), theme.prediction)
            }
        case .bullets(let texts):
            let size = texts.first?.style.size ?? 0
            let indent = Self.bulletIndent(size)
            stack(texts, at: Point(corner.x + indent, corner.y), gap: Self.itemGap(texts)) { text, y in
                let middle = Point(corner.x + 0.32 * indent, y + text.style.lineHeight / 2)
                canvas.fill(.circle(center: middle, radius: 0.15 * size), theme.prediction)
            }
        case .paragraph(let text): text.draw(at: corner, on: canvas, theme: theme, noting: layer)
        case .equation(let columns):
            columns.draw(
                at: Point(corner.x + (widthAllowed - width) / 2, corner.y), on: canvas, theme: theme, noting: layer)
        case .code(let lines, let output): drawCode(lines, output, at: corner)
        case .picture(let picture):
            let frame = Rectangle(
                x: (Slide.width - Double(picture.width)) / 2, y: corner.y, width: Double(picture.width),
                height: Double(picture.height))
            canvas.draw(picture, in: frame)
            layer.note(words: block.words, in: frame)
        case .terms(let columns):
            for (index, column) in columns.enumerated() {
                let x = corner.x + Double(index) * (widthAllowed + Self.columnGap) / 2
                stack(column, at: Point(x, corner.y), gap: Self.itemGap(column)) { _, _ in }
            }
        }
    }

    private func stack(
        _ texts: [RunningText], at corner: Point, gap: Double, beside: (RunningText, Double) -> Void
    ) {
        var y = corner.y
        for text in texts {
            text.draw(at: Point(corner.x, y), on: canvas, theme: theme, noting: layer)
            beside(text, y)
            y += text.height + gap
        }
    }

    /// Code on a tint, and below it what it printed, with a bar at its left.
    private func drawCode(_ lines: [RunningText], _ output: [RunningText], at corner: Point) {
        let padding = Self.codePadding
        let box = Rectangle(x: corner.x, y: corner.y, width: widthAllowed, height: height)
        let codeHeight = lines.reduce(2 * padding) { $0 + $1.height }
        let top = Rectangle(x: box.x, y: box.y, width: box.width, height: codeHeight)
        canvas.fill(.rectangle(top, radius: 10), theme.codeBackground)
        canvas.stroke(.rectangle(box, radius: 10), theme.grid, width: 2)
        stack(lines, at: Point(box.x + padding, box.y + padding), gap: 0) { _, _ in }
        guard !output.isEmpty else { return }
        let bar = Rectangle(x: box.x, y: top.maxY + 14, width: 8, height: box.maxY - top.maxY - 28)
        canvas.fill(.rectangle(bar, radius: 4), theme.axis)
        stack(output, at: Point(box.x + padding, top.maxY + padding), gap: 0) { _, _ in }
    }
}
