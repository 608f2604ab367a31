/// How the command ends. The numbers are those of `sysexits.h`.
enum ExitStatus: Int32 {
    /// A claim or a check did not hold.
    case checkFailed = 1
    case wrongArguments = 64
    case badData = 65
    case notReachable = 69
    case bug = 70
}

/// Why the command cannot do what was asked, or what came out wrong: usually one line and what to do about it.
struct CommandError: Error {
    var status: ExitStatus
    var message: String
    var hint: String?

    init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
        self.status = status
        self.message = message
        self.hint = hint
    }
}
