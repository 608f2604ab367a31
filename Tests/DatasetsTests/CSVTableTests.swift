import Datasets
import Foundation
import Tensors
import Testing

@Suite("Tables in CSV files")
struct CSVTableTests {
    private func error(_ body: () throws -> some Any) -> String {
        do {
            _ = try body()
            return "nothing"
        } catch { return "\(error)" }
    }

    @Test(
        "line ends, a byte order mark and empty lines at the end make no difference",
        arguments: [
            "a,b\n1,2\n3,4", "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r",
            "\u{FEFF}a,b\n1,2\n3,4\n\n\n", "\"a\",\"b\"\r\n\"1\",\"2\"\r\n\"3\",\"4\"",
            "a,b\n 1,2 \n+3,4.0e0",
        ])
    func forms(text: String) throws {
        let table = try CSVTable(text)
        #expect(table.columns == ["a", "b"] && table.rowCount == 2)
        #expect(try table.tensor() == [[1, 2], [3, 4]])
        #expect(try table.tensor("b", "a") == [[2, 1], [4, 3]])
        #expect(try table.tensor("b") == [[2], [4]])
    }

    @Test("quotes protect separators, line breaks and quotes")
    func quotes() throws {
        let table = try CSVTable("name,note\r\n\"Smith, Ann\",\"said \"\"no\"\"\r\ntwice\"\r\nBob,\"\"\r\n")
        #expect(try table.text("name") == ["Smith, Ann", "Bob"])
        #expect(try table.text("note") == ["said \"no\"\r\ntwice", ""])
    }

    @Test("other separators, and tables without a header")
    func options() throws {
        #expect(try CSVTable("1;2\n3;4", separator: ";", hasHeader: false).tensor("1") == [[2], [4]])
        #expect(try CSVTable("a\tb\n1\t2", separator: "\t").tensor() == [[1, 2]])
        #expect(try CSVTable("a,b").tensor().shape == [0, 2])
    }

    @Test("classes are numbered in alphabetical order")
    func classes() throws {
        let (labels, names) = try CSVTable("kind\nvirginica\nsetosa\nvirginica\nÄhre").classes("kind")
        #expect(labels == [1, 0, 1, 2] && names == ["setosa", "virginica", "Ähre"])
    }

    @Test(
        "missing values are an error, or what was asked for",
        arguments: ["", "NA", "n/a", "NaN", "null", "?", " "])
    func missing(word: String) throws {
        let table = try CSVTable("a,b\n1,2\n\(word),4")
        #expect(
            error { try table.tensor() }
                == "table, line 3, column 'a': expected a number, but it is missing ('\(word)')\n"
                + "hint: say what stands for it: tensor(…, missing: .nan)")
        #expect(try table.tensor(missing: -1) == [[1, 2], [-1, 4]])
        #expect(try table.tensor("a", missing: .nan)[1, 0].item.isNaN)
        #expect(error { try table.classes("a") }.contains("line 3, column 'a': expected a class"))
        #expect(try table.classes("b").names == ["2", "4"])
    }

    @Test("what is no number is refused with its line and column")
    func noNumber() throws {
        for word in ["1.5kg", "1 000", "0x10", "inf", "one", "1,5", "--1", "1e", "٣"] {
            let table = try CSVTable(
                "x,y\n0,0\n\n".replacingOccurrences(of: "\n\n", with: "\n") + "7,\"\(word)\"\n")
            #expect(
                error { try table.tensor("y") }.contains(
                    "table, line 3, column 'y': expected a number, but got '\(word)'"))
            #expect(try table.tensor("x") == [[0], [7]])
        }
        #expect(
            error { try CSVTable("x\n1e999").tensor() }.contains(
                "line 2, column 'x': '1e999' is more than a scalar holds"))
    }

    @Test("lines are counted through values with line breaks")
    func lines() throws {
        let text = "a,b\n\"1\n1\",2\n3\n"
        #expect(
            error { try CSVTable(text) }.contains(
                "table, line 4: expected 2 values, as in the first line, but got 1"))
    }

    @Test(
        "what is no table is refused with the line",
        arguments: [
            ("", "table: expected a table, but it is empty"),
            ("\n\n", "table: expected a table, but it is empty"),
            ("a,b\n1,2,3", "line 2: expected 2 values, as in the first line, but got 3"),
            ("a,b\n\n1,2", "line 2: expected 2 values, as in the first line, but got 1"),
            ("a,b\n1,\"2", "line 2: the value in quotes that begins here never ends"),
            ("a,b\n1,2\"3\"", "line 2: a quote in the middle of a value"),
            ("a,b\n1, \"2\"", "line 2: a quote in the middle of a value"),
            ("a,b\n1,\"2\"3", "line 2: text follows the quote that ends a value"),
            ("a,b,a\n1,2,3", "line 1: two columns are called 'a'"),
        ])
    func damaged(text: String, expected: String) {
        #expect(error { try CSVTable(text) }.contains(expected))
    }

    @Test("a column that is not there is refused with those that are")
    func noColumn() throws {
        #expect(
            error { try CSVTable("a,b\n1,2").tensor("c") }.hasPrefix(
                "table: expected a column 'c', but there are 'a', 'b'"))
        #expect(error { try CSVTable("a;b\n1;2").tensor("a") }.contains("separator: \";\""))
    }

    @Test("a table is found by its name, beside the other data or in a folder of its own")
    func byName() throws {
        let folder = try TemporaryFolder()
        var location = folder.location
        #expect(
            error { try CSVTable.load("iris", from: location) }.contains(
                "iris: expected iris.csv or iris/iris.csv"))
        try folder.write(["iris.csv": Array("a\n1\n".utf8)], into: "Data")
        try folder.write(["wine.csv": Array("a\n2\n".utf8)], into: "caches/nabla/wine")
        try folder.write(["iris.csv": Array("a\n3\n".utf8), "latin.csv": [0x61, 0x0A, 0xE9]], into: "own")
        #expect(try CSVTable.load("iris", from: location).tensor() == [[1]])
        #expect(try CSVTable.load("wine.csv", from: location).tensor() == [[2]])
        location.explicit = folder.path + "/own"
        #expect(try CSVTable.load("iris", from: location).tensor() == [[3]])
        #expect(throws: DataError.self) { try CSVTable.load("wine", from: location) }
        #expect(error { try CSVTable.load("latin", from: location) }.contains("expected text in UTF-8"))
        #expect(
            error { try CSVTable(contentsOf: folder.path) }.contains("expected a file, but it is a folder"))
    }

    @Test("two hundred thousand rows are read in a time that grows with them")
    func large() throws {
        let text = "a,b\n" + (0..<200_000).map { "\($0),\"\($0 % 7)\"\n" }.joined()
        #expect(try CSVTable(text).tensor("b").sum() == Tensor((0..<200_000).map { Scalar($0 % 7) }).sum())
    }
}
