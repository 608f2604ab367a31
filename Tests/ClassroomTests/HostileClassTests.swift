import Foundation
import Grading
import Testing

@testable import Classroom

/// A class in which everybody means harm, through `class grade`: no point that was not earned, nothing seen that is
/// somebody else's, nothing left behind, and everybody gets a record.
@Suite(.serialized) struct HostileClassTests {
    private func room(_ kind: Sandbox.Kind) async throws -> Sandbox {
        let sandbox = await Sandbox.best(of: [kind])
        guard sandbox.kind == kind else { try Test.cancel("this system has no \(kind.rawValue)") }
        return sandbox
    }

    /// The answers of `Tests/Misbehaving`, each of which says what has to come of it, in the best room there is.
    @Test func `everybody gets what they deserve`() async throws {
        let sandbox = await Sandbox.best()
        // Where a room's own programs hold the lines too, or a long report is written in it, the clock comes first.
        let late: Set = sandbox.kind == .none ? [] : ["ClosesItsPipes", "Recurses"]
        try await TemporaryFolder.using { folder in
            let students = ClassOfTests(in: folder)
            let answers = ClassOfTests.kit.appending(path: "Answers")
            var wanted: [String: String] = [:]
            for name in try FileManager.default.contentsOfDirectory(atPath: answers.path).sorted()
            where name.hasSuffix(".swift") {
                let text = try String(contentsOf: answers.appending(path: name), encoding: .utf8)
                // Those take as long as they may; the other tests try them.
                if ["CompilesForEver", "LeavesManyProcesses"].contains(name.dropLast(6)) { continue }
                let student = String(name.dropLast(6))
                wanted[student] = String(try #require(text.firstMatch(of: /\/\/ verdict: (.*)/)).1)
                try students.handIn(student, text)
            }
            let records = try await students.grade(students.grader(sandbox, seconds: 4))
            #expect(Set(records.keys) == Set(wanted.keys))
            for (student, record) in records {
                let verdict = record.verdicts[0]
                let isLate = late.contains(student) && verdict.state == .timedOut
                #expect(isLate || verdict.state.rawValue == wanted[student], "\(student): \(verdict.report)")
                #expect(verdict.points == (wanted[student] == "passed" ? 1 : 0), "\(student)")
                #expect(record.complete && record.isolation == sandbox.words)
            }
            // Everything is as it was handed in.
            for submission in try students.folder.allSubmissions() {
                #expect(records[submission.student]?.files[0].digest == submission.files[0].digest)
            }
            #expect(try await students.grader(sandbox).fault() == nil)
        }
    }

    /// What only a room keeps from them. Each throws where it succeeds.
    private static let trespassers: [String: String] = [
        "asks the network": """
        let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = in_port_t(PORT).bigEndian
        place.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(line, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        if result == 0 { throw Trespass() }
        """,
        "reads the others": """
        for path in ["CLASS", "CLASS/submissions", "KIT", "KIT/Solutions", "KIT/Sources/Checks"] {
            if (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil { throw Trespass() }
        }
        """,
        "reads the system": """
        for path in ["/etc/passwd", "/etc/shadow", "/root", "/home"] where access(path, R_OK) == 0 { throw Trespass() }
        """,
        "asks the environment": """
        if getenv("NABLA_TEST_SECRET") != nil { throw Trespass() }
        """,
        "counts processes": """
        let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
        if processes.count > 6 { throw Trespass() }
        """,
        "writes everywhere": """
        for path in ["/", "/tmp", "/dev/shm", "/dev", "/usr", "/etc", "/var/tmp", "CLASS", "KIT"] {
            if FileManager.default.createFile(atPath: path + "/nabla-trespass", contents: Data()) { throw Trespass() }
        }
        """,
        // Whatever has a small number is in a room: outside of it nobody is killed.
        "kills everybody": """
        if getpid() < 100 { for _ in 0..<3 { kill(-1, SIGKILL) } } else { throw Trespass() }
        """,
        "kills its parent": """
        if getpid() < 100 { kill(getppid(), SIGKILL); kill(getppid(), SIGSTOP) }
        """,
    ]

    @Test(arguments: [Sandbox.Kind.bubblewrap, .namespaces])
    func `a room has no door`(kind: Sandbox.Kind) async throws {
        let sandbox = try await room(kind)
        setenv("NABLA_TEST_SECRET", "1", 1)
        let (listener, port) = try listen()
        defer { close(listener) }
        try await TemporaryFolder.using { folder in
            let students = ClassOfTests(in: folder)
            for (name, body) in Self.trespassers {
                let text = body.replacing("CLASS", with: folder.path).replacing("KIT", with: ClassOfTests.kit.path)
                    .replacing("PORT", with: "\(port)")
                try students.handIn(
                    Student.id(from: name),
                    "struct Trespass: Error {}\n" + ClassOfTests.head
                        + "func double(_ x: Tensor) throws -> Tensor {\n\(text)\nreturn 2 * x\n}\n")
            }
            let records = try await students.grade(students.grader(sandbox))
            for (student, record) in records {
                #expect(record.verdicts[0].state == .passed, "\(student): \(record.verdicts[0].report)")
            }
            #expect(records.count == Self.trespassers.count)
        }
    }

    private func listen() throws -> (descriptor: Int32, port: Int) {
        #if os(Linux)
            let stream = Int32(SOCK_STREAM.rawValue)
        #else
            let stream = SOCK_STREAM
        #endif
        let descriptor = socket(AF_INET, stream, 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutablePointer(to: &place) { place in
            try place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                try #require(
                    bind(descriptor, $0, length) == 0 && Foundation.listen(descriptor, 8) == 0
                        && getsockname(descriptor, $0, &length) == 0)
            }
        }
        return (descriptor, Int(in_port_t(bigEndian: place.sin_port)))
    }
}
