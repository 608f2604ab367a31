import Text

/// The order of calls: what an answer needs of the engine, some page up to its lesson has shown.
public struct CallOrder {
    /// Names of what the engine offers.
    private let engine: Set<String>
    /// The first lesson that shows a name.
    private var lessons: [String: String] = [:]

    /// - Parameter engine: source files of the engine.
    public init(engine: [String]) {
        self.engine = engine.reduce(into: []) { $0.formUnion(Self.publicNames(in: $1)) }
    }

    /// Has the page of a lesson show the code on it.
    public mutating func show(_ lesson: LessonSource) {
        for chunk in lesson.chunks {
            switch chunk.kind {
            case .frame: continue
            case .code: show(chunk.source, in: lesson.number)
            case .prose: show(prose: chunk.text, in: lesson.number)
            }
        }
    }

    /// Has a page show the code in its prose.
    public mutating func show(prose markdown: String, in lesson: String) {
        for node in MarkdownNode.parse(markdown).all(where: \.isCode) {
            switch node.kind {
            case .code(let text), .codeBlock(let text, _, _): show(text, in: lesson)
            case .image(let url): show(String(url.map { $0.isLetter || $0.isNumber ? $0 : " " }), in: lesson)
            default: continue
            }
        }
    }

    private mutating func show(_ code: String, in lesson: String) {
        for token in SwiftLexer.tokens(of: code) where token.isName && engine.contains(token.text) {
            lessons[token.text] = min(lessons[token.text] ?? lesson, lesson)
        }
    }

    /// What an answer calls that no page up to its lesson shows, nor its task, each with the lesson that does.
    public func late(in answer: String, task: String, of lesson: String) -> [(call: String, lesson: String?)] {
        let own = Self.declaredNames(in: answer)
        // Its code, and in its comments what stands between backticks.
        let spans = task.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .map { $0.isMultiple(of: 2) ? " " : String($1) }.joined()
        let told = Set(
            (SwiftLexer.tokens(of: spans) + SwiftLexer.tokens(of: task).filter { $0.kind != .comment }).map(\.text))
        return Self.calls(in: answer).filter { call in
            engine.contains(call) && !own.contains(call) && !told.contains(call)
                && lessons[call].map { $0 > lesson } ?? true
        }.map { ($0, lessons[$0]) }
    }

    // MARK: Names

    /// Each name that is called, or asked of a value, or is that of a type; in order, once.
    private static func calls(in code: String) -> [String] {
        let tokens = SwiftLexer.tokens(of: code).filter { $0.kind != .whitespace && $0.kind != .comment }
        var calls: [String] = []
        for (index, token) in tokens.enumerated() where token.isName && !calls.contains(token.text) {
            let isAsked = index > 0 && tokens[index - 1].text == "."
            let isCalled = index + 1 < tokens.count && tokens[index + 1].text == "("
            if isAsked || isCalled || token.text.first?.isUppercase == true { calls.append(token.text) }
        }
        return calls
    }

    private static func declaredNames(in code: String) -> Set<String> {
        let tokens = SwiftLexer.tokens(of: code).filter { $0.kind != .whitespace }
        return Set(
            zip(tokens, tokens.dropFirst()).filter { keywords.union(properties).contains($0.0.text) }.map(\.1.text))
    }

    private static let keywords: Set = [
        "func", "struct", "class", "enum", "typealias", "protocol", "extension", "actor",
    ]
    private static let properties: Set = ["var", "let"]

    /// What `public` lines declare.
    private static func publicNames(in source: String) -> Set<String> {
        var names: Set<String> = []
        for line in source.split(separator: "\n") where line.contains("public ") {
            let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
            guard words.contains("public") else { continue }
            for (word, next) in zip(words, words.dropFirst())
            where keywords.contains(String(word)) && word != "extension" || properties.contains(String(word)) {
                names.insert(String(next))
                break
            }
        }
        return names
    }
}

extension SwiftToken {
    fileprivate var isName: Bool { kind == .identifier || kind == .type }
}

extension MarkdownNode {
    fileprivate var isCode: Bool {
        switch kind {
        case .code, .codeBlock, .image: true
        default: false
        }
    }
}
