import Tensors

/// Cuts the bytes of a CSV file into rows of values.
struct CSVReader {
    struct Row {
        var values: [String]
        /// The line in which it begins, from 1.
        var line: Int
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private let name: String
    private var place = 0
    private var line = 1

    init(_ bytes: [UInt8], separator: UInt8, name: String) {
        (self.bytes, self.separator, self.name) = (bytes, separator, name)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    /// All rows, without empty lines at the end.
    mutating func rows() throws -> [Row] {
        var rows: [Row] = []
        while place < bytes.count { rows.append(try row()) }
        while rows.last?.values == [""] { rows.removeLast() }
        return rows
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private var isAtLineEnd: Bool { next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") }

    private mutating func row() throws -> Row {
        var row = Row(values: [], line: line)
        while true {
            row.values.append(try next == UInt8(ascii: "\"") ? quotedValue() : plainValue())
            guard next == separator else { break }
            place += 1
        }
        stepOverLineEnd()
        return row
    }

    /// "\n", "\r\n" and "\r" are one line end each.
    private mutating func stepOverLineEnd() {
        guard isAtLineEnd else { return }
        if next == UInt8(ascii: "\r"), place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "\n") {
            place += 1
        }
        place += 1
        line += 1
    }

    private mutating func plainValue() throws -> String {
        let start = place
        while let byte = next, byte != separator, !isAtLineEnd {
            guard byte != UInt8(ascii: "\"") else {
                throw damaged(
                    line, "a quote in the middle of a value",
                    "put the whole value in quotes, from its first character on, and double the quotes inside"
                )
            }
            place += 1
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func quotedValue() throws -> String {
        let begin = line
        var value: [UInt8] = []
        place += 1
        while true {
            guard let byte = next else {
                throw damaged(
                    begin, "the value in quotes that begins here never ends", "close it with a quote")
            }
            if isAtLineEnd {
                let start = place
                stepOverLineEnd()
                value += bytes[start..<place]
                continue
            }
            place += 1
            if byte == UInt8(ascii: "\"") {
                guard next == byte else { break }
                place += 1
            }
            value.append(byte)
        }
        guard next == nil || next == separator || isAtLineEnd else {
            throw damaged(line, "text follows the quote that ends a value", "double quotes inside a value")
        }
        return String(decoding: value, as: UTF8.self)
    }

    private func damaged(_ line: Int, _ what: String, _ hint: String) -> DataError {
        DataError(.damaged, "\(name), line \(line): \(what)", hint: hint)
    }
}
