import Foundation
import Nabla

/// The check of one exercise: how inputs are drawn, the right answer, and the wrong ones it can name.
///
/// `Input` holds the arguments of one call (or of the several calls that one answer needs), `Output` what came back.
public struct Check<Input: Sendable, Output: Sendable>: Sendable {
    public typealias Answer = @Sendable (Input) throws -> Output

    let exercise: Exercise
    var tolerance = Tolerance()
    /// Draws fresh inputs that obey the fixture rules. They count together.
    let inputs: @Sendable (inout SeededGenerator) -> [Input]
    /// The arguments as the learner is shown them.
    let show: @Sendable (Input) -> [Part]
    /// The results to compare. They may depend on the input, as a truth table does.
    let results: @Sendable (Input, Output) -> [Part]
    let right: Answer
    private(set) var wrong: [KnownWrong<Input, Output>] = []
    /// Answers that look wrong and must pass.
    private var accepted: [(name: String, answer: Answer)] = []
    /// Replaces comparison where many answers are right: nil where this one is, else where it first fails.
    var fault: (@Sendable (Input, Output) -> String?)?
    /// Results of functions that are still stubs: named, so that the finished ones can be checked already.
    var unfinished: (@Sendable (Output) -> [String])?

    init(
        exercise: Exercise, inputs: @escaping @Sendable (inout SeededGenerator) -> [Input],
        show: @escaping @Sendable (Input) -> [Part],
        results: @escaping @Sendable (Input, Output) -> [Part], right: @escaping Answer
    ) {
        (self.exercise, self.inputs, self.show) = (exercise, inputs, show)
        (self.results, self.right) = (results, right)
    }

    /// Adds a known wrong answer, made in one or several ways.
    mutating func knows(_ letter: String, _ family: Family, _ message: String, _ answers: Answer...) {
        wrong.append(KnownWrong(letter: letter, family: family, message: message, answers: answers))
    }

    /// Adds a known wrong answer that belongs to no family.
    mutating func knows(_ letter: String, _ message: String, _ answers: Answer...) {
        wrong.append(KnownWrong(letter: letter, family: nil, message: message, answers: answers))
    }

    /// Recognises the wrong answer that was added last by more than its own numbers.
    mutating func recognises(_ test: @escaping @Sendable (Input, Output) -> Bool) {
        wrong[wrong.count - 1].recognises = test
    }

    /// Adds an answer that looks wrong and must pass.
    mutating func accepts(_ name: String, _ answer: @escaping Answer) { accepted.append((name, answer)) }

    /// Runs an answer on inputs drawn from the seed and says what is found.
    ///
    /// `observe` hears each input before the answer does, so that a trap can be laid at its door.
    func finding(of answer: Answer, seed: UInt64, observe: (Trial) -> Void = { _ in }) -> Finding {
        finding(of: answer, on: fixture(seed: seed), observe: observe)
    }

    private func finding(
        of answer: Answer, on fixture: Fixture<Input, Output>, observe: (Trial) -> Void = { _ in }
    ) -> Finding {
        var outputs: [Output] = []
        var trial = Trial(input: "", expected: "")
        do {
            for (input, right) in zip(fixture.inputs, fixture.right) {
                trial = Trial(input: show(input).brief, expected: right.brief)
                observe(trial)
                outputs.append(try answer(input))
            }
        } catch let stub as NotAttempted {
            let verb = stub.function.contains(", ") ? "are" : "is"
            return Finding(state: .notAttempted, message: "\(stub.function) \(verb) still to be written.")
        } catch {
            return Finding(
                state: .crashed, message: "Your code threw an error: \(error)",
                feedback: trial.feedback(
                    cutShort: "nothing, it threw an error", at: nil,
                    advice:
                        "An error leaves the function without a result. Find the line that throws it, and "
                        + "what it asks for."))
        }
        if let feedback = Diagnosis(check: self, fixture: fixture, outputs: outputs).feedback {
            return Finding(state: .wrong, feedback: feedback)
        }
        if let missing = unfinished?(outputs[0]), !missing.isEmpty {
            let names = missing.joined(separator: ", ")
            return Finding(
                state: .notAttempted, message: "What there is is right. Still to be written: \(names).")
        }
        return Finding(state: .passed)
    }

    /// Draws until the right answer and every wrong one differ from each other on the inputs.
    ///
    /// Nearly always the first draw does. Where a hundred do not, the last is used, and the tests that prove the
    /// check fail.
    private func fixture(seed: UInt64) -> Fixture<Input, Output> {
        var generator = SeededGenerator(seed: seed)
        var fixture = Fixture(inputs(&generator), of: self)
        for _ in 0..<100 where !fixture.tellsApart(tolerance) {
            fixture = Fixture(inputs(&generator), of: self)
        }
        return fixture
    }

    /// Joins the check with the function it tests.
    public func bound(to answer: @escaping Answer) -> BoundCheck {
        BoundCheck(exercise: exercise) { finding(of: answer, seed: $0, observe: $1) }
    }

    /// The check with its own answers, for the tests that prove it.
    public var proof: Proof { Proof(exercise: exercise, findings: findings, task: task) }

    @Sendable private func findings(seed: UInt64) -> Proof.Findings {
        let fixture = fixture(seed: seed)
        return Proof.Findings(
            right: finding(of: right, on: fixture),
            stub: finding(of: { _ in throw notAttempted(exercise.name) }, on: fixture),
            wrong: wrong.flatMap { known in
                known.answers.map { answer in
                    Proof.Wrong(
                        letter: known.letter, family: known.family, message: known.message,
                        finding: finding(of: answer, on: fixture))
                }
            },
            accepted: accepted.map { ($0.name, finding(of: $0.answer, on: fixture)) },
            lazy: fault == nil ? lazyAnswers(on: fixture) : [])
    }

    /// A digest of some inputs and their right results, rounded: another machine may differ in the last digit.
    @Sendable private func task() -> String {
        var generator = SeededGenerator(seed: 1)
        let parts = inputs(&generator).flatMap { input in
            show(input) + ((try? right(input)).map { results(input, $0) } ?? [])
        }
        let text = parts.map { part in
            "\(part.value.shape) "
                + part.value.scalars.map { String(format: "%.3g", Double($0)) }.joined(separator: " ")
        }
        return AnswerSource.mark(of: Array(text.joined(separator: "\n").utf8))
    }

    /// Zeros, and the first number of the right answer, in the right shapes: rejected on some input.
    private func lazyAnswers(on fixture: Fixture<Input, Output>) -> [(name: String, isRejected: Bool)] {
        let first = fixture.right.first?.first?.value.scalars.first ?? 1
        return [("zeros", 0), ("equal numbers", first)].map { name, number in
            let isRejected = fixture.right.contains { parts in
                let lazy = parts.map { Part($0.name, Tensor(zeros: $0.value.shape) + number) }
                return !Difference.isNone(expected: parts, actual: lazy, tolerance: tolerance)
            }
            return (name, isRejected)
        }
    }
}

/// A mistake that has been seen before: how to make it, and what to say about it.
public struct KnownWrong<Input: Sendable, Output: Sendable>: Sendable {
    /// The row of the exercise's table.
    let letter: String
    let family: Family?
    /// A sentence that points at the idea and leaves the answer to the learner.
    let message: String
    /// The mistake made in one or several ways.
    let answers: [Check<Input, Output>.Answer]
    /// Recognises the mistake where its numbers are not fixed.
    var recognises: (@Sendable (Input, Output) -> Bool)?
}
