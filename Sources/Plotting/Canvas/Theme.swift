/// How a figure looks: colours, sizes and fonts. Sizes are for a page 1920 wide.
public struct Theme: Equatable, Sendable {
    public var background = Color.white
    public var foreground = Color(hex: 0x1C2430)
    /// Tick labels and secondary text.
    public var muted = Color(hex: 0x515C6B)
    public var grid = Color(hex: 0xE4E8ED)
    public var axis = Color(hex: 0x8A94A2)
    /// Behind code on a slide.
    public var codeBackground = Color(hex: 0xF3F5F8)

    /// Colours that stay apart for colour-blind readers, by lightness where hue is lost, and carry text on the
    /// background.
    public var palette = [0x1E60BC, 0xDC5A0B, 0x089A78, 0x5E1466, 0x553700, 0x2F9AD2, 0x6B7482].map(
        Color.init(hex:))
    public var data = Color(hex: 0x1E60BC)
    public var prediction = Color(hex: 0xDC5A0B)
    public var error = Color(hex: 0xA00A48)
    public var weightPositive = Color(hex: 0x1E60BC)
    public var weightNegative = Color(hex: 0xDC5A0B)
    public var gradient = Color(hex: 0x089A78)
    public var neutral = Color(hex: 0x6B7482)

    public var titleSize = 42.0
    public var panelTitleSize = 34.0
    public var labelSize = 31.0
    public var tickSize = 28.0
    public var lineWidth = 5.0
    public var margin = 44.0

    public var sequential = ColorMap.sequential
    public var diverging = ColorMap.diverging

    public init() {}

    public static let light = Theme()

    /// The same sizes on a dark page, every colour light enough for it. Maps of colours keep theirs: captions name them.
    public var dark: Theme {
        var dark = self
        (dark.background, dark.foreground) = (Color(hex: 0x14171C), Color(hex: 0xEDEFF3))
        (dark.muted, dark.grid, dark.axis) = (Color(hex: 0xB4BCC8), Color(hex: 0x2C323B), Color(hex: 0x7E8896))
        dark.codeBackground = Color(hex: 0x20252C)
        dark.palette = [0x74A9F5, 0xFF9656, 0x35C9A0, 0xCF8CD8, 0xC9A36A, 0x8FD3FA, 0xA3ACB9].map(Color.init(hex:))
        (dark.data, dark.prediction, dark.error) = (dark.palette[0], dark.palette[1], Color(hex: 0xFF7AA8))
        (dark.weightPositive, dark.weightNegative) = (dark.palette[0], dark.palette[1])
        (dark.gradient, dark.neutral) = (dark.palette[2], dark.palette[6])
        return dark
    }

    /// The colour that stands for a meaning.
    public func color(_ ink: Ink) -> Color {
        switch ink {
        case .data: data
        case .prediction: prediction
        case .error: error
        case .weightPositive: weightPositive
        case .weightNegative: weightNegative
        case .gradient: gradient
        case .neutral: neutral
        case .foreground: foreground
        case .background: background
        case .series(let index): palette[(index % palette.count + palette.count) % palette.count]
        // A colour that was chosen for a white page may be too dark for a dark one.
        case .custom(let color): background.luminance < 0.2 ? labelColor(color) : color
        }
    }

    /// A line's colour for its label: nearer to that of text where bold letters in it would be too close to the background,
    /// with less than 3 : 1 (WCAG 2.1, 1.4.3).
    func labelColor(_ color: Color) -> Color {
        func contrast(_ color: Color) -> Double {
            let (one, other) = (color.luminance + 0.05, background.luminance + 0.05)
            return max(one, other) / min(one, other)
        }
        let shares = stride(from: 0, through: 1, by: 0.05)
        return shares.lazy.map { color.mixed(with: foreground, share: $0) }.first { contrast($0) >= 3 } ?? foreground
    }

    /// Text colour that can be read on a fill.
    func textColor(on fill: Color) -> Color {
        fill.luminance > 0.24 ? Color(hex: 0x1C2430) : .white
    }
}
