import ArgumentParser
import Classroom
import Foundation
import Grading

/// How a class's attempts are judged: how many at a time, and in which kind of room.
struct JudgingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How many attempts at a time; as many as there are cores if left out.", valueName: "N"))
    var jobs: Int?

    @Option(help: ArgumentHelp("Insists on one kind of room: bubblewrap, namespaces or none.", valueName: "KIND"))
    var isolation: String?

    var attemptsAtATime: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

    /// The grader with the best room in which the kit's own answers are right.
    func prepared(_ grader: ClassGrader) throws -> ClassGrader {
        Interruption.installHandlers()
        let isolation = isolation
        do {
            return try waiting { try await Self.prepared(grader, isolation) }
        } catch let error as GradingError {
            throw CommandError(error)
        }
    }

    /// The same; with `isolation` only that kind of room will do.
    static func prepared(_ grader: ClassGrader, _ isolation: String?) async throws -> ClassGrader {
        var kinds = Sandbox.Kind.allCases
        if let isolation {
            guard let kind = Sandbox.Kind(rawValue: isolation) else {
                throw CommandError(.wrongArguments, "expected bubblewrap, namespaces or none, but got \(isolation)")
            }
            kinds = [kind]
        }
        var grader = grader
        while true {
            let sandbox = await Sandbox.best(of: kinds)
            guard kinds.contains(sandbox.kind) else {
                throw CommandError(
                    .notReachable, "\(kinds[0].rawValue) does not work on this system",
                    hint: "leave --isolation out to take what does")
            }
            grader.grader.sandbox.kind = sandbox.kind
            guard let fault = try await grader.fault() else { return grader }
            guard sandbox.kind != .none, isolation == nil else {
                throw CommandError(
                    .checkFailed, fault, hint: "swift run lesson lint tries every check on its own answers")
            }
            Terminal.printError("note: \(sandbox.kind.rawValue) is not used: \(fault)")
            kinds = Array(kinds.drop { $0 != sandbox.kind }.dropFirst())
        }
    }
}
