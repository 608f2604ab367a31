import Foundation
import Synchronization
import Testing

@testable import Tensors

@Suite("Loops on several cores")
struct ThreadPoolTests {
    @Test("every share is run once")
    func everyShareIsRunOnce() {
        for shares in [2, 3, 16, 64, 65, 200] {
            for _ in 0..<(shares < 64 ? 2000 : 200) {
                let counts = (0..<shares).map { _ in Counter() }
                ThreadPool.shared.run(shares) { counts[$0].add() }
                #expect(counts.allSatisfy { $0.value == 1 })
            }
        }
    }

    @Test("a loop within a loop, and loops of several threads, all finish")
    func aLoopWithinALoopAndLoopsOfSeveralThreadsAllFinish() async {
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let count = Counter()
                    for _ in 0..<500 {
                        ThreadPool.shared.run(2) { _ in ThreadPool.shared.run(3) { _ in count.add() } }
                    }
                    return count.value
                }
            }
            for await count in group { #expect(count == 3000) }
        }
    }

    @Test("each thread takes the same part of every loop")
    func eachThreadTakesTheSamePart() {
        var moved = 0
        for _ in 0..<200 {
            let threads = Mutex<[Int: UInt]>([:])
            func note(_ part: Int) {
                let start = Date()
                // Long enough that the other thread comes in time.
                while Date().timeIntervalSince(start) < 1e-4 {}
                threads.withLock { $0[part] = UInt(pthread_self()) }
            }
            ThreadPool.shared.run(2, note)
            let first = threads.withLock { $0 }
            ThreadPool.shared.run(2, note)
            if threads.withLock({ $0 }) != first { moved += 1 }
        }
        // A busy machine may keep a worker from its part once in a while.
        #expect(moved < 100)
    }

    @Test("who is through with a stretch of its own takes from the end of a slower one's")
    func aSlowThreadIsHelped() {
        // Of its own: the shared one may be busy with another test's loop.
        let pool = ThreadPool(workers: 1)
        let caller = pthread_self()
        let taken = Mutex<[Int]>([])
        var counts = Set<Int>()
        for _ in 0..<20 {
            taken.withLock { $0 = [] }
            pool.run(8) { part in
                if pthread_equal(pthread_self(), caller) != 0 {
                    taken.withLock { $0.append(part) }
                } else {
                    // As slow as it takes for the caller to do all others.
                    while taken.withLock({ $0.count }) < 7 { usleep(100) }
                }
            }
            let order = taken.withLock { $0 }
            #expect(order == Array([4, 5, 6, 7, 3, 2, 1, 0].prefix(order.count)))
            counts.insert(order.count)
        }
        // A worker that comes at all is held up in its first part.
        #expect(counts.isSubset(of: [7, 8]))
    }

    /// After 5 ms a helper sleeps and has to be woken.
    @Test("both halves run at the same time, on helpers awake and asleep", arguments: [0, 5_000] as [UInt32])
    func bothHalvesRunAtTheSameTime(pause: UInt32) {
        let arrived = Counter()
        var togetherAtLeastOnce = false
        // A busy machine may keep the helper from a core once; it will not do so every time.
        for _ in 0..<50 where LinearAlgebraLibrary.threads > 1 && !togetherAtLeastOnce {
            usleep(pause)
            let before = arrived.value
            let sawBoth = Counter()
            ThreadPool.shared.run(2) { _ in
                arrived.add()
                let end = Date().addingTimeInterval(0.1)
                while arrived.value < before + 2 && Date() < end {}
                if arrived.value == before + 2 && Date() < end { sawBoth.add() }
            }
            #expect(arrived.value == before + 2)
            togetherAtLeastOnce = sawBoth.value == 2
        }
        #expect(togetherAtLeastOnce || LinearAlgebraLibrary.threads == 1)
    }

    @Test("inParallel gives what map gives, to the bit and in its order")
    func inParallelGivesWhatMapGives() {
        // Products and sums of this size are spread over the cores where they stand alone.
        let work: @Sendable (UInt64) -> Tensor = { seed in
            var generator = SeededGenerator(seed: seed)
            let a = Tensor(randomNormal: [200, 300], using: &generator)
            return exp(matmul(a, a.transposed()) / 300).sum(alongAxes: 0)
        }
        #expect(inParallel(0..<7) { work($0) } == (0..<7).map(work))
        #expect(inParallel([Int]()) { $0 }.isEmpty)
    }

    @Test("inParallel throws the error of the first element that has one")
    func inParallelThrowsTheFirstError() {
        struct Odd: Error, Equatable { let number: Int }
        #expect(throws: Odd(number: 3)) {
            try inParallel([2, 4, 3, 8, 5]) { (number: Int) throws(Odd) -> Int in
                if number % 2 == 1 { throw Odd(number: number) }
                return number
            }
        }
    }
}

private final class Counter: Sendable {
    private let count = Atomic(0)
    var value: Int { count.load(ordering: .sequentiallyConsistent) }
    func add() { count.add(1, ordering: .sequentiallyConsistent) }
}
