/// A display equation: an indented block of prose.
struct Equation {
    private let lines: [String]

    init(_ text: String) { lines = text.sourceLines }

    /// One line is centred; several are aligned at the first relation of each. What the author has set apart with several
    /// spaces, the name before an equation or the words behind it, stands in a column of its own; and where no line
    /// says what the columns are, the spaces are kept.
    var html: String {
        let rows = lines.map(Row.init)
        if lines.count == 1 {
            guard let row = rows[0], row.endsWithWords else { return block(Self.mathematics(lines[0])) }
            return block([row])
        }
        let filled = zip(lines, rows).filter { !$0.0.isEmpty }.map(\.1)
        let all = filled.compactMap { $0 }
        if all.count == filled.count { return block(all) }
        let isPlain = lines.allSatisfy { !$0.hasPrefix(" ") && !$0.trimmed.contains("  ") }
        return isPlain
            ? block(lines.map(Self.mathematics).joined(separator: "\n"))
            : block(lines.joined(separator: "\n").escapedForHTML, "aligned")
    }

    private func block(_ rows: [Row]) -> String {
        let (before, behind) = (rows.map(\.before.count).max() ?? 0, rows.map(\.behind.count).max() ?? 0)
        guard before + behind > 0 else {
            let html = rows.map {
                "<span>\(Self.mathematics($0.left))</span><span>\(Self.mathematics($0.right))</span>"
            }
            return block(html.joined(separator: "\n"), "rows")
        }
        let html = rows.map { row in
            let names = row.before + Array(repeating: "", count: before - row.before.count)
            let words = row.behind + Array(repeating: "", count: behind - row.behind.count)
            return names.map { Self.cell($0, "name") }.joined()
                + "<span class=\"side\">\(Self.mathematics(row.left))</span>"
                + "<span>\(Self.mathematics(row.right))</span>" + words.map { Self.cell($0, "words") }.joined()
        }
        return block(
            html.joined(separator: "\n"), "rows columns",
            style: "--columns:\(before + 2 + behind);--narrow:\(before + 2)")
    }

    /// True for what goes on with an equation, and for a shape: all else behind it is said in words.
    private static func isMathematics(_ text: String) -> Bool {
        text.hasPrefix("[") || relations.contains(text.components(separatedBy: " ")[0])
    }

    private static func cell(_ text: String, _ style: String) -> String {
        let isMathematics = isMathematics(text)
        return
            "<span class=\"\(isMathematics ? "more" : style)\">\(isMathematics ? mathematics(text) : inWords(text))</span>"
    }

    /// A line of an equation in columns: names, the two sides, and what follows them.
    private struct Row {
        var before: [String]
        var left, right: String
        var behind: [String]

        /// Nil for a line without a relation.
        init?(_ line: String) {
            let cells = line.components(separatedBy: "  ").map(\.trimmed).filter { !$0.isEmpty }
            for (place, cell) in cells.enumerated() {
                let words = cell.components(separatedBy: " ")
                guard let relation = words.firstIndex(where: Equation.relations.contains) else { continue }
                // A relation may stand apart from its left side, to be under another.
                let isApart = relation == 0 && place > 0
                before = Array(cells[..<(isApart ? place - 1 : place)])
                left = isApart ? cells[place - 1] : words[..<relation].joined(separator: " ")
                right = words[relation...].joined(separator: " ")
                behind = Array(cells[(place + 1)...])
                return
            }
            return nil
        }

        /// True if something is said behind the equation, and it is not its second half.
        var endsWithWords: Bool {
            before.isEmpty && !behind.isEmpty && !right.hasSuffix(",")
                && !behind.contains { $0.components(separatedBy: " ").contains(where: Equation.relations.contains) }
        }
    }

    private func block(_ html: String, _ kind: String = "", style: String = "") -> String {
        // What may be wider than a phone can be reached and moved with the keyboard.
        let focus = lines.contains { $0.count > 30 } ? " tabindex=\"0\"" : ""
        let inner = style.isEmpty ? "<div>" : "<div style=\"\(style)\">"
        return "<div class=\"equation\(kind.isEmpty ? "" : " " + kind)\"\(focus)>\(inner)\(html)</div></div>\n"
    }

    private static let relations: Set<String> = [
        "=", "≈", "≠", "≤", "≥", "<", ">", "→", "←", "∝", "≡", ":=", "+=",
    ]

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
            // A font for mathematics hangs its root below the line, for TeX to lift.
            if piece.text == "√" { return "<span class=\"root\">√</span>" }
            return piece.text.first.flatMap(SmallLetter.html) ?? piece.text.escapedForHTML
        }.joined().replacing("</sub><sub>", with: "").replacing("</sup><sup>", with: "")
    }

    /// Words beside an equation: letters that stand alone are variables, except for the words that have one letter.
    private static func inWords(_ text: String) -> String {
        text.components(separatedBy: " ").map { $0 == "a" ? $0 : mathematics($0) }.joined(separator: " ")
    }

    private static func pieces(of line: String) -> [(text: String, isVariable: Bool)] {
        var pieces: [(text: String, isVariable: Bool)] = []
        var word = ""
        // In “variance of a sum” the letter is a word.
        let articles = line.ranges(of: /[a-z]{2} a [a-z]{2}/).map { line.index($0.lowerBound, offsetBy: 3) }
        var isArticle = false
        func flush() {
            let isVariable = word.count { $0.isLetter } == 1 && word.first?.isLetter == true && !isArticle
            if isVariable { pieces.append((String(word.removeFirst()), true)) }
            if !word.isEmpty { pieces.append((word, false)) }
            word = ""
        }
        for (place, character) in zip(line.indices, line) {
            if character.isASCII && (character.isLetter || character.isNumber) {
                word.append(character)
                isArticle = articles.contains(place)
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
        let rows = lines.filter { !$0.isEmpty }.map(Row.init)
        if lines.count > 1 || (rows.first ?? nil)?.endsWithWords == true, rows.allSatisfy({ $0 != nil }) {
            return rows.compactMap { $0 }.map { row in
                SlidePart.Row(
                    left: spans(row.left), right: spans(row.right), before: row.before.map(spans),
                    behind: row.behind.map { Self.isMathematics($0) ? spans($0) : [SlideSpan($0)] })
            }
        }
        let isPlain = lines.allSatisfy { !$0.hasPrefix(" ") && !$0.trimmed.contains("  ") }
        return lines.map { line in
            SlidePart.Row(left: [], right: isPlain || lines.count == 1 ? spans(line) : [SlideSpan(line, .code)])
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
