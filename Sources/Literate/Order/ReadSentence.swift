import Text

/// A sentence that a learner reads, on a page, in a stub or in a hint.
public struct ReadSentence: Equatable, Sendable {
    /// With code between backticks.
    public let text: String
    /// Line of its file.
    public let line: Int
    /// Numbers of the lessons that it names or links to.
    var lessons: Set<String>

    /// The sentence without code, which is read by another rule: `CallOrder`.
    var words: String {
        guard text.contains("`") else { return text }
        return text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .map { $0.isMultiple(of: 2) ? String($1) : "`" }.joined()
    }
}

extension LessonSource {
    /// What a learner reads of the lesson: its prose, and the comments and words of its code. Left out are the list of words,
    /// which defines, and what is further to read, which has titles that others chose.
    public var sentences: [ReadSentence] {
        var sentences: [ReadSentence] = []
        var openHeading: Int?
        for chunk in chunks {
            guard chunk.kind == .prose else {
                sentences += ReadSentence.sentences(ofSwift: chunk.source, firstLine: chunk.lines.lowerBound)
                continue
            }
            for node in MarkdownNode.parse(chunk.text).children {
                let line = chunk.firstTextLine + node.line - 1
                let section = headings.last { $0.level <= 2 && $0.line <= line }?.text
                guard section != "Words", section != "Further" else { continue }
                let read = node.sentences(chunk.firstTextLine - 1)
                // What the first sentence below a heading announces, it announces for the heading.
                if let heading = openHeading, let first = read.first {
                    sentences[heading].lessons.formUnion(first.lessons)
                }
                sentences += read
                openHeading = nil
                if case .heading = node.kind, !read.isEmpty { openHeading = sentences.count - 1 }
            }
        }
        return sentences
    }
}

extension MarkdownNode {
    /// The sentences of a block and of the blocks in it. Equations are read; other code is not.
    fileprivate func sentences(_ linesBefore: Int) -> [ReadSentence] {
        switch kind {
        case .codeBlock(let text, _, fenced: false): ReadSentence.sentences(of: text, line: linesBefore + line)
        case .codeBlock, .thematicBreak, .foldStart, .foldEnd: []
        case .paragraph, .heading, .foldSummary, .tableCell, .text:
            ReadSentence.sentences(of: readText, line: linesBefore + line)
        default: children.flatMap { $0.sentences(linesBefore) }
        }
    }

    /// The text of inline nodes, line by line; a link to a lesson names it.
    private var readText: String {
        switch kind {
        case .text(let text): return text
        case .code(let text), .codeBlock(let text, _, _): return "`\(text.filter { $0 != "`" })`"
        case .softBreak, .lineBreak: return "\n"
        case .link(let url):
            let text = children.map(\.readText).joined()
            guard url.hasPrefix("../"), url.dropFirst(3).prefix(2).allSatisfy(\.isNumber) else { return text }
            return text + " (lesson \(url.dropFirst(3).prefix(2)))"
        default: return children.map(\.readText).joined()
        }
    }
}

extension ReadSentence {
    /// Cuts a text after full stops, question and exclamation marks that end a word.
    public static func sentences(of text: String, line: Int) -> [ReadSentence] {
        var sentences: [ReadSentence] = []
        var (sentence, start, now) = ("", line, line)
        func end() {
            let trimmed = sentence.trimmed
            if !trimmed.isEmpty {
                sentences.append(ReadSentence(text: trimmed, line: start, lessons: lessons(in: trimmed)))
            }
            sentence = ""
        }
        for character in text {
            if character.isWhitespace, let last = sentence.last, ".?!".contains(last) { end() }
            if character.isNewline { now += 1 }
            if sentence.isEmpty {
                guard !character.isWhitespace else { continue }
                start = now
            }
            sentence.append(character)
        }
        end()
        return sentences
    }

    /// The comments and strings of Swift source; those in a row, or joined by +, are one text. Prose of lessons is neither.
    ///
    /// - Parameter withComments: false where only what is drawn or printed is read.
    public static func sentences(ofSwift source: String, firstLine: Int = 1, withComments: Bool = true)
        -> [ReadSentence]
    {
        var sentences: [ReadSentence] = []
        var (text, line) = ("", firstLine)
        func end() {
            sentences += Self.sentences(of: text, line: line)
            text = ""
        }
        for token in SwiftLexer.tokens(of: source) {
            switch token.kind {
            case .whitespace: continue
            case .comment where withComments && !token.text.hasPrefix("//:"), .string:
                if text.isEmpty { line = firstLine + token.line }
                text +=
                    token.kind == .string
                    ? token.text.filter { $0 != "\"" } : token.text.drop { "/* ".contains($0) } + "\n"
            case .operator where token.text == "+" && !text.isEmpty: continue
            default: end()
            }
        }
        end()
        return sentences
    }

    /// “lesson 09”, “lessons 07 and 08”.
    private static func lessons(in text: String) -> Set<String> {
        guard text.contains("esson") else { return [] }
        let named = text.matches(of: /[Ll]essons?\s+\d\d(?:(?:,|\s|and|or|to|–)+\d\d)*/)
        return Set(named.flatMap { $0.0.matches(of: /\d\d/).map { String($0.0) } })
    }
}
