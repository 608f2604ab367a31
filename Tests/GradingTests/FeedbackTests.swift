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
