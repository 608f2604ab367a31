/// What the process that runs a check found out.
public struct Finding: Codable, Sendable, Equatable {
    public var state: Verdict.State
    public var message: String?
    public var feedback: Feedback?

    public init(state: Verdict.State, message: String? = nil, feedback: Feedback? = nil) {
        (self.state, self.message, self.feedback) = (state, message, feedback)
    }
}
