import Foundation
import Testing

@Suite("Damaged files")
struct FuzzTests {
    @Test(
        "are refused or read, print and draw: 200 of each kind, of thousands that `swift run fuzz` tries",
        .timeLimit(.minutes(10)))
    func smoke() throws {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
        let beside = bundle ?? Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        let program = beside.deletingLastPathComponent().appending(path: "fuzz")
        let process = Process()
        process.executableURL = program
        process.arguments = ["--count", "200"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let table = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: table, as: UTF8.self))")
    }
}
