import COpenBLAS
import Foundation
import Synchronization

/// Threads that take their share of a loop, and stay awake for a moment after it.
///
/// The loops of a training follow each other within microseconds, but a thread that sleeps is woken in 50 to 100. By
/// then the caller has done both halves itself (adding a million numbers: 200 µs; on two cores that are awake: 90. An
/// epoch of the MLP: 1.15 s against 0.85). So a helper looks out for its next share for a while before it sleeps.
///
/// Shares are taken one by one, by the caller too. A helper that comes late finds nothing left, and nobody waits for it.
final class ThreadPool: Sendable {
    static let shared = ThreadPool(helpers: LinearAlgebraLibrary.threads - 1)

    /// How many nanoseconds a helper looks out before it sleeps.
    private static let alertness: UInt64 = 1_000_000

    private let isTaken = Atomic(false)
    /// The loop whose shares are handed out. Written while nobody holds a share, read only by those who do.
    private nonisolated(unsafe) var loop: ((Int) -> Void)?
    private let untaken = Atomic(0)
    private let unfinished = Atomic(0)
    private let sleepers = Atomic(0)
    private let bell = DispatchSemaphore(value: 0)

    private init(helpers: Int) {
        for _ in 0..<helpers { Thread.detachNewThread { self.help() } }
    }

    /// Runs `body` for every number below `shares`, on this thread and the helpers. While they are busy with the loop of
    /// another thread, or if `body` itself asks for this, the calling thread runs all.
    func run(_ shares: Int, _ body: (Int) -> Void) {
        guard !isTaken.exchange(true, ordering: .acquiring) else {
            for share in 0..<shares { body(share) }
            return
        }
        withoutActuallyEscaping(body) { body in
            loop = body
            unfinished.store(shares, ordering: .relaxed)
            untaken.store(shares, ordering: .sequentiallyConsistent)
            for _ in 0..<sleepers.exchange(0, ordering: .sequentiallyConsistent) { bell.signal() }
            while takeShare() {}
            while unfinished.load(ordering: .acquiring) > 0 {
                waitAMoment { unfinished.load(ordering: .relaxed) == 0 }
            }
            loop = nil
        }
        isTaken.store(false, ordering: .releasing)
    }

    private func help() {
        while true {
            if takeShare() { continue }
            let end = DispatchTime.now().uptimeNanoseconds + Self.alertness
            while untaken.load(ordering: .relaxed) == 0 && DispatchTime.now().uptimeNanoseconds < end {
                waitAMoment { untaken.load(ordering: .relaxed) > 0 }
            }
            if untaken.load(ordering: .relaxed) > 0 { continue }
            sleepers.add(1, ordering: .sequentiallyConsistent)
            // Whoever hands out shares after this line rings; whoever did before is seen here.
            if untaken.load(ordering: .sequentiallyConsistent) == 0 { bell.wait() }
        }
    }

    /// Looks 64 times, then lets another thread that wants the core have it. Without that, four trainings at once on two
    /// cores took a third longer.
    private func waitAMoment(until isOver: () -> Bool) {
        for _ in 0..<64 where !isOver() { nabla_pause() }
        if !isOver() { sched_yield() }
    }

    /// Takes a share and runs it; false where none is left.
    private func takeShare() -> Bool {
        var left = untaken.load(ordering: .relaxed)
        while left > 0 {
            let (taken, now) = untaken.weakCompareExchange(
                expected: left, desired: left - 1, ordering: .acquiringAndReleasing)
            if taken {
                run(left - 1)
                unfinished.subtract(1, ordering: .releasing)
                return true
            }
            left = now
        }
        return false
    }

    /// A function of its own, so that nothing holds on to the loop when the share counts as finished.
    @inline(never)
    private func run(_ share: Int) { loop!(share) }
}
