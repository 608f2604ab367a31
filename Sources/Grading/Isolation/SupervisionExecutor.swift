import Dispatch

/// A thread of its own for one process that is watched over, and another for its clock.
///
/// The tasks of a program share as many threads as there are cores. Beside tests that compute, a watcher among them
/// would wake too late and take a program for slow that was long done. For the same reason no two watchers share a
/// thread: who reads a gigabyte, or waits for the last process of a session to go, would make another one late.
final class SupervisionExecutor: TaskExecutor {
    /// Serial queues: unlike concurrent ones they do not wait for a core to be free.
    private let queue = DispatchQueue(label: "supervision", qos: .userInitiated)
    private let clocks = DispatchQueue(label: "supervision clock", qos: .userInteractive)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Calls the action on the clock's thread after a time, unless the timer is cancelled before.
    ///
    /// `Task.sleep` would wake on one of the shared threads, and a timer on the watcher's own behind its reading.
    func after(seconds: Double, _ action: @escaping @Sendable () -> Void) -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: clocks)
        timer.schedule(deadline: .now() + seconds)
        timer.setEventHandler(handler: action)
        timer.resume()
        return timer
    }

    /// Calls the action on the clock's thread again and again, until the timer is cancelled.
    func every(seconds: Double, _ action: @escaping @Sendable () -> Void) -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: clocks)
        timer.schedule(deadline: .now() + seconds, repeating: seconds)
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
