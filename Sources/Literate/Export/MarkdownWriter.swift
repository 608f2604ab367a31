import Text

/// Writes prose as Markdown again, so that what was text for us is text for whoever reads it: angle brackets, dollars and
/// all other marks are escaped in one place.
struct MarkdownWriter {
    enum Reader {
        /// GitHub, editors, converters.
        case markdown
        /// Jupyter, which sets what stands between dollars as mathematics even where they are escaped.
        case notebook
        /// pandoc, which knows more marks than others, and slides, which do not fold.
        case slides
    }

    let reader: Reader
    /// Gives the text of a file of the package, for `![source](path#name)`.
    var read: (String) throws -> String = noSources

    /// Parses and writes Markdown.
    func text(_ markdown: String) throws -> String {
        try blocks(balanced(MarkdownNode.parse(markdown).children))
    }

    /// One paragraph of Markdown, on one line.
    func line(_ markdown: String) -> String {
        let texts = MarkdownNode.parse(markdown.asParagraph).children.map {
            $0.children.isEmpty ? inline([$0]) : inline($0.children)
        }
        return Self.withSafeStarts(texts.joined(separator: " ").onOneLine)
    }

    // MARK: Blocks

    func blocks(_ nodes: [MarkdownNode], tight: Bool = false) throws -> String {
        var text = ""
        var previous: MarkdownNode.Kind?
        var marker = "-"
        for node in nodes {
            // Two lists in a row are two only if their marks differ.
            marker = previous?.isList == true && node.kind.isList && marker == "-" ? "*" : "-"
            var block = try self.block(node, marker: marker)
            // After a list, an indented block would be a part of its last item.
            if case .codeBlock(let code, _, fenced: false) = node.kind, previous?.isList == true {
                block = Self.fenced(code.hasSuffix("\n") ? String(code.dropLast()) : code, "")
            }
            guard !block.isEmpty else { continue }
            switch (previous, node.kind) {
            case (nil, _): break
            case (.foldStart, .foldSummary): text += "\n"
            case (_, .list(let start, _)) where tight && (start ?? 1) == 1: text += "\n"
            default: text += "\n\n"
            }
            text += block
            previous = node.kind
        }
        return text
    }

    private func block(_ node: MarkdownNode, marker: String) throws -> String {
        switch node.kind {
        case .heading(let level):
            let text = inline(node.children).onOneLine
            return String(repeating: "#", count: level) + " "
                + (text.hasSuffix("#") ? text.dropLast() + "\\#" : text)
        case .paragraph:
            if let link = node.sourceLink {
                let excerpt = try SourceExcerpt(link: link, reading: read)
                return Self.fenced(excerpt.text, "swift")
                    + "\n\n\(Self.code(excerpt.path)), line \(excerpt.firstLine)"
            }
            return Self.withSafeStarts(inline(node.children))
        case .quote:
            return try blocks(node.children).sourceLines.map { $0.isEmpty ? ">" : "> " + $0 }.joined(
                separator: "\n")
        case .list(let start, let tight):
            return try node.children.enumerated().map { index, item in
                let mark = start.map { "\($0 + index). " } ?? "\(marker) "
                return mark + (try blocks(item.children, tight: tight)).indented(by: mark.count)
            }.joined(separator: tight ? "\n" : "\n\n")
        case .codeBlock(let text, let language, let fenced):
            let code = text.hasSuffix("\n") ? String(text.dropLast()) : text
            return fenced ? Self.fenced(code, language) : "    " + code.indented(by: 4)
        case .table(let alignments): return table(node, alignments)
        case .thematicBreak: return reader == .slides ? "" : "* * *"
        case .foldStart: return reader == .slides ? "" : "<details>"
        case .foldEnd: return reader == .slides ? "" : "</details>"
        case .foldSummary:
            return reader == .slides
                ? "**\(inline(node.children).onOneLine)**"
                : "<summary>\(ProseHTML.inline(node.children, keepsFormulas: false).onOneLine)</summary>"
        case .text, .code: return Self.withSafeStarts(inline([node]))
        default: return try blocks(node.children)
        }
    }

    private func table(_ node: MarkdownNode, _ alignments: [MarkdownNode.Alignment]) -> String {
        let rows = node.children.map { row in
            let cells = row.children.map { inline($0.children).onOneLine.replacing("|", with: "\\|") }
            return "| " + cells.joined(separator: " | ") + " |"
        }
        let rule = alignments.map { alignment in
            switch alignment {
            case .none: "---"
            case .left: ":--"
            case .center: ":-:"
            case .right: "--:"
            }
        }
        return ([rows.first ?? "", "|" + rule.joined(separator: "|") + "|"] + rows.dropFirst()).joined(
            separator: "\n")
    }

    /// What opens and closes within these nodes. A fold that goes on beyond them, over code, cannot fold there: its summary
    /// stands in bold, and all of it is open.
    private func balanced(_ nodes: [MarkdownNode]) -> [MarkdownNode] {
        var open: [Int] = []
        var unmatched: Set<Int> = []
        for (index, node) in nodes.enumerated() {
            if node.kind == .foldStart { open.append(index) }
            if node.kind == .foldEnd, open.popLast() == nil { unmatched.insert(index) }
        }
        guard reader == .notebook else { return nodes }
        unmatched.formUnion(open)
        return nodes.enumerated().compactMap { index, node in
            if unmatched.contains(index) { return nil }
            guard node.kind == .foldSummary, unmatched.contains(index - 1) else { return node }
            return MarkdownNode(
                kind: .paragraph, children: [MarkdownNode(kind: .strong, children: node.children)])
        }
    }

    /// Code in a fence that is longer than any row of backticks inside it.
    static func fenced(_ text: String, _ language: String) -> String {
        let fence = String(repeating: "`", count: max(3, longestRow(in: text) + 1))
        return "\(fence)\(language.filter { $0 != "`" })\n\(text)\n\(fence)"
    }

    // MARK: Inlines

    func inline(_ nodes: [MarkdownNode]) -> String {
        nodes.enumerated().map { index, node in
            let text = inline(node)
            // An exclamation mark before a link would make a picture of it.
            let next = index + 1 < nodes.count ? nodes[index + 1].kind : .softBreak
            if case .link = next, text.hasSuffix("!") { return text.dropLast() + "\\!" }
            return text
        }.joined()
    }

    private func inline(_ node: MarkdownNode) -> String {
        let inner = inline(node.children)
        switch node.kind {
        case .text(let text): return escaped(text)
        case .code(let text), .codeBlock(let text, _, _):
            return Self.code(text.sourceLines.joined(separator: " "))
        case .softBreak: return "\n"
        case .lineBreak: return "\\\n"
        case .emphasis: return inner.isEmpty ? "" : "*\(inner)*"
        case .strong: return inner.isEmpty ? "" : "**\(inner)**"
        case .strikethrough: return inner.isEmpty ? "" : "~~\(inner)~~"
        case .link(let url):
            // Beside an exported file there are no pages of other lessons.
            guard url.isSafeLink, !url.hasPrefix("../"), !url.isEmpty else { return inner }
            let isItsOwnText =
                node.plainText == url && url.contains("://") && !url.contains { "<>& \n".contains($0) }
            return isItsOwnText ? "<\(url)>" : "[\(inner)](\(Self.address(url)))"
        case .image(let url):
            return url.hasPrefix("data:image/")
                ? "![\(escaped(node.plainText))](\(Self.address(url)))" : "*\(inner)*"
        default: return inner
        }
    }

    /// The address of a link or a picture.
    static func address(_ url: String) -> String {
        let escaped = url.map { "<>\\".contains($0) ? "\\\($0)" : $0.isNewline ? "%0A" : "\($0)" }.joined()
        return "<\(escaped)>"
    }

    static func code(_ text: String) -> String {
        let fence = String(repeating: "`", count: longestRow(in: text) + 1)
        let isPadded =
            text.hasPrefix("`") || text.hasSuffix("`") || (text.hasPrefix(" ") && text.hasSuffix(" "))
        return isPadded ? "\(fence) \(text) \(fence)" : fence + text + fence
    }

    private static func longestRow(in text: String) -> Int {
        var (longest, row) = (0, 0)
        for character in text {
            row = character == "`" ? row + 1 : 0
            longest = max(longest, row)
        }
        return longest
    }

    /// Text in which no mark has a meaning, wherever in a line it stands but at its start.
    func escaped(_ text: String) -> String {
        var result = ""
        let characters = Array(text.controlsShown)
        func at(_ index: Int) -> Character? { characters.indices.contains(index) ? characters[index] : nil }
        for (index, character) in characters.enumerated() {
            let (before, after) = (at(index - 1), at(index + 1))
            let isMark =
                switch character {
                case "\\", "`", "*", "[", "]", "<", "$", "~": true
                // Between letters it is a part of the name.
                case "_": !(before?.isLetter == true && after?.isLetter == true)
                case "&": after.map { $0.isLetter || $0 == "#" } ?? true
                // What pandoc would make a dash or an ellipsis of.
                case "-": reader == .slides && (before == "-" || after == "-")
                case "." where after == "." && at(index + 2) == ".": reader == .slides
                // What would become a link.
                case ".": String(characters[max(0, index - 3)..<index]) == "www"
                case ":": after == "/" && at(index + 2) == "/"
                case "@": true
                case "^", "{", "}", "|": reader == .slides
                default: false
                }
            if character == "$", reader == .notebook {
                result += "<span>\\$</span>"
            } else {
                result += isMark ? "\\\(character)" : String(character)
            }
        }
        return result
    }

    /// Escapes what has a meaning at the start of a line only: marks of lists, headings, quotations, rules.
    private static func withSafeStarts(_ text: String) -> String {
        text.sourceLines.map { line in
            let number = line.prefix { $0.isASCII && $0.isNumber }
            let rest = line.dropFirst(number.count)
            let endsWord = rest.dropFirst().first.map { $0 == " " || $0 == "\t" } ?? true
            if !number.isEmpty, let mark = rest.first, ".)".contains(mark), endsWord {
                return number + "\\" + rest
            }
            guard let first = line.first else { return line }
            let afterMarks = line.drop { $0 == first }.first
            let isAlone = afterMarks.map { $0 == " " || $0 == "\t" } ?? true
            return ">|:".contains(first) || ("-+#=".contains(first) && isAlone) ? "\\" + line : line
        }.joined(separator: "\n")
    }
}

extension MarkdownNode.Kind {
    fileprivate var isList: Bool { if case .list = self { true } else { false } }
}

extension String {
    /// Lines but the first moved to the right, empty ones left empty.
    fileprivate func indented(by width: Int) -> String {
        let margin = String(repeating: " ", count: width)
        return sourceLines.enumerated().map { $0 == 0 || $1.isEmpty ? $1 : margin + $1 }.joined(
            separator: "\n")
    }

    /// Ends of lines become spaces, those that a backslash forces too.
    var onOneLine: String {
        sourceLines.map { line in
            let backslashes = line.reversed().prefix { $0 == "\\" }.count
            return backslashes % 2 == 1 ? String(line.dropLast()) : line
        }.joined(separator: " ")
    }
}
