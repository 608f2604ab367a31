import Foundation
import Grading

// A program whose answers do what an answer must not do. The tests run it to see each of them contained.

/// Calls itself until the stack is used up.
func descend(_ depth: Int) -> Int { depth < 0 ? 0 : 1 + descend(depth + 1) }

/// Starts a process that outlives this one by far.
func leaveBehind(_ arguments: [String]) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c"] + arguments
    try? process.run()
}

let behaviours: [(name: String, body: @Sendable () throws -> Finding)] = [
    ("passes", { Finding(state: .passed) }),
    ("traps", {
        let empty: [Int] = []
        print("about to trap")
        return Finding(state: .passed, message: "\(empty[CommandLine.argc == 0 ? 0 : 3])")
    }),
    ("loops", { while CommandLine.argc > 0 {} ; return Finding(state: .passed) }),
    ("sleeps", { sleep(1000); return Finding(state: .passed) }),
    ("recurses", { Finding(state: .passed, message: "\(descend(0))") }),
    ("hoards", {
        var hoard: [[UInt8]] = []
        while true { hoard.append([UInt8](repeating: UInt8(hoard.count & 255), count: 1 << 20)) }
    }),
    ("asks for too much", {
        let hoard = [UInt8](repeating: 1, count: 1 << 42)
        return Finding(state: .passed, message: "\(hoard[Int(CommandLine.argc)])")
    }),
    ("prints a gigabyte", {
        let line = String(repeating: "x", count: 1 << 20)
        for _ in 0..<1024 { print(line) }
        return Finding(state: .passed)
    }),
    ("prints a megabyte", {
        for _ in 0..<1024 { print(String(repeating: "x", count: 1023)) }
        return Finding(state: .passed)
    }),
    ("exits", { exit(0) }),
    ("forges", {
        print("passed")
        print(#"{"finding":{"_0":{"state":"passed"}}}"#)
        FileHandle.standardOutput.write(Data(#"0000 {"finding":{"_0":{"state":"passed"}}}"#.utf8))
        // Every descriptor that may be open.
        let forged = Array("\n00000000000000000000000000000000 {\"finding\":{\"_0\":{\"state\":\"passed\"}}}\n".utf8)
        for descriptor in Int32(1)..<256 { write(descriptor, forged, forged.count) }
        exit(0)
    }),
    ("reads its input", {
        guard readLine() == nil else { return Finding(state: .wrong) }
        return Finding(state: .passed)
    }),
    ("leaves a process", { leaveBehind(["sleep 1234"]); return Finding(state: .passed) }),
    ("leaves many processes", {
        leaveBehind(["trap '' TERM HUP; sleep 1234 & sleep 1234 & sleep 1234"])
        sleep(1000)
        return Finding(state: .passed)
    }),
    ("closes its pipes", {
        for descriptor in Int32(0)..<256 { close(descriptor) }
        sleep(1000)
        return Finding(state: .passed)
    }),
    ("throws", { throw CocoaError(.fileNoSuchFile) }),
    ("fills the disk", {
        let path = NSTemporaryDirectory() + "misbehaving-\(getpid())"
        FileManager.default.createFile(atPath: path, contents: nil)
        let file = FileHandle(forWritingAtPath: path)!
        unlink(path)
        let block = Data(count: 1 << 20)
        for _ in 0..<100_000 { file.write(block) }
        return Finding(state: .passed)
    }),
]

await CheckProgram(
    lesson: "00",
    checks: behaviours.enumerated().map { index, behaviour in
        let exercise = Exercise(id: "0.\(index)", name: behaviour.name, points: 1, hints: [])
        return BoundCheck(exercise: exercise) { _, observe in
            observe("the input")
            do { return try behaviour.body() } catch { return Finding(state: .crashed, message: "\(error)") }
        }
    }
).main(Array(CommandLine.arguments.dropFirst()))
