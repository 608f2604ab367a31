import Foundation
import Testing

@testable import Grading

/// What the task asks to be written by hand is not left to the engine.
@Suite struct ForbiddenCallsTests {
    private let softmax = Exercise(
        id: "6.1", name: "softmax", points: 2, byHand: ["softmax", ".argmax", "oneHot:"], hints: [])

    /// The line of a call, from 1.
    private func place(_ text: String, _ call: String = "softmax") -> Int? {
        ForbiddenCalls.place(of: call, in: [AnswerCode(name: "a.swift", text: text)]).map { $0.line + 1 }
    }

    @Test(arguments: [
        ("return softmax(x)", 1), ("let f = Nabla.softmax\nreturn f(x)", 1), ("x\n  `softmax` (x)", 2),
        ("/* a\nb */ softmax(x)", 2), ("let s = \"\"\"\n  //\n  \"\"\"\nsoftmax(x)", 4),
        ("let s = \"\\\"\"; softmax(x)", 1), ("rows.map(softmax)", 1),
        ("/* a /* b */ c */\nsoftmax(x)", 2), ("let s = #\"\\\"#; softmax(x)", 1),
        ("print(\"\\(softmax(x))\")", 1), ("print(\"\"\"\n  \\(softmax(x))\n  \"\"\")", 2),
        ("print(#\"\\#(softmax(x))\"#)", 1), ("print(\"\\(\"\\(softmax(x))\")\")", 1),
        // A variable of that name is one from the next line on, and within its braces.
        ("let softmax = softmax(x)", 1), ("func a() { let softmax = 1; print(softmax) }\nfunc b() { softmax(x) }", 2),
        // The learner's own takes other arguments.
        ("func softmax(of x: Tensor) throws -> Tensor { softmax(x) }", 1),
        ("let a = isRight ? softmax : exp", 1),
    ])
    func `a call is found, however it is written`(text: String, line: Int) {
        #expect(place(text) == line)
    }

    @Test(arguments: [
        "func softmax(of x: Tensor) throws -> Tensor {}", "let mysoftmax = 1", "let softmaxes = 1",
        "// softmax(x)", "/* softmax */", "\"softmax(x)\"", "/// `softmax`",
        "/* a /* b */ softmax(x) */", "#\"\\(softmax(x))\"#", "let r = /softmax(x)/",
        "let softmax = exp(x)\nreturn softmax / softmax.sum()", "var (a, softmax) = (1, 2)\nprint(softmax)",
        "for softmax in shares { print(softmax) }", "shares.map { softmax in 2 * softmax }",
        "func f(softmax: Tensor) -> Tensor { return 2 * softmax }", "f(softmax: 2)", "answer.softmax",
        "func softmax(of x: Tensor) throws -> Tensor { try softmax(of: -x) }",
        "private func softmax(_ x: Tensor) -> Tensor { exp(x) }\nfunc f(x: Tensor) { softmax(x) }",
    ])
    func `what is no call is not`(text: String) {
        #expect(place(text) == nil)
    }

    @Test(arguments: [
        ("x\n    .argmax(alongAxis: 1)", ".argmax", 2), ("\"\\(x.argmax(alongAxis: 1))\"", ".argmax", 1),
        ("rows.map(\\.argmax)", ".argmax", 1), ("extension Tensor { func best() -> Int { argmax() } }", ".argmax", 1),
        ("func argmax() { argmax }", ".argmax", nil), ("let s = \".argmax()\"", ".argmax", nil),
        ("func argmax(_ x: Tensor, axis: Int = 1) -> [Int] { argmax(x) }", ".argmax", nil),
        ("Tensor( oneHot: l, classes: 3)", "oneHot:", 1), (".init(oneHot: l, classes: 3)", "oneHot:", 1),
        ("let t = isOne ? oneHot : zero", "oneHot:", nil), ("let d = [\"oneHot:\"]", "oneHot:", nil),
        ("return a+b", "a + b", 1), ("data + bias", "a + b", nil), ("// a + b", "a + b", nil),
        ("let p = Parameter(x)", "Parameter", 1), ("let l: [Parameter] = []", "Parameter", 1),
        ("struct Parameter { }\nlet p = Parameter()", "Parameter", nil),
    ])
    func `a member, an argument, a type and a few words are found as well`(text: String, call: String, line: Int?) {
        #expect(place(text, call) == line)
    }

    @Test(arguments: [
        ("a.map { $0 }", true), ("for i in 0..<3 {}", true), ("while true {}", true), ("a.reduce(0, +)", true),
        ("return a // for the time being", false), ("let map = 1; return map", false), ("wait(for: 3)", false),
    ])
    func `a loop is found in any of its forms`(text: String, isLoop: Bool) {
        #expect((place(text, ForbiddenCalls.loop) == nil) == isLoop)
    }

    @Test func `the feedback has its five parts and shows the line`() throws {
        let text = "import Nabla\n\nfunc softmax(of x: Tensor) throws -> Tensor {\n    softmax(x)\n}\n"
        let feedback = try #require(ForbiddenCalls.feedback(on: ("6.1-Softmax.swift", text), softmax))
        #expect(feedback.input == "6.1-Softmax.swift")
        #expect(feedback.expected == "your own work")
        #expect(feedback.actual == "softmax(x)")
        #expect(feedback.firstDifference == "line 4: softmax")
        #expect(feedback.likelyMistake.hasPrefix("The numbers are right, but the engine made them."))
    }

    @Test func `an answer by hand is left alone`() {
        let text = "func softmax(of x: Tensor) throws -> Tensor { exp(x) / exp(x).sum() }"
        #expect(ForbiddenCalls.feedback(on: ("6.1-Softmax.swift", text), softmax) == nil)
    }

    @Test func `every solution of the course is by hand, with the others beside it`() throws {
        let course = Course(URL(fileURLWithPath: #filePath).appending(path: "../../..").standardized)
        let exercises = course.exercises.filter { !$0.byHand.isEmpty }
        try #require(!exercises.isEmpty)
        for exercise in exercises {
            let folder = try course.folder(of: exercise.lesson, .solutions)
            let files = try Course.names(in: folder).filter { $0.hasSuffix(".swift") }.map { name in
                (name: name, text: try String(contentsOf: folder.appending(path: name), encoding: .utf8))
            }
            let own = try course.file(of: exercise, .solutions).lastPathComponent
            let file = try #require(files.first { $0.name == own })
            let feedback = ForbiddenCalls.feedback(on: file, exercise, others: files.filter { $0.name != own })
            #expect(feedback == nil, "\(exercise): \(feedback?.firstDifference ?? "") in \(feedback?.input ?? "")")
        }
    }

    // MARK: Other files

    private let answer = ("6.1-Softmax.swift", "func softmax(of x: Tensor) throws -> Tensor { shares(x) }")

    @Test func `a helper that an answer calls is looked at, another file is not`() throws {
        let between = ("Between.swift", "func shares(_ x: Tensor) -> Tensor { deep(x) }")
        let deep = ("Deep.swift", "\nfunc deep(_ x: Tensor) -> Tensor { softmax(x) }")
        let other = ("Other.swift", "func experiment() { print(softmax([1, 2])) }")
        let feedback = try #require(ForbiddenCalls.feedback(on: answer, softmax, others: [other, deep, between]))
        #expect(feedback.input == "Deep.swift")
        #expect(feedback.firstDifference == "line 2: softmax")
        #expect(ForbiddenCalls.feedback(on: answer, softmax, others: [other, between]) == nil)
    }

    @Test func `of another exercise's file only what is called counts`() throws {
        let calls = (
            "6.5-Descend.swift", "func descend() throws {}\nfunc shares(_ x: Tensor) -> Tensor { softmax(x) }"
        )
        #expect(ForbiddenCalls.feedback(on: answer, softmax, others: [calls])?.input == "6.5-Descend.swift")
        let beside = (
            "6.5-Descend.swift", "func descend() throws { softmax(x) }\nfunc shares(_ x: Tensor) -> Tensor { x }"
        )
        #expect(ForbiddenCalls.feedback(on: answer, softmax, others: [beside]) == nil)
        let ofTheSameName = ("6.5-Descend.swift", "private func shares(_ x: Tensor) -> Tensor { softmax(x) }")
        #expect(ForbiddenCalls.feedback(on: answer, softmax, others: [ofTheSameName]) == nil)
        let otherArguments = ("6.5-Descend.swift", "func shares(of x: Tensor) -> Tensor { softmax(x) }")
        #expect(ForbiddenCalls.feedback(on: answer, softmax, others: [otherArguments]) == nil)
    }

    @Test(arguments: [
        "extension Tensor { func shares() -> Tensor { softmax(self) } }",
        "struct Shares { var of: Tensor\n var all: Tensor { softmax(of) } }",
    ])
    func `what an extension or a type of another file does, counts where it is used`(text: String) {
        let calls = (
            "6.1-Softmax.swift",
            "func softmax(of x: Tensor) throws -> Tensor { \(text.hasPrefix("e") ? "x.shares()" : "Shares(of: x).all") }"
        )
        #expect(
            ForbiddenCalls.feedback(on: calls, softmax, others: [("Helpers.swift", text)])?.input == "Helpers.swift")
        let none = ("6.1-Softmax.swift", "func softmax(of x: Tensor) throws -> Tensor { exp(x) / exp(x).sum() }")
        #expect(ForbiddenCalls.feedback(on: none, softmax, others: [("Helpers.swift", text)]) == nil)
    }

    @Test func `a loop may stand in a helper`() {
        let product = Exercise(id: "1.4", name: "product", points: 2, byHand: [ForbiddenCalls.loop], hints: [])
        let answer = (
            "1.4-Product.swift", "func product(a: Tensor, b: Tensor) throws -> Tensor { cells(a, b) }"
        )
        let helper = ("Cells.swift", "func cells(_ a: Tensor, _ b: Tensor) -> Tensor { for i in 0..<1 {} }")
        #expect(ForbiddenCalls.feedback(on: answer, product, others: [helper]) == nil)
        #expect(ForbiddenCalls.feedback(on: answer, product)?.actual == "no loop")
    }
}
