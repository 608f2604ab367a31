import Dispatch

/// A thread of its own for those who watch over processes.
///
/// The tasks of a program share as many threads as there are cores. Beside tests that compute, a watcher among them
/// would wake too late and take a program for slow that was long done.
final class SupervisionExecutor: TaskExecutor {
    static let shared = SupervisionExecutor()

    /// A serial queue: unlike a concurrent one it does not wait for a core to be free.
    private let queue = DispatchQueue(label: "supervision", qos: .userInitiated)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Calls the action on this thread after a time, unless the timer is cancelled before.
    ///
    /// `Task.sleep` would wake on one of the shared threads.
    func after(seconds: Double, _ action: @escaping @Sendable () -> Void) -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(deadline: .now() + seconds)
        timer.setEventHandler(handler: action)
        timer.resume()
        return timer
    }

    /// Waits without holding a thread.
    func sleep(seconds: Double) async {
        await withCheckedContinuation { continuation in
            queue.asyncAfter(deadline: .now() + seconds) { continuation.resume() }
        }
    }
}
