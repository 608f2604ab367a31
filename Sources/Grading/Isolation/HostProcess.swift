import Exercises
import Foundation
import Synchronization

/// Stops a session once, and remembers why.
private final class Stopper: Sendable {
    private struct State {
        var session: ProcessSession?
        var reason: HostProcess.End?
    }

    private let state = Mutex(State())

    var reason: HostProcess.End? { state.withLock(\.reason) }

    func watch(_ session: ProcessSession) { state.withLock { $0.session = session } }

    func stop(_ reason: HostProcess.End) {
        let session = state.withLock { state -> ProcessSession? in
            // A program that has ended by itself is not stopped, however late its end is noticed.
            guard state.reason == nil, let session = state.session, !session.leaderHasEnded else {
                return nil
            }
            state.reason = reason
            return session
        }
        session?.kill()
    }
}

/// Runs the host of an answer in a session of its own, within limits, and calls it while it lives.
struct HostProcess: Sendable {
    /// What a run left behind.
    struct Outcome<Value: Sendable>: Sendable {
        /// What the judge found; nil where the host ended while it was being asked.
        var value: Value?
        /// The beginning of what was printed.
        var output = ""
        var end: End
        var seconds: Double
    }

    enum End: Sendable, Equatable {
        case exited(Int32), signal(Int32), timedOut, tooMuchOutput, tooMuchMemory, tooManyProcesses, tooManyFiles
        /// It lives, but the judge can reach it no more, or was sent what is no reply.
        case closedItsLine
    }

    let program: String
    /// The toolchain's program that tells where a trap came from; nil to leave it to Swift.
    let backtracer: String?
    /// The answers, built into a library.
    let library: String
    let limits: Limits
    var sandbox = Sandbox.none

    /// Ends when the judge is done, or the program has ended or met a limit; nothing that it started is left then, and
    /// no file.
    func run<Value: Sendable>(_ judge: @escaping @Sendable (Host) throws -> Value) async throws -> Outcome<Value> {
        try await ProcessSlots.shared.using {
            let executor = SupervisionExecutor()
            return try await withTaskExecutorPreference(executor) {
                try await Scratch.using { scratch in try await run(judge, in: scratch, executor) }
            }
        }
    }

    private func run<Value: Sendable>(
        _ judge: @escaping @Sendable (Host) throws -> Value, in scratch: Scratch, _ executor: SupervisionExecutor
    ) async throws -> Outcome<Value> {
        ProcessSession.adoptOrphans()
        let stopper = Stopper()
        let output = try OutputPipe(keep: limits.keptOutputBytes, limit: limits.outputBytes) {
            stopper.stop(.tooMuchOutput)
        }
        let (calls, replies) = try (OutputPipe.pipe(), OutputPipe.pipe())
        let host = sandbox.call(
            (program, [AnswerHost.option, library, "\(limits.seconds)", "\(limits.memoryMegabytes)"]), needs(scratch))
        let child = try ChildProcess(
            host.program, host.arguments, environment: environment(scratch), in: scratch.folder.path,
            input: calls.reading, output: replies.writing, errors: output.writingEnd, leadsSession: true)
        let session = ProcessSession(leader: child.identifier, mark: scratch.mark)
        stopper.watch(session)
        let judging = Judging(calls: calls.writing, replies: replies.reading, judge)
        let judged = await Interruption.guarding {
            session.kill()
        } work: {
            await supervise(session, judging, stopper, scratch, executor)
        }
        let status = child.wait()
        ProcessSession.collectOrphans()
        let end: End =
            switch status {
            case _ where stopper.reason != nil: stopper.reason!
            // A room tells of a signal as a shell does.
            case .exited(let code) where sandbox.kind != .none && code > 128: .signal(code - 128)
            case .exited(let code): .exited(code)
            case .signal(let signal): .signal(signal)
            }
        return Outcome(
            value: judged.value, output: String(decoding: await output.content(), as: UTF8.self),
            end: end, seconds: judged.seconds)
    }

    /// Waits while a clock runs. Returns with the program ended and its session empty.
    private func supervise<Value: Sendable>(
        _ session: ProcessSession, _ judging: Judging<Value>, _ stopper: Stopper, _ scratch: Scratch,
        _ executor: SupervisionExecutor
    ) async -> (value: Value?, seconds: Double) {
        let start = ContinuousClock.now
        let clock = executor.after(seconds: limits.seconds) { stopper.stop(.timedOut) }
        let usage = UsageWatch(session.leader, limits.memoryMegabytes)
        var turn = 0
        while !session.leaderHasEnded, !judging.isDone {
            turn += 1
            if usage.isOverMemory { stopper.stop(.tooMuchMemory) }
            // To count processes and files takes longer than to wait for a good answer.
            if turn % 32 == 0 {
                if session.count > limits.processes + sandbox.ownProcesses { stopper.stop(.tooManyProcesses) }
                if scratch.megabytes > limits.diskMegabytes { stopper.stop(.tooManyFiles) }
            }
            await executor.sleep(seconds: 0.002)
        }
        // A program that ends closes its lines first; one that has closed them and goes on is of no use.
        if judging.isDone, judging.value == nil {
            for _ in 0..<250 where !session.leaderHasEnded { await executor.sleep(seconds: 0.002) }
            stopper.stop(.closedItsLine)
        }
        clock.cancel()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        // Its lines are closed with it, so a judge that still waits for a reply waits no longer.
        session.kill()
        while !judging.isDone { await executor.sleep(seconds: 0.001) }
        return (judging.value, seconds)
    }

    /// What the host sees of the disk: the program that it is, the answers, the toolchain's words about a trap.
    private func needs(_ scratch: Scratch) -> Sandbox.Needs {
        let answers = URL(fileURLWithPath: library).deletingLastPathComponent().path
        let tracer = backtracer.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
        return Sandbox.Needs(
            readable: [program, answers] + [tracer].compactMap(\.self), folder: scratch.folder.path,
            // Of all its threads together, its start and a report about a trap included.
            seconds: 4 * Int(limits.seconds.rounded(.up)) + 10, tasks: 64, fileMegabytes: limits.memoryMegabytes)
    }

    /// All that a host is told by its environment. Of the judge's own it gets nothing but what the processor needs.
    private func environment(_ scratch: Scratch) -> [String: String] {
        var variables = [
            ProcessSession.markName: scratch.mark,
            "TMPDIR": scratch.folder.path,
            // One thread is enough for small tensors and starts faster.
            "OPENBLAS_NUM_THREADS": "1",
            // A trap tells the line of the learner's that led to it; see `TrapReport`. Without inlined frames, which
            // answers do not have, that takes half the time.
            "SWIFT_BACKTRACE":
                "enable=yes,interactive=no,color=no,threads=crashed,images=none,registers=none,"
                + "limit=64,sanitize=no,output-to=stderr,symbolicate=fast"
                + (backtracer.map { ",swift-backtrace=" + $0 } ?? ""),
        ]
        for name in ["LD_LIBRARY_PATH", "OPENBLAS_CORETYPE"] {
            variables[name] = ProcessInfo.processInfo.environment[name]
        }
        return variables
    }
}

/// The judge at work on a thread of its own, for it waits for replies.
private final class Judging<Value: Sendable>: Sendable {
    private struct State {
        var isDone = false
        var value: Value?
    }

    private let state = Mutex(State())

    var isDone: Bool { state.withLock(\.isDone) }
    /// Nil while it works, and where the host ended before it was done.
    var value: Value? { state.withLock(\.value) }

    init(calls: Int32, replies: Int32, _ judge: @escaping @Sendable (Host) throws -> Value) {
        Thread.detachNewThread { [self] in
            // Writing to a host that has ended gives an error, not a signal.
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGPIPE)
            pthread_sigmask(SIG_BLOCK, &signals, nil)
            let value = try? judge(
                Host { call in
                    guard Frame.write(call.bytes, to: calls), let bytes = Frame.read(from: replies),
                        let reply = Reply(bytes: bytes)
                    else { throw HostEnded() }
                    return reply
                })
            close(calls)
            close(replies)
            state.withLock { $0 = State(isDone: true, value: value) }
        }
    }
}

/// The host ended, or sent what is no reply, where one was waited for.
struct HostEnded: Error {}
