/// A JSON value, read more strictly than Foundation does: a key that comes twice, text after the value, a fraction where a
/// whole number belongs and bytes that are not UTF-8 are errors. Names and offsets of tensors depend on it.
indirect enum StrictJSON {
    case object([(key: String, value: StrictJSON)])
    case array([StrictJSON])
    case string(String)
    case whole(Int)
    /// A fraction, a negative or very large number, true or false: nothing that a header needs.
    case other
    case null

    /// What is wrong, and at which byte.
    struct Mistake: Error {
        let text: String
    }

    init(_ bytes: [UInt8]) throws(Mistake) {
        var reader = Reader(bytes: bytes)
        self = try reader.value(depth: 0)
        reader.skipSpaces()
        if reader.place < bytes.count { throw reader.mistake("text after the end") }
    }

    private struct Reader {
        let bytes: [UInt8]
        var place = 0

        func mistake(_ what: String) -> Mistake { Mistake(text: "\(what) at byte \(place)") }

        mutating func skipSpaces() {
            while place < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
        }

        /// Skips spaces, then this character if it stands there.
        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            skipSpaces()
            guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
            place += 1
            return true
        }

        mutating func expect(_ character: Unicode.Scalar) throws(Mistake) {
            if !skip(character) { throw mistake("expected '\(character)'") }
        }

        mutating func value(depth: Int) throws(Mistake) -> StrictJSON {
            if depth > 64 { throw mistake("more than 64 levels") }
            skipSpaces()
            guard place < bytes.count else { throw mistake("the text ends") }
            switch bytes[place] {
            case UInt8(ascii: "{"): return try object(depth: depth)
            case UInt8(ascii: "["): return try array(depth: depth)
            case UInt8(ascii: "\""): return .string(try string())
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
            default: return try word()
            }
        }

        mutating func object(depth: Int) throws(Mistake) -> StrictJSON {
            try expect("{")
            var members: [(key: String, value: StrictJSON)] = []
            var keys: Set<String> = []
            if skip("}") { return .object([]) }
            repeat {
                skipSpaces()
                guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
                    throw mistake("expected a name")
                }
                let key = try string()
                if !keys.insert(key).inserted {
                    throw mistake("the name '\(key)' comes twice, the second time")
                }
                try expect(":")
                members.append((key, try value(depth: depth + 1)))
            } while skip(",")
            try expect("}")
            return .object(members)
        }

        mutating func array(depth: Int) throws(Mistake) -> StrictJSON {
            try expect("[")
            var values: [StrictJSON] = []
            if skip("]") { return .array([]) }
            repeat { values.append(try value(depth: depth + 1)) } while skip(",")
            try expect("]")
            return .array(values)
        }

        mutating func string() throws(Mistake) -> String {
            try expect("\"")
            var text: [UInt8] = []
            while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
                let byte = bytes[place]
                if byte < 0x20 { throw mistake("a control character") }
                place += 1
                if byte == UInt8(ascii: "\\") {
                    text += Array(String(try escaped()).utf8)
                } else {
                    text.append(byte)
                }
            }
            try expect("\"")
            guard let string = String(validating: text, as: UTF8.self) else {
                throw mistake("no valid UTF-8 before the end")
            }
            return string
        }

        /// What stands behind a backslash.
        mutating func escaped() throws(Mistake) -> Unicode.Scalar {
            guard place < bytes.count else { throw mistake("the text ends") }
            let simple: [UInt8: Unicode.Scalar] = [
                0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r",
                0x74: "\t",
            ]
            place += 1
            if let scalar = simple[bytes[place - 1]] { return scalar }
            guard bytes[place - 1] == UInt8(ascii: "u") else {
                throw mistake("an unknown escape before the end")
            }
            var code = try fourDigits()
            if (0xD800..<0xDC00).contains(code), place + 1 < bytes.count, bytes[place] == 0x5C,
                bytes[place + 1] == 0x75
            {
                place += 2
                let low = try fourDigits()
                guard (0xDC00..<0xE000).contains(low) else { throw mistake("half of a surrogate pair") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw mistake("half of a surrogate pair") }
            return scalar
        }

        mutating func fourDigits() throws(Mistake) -> UInt32 {
            guard place + 4 <= bytes.count else { throw mistake("the text ends") }
            var code: UInt32 = 0
            for byte in bytes[place..<(place + 4)] {
                guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                    throw mistake("no hexadecimal number")
                }
                code = code << 4 | UInt32(digit)
            }
            place += 4
            return code
        }

        mutating func number() throws(Mistake) -> StrictJSON {
            let start = place
            while place < bytes.count, "+-.eE0123456789".utf8.contains(bytes[place]) { place += 1 }
            let text = String(decoding: bytes[start..<place], as: UTF8.self)
            // Nearly all are whole numbers; the pattern takes its time.
            if let whole = Int(text), whole >= 0, String(whole) == text { return .whole(whole) }
            guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil else {
                throw mistake("no valid number before the end")
            }
            return text.hasPrefix("-") ? .other : Int(text).map { .whole($0) } ?? .other
        }

        mutating func word() throws(Mistake) -> StrictJSON {
            for (word, value) in [("true", .other), ("false", .other), ("null", .null)]
                as [(String, StrictJSON)]
            where bytes[place...].starts(with: word.utf8) {
                place += word.utf8.count
                return value
            }
            throw mistake("expected a value")
        }
    }
}
