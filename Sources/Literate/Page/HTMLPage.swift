import Text

/// Writes the page of a run: one HTML file that needs no network, no script and nothing beside it.
///
/// - Parameters:
///   - attachments: what the run made, in the order in which it happened. Figures come as data URIs.
///   - read: gives the text of a file of the package, for `![source](path#name)`.
/// - Throws: what `read` throws, and a `LessonError` where a file does not declare the name.
public func htmlPage(
    _ lesson: LessonSource, _ attachments: [Attachment], _ info: PageInfo,
    reading read: @escaping (_ path: String) throws -> String = noSources
) throws -> String {
    var page = HTMLPage(lesson: lesson, attachments: attachments, info: info, read: read)
    return try page.html()
}

/// What stands in the head of every page. Nothing is fetched and nothing is run, whatever a lesson printed.
func htmlHead(title: String) -> String {
    """
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="Content-Security-Policy" content="\(contentSecurityPolicy)">
    <title>\(title.escapedForHTML)</title>
    <link rel="icon" href="data:,">
    <style>
    \(pageStyle)
    </style>
    """
}

private let contentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/// Refuses to read: for lessons that show no source of the package.
public func noSources(_ path: String) throws -> String {
    throw LessonError("\(path) cannot be read here", hint: "Pass a closure that reads the package's files.")
}

private struct HTMLPage {
    let lesson: LessonSource
    let attachments: [Attachment]
    let info: PageInfo
    private var prose: ProseHTML
    private var figureCount = 0
    /// Names that are taken.
    private var anchors: Set<String> = []
    /// Questions whose fold is open: what they cover folds with their answers.
    private var openQuestions: [Attachment] = []
    /// A page with a warning folds nothing that the warning leads to.
    private let opensQuestions: Bool

    init(
        lesson: LessonSource, attachments: [Attachment], info: PageInfo,
        read: @escaping (String) throws -> String
    ) {
        (self.lesson, self.attachments, self.info) = (lesson, attachments, info)
        opensQuestions = attachments.contains { $0.isFailedClaim || $0.isFailure }
        let anchors = Dictionary(lesson.headings.map { ($0.line, $0.anchor) }) { first, _ in first }
        prose = ProseHTML(anchors: anchors, titleLine: lesson.titleLine, reading: read)
    }

    mutating func html() throws -> String {
        let body = try blocks()
        return """
            <!DOCTYPE html>
            <html lang="\(Words.current.language)">
            <head>
            \(htmlHead(title: "\(lesson.number) · \(lesson.title)"))
            </head>
            <body>
            <a class="skip" href="#lesson">\(said("Skip to the lesson"))</a>
            \(contents(folded: false))<main id="lesson">
            \(header())\(contents(folded: true))\(body)</main>
            \(reminder())\(footer())</body>
            </html>

            """
    }

    private func header() -> String {
        var html = "<header>\n"
        html += "<div class=\"kicker\">\(navigation.top)<p>\(said("Lesson %1", lesson.number))</p></div>\n"
        html += "<h1>\(lesson.title.escapedForHTML)</h1>\n"
        if !lesson.imports.isEmpty {
            let imports = lesson.imports.map { "<code>\(highlightedHTML(swift: $0))</code>" }
            html += "<p class=\"imports\">\(imports.joined(separator: " "))</p>\n"
        }
        return html + "</header>\n" + navigation.notice + "\n" + warning()
    }

    /// Says at the top what went wrong further down.
    private func warning() -> String {
        var html = ""
        let failed = attachments.filter(\.isFailedClaim)
        if let first = failed.first {
            let count = failed.count == 1 ? said("One claim") : said("%1 claims", failed.count)
            let link = "<a href=\"#claim-\(first.line)\">\(said("line %1", first.line))</a>"
            html += "<p>\(said("%1 did not hold: %2.", count, link))</p>\n"
        }
        if let failure = attachments.first(where: \.isFailure) {
            let link = "<a href=\"#failure\">\(said("line %1", failure.line))</a>"
            html += "<p>\(said("The lesson stopped at %1.", link))</p>\n"
        }
        return html.isEmpty
            ? "" : "<div class=\"warning\" role=\"note\" aria-label=\"\(said("Warning"))\">\n\(html)</div>\n"
    }

    /// Stays in sight where a note says, in bold, whose numbers the text has: below a long way, it is forgotten.
    private func reminder() -> String {
        guard let place = attachments.first(where: \.tellsDifference)?.anchor else { return "" }
        let link = "<a href=\"#\(place)\">\(said("This run’s numbers are not the text’s"))</a>"
        return "<aside class=\"reminder\" aria-label=\"\(said("About this run"))\">\(link)</aside>\n"
    }

    /// The headings: beside the text on wide screens, folded above it on narrow ones.
    private func contents(folded: Bool) -> String {
        let headings = lesson.headings.filter { $0.level <= 2 }
        guard !headings.isEmpty else { return "" }
        let items = headings.map { "<li><a href=\"#\($0.anchor)\">\($0.text.escapedForHTML)</a></li>" }
        let list = "<ol>\n\(items.joined(separator: "\n"))\n</ol>\n"
        let nav = "<nav class=\"contents\" aria-label=\"\(said("Contents"))\">\n"
        return folded
            ? "\(nav)<details><summary>\(said("Contents"))</summary>\n\(list)</details>\n</nav>\n"
            : "\(nav)<p>\(lesson.title.escapedForHTML)</p>\n\(list)</nav>\n"
    }

    private func footer() -> String {
        var facts = info.facts
        let claims = attachments.filter(\.isClaim).count
        if claims > 0 {
            facts.append(said("%1 of %2 claims held", claims - attachments.filter(\.isFailedClaim).count, claims))
        }
        return "<footer>\n\(navigation.bottom)\n"
            + "<p class=\"run\">\(facts.joined(separator: " · ").escapedForHTML)</p>\n</footer>\n"
    }

    private var navigation: PageNavigation {
        PageNavigation(previous: info.previous, next: info.next, home: info.home)
    }

    // MARK: Prose and cells

    private mutating func blocks() throws -> String {
        var html = ""
        for block in Layout.blocks(of: lesson, attachments) {
            html += closedQuestions(but: block.questions)
            switch block.content {
            case .prose(let chunk): html += try prose.html(chunk.text, firstLine: chunk.firstTextLine)
            case .cell(let cell):
                html += self.html(cell)
                if cell.asks, let question = cell.attachments.last { openQuestions.append(question) }
            }
        }
        return html + prose.finish() + closedQuestions(but: 0)
    }

    private mutating func closedQuestions(but count: Int) -> String {
        defer { openQuestions.removeLast(openQuestions.count - count) }
        return openQuestions[count...].reversed().map { AttachmentHTML.paperAnswer($0) + "</details>\n" }.joined()
    }

    private mutating func html(_ cell: Cell) -> String {
        let source =
            "<pre class=\"code\" id=\"line-\(cell.firstLine)\"\(cell.code.focus)>"
            + "<code>\(highlightedHTML(swift: cell.code))</code></pre>\n"
        var code = cell.showsCode && !cell.code.isEmpty ? source : ""
        if cell.foldsCode {
            code = "<details class=\"drawing\"><summary>\(said("Code of the figure"))</summary>\n\(source)</details>\n"
        }
        // Code and what it printed are one box; pictures, claims and questions stand below it.
        var box = cell.foldsCode ? "" : code
        var html = ""
        for attachment in cell.attachments {
            if case .figure = attachment.kind { figureCount += 1 }
            let isNamed = attachment.anchor.map { anchors.insert($0).inserted } ?? true
            let text = AttachmentHTML.html(
                attachment, figureNumber: figureCount, isNamed: isNamed, opensQuestions: opensQuestions)
            if case .output = attachment.kind {
                box += text
                continue
            }
            html += Self.boxed(box, continues: cell.continues) + text
            box = ""
        }
        html += Self.boxed(box, continues: cell.continues)
        return html + (cell.foldsCode ? code : "")
    }

    private static func boxed(_ html: String, continues: Bool) -> String {
        html.isEmpty ? "" : "<div class=\"cell\(continues ? " continued" : "")\">\n\(html)</div>\n"
    }
}

extension Attachment {
    /// Whether it is a note that says, in bold, what of the text is of another run.
    var tellsDifference: Bool { if case .note(let text) = kind { text.contains("**") } else { false } }
    var isClaim: Bool { if case .claim = kind { true } else { false } }
    var isFailedClaim: Bool { if case .claim(_, _, _, let held) = kind { !held } else { false } }
    var isFailure: Bool { if case .failure = kind { true } else { false } }
}
