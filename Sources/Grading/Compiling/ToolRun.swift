import Foundation
import Synchronization

/// A run of the compiler or the linker, within a limit on its processor time: beside other work a short text takes as
/// long as one that keeps the type checker busy for ever.
struct ToolRun: Sendable {
    let hasSucceeded: Bool
    /// What it returned; nil where a signal ended it.
    let status: Int32?
    let timedOut: Bool
    /// What it wrote to standard error.
    let complaint: String
    let seconds: Double

    /// Runs a tool in a folder. Throws when it cannot be started.
    static func run(
        _ program: String, _ arguments: [String], in folder: URL, seconds limit: Double
    ) async throws -> ToolRun {
        try await ProcessSession.withMark { mark in
            try await run(program, arguments, in: folder, seconds: limit, mark: mark)
        }
    }

    /// Runs a tool that reads a stranger's text, in a room of its own if there is one.
    ///
    /// - Parameter reading: what it reads besides the system's files and those of the folder.
    static func run(
        _ call: Toolchain.Call, in sandbox: Sandbox, reading readable: [String], _ folder: URL, seconds limit: Double
    ) async throws -> ToolRun {
        guard sandbox.kind != .none else {
            return try await run(call.program, call.arguments, in: folder, seconds: limit)
        }
        let needs = Sandbox.Needs(
            readable: readable, folder: folder.path, seconds: 2 * Int(limit.rounded(.up)), tasks: 128,
            fileMegabytes: 256)
        let inside = sandbox.call(call, needs)
        return try await ProcessSession.withMark { mark in
            try await run(
                inside.program, inside.arguments, in: folder, seconds: limit, mark: mark,
                environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path, "TMPDIR": folder.path])
        }
    }

    private static func run(
        _ program: String, _ arguments: [String], in folder: URL, seconds limit: Double, mark: String,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) async throws -> ToolRun {
        try await ProcessSlots.shared.using {
            try await runAtOnce(program, arguments, in: folder, seconds: limit, mark: mark, environment: environment)
        }
    }

    private static func runAtOnce(
        _ program: String, _ arguments: [String], in folder: URL, seconds limit: Double, mark: String,
        environment: [String: String]
    ) async throws -> ToolRun {
        // A driver that is ended leaves the compilers that it has started.
        ProcessSession.adoptOrphans()
        let executor = SupervisionExecutor()
        let watch = ToolWatch(seconds: limit)
        return try await withTaskExecutorPreference(executor) {
            let start = ContinuousClock.now
            let errors = try OutputPipe(keep: 256 * 1024)
            let child = try ChildProcess(
                program, arguments, environment: environment.merging([ProcessSession.markName: mark]) { $1 },
                in: folder.path, errors: errors.writingEnd, leadsSession: true)
            let session = ProcessSession(leader: child.identifier)
            let complaint = await Interruption.guarding {
                session.kill()
            } work: {
                let timer = executor.every(seconds: 0.05) { watch.look(at: session) }
                defer { timer.cancel() }
                let complaint = await errors.content()
                while !session.leaderHasEnded { await executor.sleep(seconds: 0.001) }
                return complaint
            }
            let end = child.wait()
            ProcessSession.collectOrphans()
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let status: Int32? = if case .exited(let code) = end { code } else { nil }
            return ToolRun(
                hasSucceeded: status == 0, status: status, timedOut: status != 0 && watch.wasLate,
                complaint: String(decoding: complaint, as: UTF8.self), seconds: seconds)
        }
    }
}

/// Ends a tool that holds too much or has computed for too long.
private final class ToolWatch: Sendable {
    /// More than the compiler needs for any answer and any lesson.
    private static let memoryMegabytes = 4096
    /// How many times the limit may pass by the clock, for a tool that waits instead of computing.
    private static let patience = 6.0

    private let limit: Double
    private let start = ContinuousClock.now
    private let isLate = Mutex(false)

    init(seconds limit: Double) { self.limit = limit }

    var wasLate: Bool { isLate.withLock(\.self) }

    func look(at session: ProcessSession) {
        let usage = UsageWatch(session.leader, Self.memoryMegabytes)
        let passed = (ContinuousClock.now - start) / .seconds(1)
        if passed >= limit, usage.processorSeconds >= limit || passed >= Self.patience * limit {
            isLate.withLock { $0 = true }
            session.kill()
        } else if usage.isOverMemory {
            session.kill()
        }
    }
}
