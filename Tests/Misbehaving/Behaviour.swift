import Foundation

/// Ways in which an answer can go wrong other than by its value.
enum Behaviour: CaseIterable {
    case passes, throwsAnError, readsItsInput
    case traps, recurses, loops, sleeps, closesItsPipes
    case hoards, asksForTooMuch, fillsTheDisk, printsAGigabyte, printsAMegabyte
    case exits, forges
    case leavesAProcess, leavesManyProcesses, leavesASession, leavesANamelessSession
    case leavesFiles

    /// Behaves that way. The seed marks the processes that are left behind.
    func act(_ seed: UInt64) throws {
        switch self {
        case .passes: break
        case .throwsAnError: throw CocoaError(.fileNoSuchFile)
        case .readsItsInput: if let line = readLine() { throw Unexpected(text: line) }
        case .traps: trap()
        case .recurses: print(descend(0))
        case .loops: while CommandLine.argc > 0 {}
        case .sleeps: sleep(1000)
        case .closesItsPipes:
            // The three standard ones, and wherever the channel may be. Those between belong to the runtime.
            for descriptor in Array(0...2) + Array(100..<256) { close(Int32(descriptor)) }
            sleep(1000)
        case .hoards: hoard()
        case .asksForTooMuch: print([UInt8](repeating: 1, count: 1 << 42).count)
        case .fillsTheDisk: fillTheDisk()
        case .printsAGigabyte: printLines(1024, length: 1 << 20)
        case .printsAMegabyte: printLines(1024, length: 1023)
        case .exits: exit(0)
        case .forges: forge()
        case .leavesAProcess: leaveBehind("sleep \(seed)")
        case .leavesManyProcesses:
            leaveBehind("trap '' TERM HUP; sleep \(seed) & sleep \(seed) & sleep \(seed)")
            sleep(1000)
        case .leavesASession:
            leaveBehind("setsid sleep \(seed) &")
            usleep(300_000)
        case .leavesANamelessSession:
            leaveBehind("env -i setsid sleep \(seed) &")
            usleep(300_000)
        case .leavesFiles:
            for folder in [".", NSTemporaryDirectory()] {
                try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/left-behind-\(seed)"))
            }
        }
    }

    private struct Unexpected: Error { let text: String }

    private func trap() {
        print("about to trap")
        fatalError("a shape does not fit")
    }

    /// Calls itself until the stack is used up.
    private func descend(_ depth: Int) -> Int { depth < 0 ? 0 : 1 + descend(depth + 1) }

    private func hoard() {
        var hoard: [[UInt8]] = []
        while true { hoard.append([UInt8](repeating: UInt8(hoard.count & 255), count: 1 << 20)) }
    }

    private func printLines(_ count: Int, length: Int) {
        let line = String(repeating: "x", count: length)
        for _ in 0..<count { print(line) }
    }

    /// Writes to a file without a name, so that nothing is left of it.
    private func fillTheDisk() {
        let path = NSTemporaryDirectory() + "misbehaving-\(getpid())"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = FileHandle(forWritingAtPath: path)!
        unlink(path)
        let block = Data(count: 1 << 20)
        for _ in 0..<100_000 { file.write(block) }
    }

    /// Claims to have passed, in every way that printing can.
    private func forge() {
        let verdict = #"{"finding":{"_0":{"state":"passed"}}}"#
        print("passed")
        print(verdict)
        let line = Array("\n00000000000000000000000000000000 \(verdict)\n".utf8)
        for descriptor in Int32(1)..<256 { write(descriptor, line, line.count) }
        exit(0)
    }

    /// Starts a process that outlives this one by far.
    private func leaveBehind(_ command: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        try? process.run()
    }
}
