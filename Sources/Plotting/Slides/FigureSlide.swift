import Foundation

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
        guard hasHeading else { return drawNumber(on: picture, top: top, scale: scale) }
        heading.draw(at: Point(48, 30), on: canvas, theme: theme)
        let number = TextStyle(size: Slide.smallestText, color: theme.muted)
        canvas.draw(slide.number, number, at: Point(Slide.width - 48, 56), anchor: .right)
    }

    /// The number at the foot, where other slides have it, if the figure has left the corner free.
    private func drawNumber(on picture: Picture, top: Double, scale: Double) {
        let style = TextStyle(size: Slide.smallestText, color: theme.muted)
        let size = canvas.size(of: slide.number, style)
        let foot = Point(Slide.width - 96, Slide.height - 34)
        let corner = Rectangle(
            x: foot.x - size.width - 20, y: foot.y - 34, width: size.width + 40, height: 50)
        guard picture.isEmpty(in: corner, top: top, scale: scale) else { return }
        canvas.draw(slide.number, style, at: foot, anchor: Anchor(.right, .baseline))
    }
}

extension Picture {
    /// Empty room on each side, in pixels: rows and columns that have the colour of the first pixel only.
    public var margins: Insets {
        pixels.withUnsafeBufferPointer { pixels in
            let length = width * channels
            let paper = Array((0..<width).map { _ in pixels[0..<channels] }.joined())
            // Whole rows are compared at once; a row with ink is read only as far as the ink known so far.
            func isEmpty(row: Int) -> Bool { memcmp(pixels.baseAddress! + row * length, paper, length) == 0 }
            var (first, last) = (0, height - 1)
            while first <= last, isEmpty(row: first) { first += 1 }
            guard first <= last else { return Insets() }
            while isEmpty(row: last) { last -= 1 }
            var (left, right) = (length, -1)
            var row = first
            while row <= last {
                let start = row * length
                var place = 0
                while place < left, pixels[start + place] == paper[place] { place += 1 }
                left = place
                place = length - 1
                while place > right, pixels[start + place] == paper[place] { place -= 1 }
                right = place
                row += 1
            }
            return Insets(
                left: Double(left / channels), right: Double(width - 1 - right / channels),
                top: Double(first), bottom: Double(height - 1 - last))
        }
    }

    /// Whether a part of the slide shows nothing of the picture, which is drawn from `top` on, enlarged by `scale`.
    fileprivate func isEmpty(in box: Rectangle, top: Double, scale: Double) -> Bool {
        let rows = Int((box.minY - top) / scale)..<Int((box.maxY - top) / scale)
        let columns = Int(box.minX / scale)..<Int(box.maxX / scale)
        return rows.clamped(to: 0..<height).allSatisfy { row in
            columns.clamped(to: 0..<width).allSatisfy { column in
                let place = (row * width + column) * channels
                return (0..<channels).allSatisfy { pixels[place + $0] == pixels[$0] }
            }
        }
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
