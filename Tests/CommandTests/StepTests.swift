import Foundation
import Testing

/// The program on a terminal, as a class sees it.
@Suite struct StepTests {
    @Test func `with --step, a question waits before its answer and all that follows it`() async throws {
        try await withTemporaryFolder { folder in
            let arguments = ["00", "--step", "--quick", "--offline", "--output", folder.path]
            let shown = try await onOwnThread {
                Result { try PseudoTerminal.talk(arguments) { $0.contains("think, then") } }
            }
            .get()
            // Up to the question that it waits at; then it is told to stop.
            let question = try #require(shown.firstRange(of: "? "))
            #expect(shown[question.lowerBound...].contains("think, then Enter"))
            let all = try await LessonCommandProcess("00", "--quick", "--offline", "--output", folder.path)
            let lines = all.output.split(separator: "\n").map(String.init)
            let asked = try #require(lines.firstIndex { $0.hasPrefix("? ") })
            let answer = lines[(asked + 1)...].drop { $0.hasPrefix("  ") }.first ?? ""
            #expect(!answer.isEmpty && !shown.contains(answer), "\(answer)")
            #expect(shown.contains(lines[asked]))
            #expect(shown.hasSuffix("Stopped here; nothing was written.\r\n"))
        }
    }
}

/// A terminal that is none: a program that is run in it takes it for one.
private enum PseudoTerminal {
    /// Runs the program; at each pause presses Enter, or asks to stop if `isLast` says so of what was shown since the one
    /// before. Returns all that was shown.
    static func talk(_ arguments: [String], until isLast: (String) -> Bool) throws -> String {
        let master = posix_openpt(O_RDWR | O_NOCTTY)
        try #require(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0)
        defer { close(master) }
        let name = try #require(ptsname(master).map { String(cString: $0) })
        let terminal = try #require(FileHandle(forUpdatingAtPath: name))
        let process = Process()
        process.executableURL = LessonCommandProcess.program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["NO_COLOR": "1", "TERM": "xterm"]) { $1 }
        process.standardInput = terminal
        process.standardOutput = terminal
        process.standardError = FileHandle.nullDevice
        try process.run()
        try terminal.close()
        var (all, since) = ("", "")
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(master, &buffer, buffer.count)
            guard count > 0 else { break }
            let text = String(decoding: buffer[..<count], as: UTF8.self)
            all += text
            since += text
            guard since.hasSuffix("stops —") else { continue }
            let reply = isLast(since) ? "q\n" : "\n"
            since = ""
            _ = reply.withCString { write(master, $0, reply.utf8.count) }
        }
        process.waitUntilExit()
        return all
    }
}
