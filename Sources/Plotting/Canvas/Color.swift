/// A colour in sRGB, each part from 0 to 1.
public struct Color: Equatable, Sendable {
    public var red: Double
    public var green: Double
    public var blue: Double

    public init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// A colour as the web writes it: `Color(hex: 0x1B4F9C)`.
    public init(hex: UInt32) {
        self.init(
            red: Double(hex >> 16 & 0xFF) / 255, green: Double(hex >> 8 & 0xFF) / 255,
            blue: Double(hex & 0xFF) / 255)
    }

    public static let white = Color(hex: 0xFFFFFF)
    public static let black = Color(hex: 0x000000)

    /// The colour a share of the way towards another one.
    public func mixed(with other: Color, share: Double) -> Color {
        Color(
            red: red + share * (other.red - red), green: green + share * (other.green - green),
            blue: blue + share * (other.blue - blue))
    }

    /// Relative luminance by WCAG 2.1, from 0 (black) to 1 (white).
    var luminance: Double {
        func linear(_ part: Double) -> Double {
            part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    var bytes: (UInt8, UInt8, UInt8) {
        func byte(_ part: Double) -> UInt8 { UInt8((min(max(part, 0), 1) * 255).rounded()) }
        return (byte(red), byte(green), byte(blue))
    }
}

/// What a colour stands for. The theme decides which colour that is, so that a meaning keeps its colour
/// from figure to figure.
public enum Ink: Equatable, Sendable {
    case data, prediction, error
    case weightPositive, weightNegative
    case gradient
    /// Reference lines, chance, anything in the background.
    case neutral
    /// Text colour.
    case foreground
    case background
    /// The n-th colour of the palette: classes, several series.
    case series(Int)
    case custom(Color)

    /// The colour of a weight by its sign.
    public static func weight(_ value: some Plottable) -> Ink {
        value.plotValue < 0 ? .weightNegative : .weightPositive
    }
}

/// A way from numbers between 0 and 1 to colours.
public struct ColorMap: Equatable, Sendable {
    /// Evenly spaced colours, from the lowest value to the highest.
    public var stops: [Color]
    /// Whether 0 lies in the middle of the range.
    public var isDiverging: Bool
    var missing = Color(hex: 0xD9D9D9)

    public init(stops: [Color], isDiverging: Bool = false) {
        require(stops.count >= 2, "ColorMap: expected at least 2 stops, but got \(stops.count); add the ends")
        self.stops = stops
        self.isDiverging = isDiverging
    }

    /// White to deep blue: amounts.
    public static let sequential = ColorMap(
        stops: [0xF7FAFD, 0xD3E4F3, 0xA3C8E6, 0x5FA1D0, 0x2B76B6, 0x12508F, 0x0B2F61].map(Color.init(hex:)))
    /// Orange through white to blue: numbers with a sign, 0 is white.
    public static let diverging = ColorMap(
        stops: [
            0x7F3000, 0xC05208, 0xEB8A3C, 0xF9C79A, 0xFAFAFA, 0xAECDE8, 0x5B9BD0, 0x1F66AD, 0x0A3A72,
        ].map(Color.init(hex:)), isDiverging: true)
    /// 0 is white paper, 1 is black ink.
    public static let ink = ColorMap(stops: [.white, Color(hex: 0x101418)])
    /// 0 is black, 1 is white: light on a screen.
    public static let light = ColorMap(stops: [Color(hex: 0x101418), .white])

    /// The colour at a share of the range; what is not a number is grey.
    public func color(at share: Double) -> Color {
        guard !share.isNaN else { return missing }
        let place = min(max(share, 0), 1) * Double(stops.count - 1)
        let index = min(Int(place), stops.count - 2)
        return stops[index].mixed(with: stops[index + 1], share: place - Double(index))
    }
}
