import Testing

@testable import Grading

/// What the task asks to be written by hand is not left to the engine.
@Suite struct ByHandTests {
    private let softmax = Exercise(
        id: "6.1", name: "softmax", points: 2, byHand: ["softmax", ".argmax", "Tensor(oneHot"], hints: [])

    private func place(_ text: String, _ call: String = "softmax") -> Int? {
        ByHand.place(of: call, in: ByHand.words(of: text))
    }

    @Test(arguments: [
        ("return softmax(x)", 1), ("let f = Nabla.softmax\nreturn f(x)", 1), ("x\n  `softmax` (x)", 2),
        ("/* a\nb */ softmax(x)", 2), ("let s = \"\"\"\n  //\n  \"\"\"\nsoftmax(x)", 4),
        ("let s = \"\\\"\"; softmax(x)", 1),
    ])
    func `a call is found, however it is written`(text: String, line: Int) {
        #expect(place(text) == line)
    }

    @Test(arguments: [
        "func softmax(of x: Tensor) throws -> Tensor {", "let mysoftmax = 1", "let softmaxes = 1",
        "// softmax(x)",
        "/* softmax */", "\"softmax(x)\"", "/// `softmax`",
    ])
    func `what is no call is not`(text: String) {
        #expect(place(text) == nil)
    }

    @Test func `a member and a few words are found with spaces between them or without`() {
        #expect(place("x\n    .argmax(alongAxis: 1)", ".argmax") == 2)
        #expect(place("func argmax() { argmax }", ".argmax") == nil)
        #expect(place("Tensor( oneHot: l, classes: 3)", "Tensor(oneHot") == 1)
        #expect(place("return a+b", "a + b") == 1)
        #expect(place("data + bias", "a + b") == nil)
    }

    @Test func `a loop is found in any of its forms`() {
        #expect(place("a.map { $0 }", ByHand.loop) == nil)
        #expect(place("for i in 0..<3 {}", ByHand.loop) == nil)
        #expect(place("return a // for the time being", ByHand.loop) == 1)
    }

    @Test func `the feedback has its five parts and shows the line`() throws {
        let text = "import Nabla\n\nfunc softmax(of x: Tensor) throws -> Tensor {\n    softmax(x)\n}\n"
        let feedback = try #require(ByHand.feedback(on: ("6.1-Softmax.swift", text), softmax))
        #expect(feedback.input == "6.1-Softmax.swift")
        #expect(feedback.expected == "your own work")
        #expect(feedback.actual == "softmax(x)")
        #expect(feedback.firstDifference == "line 4: softmax")
        #expect(feedback.likelyMistake.hasPrefix("The numbers are right, but the engine made them."))
    }

    @Test func `an answer by hand is left alone`() {
        let text = "func softmax(of x: Tensor) throws -> Tensor { exp(x) / exp(x).sum() }"
        #expect(ByHand.feedback(on: ("6.1-Softmax.swift", text), softmax) == nil)
    }

    @Test func `a helper that an answer calls is looked at, another file is not`() throws {
        let answer = ("6.1-Softmax.swift", "func softmax(of x: Tensor) throws -> Tensor { shares(x) }")
        let between = ("Between.swift", "func shares(_ x: Tensor) -> Tensor { deep(x) }")
        let deep = ("Deep.swift", "\nfunc deep(_ x: Tensor) -> Tensor { softmax(x) }")
        let other = ("Other.swift", "func experiment() { print(softmax([1, 2])) }")
        let feedback = try #require(ByHand.feedback(on: answer, softmax, helpers: [other, deep, between]))
        #expect(feedback.input == "Deep.swift")
        #expect(feedback.firstDifference == "line 2: softmax")
        #expect(ByHand.feedback(on: answer, softmax, helpers: [other, between]) == nil)
    }

    @Test func `a loop may stand in a helper`() {
        let product = Exercise(id: "1.4", name: "product", points: 2, byHand: [ByHand.loop], hints: [])
        let answer = (
            "1.4-Product.swift", "func product(a: Tensor, b: Tensor) throws -> Tensor { cells(a, b) }"
        )
        let helper = ("Cells.swift", "func cells(_ a: Tensor, _ b: Tensor) -> Tensor { for i in 0..<1 {} }")
        #expect(ByHand.feedback(on: answer, product, helpers: [helper]) == nil)
        #expect(ByHand.feedback(on: answer, product)?.actual == "no loop")
    }
}
