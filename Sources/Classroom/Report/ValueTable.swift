import Foundation
import Grading
import Literate
import Text

/// A list or a matrix out of a feedback's text, to be drawn as a table.
struct ValueTable: Equatable {
    let name: String
    /// The numbers as they were written; "…" where the text left some out.
    let rows: [[String]]
    let isMatrix: Bool

    /// Reads "w = [1, -2]" and "x = [[1, 2], [3, …]], shape [2, 9]"; nil for anything else, and for what is too large or too
    /// small to need a table.
    init?(_ line: Substring) {
        guard let equals = line.firstRange(of: " = "), line[equals.upperBound...].hasPrefix("[") else { return nil }
        var rest = Substring(line[equals.upperBound...]).unicodeScalars
        guard let tree = Self.tree(&rest) else { return nil }
        name = String(line[..<equals.lowerBound])
        guard case .list(let items) = tree, !items.isEmpty else { return nil }
        let lists = items.map { item -> [Tree] in
            if case .list(let inner) = item { inner } else { [] }
        }
        let isMatrix = lists.contains { !$0.isEmpty }
        let rows = isMatrix ? zip(items, lists).map { $1.isEmpty ? [$0] : $1 } : [items]
        let texts = rows.map { row in
            row.compactMap { item -> String? in
                if case .number(let text) = item { text } else { nil }
            }
        }
        guard zip(rows, texts).allSatisfy({ $0.count == $1.count }), (3...120).contains(texts.joined().count) else {
            return nil
        }
        (self.rows, self.isMatrix) = (texts, isMatrix)
    }

    /// The numbers of a sheet, all of them.
    init(_ name: String, _ block: NumberBlock) {
        let (rows, columns) = block.sheetSize
        (self.name, isMatrix) = (name, rows > 1)
        self.rows = (0..<rows).map { row in
            block.numbers[row * columns..<(row + 1) * columns].map { numberText(Double($0)) }
        }
    }

    private enum Tree {
        case number(String)
        case list([Tree])
    }

    private static func tree(_ rest: inout Substring.UnicodeScalarView) -> Tree? {
        if rest.first == "[" {
            rest.removeFirst()
            var items: [Tree] = []
            while let next = rest.first {
                if next == "]" {
                    rest.removeFirst()
                    return .list(items)
                }
                if next == "," || next == " " {
                    rest.removeFirst()
                    continue
                }
                guard let item = tree(&rest) else { return nil }
                items.append(item)
            }
            return nil
        }
        let text = rest.prefix { !",[] ".unicodeScalars.contains($0) }
        guard !text.isEmpty else { return nil }
        rest = rest.dropFirst(text.count)
        return .number(String(text))
    }

    /// The number of a cell: "1.5·10⁻⁶" too; nil for "…" and for NaN and ∞.
    static func number(_ text: String) -> Double? {
        if let plain = Double(text), plain.isFinite { return plain }
        let parts = text.split(separator: "·10")
        guard parts.count == 2, let factor = Double(parts[0]) else { return nil }
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        let exponent = parts[1].reduce(0) { power, digit in
            digits.firstIndex(of: digit).map { power * 10 + $0 } ?? power
        }
        return factor * pow(10, Double(parts[1].hasPrefix("⁻") ? -exponent : exponent))
    }
}

/// What was expected beside what was received, as tables: the colour of a cell is its number, a ring is where the two
/// first part.
struct ValuePair {
    private let expected: ValueTable
    private let received: ValueTable

    /// The tables of a wrong result; nil where it is too large for them, or no table.
    init?(_ part: WrongPart) {
        let size = part.expected.sheetSize
        guard part.kind == .matrix, part.expected.isWhole, size.rows <= 16, size.columns <= 12 else { return nil }
        (expected, received) = (ValueTable(part.name, part.expected), ValueTable(part.name, part.received))
    }

    private init(expected: ValueTable, received: ValueTable) {
        (self.expected, self.received) = (expected, received)
    }

    /// The tables and drawings of what is wrong, at most so many: the first wrong result with all its numbers, others as far
    /// as their texts tell. Nothing that takes more than `room` bytes.
    static func drawings(of feedback: Feedback, most: Int, room: inout Int) -> [String] {
        let part = feedback.wrongPart
        let first = part.map { ValuePair($0)?.html ?? WrongPartHTML($0).html }
        let others = pairs(expected: feedback.expected, received: feedback.actual)
            .filter { $0.expected.name != part?.name }.map(\.html)
        return ((first.map { [$0] } ?? []) + others).prefix(most).filter { html in
            guard html.utf8.count <= room else { return false }
            room -= html.utf8.count
            return true
        }
    }

    /// The tables of two texts of parts. What is the same in both needs none.
    static func pairs(expected: String, received: String) -> [ValuePair] {
        let came = received.split(separator: "\n").compactMap(ValueTable.init)
        return expected.split(separator: "\n").compactMap(ValueTable.init).compactMap { right in
            came.first { $0.name == right.name && $0 != right }.map { ValuePair(expected: right, received: $0) }
        }
    }

    var html: String {
        let numbers = (expected.rows + received.rows).joined().compactMap(ValueTable.number)
        let largest = numbers.map(abs).max() ?? 1
        return """
            <div class="pair" role="group" aria-label="\(expected.name.escapedForHTML): expected beside received">
            \(table(expected, "expected", beside: nil, largest))
            \(table(received, "received", beside: expected, largest))
            </div>
            """
    }

    private func table(_ table: ValueTable, _ caption: String, beside right: ValueTable?, _ largest: Double) -> String {
        var isFirst = true
        let rows = table.rows.enumerated().map { row, cells in
            let html = cells.enumerated().map { column, text -> String in
                let number = ValueTable.number(text)
                var classes = [number.map { $0 < 0 ? "low" : "high" } ?? "none"]
                if let right, !Self.agree(text, right.rows[safe: row]?[safe: column]) {
                    classes.append(isFirst ? "off first" : "off")
                    isFirst = false
                }
                let strength = largest > 0 ? abs(number ?? 0) / largest : 0
                return "<td class=\"\(classes.joined(separator: " "))\" style=\"--m:\(strength.text(2))\">"
                    + "\(text.escapedForHTML)</td>"
            }
            return "<tr>\(html.joined())</tr>"
        }
        return "<table class=\"values\"><caption>\(table.name.escapedForHTML), \(caption)</caption>"
            + "<tbody>\(rows.joined())</tbody></table>"
    }

    /// As far as six digits tell.
    private static func agree(_ a: String, _ b: String?) -> Bool {
        guard let b else { return false }
        guard let x = ValueTable.number(a), let y = ValueTable.number(b) else { return a == b }
        return abs(x - y) <= 1e-5 + 1e-4 * abs(y)
    }
}

extension Array {
    subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
