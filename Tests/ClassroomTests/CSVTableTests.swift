import Foundation
import Testing

@testable import Classroom

@Suite struct CSVTableTests {
    @Test(arguments: [
        ("id,name\n1,Ann\n", [["1", "Ann"]]), ("id,name\r\n1,Ann\r\n2,Bo", [["1", "Ann"], ["2", "Bo"]]),
        ("\u{FEFF}id;name\n1;\"Doe; Jane\"\n", [["1", "Doe; Jane"]]),
        ("id,name\n1,\"Smith, \"\"Jr.\"\"\nx\"\n", [["1", "Smith, \"Jr.\"\nx"]]),
        ("id,name\n\n1\n", [["1", ""]]), ("id,name\n", []),
    ])
    func `a table is read as spreadsheets write it`(text: String, rows: [[String]]) throws {
        let table = try CSVTable(text, name: "t.csv")
        #expect(table.titles == ["id", "name"])
        #expect(table.rows == rows)
    }

    @Test(arguments: [("", "empty"), ("id\n1,2\n", "row 2: expected 1 cells"), ("id\n\"1", "not closed")])
    func `what is no table is refused`(text: String, words: String) throws {
        let error = try #require(throws: ClassError.self) { try CSVTable(text, name: "t.csv") }
        #expect(error.message.contains(words), "\(error)")
    }

    @Test func `what is written is read again, and formulas are none`() throws {
        let table = CSVTable(
            titles: ["id", "name"], rows: [["1", "Smith, \"Jr.\"\nx "], ["=1+1", "-3.5"], ["@x", "-x"]])
        let text = table.text()
        #expect(text.contains("'=1+1,-3.5\n'@x,'-x\n"))
        #expect(try CSVTable(table.text(safe: false), name: "t") == table)
        #expect(try CSVTable(text, name: "t").rows[0] == table.rows[0])
    }

    @Test func `a roster has ids that can name folders, each once`() throws {
        try TemporaryFolder.using { folder in
            let file = folder.appending(path: "students.csv")
            #expect(try Roster(reading: file) == nil)
            func read(_ text: String) throws -> Roster? {
                try Data(text.utf8).write(to: file)
                return try Roster(reading: file)
            }
            let roster = try read("ID,Name,Email,canvas\nann,\"Ann, B.\",a@b.c,17\n")
            #expect(roster?["ann"] == Student(id: "ann", name: "Ann, B.", email: "a@b.c", more: ["canvas": "17"]))
            for text in ["name\nAnn\n", "id\n../x\n", "id\na/b\n", "id\n.x\n", "id\nann\nANN\n", "id,name\n,Ann\n"] {
                #expect(throws: ClassError.self, "\(text)") { try read(text) }
            }
        }
    }
}
