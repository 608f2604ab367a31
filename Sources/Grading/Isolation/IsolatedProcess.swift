import Foundation
import Subprocess
import Synchronization

/// Stops a session once, and remembers why.
private final class Stopper: Sendable {
    private let session: ProcessSession
    private let stopped = Mutex<IsolatedProcess.End?>(nil)

    init(session: ProcessSession) { self.session = session }

    var reason: IsolatedProcess.End? { stopped.withLock { $0 } }

    func stop(_ reason: IsolatedProcess.End) {
        // A program that has ended by itself is not stopped, however late its end is noticed.
        if session.leaderHasEnded { return }
        let isFirst = stopped.withLock { stopped in
            defer { stopped = stopped ?? reason }
            return stopped == nil
        }
        if isFirst { session.kill() }
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

    private struct Watched {
        let channel: [UInt8]
        let output: [UInt8]
        let stopped: End?
        let seconds: Double
    }

    let program: String
    let arguments: [String]
    let limits: Limits

    /// Ends when the program ends or meets a limit; nothing that it started is left then.
    func run() async throws -> Outcome {
        try await withTaskExecutorPreference(SupervisionExecutor.shared) { try await runSupervised() }
    }

    private func runSupervised() async throws -> Outcome {
        ProcessSession.adoptOrphans()
        let nonce = Channel.newNonce()
        let mark = Channel.newNonce()
        // The answer's working folder and its temporary one: what it leaves there goes with it.
        let scratch = FileManager.default.temporaryDirectory.appending(path: "nabla-check-\(mark)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: scratch) }
        var options = PlatformOptions()
        options.createSession = true
        let result = try await Subprocess.run(
            .path(.init(program)), arguments: Arguments(arguments),
            environment: environment(scratch, mark: mark), workingDirectory: .init(scratch.path),
            platformOptions: options, input: .inputWriter, output: .sequence, error: .sequence
        ) { execution in
            _ = try? await execution.standardInputWriter.write(nonce + "\n")
            try? await execution.standardInputWriter.finish()
            let session = ProcessSession(leader: execution.processIdentifier.value, mark: mark)
            return await supervise(session, execution.standardOutput, execution.standardError)
        }
        let watched = result.closureResult
        let end: End =
            switch result.terminationStatus {
            case _ where watched.stopped != nil: watched.stopped!
            case .exited(let code): .exited(code)
            case .signaled(let signal): .signal(signal)
            }
        return Outcome(
            messages: Channel.messages(in: watched.channel, nonce: nonce),
            output: String(decoding: watched.output, as: UTF8.self), end: end, seconds: watched.seconds)
    }

    /// Reads both pipes while a clock runs. Returns with the program ended and its session empty.
    private func supervise(
        _ session: ProcessSession, _ standardOutput: SubprocessOutputSequence,
        _ standardError: SubprocessOutputSequence
    ) async -> Watched {
        let start = ContinuousClock.now
        let stopper = Stopper(session: session)
        let clock = SupervisionExecutor.shared.after(seconds: limits.seconds) { stopper.stop(.timedOut) }
        async let channel = collect(standardOutput, keep: 1 << 20, limit: .max, stopper)
        async let output = collect(
            standardError, keep: limits.keptOutputBytes, limit: limits.outputBytes, stopper)
        let collected = await (channel, output)
        // A program may close its pipes and go on. The clock still runs.
        while !session.leaderHasEnded { await SupervisionExecutor.shared.sleep(seconds: 0.002) }
        clock.cancel()
        session.kill()
        return Watched(
            channel: collected.0, output: collected.1, stopped: stopper.reason,
            seconds: (ContinuousClock.now - start) / .seconds(1))
    }

    /// Keeps the beginning and the end of a stream, drops the middle, and stops the program beyond the limit.
    private func collect(
        _ stream: SubprocessOutputSequence, keep: Int, limit: Int, _ stopper: Stopper
    ) async -> [UInt8] {
        var excerpt = Excerpt(limit: keep)
        do {
            for try await buffer in stream {
                buffer.withUnsafeBytes { excerpt.append($0) }
                if excerpt.total > limit { stopper.stop(.tooMuchOutput) }
            }
        } catch {
            // The pipe broke with its writer; what came before counts.
        }
        return excerpt.bytes
    }

    private func environment(_ scratch: URL, mark: String) -> Environment {
        .inherit.updating([
            .init(stringLiteral: ProcessSession.markName): mark,
            "TMPDIR": scratch.path,
            // One thread is enough for small tensors and starts faster.
            "OPENBLAS_NUM_THREADS": "1",
            // A trap tells the line of the learner's that led to it; see `TrapReport`.
            "SWIFT_BACKTRACE":
                "enable=yes,interactive=no,color=no,threads=crashed,images=none,registers=none,"
                + "limit=64,sanitize=no,output-to=stderr",
        ])
    }
}
