import Foundation
import Testing

@testable import Grading

/// When a tool is stopped.
@Suite struct ToolRunTests {
    private func run(_ script: String, seconds: Double) async throws -> ToolRun {
        try await ToolRun.run(
            "/bin/sh", ["-c", script], in: FileManager.default.temporaryDirectory, seconds: seconds)
    }

    @Test func `one that has waited longer than its limit, as beside other work, ends by itself`() async throws {
        let run = try await run("sleep 0.6; echo done >&2", seconds: 0.3)
        #expect(run.hasSucceeded && !run.timedOut)
        #expect(run.complaint == "done\n")
        #expect(run.seconds >= 0.6)
    }

    @Test func `one that has computed longer than its limit is stopped, whether it computes itself or another does`()
        async throws
    {
        for script in ["while :; do :; done", "(while :; do :; done) & wait"] {
            let run = try await run(script, seconds: 0.3)
            #expect(!run.hasSucceeded && run.timedOut, "\(script)")
        }
    }

    @Test func `one that waits for ever is stopped too`() async throws {
        let run = try await run("sleep 1000", seconds: 0.1)
        #expect(!run.hasSucceeded && run.timedOut)
    }

    @Test func `one that fails has not been stopped`() async throws {
        let run = try await run("exit 3", seconds: 5)
        #expect(run.status == 3 && !run.timedOut)
    }
}
