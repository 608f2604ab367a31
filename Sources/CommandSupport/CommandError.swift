import Grading

/// How the command ends. The numbers are those of `sysexits.h`.
public enum ExitStatus: Int32, Sendable {
    /// A claim or a check did not hold.
    case checkFailed = 1
    case wrongArguments = 64
    case badData = 65
    case notReachable = 69
    case bug = 70
}

/// Why the command cannot do what was asked, or what came out wrong: usually one line and what to do about it.
public struct CommandError: Error {
    public var status: ExitStatus
    public var message: String
    public var hint: String?

    public init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
        self.status = status
        self.message = message
        self.hint = hint
    }

    /// What keeps exercises from being checked, as a command reports it.
    public init(_ error: GradingError) { self.init(.notReachable, error.message, hint: error.hint) }
}

/// An error that says what a command reports.
public protocol ReportedError: Error {
    var report: CommandError { get }
}
