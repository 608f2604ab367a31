import Text

/// A file of an answer, cut into tokens: which functions it declares, which it calls, and which names are its own.
struct AnswerCode {
    let name: String
    let lines: [Substring]
    /// Without spaces and comments; what stands in a string is one token, what stands in its interpolations is code.
    let tokens: [SwiftToken]
    /// Functions and types of its own.
    private(set) var declarations: [Declaration] = []
    /// Variables and parameters, and the tokens between which their names mean them.
    private var variables: [(name: String, scope: Range<Int>)] = []
    /// Where `let`, `var` and `for` name them.
    private var patterns: Set<Int> = []

    struct Declaration {
        let name: String
        /// The names of a function's arguments as a call writes them, "_" for none; nil for anything else.
        let labels: [String]?
        let isPrivate: Bool
        var isExtension = false
        /// From its first word to its last brace.
        let range: Range<Int>
        /// 0 outside of all braces.
        let depth: Int
    }

    init(name: String, text: String) {
        self.name = name
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        tokens = SwiftLexer.tokens(of: text).filter { $0.kind != .whitespace && $0.kind != .comment }
        readDeclarations()
    }

    // MARK: Tokens

    /// The text of a token, without the backticks that a name may stand in; nothing for a string.
    func word(_ index: Int) -> String {
        guard tokens.indices.contains(index), tokens[index].kind != .string, tokens[index].kind != .regex else {
            return ""
        }
        let text = tokens[index].text
        return text.hasPrefix("`") ? text.trimmingCharacters("`") : text
    }

    func isName(_ index: Int) -> Bool {
        tokens.indices.contains(index) && [.identifier, .type].contains(tokens[index].kind)
    }

    /// Behind the bracket that closes the one at `open`.
    private func end(ofBracketAt open: Int) -> Int {
        var depth = 0
        for index in open..<tokens.count {
            depth += step(index)
            if depth <= 0 { return index + 1 }
        }
        return tokens.count
    }

    private func step(_ index: Int) -> Int { tokens[index].kind == .directive ? 0 : tokens[index].bracketStep }

    /// The argument names of a call or a declaration whose parenthesis stands here.
    func labels(at open: Int) -> [String] {
        let end = end(ofBracketAt: open)
        guard end - open > 2 else { return [] }
        var (labels, depth, isFirst) = ([String](), 0, true)
        for index in open..<end {
            let isStart = isFirst && depth == 1
            if isStart {
                // A declaration has two names or one, a call one or none.
                let isNamed =
                    word(index + 1) == ":" || word(index + 2) == ":" && (isName(index + 1) || word(index) == "_")
                labels.append(isNamed ? word(index) : "_")
                isFirst = false
            }
            depth += step(index)
            if index == open || (depth == 1 && word(index) == ",") { isFirst = true }
        }
        return labels
    }

    // MARK: Declarations

    private static let kinds: Set = ["func", "struct", "class", "enum", "actor", "protocol", "extension", "typealias"]
    private static let modifiers: Set = ["private", "fileprivate", "static", "public", "internal", "mutating", "final"]

    private mutating func readDeclarations() {
        var ends: [Int] = []
        for index in tokens.indices {
            ends.removeAll { $0 <= index }
            let depth = ends.count
            if word(index) == "{" { ends.append(end(ofBracketAt: index)) }
            let isKeyword = tokens[index].kind == .keyword || tokens[index].kind == .identifier
            guard isKeyword, index == 0 || word(index - 1) != "." else { continue }
            if Self.kinds.contains(word(index)), index + 1 < tokens.count, !tokens[index + 1].text.hasPrefix(":") {
                readDeclaration(at: index, depth: depth)
            } else if ["let", "var", "for"].contains(word(index)), tokens[index].kind == .keyword {
                readVariables(at: index, until: ends.last ?? tokens.count, depth: depth)
            }
        }
        for index in tokens.indices where word(index) == "{" { readClosure(at: index) }
    }

    private mutating func readDeclaration(at index: Int, depth: Int) {
        var modifiers: Set<String> = []
        var first = index
        while Self.modifiers.contains(word(first - 1)) {
            modifiers.insert(word(first - 1))
            first -= 1
        }
        let body = (index..<tokens.count).first { word($0) == "{" } ?? tokens.count
        let end = body < tokens.count ? end(ofBracketAt: body) : tokens.count
        var labels: [String]?
        if word(index) == "func", let open = (index..<body).first(where: { word($0) == "(" }) {
            labels = self.labels(at: open)
            for place in open..<self.end(ofBracketAt: open) where isName(place) && word(place + 1) == ":" {
                variables.append((word(place), place..<end))
            }
        }
        declarations.append(
            Declaration(
                name: word(index + 1), labels: labels,
                isPrivate: !modifiers.isDisjoint(with: ["private", "fileprivate"]),
                isExtension: word(index) == "extension", range: first..<end, depth: depth))
    }

    /// The names of `let a = …`, `var (a, b) = …` and `for a in …` mean the variables behind that line, within the braces.
    private mutating func readVariables(at index: Int, until end: Int, depth: Int) {
        let line = tokens[index].line
        let start = (index..<end).first {
            word($0) == ";" || (word($0) == "{" && word(index) == "for") || tokens[$0].line > line
        }
        var place = index + 1
        while place < end, isName(place) || ["(", ",", "_", ")"].contains(word(place)) {
            if isName(place) {
                variables.append((word(place), (start ?? end)..<end))
                patterns.insert(place)
            }
            place += 1
        }
    }

    /// The names between the brace of a closure and its `in`.
    private mutating func readClosure(at open: Int) {
        var place = open + 1
        while isName(place) || ["(", ",", ")", "_"].contains(word(place)) { place += 1 }
        guard word(place) == "in" else { return }
        let end = end(ofBracketAt: open)
        for index in open..<place where isName(index) { variables.append((word(index), index..<end)) }
    }

    /// Whether a name means a variable or a parameter of the file here.
    func isVariable(_ index: Int) -> Bool {
        let name = word(index)
        return variables.contains { $0.name == name && $0.scope.contains(index) }
    }

    /// Whether `let`, `var` or `for` names a variable here.
    func isPattern(_ index: Int) -> Bool { patterns.contains(index) }

    /// Whether a name is being declared here, or is the name of an argument.
    func isDeclared(_ index: Int) -> Bool {
        let before = word(index - 1)
        if Self.kinds.contains(before) || before == "case" || patterns.contains(index) { return true }
        return word(index + 1) == ":" && !tokens[index + 1].isSpacedBefore
    }
}

extension String {
    fileprivate func trimmingCharacters(_ character: Character) -> String { filter { $0 != character } }
}
