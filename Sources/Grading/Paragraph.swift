/// Text that is broken into lines.
public enum Paragraph {
    /// Breaks text at spaces into lines of at most `width` characters; a longer word gets a line of its own.
    public static func lines(of text: String, width: Int) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            let isFull = lines[lines.count - 1].count + 1 + word.count > width
            if lines[lines.count - 1].isEmpty {
                lines[lines.count - 1] = String(word)
            } else if isFull {
                lines.append(String(word))
            } else {
                lines[lines.count - 1] += " " + word
            }
        }
        return lines
    }
}
