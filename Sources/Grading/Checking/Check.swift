import Exercises
import Foundation
import Nabla

/// The check of one exercise: how inputs are drawn, the right answer, and the wrong ones it can name.
///
///     let range = Check<Tensor, (low: Scalar, high: Scalar)> { c in
///         c.inputs { generator in [Tensor(normal: [5], using: &generator)] }
///         c.right { ($0.min().item, $0.max().item) }
///         c.wrong("The two ends are swapped. The smaller one comes first.") { ($0.max().item, $0.min().item) }
///     }
///
/// `Input` holds the arguments of one call in their order: a struct or a tuple, whose labels a learner is shown, or the
/// one argument itself. `Output` is what the function returns; the labels of a tuple name its parts.
public struct Check<Input: Sendable, Output>: Sendable {
    public typealias Answer = @Sendable (Input) throws -> Output
    typealias WireAnswer = @Sendable (Input) throws -> WireValue

    /// How far results may lie apart and still count as equal.
    public var tolerance = Tolerance()
    /// Whether a learner is told what was expected: not where saying it would give the answer away, as with a prediction.
    public var showsExpected = true
    /// What the one argument, and the one result, are called where no label says it.
    let inputName: String
    let resultName: String

    private(set) var draw: @Sendable (inout SeededGenerator) -> [Input] = { _ in [] }
    private(set) var rightAnswer: WireAnswer = { _ in .none }
    private(set) var known: [KnownWrong<Input>] = []
    private var stopping: [(known: KnownWrong<Input>, words: @Sendable (Input) -> [String])] = []
    private(set) var acceptable: [(name: String, answer: WireAnswer)] = []
    private(set) var fault: (@Sendable (Input, WireValue) -> String?)?
    private var calling: (@Sendable (Input, Host) throws -> WireValue)?
    private var shownParts: (@Sendable (Input) -> [Part])?
    private var comparedParts: (@Sendable (Input, WireValue) -> [Part])?
    private let draws = DrawMemory()

    /// - Parameters:
    ///   - input: the name of the argument, if there is one without a label.
    ///   - result: the name of the result, if it has no labels.
    public init(input: String = "x", result: String = "result", _ describe: (inout Check) -> Void) {
        (inputName, resultName) = (input, result)
        describe(&self)
    }
}

// MARK: Describing

extension Check {
    /// How fresh inputs are drawn that obey the cases rules. They count together.
    public mutating func inputs(_ draw: @escaping @Sendable (inout SeededGenerator) -> [Input]) {
        self.draw = draw
    }

    public mutating func right(_ answer: @escaping Answer) { rightAnswer = Self.wire(answer) }

    /// Adds a known wrong answer, made in one or several ways. The sentence points at the idea and leaves the answer to
    /// the learner; it has to be true of every answer that gives these results.
    public mutating func wrong(_ family: Misconception?, _ sentence: String, _ answers: Answer...) {
        add(KnownWrong(family, sentence, answers.map(Self.wire)))
    }

    public mutating func wrong(_ sentence: String, _ answers: Answer...) {
        add(KnownWrong(nil, sentence, answers.map(Self.wire)))
    }

    /// Adds a known wrong answer that is made in one way for each of several values.
    public mutating func wrong<Value: Sendable>(
        _ family: Misconception?, _ sentence: String, forEach values: [Value],
        _ answer: @escaping @Sendable (Input, Value) throws -> Output
    ) {
        add(KnownWrong(family, sentence, values.map { value in Self.wire { try answer($0, value) } }))
    }

    public mutating func wrong<Value: Sendable>(
        _ sentence: String, forEach values: [Value],
        _ answer: @escaping @Sendable (Input, Value) throws -> Output
    ) {
        wrong(nil, sentence, forEach: values, answer)
    }

    /// Adds a known wrong answer that stops the program, recognised by its last message: the words, or one of them, that
    /// the mistake leads to on the input at hand. They have to be so particular that another mistake does not meet them.
    /// Of one that does not come to an end it is "No answer after 10 s."
    public mutating func stops(
        _ sentence: String, saying words: @escaping @Sendable (Input) -> [String]
    ) {
        stopping.append((KnownWrong(nil, sentence, []), words))
    }

    /// Recognises a mistake whose numbers are not fixed: by a test that has to hold on every input.
    ///
    /// - Parameter examples: answers that make the mistake, for the proof.
    public mutating func recognises(
        _ family: Misconception?, _ sentence: String, _ test: @escaping @Sendable (Input, WireValue) -> Bool,
        examples: [Answer]
    ) {
        var wrong = KnownWrong<Input>(family, sentence, examples.map(Self.wire))
        wrong.test = test
        add(wrong)
    }

    public mutating func recognises(
        _ family: Misconception?, _ sentence: String, _ test: @escaping @Sendable (Input, WireValue) -> Bool,
        example: Answer...
    ) {
        recognises(family, sentence, test, examples: example)
    }

    public mutating func recognises(
        _ sentence: String, _ test: @escaping @Sendable (Input, WireValue) -> Bool, example: Answer...
    ) {
        recognises(nil, sentence, test, examples: example)
    }

    /// Adds an answer that looks wrong and must pass.
    public mutating func accepts(_ name: String, _ answer: @escaping Answer) {
        acceptable.append((name, Self.wire(answer)))
    }

    /// Replaces comparison where many answers are right: nil where this one is, else where it first fails.
    public mutating func judges(_ fault: @escaping @Sendable (Input, WireValue) -> String?) {
        self.fault = fault
    }

    /// How the functions of the exercise are called. Left out, the function that gives the exercise its name is called
    /// with the parts of the input.
    public mutating func calls(_ calling: @escaping @Sendable (Input, Host) throws -> WireValue) {
        self.calling = calling
    }

    /// What a learner is shown of an input, where its own parts do not say it.
    public mutating func shows(_ parts: @escaping @Sendable (Input) -> [Part]) { shownParts = parts }

    /// What is compared, where the parts of the result do not say it. It may depend on the input, as a truth table does.
    public mutating func compares(_ parts: @escaping @Sendable (Input, WireValue) -> [Part]) {
        comparedParts = parts
    }

    mutating func add(_ wrong: KnownWrong<Input>) { known.append(wrong) }

    static func wire(_ answer: @escaping Answer) -> WireAnswer {
        { input in WireValue(reflecting: try answer(input)) }
    }
}

// MARK: Checking

extension Check {
    /// Runs an answer on inputs drawn from the seed and says what is found.
    ///
    /// `observe` hears each input before the answer does, so that a stop can be laid at its door.
    func finding(
        of answer: (Input, Host) throws -> WireValue, by host: Host, seed: UInt64, observe: (CheckCase) -> Void
    ) -> Finding {
        finding(of: answer, by: host, on: cases(seed: seed), observe: observe)
    }

    private func finding(
        of answer: (Input, Host) throws -> WireValue, by host: Host, on cases: PreparedCases<Input>,
        observe: (CheckCase) -> Void = { _ in }
    ) -> Finding {
        var outputs: [WireValue] = []
        var trial = CheckCase(input: "", expected: "")
        do {
            for (input, right) in zip(cases.inputs, cases.right) {
                trial = CheckCase(input: shown(input).brief, expected: saidOfExpected(right))
                observe(trial)
                outputs.append(try answer(input, host))
            }
        } catch let stub as NotAttempted {
            let name = stub.function
            return Finding(
                state: .notAttempted,
                message: name.contains(", ") ? "\(name) are still to be written." : "\(name) is still to be written.")
        } catch {
            return Finding(
                state: .crashed, message: "Your code threw an error: \(error)",
                feedback: trial.feedback(
                    cutShort: "nothing, it threw an error", at: nil,
                    advice:
                        "An error leaves the function without a result. Find the line that throws it, and "
                        + "what it asks for."))
        }
        let isComplete = host.unwritten.isEmpty
        if let feedback = Diagnosis(
            check: self, cases: cases, outputs: outputs, isComplete: isComplete
        ).feedback {
            return Finding(state: .wrong, feedback: feedback)
        }
        guard isComplete else {
            let names = host.unwritten.joined(separator: ", ")
            return Finding(
                state: .notAttempted, message: "What there is is right. Still to be written: \(names).")
        }
        return Finding(state: .passed)
    }

    /// Draws until the right answer and every wrong one differ from each other on the inputs.
    ///
    /// Nearly always the first draw does. Where a hundred do not, the last is used, and the tests that prove the
    /// check fail.
    private func cases(seed: UInt64) -> PreparedCases<Input> {
        var generator = SeededGenerator(seed: seed)
        if let count = draws[seed] {
            for _ in 1..<count { _ = draw(&generator) }
            return PreparedCases(draw(&generator), of: self)
        }
        var (cases, count) = (PreparedCases(draw(&generator), of: self), 1)
        while count <= 100, !cases.tellsApart(tolerance) {
            cases = PreparedCases(draw(&generator), of: self)
            count += 1
        }
        draws[seed] = count
        return cases
    }

    func saidOfExpected(_ parts: [Part]) -> String {
        showsExpected ? parts.brief : "not shown here: it is what the exercise asks"
    }

    /// The input as a learner is shown it.
    func shown(_ input: Input) -> [Part] {
        shownParts?(input) ?? Part.parts(of: WireValue(reflecting: input), named: inputName)
    }

    /// A result as it is compared.
    func compared(_ input: Input, _ result: WireValue) -> [Part] {
        comparedParts?(input, result) ?? Part.parts(of: result, named: resultName)
    }
}

extension Check: AnyCheck {
    public func finding(
        by host: Host, _ exercise: Exercise, seed: UInt64, observe: (CheckCase) -> Void
    ) -> Finding {
        let calling =
            calling ?? { input, host in
                try host.call(exercise.name, WireValue.arguments(of: input))
            }
        return finding(of: calling, by: host, seed: seed, observe: observe)
    }

    public func feedback(_ feedback: Feedback, onStop message: String, seed: UInt64) -> Feedback {
        let input = cases(seed: seed).inputs.first { shown($0).brief == feedback.input }
        let known = input.flatMap { input in
            stopping.first { $0.words(input).contains { message.contains($0) } }?.known
        }
        guard let known else { return feedback }
        var feedback = feedback
        (feedback.likelyMistake, feedback.recognised, feedback.family) = (
            known.sentence, known.name, known.family
        )
        return feedback
    }

    public func findings(seed: UInt64) -> SelfTest.Findings {
        let cases = cases(seed: seed)
        func finding(_ answer: @escaping WireAnswer) -> Finding {
            self.finding(of: { input, _ in try answer(input) }, by: Host { _ in .error("") }, on: cases)
        }
        return SelfTest.Findings(
            right: finding(rightAnswer),
            stub: finding { _ in throw notAttempted("the function") },
            wrong: known.enumerated().flatMap { number, known in
                known.answers.map { answer in
                    SelfTest.Wrong(
                        number: number, name: known.name, family: known.family, sentence: known.sentence,
                        finding: finding(answer))
                }
            },
            accepted: acceptable.map { ($0.name, finding($0.answer)) },
            lazy: fault == nil ? lazyAnswers(on: cases) : [])
    }

    /// Zeros, and the first number of the right answer, in the right shapes: rejected on some input.
    private func lazyAnswers(on cases: PreparedCases<Input>) -> [(name: String, isRejected: Bool)] {
        let first = cases.right.first?.first?.value.scalars.first ?? 1
        return [("zeros", 0), ("equal numbers", first)].map { name, number in
            let isRejected = cases.right.contains { parts in
                let lazy = parts.map { Part($0.name, Tensor(zeros: $0.value.shape) + number) }
                return !Difference.isNone(expected: parts, actual: lazy, tolerance: tolerance)
            }
            return (name, isRejected)
        }
    }
}
