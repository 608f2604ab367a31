extension String {
    /// The text with its control characters shown instead of sent: ESC becomes ␛. A terminal would obey them: wipe what
    /// stands there, move the cursor, reverse the letters. Line ends and tabs stay.
    public var controlsShown: String {
        guard unicodeScalars.contains(where: { Self.picture(of: $0) != nil }) else { return self }
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in unicodeScalars {
            // A carriage return before a line end says nothing; alone it would write over the line.
            if previous == "\r", scalar == "\n" { result.removeLast() }
            result.append(contentsOf: Self.picture(of: scalar).map { [$0] } ?? [scalar])
            previous = scalar
        }
        return String(result)
    }

    /// The same, but colours stay: sequences such as ESC [ 3 1 m.
    public var controlsShownButColours: String {
        var rest = unicodeScalars[...]
        var result = ""
        while let start = rest.firstIndex(of: "\u{1B}") {
            result += String(rest[..<start]).controlsShown
            if let end = Self.colourEnd(rest[start...]) {
                result += String(rest[start..<end])
                rest = rest[end...]
            } else {
                result += "␛"
                rest = rest[rest.index(after: start)...]
            }
        }
        return result + String(rest).controlsShown
    }

    /// Where a colour that begins here ends: ESC, a bracket, digits and semicolons, m.
    private static func colourEnd(_ text: Substring.UnicodeScalarView) -> String.Index? {
        let body = text.dropFirst()
        guard body.first == "[" else { return nil }
        let tail = body.dropFirst().drop { ("0"..."9").contains($0) || $0 == ";" }
        return tail.first == "m" ? tail.index(after: tail.startIndex) : nil
    }

    /// What is shown in the place of a control character; nil for any other.
    private static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x09, 0x0A: nil
        // Unicode has a picture for each of the old ones.
        case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value)
        case 0x7F: "␡"
        // The newer ones are as strong: U+009B begins a sequence as ESC [ does.
        case 0x80..<0xA0: "�"
        // These turn the order of letters around.
        case 0x202A...0x202E, 0x2066...0x2069: "�"
        default: nil
        }
    }
}
