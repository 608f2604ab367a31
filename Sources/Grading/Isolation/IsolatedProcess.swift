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

    let program: String
    let arguments: [String]
    let limits: Limits

    /// Ends when the program ends or meets a limit; nothing that it started is left then.
    func run() async throws -> Outcome {
        let nonce = Channel.newNonce()
        let start = ContinuousClock.now
        var options = PlatformOptions()
        options.createSession = true
        let result = try await Subprocess.run(
            .path(.init(program)), arguments: Arguments(arguments), environment: environment,
            platformOptions: options, input: .string(nonce + "\n"), output: .sequence, error: .sequence
        ) { execution in
            let session = ProcessSession(leader: execution.processIdentifier.value)
            return await supervise(session, execution.standardOutput, execution.standardError)
        }
        let (channel, output, stopped) = result.closureResult
        let end: End =
            switch result.terminationStatus {
            case _ where stopped != nil: stopped!
            case .exited(let code): .exited(code)
            case .signaled(let signal): .signal(signal)
            }
        return Outcome(
            messages: Channel.messages(in: channel, nonce: nonce),
            output: String(decoding: output, as: UTF8.self), end: end,
            seconds: (ContinuousClock.now - start) / .seconds(1))
    }

    /// Reads both pipes while a clock runs. Returns with the program ended and its session empty.
    private func supervise(
        _ session: ProcessSession, _ standardOutput: SubprocessOutputSequence,
        _ standardError: SubprocessOutputSequence
    ) async -> (channel: [UInt8], output: [UInt8], stopped: End?) {
        let stopper = Stopper(session: session)
        let clock = Task {
            guard (try? await Task.sleep(for: .seconds(limits.seconds))) != nil else { return }
            stopper.stop(.timedOut)
        }
        async let channel = collect(standardOutput, keep: 1 << 20, limit: .max, stopper)
        async let output = collect(standardError, keep: limits.keptOutputBytes, limit: limits.outputBytes, stopper)
        let collected = await (channel, output)
        // A program may close its pipes and go on. The clock still runs.
        while !session.leaderHasEnded { try? await Task.sleep(for: .milliseconds(2)) }
        clock.cancel()
        await clock.value
        session.kill()
        return (collected.0, collected.1, stopper.reason)
    }

    /// Keeps the first bytes of a stream, drops the rest, and says once when it is longer than the limit.
    private func collect(
        _ stream: SubprocessOutputSequence, keep: Int, limit: Int, _ stopper: Stopper
    ) async -> [UInt8] {
        var kept: [UInt8] = []
        var total = 0
        do {
            for try await buffer in stream {
                buffer.withUnsafeBytes { kept.append(contentsOf: $0.prefix(max(0, keep - kept.count))) }
                total += buffer.count
                if total > limit { stopper.stop(.tooMuchOutput) }
            }
        } catch {
            // The pipe broke with its writer; what came before counts.
        }
        return kept
    }

    private var environment: Environment {
        .inherit.updating([
            // One thread is enough for small tensors and starts faster.
            "OPENBLAS_NUM_THREADS": "1",
            "SWIFT_BACKTRACE": "enable=no",
        ])
    }
}
