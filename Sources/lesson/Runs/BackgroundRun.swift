import Foundation
import Notebook

/// A run of a lesson in a process of its own that can be ended: a newer text makes an older run idle.
final class BackgroundRun: @unchecked Sendable {
    let stamp: String
    let start = ContinuousClock.now
    private let process = Process()
    private let complaints: URL

    /// Starts the run. Its page follows the editor and is called by the stamp.
    init(_ lesson: Lesson, _ options: RunOptions, stamp: String) throws {
        self.stamp = stamp
        complaints = FileManager.default.temporaryDirectory.appending(path: "nabla-watch-\(stamp)")
        process.executableURL = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
        process.arguments = ["run", lesson.number, "--live", stamp] + options.arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        guard FileManager.default.createFile(atPath: complaints.path, contents: nil) else {
            throw CommandError(.notReachable, "cannot write \(complaints.path)", hint: "is there room on the disk?")
        }
        process.standardError = try FileHandle(forWritingTo: complaints)
        try process.run()
    }

    var isRunning: Bool { process.isRunning }

    /// The exit status; nil if a signal ended the process.
    var status: Int32? { process.terminationReason == .exit ? process.terminationStatus : nil }

    /// What it wrote to standard error. To be asked once, when it has ended.
    func takeComplaint() -> String {
        defer { unlink(complaints.path) }
        let text = (try? String(contentsOf: complaints, encoding: .utf8)) ?? ""
        return text.trimmingCharacters(in: .newlines)
    }

    /// Ends it. What it has written stays whole.
    func stop() {
        if process.isRunning {
            process.terminate()
            process.waitUntilExit()
        }
        unlink(complaints.path)
    }
}
