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
    let results: @Sendable (Input, Output) throws -> [Part]
    let right: Answer
    let wrong: [KnownWrong<Input, Output>]
    /// Answers that look wrong and must pass.
    var accepted: [Accepted<Input, Output>] = []
    /// Replaces comparison where many answers are right: nil where this one is, else where it first fails.
    var fault: (@Sendable (Input, Output) -> String?)?
    /// Results of functions that are still stubs: named, so that the finished ones can be checked already.
    var unfinished: (@Sendable (Output) -> [String])?

    /// Runs an answer on inputs drawn from the seed and says what is found.
    ///
    /// `observe` hears each input before the answer does, so that a trap can be laid at its door.
    func finding(of answer: Answer, seed: UInt64, observe: (String) -> Void = { _ in }) -> Finding {
        finding(of: answer, on: drawnInputs(seed: seed), observe: observe)
    }

    private func finding(of answer: Answer, on inputs: [Input], observe: (String) -> Void = { _ in })
        -> Finding
    {
        var outputs: [Output] = []
        do {
            for input in inputs {
                observe(show(input).brief)
                outputs.append(try answer(input))
            }
            let diagnosis = Diagnosis(check: self, inputs: inputs, outputs: outputs)
            if let feedback = try diagnosis.feedback() { return Finding(state: .wrong, feedback: feedback) }
        } catch let stub as NotAttempted {
            return Finding(state: .notAttempted, message: "\(stub.function) is still to be written.")
        } catch {
            return Finding(state: .crashed, message: "Your code threw an error: \(error)")
        }
        if let missing = outputs.first.flatMap({ unfinished?($0) }), !missing.isEmpty {
            let names = missing.joined(separator: ", ")
            return Finding(
                state: .notAttempted, message: "What there is is right. Still to be written: \(names).")
        }
        return Finding(state: .passed)
    }

    /// Draws until the right answer and every wrong one differ from each other on these inputs.
    ///
    /// Nearly always the first draw does. Where a hundred do not, the last is used, and the tests that prove the
    /// check fail.
    func drawnInputs(seed: UInt64) -> [Input] {
        var generator = SeededGenerator(seed: seed)
        var drawn = inputs(&generator)
        for _ in 0..<100 where !tellsApart(drawn) { drawn = inputs(&generator) }
        return drawn
    }

    private func tellsApart(_ inputs: [Input]) -> Bool {
        func allResults(_ answer: Answer) -> [[Part]] {
            inputs.map { input in (try? results(input, answer(input))) ?? [] }
        }
        func equal(_ a: [[Part]], _ b: [[Part]]) -> Bool {
            zip(a, b).allSatisfy { Difference.first(expected: $0, actual: $1, tolerance: tolerance) == nil }
        }
        var others = [("right", allResults(right))]
        for known in wrong {
            let these = known.answers.map { (known.letter, allResults($0)) }
            let clash = these.contains { these in others.contains { equal($0.1, these.1) } }
            if clash { return false }
            others += these
        }
        return true
    }

    /// Joins the check with the function it tests.
    public func bound(to answer: @escaping Answer) -> BoundCheck {
        BoundCheck(exercise: exercise) { finding(of: answer, seed: $0, observe: $1) }
    }

    /// The check with its own answers, for the tests that prove it.
    public var proof: Proof {
        Proof(exercise: exercise) { seed in
            let inputs = drawnInputs(seed: seed)
            return Proof.Findings(
                right: finding(of: right, on: inputs),
                stub: finding(of: { _ in throw notAttempted(exercise.name) }, on: inputs),
                wrong: wrong.flatMap { known in
                    known.answers.map { answer in
                        Proof.Wrong(
                            letter: known.letter, family: known.family, message: known.message,
                            finding: finding(of: answer, on: inputs))
                    }
                },
                accepted: accepted.map { ($0.name, finding(of: $0.answer, on: inputs)) })
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
    let recognises: (@Sendable (Input, Output) -> Bool)?

    init(
        _ letter: String, _ family: Family, _ message: String,
        recognises: (@Sendable (Input, Output) -> Bool)? = nil, _ answers: Check<Input, Output>.Answer...
    ) {
        (self.letter, self.family, self.message) = (letter, family, message)
        (self.answers, self.recognises) = (answers, recognises)
    }

    init(
        _ letter: String, _ message: String, recognises: (@Sendable (Input, Output) -> Bool)? = nil,
        _ answers: Check<Input, Output>.Answer...
    ) {
        (self.letter, self.family, self.message) = (letter, nil, message)
        (self.answers, self.recognises) = (answers, recognises)
    }
}

/// An answer that looks wrong and must pass.
struct Accepted<Input: Sendable, Output: Sendable>: Sendable {
    let name: String
    let answer: Check<Input, Output>.Answer

    init(_ name: String, _ answer: @escaping Check<Input, Output>.Answer) {
        (self.name, self.answer) = (name, answer)
    }
}

/// What the process that runs a check found out.
public struct Finding: Codable, Sendable, Equatable {
    public var state: Verdict.State
    public var message: String?
    public var feedback: Feedback?

    public init(state: Verdict.State, message: String? = nil, feedback: Feedback? = nil) {
        (self.state, self.message, self.feedback) = (state, message, feedback)
    }
}

/// A check joined with the function under test.
public struct BoundCheck: Sendable {
    public let exercise: Exercise
    /// Runs the check on inputs drawn from a seed; each input is told before it is used.
    public let run: @Sendable (_ seed: UInt64, _ observe: (String) -> Void) -> Finding

    public init(
        exercise: Exercise, run: @escaping @Sendable (_ seed: UInt64, _ observe: (String) -> Void) -> Finding
    ) {
        (self.exercise, self.run) = (exercise, run)
    }
}

/// A check tried on its own answers: the right one passes, the stub is not attempted, each wrong one is named.
public struct Proof: Sendable {
    /// What the check finds about its own answers, all on the same inputs.
    public struct Findings: Sendable {
        public let right: Finding
        public let stub: Finding
        public let wrong: [Wrong]
        public let accepted: [(name: String, finding: Finding)]
    }

    public struct Wrong: Sendable {
        public let letter: String
        public let family: Family?
        public let message: String
        public let finding: Finding
    }

    public let exercise: Exercise
    public let findings: @Sendable (_ seed: UInt64) -> Findings
}
