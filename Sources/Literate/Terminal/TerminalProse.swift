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
            if case .htmlBlock(let html) = node.kind {
                let folded = try foldedSummaries(html, &hidden, width: width)
                if !lines.isEmpty && !folded.isEmpty { lines.append("") }
                lines += folded
                continue
            }
            if hidden > 0 { continue }
            let block = try self.block(node, width: width)
            if !lines.isEmpty && !tight && !block.isEmpty { lines.append("") }
            lines += block
        }
        return lines
    }

    /// What is folded on the page is not shown: an answer would be read with its question.
    private func foldedSummaries(_ html: String, _ hidden: inout Int, width: Int) throws -> [String] {
        var lines: [String] = []
        for piece in FoldingTag.pieces(of: html) {
            switch piece {
            case .open: hidden += 1
            case .close: hidden = max(0, hidden - 1)
            case .summary(let text):
                let summary = MarkdownNode.parse(text).children.flatMap { words($0.children, style: .italic) }
                let remark = "(folded, see the page)".split(separator: " ").map { styled(String($0), .faint) }
                lines += hanging(wrap(summary + remark, width: width - 2), mark: "▸ ")
            case .markdown(let text):
                // Prose that follows a tag without an empty line belongs to the same block of HTML.
                if hidden > 0 { continue }
                if !lines.isEmpty { lines.append("") }
                lines += try blocks(MarkdownNode.parse(text).children, width: width)
            }
        }
        return lines
    }

    private func block(_ node: MarkdownNode, width: Int) throws -> [String] {
        switch node.kind {
        case .heading(let level): return heading(node, level: level, width: width)
        case .paragraph:
            if let link = node.sourceLink {
                return excerpt(try SourceExcerpt(link: link, reading: read), width: width)
            }
            return wrap(words(node.children), width: width)
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
            return text.sourceLines.map { $0.isEmpty ? "" : (fenced ? "    " : "        ") + $0 }
        case .table: return TerminalTable(node, in: self, width: width).lines
        case .thematicBreak: return [String(repeating: " ", count: max(0, width / 2 - 3)) + "* * *"]
        default: return try blocks(node.children, width: width)
        }
    }

    private func heading(_ node: MarkdownNode, level: Int, width: Int) -> [String] {
        let lines = wrap(words(node.children), width: width)
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
            case .text(let text), .html(let text): return [(text, style)]
            case .code(let text): return [(colour ? text : "`\(text)`", .cyan)]
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

    /// Fills lines up to `width` characters. A longer word has a line of its own.
    func wrap(_ words: [String], width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in words {
            let length = word.visibleWidth
            if word == "\n" || (used > 0 && used + 1 + length > width) {
                lines.append(line)
                (line, used) = ("", 0)
            }
            if word == "\n" { continue }
            if used > 0 { line += " " }
            line += word
            used += length + (used > 0 ? 1 : 0)
        }
        return line.isEmpty ? lines : lines + [line]
    }
}

extension String {
    /// Number of columns that the text takes up: colours take none, a letter with its combining marks one.
    var visibleWidth: Int {
        var count = 0
        var isEscape = false
        for character in self {
            if character == "\u{1b}" { isEscape = true }
            if !isEscape { count += 1 }
            if isEscape && character == "m" { isEscape = false }
        }
        return count
    }
}
