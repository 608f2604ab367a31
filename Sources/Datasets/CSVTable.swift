import Foundation
import Tensors

/// A table in a text file, its values separated by commas (RFC 4180), its first line the names of the columns.
///
///     let flowers = try CSVTable.load("iris")
///     let (x, kinds) = (try flowers.tensor("petal length", "petal width"), try flowers.classes("species"))
///
/// Read strictly: every row has as many values as there are columns, a value with the separator, a quote or a line break in it
/// stands in quotes, a quote inside is doubled. Lines end in "\n", "\r\n" or "\r"; a byte order mark is skipped, and so are
/// empty lines at the end.
public struct CSVTable: Sendable {
    /// The names of the columns, in their order.
    public let columns: [String]
    /// How the table is called in messages: its path.
    public let name: String
    /// Row after row.
    private let values: [String]
    /// The line of the file in which each row begins, for messages.
    private let lines: [Int]

    public var rowCount: Int { lines.count }

    /// Reads a table from a text.
    ///
    /// - Parameters:
    ///   - text: the whole file.
    ///   - separator: the character between two values, in ASCII.
    ///   - hasHeader: whether the first line names the columns; else they are called "0", "1", ….
    ///   - name: how the table is called in messages.
    /// Throws: `DataError` with the line of what is wrong.
    public init(
        _ text: String, separator: Character = ",", hasHeader: Bool = true, name: String = "table"
    ) throws {
        self.name = name
        guard let separator = separator.asciiValue, separator != UInt8(ascii: "\"") else {
            throw DataError(
                .damaged, "\(name): expected a separator such as , ; or a tab, but got '\(separator)'",
                hint: "name the character that stands between two values")
        }
        var reader = CSVReader(Array(text.utf8), separator: separator, name: name)
        var rows = try reader.rows()
        guard let first = rows.first else {
            throw DataError(
                .damaged, "\(name): expected a table, but it is empty", hint: "check the file")
        }
        columns = hasHeader ? first.values : first.values.indices.map(String.init)
        for (index, column) in columns.enumerated() where columns[..<index].contains(column) {
            throw DataError(
                .damaged, "\(name), line \(first.line): two columns are called '\(column)'",
                hint: "give each a name of its own, or read it with hasHeader: false")
        }
        if hasHeader { rows.removeFirst() }
        for row in rows where row.values.count != columns.count {
            throw DataError(
                .damaged,
                "\(name), line \(row.line): expected \(columns.count) values, as in the first line, but got "
                    + "\(row.values.count)", hint: "put values that hold the separator in quotes")
        }
        values = rows.flatMap(\.values)
        lines = rows.map(\.line)
    }

    /// Reads a table from a file in UTF-8.
    public init(contentsOf path: String, separator: Character = ",", hasHeader: Bool = true) throws {
        guard let text = String(validating: try fileContents(path), as: UTF8.self) else {
            throw DataError(
                .damaged, "\(path): expected text in UTF-8, but it is not",
                hint: "save the table as \"CSV UTF-8\"")
        }
        try self.init(text, separator: separator, hasHeader: hasHeader, name: path)
    }

    /// Loads a table by its name: `name.csv` or `name/name.csv`, in the folder of `--data`, in `$NABLA_DATA`, in `Data/` or in
    /// the user's cache.
    public static func load(
        _ name: String, from location: DataLocation = .current, separator: Character = ",",
        hasHeader: Bool = true
    ) throws -> CSVTable {
        let stem = name.hasSuffix(".csv") ? String(name.dropLast(4)) : name
        for place in location.places {
            for file in ["\(stem).csv", "\(stem)/\(stem).csv"] {
                let path = "\(place.folder)/\(file)"
                guard FileManager.default.fileExists(atPath: path) else { continue }
                location.observer(.found(set: stem, source: place.source(place.folder)))
                return try CSVTable(contentsOf: path, separator: separator, hasHeader: hasHeader)
            }
        }
        let places = location.places.map(\.folder).joined(separator: " and not in ")
        throw DataError(
            .missing, "\(stem): expected \(stem).csv or \(stem)/\(stem).csv, but it is not in \(places)",
            hint: "put it into Data/, or name the folder that holds it with --data")
    }

    // MARK: Columns

    /// The values of a column as they stand in the file.
    public func text(_ column: String) throws -> [String] {
        let place = try index(of: column)
        return (0..<rowCount).map { values[$0 * columns.count + place] }
    }

    /// The numbers of some columns, all columns when none is named.
    ///
    /// Shapes: → [N, columns].
    /// - Parameters:
    ///   - names: the columns, in this order.
    ///   - missing: stands where a value is missing: where there is nothing, or NA, N/A, NaN, null, None or ?, in any case.
    ///     Without it, a missing value is an error.
    /// Throws: `DataError` with line and column of a value that is not a number.
    public func tensor(_ names: String..., missing: Scalar? = nil) throws -> Tensor {
        let names = names.isEmpty ? columns : names
        let places = try names.map(index)
        var scalars: [Scalar] = []
        scalars.reserveCapacity(rowCount * places.count)
        for row in 0..<rowCount {
            for place in places { scalars.append(try number(row, place, missing: missing)) }
        }
        return Tensor(scalars: scalars, shape: [rowCount, places.count])
    }

    /// The values of a column as classes: each row's class, counted from 0, and the names of the classes in alphabetical
    /// order.
    ///
    /// Throws: `DataError` where a value is missing.
    public func classes(_ column: String) throws -> (labels: [Int], names: [String]) {
        let texts = try text(column)
        if let row = texts.firstIndex(where: Self.isMissing) {
            throw wrong(row, column, "expected a class, but it is missing ('\(texts[row])')", "fill it in")
        }
        let names = Set(texts).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
        return (texts.map { numbers[$0]! }, names)
    }

    private func index(of column: String) throws -> Int {
        if let place = columns.firstIndex(of: column) { return place }
        throw DataError(
            .missing,
            "\(name): expected a column '\(column)', but there are "
                + columns.map { "'\($0)'" }.joined(separator: ", "),
            hint: columns.count == 1 && columns[0].contains { ";\t".contains($0) }
                ? "is the separator another one? CSVTable(…, separator: \";\")" : "check its name")
    }

    private func number(_ row: Int, _ place: Int, missing: Scalar?) throws -> Scalar {
        let text = values[row * columns.count + place]
        if Self.isMissing(text) {
            if let missing { return missing }
            throw wrong(
                row, columns[place], "expected a number, but it is missing ('\(text)')",
                "say what stands for it: tensor(…, missing: .nan)")
        }
        let plain = text.trimmingCharacters(in: .whitespaces)
        guard plain.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }), let number = Double(plain)
        else {
            throw wrong(
                row, columns[place], "expected a number, but got '\(text)'",
                "write numbers like -1.5 or 2e3; for names take classes(\"\(columns[place])\")")
        }
        let scalar = Scalar(number)
        guard scalar.isFinite else {
            throw wrong(
                row, columns[place],
                "'\(text)' is more than a scalar holds (\(Scalar.greatestFiniteMagnitude))",
                "measure in other units")
        }
        return scalar
    }

    private func wrong(_ row: Int, _ column: String, _ what: String, _ hint: String) -> DataError {
        DataError(.damaged, "\(name), line \(lines[row]), column '\(column)': \(what)", hint: hint)
    }

    private static func isMissing(_ text: String) -> Bool {
        ["", "na", "n/a", "nan", "null", "none", "?"].contains(
            text.trimmingCharacters(in: .whitespaces).lowercased())
    }
}
