/// What is wrong with data that comes from outside: one line that says it, and a hint that says what to do.
public struct DataError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Kind: Sendable {
        /// It is not where the user said it would be.
        case missing
        /// It is there, and it is not what it should be.
        case damaged
        /// It could not be fetched or stored.
        case unreachable
    }

    public let kind: Kind
    /// One line: the thing, what was expected, what was found.
    public let message: String
    public let hint: String

    public init(_ kind: Kind, _ message: String, hint: String) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }

    public var description: String { "\(message)\nhint: \(hint)" }
}
