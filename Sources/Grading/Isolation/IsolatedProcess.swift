import Foundation
import Subprocess
import Synchronization

/// Stops a session once, and remembers why.
private final class Stopper: Sendable {
    private struct State {
        var session: ProcessSession?
        var reason: IsolatedProcess.End?
    }

    private let state = Mutex(State())

    var reason: IsolatedProcess.End? { state.withLock(\.reason) }

    func watch(_ session: ProcessSession) { state.withLock { $0.session = session } }

    func stop(_ reason: IsolatedProcess.End) {
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

/// Runs a program in a session of its own, within limits, and tells what became of it.
struct IsolatedProcess: Sendable {
    /// What a run left behind.
    struct Outcome: Sendable {
        var messages: [Message] = []
        /// The beginning of what was printed.
        var output = ""
        var end: End
        var seconds: Double
    }

    enum End: Sendable, Equatable {
        case exited(Int32), signal(Int32), timedOut, tooMuchOutput
    }

    let program: String
    let arguments: [String]
    let limits: Limits

    /// Ends when the program ends or meets a limit; nothing that it started is left then, and no file.
    func run() async throws -> Outcome {
        try await ProcessSlots.shared.using {
            let executor = SupervisionExecutor()
            return try await withTaskExecutorPreference(executor) {
                try await Scratch.using { scratch in try await run(in: scratch, executor) }
            }
        }
    }

    private func run(in scratch: Scratch, _ executor: SupervisionExecutor) async throws -> Outcome {
        ProcessSession.adoptOrphans()
        let nonce = Channel.newNonce()
        let stopper = Stopper()
        let channel = try OutputPipe(keep: 1 << 20)
        let output = try OutputPipe(keep: limits.keptOutputBytes, limit: limits.outputBytes) {
            stopper.stop(.tooMuchOutput)
        }
        var options = PlatformOptions()
        options.createSession = true
        let result = try await Subprocess.run(
            .path(.init(program)), arguments: Arguments(arguments), environment: environment(scratch),
            workingDirectory: .init(scratch.folder.path), platformOptions: options,
            input: .fileDescriptor(.init(rawValue: try secretInput(nonce)), closeAfterSpawningProcess: true),
            output: .fileDescriptor(.init(rawValue: channel.writingEnd), closeAfterSpawningProcess: true),
            error: .fileDescriptor(.init(rawValue: output.writingEnd), closeAfterSpawningProcess: true)
        ) { execution in
            let session = ProcessSession(leader: execution.processIdentifier.value, mark: scratch.mark)
            stopper.watch(session)
            return await Interruption.guarding {
                session.kill()
            } work: {
                await supervise(session, stopper, executor)
            }
        }
        let end: End =
            switch result.terminationStatus {
            case _ where stopper.reason != nil: stopper.reason!
            case .exited(let code): .exited(code)
            case .signaled(let signal): .signal(signal)
            }
        return Outcome(
            messages: Channel.messages(in: await channel.content(), nonce: nonce),
            output: String(decoding: await output.content(), as: UTF8.self), end: end,
            seconds: result.closureResult)
    }

    /// Waits while a clock runs. Returns with the program ended and its session empty: the seconds it took.
    private func supervise(
        _ session: ProcessSession, _ stopper: Stopper, _ executor: SupervisionExecutor
    ) async -> Double {
        let start = ContinuousClock.now
        let clock = executor.after(seconds: limits.seconds) { stopper.stop(.timedOut) }
        while !session.leaderHasEnded { await executor.sleep(seconds: 0.002) }
        clock.cancel()
        session.kill()
        return (ContinuousClock.now - start) / .seconds(1)
    }

    /// A standard input that holds nothing but the secret.
    private func secretInput(_ nonce: String) throws -> Int32 {
        let ends = try OutputPipe.pipe()
        let line = Array("\(nonce)\n".utf8)
        _ = write(ends.writing, line, line.count)
        close(ends.writing)
        return ends.reading
    }

    private func environment(_ scratch: Scratch) -> Environment {
        .inherit.updating([
            .init(stringLiteral: ProcessSession.markName): scratch.mark,
            "TMPDIR": scratch.folder.path,
            // One thread is enough for small tensors and starts faster.
            "OPENBLAS_NUM_THREADS": "1",
            // A trap tells the line of the learner's that led to it; see `TrapReport`. Without inlined frames, which
            // answers do not have, that takes half the time.
            "SWIFT_BACKTRACE":
                "enable=yes,interactive=no,color=no,threads=crashed,images=none,registers=none,"
                + "limit=64,sanitize=no,output-to=stderr,symbolicate=fast",
        ])
    }
}
