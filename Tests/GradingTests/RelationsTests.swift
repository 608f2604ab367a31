import Exercises
import Nabla
import Testing

@testable import Grading

/// What is said of a wrong result that equals none of the known ones: only what cannot well be chance.
@Suite struct RelationsTests {
    private func sentences(_ right: Tensor, _ came: Tensor, input: Tensor = [0, 0, 0, 0]) -> [Relations
        .Sentence]
    {
        Relations(input: [Part("x", input)], tolerance: Tolerance())
            .sentences(expected: Part("y", right), actual: Part("y", came))
    }

    @Test(arguments: [[1, 0, 0, 1], [0, 0, 1, 1], [1, 1, 0, 0]] as [[Scalar]])
    func anOrderOfZerosAndOnesSaysNothing(_ came: [Scalar]) {
        #expect(sentences([0, 1, 1, 0], Tensor(came)).isEmpty)
        #expect(sentences([-1, 1, 1, -1], 2 * Tensor(came) - 1).filter { $0.text.contains("order") }.isEmpty)
    }

    @Test func anOrderOfSeveralNumbersIsNamed() {
        #expect(
            sentences([1, 2, 4], [4, 2, 1]).map(\.text).first == "y holds the right values in reverse order.")
        #expect(
            sentences([1, 2, 4, 7], [2, 1, 7, 4]).map(\.text) == [
                "y holds the right values in another order."
            ])
    }

    @Test func signsOfEqualSizesSayNothing() {
        #expect(sentences([1, -1, 1, 1], [1, 1, -1, 1]).isEmpty)
        #expect(
            sentences([1, -2, 3], [1, 2, 3]).map(\.text) == [
                "y has the right sizes, but some signs are wrong."
            ])
    }

    @Test func aFactorIsNamedByAnAxisOnlyIfSeveralInputsAgree() {
        let found = sentences([1, 2, 3], [4, 8, 12])
        #expect(
            found == [
                Relations.Sentence(
                    text: "y is too large everywhere, by a factor that is the length of x.",
                    needsMoreInputs: true),
                Relations.Sentence(text: "y is 4 times what was asked everywhere."),
            ])
    }

    @Test func oneInputIsNotEnoughForTheNameOfAFactor() throws {
        #expect(try said(lengths: [4]) { 4 * square($0) } == "result is 4 times what was asked everywhere.")
        #expect(
            try said(lengths: [4, 5]) { Scalar($0.size) * square($0) }
                == "result is too large everywhere, by a factor that is the length of x.")
        #expect(
            try said(lengths: [4, 5]) { 4 * square($0) } == "result is 4 times what was asked everywhere.")
    }

    @Test func aPredictionIsNotGivenAwayByItsCorrection() throws {
        let feedback = try feedback(lengths: [4], shows: false) { 2 * square($0) }
        #expect(feedback.firstDifference == "result is not right")
        #expect(!feedback.expected.contains("0") && !feedback.likelyMistake.contains("times"))
    }

    @Test func aMistakeThatStopsTheProgramIsNamedByItsMessage() throws {
        let check = Check<Tensor, Tensor> { c in
            c.inputs { _ in [[1, 2], [1, 2, 3]] }
            c.right { $0 }
            c.stops("The index runs one too far.") { ["but got \($0.size)"] }
        }
        let before = CheckCase(input: "x = [1, 2, 3]", expected: "").feedback(
            cutShort: "nothing", at: nil, advice: "?")
        #expect(
            check.feedback(before, onStop: "expected 0..<3, but got 3", seed: 1).likelyMistake
                == "The index runs one too far.")
        #expect(check.feedback(before, onStop: "expected 0..<2, but got 2", seed: 1) == before)
    }

    /// What is said of an answer where squares were asked.
    private func said(lengths: [Int], _ answer: @escaping (Tensor) -> Tensor) throws -> String {
        try feedback(lengths: lengths, answer).likelyMistake
    }

    private func feedback(
        lengths: [Int], shows: Bool = true, _ answer: @escaping (Tensor) -> Tensor
    ) throws -> Feedback {
        let check = Check<Tensor, Tensor> { c in
            c.showsExpected = shows
            c.inputs { generator in lengths.map { generator.nonZeroHalves([$0], limit: 8) } }
            c.right { square($0) }
        }
        let host = Host { _ in .error("") }
        let finding = check.finding(of: { x, _ in WireValue(reflecting: answer(x)) }, by: host, seed: 3) {
            _ in
        }
        return try #require(finding.feedback)
    }
}
