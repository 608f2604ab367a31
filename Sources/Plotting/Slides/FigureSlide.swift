/// A slide that is one figure, at the size it was drawn for.
struct FigureSlide {
    let slide: Slide
    let canvas: Canvas
    let theme: Theme

    /// Height of the line above the figure, if there is room for it.
    private let strip = 84.0

    init(_ slide: Slide, on canvas: Canvas, theme: Theme) {
        (self.slide, self.canvas, self.theme) = (slide, canvas, theme)
    }

    private var figure: (picture: Picture, line: Int)? {
        for block in slide.blocks {
            if case .picture(let picture) = block.content { return (picture, block.line) }
        }
        return nil
    }

    func requireThatItFits() throws(SlideOverflow) {
        guard let (picture, line) = figure else { return }
        let height = Double(picture.height) * Slide.width / Double(picture.width)
        guard height <= Slide.height else {
            throw SlideOverflow(
                line: line,
                description:
                    "the figure is \(picture.width) × \(picture.height) px: to fit its slide, its letters "
                    + "would have to shrink",
                hint: "draw it at most 1080 high for a width of 1920, or as two figures")
        }
    }

    func draw() throws(SlideOverflow) {
        try requireThatItFits()
        guard let (picture, _) = figure else { return }
        let scale = Slide.width / Double(picture.width)
        let margins = picture.margins
        let inkHeight = (Double(picture.height) - margins.top - margins.bottom) * scale
        let style = RunningStyle(size: 38, color: theme.foreground, isBold: true)
        let heading = RunningText(slide.heading, style, width: .infinity, on: canvas)
        let hasHeading = inkHeight + strip + 40 <= Slide.height && heading.width <= Slide.width - 300
        let room = hasHeading ? Slide.height - strip : Slide.height
        // The ink is centred in its room; the empty margins of the picture may lie outside of it.
        let inkTop = Slide.height - room + (room - inkHeight) / 2
        let top =
            hasHeading ? inkTop - margins.top * scale : (Slide.height - Double(picture.height) * scale) / 2
        let frame = Rectangle(
            x: 0, y: top, width: Slide.width, height: Double(picture.height) * scale)
        canvas.draw(picture, in: frame, isSmooth: scale != 1)
        guard hasHeading else { return }
        heading.draw(at: Point(48, 30), on: canvas, theme: theme)
        let number = TextStyle(size: Slide.smallestText, color: theme.muted)
        canvas.draw(slide.number, number, at: Point(Slide.width - 48, 56), anchor: .right)
    }
}

extension Picture {
    /// Empty room on each side, in pixels: rows and columns that have the colour of the first pixel only.
    public var margins: Insets {
        func isEmpty(row: Int) -> Bool { (0..<width).allSatisfy { isPaper(row: row, column: $0) } }
        guard let first = (0..<height).first(where: { !isEmpty(row: $0) }),
            let last = (0..<height).last(where: { !isEmpty(row: $0) })
        else { return Insets() }
        func isEmpty(column: Int) -> Bool { (first...last).allSatisfy { isPaper(row: $0, column: column) } }
        let left = (0..<width).first { !isEmpty(column: $0) } ?? 0
        let right = (0..<width).last { !isEmpty(column: $0) } ?? width - 1
        return Insets(
            left: Double(left), right: Double(width - 1 - right), top: Double(first),
            bottom: Double(height - 1 - last))
    }

    private func isPaper(row: Int, column: Int) -> Bool {
        let place = (row * width + column) * channels
        return (0..<channels).allSatisfy { pixels[place + $0] == pixels[$0] }
    }

    /// The picture without its empty margins.
    public var trimmed: Picture {
        let margins = margins
        let (left, top) = (Int(margins.left), Int(margins.top))
        let newWidth = width - left - Int(margins.right)
        let newHeight = height - top - Int(margins.bottom)
        var kept: [UInt8] = []
        kept.reserveCapacity(newWidth * newHeight * channels)
        for row in top..<top + newHeight {
            let start = (row * width + left) * channels
            kept += pixels[start..<start + newWidth * channels]
        }
        return Picture(width: newWidth, height: newHeight, channels: channels, pixels: kept)
    }
}
