/// The words of the course, found in a text as a reader finds them: in any case, in the plural too, with a hyphen or without.
struct Vocabulary {
    /// The first lesson that says what a phrase means; "" for one that everybody knows.
    private var lessons: [String: String] = [:]
    /// The phrases that may not be used before they are introduced.
    private var terms: Set<String> = []
    /// Of phrases that begin with a word, how long the longest is.
    private var lengths: [String: Int] = [:]

    /// Has a lesson introduce a phrase.
    mutating func introduce(_ phrase: String, in lesson: String, asTerm: Bool = false) {
        let words = Self.words(phrase)
        guard let first = words.first, !words.contains("") else { return }
        let key = words.joined(separator: " ")
        lessons[key] = min(lessons[key] ?? lesson, lesson)
        if asTerm { terms.insert(key) }
        lengths[first] = max(lengths[first] ?? 0, words.count)
    }

    /// The terms in a text that come after a lesson, each with the lesson that introduces it. At each place the longest
    /// phrase counts: a logic gate is no gate of a recurrent network.
    func terms(in text: String, after lesson: String) -> [(term: String, lesson: String)] {
        let words = Self.words(text)
        var found: [(String, String)] = []
        var place = 0
        next: while place < words.count {
            for length in stride(from: min(lengths[words[place]] ?? 0, words.count - place), to: 0, by: -1) {
                let key = words[place..<place + length].joined(separator: " ")
                guard let introduced = lessons[key], introduced <= lesson || terms.contains(key) else { continue }
                if introduced > lesson { found.append((key, introduced)) }
                place += length
                continue next
            }
            place += 1
        }
        return found
    }

    /// The words of a text in small letters and in the singular. Any other mark than a space or a hyphen is a word that no
    /// phrase has, so that none reaches over a comma.
    static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        func end() {
            if !word.isEmpty { words.append(singular(word)) }
            word = ""
        }
        for character in text.lowercased() {
            if character.isLetter || character.isNumber {
                word.append(character)
            } else {
                end()
                if !character.isWhitespace, !"-–’'".contains(character) { words.append("") }
            }
        }
        end()
        return words
    }

    private static func singular(_ word: String) -> String {
        guard word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us"), !word.hasSuffix("is")
        else { return word }
        for ending in ["ches", "shes", "sses", "xes"] where word.hasSuffix(ending) { return String(word.dropLast(2)) }
        return word.hasSuffix("ies") ? word.dropLast(3) + "y" : String(word.dropLast())
    }
}
