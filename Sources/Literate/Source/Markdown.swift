import CMarkdown
import Synchronization
import Text

/// A node of a Markdown document, free of pointers: what every renderer of prose walks over.
struct MarkdownNode: Equatable, Sendable {
    enum Alignment: Sendable { case none, left, center, right }

    enum Kind: Equatable, Sendable {
        case document, paragraph, quote, item, thematicBreak
        case heading(level: Int)
        /// `<details>` and `</details>`: what stands between them folds. It may hold several chunks of a lesson.
        case foldStart, foldEnd
        /// `<summary>…</summary>`: what is seen of a fold.
        case foldSummary
        /// `start` is nil for bullets; a tight list has no paragraphs' space between its items.
        case list(start: Int?, tight: Bool)
        /// Indented blocks are display equations, fenced ones are code in `language` or plain text.
        case codeBlock(text: String, language: String, fenced: Bool)
        case table([Alignment])
        case tableRow(isHeader: Bool)
        case tableCell
        case text(String), code(String)
        case softBreak, lineBreak
        case emphasis, strong, strikethrough
        case link(url: String), image(url: String)
    }

    let kind: Kind
    var children: [MarkdownNode] = []
    /// Line within the parsed text, from 1.
    var line = 1

    /// The words of the node without any marks.
    var plainText: String {
        switch kind {
        case .text(let text), .code(let text), .codeBlock(let text, _, _): text
        case .softBreak, .lineBreak: " "
        default: children.map(\.plainText).joined()
        }
    }

    /// Parses GitHub-flavoured Markdown: tables, strikethrough with two tildes, links found by themselves.
    ///
    /// There is no raw HTML in the result: but for the tags that fold, it is text, so that no renderer has to know of it.
    /// Control characters, however they are written, are visible text too.
    static func parse(_ markdown: String) -> MarkdownNode { library.withLock { _ in parse(markdown, depth: 0) } }

    /// One text at a time: while the library reads a text with extensions, it keeps the characters that mean something to
    /// them in a table for all.
    private static let library = Mutex(())

    private static func parse(_ markdown: String, depth: Int) -> MarkdownNode {
        _ = extensionsAreRegistered
        let options = CMARK_OPT_SMART | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
        guard let parser = cmark_parser_new(Int32(options)) else { return MarkdownNode(kind: .document) }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink"] {
            if let found = cmark_find_syntax_extension(name) {
                cmark_parser_attach_syntax_extension(parser, found)
            }
        }
        // To the library a carriage return alone ends a line; to the compiler, which counts the others, it does not.
        var text = markdown.controlsShown
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let root = cmark_parser_finish(parser) else { return MarkdownNode(kind: .document) }
        defer { cmark_node_free(root) }
        return MarkdownNode(kind: .document, children: children(of: root, depth: depth))
    }

    /// The library keeps its extensions in one unguarded list: a lazy constant fills it once.
    private static let extensionsAreRegistered: Void = cmark_gfm_core_extensions_ensure_registered()

    private typealias Pointer = OpaquePointer

    /// Lists in lists and quotations in quotations that are kept apart: what is deeper is shown as plain text, so that no
    /// prose is too deep for those who walk over it.
    private static let greatestDepth = 60

    private static func children(of pointer: Pointer, depth: Int) -> [MarkdownNode] {
        guard depth < greatestDepth else {
            let text = literals(in: pointer)
            return text.isEmpty ? [] : [MarkdownNode(kind: .text(text))]
        }
        var children: [MarkdownNode] = []
        var next = cmark_node_first_child(pointer)
        while let child = next {
            let line = max(1, Int(cmark_node_get_start_line(child)))
            if string(cmark_node_get_type_string(child)) == "html_block" {
                children += blocks(ofHTML: literal(child), line: line, depth: depth + 1)
            } else {
                children.append(
                    MarkdownNode(
                        kind: nodeKind(of: child), children: Self.children(of: child, depth: depth + 1),
                        line: line))
            }
            next = cmark_node_next(child)
        }
        return children
    }

    /// A block of raw HTML: its folding tags, and between them Markdown; what is neither is a paragraph of text.
    private static func blocks(ofHTML html: String, line: Int, depth: Int) -> [MarkdownNode] {
        let pieces = FoldingTag.pieces(of: html)
        return pieces.flatMap { piece -> [MarkdownNode] in
            let line = line + piece.line
            switch piece.tag {
            case .open: return [MarkdownNode(kind: .foldStart, line: line)]
            case .close: return [MarkdownNode(kind: .foldEnd, line: line)]
            case .summary(let text):
                let words = parse(text.asParagraph, depth: depth).children.flatMap(\.children)
                return [MarkdownNode(kind: .foldSummary, children: words, line: line)]
            case .markdown(let text) where pieces.count == 1:
                return [MarkdownNode(kind: .paragraph, children: lines(of: text), line: line)]
            case .markdown(let text):
                return parse(text, depth: depth).children.map { node in
                    var node = node
                    node.line += line - 1
                    return node
                }
            }
        }
    }

    /// Text as it is, line by line, as in a paragraph.
    private static func lines(of text: String) -> [MarkdownNode] {
        Array(
            text.trimmed.sourceLines.map { [MarkdownNode(kind: .text($0.trimmed.controlsShown))] }
                .joined(separator: [MarkdownNode(kind: .softBreak)]))
    }

    /// All text below a node, without a walk that goes down.
    private static func literals(in pointer: Pointer) -> String {
        guard let iterator = cmark_iter_new(pointer) else { return "" }
        defer { cmark_iter_free(iterator) }
        var texts: [String] = []
        while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
            guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
            let text = literal(node)
            if !text.isEmpty { texts.append(text) }
        }
        return texts.joined(separator: " ")
    }

    private static func nodeKind(of pointer: Pointer) -> Kind {
        switch string(cmark_node_get_type_string(pointer)) {
        case "paragraph": .paragraph
        case "block_quote": .quote
        case "item": .item
        case "thematic_break": .thematicBreak
        case "heading": .heading(level: Int(cmark_node_get_heading_level(pointer)))
        case "list":
            .list(
                start: cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST
                    ? Int(cmark_node_get_list_start(pointer)) : nil,
                tight: cmark_node_get_list_tight(pointer) != 0)
        case "code_block":
            .codeBlock(
                text: literal(pointer), language: string(cmark_node_get_fence_info(pointer)),
                fenced: isFenced(pointer))
        case "table": .table(alignments(pointer))
        case "table_header": .tableRow(isHeader: true)
        case "table_row": .tableRow(isHeader: false)
        case "table_cell": .tableCell
        case "text", "html_inline": .text(literal(pointer))
        case "code": .code(literal(pointer))
        case "softbreak": .softBreak
        case "linebreak": .lineBreak
        case "emph": .emphasis
        case "strong": .strong
        case "strikethrough": .strikethrough
        case "link": .link(url: string(cmark_node_get_url(pointer)))
        case "image": .image(url: string(cmark_node_get_url(pointer)))
        default: .document
        }
    }

    private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { String(cString: $0).controlsShown } ?? ""
    }

    private static func literal(_ pointer: Pointer) -> String { string(cmark_node_get_literal(pointer)) }

    private static func isFenced(_ pointer: Pointer) -> Bool {
        var length: Int32 = 0
        var offset: Int32 = 0
        var character: CChar = 0
        return cmark_node_get_fenced(pointer, &length, &offset, &character) != 0
    }

    private static func alignments(_ pointer: Pointer) -> [Alignment] {
        let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
        guard let letters = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
        return (0..<count).map { column in
            switch letters[column] {
            case UInt8(ascii: "l"): .left
            case UInt8(ascii: "c"): .center
            case UInt8(ascii: "r"): .right
            default: .none
            }
        }
    }
}

extension String {
    /// Markdown that is a paragraph whatever it begins with: an answer such as “16. The promise is 15.” is no list.
    var asParagraph: String {
        let number = prefix { $0.isASCII && $0.isNumber }
        let rest = dropFirst(number.count)
        if !number.isEmpty, let mark = rest.first, ".)".contains(mark) { return number + "\\" + rest }
        let isMark = first.map { "-+*#>".contains($0) } == true && dropFirst().first == " "
        return isMark ? "\\" + self : self
    }
}
