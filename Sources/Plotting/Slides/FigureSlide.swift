import Foundation

/// A slide that is one figure, as large as the room between its heading and what is to be remembered of it.
struct FigureSlide {
    let slide: Slide
    let canvas: Canvas
    let theme: Theme
    let layer: TextLayer

    /// Height of the line above the figure.
    private let strip = 88.0
    private let foot = 6.0

    init(_ slide: Slide, on canvas: Canvas, theme: Theme, noting layer: TextLayer) {
        (self.slide, self.canvas, self.theme, self.layer) = (slide, canvas, theme, layer)
    }

    private var figure: (picture: Picture, block: SlideBlock)? {
        for block in slide.blocks {
            if case .picture(let picture) = block.content { return (picture, block) }
        }
        return nil
    }

    /// How much smaller than it was drawn a figure may be: its smallest letters, 28 px, are then 24.6.
    private static let smallestScale = 0.88
    /// How much room stays free above and below a figure that may be smaller for it.
    private static let air = 22.0

    func requireThatItFits() throws(SlideOverflow) { _ = try arrangement() }

    private struct Arrangement {
        var heading: RunningText
        var takeaways: [RunningText]
        var scale = 1.0
        /// Height left for the figure.
        var room = 0.0
    }

    private func arrangement() throws(SlideOverflow) -> Arrangement {
        let heading = try heading()
        guard let (picture, block) = figure else { return Arrangement(heading: heading, takeaways: []) }
        let full = Slide.width / Double(picture.width)
        let margins = block.margins ?? picture.margins
        let ink = Double(picture.height) - margins.top - margins.bottom
        let sizes = takeaways.isEmpty ? [0] : [46.0, 42, 38, 34, 32]
        for size in sizes {
            let style = RunningStyle(size: size, color: theme.foreground, isBalanced: true)
            let texts = takeaways.map { RunningText($0, style, width: Slide.width - 2 * 96 - 44, on: canvas) }
            let taken = texts.reduce(texts.isEmpty ? 0 : 34) { $0 + $1.height + 8 }
            let room = Slide.height - strip - foot - taken
            let smallest = Self.smallestScale * full
            guard smallest * ink <= room, Double(picture.height) * full <= Slide.height else { continue }
            let scale = min(full, max(smallest, (room - 2 * Self.air) / max(1, ink)))
            return Arrangement(heading: heading, takeaways: texts, scale: scale, room: room)
        }
        throw SlideOverflow(
            line: block.line,
            description:
                "the figure is \(picture.width) × \(picture.height) px: to fit its slide, its letters "
                + "would have to shrink",
            hint: "draw it at most 1080 high for a width of 1920, or as two figures")
    }

    private var takeaways: [[TextSpan]] {
        slide.blocks.flatMap { block -> [[TextSpan]] in
            if case .takeaways(let all) = block.content { all } else { [] }
        }
    }

    /// The heading on one line, beside the number.
    private func heading() throws(SlideOverflow) -> RunningText {
        let room = Slide.width - 48 - 140
        for size in stride(from: 40.0, through: Slide.smallestText, by: -2) {
            let style = RunningStyle(size: size, color: theme.foreground, isBold: true)
            let text = RunningText(slide.heading, style, width: .infinity, on: canvas)
            if text.width <= room { return text }
        }
        throw SlideOverflow(
            line: slide.line, description: "the heading is too long for one line above a figure",
            hint: "shorten it to at most 90 characters")
    }

    func draw() throws(SlideOverflow) {
        let arrangement = try arrangement()
        let heading = arrangement.heading
        heading.draw(at: Point(48, 52 - heading.height / 2), on: canvas, theme: theme, noting: layer)
        SlideFooter(slide, on: canvas, theme: theme, noting: layer).drawNumber()
        guard let (picture, block) = figure else { return }
        let margins = block.margins ?? picture.margins
        let ink = picture.trimmed(by: margins)
        let scale = arrangement.scale
        let (width, height) = (Double(ink.width) * scale, Double(ink.height) * scale)
        // Where it was drawn for, if it keeps its size; its empty margins may lie outside of its room.
        let keepsSize = scale == Slide.width / Double(picture.width)
        let left = keepsSize ? margins.left * scale : (Slide.width - width) / 2
        let frame = Rectangle(
            x: left, y: (strip + (arrangement.room - height) / 2).rounded(), width: width, height: height)
        canvas.draw(ink, in: frame, isSmooth: scale != 1)
        layer.note(words: block.words, in: frame)
        drawTakeaways(arrangement.takeaways, from: strip + arrangement.room + 10)
    }

    private func drawTakeaways(_ texts: [RunningText], from top: Double) {
        var y = top
        for text in texts {
            let bar = Rectangle(x: 96, y: y + 6, width: 10, height: text.height - 12)
            canvas.fill(.rectangle(bar, radius: 5), theme.prediction)
            text.draw(at: Point(96 + 44, y), on: canvas, theme: theme, noting: layer)
            y += text.height + 8
        }
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

    /// The picture without its empty margins.
    public var trimmed: Picture { trimmed(by: margins) }

    /// The picture without the rows and columns of its margins.
    func trimmed(by margins: Insets) -> Picture {
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
