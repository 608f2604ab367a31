import Foundation
import Synchronization

/// What an interrupted program still has to do: end the processes it has started, remove the files it has made.
///
/// Checks run in sessions of their own, so a Ctrl-C at the terminal does not reach them.
public enum Interruption {
    private struct State {
        var cleanups: [Int: @Sendable () -> Void] = [:]
        var next = 0
        var hasBegun = false
    }

    private static let state = Mutex(State())

    /// A signal's handler may do next to nothing: it writes the signal's number here, and a thread reads it.
    nonisolated(unsafe) private static var pipe: (reading: Int32, writing: Int32) = (-1, -1)

    /// From now on Ctrl-C, a closed terminal or a request to end first does what has to be done, then ends the program
    /// as the signal would have.
    public static func installHandlers() {
        var descriptors: [Int32] = [-1, -1]
        guard pipe.writing < 0, Foundation.pipe(&descriptors) == 0 else { return }
        for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        pipe = (descriptors[0], descriptors[1])
        for number in [SIGINT, SIGTERM, SIGHUP] {
            let before = signal(number) { number in
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(Interruption.pipe.writing, &byte, 1)
            }
            // A program that was started to live on, with nohup say, does.
            if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
                signal(number, SIG_IGN)
            }
        }
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while read(Interruption.pipe.reading, &byte, 1) != 1 {}
            let cleanups = state.withLock { state in
                state.hasBegun = true
                return state.cleanups.sorted { $0.key > $1.key }.map(\.value)
            }
            for cleanup in cleanups { cleanup() }
            signal(Int32(byte), SIG_DFL)
            kill(getpid(), Int32(byte))
        }
    }

    /// Has something done whenever the program is interrupted from now on.
    public static func always(do cleanup: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.next += 1
            state.cleanups[state.next] = cleanup
        }
    }

    /// Does the work; should it be interrupted, does the cleanup instead of what would follow.
    public static func guarding<Value: Sendable>(
        by cleanup: @escaping @Sendable () -> Void, work: () async throws -> Value
    ) async rethrows -> Value {
        let number = state.withLock { state in
            state.next += 1
            state.cleanups[state.next] = cleanup
            return state.next
        }
        defer {
            // What was cut short is no result. The program ends at any moment.
            while state.withLock(\.hasBegun) { usleep(100_000) }
            state.withLock { _ = $0.cleanups.removeValue(forKey: number) }
        }
        return try await work()
    }
}
