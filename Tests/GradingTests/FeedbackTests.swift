import Grading
import Nabla
import Testing

/// What a learner is told when the answer equals none of the known wrong ones.
@Suite struct FeedbackTests {
    /// Lesson 04 with one function filled in.
    private func finding(
        _ exercise: String, seed: UInt64 = 5,
        predict: @escaping @Sendable (Tensor, Tensor, Scalar) throws -> Tensor = { _, _, _ in
            throw notAttempted()
        },
        margin: @escaping @Sendable (Tensor, Tensor, Tensor, Scalar) throws -> Scalar = { _, _, _, _ in
            throw notAttempted()
        },
        and: @escaping @Sendable () throws -> (w: Tensor, b: Scalar) = { throw notAttempted("andGate()") }
    ) throws -> Finding {
        let lesson = Lesson04(
            predict: predict, update: { _, _, _, _, _ in throw notAttempted() },
            train: { _, _, _ in throw notAttempted() }, and: and, or: { throw notAttempted("orGate()") },
            nand: { throw notAttempted("nandGate()") }, xor: { _ in throw notAttempted("xor(_:)") },
            counterexample: { _, _ in throw notAttempted() }, margin: margin,
            learningRatePrediction: { throw notAttempted() })
        let check = try #require(lesson.checks.first { $0.exercise.id == exercise })
        return check.run(seed) { _ in }
    }

    private func right(_ x: Tensor, _ w: Tensor, _ b: Scalar) -> Tensor { (matmul(x, w) + b .>= 0) * 2 - 1 }

    @Test func anotherShapeIsNamedBeforeTheValues() throws {
        let feedback = try #require(
            try finding("4.1", predict: { x, w, b in right(x, w, b).reshaped(to: [x.shape[0], 1]) }).feedback)
        #expect(feedback.firstDifference == "labels: expected shape [6], came shape [6, 1]")
        #expect(feedback.likelyMistake == "labels holds the right values in another shape.")
        #expect(feedback.recognised == nil)
    }

    @Test func aNumberThatIsNoneIsNamed() throws {
        let feedback = try #require(
            try finding("4.1", predict: { x, w, b in right(x, w, b) / 0 * 0 }).feedback)
        #expect(feedback.likelyMistake.contains("is no finite number"))
    }

    @Test func aFactorIsNamedByWhatHasThatSizeInEveryCase() throws {
        let feedback = try #require(
            try finding("4.1", predict: { x, w, b in right(x, w, b) * Scalar(x.shape[0]) }).feedback)
        #expect(feedback.likelyMistake == "labels is too large everywhere, by a factor that is axis 0 of x.")
    }

    /// The first case alone would blame its number of points, 6.
    @Test func aFactorThatIsTheSameInEveryCaseIsNamedByItsNumber() throws {
        let feedback = try #require(
            try finding("4.1", predict: { x, w, b in right(x, w, b) * 6 }).feedback)
        #expect(feedback.likelyMistake == "labels is 6 times what was asked everywhere.")
    }

    @Test func reversedValuesAreNamed() throws {
        let feedback = try #require(
            try finding(
                "4.1",
                predict: { x, w, b in right(x, w, b).gathering((0..<x.shape[0]).reversed()) }
            ).feedback)
        #expect(feedback.likelyMistake == "labels holds the right values in reverse order.")
    }

    @Test func aConstantIsNamed() throws {
        let feedback = try #require(
            try finding("4.1", predict: { x, _, _ in Tensor(ones: [x.shape[0]]) * 7 }).feedback)
        #expect(feedback.likelyMistake == "labels holds the same number everywhere: 7.")
    }

    @Test func twoSingleNumbersAreNoFactor() throws {
        let finding = try finding("4.6", margin: { x, _, _, b in x[0, 0].item + 0.123 * b })
        let feedback = try #require(finding.feedback)
        #expect(feedback.likelyMistake.hasPrefix("Not one of the known ones."))
    }

    @Test func finishedFunctionsAreCheckedBesideStubs() throws {
        let right = try finding("4.4", and: { ([1, 1], -1.5) })
        #expect(right.state == .notAttempted)
        #expect(
            right.message == "What there is is right. Still to be written: orGate(), nandGate(), xor(_:).")
        let wrong = try finding("4.4", and: { ([1, 1], -0.5) })
        #expect(wrong.state == .wrong)
        #expect(wrong.feedback?.recognised == "a")
    }

    @Test func anErrorOfTheAnswerIsNoWrongAnswer() throws {
        struct Oops: Error {}
        let finding = try finding("4.1", predict: { _, _, _ in throw Oops() })
        #expect(finding.state == .crashed)
        #expect(finding.message == "Your code threw an error: Oops()")
    }

    @Test func aReportHasTheFivePartsAndHowToRepeatIt() throws {
        let finding = try finding("4.1", predict: { x, w, b in -right(x, w, b) })
        var verdict = Verdict(
            exercise: "4.1", name: "predict", state: finding.state, points: 0, possiblePoints: 1, seed: 5)
        verdict.feedback = finding.feedback
        let report = verdict.report
        for label in ["input", "expected", "came", "first difference", "likely mistake"] {
            #expect(report.contains("\n  \(label) "))
        }
        #expect(report.hasPrefix("4.1 predict: wrong, 0 of 1 point\n"))
        #expect(report.hasSuffix("swift run lesson check 4.1 --seed 5"))
        #expect(!report.contains("\u{1B}"))
    }
}
