/// A value as Python writes it: the subset of `ast.literal_eval` that the header of a .npy file can need.
indirect enum PythonLiteral: CustomStringConvertible {
    case string(String)
    case integer(Int)
    case boolean(Bool)
    case none
    case tuple([PythonLiteral])
    case list([PythonLiteral])
    case dictionary([(key: PythonLiteral, value: PythonLiteral)])

    struct Problem: Error { let what: String }

    /// Reads one value that fills all the bytes.
    ///
    /// - Parameters:
    ///   - isUTF8: whether text is UTF-8; else each byte is a character (Latin-1).
    ///   - takesLongIntegers: whether `3L` is an integer, as it was in Python 2.
    init(reading bytes: ArraySlice<UInt8>, isUTF8: Bool, takesLongIntegers: Bool) throws {
        guard !isUTF8 || String(validating: bytes, as: UTF8.self) != nil else {
            throw Problem(what: "it is not text in UTF-8")
        }
        var reader = PythonReader(bytes, isUTF8: isUTF8, takesLongIntegers: takesLongIntegers)
        self = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.next == nil else { throw Problem(what: "text follows its end") }
    }

    var description: String {
        switch self {
        case .string(let text): "'\(text)'"
        case .integer(let number): "\(number)"
        case .boolean(let value): value ? "True" : "False"
        case .none: "None"
        case .tuple(let values):
            "(" + values.map(\.description).joined(separator: ", ") + (values.count == 1 ? ",)" : ")")
        case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
        case .dictionary(let entries):
            "{" + entries.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
        }
    }
}

/// Walks through the bytes of a literal.
private struct PythonReader {
    typealias Problem = PythonLiteral.Problem

    private let bytes: ArraySlice<UInt8>
    private var place: Int
    private let isUTF8: Bool
    private let takesLongIntegers: Bool
    /// A file must not decide how deep this program calls itself.
    private let deepest = 50

    init(_ bytes: ArraySlice<UInt8>, isUTF8: Bool, takesLongIntegers: Bool) {
        (self.bytes, self.isUTF8, self.takesLongIntegers) = (bytes, isUTF8, takesLongIntegers)
        place = bytes.startIndex
    }

    var next: UInt8? { place < bytes.endIndex ? bytes[place] : nil }

    /// Steps over white space and comments.
    mutating func skipSpace() {
        while let byte = next {
            if byte == UInt8(ascii: "#") {
                while let byte = next, byte != UInt8(ascii: "\n") { place += 1 }
            } else if " \t\r\n\u{0C}".utf8.contains(byte) {
                place += 1
            } else {
                return
            }
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    mutating func value(depth: Int) throws -> PythonLiteral {
        guard depth < deepest else { throw Problem(what: "it nests more than \(deepest) deep") }
        if take("{") { return try dictionary(depth: depth) }
        if take("[") { return .list(try elements(until: "]", depth: depth).values) }
        if take("(") {
            let (values, endsInComma) = try elements(until: ")", depth: depth)
            // (2) is a number in brackets, (2,) a tuple of one.
            return values.count == 1 && !endsInComma ? values[0] : .tuple(values)
        }
        guard let byte = next else { throw Problem(what: "it ends early") }
        if "'\"uU".utf8.contains(byte) { return .string(try string()) }
        if "+-0123456789".utf8.contains(byte) { return .integer(try integer()) }
        switch word() {
        case "True": return .boolean(true)
        case "False": return .boolean(false)
        case "None": return .none
        case let other:
            let found = other.isEmpty ? "a byte \(byte)" : "'\(other)'"
            throw Problem(what: "expected a value, but got \(found)")
        }
    }

    private mutating func elements(
        until end: Unicode.Scalar, depth: Int
    ) throws -> (values: [PythonLiteral], endsInComma: Bool) {
        var values: [PythonLiteral] = []
        var endsInComma = false
        while !take(end) {
            guard values.isEmpty || endsInComma else { throw Problem(what: "a comma is missing") }
            values.append(try value(depth: depth + 1))
            endsInComma = take(",")
        }
        return (values, endsInComma)
    }

    private mutating func dictionary(depth: Int) throws -> PythonLiteral {
        var entries: [(key: PythonLiteral, value: PythonLiteral)] = []
        var endsInComma = true
        while !take("}") {
            guard endsInComma else { throw Problem(what: "a comma is missing") }
            let key = try value(depth: depth + 1)
            guard take(":") else { throw Problem(what: "the colon after \(key) is missing") }
            entries.append((key, try value(depth: depth + 1)))
            endsInComma = take(",")
        }
        return .dictionary(entries)
    }

    private mutating func word() -> String {
        let start = place
        while let byte = next, byte.isLetterOrDigit { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    /// Text in single or double quotes; pieces beside each other are one text, as in Python.
    private mutating func string() throws -> String {
        var text: [UInt8] = []
        while let byte = next, "'\"uU".utf8.contains(byte) {
            if byte | 0x20 == UInt8(ascii: "u") { place += 1 }
            guard let quote = next, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
                throw Problem(what: "expected a text in quotes")
            }
            place += 1
            while next != quote {
                guard let byte = next, byte != UInt8(ascii: "\n") else {
                    throw Problem(what: "the end of a text is missing")
                }
                guard byte != UInt8(ascii: "\\") else { throw Problem(what: "a text has a backslash in it") }
                text.append(byte)
                place += 1
            }
            place += 1
            skipSpace()
        }
        guard isUTF8 else { return String(String.UnicodeScalarView(text.map { Unicode.Scalar($0) })) }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func integer() throws -> Int {
        let isNegative = next == UInt8(ascii: "-")
        if isNegative || next == UInt8(ascii: "+") {
            place += 1
            skipSpace()
        }
        var digits = word()
        if takesLongIntegers, digits.hasSuffix("L") { digits.removeLast() }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.lowercased().hasPrefix(prefix) {
            guard let number = Int(digits.dropFirst(2), radix: radix), digits.dropFirst(2).first != "+" else {
                throw Problem(what: "expected a whole number, but got '\(digits)'")
            }
            return isNegative ? -number : number
        }
        let plain = digits.replacing("_", with: "")
        let isWellFormed =
            plain.allSatisfy { ("0"..."9").contains($0) } && !digits.hasPrefix("_") && !digits.hasSuffix("_")
            && !digits.contains("__") && (!plain.hasPrefix("0") || plain.allSatisfy { $0 == "0" })
        guard isWellFormed, !plain.isEmpty, next != UInt8(ascii: ".") else {
            throw Problem(what: "expected a whole number, but got '\(digits)'")
        }
        guard let number = Int(plain) else {
            throw Problem(what: "\(plain.prefix(24)) is more than any memory holds")
        }
        return isNegative ? -number : number
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || self == UInt8(ascii: "_")
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }
}
