import Dispatch
import Synchronization

/// Waits on this thread for asynchronous work.
///
/// Lessons need the main thread, which has the largest stack, and an asynchronous entry point does not promise it on
/// every system. So commands are ordinary functions, and those that start other processes wait for them here.
public func waiting<Value: Sendable>(for work: @escaping @Sendable () async throws -> Value) throws -> Value {
    let outcome = Outcome<Value>()
    Task {
        do {
            let value = try await work()
            outcome.settle(.success(value))
        } catch {
            outcome.settle(.failure(error))
        }
    }
    return try outcome.value()
}

private final class Outcome<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let isSettled = DispatchSemaphore(value: 0)

    func settle(_ result: Result<Value, any Error>) {
        self.result.withLock { $0 = result }
        isSettled.signal()
    }

    func value() throws -> Value {
        isSettled.wait()
        return try result.withLock { $0 }!.get()
    }
}
