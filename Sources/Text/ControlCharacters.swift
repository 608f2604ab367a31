extension String {
    /// The text with its control characters made visible: ESC as `␛`, a lone carriage return as `␍`. What a terminal
    /// would obey (colours, moving the cursor, wiping the screen, turning the direction of writing) it then only shows.
    ///
    /// Ends of lines and tabs stay; `\r\n` becomes `\n`.
    public var withVisibleControls: String {
        guard unicodeScalars.contains(where: \.isControl) else { return self }
        var result = String.UnicodeScalarView()
        let scalars = Array(unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if scalar == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" { continue }
            guard scalar.isControl else {
                result.append(scalar)
                continue
            }
            switch scalar.value {
            // The pictures of the first 32 stand in their order from U+2400 on.
            case 0..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value)!)
            case 0x7f: result.append("\u{2421}")
            default:
                result.append(
                    contentsOf: "⟨U+\(String(scalar.value, radix: 16, uppercase: true))⟩".unicodeScalars)
            }
        }
        return String(result)
    }
}

extension Unicode.Scalar {
    /// Control characters but ends of lines and tabs, and what turns the direction of writing.
    fileprivate var isControl: Bool {
        switch value {
        case 0x09, 0x0a: false
        case 0..<0x20, 0x7f...0x9f, 0x061c, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069: true
        default: false
        }
    }
}
