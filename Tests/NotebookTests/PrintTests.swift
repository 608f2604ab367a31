import Notebook
import Testing

extension NotebookTests {
    @Suite struct PrintTests {
        @Test func `a printed value belongs to the line that printed it`() {
            let line = #line + 2
            let outputs = session {
                print("first")
                print("second", 2, [3.0])
            }.record.outputs
            #expect(
                outputs == [
                    .init(line: line, text: "first\n"), .init(line: line + 1, text: "second 2 [3.0]\n"),
                ])
        }

        @Test func `NaN reads as it does in a tensor, a claim and a figure`() {
            let outputs = session { print("loss", Float.nan, Double.nan, 1.0) }.record.outputs
            #expect(outputs.map(\.text) == ["loss NaN NaN 1.0\n"])
        }

        @Test func `separator and terminator work as in the standard library`() {
            let outputs = session { print(1, 2, separator: "–", terminator: "!") }.record.outputs
            #expect(outputs.map(\.text) == ["1–2!"])
        }

        @Test func `print without arguments ends a line`() {
            #expect(session { print() }.record.outputs.map(\.text) == ["\n"])
        }

        @Test func `a loop that prints makes one output`() {
            let outputs = session { for i in 1...3 { print(i) } }.record.outputs
            #expect(outputs.map(\.text) == ["1\n2\n3\n"])
        }

        @Test func `an open line belongs to the line that ends it`() {
            let line = #line + 3
            let outputs = session {
                print("loss ", terminator: "")
                print(0.5)
            }.record.outputs
            #expect(outputs == [.init(line: line, text: "loss 0.5\n")])
        }

        @Test func `what another file prints belongs to the line reached last`() {
            let line = #line + 2
            let outputs = session(sourceName: "PrintTests.swift") {
                print("here")
                print("there", line: 7, file: "Lessons/Other.swift")
            }.record.outputs
            #expect(outputs == [.init(line: line, text: "here\nthere\n")])
        }
    }
}
