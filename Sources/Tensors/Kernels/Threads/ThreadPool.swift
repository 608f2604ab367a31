import CSupport
import Foundation
import Synchronization

/// A pool of worker threads that take their parts of a loop, and stay awake for a moment after it.
///
/// The loops of a training follow each other within microseconds, but waking a sleeping thread takes 50 to 100 µs. By
/// then the caller has done both halves itself (adding a million numbers: 200 µs; on two cores that are awake: 90. An
/// epoch of the MLP: 1.15 s against 0.85). So a worker looks out for its next part for a while before it sleeps.
///
/// Parts are taken one by one, by the caller too. A worker that comes late finds nothing left, and nobody waits for it. Of up
/// to 64 parts each thread has a stretch of its own, which it takes from the front: what a core has read or written in one loop is
/// then in its own cache in the next. Whoever is through with it takes from the ends of the others.
final class ThreadPool: Sendable {
    static let shared = ThreadPool(workers: LinearAlgebraLibrary.threads - 1)

    /// How many nanoseconds a worker looks out before it sleeps.
    private static let spinNanoseconds: UInt64 = 1_000_000

    private let isTaken = Atomic(false)
    // The loop whose parts are handed out, and how many. Written while nobody holds a part, read only by those who do.
    private nonisolated(unsafe) var loop: ((Int) -> Void)?
    private nonisolated(unsafe) var parts = 0
    private let remaining = Atomic(0)
    /// Of up to 64 parts a bit for each that nobody has taken; otherwise parts are taken from the last to the first.
    private let free = Atomic<UInt64>(0)
    private let unfinished = Atomic(0)
    private let parked = Atomic(0)
    private let wakeup = DispatchSemaphore(value: 0)
    private let threads: Int

    init(workers: Int) {
        threads = workers + 1
        for number in 0..<workers { Thread.detachNewThread { self.workerLoop(number) } }
    }

    /// Runs `body` for every number below `parts`, on this thread and the workers. While they are busy with the loop of
    /// another thread, or if `body` itself asks for this, the calling thread runs all.
    func run(_ parts: Int, _ body: (Int) -> Void) {
        guard !isTaken.exchange(true, ordering: .acquiring) else {
            for part in 0..<parts { body(part) }
            return
        }
        withoutActuallyEscaping(body) { body in
            loop = body
            self.parts = parts
            unfinished.store(parts, ordering: .relaxed)
            free.store(parts <= 64 ? .max >> UInt64(64 - parts) : 0, ordering: .relaxed)
            remaining.store(parts, ordering: .sequentiallyConsistent)
            for _ in 0..<parked.exchange(0, ordering: .sequentiallyConsistent) { wakeup.signal() }
            while takePart(threads - 1) {}
            while unfinished.load(ordering: .acquiring) > 0 {
                spinOrYield { unfinished.load(ordering: .relaxed) == 0 }
            }
            loop = nil
        }
        isTaken.store(false, ordering: .releasing)
    }

    private func workerLoop(_ thread: Int) {
        while true {
            if takePart(thread) { continue }
            let end = DispatchTime.now().uptimeNanoseconds + Self.spinNanoseconds
            while remaining.load(ordering: .relaxed) == 0 && DispatchTime.now().uptimeNanoseconds < end {
                spinOrYield { remaining.load(ordering: .relaxed) > 0 }
            }
            if remaining.load(ordering: .relaxed) > 0 { continue }
            parked.add(1, ordering: .sequentiallyConsistent)
            // A caller that hands out parts after this line signals; one that did before is seen here.
            if remaining.load(ordering: .sequentiallyConsistent) == 0 { wakeup.wait() }
        }
    }

    /// Looks 64 times, then lets another thread that wants the core have it. Without that, four trainings at once on two
    /// cores took a third longer.
    private func spinOrYield(until isOver: () -> Bool) {
        for _ in 0..<64 where !isOver() { nabla_pause() }
        if !isOver() { sched_yield() }
    }

    /// Takes a part, one of the thread's own if it can, and runs it; false where none is left.
    private func takePart(_ thread: Int) -> Bool {
        var left = remaining.load(ordering: .relaxed)
        while left > 0 {
            let (taken, now) = remaining.weakCompareExchange(
                expected: left, desired: left - 1, ordering: .acquiringAndReleasing)
            if taken {
                run(freePart(for: thread) ?? left - 1)
                unfinished.subtract(1, ordering: .releasing)
                return true
            }
            left = now
        }
        return false
    }

    /// The first free part of a thread's own, or the last free one of the others; nil where parts are not told apart. There is one
    /// for everybody who has taken a part.
    private func freePart(for thread: Int) -> Int? {
        guard parts <= 64 else { return nil }
        let (first, end) = (parts * thread / threads, parts * (thread + 1) / threads)
        let stretch = first < end ? (UInt64.max >> UInt64(64 - (end - first))) << UInt64(first) : 0
        var bits = free.load(ordering: .relaxed)
        while bits > 0 {
            let own = bits & stretch
            let part = own > 0 ? own.trailingZeroBitCount : 63 - bits.leadingZeroBitCount
            let (taken, now) = free.weakCompareExchange(
                expected: bits, desired: bits & ~(1 << UInt64(part)), ordering: .relaxed)
            if taken { return part }
            bits = now
        }
        return nil
    }

    /// A function of its own, so that nothing holds on to the loop when the part counts as finished.
    @inline(never)
    private func run(_ part: Int) { loop!(part) }
}
