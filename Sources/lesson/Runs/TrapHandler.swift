import Foundation
import Notebook
import Synchronization

#if os(Linux)
    import Runtime
#endif

/// Names the line of the lesson when a run traps: an index out of range, shapes that do not fit, endless recursion.
///
/// A trap cannot be caught, so the report is made from the signal's handler, on a stack of its own. The lines come
/// from the debug information of the program. Should that take too long or go wrong too, an alarm ends the program
/// with the last line that showed something.
enum TrapHandler {
    private struct Watched {
        var sources: [RunSource]
        var session: Session
        var limit: Int?
    }

    // Written before the handlers are installed, and only read afterwards.
    nonisolated(unsafe) private static var watched: Watched?

    /// Calls `body`, and should it trap ends the program with a message and the exit status of a bug.
    ///
    /// - Parameters:
    ///   - sources: the run's own source, and others that a stop is laid at.
    ///   - limit: seconds after which a run is ended in the same way; nil for as long as it takes.
    static func watching(
        _ sources: [RunSource], _ session: Session, limit: Int? = nil, _ body: () throws -> Void
    ) rethrows {
        watched = Watched(sources: sources, session: session, limit: limit)
        useStackOfItsOwn()
        for signal in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
            handle(signal) { _ in
                alarm(60)
                TrapHandler.exit(at: TrapHandler.stoppedAt())
            }
        }
        handle(SIGALRM) { _ in TrapHandler.exit(at: nil, isLate: TrapHandler.isLate.load(ordering: .relaxed)) }
        isOver.store(false, ordering: .relaxed)
        if let limit {
            handle(SIGUSR1) { _ in TrapHandler.look() }
            endThisThread(after: limit)
        }
        defer { isOver.store(true, ordering: .relaxed) }
        try body()
    }

    private static let isOver = Atomic(false)
    nonisolated(unsafe) private static var runThread = pthread_self()

    /// Whether the time is used up, and how often the run was looked at since.
    private static let isLate = Atomic(false)
    private static let looks = Atomic(0)
    private static let mostLooks = 20

    /// Signals this thread, on which the run goes on, once the time is used up; again and again, until that has ended it.
    private static func endThisThread(after seconds: Int) {
        runThread = pthread_self()
        Thread.detachNewThread {
            sleep(UInt32(seconds))
            isLate.store(true, ordering: .relaxed)
            for look in 0..<mostLooks where !isOver.load(ordering: .relaxed) {
                pthread_kill(runThread, SIGUSR1)
                while looks.load(ordering: .relaxed) == look { usleep(1_000) }
            }
        }
    }

    /// Ends a late run where a learner's function is on the stack, at the last look wherever it is. A function that calls a
    /// short one is not seen while that one, which lays no frame of its own on the stack, is at work. And where the run was
    /// just asking for memory, the look itself waits for the same lock: the alarm then ends both.
    private static func look() {
        alarm(10)
        let isLast = looks.load(ordering: .relaxed) == mostLooks - 1
        let place = isOver.load(ordering: .relaxed) ? nil : stoppedAt(isDeep: isLast)
        if place?.source.function != nil || isLast, !isOver.load(ordering: .relaxed) { exit(at: place, isLate: true) }
        alarm(0)
        looks.wrappingAdd(1, ordering: .relaxed)
    }

    private static func exit(at place: (source: RunSource, line: Int)?, isLate: Bool = false) -> Never {
        fflush(nil)
        if let watched {
            let late = watched.limit.map { "after \($0) s the run was still" } ?? ""
            let words =
                place.map { $0.source.words($0.line, isLate ? "\(late) here" : "the run stopped here") }
                ?? watched.sources[0].words(
                    watched.session.line, isLate ? "\(late) behind this line" : "the run stopped after this line")
            Terminal.printError(words + "; nothing was written")
            if let hint = place?.source.hint { Terminal.printError("hint: \(hint)") }
        }
        _exit(ExitStatus.bug.rawValue)
    }

    /// Returns the innermost line of the run's sources on the stack.
    private static func stoppedAt(isDeep: Bool = true) -> (source: RunSource, line: Int)? {
        #if os(Linux)
            // The innermost calls are nearly always enough. To see the outermost too, as it does by itself, the whole stack
            // is walked, and each call takes its time to look up: after endless recursion, on a busy machine, a minute.
            guard let watched else { return nil }
            let inner = StackLine.innermost(of: try? Backtrace.capture(limit: 20, top: 0), in: watched.sources)
            return inner != nil || !isDeep
                ? inner : StackLine.innermost(of: try? Backtrace.capture(), in: watched.sources)
        #else
            return nil
        #endif
    }

    private static func handle(_ signal: Int32, with handler: @escaping @convention(c) (Int32) -> Void) {
        var action = sigaction()
        #if os(Linux)
            action.__sigaction_handler.sa_handler = handler
        #else
            action.__sigaction_u.__sa_handler = handler
        #endif
        action.sa_flags = Int32(SA_ONSTACK)
        sigaction(signal, &action, nil)
    }

    /// After endless recursion the ordinary stack has no room for a handler. The new one is asked for at a low address,
    /// below all others, because code that walks a stack expects callers to lie higher.
    private static func useStackOfItsOwn() {
        let size = 1 << 20
        let wish = UnsafeMutableRawPointer(bitPattern: 1 << 32)
        let memory = mmap(wish, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
        guard let memory, memory != MAP_FAILED else { return }
        var stack = stack_t()
        stack.ss_sp = memory
        stack.ss_size = numericCast(size)
        sigaltstack(&stack, nil)
    }
}
