/// Cuts Swift source into tokens, well enough to colour it and to match its brackets: it knows strings
/// (raw, multi-line, with interpolation inside interpolation), nested comments, regular expressions and
/// words that are keywords in one place and names in another. It never fails: what it does not know is a
/// piece of punctuation.
public struct SwiftLexer {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var line = 0
    private var tokens: [SwiftToken] = []
    /// The last token that is neither space nor comment: it tells an operand from an operator.
    private var previous: SwiftToken?
    private var bracketDepth = 0
    private var interpolationDepth = 0

    /// Interpolations inside interpolations that are followed; deeper ones are text, so that no source is too deep.
    private static let deepestInterpolation = 100

    /// The tokens of a source: joined in order, their texts are the source.
    public static func tokens(of source: String) -> [SwiftToken] {
        var lexer = SwiftLexer(source)
        lexer.lexCode(untilClosingParenthesis: false)
        return lexer.tokens
    }

    private init(_ source: String) { scalars = Array(source.unicodeScalars) }

    private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
        position + offset < scalars.count ? scalars[position + offset] : nil
    }

    private func matches(_ text: String, at offset: Int = 0) -> Bool {
        scalars.dropFirst(position + offset).starts(with: text.unicodeScalars)
    }

    /// Ends a token that began at `start` and reaches up to the current position.
    private mutating func emit(_ kind: SwiftToken.Kind, from start: Int) {
        guard position > start else { return }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[start..<position])
        let token = SwiftToken(
            kind: kind, text: text, line: line, isSpacedBefore: start == 0 || scalars[start - 1].isSwiftSpace,
            isSpacedAfter: peek()?.isSwiftSpace ?? true)
        tokens.append(token)
        line += scalars[start..<position].count { $0 == "\n" }
        if kind != .whitespace && kind != .comment { previous = token }
    }

    private mutating func advance(while condition: (Unicode.Scalar) -> Bool) {
        while let scalar = peek(), condition(scalar) { position += 1 }
    }

    // MARK: Code

    private mutating func lexCode(untilClosingParenthesis: Bool) {
        var open = 0
        while let scalar = peek() {
            if untilClosingParenthesis {
                if scalar == "(" { open += 1 }
                if scalar == ")" {
                    if open == 0 { return }
                    open -= 1
                }
            }
            lexToken(startingWith: scalar)
        }
    }

    private mutating func lexToken(startingWith scalar: Unicode.Scalar) {
        let start = position
        if scalar.isSwiftSpace {
            advance { $0.isSwiftSpace }
            emit(.whitespace, from: start)
        } else if matches("//") {
            advance { $0 != "\n" }
            emit(.comment, from: start)
        } else if matches("/*") {
            lexBlockComment()
        } else if scalar == "\"" || scalar == "#" && !continuesHashes, let hashes = rawHashes(before: "\"") {
            lexString(hashes: hashes)
        } else if scalar == "/" || scalar == "#" && !continuesHashes, let end = regexEnd() {
            position = end
            emit(.regex, from: start)
        } else if scalar.isASCIIDigit {
            lexNumber()
        } else if scalar == "`" {
            position += 1
            advance { $0 != "`" && $0 != "\n" }
            if peek() == "`" { position += 1 }
            emit(.identifier, from: start)
        } else if scalar.isIdentifierHead {
            lexWord()
        } else if scalar == "@" || scalar == "#", peek(1)?.isIdentifierHead == true {
            position += 1
            advance { $0.isIdentifierBody }
            emit(scalar == "@" ? .attribute : .directive, from: start)
        } else if scalar.isSwiftOperator || (scalar == "." && peek(1) == ".")
            || (scalar == "." && peek(1)?.isSwiftOperator == true)
        {
            lexOperator(startingWith: scalar)
        } else {
            position += 1
            if "([{".unicodeScalars.contains(scalar) { bracketDepth += 1 }
            if ")]}".unicodeScalars.contains(scalar) { bracketDepth -= 1 }
            emit(.punctuation, from: start)
        }
    }

    private mutating func lexOperator(startingWith first: Unicode.Scalar) {
        let start = position
        position += 1
        while let next = peek(), next.isSwiftOperator || (first == "." && next == "."), !matches("//"),
            !matches("/*")
        {
            position += 1
        }
        emit(.operator, from: start)
    }

    private mutating func lexBlockComment() {
        let start = position
        var depth = 0
        repeat {
            if matches("/*") {
                depth += 1
                position += 2
            } else if matches("*/") {
                depth -= 1
                position += 2
            } else {
                position += 1
            }
        } while depth > 0 && position < scalars.count
        emit(.comment, from: start)
    }

    private mutating func lexNumber() {
        let start = position
        let isTupleIndex = previous?.text == "." && tokens.last?.text == "."
        advance { $0.isIdentifierBody }
        if !isTupleIndex, peek() == ".", peek(1)?.isASCIIDigit == true {
            position += 1
            advance { $0.isIdentifierBody }
        }
        let isHexadecimal = scalars[start...].starts(with: "0x".unicodeScalars)
        let exponents: [Unicode.Scalar] = isHexadecimal ? ["p", "P"] : ["e", "E"]
        if exponents.contains(scalars[position - 1]), peek() == "-" || peek() == "+",
            peek(1)?.isASCIIDigit == true
        {
            position += 1
            advance { $0.isIdentifierBody }
        }
        emit(.number, from: start)
    }

    private mutating func lexWord() {
        let start = position
        advance { $0.isIdentifierBody }
        var word = ""
        word.unicodeScalars.append(contentsOf: scalars[start..<position])
        emit(kind(ofWord: word), from: start)
    }

    /// Keywords are names after a dot (`.default`) and as labels (`stride(in: …)`).
    private func kind(ofWord word: String) -> SwiftToken.Kind {
        if SwiftWords.keywords.contains(word) {
            if previous?.text == ".", !["self", "Type"].contains(word) { return .identifier }
            if SwiftWords.values.contains(word) { return .keyword }
            let isLabel = peek() == ":" && word != "default"
            let opensArgument = previous?.text == "(" || previous?.text == ","
            if bracketDepth > 0, isLabel || (opensArgument && SwiftWords.labels.contains(word)) {
                return .identifier
            }
            return .keyword
        }
        return word.unicodeScalars.first?.properties.isUppercase == true ? .type : .identifier
    }

    // MARK: Strings and regular expressions

    /// Whether a `#` follows one that opened nothing: then it opens nothing either, and to count the rest of a long row of them
    /// again at each would take a time that grows with its square.
    private var continuesHashes: Bool {
        position > 0 && scalars[position - 1] == "#" && previous?.kind == .punctuation
            && previous?.text.last == "#"
    }

    /// Number of `#` before `mark`, or nil if something else comes.
    private func rawHashes(before mark: String) -> Int? {
        var count = 0
        while peek(count) == "#" { count += 1 }
        return matches(mark, at: count) ? count : nil
    }

    private mutating func lexString(hashes: Int) {
        var start = position
        let fence = String(repeating: "#", count: hashes)
        position += hashes
        // `#"""#` is a raw string of one quotation mark: three marks open a long string only if nothing on
        // the line closes it.
        let isLong = matches("\"\"\"") && !(hashes > 0 && closesOnItsLine("\"" + fence))
        let closing = (isLong ? "\"\"\"" : "\"") + fence
        let escape = "\\" + fence
        position += isLong ? 3 : 1
        while let scalar = peek() {
            if scalar == "\n" && !isLong { break }
            if matches(closing) {
                position += closing.unicodeScalars.count
                break
            }
            if matches(escape + "("), interpolationDepth < Self.deepestInterpolation {
                emit(.string, from: start)
                lexInterpolation(opening: escape.unicodeScalars.count + 1)
                start = position
            } else if matches(escape) {
                position += escape.unicodeScalars.count
                if let escaped = peek(), escaped != "\n" { position += 1 }
            } else {
                position += 1
            }
        }
        emit(.string, from: start)
    }

    private mutating func lexInterpolation(opening length: Int) {
        var start = position
        position += length
        emit(.interpolation, from: start)
        bracketDepth += 1
        interpolationDepth += 1
        lexCode(untilClosingParenthesis: true)
        interpolationDepth -= 1
        bracketDepth -= 1
        start = position
        if peek() == ")" { position += 1 }
        emit(.interpolation, from: start)
    }

    /// Where the regular expression that starts here ends, or nil if this is a division.
    private func regexEnd() -> Int? {
        guard let hashes = rawHashes(before: "/") else { return nil }
        let body = position + hashes + 1
        guard body < scalars.count else { return nil }
        if hashes == 0 {
            let afterOperand =
                [.identifier, .type, .number, .string, .interpolation].contains(previous?.kind)
                || [")", "]", "}"].contains(previous?.text)
            if afterOperand || scalars[body].isSwiftSpace || scalars[body] == "=" { return nil }
        }
        let closing = Array(("/" + String(repeating: "#", count: hashes)).unicodeScalars)
        var index = body
        // One that has hashes, and nothing else on its first line, goes over several.
        let isLong = hashes > 0 && scalars[body...].first { $0 != " " && $0 != "\t" && $0 != "\r" } == "\n"
        while index < scalars.count, isLong || scalars[index] != "\n" {
            if scalars[index] == "\\" {
                index += 2
            } else if scalars[index...].starts(with: closing) {
                return index + closing.count
            } else {
                index += 1
            }
        }
        return nil
    }

    private func closesOnItsLine(_ closing: String) -> Bool {
        let rest = scalars[min(position + 1, scalars.count)...].prefix { $0 != "\n" }
        return rest.indices.contains { rest[$0...].starts(with: closing.unicodeScalars) }
    }
}
