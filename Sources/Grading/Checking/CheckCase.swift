/// One input of a check and its right result, as a learner is shown them.
public struct CheckCase: Codable, Sendable, Equatable {
    public var input: String
    public var expected: String

    public init(input: String, expected: String) { (self.input, self.expected) = (input, expected) }
}

extension CheckCase {
    /// The five parts of what is said when an answer gave no result.
    func feedback(cutShort what: String, at place: String?, advice: String) -> Feedback {
        Feedback(
            input: input, expected: expected, actual: what,
            firstDifference: place ?? "before there was a result",
            likelyMistake: advice)
    }
}
