import Foundation
import Testing

@testable import Grading

@Suite struct ChildProcessTests {
    @Test func `what it writes and how it ends comes back`() async throws {
        let run = try await ChildProcess.run("sh", ["-c", "echo out; echo err >&2; exit 3"])
        #expect(run.end == .exited(3))
        #expect((run.output, run.complaint) == ("out\n", "err\n"))
        #expect(try await ChildProcess.run("sh", ["-c", "kill -9 $$"]).end == .signal(9))
    }

    @Test func `it begins in its folder, with its variables and no others, and with nothing to read`() async throws {
        let run = try await ChildProcess.run(
            "/bin/sh", ["-c", "pwd; echo $A-$HOME-; read x || echo empty"], environment: ["A": "1"], in: "/")
        #expect(run.output == "/\n1--\nempty\n")
    }

    #if os(Linux)
        /// A file that this program has open, and has not marked to be closed, is not handed on.
        @Test func `it has three open files`() async throws {
            let file = open("/dev/null", O_RDONLY)
            defer { close(file) }
            #expect(fcntl(file, F_GETFD) & FD_CLOEXEC == 0)
            let run = try await ChildProcess.run("sh", ["-c", "cd /proc/$$/fd && echo *"])
            #expect(run.output.split(separator: "\n").first?.hasPrefix("0 1 2") == true)
            #expect(!run.output.contains(" \(file)\n") && !run.output.contains(" \(file) "))
        }
    #endif

    @Test func `it ignores no signal that this program ignores`() async throws {
        let before = signal(SIGUSR1, SIG_IGN)
        defer { signal(SIGUSR1, before) }
        #expect(try await ChildProcess.run("sh", ["-c", "kill -USR1 $$; echo alive"]).end == .signal(SIGUSR1))
    }

    @Test func `a session of its own is led by it`() throws {
        let child = try ChildProcess("sleep", ["20"], leadsSession: true)
        #expect(getsid(child.identifier) == child.identifier)
        kill(child.identifier, SIGTERM)
        #expect(child.wait() == .signal(SIGTERM))
        let other = try ChildProcess("true", [])
        #expect(other.wait() == .exited(0))
    }

    @Test func `a program that is not there is an error`() async throws {
        await #expect(throws: GradingError.self) { try await ChildProcess.run("/no/such/program", []) }
        await #expect(throws: GradingError.self) { try await ChildProcess.run("sh", [], in: "/no/such/folder") }
    }
}
