import Text

/// Sets code for a terminal: indented, so that it cannot be taken for prose or for output, and broken between words where
/// it is wider. What goes on is indented deeper than any code that follows on a line of its own; a comment that goes on is
/// marked as one again. Control characters in it are shown, not sent.
func terminalCode(_ code: String, width: Int, colour: Bool) -> String {
    let code = code.controlsShown
    let text = colour ? highlightedANSI(swift: code) : code
    return text.sourceLines.flatMap { brokenCode($0, width: width) }.joined(separator: "\n")
}

/// The lines that one line of code takes. A word that is wider than all there is stays whole.
private func brokenCode(_ line: String, width: Int) -> [String] {
    guard !line.isEmpty else { return [""] }
    let indent = String(repeating: " ", count: 4 + line.prefix { $0 == " " }.count)
    guard 4 + line.visibleWidth > width else { return ["    " + line] }
    var lines: [String] = []
    var current = indent
    var used = indent.count
    var isEmpty = true
    var words = words(of: line)
    let comment = words.firstIndex { $0 == "//" || $0.contains("m//\u{1b}") }
    let mark = comment.map { words[$0] }
    if let comment, comment + 1 < words.count {
        words[comment] += " " + words.remove(at: comment + 1)
    }
    for (index, word) in words.enumerated() {
        let length = word.visibleWidth
        if !isEmpty, used + 1 + length > width {
            lines.append(current)
            current = indent + "        "
            (used, isEmpty) = (current.count, true)
            if let comment, let mark, index > comment {
                current += mark
                (used, isEmpty) = (used + mark.visibleWidth, false)
            }
        }
        if !isEmpty { current += " " }
        current += word
        used += length + (isEmpty ? 0 : 1)
        isEmpty = false
    }
    return lines + [current]
}

/// What stands between the spaces of a line; between two spaces in a row, an empty word. A style that goes on beyond a
/// space ends with each word and begins again with the next.
private func words(of line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var style = ""
    var escape = ""
    for character in line.drop(while: { $0 == " " }) {
        if character == "\u{1b}" || !escape.isEmpty {
            escape.append(character)
            guard character == "m" else { continue }
            style = escape == "\u{1b}[0m" ? "" : escape
            word += escape
            escape = ""
        } else if character == " " {
            words.append(style.isEmpty ? word : word + "\u{1b}[0m")
            word = style
        } else {
            word.append(character)
        }
    }
    return words + [word]
}
