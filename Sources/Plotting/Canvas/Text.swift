import Text

// Blocks of text: measuring, wrapping, drawing. A letter's box is taken from its size, so that lines align.

struct TextStyle: Equatable {
    var size: Double
    var color: Color
    var isBold = false
    var isMonospaced = false

    var face: Typeface { Typeface(isBold: isBold, isMonospaced: isMonospaced) }
    var lineHeight: Double { 1.28 * size }
    /// Height of a capital letter.
    var capHeight: Double { 0.73 * size }
}

/// Which cut of a font a text is set in.
struct Typeface: Hashable {
    var isBold = false
    var isItalic = false
    /// For code: every character is as wide as the next.
    var isMonospaced = false

    static let regular = Typeface()
    static let bold = Typeface(isBold: true)
}

extension Canvas {
    /// Width of one line of text.
    func lineWidth(_ line: String, size: Double, isBold: Bool = false) -> Double {
        lineWidth(line, size: size, Typeface(isBold: isBold))
    }

    /// Draws one line of text whose baseline starts at a point.
    func drawLine(
        _ line: String, at start: Point, size: Double, isBold: Bool, color: Color, angle: Double = 0,
        rim: Color? = nil
    ) {
        drawLine(line, at: start, size: size, Typeface(isBold: isBold), color: color, angle: angle, rim: rim)
    }

    /// Size of a block of text, lines split at newlines.
    func size(of text: String, _ style: TextStyle) -> (width: Double, height: Double) {
        let lines = text.said.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let width = lines.map { lineWidth(String($0), size: style.size, style.face) }.max() ?? 0
        return (width, Double(lines.count) * style.lineHeight)
    }

    /// The rectangle that a block of text takes when it is anchored at a point.
    func frame(of text: String, _ style: TextStyle, at place: Point, anchor: Anchor) -> Rectangle {
        let (width, height) = size(of: text, style)
        let x =
            switch anchor.horizontal {
            case .left: place.x
            case .center: place.x - width / 2
            case .right: place.x - width
            }
        let y =
            switch anchor.vertical {
            case .top: place.y
            case .middle: place.y - height / 2
            case .baseline: place.y - (style.lineHeight + style.capHeight) / 2
            case .bottom: place.y - height
            }
        return Rectangle(x: x, y: y, width: width, height: height)
    }

    /// Draws a block of text anchored at a point. In the given colour a halo, a box behind the text, or a rim, which
    /// follows the letters, keeps it apart from lines below.
    func draw(
        _ text: String, _ style: TextStyle, at place: Point, anchor: Anchor, halo: Color? = nil,
        rim: Color? = nil
    ) {
        let frame = frame(of: text, style, at: place, anchor: anchor)
        if let halo {
            fill(
                .rectangle(frame.inset(by: Insets(left: -6, right: -6)), radius: 6), halo, opacity: 0.85)
        }
        let lines = text.said.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let width = lineWidth(String(line), size: style.size, style.face)
            let x =
                switch anchor.horizontal {
                case .left: frame.minX
                case .center: frame.center.x - width / 2
                case .right: frame.maxX - width
                }
            let y = frame.minY + Double(index) * style.lineHeight + (style.lineHeight + style.capHeight) / 2
            drawLine(
                String(line), at: Point(x, y), size: style.size, style.face, color: style.color,
                rim: rim)
        }
    }
}
