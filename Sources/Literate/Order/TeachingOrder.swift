/// Something that is used before it is taught.
public struct OrderFinding: Equatable, Sendable {
    /// Line of its file.
    public let line: Int
    public let text: String
}

/// The order of the course: no term and no symbol before the lesson that teaches it.
///
/// A term is what a lesson lists under “Words”; it is taught by the first lesson that lists it or sets it in bold. A sentence
/// that names a later lesson or links to it may use what comes later, and so may all that follows it in its lesson.
public struct TeachingOrder {
    private var words = Vocabulary()
    private var symbols: [Character: String] = [:]

    /// - Parameters:
    ///   - symbols: the table of symbols, the symbols in its first column, the lesson in its last.
    ///   - everyday: a table with words in its first column that are terms too, but mean what they do everywhere.
    public init(_ lessons: [LessonSource], symbols: String, everyday: String) {
        for row in Self.rows(of: everyday) {
            for word in row[0].split(separator: ",") { words.introduce(String(word), in: "") }
        }
        for lesson in lessons {
            for entry in lesson.glossary {
                for term in entry.terms { words.introduce(Self.withoutTo(term), in: lesson.number, asTerm: true) }
            }
            for phrase in lesson.introducedPhrases + lesson.glossary.compactMap(\.bracketed) {
                words.introduce(phrase, in: lesson.number)
            }
        }
        for row in Self.rows(of: symbols) {
            for symbol in row[0] where symbol.isSymbol {
                self.symbols[symbol] = min(self.symbols[symbol] ?? "99", row[row.count - 1])
            }
        }
    }

    /// What the sentences of a page, in their order, use too early.
    ///
    /// - Parameter announced: the terms and symbols that were announced on the way are added; those in it may be used.
    public func findings(in sentences: [ReadSentence], of lesson: String, announced: inout Set<String>)
        -> [OrderFinding]
    {
        var findings: [OrderFinding] = []
        for sentence in sentences {
            if sentence.lessons.contains(where: { $0 > lesson }) {
                announced.formUnion(late(in: sentence.text, after: lesson).map(\.term))
            }
            let late = late(in: sentence.words, after: lesson)
            for (term, teacher) in late where !announced.contains(term) {
                findings.append(
                    OrderFinding(
                        line: sentence.line,
                        text: "“\(term)” is taught in lesson \(teacher): “\(sentence.text.onOneLine)”"))
            }
        }
        return findings
    }

    private func late(in text: String, after lesson: String) -> [(term: String, lesson: String)] {
        words.terms(in: text, after: lesson)
            + Set(text).compactMap { character in
                guard let teacher = symbols[character], teacher > lesson else { return nil }
                return (term: String(character), lesson: teacher)
            }.sorted { $0.term < $1.term }
    }

    private static func withoutTo(_ term: String) -> String { term.hasPrefix("to ") ? String(term.dropFirst(3)) : term }

    /// The cells of a table in Markdown, as text.
    private static func rows(of markdown: String) -> [[String]] {
        MarkdownNode.parse(markdown).children.flatMap(\.children).filter { $0.kind == .tableRow(isHeader: false) }
            .map { $0.children.map { $0.plainText.trimmed } }
    }
}

extension Character {
    /// Greek letters, ∂ and other letters that a keyboard lacks: Latin letters name too much else, and raised and lowered
    /// ones stand beside any symbol.
    fileprivate var isSymbol: Bool {
        guard let scalar = unicodeScalars.first, !isASCII else { return false }
        return scalar.properties.generalCategory != .modifierLetter && (isLetter || "∂∇Σ√".contains(self))
    }
}

extension GlossaryEntry {
    /// What stands in brackets behind the word, which is another word for it: MLP, NMS.
    fileprivate var bracketed: String? {
        guard meaning.hasPrefix("("), let end = meaning.firstIndex(of: ")") else { return nil }
        return String(meaning[..<end].dropFirst())
    }
}

extension LessonSource {
    /// What the lesson sets in bold in its prose, and in its list of words what a word is called too.
    fileprivate var introducedPhrases: [String] {
        chunks.filter { $0.kind == .prose }.flatMap { chunk in
            MarkdownNode.parse(chunk.text).children.flatMap { node -> [String] in
                let line = chunk.firstTextLine + node.line - 1
                let isList = headings.last { $0.level <= 2 && $0.line <= line }?.text == "Words"
                let marked = node.all { $0.kind == .strong || isList && $0.kind == .emphasis }
                return marked.map(\.plainText)
            }
        }
    }
}
