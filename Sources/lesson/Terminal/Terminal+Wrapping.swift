import Text

extension Terminal {
    /// Breaks text into lines no wider than the terminal, all of them indented.
    static func wrapped(_ text: String, indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        let lines = Paragraph.lines(of: text, width: width - indent)
        return lines.map { margin + $0 }.joined(separator: "\n")
    }
}
