import Text

/// What a terminal would show of printed text once everything is printed.
enum PrintedText {
    /// Applies carriage returns, drops colours and the end of the last line; other control characters are shown.
    static func lines(_ text: String) -> [String] {
        let plain = withoutEscapes(text)
        var lines = plain.sourceLines.map { line in
            // A progress bar writes its line again and again: what it wrote last is what remains.
            line.unicodeScalars.split(separator: "\r").last.map { String($0).controlsShown } ?? ""
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Drops escape sequences: ESC [ parameters letter, and ESC with any other character.
    private static func withoutEscapes(_ text: String) -> String {
        guard text.unicodeScalars.contains("\u{1b}") else { return text }
        var result = String.UnicodeScalarView()
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            guard scalar == "\u{1b}" else {
                result.append(scalar)
                continue
            }
            guard scalars.popFirst() == "[" else { continue }
            while let next = scalars.popFirst(), !("@"..."~").contains(next) {}
        }
        return String(result)
    }
}
