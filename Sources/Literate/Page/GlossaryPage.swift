import Text

/// A lesson as the glossary needs it.
public struct GlossaryLesson: Equatable, Sendable {
    public let number: String
    public let title: String
    /// Its page, seen from the glossary; nil if it has none.
    public let address: String?
    public let entries: [GlossaryEntry]

    public init(number: String, title: String, address: String?, entries: [GlossaryEntry]) {
        (self.number, self.title, self.address, self.entries) = (number, title, address, entries)
    }
}

/// Writes the page of all words of the course, each with the lessons that teach it, and of its symbols.
///
/// - Parameter symbols: a table in Markdown, the number of the lesson in its last column.
public func glossaryPage(_ lessons: [GlossaryLesson], symbols: String) -> String {
    let meanings = lessons.flatMap { lesson in lesson.entries.map { (entry: $0, lesson: lesson) } }
    let words = Dictionary(grouping: meanings) { sortKey($0.entry.terms[0]) }.sorted { $0.key < $1.key }
    let letters = words.compactMap(\.key.first).reduce(into: [Character]()) { letters, letter in
        if letters.last != letter { letters.append(letter) }
    }
    var list = ""
    for (number, word) in words.enumerated() {
        let letter = word.key.first
        if let letter, number == 0 || words[number - 1].key.first != letter {
            list += number == 0 ? "" : "</dl>\n"
            list += "<h2 id=\"\(letter)\">\(letter.uppercased())</h2>\n<dl>\n"
        }
        // “Epoch”, which began a sentence somewhere, is “epoch”.
        let terms = word.value.flatMap(\.entry.terms).reduce(into: [String]()) { terms, term in
            if let same = terms.firstIndex(where: { $0.lowercased() == term.lowercased() }) {
                terms[same] = max(terms[same], term)
            } else {
                terms.append(term)
            }
        }
        list += "<dt>\(terms.joined(separator: ", ").escapedForHTML)</dt>\n"
        for (entry, lesson) in word.value {
            list += "<dd>\(entry.meaning)\(entry.meaning.isEmpty ? "" : " ")\(link(lesson, entry.anchor))</dd>\n"
        }
    }
    if !words.isEmpty { list += "</dl>\n" }
    let jumps = letters.map { "<a href=\"#\($0)\">\($0.uppercased())</a>" }
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        \(htmlHead(title: "Words and symbols"))
        </head>
        <body class="course glossary">
        <main id="lesson">
        <header>
        <h1>Words and symbols</h1>
        <p class="introduction">What each lesson lists as its words, from A to Z, with a link to where it is taught.
        A word that means something else elsewhere in the course stands here with each of its meanings.</p>
        <nav class="letters" aria-label="Letters">\((["<a href=\"#symbols\">Symbols</a>"] + jumps).joined(separator: " "))</nav>
        </header>
        \(list)<h2 id="symbols">Symbols and shapes</h2>
        \(symbolTable(symbols, lessons))</main>
        <footer><nav><a class="home" href="index.html">All lessons</a></nav></footer>
        </body>
        </html>

        """
}

/// Without the “to” of a verb, in small letters.
private func sortKey(_ term: String) -> String {
    let term = term.lowercased()
    return term.hasPrefix("to ") ? String(term.dropFirst(3)) : term
}

private func link(_ lesson: GlossaryLesson, _ anchor: String) -> String {
    let text = "\(lesson.number) · \(lesson.title)".escapedForHTML
    guard let address = lesson.address else { return "<span class=\"where\">\(text)</span>" }
    return "<a class=\"where\" href=\"\(address.escapedForHTML)#\(anchor.escapedForHTML)\">\(text)</a>"
}

private func symbolTable(_ markdown: String, _ lessons: [GlossaryLesson]) -> String {
    let tables = MarkdownNode.parse(markdown).children.filter {
        if case .table = $0.kind { true } else { false }
    }
    let rows = tables.flatMap(\.children).map { row in
        var isHeader = false
        if case .tableRow(true) = row.kind { isHeader = true }
        let tag = isHeader ? "th" : "td"
        let cells = row.children.map { cell in
            let lesson = lessons.first { $0.number == cell.plainText }
            let address = isHeader ? nil : lesson?.address
            let text = ProseHTML.inline(cell.children)
            return "<\(tag)>" + (address.map { "<a href=\"\($0.escapedForHTML)\">\(text)</a>" } ?? text) + "</\(tag)>"
        }
        return "<tr>\(cells.joined())</tr>\n"
    }
    return "<table>\n\(rows.joined())</table>\n"
}
