import Exercises
import Nabla

/// Mistakes that are made everywhere, with the sentences that go with them.
extension Check {
    /// Everything has the opposite sign.
    public mutating func opposite(
        _ sentence: String = "Every sign is opposite. Which of the two is subtracted?"
    ) { times(.sign, sentence) { _ in -1 } }

    /// What should come with the call is written in the code.
    public mutating func constant<Value: Sendable>(
        _ name: String, _ values: [Value], sentence: String? = nil,
        _ answer: @escaping @Sendable (Input, Value) throws -> Output
    ) {
        wrong(
            nil,
            sentence ?? "\(name.capitalizedFirst) comes with the call, and here it is written in the code.",
            forEach: values, answer)
    }

    /// Only the first few are used: how many there are was taken from the example.
    public mutating func onlyFirst(
        _ things: String, _ counts: [Int], sentence: String? = nil,
        _ answer: @escaping @Sendable (Input, Int) throws -> Output
    ) {
        wrong(
            nil, sentence ?? "Only the first \(things) count. How many there are differs from call to call.",
            forEach: counts, answer)
    }

    /// The result does not depend on what it should depend on.
    public mutating func ignoresInput(
        _ what: String = "the input", sentence: String? = nil, _ answers: Answer...
    ) {
        add(KnownWrong(nil, sentence ?? "The result does not depend on \(what).", answers.map(Self.wire)))
    }

    /// Every number is so many times too large.
    public mutating func times(
        _ family: Misconception? = .average, _ sentence: String, _ factors: (@Sendable (Input) -> Scalar)...
    ) {
        let right = rightAnswer
        var wrong = KnownWrong<Input>(
            family, sentence,
            factors.map { factor in
                { input in try right(input).mapNumbers { $0 * Double(factor(input)) } }
            })
        wrong.factors = factors
        add(wrong)
    }
}

extension WireValue {
    /// The value with every number that may have a fraction changed.
    func mapNumbers(_ change: (Double) -> Double) -> WireValue {
        switch self {
        case .number(let value): .number(change(value))
        case .integer(let value): .number(change(Double(value)))
        case .tensor(let shape, let numbers): .tensor(shape: shape, numbers: numbers.map(change))
        case .list(let values): .list(values.map { $0.mapNumbers(change) })
        case .record(let fields): .record(fields.map { Field($0.label, $0.value.mapNumbers(change)) })
        case .none, .truth, .text: self
        }
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
