/// A display equation: an indented block of prose.
struct Equation {
    private let lines: [String]

    init(_ text: String) { lines = text.sourceLines }

    /// One line is centred; several are aligned at the first relation of each; and where the author has
    /// aligned more than that with spaces, the spaces are kept.
    var html: String {
        if lines.count == 1 { return block(Self.mathematics(lines[0])) }
        let rows = lines.map(Self.splitAtRelation)
        let isPlain = lines.allSatisfy { !$0.hasPrefix(" ") && !$0.trimmed.contains("  ") }
        if rows.allSatisfy({ $0 != nil }) {
            let html = rows.compactMap { $0 }.map { left, right in
                "<span>\(Self.mathematics(left))</span><span>\(Self.mathematics(right))</span>"
            }
            return block(html.joined(separator: "\n"), "rows")
        }
        return isPlain
            ? block(lines.map(Self.mathematics).joined(separator: "\n"))
            : block(lines.joined(separator: "\n").escapedForHTML, "aligned")
    }

    private func block(_ html: String, _ style: String = "") -> String {
        // What may be wider than a phone can be reached and moved with the keyboard.
        let focus = lines.contains { $0.count > 30 } ? " tabindex=\"0\"" : ""
        return "<div class=\"equation\(style.isEmpty ? "" : " " + style)\"\(focus)><div>\(html)</div></div>\n"
    }

    private static let relations: Set<String> = [
        "=", "≈", "≠", "≤", "≥", "<", ">", "→", "←", "∝", "≡", ":=", "+=",
    ]

    /// The line before its first relation, and from there on; nil if there is none, or if several spaces in a
    /// row say that the author has aligned something else.
    private static func splitAtRelation(_ line: String) -> (String, String)? {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard let place = words.firstIndex(where: { relations.contains(String($0)) }) else { return nil }
        let left = words[..<place].joined(separator: " ").trimmed
        let right = words[place...].joined(separator: " ").trimmed
        return left.contains("  ") || right.contains("  ") ? nil : (left, right)
    }

    /// Letters that stand alone are variables and set in italics; words such as `exp` stay upright.
    static func mathematics(_ line: String) -> String {
        var html = ""
        var word = ""
        func flush() {
            let isVariable = word.count { $0.isLetter } == 1 && word.first?.isLetter == true
            html += isVariable ? "<i>\(word.prefix(1))</i>" + word.dropFirst() : word
            word = ""
        }
        for character in line {
            if character.isASCII && (character.isLetter || character.isNumber) {
                word.append(character)
            } else {
                flush()
                html += String(character).escapedForHTML
            }
        }
        flush()
        return html
    }
}
