/// Turns prose into HTML. Every letter of the prose is escaped; only `<details>` and `<summary>` fold.
struct ProseHTML {
    /// Names of the headings, by line of the file.
    let anchors: [Int: String]
    /// Line of the heading that the page shows by itself.
    let titleLine: Int?
    /// Gives the text of a file of the package.
    let read: (String) throws -> String
    /// `<details>` that are open. One may hold several chunks, code included.
    private(set) var openDetails = 0
    /// Those that were open where the surrounding list item or table began: they may not be closed inside it.
    private var outerDetails = 0
    private var firstLine = 1

    init(anchors: [Int: String], titleLine: Int?, reading read: @escaping (String) throws -> String) {
        (self.anchors, self.titleLine, self.read) = (anchors, titleLine, read)
    }

    mutating func html(_ markdown: String, firstLine: Int) throws -> String {
        self.firstLine = firstLine
        return try blocks(MarkdownNode.parse(markdown).children)
    }

    /// Closes what the author left open.
    mutating func finish() -> String {
        defer { openDetails = outerDetails }
        return String(repeating: "</details>\n", count: openDetails - outerDetails)
    }

    // MARK: Blocks

    private mutating func blocks(_ nodes: [MarkdownNode], tight: Bool = false) throws -> String {
        var html = ""
        for node in nodes { html += try block(node, tight: tight) }
        return html
    }

    /// The blocks inside an element that ends before the prose does.
    private mutating func contained(_ nodes: [MarkdownNode], tight: Bool = false) throws -> String {
        let outer = outerDetails
        outerDetails = openDetails
        let html = try blocks(nodes, tight: tight)
        let closing = finish()
        outerDetails = outer
        return html + closing
    }

    private mutating func block(_ node: MarkdownNode, tight: Bool) throws -> String {
        switch node.kind {
        case .heading(let level): return heading(node, level: min(max(level, 2), 6))
        case .paragraph: return try paragraph(node, tight: tight)
        case .quote:
            return
                "<div class=\"takeaway\" role=\"note\" aria-label=\"Takeaway\">\n"
                + (try contained(node.children)) + "</div>\n"
        case .list(let start, let tight):
            let attribute = start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
            let tag = start == nil ? "ul" : "ol"
            var items = ""
            for item in node.children { items += "<li>\(try contained(item.children, tight: tight))</li>\n" }
            return "<\(tag)\(attribute)>\n\(items)</\(tag)>\n"
        case .codeBlock(let text, let language, let fenced):
            return fenced ? Self.fencedCode(text, language: language) : Equation(text).html
        case .foldStart:
            openDetails += 1
            return "<details class=\"aside\">\n"
        case .foldEnd:
            guard openDetails > outerDetails else { return "" }
            openDetails -= 1
            return "</details>\n"
        case .foldSummary:
            let words = Self.inline(node.children)
            return openDetails > outerDetails
                ? "<summary>\(words)</summary>\n" : "<p><strong>\(words)</strong></p>\n"
        case .text, .code: return "<p>\(Self.inline([node]))</p>\n"
        case .table(let alignments): return Self.table(node, alignments)
        case .thematicBreak: return "<hr>\n"
        default: return try contained(node.children)
        }
    }

    private func heading(_ node: MarkdownNode, level: Int) -> String {
        let text = Self.inline(node.children)
        let line = firstLine + node.line - 1
        if line == titleLine { return "" }
        guard let anchor = anchors[line] else { return "<h\(level)>\(text)</h\(level)>\n" }
        let link = "<a class=\"anchor\" href=\"#\(anchor)\" aria-label=\"Link to this section\">#</a>"
        return "<h\(level) id=\"\(anchor)\">\(text) \(link)</h\(level)>\n"
    }

    private func paragraph(_ node: MarkdownNode, tight: Bool) throws -> String {
        if let link = node.sourceLink {
            return Self.excerpt(try SourceExcerpt(link: link, reading: read))
        }
        let text = Self.inline(node.children)
        guard let callout = node.callout else { return tight ? text + "\n" : "<p>\(text)</p>\n" }
        return "<p class=\"\(callout.rawValue)\" role=\"note\">\(text)</p>\n"
    }

    private static func excerpt(_ excerpt: SourceExcerpt) -> String {
        let place = "<code>\(excerpt.path.escapedForHTML)</code>, line \(excerpt.firstLine)"
        return "<figure class=\"excerpt\">\n<figcaption>\(place)</figcaption>\n"
            + "<pre class=\"code\"\(excerpt.text.focus)><code>\(highlightedHTML(swift: excerpt.text))"
            + "</code></pre>\n</figure>\n"
    }

    private static func fencedCode(_ text: String, language: String) -> String {
        let code = text.hasSuffix("\n") ? String(text.dropLast()) : text
        let (style, html) =
            switch language {
            case "swift": ("code", highlightedHTML(swift: code))
            case "python": ("code python", highlightedHTML(python: code))
            default: ("plain", code.escapedForHTML)
            }
        return "<pre class=\"\(style)\"\(code.focus)><code>\(html)</code></pre>\n"
    }

    private static func table(_ node: MarkdownNode, _ alignments: [MarkdownNode.Alignment]) -> String {
        func row(_ row: MarkdownNode, _ tag: String) -> String {
            let cells = row.children.enumerated().map { column, cell in
                let alignment = column < alignments.count ? alignments[column] : .none
                let style = alignment == .none ? "" : " class=\"\(alignment)\""
                // A header that says nothing is none.
                let tag = cell.children.isEmpty ? "td" : tag
                let scope = tag == "th" ? " scope=\"col\"" : ""
                return "<\(tag)\(scope)\(style)>\(inline(cell.children))</\(tag)>"
            }
            return "<tr>\(cells.joined())</tr>\n"
        }
        let header = node.children.prefix { $0.kind == .tableRow(isHeader: true) }
        let body = node.children.dropFirst(header.count)
        // What may be wider than a phone can be reached and moved with the keyboard.
        let rows = node.children.map { $0.children.map(\.plainText).joined(separator: "   ") }
        let focus = rows.joined(separator: "\n").focus
        let region = focus.isEmpty ? "" : focus + " role=\"group\" aria-label=\"Table\""
        return "<div class=\"scroll\"\(region)><table>\n<thead>\n\(header.map { row($0, "th") }.joined())</thead>\n"
            + "<tbody>\n\(body.map { row($0, "td") }.joined())</tbody>\n</table></div>\n"
    }

    // MARK: Inlines

    /// `keepsFormulas`: short formulas are not broken at the end of a line.
    static func inline(_ nodes: [MarkdownNode], keepsFormulas: Bool = true) -> String {
        func letters(_ text: String) -> String { keepsFormulas ? InlineFormulas.html(text) : text.escapedForHTML }
        var (html, text) = ("", "")
        for node in nodes {
            switch node.kind {
            // A formula may go on behind the end of a line.
            case .text(let more): text += more
            case .softBreak: text += "\n"
            default:
                html += letters(text) + inline(node, keepsFormulas)
                text = ""
            }
        }
        return html + letters(text)
    }

    private static func inline(_ node: MarkdownNode, _ keepsFormulas: Bool) -> String {
        let inner = inline(node.children, keepsFormulas: keepsFormulas)
        switch node.kind {
        case .code(let text), .codeBlock(let text, _, _): return "<code>\(text.escapedForHTML)</code>"
        case .lineBreak: return "<br>\n"
        case .emphasis: return "<em>\(inner)</em>"
        case .strong: return "<strong>\(inner)</strong>"
        case .strikethrough: return "<del>\(inner)</del>"
        case .link(let url): return url.isSafeLink ? "<a href=\"\(url.escapedForHTML)\">\(inner)</a>" : inner
        case .image(let url):
            guard url.hasPrefix("data:image/") else { return "<em>\(inner)</em>" }
            return "<img src=\"\(url.escapedForHTML)\" alt=\"\(node.plainText.escapedForHTML)\">"
        default: return inner
        }
    }
}

/// Paragraphs that the page sets apart, told by the bold words they begin with.
enum Callout: String {
    /// `**Change one line.** …`: something to try, in the margin.
    case margin
    /// `**Careful.** …`: a trap.
    case careful
}

extension MarkdownNode {
    var callout: Callout? {
        guard kind == .paragraph, let first = children.first, first.kind == .strong else { return nil }
        let words = first.plainText.lowercased()
        return words.hasPrefix("change one line") ? .margin : words.hasPrefix("careful") ? .careful : nil
    }
}

extension String {
    /// True for addresses that a click on the page may follow.
    var isSafeLink: Bool {
        let scheme = prefix { $0 != ":" && $0 != "/" && $0 != "#" && $0 != "?" }
        guard scheme.count < count, dropFirst(scheme.count).first == ":" else { return true }
        return ["http", "https", "mailto"].contains(scheme.lowercased())
    }
}
