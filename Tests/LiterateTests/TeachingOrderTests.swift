import Foundation
import Literate
import Testing

/// No term, no symbol and no call of the engine before the lesson that teaches it.
@Suite struct TeachingOrderTests {
    private let symbols =
        "| symbol | means | lesson |\n|---|---|---|\n| ∂J/∂θ | slope | 02 |\n| W, λ | a factor | 03 |\n"
    private let everyday = "| word | taught in | means |\n|---|---|---|\n| row, cell | 02 | what a table has |\n"

    /// Findings in a first lesson with this body, before two lessons that teach.
    private func findings(_ body: String, words: String = "") throws -> [String] {
        let sources = [
            "//: # 01 · A\n\(body)",
            """
            //: # 02 · B
            //: A **logic gate** is no tap.
            //: ## Words
            //: - **learning rate**: a factor; also *step size*. **row**: [1, n].
            //: - **to diverge**, **mini-batch**: grow; a portion.
            //
            """,
            "//: # 03 · C\n//: ## Words\n//: - **gate**: a tap. **learning rate**: again. **batch**: all.\n",
        ]
        let lessons = try sources.map { try LessonSource($0) }
        let order = TeachingOrder(lessons, symbols: symbols, everyday: everyday)
        var announced: Set<String> = []
        return order.findings(in: lessons[0].sentences, of: "01", announced: &announced).map {
            "\($0.line) \($0.text.prefix { $0 != ":" })"
        }
    }

    @Test(arguments: [
        ("//: The learning rate is small.", "2 “learning rate” is taught in lesson 02"),
        ("//: Text.\n//: Two *learning*\n//: rates.", "3 “learning rate” is taught in lesson 02"),
        ("//: It\n//: went. It diverges, and it will diverge.", "3 “diverge” is taught in lesson 02"),
        ("//: - a list\n//: - with a Mini-Batch", "3 “mini batch” is taught in lesson 02"),
        ("//: | a |\n//: |---|\n//: | batches |", "4 “batch” is taught in lesson 03"),
        ("//: Gates.", "2 “gate” is taught in lesson 03"),
        ("let x = 1 // the learning rate", "2 “learning rate” is taught in lesson 02"),
        ("figure(\"A\", alt: \"The \"\n    + \"gate.\")", "2 “gate” is taught in lesson 03"),
        ("//: So:\n//:\n//:     ∂c = 1", "4 “∂” is taught in lesson 02"),
        ("print(\"λ = \\(x)\")", "2 “λ” is taught in lesson 03"),
    ])
    func `a planted term or symbol is found, with its line and its lesson`(body: String, found: String) throws {
        #expect(try findings(body).first == found)
    }

    @Test(arguments: [
        "//: The learning: rate. A learning of rates.",
        "//: `gate` and\n//:\n//: ```swift\n//: let gate = 1\n//: ```\nlet gate = diverge(mini, batch)",
        "//: A row of the table, two cells.",
        "//: A **gate** is a tap here too. Then a gate.",
        "//: Lesson 03 has gates. From here on a gate is no secret.",
        "//: See [there](../03-c/index.html#gate) for the gate.",
        "//: ## Words\n//: - **gate**: a tap.\n//: ## Further\n//: *Gates*.",
        "//: W is a Latin letter, x₂ is none of ours, é is not in the table.",
    ])
    func `what is announced, explained, everyday or code is not found`(body: String) throws {
        #expect(try findings(body).isEmpty)
    }

    @Test func `the longest phrase counts, once it is introduced`() throws {
        #expect(try findings("//: A logic gate.") == ["2 “gate” is taught in lesson 03"])
        #expect(try findings("//: A **logic gate** is one. Logic gates.").isEmpty)
    }

    @Test func `an announcement of an earlier lesson announces nothing`() throws {
        #expect(try findings("//: In lesson 00 there was a gate.").count == 1)
        #expect(try findings("//: In lesson 01 there were 14 gates.").count == 1)
    }

    private func late(_ answer: String, task: String = "", of lesson: String = "01") throws -> [String] {
        var calls = CallOrder(engine: [
            "public func softmax(_ x: Tensor) {}\npublic struct Tensor {\n    public var size = 0\n}\nfunc inner() {}",
            "extension Tensor {\n    @discardableResult public static func ones() {}\n    public func gathering() {}\n}",
        ])
        calls.show(try LessonSource("//: # 01 · A\n//: The `size`.\nlet x: Tensor = [1]\n"))
        calls.show(try LessonSource("//: # 02 · B\n//: ![source](Sources/A.swift#softmax)\n"))
        calls.show(prose: "| one | `Tensor.ones()` |\n|---|---|\n", in: "00")
        return calls.late(in: answer, task: task, of: lesson).map { "\($0.call) \($0.lesson ?? "never")" }
    }

    @Test func `a planted call is found, with the lesson that first shows it`() throws {
        let answer = "func f(x: Tensor) { softmax(x); x.gathering(); Tensor.ones(); x.size; inner() }"
        #expect(try late(answer) == ["softmax 02", "gathering never"])
        #expect(try late(answer, of: "02") == ["gathering never"])
        #expect(try late(answer, task: "// `x.gathering()` takes rows; use `softmax`.").isEmpty)
        #expect(try late(answer, task: "// Gathering by gathering and softmax.").count == 2)
        #expect(try late("func softmax() {}\nsoftmax()\nlet gathering = 1 // x.gathering()").isEmpty)
    }

    /// Words that a reader has always known, or the table would hide what it should not.
    @Test func `every everyday word is a term of the lesson that its row names`() throws {
        let lessons = URL(filePath: #filePath).appending(path: "../../../Lessons").standardizedFileURL
        let table = try String(contentsOf: lessons.appending(path: "EverydayWords.md"), encoding: .utf8)
        let rows = table.split(separator: "\n").dropFirst(2).map {
            $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        try #require(rows.count > 20)
        let folders = try FileManager.default.contentsOfDirectory(atPath: lessons.path)
        for row in rows {
            let folder = lessons.appending(path: try #require(folders.first { $0.hasPrefix(row[1] + "-") }))
            let terms = try FileManager.default.contentsOfDirectory(atPath: folder.path).flatMap { name in
                let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                return (try? LessonSource(text))?.glossary.flatMap(\.terms) ?? []
            }.map { $0.lowercased() }
            for word in row[0].split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
                #expect(terms.contains(word), "\(word) is no term of lesson \(row[1])")
            }
        }
    }
}
