/// A formula cut where an index or an exponent begins and ends that no small letter of Unicode can write: `W_q`, `e^(2p/d)`.
enum IndexedText {
    struct Part: Equatable {
        /// As the author wrote it.
        var text: String
        /// What is seen of it: an index without its `_`, an exponent without `^( )`.
        var shown: String
        var script = SlideSpan.Script.none
    }

    static func parts(of line: String) -> [Part] {
        var parts: [Part] = []
        var plain = ""
        var rest = line[...]
        func flush() {
            if !plain.isEmpty { parts.append(Part(text: plain, shown: plain)) }
            plain = ""
        }
        while let character = rest.first {
            if let part = script(at: rest, behind: plain) {
                flush()
                parts.append(part)
                rest = rest.dropFirst(part.text.count)
            } else {
                plain.append(character)
                rest = rest.dropFirst()
            }
        }
        flush()
        return parts
    }

    /// `_q` behind a letter that stands alone, or `^(2p/d)` behind a letter or a number; nil for anything else. Names of
    /// programs such as `is_right` stay as they are.
    private static func script(at text: Substring, behind plain: String) -> Part? {
        let base = plain.reversed().prefix { $0.isLetter || $0.isNumber }
        if text.hasPrefix("_"), base.count == 1, base.first?.isLetter == true {
            let index = text.dropFirst().prefix { $0.isLetter || $0.isNumber }
            return index.isEmpty ? nil : Part(text: "_" + index, shown: String(index), script: .lowered)
        }
        guard text.hasPrefix("^("), !base.isEmpty else { return nil }
        var depth = 0
        for place in text.indices.dropFirst() {
            if text[place] == "(" { depth += 1 }
            if text[place] == ")" { depth -= 1 }
            guard depth == 0 else { continue }
            return Part(text: String(text[...place]), shown: String(text[..<place].dropFirst(2)), script: .raised)
        }
        return nil
    }
}
