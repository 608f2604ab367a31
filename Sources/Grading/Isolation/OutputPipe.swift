import Foundation
import Synchronization

/// A pipe from a process, emptied by a thread of its own as fast as it is filled.
///
/// However many lines come, they make no one wait: neither the clock, nor the one who waits for the process to end.
final class OutputPipe: Sendable {
    /// For the process, which inherits it.
    let writingEnd: Int32

    private struct State {
        var content: [UInt8]?
        var waiting: CheckedContinuation<[UInt8], Never>?
    }

    private let state = Mutex(State())

    /// - Parameters:
    ///   - keep: of a longer stream only the beginning and the end are kept, so many bytes in all.
    ///   - limit: beyond so many bytes `flooded` is called.
    init(keep: Int, limit: Int = .max, flooded: @escaping @Sendable () -> Void = {}) throws {
        let ends = try Self.pipe()
        writingEnd = ends.writing
        Thread.detachNewThread { [self] in
            var excerpt = HeadTailBuffer(limit: keep)
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = read(ends.reading, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { break }
                buffer.withUnsafeBytes { excerpt.append(.init(rebasing: $0[..<count])) }
                if excerpt.total > limit { flooded() }
            }
            close(ends.reading)
            let bytes = excerpt.bytes
            let waiting = state.withLock { state in
                state.content = bytes
                return state.waiting
            }
            waiting?.resume(returning: bytes)
        }
    }

    /// Everything that was kept, once no process holds the writing end any more.
    func content() async -> [UInt8] {
        await withCheckedContinuation { continuation in
            let bytes = state.withLock { state in
                if state.content == nil { state.waiting = continuation }
                return state.content
            }
            if let bytes { continuation.resume(returning: bytes) }
        }
    }

    /// Two ends that a program started from here does not inherit.
    static func pipe() throws -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Foundation.pipe(&ends) == 0 else {
            throw GradingError("no pipe could be made: \(String(cString: strerror(errno)))")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}
