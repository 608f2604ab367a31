import Testing

@testable import Grading

@Suite struct PlantedMistakeTests {
    private func changes(_ body: String) -> [String] {
        PlantedMistake.all(in: "func f(x: Int = 1) throws -> [Int] {\n    \(body)\n}\n").map(\.change)
    }

    @Test func `operators are turned, numbers are off by one, factors are dropped`() {
        #expect(changes("a - 2 * b") == ["`-` → `+`", "`- 2` left out", "`2` → `3`", "`*` → `/`", "`* b` left out"])
        #expect(changes("i <= 1") == ["`<=` → `<`", "`1` → `0`"])
        #expect(changes("0..<n") == ["`0` → `1`", "`..<` → `...`"])
        #expect(changes("-a").contains("`-` left out"))
    }

    @Test func `calls lose themselves, and their arguments change places`() {
        let product = changes("matmul(w.transposed(), g)")
        #expect(product == ["`w.transposed(), g` → `g, w.transposed()`", "`.transposed()` left out"])
        #expect(changes("tanh(z)") == ["`tanh` left out"])
        #expect(changes("x.sum()").contains("`sum` → `mean`"))
    }

    @Test func `whole statements are left out`() {
        #expect(Set(changes("b += rate")) == ["`b += rate` left out", "`+=` → `-=`"])
        #expect(changes("guard isOn else { return 0 }").contains("`guard isOn else { return 0 }` left out"))
    }

    @Test func `signatures, comments and strings stay as they are`() {
        let text = "// 1 + 1\nlet outside = 1 + 1\nfunc f(a: Int = 1 + 1) -> String {\n    \"1 + 1\" // 2 - 1\n}\n"
        #expect(PlantedMistake.all(in: text).isEmpty)
    }

    @Test func `a change is one place in the text, and nothing else is touched`() throws {
        let text = "func f() -> Int {\n    // first\n    3 - 4\n}\n"
        let mistake = try #require(PlantedMistake.all(in: text).first { $0.before == "-" })
        #expect(mistake.line == 3)
        #expect(mistake.text == text.replacing("3 - 4", with: "3 + 4"))
    }

    @Test func `of many some are chosen from everywhere`() {
        let mistakes = PlantedMistake.all(in: "func f() -> Int {\n    1 + 2 + 3 + 4 + 5\n}\n")
        let few = PlantedMistake.spread(mistakes, atMost: 4)
        #expect(few.count == 4)
        #expect(few.first == mistakes.first)
        #expect(PlantedMistake.spread(mistakes, atMost: 100) == mistakes)
    }
}
