import Text

// Texts of any length in rooms that are given.

extension Canvas {
    /// Breaks a text at spaces so that every line fits a width; a word that is longer than a line is broken too.
    func wrapped(_ text: String, _ style: TextStyle, width: Double) -> String {
        lines(of: text, style, width: width, most: .max).joined(separator: "\n")
    }

    /// Breaks a text into at most so many lines; what does not fit gives way to "…".
    func fitted(_ text: String, _ style: TextStyle, width: Double, lines most: Int) -> String {
        var lines = lines(of: text, style, width: width, most: most + 1)
        guard lines.count > most else { return lines.joined(separator: "\n") }
        lines.removeLast(lines.count - most)
        let rest = width - lineWidth("…", size: style.size, style.face)
        lines[most - 1] = head(of: lines[most - 1][...], style, width: rest) + "…"
        return lines.joined(separator: "\n")
    }

    /// The lines of a text, and of a longer one the first `most`.
    private func lines(of text: String, _ style: TextStyle, width: Double, most: Int) -> [String] {
        var lines: [String] = []
        for paragraph in text.said.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            // What fits keeps all its spaces.
            if fits(paragraph, style, width) {
                lines.append(String(paragraph))
                if lines.count >= most { return lines }
                continue
            }
            var line: String?
            for var word in paragraph.split(separator: " ") {
                if let longer = line.map({ $0 + " " + word }), fits(longer[...], style, width) {
                    line = longer
                    continue
                }
                if let full = line { lines.append(full) }
                while lines.count < most, !fits(word, style, width) {
                    let head = head(of: word, style, width: width)
                    lines.append(head)
                    word = word.dropFirst(head.count)
                }
                if lines.count >= most { return lines }
                line = String(word)
            }
            lines.append(line ?? "")
            if lines.count >= most { return lines }
        }
        return lines
    }

    private func fits(_ text: Substring, _ style: TextStyle, _ width: Double) -> Bool {
        if text.dropFirst().isEmpty { return true }
        // Letters are wider than a tenth of their size: what is far too long need not be measured.
        let most = Int(min(40 * max(width, style.size) / style.size, 100_000))
        return text.utf8.dropFirst(most).isEmpty
            && lineWidth(String(text), size: style.size, style.face) <= width
    }

    /// The first letters of a text that fit a width, at least one.
    private func head(of text: Substring, _ style: TextStyle, width: Double) -> String {
        var (head, length) = ("", 0.0)
        for letter in text {
            length += lineWidth(String(letter), size: style.size, style.face)
            if length > width, !head.isEmpty { break }
            head.append(letter)
        }
        return head
    }
}
