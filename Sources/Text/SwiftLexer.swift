/// Cuts Swift source into tokens, well enough to colour it and to match its brackets: it knows strings
/// (raw, multi-line, with interpolation inside interpolation), nested comments, regular expressions and
/// words that are keywords in one place and names in another. It never fails: what it does not know is a
/// piece of punctuation.
public struct SwiftLexer {
    // UTF-8, because whatever has a meaning in Swift is ASCII. The lexer runs unoptimised, over whole courses: so the loops that
    // see each byte have neither optionals nor sequences, which would be generic code, and what they call is `mutating`, or the
    // lexer would be copied for each call.
    private let bytes: [UInt8]
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

    private init(_ source: String) { bytes = Array(source.utf8) }

    private var isAtEnd: Bool { mutating get { position >= bytes.count } }

    /// The character here or that many bytes on, if it is ASCII, else one that is not; U+0000 behind the end.
    private mutating func peek(_ offset: Int = 0) -> Unicode.Scalar {
        let place = position + offset
        return Unicode.Scalar(place < bytes.count ? bytes[place] : 0)
    }

    /// The character here, whatever it is.
    private mutating func character() -> Unicode.Scalar {
        let first = bytes[position]
        if first < 0x80 { return Unicode.Scalar(first) }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = UInt32(first & 0x7F >> length)
        for byte in bytes[position + 1..<position + length] { value = value << 6 | UInt32(byte & 0x3F) }
        return Unicode.Scalar(value)!
    }

    private mutating func matches(_ mark: [UInt8], at offset: Int = 0) -> Bool {
        let start = position + offset
        if start + mark.count > bytes.count { return false }
        var index = 0
        while index < mark.count {
            if bytes[start + index] != mark[index] { return false }
            index += 1
        }
        return true
    }

    private mutating func beginsComment() -> Bool { peek() == "/" && (peek(1) == "/" || peek(1) == "*") }

    /// Ends a token that began at `start` and reaches up to the current position.
    private mutating func emit(_ kind: SwiftToken.Kind, from start: Int) {
        guard position > start else { return }
        let token = SwiftToken(
            kind: kind, text: String(decoding: bytes[start..<position], as: UTF8.self), line: line,
            isSpacedBefore: start == 0 || Unicode.Scalar(bytes[start - 1]).isSwiftSpace,
            isSpacedAfter: isAtEnd || peek().isSwiftSpace)
        tokens.append(token)
        var place = start
        while place < position {
            if bytes[place] == 10 { line += 1 }
            place += 1
        }
        if kind != .whitespace && kind != .comment { previous = token }
    }

    private mutating func advance(while condition: (Unicode.Scalar) -> Bool) {
        while !isAtEnd {
            let next = character()
            if !condition(next) { return }
            position += UTF8.width(next)
        }
    }

    // MARK: Code

    private mutating func lexCode(untilClosingParenthesis: Bool) {
        var open = 0
        while !isAtEnd {
            let next = character()
            if untilClosingParenthesis {
                if next == "(" { open += 1 }
                if next == ")" {
                    if open == 0 { return }
                    open -= 1
                }
            }
            lexToken(startingWith: next)
        }
    }

    private mutating func lexToken(startingWith first: Unicode.Scalar) {
        let start = position
        if first.isSwiftSpace {
            advance { $0.isSwiftSpace }
            emit(.whitespace, from: start)
        } else if first.isIdentifierHead {
            lexWord()
        } else if first == "/", peek(1) == "/" {
            advance { $0 != "\n" }
            emit(.comment, from: start)
        } else if first == "/", peek(1) == "*" {
            lexBlockComment()
        } else if first == "\"" || first == "#" && !continuesHashes, let hashes = rawHashes(before: "\"") {
            lexString(hashes: hashes)
        } else if first == "/" || first == "#" && !continuesHashes, let end = regexEnd() {
            position = end
            emit(.regex, from: start)
        } else if first.isASCIIDigit {
            lexNumber()
        } else if first == "`" {
            position += 1
            advance { $0 != "`" && $0 != "\n" }
            if peek() == "`" { position += 1 }
            emit(.identifier, from: start)
        } else if first == "@" || first == "#", isFollowed(by: { $0.isIdentifierHead }) {
            position += 1
            advance { $0.isIdentifierBody }
            emit(first == "@" ? .attribute : .directive, from: start)
        } else if first.isSwiftOperator || first == "." && (peek(1) == "." || isFollowed { $0.isSwiftOperator }) {
            lexOperator(startingWith: first)
        } else {
            position += UTF8.width(first)
            if first == "(" || first == "[" || first == "{" { bracketDepth += 1 }
            if first == ")" || first == "]" || first == "}" { bracketDepth -= 1 }
            emit(.punctuation, from: start)
        }
    }

    /// Whether the character behind this one, which is ASCII, is of a kind.
    private mutating func isFollowed(by isOfKind: (Unicode.Scalar) -> Bool) -> Bool {
        position += 1
        defer { position -= 1 }
        return !isAtEnd && isOfKind(character())
    }

    private mutating func lexOperator(startingWith first: Unicode.Scalar) {
        let start = position
        position += UTF8.width(first)
        while !isAtEnd, !beginsComment() {
            let next = character()
            guard next.isSwiftOperator || first == "." && next == "." else { break }
            position += UTF8.width(next)
        }
        emit(.operator, from: start)
    }

    private mutating func lexBlockComment() {
        let start = position
        var depth = 0
        repeat {
            if peek() == "/", peek(1) == "*" {
                depth += 1
                position += 2
            } else if peek() == "*", peek(1) == "/" {
                depth -= 1
                position += 2
            } else {
                position += 1
            }
        } while depth > 0 && !isAtEnd
        emit(.comment, from: start)
    }

    private mutating func lexNumber() {
        let start = position
        let isTupleIndex = previous?.text == "." && tokens.last?.text == "."
        advance { $0.isIdentifierBody }
        if !isTupleIndex, peek() == ".", peek(1).isASCIIDigit {
            position += 1
            advance { $0.isIdentifierBody }
        }
        let last = peek(-1)
        let isHexadecimal = bytes[start...].starts(with: "0x".utf8)
        let hasExponent = isHexadecimal ? last == "p" || last == "P" : last == "e" || last == "E"
        if hasExponent, peek() == "-" || peek() == "+", peek(1).isASCIIDigit {
            position += 1
            advance { $0.isIdentifierBody }
        }
        emit(.number, from: start)
    }

    private mutating func lexWord() {
        let start = position
        advance { $0.isIdentifierBody }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        emit(kind(ofWord: word), from: start)
    }

    /// Keywords are names after a dot (`.default`) and as labels (`stride(in: …)`).
    private mutating func kind(ofWord word: String) -> SwiftToken.Kind {
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
        position > 0 && bytes[position - 1] == UInt8(ascii: "#") && previous?.kind == .punctuation
            && previous?.text.last == "#"
    }

    /// Number of `#` before `mark`, or nil if something else comes.
    private mutating func rawHashes(before mark: Unicode.Scalar) -> Int? {
        var count = 0
        while peek(count) == "#" { count += 1 }
        return peek(count) == mark ? count : nil
    }

    private mutating func lexString(hashes: Int) {
        var start = position
        let fence = String(repeating: "#", count: hashes)
        position += hashes
        // `#"""#` is a raw string of one quotation mark: three marks open a long string only if nothing on
        // the line closes it.
        let isLong = matches(Array("\"\"\"".utf8)) && !(hashes > 0 && closesOnItsLine("\"" + fence))
        let closing = Array(((isLong ? "\"\"\"" : "\"") + fence).utf8)
        let escape = Array(("\\" + fence).utf8)
        position += isLong ? 3 : 1
        while !isAtEnd {
            if matches(closing) {
                position += closing.count
                break
            }
            if peek() == "\n" && !isLong { break }
            guard peek() == "\\", matches(escape) else {
                position += 1
                continue
            }
            if peek(escape.count) == "(", interpolationDepth < Self.deepestInterpolation {
                emit(.string, from: start)
                lexInterpolation(opening: escape.count + 1)
                start = position
            } else {
                position += escape.count
                if !isAtEnd, peek() != "\n" { position += 1 }
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
    private mutating func regexEnd() -> Int? {
        guard let hashes = rawHashes(before: "/") else { return nil }
        let body = position + hashes + 1
        guard body < bytes.count else { return nil }
        if hashes == 0 {
            let afterOperand =
                [.identifier, .type, .number, .string, .interpolation].contains(previous?.kind)
                || [")", "]", "}"].contains(previous?.text)
            if afterOperand || peek(1).isSwiftSpace || peek(1) == "=" { return nil }
        }
        let closing = Array(("/" + String(repeating: "#", count: hashes)).utf8)
        var offset = hashes + 1
        // One that has hashes, and nothing else on its first line, goes over several.
        let first = bytes[body...].first { !" \t\r".utf8.contains($0) }
        let isLong = hashes > 0 && first == UInt8(ascii: "\n")
        while position + offset < bytes.count, isLong || peek(offset) != "\n" {
            if peek(offset) == "\\" {
                offset += 2
            } else if matches(closing, at: offset) {
                return position + offset + closing.count
            } else {
                offset += 1
            }
        }
        return nil
    }

    private func closesOnItsLine(_ closing: String) -> Bool {
        let rest = bytes[min(position + 1, bytes.count)...].prefix { $0 != UInt8(ascii: "\n") }
        return rest.indices.contains { rest[$0...].starts(with: closing.utf8) }
    }
}
