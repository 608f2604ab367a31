import CSupport
import Foundation
import Notebook
import Synchronization

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
            handle(signal) { _, _, _ in
                alarm(60)
                TrapHandler.exit(at: TrapHandler.innermost())
            }
        }
        handle(SIGALRM) { _, _, _ in TrapHandler.exit(at: nil) }
        isOver.store(false, ordering: .relaxed)
        if let limit {
            handle(SIGUSR1) { _, _, context in TrapHandler.look(context) }
            endThisThread(after: limit)
        }
        defer { isOver.store(true, ordering: .relaxed) }
        try body()
    }

    private static let isOver = Atomic(false)
    nonisolated(unsafe) private static var runThread = pthread_self()

    /// How often a late run was looked at.
    private static let looks = Atomic(0)
    private static let mostLooks = 20

    /// Signals this thread, on which the run goes on, once the time is used up; again and again, until that has ended it.
    /// Where the run was just asking for memory, the look waits for the same lock, for ever: then the run is ended from here.
    private static func endThisThread(after seconds: Int) {
        runThread = pthread_self()
        Thread.detachNewThread {
            sleep(UInt32(seconds))
            for look in 0..<mostLooks where !isOver.load(ordering: .relaxed) {
                pthread_kill(runThread, SIGUSR1)
                for _ in 0..<10_000 where looks.load(ordering: .relaxed) == look { usleep(1_000) }
                if looks.load(ordering: .relaxed) == look, !isOver.load(ordering: .relaxed) {
                    exit(at: nil, isLate: true)
                }
            }
        }
    }

    /// Ends a late run where a learner's function is on the stack, at the last look wherever it is. A function that calls a
    /// short one is not seen while that one, which lays no frame of its own on the stack, is at work.
    private static func look(_ context: UnsafeMutableRawPointer?) {
        let isLast = looks.load(ordering: .relaxed) == mostLooks - 1
        let place = isOver.load(ordering: .relaxed) ? nil : stoppedAt(context, isDeep: isLast)
        if place?.source.function != nil || isLast, !isOver.load(ordering: .relaxed) { exit(at: place, isLate: true) }
        looks.wrappingAdd(1, ordering: .relaxed)
    }

    private static func exit(at place: (source: RunSource, line: Int)?, isLate: Bool = false) -> Never {
        // A late run may be in the middle of printing, and hold on to what it prints to.
        if !isLate { fflush(nil) }
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

    // What `stoppedAt` hands to a C function and gets back from it.
    nonisolated(unsafe) private static var isDeep = true
    nonisolated(unsafe) private static var found: (source: RunSource, line: Int)?

    /// Returns the innermost line of the run's sources on the stack of what a signal interrupted, itself included. (A trap
    /// is told by its callers: where the stack is full, the place itself is the first line of a function.)
    private static func stoppedAt(
        _ context: UnsafeMutableRawPointer?, isDeep: Bool
    ) -> (source: RunSource, line: Int)? {
        #if os(Linux)
            Self.isDeep = isDeep
            nabla_call_from_interrupted(context) { TrapHandler.found = TrapHandler.innermost() }
            return found
        #else
            return nil
        #endif
    }

    /// Returns the innermost line of the run's sources on the stack.
    ///
    /// The innermost calls are nearly always enough. To see the outermost too, as it does by itself, the whole stack is
    /// walked, and each call takes its time to look up: after endless recursion, on a busy machine, a minute.
    private static func innermost() -> (source: RunSource, line: Int)? {
        #if os(Linux)
            guard let watched else { return nil }
            let inner = StackLine.innermost(of: StackLine.capture(limit: 20), in: watched.sources)
            return inner != nil || !isDeep ? inner : StackLine.innermost(of: StackLine.capture(), in: watched.sources)
        #else
            return nil
        #endif
    }

    private typealias Handler =
        @convention(c) (Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?) -> Void

    private static func handle(_ signal: Int32, with handler: @escaping Handler) {
        var action = sigaction()
        #if os(Linux)
            action.__sigaction_handler.sa_sigaction = handler
        #else
            action.__sigaction_u.__sa_sigaction = handler
        #endif
        action.sa_flags = Int32(SA_ONSTACK) | Int32(SA_SIGINFO)
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
