/// A check of any types of input and output, as the judge holds it.
public protocol AnyCheck: Sendable {
    /// Calls the answer in its host and says what is found.
    func finding(
        by host: Host, _ exercise: Exercise, seed: UInt64, observe: (CheckCase) -> Void
    ) -> Finding

    /// What is said of an answer that stopped with a message: the same, or the mistake that it betrays.
    func feedback(_ feedback: Feedback, onStop message: String, seed: UInt64) -> Feedback

    /// What the check finds about its own answers.
    func findings(seed: UInt64) -> SelfTest.Findings
}

/// The checks of one lesson by the numbers of their exercises, as a loaded library hands them over.
public final class CheckList: Sendable {
    public let checks: [String: any AnyCheck]

    public init(_ checks: [String: any AnyCheck]) { self.checks = checks }
}
