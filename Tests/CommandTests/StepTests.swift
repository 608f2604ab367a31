import Foundation
import Testing

/// The program on a terminal, as a class sees it.
@Suite struct StepTests {
    @Test(.enabled(if: Terminal.isThere))
    func `with --step, a question waits before its answer and all that follows it`() async throws {
        try await withTemporaryFolder { folder in
            let arguments = ["00", "--quick", "--offline", "--output", folder.path]
            let shown = try await onOwnThread {
                Result { try Terminal.talk(arguments + ["--step"]) { $0.contains("think, then") } }
            }.get()
            #expect(shown.contains("Enter goes on"))
            #expect(shown.contains("Stopped here; nothing was written."))
            let all = try await LessonCommandProcess(arguments)
            let lines = all.output.split(separator: "\n").map(String.init)
            let asked = try #require(lines.firstIndex { $0.hasPrefix("? ") })
            let answer = lines[(asked + 1)...].drop { $0.hasPrefix("  ") }.first ?? ""
            #expect(shown.contains(lines[asked]))
            #expect(!answer.isEmpty && !shown.contains(answer), "\(answer)")
        }
    }
}

/// A terminal that is none: the program that is run in it takes it for one.
private enum Terminal {
    private static let script = URL(filePath: "/usr/bin/script")

    /// Whether there is the program that makes one, with the options that it has on Linux.
    static var isThere: Bool {
        #if os(Linux)
            FileManager.default.isExecutableFile(atPath: script.path)
        #else
            false
        #endif
    }

    /// Runs the program; at each pause presses Enter, or asks to stop if `isLast` says so of what was shown since the one
    /// before. Returns all that was shown.
    static func talk(_ arguments: [String], until isLast: (String) -> Bool) throws -> String {
        let process = Process()
        let (keys, screen) = (Pipe(), Pipe())
        let command = ([LessonCommandProcess.program.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        process.executableURL = script
        process.arguments = ["--quiet", "--flush", "--command", command, "/dev/null"]
        process.environment = ProcessInfo.processInfo.environment.merging(["NO_COLOR": "1", "TERM": "xterm"]) { $1 }
        process.standardInput = keys
        process.standardOutput = screen
        process.standardError = FileHandle.nullDevice
        try process.run()
        var shown = Data()
        var start = 0
        while case let data = screen.fileHandleForReading.availableData, !data.isEmpty {
            shown += data
            let since = String(decoding: shown[start...], as: UTF8.self)
            guard since.hasSuffix("stops —") else { continue }
            start = shown.count
            try keys.fileHandleForWriting.write(contentsOf: Data((isLast(since) ? "q\n" : "\n").utf8))
        }
        process.waitUntilExit()
        return String(decoding: shown, as: UTF8.self)
    }
}
