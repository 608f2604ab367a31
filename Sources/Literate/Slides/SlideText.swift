import Text

/// A stretch of a slide's text that is set in one way.
public struct SlideSpan: Equatable, Sendable {
    public enum Style: Equatable, Sendable {
        case plain, strong, emphasis, code
        /// A piece of a program, by what it is to the compiler.
        case keyword, type, string, number, comment
    }

    public enum Script: Sendable { case none, raised, lowered }

    struct Index: Equatable, Sendable {
        let shown: String
        let script: Script
    }

    public var text: String
    public var style: Style
    /// Where all of it is an index or an exponent, the `_q` of `W_q`: what is shown of it, and where.
    var index: Index?

    public init(_ text: String, _ style: Style = .plain) { (self.text, self.style) = (text, style) }

    /// The text cut where letters rise above the line or sink below it: `10⁻³` is “10” and a raised “−3”, which is `⁻³` in the
    /// text. The small letters of a font could not be read from the back row.
    public var scripts: [(shown: String, script: Script, text: String)] {
        if let index { return [(index.shown, index.script, text)] }
        return text.reduce(into: []) { parts, character in
            let large = SmallLetter.large(character)
            let script = large?.script ?? .none
            if let last = parts.last, last.script == script {
                parts[parts.count - 1].shown.append(large?.letter ?? character)
                parts[parts.count - 1].text.append(character)
            } else {
                parts.append((String(large?.letter ?? character), script, String(character)))
            }
        }
    }
}

extension [SlideSpan] {
    /// The words without their marks.
    public var plainText: String { map(\.text).joined() }

    /// The sentences of a paragraph: cut after a full stop, a question or an exclamation mark before a capital.
    var sentences: [[SlideSpan]] {
        var sentences: [[SlideSpan]] = [[]]
        for span in self {
            guard span.style == .plain else {
                sentences[sentences.count - 1].append(span)
                continue
            }
            var text = ""
            let characters = Array<Character>(span.text)
            for (index, character) in characters.enumerated() {
                text.append(character)
                guard ".?!".contains(character), index + 2 < characters.count, characters[index + 1] == " ",
                    characters[index + 2].isUppercase
                else { continue }
                // Behind a piece of code the space belongs to the sentence.
                let isFirst = sentences[sentences.count - 1].isEmpty
                sentences[sentences.count - 1].append(SlideSpan(isFirst ? text.trimmed : text))
                sentences.append([])
                text = ""
            }
            let isFirst = sentences[sentences.count - 1].isEmpty
            let rest = isFirst ? String(text.drop { $0 == " " }) : text
            if !rest.isEmpty { sentences[sentences.count - 1].append(SlideSpan(rest)) }
        }
        return sentences.filter { !$0.plainText.trimmed.isEmpty }
    }
}

extension MarkdownNode {
    /// The running text of a paragraph, a heading or a cell.
    var slideSpans: [SlideSpan] { Self.spans(children, .plain) }

    private static func spans(_ nodes: [MarkdownNode], _ style: SlideSpan.Style) -> [SlideSpan] {
        nodes.flatMap { node -> [SlideSpan] in
            switch node.kind {
            case .text(let text): [SlideSpan(text, style)]
            case .code(let text), .codeBlock(let text, _, _): [SlideSpan(text, .code)]
            case .softBreak: [SlideSpan(" ", style)]
            case .lineBreak: [SlideSpan("\n", style)]
            case .emphasis: spans(node.children, .emphasis)
            case .strong: spans(node.children, .strong)
            default: spans(node.children, style)
            }
        }.joinedWhereAlike
    }
}

extension [SlideSpan] {
    /// Neighbours of one style as one span.
    fileprivate var joinedWhereAlike: [SlideSpan] {
        reduce(into: []) { spans, span in
            if let last = spans.last, last.style == span.style, span.style != .code {
                spans[spans.count - 1].text += span.text
            } else {
                spans.append(span)
            }
        }
    }
}

/// Lines of Swift with their colours, for a slide.
func slideCode(swift source: String) -> [[SlideSpan]] {
    var lines: [[SlideSpan]] = [[]]
    for token in SwiftLexer.tokens(of: source) {
        let style = token.kind.slideStyle
        let parts = token.text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index > 0 { lines.append([]) }
            if !part.isEmpty { lines[lines.count - 1].append(SlideSpan(String(part), style)) }
        }
    }
    return lines
}

extension SwiftToken.Kind {
    fileprivate var slideStyle: SlideSpan.Style {
        switch self {
        case .keyword, .attribute, .directive: .keyword
        case .type: .type
        case .string, .regex: .string
        case .number: .number
        case .comment: .comment
        default: .code
        }
    }
}
