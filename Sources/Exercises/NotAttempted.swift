/// What an exercise throws until it is written. It is no mistake and costs nothing but the points.
public struct NotAttempted: Error, Sendable {
    /// The function that is still a stub, as its declaration names it.
    public let function: String

    public init(function: String) { self.function = function }
}

/// Returns the error that marks a stub: `throw notAttempted()`.
public func notAttempted(_ function: String = #function) -> NotAttempted {
    NotAttempted(function: function)
}
