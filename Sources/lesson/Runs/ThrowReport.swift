import Foundation
import Synchronization

#if os(Linux)
    import Runtime
#endif

/// Remembers where the last error was thrown, so that a lesson that stops by throwing can be told its line.
///
/// An error carries no place of its own. The Swift runtime calls a hook before each throw; test libraries use it for the
/// same purpose. Where there is no hook, or no way to walk the stack, the place stays unknown.
enum ThrowReport {
    #if os(Linux)
        private typealias Hook = @convention(c) (UnsafeRawPointer?) -> Void

        private static let lastThrow = Mutex<Backtrace?>(nil)
        // Walking the stack throws and catches errors itself.
        private static let isWalking = Atomic(false)

        /// Calls `body` and remembers where the last error in it was thrown.
        static func watching(_ body: () throws -> Void) rethrows {
            let address = dlsym(nil, "_swift_willThrow")
            let hook = address?.assumingMemoryBound(to: Hook?.self)
            let earlier = hook?.pointee
            hook?.pointee = { _ in ThrowReport.remember() }
            defer { hook?.pointee = earlier ?? nil }
            try body()
        }

        private static func remember() {
            guard !isWalking.exchange(true, ordering: .relaxed) else { return }
            let stack = StackLine.capture()
            lastThrow.withLock { $0 = stack }
            isWalking.store(false, ordering: .relaxed)
        }

        /// The line of one of these source files from which the last error came.
        static func place(in sources: [RunSource]) -> (source: RunSource, line: Int)? {
            StackLine.innermost(of: lastThrow.withLock { $0 }, in: sources)
        }
    #else
        static func watching(_ body: () throws -> Void) rethrows { try body() }
        static func place(in sources: [RunSource]) -> (source: RunSource, line: Int)? { nil }
    #endif
}
