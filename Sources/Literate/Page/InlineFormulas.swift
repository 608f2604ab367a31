/// Keeps the short formulas of a paragraph on one line: `p − y`, `(1, 0)` and `(R/γ)²` are not broken. A longer one is broken
/// behind an operator, as in print.
enum InlineFormulas {
    static func html(_ text: String) -> String {
        let words = Word.all(in: text)
        var html = ""
        var place = 0
        while place < words.count {
            let end = formulaEnd(words, from: place)
            let formula = words[place...end]
            let last = formula[end]
            let letters = formula.dropLast().map { $0.text + $0.space }.joined() + last.text
            // A mark behind a formula is the sentence's.
            let mark = letters.reversed().prefix { ".,;:!?".contains($0) }.reversed()
            let inner = String(letters.dropLast(mark.count)).escapedForHTML
            // Words with an operator between them are no formula.
            let isFormula = end > place && formula.contains { !$0.isOperator && $0.isMathematics }
            html += isFormula || last.isFraction ? "<span class=\"formula\">\(inner)</span>" : inner
            html += mark + last.space
            place = end + 1
        }
        return html
    }

    /// A word and the space behind it.
    private struct Word {
        var text = ""
        var space = ""

        static func all(in text: String) -> [Word] {
            var words: [Word] = []
            for character in text {
                let isSpace = character == " " || character == "\n"
                if words.isEmpty || (!isSpace && !words[words.count - 1].space.isEmpty) { words.append(Word()) }
                if isSpace {
                    words[words.count - 1].space.append(character)
                } else {
                    words[words.count - 1].text.append(character)
                }
            }
            return words
        }

        private static let operators: Set<String> = [
            "=", "≈", "≠", "≤", "≥", "<", ">", "→", "←", "∝", "≡", "+", "−", "±", "·", "×", "∘", "/", "∈",
        ]
        var isOperator: Bool { Self.operators.contains(text) }

        /// True for what cannot be a word of a language: it has no three letters in a row.
        var isMathematics: Bool {
            var run = 0
            return !text.contains {
                run = $0.isASCII && $0.isLetter ? run + 1 : 0
                return run > 2
            }
        }

        /// True for a fraction, which a browser would break behind its stroke.
        var isFraction: Bool {
            (3...longest).contains(text.count) && isMathematics && text.dropLast().contains("/") && !text.contains("<")
        }

        /// True for the name of a function that stands before what it is of, as in `−ln p` or `2 Σ w²`.
        var isFunction: Bool { ["ln", "log", "exp", "tanh", "Σ"].contains(text.trimmingPrefix { "(−λ".contains($0) }) }

        var opened: Int { text.count { "([".contains($0) } - text.count { ")]".contains($0) } }
    }

    private static let longest = 20

    /// The last word of the formula that begins at a word: that word itself if none does.
    private static func formulaEnd(_ words: [Word], from start: Int) -> Int {
        func length(to end: Int) -> Int { words[start...end].reduce(0) { $0 + $1.text.count + 1 } - 1 }
        guard !words[start].text.isEmpty, !words[start].isOperator else { return start }
        var end = termEnd(words, from: start)
        while end + 1 < words.count, words[end + 1].isOperator, !words[end].isOperator, length(to: end + 1) <= longest {
            guard end + 2 < words.count else { return end + 1 }
            let next = termEnd(words, from: end + 2)
            if length(to: next) > longest { return end + 1 }
            end = next
        }
        return end
    }

    /// The last word of a term: of `ln 10` the number, of `98 %` the sign.
    private static func termEnd(_ words: [Word], from start: Int) -> Int {
        var start = start
        while start + 1 < words.count, words[start].isFunction { start += 1 }
        let end = bracketEnd(words, from: start)
        let isNumber = words[end].text.last?.isNumber == true
        return end + 1 < words.count && isNumber && words[end + 1].text.hasPrefix("%") ? end + 1 : end
    }

    /// The last word of `(1, 0)` or `[N, T, H]`: the one with the closing bracket.
    private static func bracketEnd(_ words: [Word], from start: Int) -> Int {
        guard words[start].text.first.map({ "([".contains($0) }) == true, words[start].text.hasSuffix(",") else {
            return start
        }
        var (opened, length) = (0, 0)
        for end in start..<words.count {
            guard words[end].isMathematics else { return start }
            opened += words[end].opened
            length += words[end].text.count + 1
            if length > longest { return start }
            if opened <= 0 { return end }
        }
        return start
    }
}
