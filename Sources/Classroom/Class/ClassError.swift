/// Why an instructor's command cannot go on: what was expected, what came, and what to do.
public struct ClassError: Error, CustomStringConvertible, Equatable {
    public enum Kind: Sendable {
        /// A file says what it must not say.
        case badData
        /// Something is not there, or may not be read or written.
        case notReachable
        /// The command was called for what cannot be.
        case wrongArguments
    }

    public let kind: Kind
    public let message: String
    public let hint: String?

    public init(_ kind: Kind, _ message: String, hint: String? = nil) {
        (self.kind, self.message, self.hint) = (kind, message, hint)
    }

    public var description: String { hint.map { "\(message) (\($0))" } ?? message }
}
