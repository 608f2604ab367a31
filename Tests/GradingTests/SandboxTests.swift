import Foundation
import Testing

@testable import Grading

/// What a program in a room of its own can and cannot do. Where the system has no such rooms, nothing is tried.
@Suite struct SandboxTests {
    static let kinds: [Sandbox.Kind] = [.bubblewrap, .namespaces]

    /// Runs a shell script in a room, and returns its status.
    private func status(of script: String, _ kind: Sandbox.Kind, reading readable: [String] = []) async throws -> Int32?
    {
        let sandbox = await Sandbox.best(of: [kind])
        guard sandbox.kind == kind else { try Test.cancel("this system has no \(kind.rawValue)") }
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(
            path: "sandbox-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await ToolRun.run(("/bin/sh", ["-c", script]), in: sandbox, reading: readable, folder, seconds: 10)
            .status
    }

    @Test(
        arguments: kinds,
        [
            // Its own folder can be written.
            ("echo a > here && test -s here", 0),
            // Nothing else can, and little is there.
            (
                "for place in / /tmp /usr /usr/bin /etc /dev /dev/shm /proc /var /root /home; do touch $place/x 2>/dev/null && exit 1; done; exit 0",
                0
            ),
            ("test -e /etc/passwd || test -e /root || test -e /home || test -e /tmp/.X11-unix", 1),
            // No network but itself.
            ("test $(grep -c : /proc/net/dev) -le 1", 0),
            // No other processes.
            ("test $(ls -d /proc/[0-9]* | wc -l) -le 6", 0),
            // Three variables, and those that the shell makes.
            (
                "env | grep -v -e ^PATH= -e ^HOME= -e ^TMPDIR= -e ^NABLA_CHECK= -e ^PWD= -e ^OLDPWD= -e ^SHLVL= -e ^_=",
                1
            ),
            // More files or longer ones, more processes, more rights.
            ("head -c 300000000 /dev/zero > big; test $(stat -c %s big) -le 268435456", 0),
            ("mount -t tmpfs x /proc 2>/dev/null", 32), ("chroot . 2>/dev/null", 125),
        ] as [(String, Int32)])
    func `a room`(kind: Sandbox.Kind, script: (String, Int32)) async throws {
        let status = try await status(of: script.0, kind)
        if script.1 == 0 || script.1 == 1 { #expect(status == script.1) } else { #expect(status != 0) }
    }

    @Test(arguments: kinds)
    func `what is named is seen and not written`(kind: Sandbox.Kind) async throws {
        let file = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(
            path: "seen-\(UUID().uuidString)")
        try Data("a".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(
            try await status(of: "test -s \(file.path) && ! echo b > \(file.path)", kind, reading: [file.path]) == 0)
        #expect(try await status(of: "test -e \(file.path)", kind) == 1)
        #expect(try String(contentsOf: file, encoding: .utf8) == "a")
    }

    /// Whatever it starts ends with it.
    @Test(arguments: kinds)
    func `nothing is left`(kind: Sandbox.Kind) async throws {
        let mark = Int.random(in: 1_000_000...9_000_000)
        _ = try await status(of: "setsid sleep \(mark) & exit 0", kind)
        let names = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
        let living = names.filter { name in
            let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") ?? Data()
            return String(decoding: line, as: UTF8.self).hasPrefix("sleep\0\(mark)")
        }
        #expect(living.isEmpty)
    }

    @Test func `without rooms there are limits, and that is said`() {
        #expect(Sandbox.none.words.contains("limits on time, memory, processes, output and files"))
        #expect(!Sandbox.none.words.contains("no network"))
        #expect(Sandbox(kind: .bubblewrap).words.starts(with: ["bubblewrap", "no network"]))
    }
}
