import Text

/// Sets prose for a terminal: wrapped to a width, with colours or without.
struct TerminalProse {
    let width: Int
    let colour: Bool
    let read: (String) throws -> String

    func text(_ markdown: String) throws -> String {
        try blocks(MarkdownNode.parse(markdown).children, width: width).joined(separator: "\n")
    }

    func styled(_ text: String, _ style: ANSIStyle) -> String {
        colour && !text.isEmpty ? style.applied(to: text) : text
    }

    // MARK: Blocks

    /// The lines of some blocks, with an empty line between two.
    private func blocks(_ nodes: [MarkdownNode], width: Int, tight: Bool = false) throws -> [String] {
        var lines: [String] = []
        var hidden = 0
        for node in nodes {
            switch node.kind {
            // What is folded on the page is not shown: an answer would be read with its question.
            case .foldStart: hidden += 1
            case .foldEnd: hidden = max(0, hidden - 1)
            case .foldSummary: add(summary(node, width: width), to: &lines, tight: tight)
            case _ where hidden > 0: continue
            default: add(try block(node, width: width), to: &lines, tight: tight)
            }
        }
        return lines
    }

    private func add(_ block: [String], to lines: inout [String], tight: Bool) {
        if !lines.isEmpty && !tight && !block.isEmpty { lines.append("") }
        lines += block
    }

    private func summary(_ node: MarkdownNode, width: Int) -> [String] {
        let remark = "(folded, see the page)".split(separator: " ").map { styled(String($0), .faint) }
        let words = words(node.children, style: .italic) + remark
        return hanging(Paragraph.lines(of: words, width: width - 2), mark: "▸ ")
    }

    private func block(_ node: MarkdownNode, width: Int) throws -> [String] {
        switch node.kind {
        case .heading(let level): return heading(node, level: level, width: width)
        case .paragraph:
            if let link = node.sourceLink {
                return excerpt(try SourceExcerpt(link: link, reading: read), width: width)
            }
            return Paragraph.lines(of: words(node.children), width: width)
        case .quote:
            return try blocks(node.children, width: width - 2).map {
                styled("┃ ", .magenta) + styled($0, .bold)
            }
        case .list(let start, let tight):
            var lines: [String] = []
            for (index, item) in node.children.enumerated() {
                if index > 0 && !tight { lines.append("") }
                let mark = start.map { "\($0 + index). " } ?? "• "
                let content = try blocks(item.children, width: width - mark.count, tight: tight)
                lines += hanging(content, mark: mark)
            }
            return lines
        case .codeBlock(let text, let language, let fenced):
            if language == "swift" { return terminalCode(text, width: width, colour: colour).sourceLines }
            let shown = language == "python" && colour ? highlightedANSI(python: text) : text
            return shown.sourceLines.map { $0.isEmpty ? "" : (fenced ? "    " : "        ") + $0 }
        case .table: return TerminalTable(node, in: self, width: width).lines
        case .thematicBreak: return [String(repeating: " ", count: max(0, width / 2 - 3)) + "* * *"]
        case .text, .code: return Paragraph.lines(of: words([node]), width: width)
        default: return try blocks(node.children, width: width)
        }
    }

    private func heading(_ node: MarkdownNode, level: Int, width: Int) -> [String] {
        let lines = Paragraph.lines(of: words(node.children), width: width)
        let longest = lines.map(\.visibleWidth).max() ?? 0
        let rule = level == 1 ? "═" : level == 2 ? "─" : ""
        let underline = rule.isEmpty ? [] : [String(repeating: rule, count: longest)]
        return lines.map { styled($0, .bold) } + underline
    }

    private func excerpt(_ excerpt: SourceExcerpt, width: Int) -> [String] {
        [styled("\(excerpt.path), line \(excerpt.firstLine)", .faint)]
            + terminalCode(excerpt.text, width: width, colour: colour).sourceLines
    }

    private func hanging(_ lines: [String], mark: String) -> [String] {
        let indent = String(repeating: " ", count: mark.count)
        return (lines.isEmpty ? [""] : lines).enumerated().map { index, line in
            index == 0 ? mark + line : line.isEmpty ? "" : indent + line
        }
    }

    // MARK: Words

    /// The words of some inline nodes, each styled by itself, so that wrapping cannot tear a style apart. A
    /// forced line break is a word "\n".
    func words(_ nodes: [MarkdownNode], style: ANSIStyle? = nil) -> [String] {
        var words: [String] = []
        var isGlued = true
        for piece in pieces(nodes, style: style) {
            let parts = piece.text.split(separator: " ", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                if index > 0 { isGlued = false }
                if part.isEmpty { continue }
                let word = piece.style.map { styled(String(part), $0) } ?? String(part)
                if isGlued, let last = words.indices.last, word != "\n", words[last] != "\n" {
                    words[last] += word
                } else {
                    words.append(word)
                }
                isGlued = word != "\n"
            }
        }
        return words
    }

    private func pieces(_ nodes: [MarkdownNode], style: ANSIStyle?) -> [(text: String, style: ANSIStyle?)] {
        nodes.flatMap { node -> [(text: String, style: ANSIStyle?)] in
            switch node.kind {
            case .text(let text): return [(text, style)]
            case .code(let text), .codeBlock(let text, _, _): return [(colour ? text : "`\(text)`", .cyan)]
            case .softBreak: return [(" ", nil)]
            case .lineBreak: return [(" \n ", nil)]
            case .emphasis: return pieces(node.children, style: style ?? .italic)
            case .strong: return pieces(node.children, style: .bold)
            case .link(let url):
                let text = pieces(node.children, style: .underline)
                let isShown = url.contains("://") && node.plainText != url
                return isShown ? text + [(" (\(url))", .faint)] : text
            case .image(let url):
                return [(url.hasPrefix("data:") ? node.plainText : "\(node.plainText) (\(url))", .italic)]
            default: return pieces(node.children, style: style)
            }
        }
    }
}
