import Nabla
import Testing

@testable import Exercises
@testable import Grading

/// What a learner is told when the answer equals none of the known wrong ones.
@Suite struct FeedbackTests {
    typealias Points = (x: Tensor, w: Tensor, b: Scalar)

    private static func labels(_ x: Tensor, _ w: Tensor, _ b: Scalar) -> Tensor { (matmul(x, w) + b .>= 0) * 2 - 1 }

    private static let predict = Check<Points, Tensor>(result: "labels") { c in
        c.inputs { generator in
            [6, 8].map { count in
                let w: Tensor = [1, -1, 2]
                var x = generator.halves([count, 3])
                // Both answers occur, the first is +1, and the order matters.
                x[0] = [3, 0, 0]
                x[1] = [-3, 0, 0]
                x[2] = [-2, 1, 0]
                x[count - 1] = [-4, 0, 0]
                return (x, w, 0.5)
            }
        }
        c.right { labels($0.x, $0.w, $0.b) }
        c.wrong("These are the scores.") { matmul($0.x, $0.w) + $0.b }
    }

    private static let gradients = Check<Tensor, (dw: Tensor, db: Tensor)> { c in
        c.inputs { generator in [generator.nonZeroHalves([3]), generator.nonZeroHalves([5])] }
        c.right { (2 * $0, $0 + 1) }
        c.wrong("Both are twice too large.") { (4 * $0, 2 * ($0 + 1)) }
        c.wrong("The bias has the wrong sign.") { (2 * $0, -($0 + 1)) }
    }

    /// What a check finds about a function that stands in for a learner's.
    private func finding<Input, Output, each Argument: Exercises.Argument, Result>(
        _ check: Check<Input, Output>, seed: UInt64 = 5, name: String = "predict",
        _ answer: @escaping (repeat each Argument) throws -> Result
    ) -> Finding {
        let exercise = Exercise(id: "9.1", name: name, points: 1, hints: [])
        let host = Host { call in
            var rest = call.arguments[...]
            func next<Value: Exercises.Argument>(_ type: Value.Type) -> Value { Value(rest.removeFirst())! }
            do {
                return .value(WireValue(reflecting: try answer(repeat next((each Argument).self))))
            } catch let stub as NotAttempted {
                return .notAttempted(stub.function)
            } catch {
                return .error("\(error)")
            }
        }
        return check.finding(by: host, exercise, seed: seed) { _ in }
    }

    private func feedback(_ answer: @escaping (Tensor, Tensor, Scalar) throws -> Tensor) throws -> Feedback {
        try #require(finding(Self.predict, answer).feedback)
    }

    @Test func anotherShapeIsNamedBeforeTheValues() throws {
        let feedback = try feedback { x, w, b in Self.labels(x, w, b).reshaped(to: [x.shape[0], 1]) }
        #expect(feedback.firstDifference.hasPrefix("labels: expected shape [6], "))
        #expect(feedback.firstDifference.hasSuffix("shape [6, 1]"))
        #expect(feedback.likelyMistake == "labels holds the right values in another shape.")
        #expect(feedback.recognised == nil)
    }

    @Test func aNumberThatIsNoneIsNamed() throws {
        let feedback = try feedback { x, w, b in Self.labels(x, w, b) / 0 * 0 }
        #expect(feedback.likelyMistake.contains("is not a finite number"))
    }

    @Test func aFactorIsNamedByWhatHasThatSizeInEveryCase() throws {
        let feedback = try feedback { x, w, b in Self.labels(x, w, b) * Scalar(x.shape[0]) }
        #expect(feedback.likelyMistake == "labels is too large everywhere, by a factor that is axis 0 of x.")
    }

    /// The first case alone would blame its number of points, 6.
    @Test func aFactorThatIsTheSameInEveryCaseIsNamedByItsNumber() throws {
        let feedback = try feedback { x, w, b in Self.labels(x, w, b) * 6 }
        #expect(feedback.likelyMistake == "labels is 6 times what was asked everywhere.")
    }

    @Test func aConstantIsNamed() throws {
        let feedback = try feedback { x, _, _ in Tensor(ones: [x.shape[0]]) * 7 }
        #expect(feedback.likelyMistake == "labels holds the same number everywhere: 7.")
    }

    /// Two wrong parts of which one equals a known mistake's are not that mistake.
    @Test func aMistakeIsNamedOnlyIfEveryPartIsIts() throws {
        let both = try #require(finding(Self.gradients) { (x: Tensor) in (dw: 4 * x, db: 2 * (x + 1)) }.feedback)
        #expect(both.likelyMistake == "Both are twice too large.")
        let one = try #require(finding(Self.gradients) { (x: Tensor) in (dw: 4 * x, db: x + 1) }.feedback)
        #expect(one.recognised == nil)
        #expect(one.likelyMistake.contains("dw is 2 times what was asked everywhere."), "\(one.likelyMistake)")
        #expect(one.likelyMistake.contains("Right: db. Not right: dw."))
        let other = try #require(finding(Self.gradients) { (x: Tensor) in (dw: 3 * x, db: -(x + 1)) }.feedback)
        #expect(other.recognised == nil)
    }

    /// Each wrong part is spoken of; what holds of several is said once.
    @Test func everyWrongPartIsSpokenOf() throws {
        let alike = try #require(finding(Self.gradients) { (x: Tensor) in (dw: 6 * x, db: 3 * (x + 1)) }.feedback)
        #expect(
            alike.likelyMistake == "dw is 3 times what was asked everywhere. The same holds for db.",
            "\(alike.likelyMistake)")
        let unlike = try #require(finding(Self.gradients) { (x: Tensor) in (dw: 6 * x, db: x + 2) }.feedback)
        #expect(
            unlike.likelyMistake
                == "dw is 3 times what was asked everywhere.\ndb is larger than what was asked by 1, everywhere.",
            "\(unlike.likelyMistake)")
    }

    private static let average = Check<Tensor, (dw: Tensor, db: Tensor)> { c in
        c.inputs { generator in [generator.nonZeroHalves([3]), generator.nonZeroHalves([5])] }
        c.right { (2 * $0, $0 + 1) }
        c.times(nil, "These are sums.") { Scalar($0.size) }
        c.times(nil, "The factor 2 is missing.") { _ in 0.5 }
        c.times(nil, "Four times too large.") { _ in 4 }
        c.times(nil, "Eight times too large.") { _ in 8 }
        c.times(nil, "A quarter of it.") { _ in 0.25 }
        c.opposite("All signs are turned.")
        c.wrong("The bias is one too small.") { (2 * $0, $0) }
        c.wrong("The weights are halved and three too large.") { ($0 + 3, $0 + 1) }
    }

    /// What is said of two mistakes is said only where the numbers of both together, and of no other two, came.
    @Test func twoKnownMistakesAtOnceAreNamed() throws {
        func mistake(_ answer: @escaping (Tensor) -> (dw: Tensor, db: Tensor)) throws -> String {
            try #require(finding(Self.average, answer).feedback).likelyMistake
        }
        let heading = "Two known mistakes at once give exactly these results. Of each alone one would say:\n"
        let factors = try mistake { x in (Scalar(x.size) * x, Scalar(x.size) * (x + 1) / 2) }
        #expect(factors == heading + "These are sums.\nThe factor 2 is missing.")
        let signed = try mistake { x in (-2 * x, -x) }
        #expect(signed == heading + "All signs are turned.\nThe bias is one too small.")
        // On one part only they are not made together.
        #expect(try !mistake { x in (-2 * x, x + 1) }.contains(heading))
        // Each may spoil a part of its own.
        let apart = try mistake { x in (x + 3, x) }
        #expect(apart == heading + "The bias is one too small.\nThe weights are halved and three too large.")
        // 2 is 4 · ½, and it is 8 · ¼.
        let twice = try mistake { x in (4 * x, 2 * (x + 1)) }
        #expect(twice == "dw is 2 times what was asked everywhere. The same holds for db.")
    }

    @Test func anErrorOfTheAnswerIsNoWrongAnswer() throws {
        struct Oops: Error {}
        let finding = finding(Self.predict) { (_: Tensor, _: Tensor, _: Scalar) -> Tensor in throw Oops() }
        #expect(finding.state == .crashed)
        #expect(finding.message == "Your code threw an error: Oops()")
    }

    @Test func aStubIsNotAttempted() throws {
        let finding = finding(Self.predict) { (_: Tensor, _: Tensor, _: Scalar) -> Tensor in
            throw notAttempted("predict(x:w:b:)")
        }
        #expect(finding.state == .notAttempted)
        #expect(finding.message == "predict(x:w:b:) is still to be written.")
    }

    @Test func aReportHasTheFivePartsAndHowToRepeatIt() throws {
        var verdict = Verdict(exercise: "4.1", name: "predict", state: .wrong, points: 0, possiblePoints: 1, seed: 5)
        verdict.feedback = try feedback { x, w, b in -Self.labels(x, w, b) }
        let report = verdict.report
        for label in ["input", "expected", "received", "first difference", "likely mistake"] {
            #expect(report.contains("\n  \(label) "))
        }
        #expect(report.hasPrefix("4.1 predict: wrong, 0 of 1 point\n"))
        #expect(report.hasSuffix("swift run lesson check 4.1 --seed 5"))
        #expect(!report.contains("\u{1B}"))
    }
}
