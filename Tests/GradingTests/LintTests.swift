import Testing

@testable import Grading

/// The linter refuses what is not fit for learners, each for its reason.
@Suite struct LintTests {
    private static let solution = """
        // 9.1  Halves
        //
        // Example: 4 gives 2.

        func half(_ x: Scalar) throws -> Scalar {
            x / 2
        }

        // Why: two halves make a whole.

        """

    private static var stub: String { Stub(solution: solution).text }

    private func complaints(_ change: (inout String, inout String) -> Void) -> [String] {
        var (stub, solution) = (Self.stub, Self.solution)
        change(&stub, &solution)
        return Lint.complaints(stub: stub, solution: solution, id: "9.1")
    }

    @Test func `a complete exercise is not complained about`() {
        #expect(complaints { _, _ in } == [])
    }

    private static let check = """
        // 9.1 half
        // points: 2
        // minutes: 10
        // difficulty: medium
        // essential: yes
        // hint: a
        """

    @Test func `minutes, difficulty and whether it is essential are read from the check`() throws {
        let exercise = try #require(Exercise(readingCheck: Self.check))
        #expect((exercise.minutes, exercise.difficulty, exercise.isEssential) == (10, .medium, true))
        #expect(exercise.effort == "10 minutes, medium, essential")
        #expect(Lint.effort(of: exercise) == [])
        let plain = try #require(Exercise(readingCheck: "// 9.1 half\n// points: 1\n"))
        #expect((plain.minutes, plain.difficulty, plain.isEssential) == (nil, nil, false))
        #expect(plain.effort == "")
    }

    @Test(arguments: [
        ("// minutes: 10\n", "how long"), ("// difficulty: medium\n", "how hard"), ("medium", "how hard"),
    ])
    func `a check that does not say how much work it is, or says it in other words, is`(line: String, words: String)
        throws
    {
        let exercise = try #require(
            Exercise(readingCheck: Self.check.replacing(line, with: line.count < 10 ? "so so" : "")))
        let found = Lint.effort(of: exercise)
        #expect(found.count == 1)
        #expect(found.first?.contains(words) == true)
    }

    @Test func `a missing example is`() {
        let found = complaints { stub, solution in
            stub.replace("// Example: 4 gives 2.\n", with: "")
            solution.replace("// Example: 4 gives 2.\n", with: "")
        }
        #expect(found == ["the stub shows no example: a line of its comment should begin with Example"])
    }

    @Test func `a missing note is`() {
        let found = complaints { $1.replace("// Why: two halves make a whole.\n", with: "") }
        #expect(found == ["the solution has no note that begins with // Why:"])
    }

    @Test func `another number is`() {
        let found = complaints { stub, solution in
            stub.replace("9.1", with: "9.2")
            solution.replace("9.1", with: "9.2")
        }
        #expect(found == ["the stub's comment does not begin with `// 9.1  Title`"])
    }

    @Test func `a stub that is written is`() {
        let found = complaints { stub, _ in stub.replace("throw notAttempted()", with: "x / 3") }
        #expect(found.count == 2)
        #expect(found.contains("the stub does not throw notAttempted()"))
        #expect(found.contains { $0.hasPrefix("stub and solution differ in line 6") })
    }

    @Test(arguments: [("4 gives 2", "4 gives 3", 3), ("_ x: Scalar", "x: Scalar", 5)])
    func `a header or a declaration that drifted is`(old: String, new: String, line: Int) {
        let found = complaints { stub, _ in stub.replace(old, with: new) }
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("stub and solution differ in line \(line): the stub has\n") == true)
    }
}
