import Text

/// A lesson as the list of all lessons shows it.
public struct CourseEntry: Equatable, Sendable {
    public var number: String
    public var title: String
    /// How long reading takes.
    public var minutes: Int
    /// Numbers of the lessons that it builds on.
    public var needs: [String] = []
    /// The page of its last run, nil if there is none.
    public var address: String?
    /// Its slides, if they were made.
    public var slides: String?
    /// The page of the run with the reader's own functions, if there is one.
    public var own: String?
    /// What is known of the last run: “63 of 63 claims held”, “21 November 2026”.
    public var facts: [String] = []
    /// True if every claim of the last run held.
    public var isSound = true
    /// Why the page is not what a run would make today; empty if it is.
    public var changes: [String] = []
    /// How many of its exercises were passed, nil if it has none.
    public var exercises: (passed: Int, all: Int)?
    /// How long all of them take; 0 where nobody has said.
    public var exerciseMinutes = 0
    /// Its sections.
    public var headings: [Heading] = []

    public init(number: String, title: String, minutes: Int) {
        (self.number, self.title, self.minutes) = (number, title, minutes)
    }

    public static func == (a: CourseEntry, b: CourseEntry) -> Bool {
        a.number == b.number && a.title == b.title && a.minutes == b.minutes && a.needs == b.needs
            && a.address == b.address
            && a.slides == b.slides && a.own == b.own
            && a.facts == b.facts && a.isSound == b.isSound && a.changes == b.changes
            && a.exercises?.passed == b.exercises?.passed && a.exercises?.all == b.exercises?.all
            && a.headings == b.headings && a.exerciseMinutes == b.exerciseMinutes
    }
}

/// Writes the page that lists all lessons: the contents of a book whose chapters may not all be there yet.
///
/// - Parameters:
///   - introduction: a paragraph of Markdown.
///   - command: what a reader types to run a lesson, without its number.
public func coursePage(
    title: String, introduction: String, _ entries: [CourseEntry], command: String
) -> String {
    let introduction = MarkdownNode.parse(introduction).children.map { ProseHTML.inline($0.children) }
    return """
        <!DOCTYPE html>
        <html lang="\(Words.current.language)">
        <head>
        \(htmlHead(title: title))
        </head>
        <body class="course">
        <main id="lesson">
        <header>
        <h1>\(title.escapedForHTML)</h1>
        <p class="introduction">\(introduction.joined(separator: " "))</p>
        </header>
        <ol class="lessons">
        \(entries.map { html($0, entries, command) }.joined(separator: "\n"))
        </ol>
        </main>
        <footer>
        <p class="run">\(totals(entries).escapedForHTML)</p>
        </footer>
        </body>
        </html>

        """
}

private func html(_ entry: CourseEntry, _ entries: [CourseEntry], _ command: String) -> String {
    let title = entry.title.escapedForHTML
    var lines = ["<li>", "<p class=\"number\">\(entry.number)</p>", "<div>"]
    if let address = entry.address?.escapedForHTML {
        lines.append("<h2><a href=\"\(address)\">\(title)</a></h2>")
    } else {
        lines.append("<h2>\(title)</h2>")
    }
    var work = [said("%1 minutes to read", entry.minutes)]
    if let exercises = entry.exercises {
        let count = exercises.all == 1 ? said("1 exercise") : said("%1 exercises", exercises.all)
        let time = entry.exerciseMinutes > 0 ? said("%1 for %2", entry.exerciseMinutes, count) : count
        work.append(said("%1, %2 passed", time, exercises.passed))
    }
    lines.append("<p class=\"facts\">\(work.joined(separator: " · "))</p>")
    if !entry.needs.isEmpty {
        lines.append(
            "<p class=\"facts\">\(said("Builds on %1", entry.needs.map { link($0, entries) }.joined(separator: ", ")))</p>"
        )
    }
    if entry.address == nil {
        lines.append("<p class=\"facts\">\(said("Not run yet:")) <code>\(command) \(entry.number)</code></p>")
    } else {
        let (mark, verdict) = entry.isSound ? ("✓", "held") : ("✗", "failed")
        let meaning = said(entry.isSound ? "All claims held" : "Not all claims held")
        lines.append(
            "<p class=\"claim \(verdict)\"><span class=\"mark\" role=\"img\" aria-label=\"\(meaning)\">\(mark)</span>"
                + "\(entry.facts.joined(separator: " · ").escapedForHTML)</p>")
    }
    let notice = PageNavigation.notice(entry.changes, command: "\(command) \(entry.number)")
    if !notice.isEmpty { lines.append(notice) }
    if let slides = entry.slides?.escapedForHTML {
        lines.append(
            "<p class=\"facts\"><a href=\"\(slides)\">\(said("Slides"))<span class=\"hidden\">: \(title)</span></a></p>"
        )
    }
    if let own = entry.own?.escapedForHTML {
        lines.append(
            "<p class=\"facts\"><a href=\"\(own)\">\(said("With your own functions"))<span class=\"hidden\">: \(title)</span></a></p>"
        )
    }
    if let address = entry.address?.escapedForHTML, !entry.headings.isEmpty {
        let items = entry.headings.filter { $0.level <= 2 }.map {
            "<li><a href=\"\(address)#\($0.anchor)\">\($0.text.escapedForHTML)</a></li>"
        }
        lines.append(
            "<details><summary>\(said("Sections"))<span class=\"hidden\">: \(title)</span></summary>\n<ul>\n"
                + items.joined(separator: "\n") + "\n</ul></details>")
    }
    return (lines + ["</div>", "</li>"]).joined(separator: "\n")
}

/// The number of another lesson, a link if that has a page; its title is read to those who do not see the list.
private func link(_ number: String, _ entries: [CourseEntry]) -> String {
    guard let other = entries.first(where: { $0.number == number }) else { return number }
    let text = "\(number)<span class=\"hidden\"> \(other.title.escapedForHTML)</span>"
    return other.address.map { "<a href=\"\($0.escapedForHTML)\">\(text)</a>" } ?? text
}

private func totals(_ entries: [CourseEntry]) -> String {
    var facts = [said("%1 of %2 lessons run", entries.count { $0.address != nil }, entries.count)]
    let exercises = entries.compactMap(\.exercises)
    if !exercises.isEmpty {
        let passed = exercises.reduce(0) { $0 + $1.passed }
        facts.append(said("%1 of %2 exercises passed", passed, exercises.reduce(0) { $0 + $1.all }))
    }
    return facts.joined(separator: " · ")
}
