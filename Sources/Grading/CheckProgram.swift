import Foundation

extension CheckedLesson {
    /// Runs the check that a parent process asks for, on the functions at hand. Does not return.
    public func main() -> Never { CheckProgram(checks: checks).main() }
}

/// The checks of a folder of answers, run one at a time, each in a process of its own.
public struct CheckProgram: Sendable {
    let checks: [BoundCheck]

    public init(checks: [BoundCheck]) { self.checks = checks }

    /// Runs one check in this very process and sends what is found to the parent.
    public func main() -> Never {
        guard let request = CheckRequest(Array(CommandLine.arguments.dropFirst())),
            let check = checks.first(where: { $0.exercise.id == request.exercise }),
            let channel = Containment.begin(limits: request.limits)
        else {
            FileHandle.standardError.write(Data("answers are checked with: swift run lesson check\n".utf8))
            exit(64)
        }
        let finding = check.run(request.seed) { channel.send(.input($0)) }
        channel.send(.finding(finding))
        Containment.end()
    }
}

/// The arguments with which a parent asks a program for one check.
struct CheckRequest: Equatable {
    /// The answers, built into a library.
    var library: String
    var exercise: String
    var seed: UInt64
    var limits: Limits

    static func == (a: CheckRequest, b: CheckRequest) -> Bool { a.arguments == b.arguments }

    var arguments: [String] {
        ["--answer", library, exercise, "\(seed)", "\(limits.seconds)", "\(limits.memoryMegabytes)"]
    }

    init(library: String, exercise: String, seed: UInt64, limits: Limits) {
        (self.library, self.exercise, self.seed, self.limits) = (library, exercise, seed, limits)
    }

    /// Nil for anything that is not such a request.
    init?(_ arguments: [String]) {
        guard arguments.count == 6, arguments[0] == "--answer", let seed = UInt64(arguments[3]),
            let seconds = Double(arguments[4]), let memory = Int(arguments[5])
        else { return nil }
        var limits = Limits()
        (limits.seconds, limits.memoryMegabytes) = (seconds, memory)
        self.init(library: arguments[1], exercise: arguments[2], seed: seed, limits: limits)
    }
}
