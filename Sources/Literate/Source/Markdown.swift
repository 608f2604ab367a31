import CMarkdown

/// A node of a Markdown document, free of pointers: what every renderer of prose walks over.
struct MarkdownNode: Equatable, Sendable {
    enum Alignment: Sendable { case none, left, center, right }

    enum Kind: Equatable, Sendable {
        case document, paragraph, quote, item, thematicBreak
        case heading(level: Int)
        /// `start` is nil for bullets; a tight list has no paragraphs' space between its items.
        case list(start: Int?, tight: Bool)
        /// Indented blocks are display equations, fenced ones are code in `language` or plain text.
        case codeBlock(text: String, language: String, fenced: Bool)
        case htmlBlock(String)
        case table([Alignment])
        case tableRow(isHeader: Bool)
        case tableCell
        case text(String), code(String), html(String)
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
        case .text(let text), .code(let text): text
        case .softBreak, .lineBreak: " "
        default: children.map(\.plainText).joined()
        }
    }

    /// Parses GitHub-flavoured Markdown: tables, strikethrough with two tildes, links found by themselves.
    static func parse(_ markdown: String) -> MarkdownNode {
        _ = extensionsAreRegistered
        let options = CMARK_OPT_SMART | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
        guard let parser = cmark_parser_new(Int32(options)) else { return MarkdownNode(kind: .document) }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink"] {
            if let found = cmark_find_syntax_extension(name) {
                cmark_parser_attach_syntax_extension(parser, found)
            }
        }
        var text = markdown
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let root = cmark_parser_finish(parser) else { return MarkdownNode(kind: .document) }
        defer { cmark_node_free(root) }
        return convert(root)
    }

    /// The library keeps its extensions in one unguarded list: a lazy constant fills it once.
    private static let extensionsAreRegistered: Void = cmark_gfm_core_extensions_ensure_registered()

    private typealias Pointer = OpaquePointer

    private static func convert(_ pointer: Pointer) -> MarkdownNode {
        var children: [MarkdownNode] = []
        var next = cmark_node_first_child(pointer)
        while let child = next {
            children.append(convert(child))
            next = cmark_node_next(child)
        }
        let line = max(1, Int(cmark_node_get_start_line(pointer)))
        return MarkdownNode(kind: nodeKind(of: pointer), children: children, line: line)
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
        case "html_block": .htmlBlock(literal(pointer))
        case "table": .table(alignments(pointer))
        case "table_header": .tableRow(isHeader: true)
        case "table_row": .tableRow(isHeader: false)
        case "table_cell": .tableCell
        case "text": .text(literal(pointer))
        case "code": .code(literal(pointer))
        case "html_inline": .html(literal(pointer))
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
        pointer.map { String(cString: $0) } ?? ""
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
