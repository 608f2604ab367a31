/// Text that is broken into lines.
public enum Paragraph {
    /// Breaks text at spaces into lines of at most `width` columns; a longer word has a line of its own.
    public static func lines(of text: String, width: Int) -> [String] {
        let broken = lines(of: text.split(separator: " ").map(String.init), width: width)
        return broken.isEmpty ? [""] : broken
    }

    /// Fills lines with words of at most `width` columns together. A word "\n" ends its line; colours take no room.
    public static func lines(of words: [String], width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in words {
            let length = word.visibleWidth
            if word == "\n" || (used > 0 && used + 1 + length > width) {
                lines.append(line)
                (line, used) = ("", 0)
            }
            if word == "\n" { continue }
            if used > 0 { line += " " }
            line += word
            used += length + (used > 0 ? 1 : 0)
        }
        return line.isEmpty ? lines : lines + [line]
    }
}

extension String {
    /// Number of columns that the text takes up: colours take none, a letter with its combining marks one.
    public var visibleWidth: Int {
        var count = 0
        var isEscape = false
        for character in self {
            if character == "\u{1b}" { isEscape = true }
            if !isEscape { count += 1 }
            if isEscape && character == "m" { isEscape = false }
        }
        return count
    }
}
