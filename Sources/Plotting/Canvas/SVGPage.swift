import Foundation

/// A page that becomes SVG: letters stay text, pictures are set into the file, nothing is fetched.
///
/// A viewer without the font takes another one; each text keeps the width it was drawn with.
final class SVGPage {
    private let width: Double
    private let height: Double
    private let scale: Double
    private var body = ""
    private var clips = 0

    /// A page of `width` × `height` units, each `scale` pixels long.
    init(width: Double, height: Double, scale: Double) {
        (self.width, self.height, self.scale) = (width, height, scale)
    }

    func file(title: String, description: String) -> [UInt8] {
        let (n, s) = (Self.number, Self.escaped)
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" role="img" width="\(n(scale * width))" height="\(n(scale * height))" \
            viewBox="0 0 \(n(width)) \(n(height))">
            <title>\(s(title))</title>
            <desc>\(s(description))</desc>
            \(body)</svg>

            """
        return [UInt8](text.utf8)
    }

    // MARK: What is drawn

    func fill(_ path: String, _ color: Color, opacity: Double) {
        guard !path.isEmpty else { return }
        body += "<path d=\"\(path)\"\(ink("fill", color, opacity))/>\n"
    }

    /// - Parameter place: where the origin of the path is, if it is not that of the page; see `place`.
    func stroke(
        _ path: String, _ color: Color, opacity: Double, width: Double, dashes: [Double] = [],
        isRoundEnded: Bool = true,
        place: String = ""
    ) {
        guard !path.isEmpty else { return }
        body += "<path d=\"\(path)\"\(place) fill=\"none\"\(ink("stroke", color, opacity))"
        body += " stroke-width=\"\(Self.number(width))\" stroke-linejoin=\"round\""
        if isRoundEnded { body += " stroke-linecap=\"round\"" }
        if !dashes.isEmpty { body += " stroke-dasharray=\"\(dashes.map(Self.number).joined(separator: " "))\"" }
        body += "/>\n"
    }

    func clipped(to path: String, _ draw: () throws -> Void) rethrows {
        clips += 1
        body += "<clipPath id=\"clip\(clips)\"><path d=\"\(path)\"/></clipPath>\n<g clip-path=\"url(#clip\(clips))\">\n"
        try draw()
        body += "</g>\n"
    }

    func draw(_ picture: Picture, in box: Rectangle, opacity: Double, isSmooth: Bool) {
        guard let png = try? picture.png() else { return }
        let n = Self.number
        body += "<image x=\"\(n(box.x))\" y=\"\(n(box.y))\" width=\"\(n(box.width))\" height=\"\(n(box.height))\""
        body += " preserveAspectRatio=\"none\"\(opacity < 1 ? " opacity=\"\(n(opacity))\"" : "")"
        body += isSmooth ? "" : " style=\"image-rendering:pixelated\""
        body += " href=\"data:image/png;base64,\(Data(png).base64EncodedString())\"/>\n"
    }

    /// Writes letters of one font, on a baseline that starts `x` after a place.
    func write(
        _ text: String, place: String, x: Double, width: Double, size: Double, face: Typeface, family: String,
        color: Color
    ) {
        let n = Self.number
        body +=
            "<text\(place) x=\"\(n(x))\" font-family=\"\(Self.escaped(family)), sans-serif\" font-size=\"\(n(size))\""
        if face.isBold { body += " font-weight=\"bold\"" }
        if face.isItalic { body += " font-style=\"oblique\"" }
        if width > 0 { body += " textLength=\"\(n(width))\" lengthAdjust=\"spacingAndGlyphs\"" }
        body += "\(ink("fill", color, 1)) xml:space=\"preserve\">\(Self.escaped(text))</text>\n"
    }

    // MARK: How SVG writes it

    /// The attribute that moves an origin to a point and turns it by an angle.
    static func place(_ point: Point, angle: Double) -> String {
        let turn = angle == 0 ? "" : " rotate(\(number(angle * 180 / .pi)))"
        return " transform=\"translate(\(number(point.x)) \(number(point.y)))\(turn)\""
    }

    /// A number with at most two decimals: a hundredth of a unit cannot be seen.
    static func number(_ value: Double) -> String {
        let rounded = (100 * value).rounded() / 100
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }

    private func ink(_ name: String, _ color: Color, _ opacity: Double) -> String {
        let (red, green, blue) = color.bytes
        let hex = String(format: "#%02x%02x%02x", red, green, blue)
        let opacity = opacity.isFinite ? min(max(opacity, 0), 1) : 1
        return " \(name)=\"\(hex)\"" + (opacity < 1 ? " \(name)-opacity=\"\(Self.number(opacity))\"" : "")
    }

    /// Without the control characters that XML forbids.
    private static func escaped(_ text: String) -> String {
        String(text.unicodeScalars.filter { $0.value >= 32 || $0 == "\n" || $0 == "\t" }.map(Character.init))
            .replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
