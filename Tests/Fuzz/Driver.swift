import Foundation
import Synchronization

/// Runs the mutations in child processes and tells what became of them.
struct Driver {
    let count: Int
    let seed: UInt64
    private let batch = 500

    /// A mutation that ended its process.
    struct Failure {
        let index: Int
        let how: String
        let words: String
    }

    struct Outcome {
        var read = 0
        var refused = 0
        var seconds = 0.0
        var failures: [Failure] = []
    }

    /// Tries all subjects. Returns whether nothing trapped and nothing hung.
    func run(_ subjects: [Subject]) -> Bool {
        let folder = NSTemporaryDirectory() + "/nabla-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        print("kind            read  refused  trapped  hung  seconds")
        var isClean = true
        for subject in subjects {
            let outcome = run(subject, in: folder)
            let hung = outcome.failures.count { $0.how == "hung" }
            print(
                column(subject.name, 12, isLeft: true), column(outcome.read, 7), column(outcome.refused, 8),
                column(outcome.failures.count - hung, 8), column(hung, 5),
                column(Int(outcome.seconds.rounded()), 8))
            for failure in outcome.failures.prefix(40) {
                print("  \(subject.name):\(seed):\(failure.index) \(failure.how): \(failure.words)")
            }
            fflush(nil)
            isClean = isClean && outcome.failures.isEmpty
        }
        return isClean
    }

    private func column(_ value: some CustomStringConvertible, _ width: Int, isLeft: Bool = false) -> String {
        let text = value.description
        let space = String(repeating: " ", count: max(0, width - text.count))
        return isLeft ? text + space : space + text
    }

    private func run(_ subject: Subject, in folder: String) -> Outcome {
        let start = Date()
        let open = Mutex(stride(from: 0, to: count, by: batch).map { $0..<min($0 + batch, count) }[...])
        let outcome = Mutex(Outcome())
        DispatchQueue.concurrentPerform(iterations: ProcessInfo.processInfo.activeProcessorCount) { worker in
            while let range = open.withLock({ $0.popFirst() }) {
                let part = run(subject, range, progress: "\(folder)/\(subject.name)-\(worker)")
                outcome.withLock {
                    $0.read += part.read
                    $0.refused += part.refused
                    $0.failures += part.failures
                }
            }
        }
        return outcome.withLock {
            $0.seconds = Date().timeIntervalSince(start)
            $0.failures.sort { $0.index < $1.index }
            return $0
        }
    }

    /// Tries a range of mutations; where one ends the process, another process goes on after it.
    private func run(_ subject: Subject, _ range: Range<Int>, progress path: String) -> Outcome {
        var outcome = Outcome()
        var from = range.lowerBound
        while from < range.upperBound {
            let (progress, failure) = child(subject, from..<range.upperBound, progress: path)
            outcome.read += Int(progress.read)
            outcome.refused += Int(progress.refused)
            guard let failure else { break }
            outcome.failures.append(
                Failure(index: Int(progress.next), how: failure.how, words: failure.words))
            from = Int(progress.next) + 1
        }
        return outcome
    }

    private func child(
        _ subject: Subject, _ range: Range<Int>, progress path: String
    ) -> (Child.Progress, failure: (how: String, words: String)?) {
        let size = MemoryLayout<Child.Progress>.size
        let words = path + "-words"
        for (path, content) in [(path, Data(count: size)), (words, Data())]
        where !FileManager.default.createFile(atPath: path, contents: content) {
            stop("\(path) cannot be written")
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
        process.arguments = [
            "--child", "\(subject.name):\(seed):\(range.lowerBound):\(range.upperBound)", "--progress", path,
        ]
        // A backtrace takes seconds, and the words of a trap say enough.
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) {
            $1
        }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: words)
        func progress() -> Child.Progress {
            let data = FileManager.default.contents(atPath: path) ?? Data()
            guard data.count >= size else { return Child.Progress(next: Int64(range.lowerBound)) }
            return data.withUnsafeBytes { $0.loadUnaligned(as: Child.Progress.self) }
        }
        do { try process.run() } catch { stop("the child process does not start: \(error)") }
        // Its own alarm ends a hang; a process that does not hear it is ended from here.
        var (last, since, isKilled) = (progress().next, Date(), false)
        while process.isRunning {
            usleep(20_000)
            let next = progress().next
            if next != last { (last, since) = (next, Date()) }
            if Date().timeIntervalSince(since) > 4 * Double(Child.secondsEach) {
                kill(process.processIdentifier, SIGKILL)
                isKilled = true
            }
        }
        guard process.terminationReason == .uncaughtSignal || process.terminationStatus != 0 else {
            return (progress(), nil)
        }
        let isHung = isKilled || process.terminationStatus == SIGALRM
        let said = String(decoding: FileManager.default.contents(atPath: words) ?? Data(), as: UTF8.self)
        let line = said.split(separator: "\n").first { !$0.isEmpty }.map { String($0.prefix(240)) }
        return (
            progress(),
            (isHung ? "hung" : "signal \(process.terminationStatus)", line ?? "without a word")
        )
    }
}
