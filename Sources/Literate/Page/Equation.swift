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
        IndexedText.parts(of: line).map { part in
            switch part.script {
            case .none: onLine(part.text)
            case .lowered: "<sub>\(onLine(part.shown))</sub>"
            case .raised: "<sup>\(onLine(part.shown))</sup>"
            }
        }.joined()
    }

    private static func onLine(_ line: String) -> String {
        pieces(of: line).map { piece in
            if piece.isVariable { return "<i>\(piece.text)</i>" }
            return piece.text.first.flatMap(SmallLetter.html) ?? piece.text.escapedForHTML
        }.joined().replacing("</sub><sub>", with: "").replacing("</sup><sup>", with: "")
    }

    private static func pieces(of line: String) -> [(text: String, isVariable: Bool)] {
        var pieces: [(text: String, isVariable: Bool)] = []
        var word = ""
        func flush() {
            let isVariable = word.count { $0.isLetter } == 1 && word.first?.isLetter == true
            if isVariable { pieces.append((String(word.removeFirst()), true)) }
            if !word.isEmpty { pieces.append((word, false)) }
            word = ""
        }
        for character in line {
            if character.isASCII && (character.isLetter || character.isNumber) {
                word.append(character)
            } else {
                flush()
                pieces.append((String(character), false))
            }
        }
        flush()
        return pieces
    }

    /// The rows for a slide: aligned as on the page.
    var slideRows: [SlidePart.Row] {
        func spans(_ line: String) -> [SlideSpan] {
            IndexedText.parts(of: line).flatMap { part -> [SlideSpan] in
                guard part.script == .none else {
                    var span = SlideSpan(part.text, part.shown.count == 1 ? .emphasis : .plain)
                    span.index = SlideSpan.Index(shown: part.shown, script: part.script)
                    return [span]
                }
                return Self.pieces(of: part.text).reduce(into: []) { spans, piece in
                    let style = piece.isVariable ? SlideSpan.Style.emphasis : .plain
                    if let last = spans.last, last.style == style {
                        spans[spans.count - 1].text += piece.text
                    } else {
                        spans.append(SlideSpan(piece.text, style))
                    }
                }
            }
        }
        if lines.count == 1 { return [SlidePart.Row(left: [], right: spans(lines[0]))] }
        let rows = lines.map(Self.splitAtRelation)
        if rows.allSatisfy({ $0 != nil }) {
            return rows.compactMap { $0 }.map { SlidePart.Row(left: spans($0), right: spans($1)) }
        }
        let isPlain = lines.allSatisfy { !$0.hasPrefix(" ") && !$0.trimmed.contains("  ") }
        return lines.map { line in
            SlidePart.Row(left: [], right: isPlain ? spans(line) : [SlideSpan(line, .code)])
        }
    }
}

/// Small letters and digits of Unicode, x₁ and e⁻ᶻ. Few fonts for mathematics hold them, and those of another font stand
/// too high: a page sets them itself.
enum SmallLetter {
    private static func table(_ small: String, _ large: String) -> [Character: Character] {
        Dictionary(uniqueKeysWithValues: zip(small, large))
    }

    private static let lowered = table("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+−=()aehijklmnoprstuvx")
    private static let raised = table("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱᵏⁿᵗˣʸᶻᵀ", "0123456789+−=()ikntxyzT")

    /// Nil for what stands on the line.
    static func html(_ character: Character) -> String? {
        guard let (large, script) = large(character) else { return nil }
        let tag = script == .raised ? "sup" : "sub"
        return "<\(tag)>\(large.isLetter ? "<i>\(large)</i>" : String(large))</\(tag)>"
    }

    /// The letter that a small one stands for, and where it stands; nil for what stands on the line.
    static func large(_ character: Character) -> (letter: Character, script: SlideSpan.Script)? {
        if let letter = raised[character] { return (letter, .raised) }
        return lowered[character].map { ($0, .lowered) }
    }
}
