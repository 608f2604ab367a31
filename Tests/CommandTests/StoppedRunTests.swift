import Foundation
import Testing

@testable import Notebook
@testable import lesson

@Suite struct StoppedRunTests {
    @Test func `a sound lesson exits with 0 and leaves a page`() async throws {
        try await withTemporaryFolder { folder in
            let run = try await FixtureRun("sound", in: folder, status: 0)
            #expect(run.output.contains("✓ 1 claim holds"))
            #expect(
                try content(of: folder) == ["99-fixture", "99-fixture/index.html", "99-fixture/record.json"])
        }
    }

    @Test func `a claim that does not hold exits with 1, names its line, and is on record`() async throws {
        try await withTemporaryFolder { folder in
            let run = try await FixtureRun("failingClaim", in: folder, status: 1)
            let line = try run.announcedLine()
            #expect(
                run.complaint == "\(line): claim \"accuracy\" does not hold: 0.91, expected at least 0.975\n")
            let record = try RunRecord(contentsOf: folder.appending(path: "99-fixture/record.json"))
            #expect(record.claims.map(\.held) == [false, true])
        }
    }

    @Test(arguments: [
        ("stopping", 70, "the moon is in the way\nhint: nothing was written"),
        ("damagedData", 65, "a.gz: truncated\nhint: fetch it again"),
        ("unreachableData", 69, "no mirror answers\nhint: try again later"),
    ])
    func `a lesson that throws names its line and writes nothing`(
        fixture: String, status: Int32, message: String
    ) async throws {
        try await withTemporaryFolder { folder in
            let run = try await FixtureRun(fixture, in: folder, status: status)
            let line = try run.announcedLine()
            #expect(run.complaint == "\(line): the run stopped here: \(message)\n")
            #expect(try content(of: folder).isEmpty)
        }
    }

    @Test(arguments: [
        ("trapping", "Index out of range"), ("brokenContract", "matmul"), ("recursing", "the run stopped"),
        ("refusing", "Precondition failed: two is less than one"),
    ])
    func `a trap names the line of the lesson, not that of the engine, and writes nothing`(
        fixture: String, message: String
    ) async throws {
        try await withTemporaryFolder { folder in
            let run = try await FixtureRun(fixture, in: folder, status: 70)
            #expect(run.complaint.contains(message))
            let place = try run.announcedLine()
            #expect(run.complaint.contains("\(place): the run stopped here; nothing was written\n"))
            #expect(try content(of: folder).isEmpty)
        }
    }

    @Test
    func `everything that was printed before a trap is shown, in order, and no control character is sent`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let run = try await FixtureRun("refusing", in: folder, status: 70)
            #expect(run.output.contains("▿ dumped: 1 element\n  - 1\nprinted past the page"), "\(run.output)")
            #expect(run.output.contains("␛[2J wiped?"))
            #expect(!run.output.contains("\u{1B}"))
        }
    }

    @Test func `a run that stops leaves the page of an earlier run as it was`() async throws {
        try await withTemporaryFolder { folder in
            _ = try await FixtureRun("sound", in: folder, status: 0)
            let record = folder.appending(path: "99-fixture/record.json")
            let before = try Data(contentsOf: record)
            _ = try await FixtureRun("trapping", in: folder, status: 70)
            #expect(try Data(contentsOf: record) == before)
            #expect(
                try content(of: folder) == ["99-fixture", "99-fixture/index.html", "99-fixture/record.json"])
        }
    }
}

/// A lesson of `Fixtures.swift`, run in a process of its own.
private struct FixtureRun {
    let output: String
    let complaint: String

    init(_ name: String, in folder: URL, status: Int32) async throws {
        let path = folder.path
        let outcome = await #expect(
            processExitsWith: .exitCode(status),
            observing: [\.standardOutputContent, \.standardErrorContent]
        ) { [name = name as String, path = path as String] in
            FixtureRun.perform(name, output: path)
        }
        let result = try #require(outcome)
        output = String(decoding: result.standardOutputContent, as: UTF8.self)
        complaint = String(decoding: result.standardErrorContent, as: UTF8.self)
    }

    /// The line that the lesson announced, in words such as "next line: 17".
    func announcedLine() throws -> String {
        let lines = output.split(separator: "\n")
        let announcement = try #require(lines.first { $0.contains("line: ") && !$0.hasPrefix(" ") })
        return "Lessons/99-fixture/Fixtures.swift:\(announcement.split(separator: " ").last!)"
    }

    /// Runs a lesson as the command does, on a stack as large as that of the main thread.
    private static func perform(_ name: String, output: String) -> Never {
        let thread = Thread { run(name, output: output) }
        thread.stackSize = 8 << 20
        thread.start()
        while true { sleep(1) }
    }

    /// Runs a lesson and ends the process as the command does.
    private static func run(_ name: String, output: String) -> Never {
        // To the command this folder looks like a project: it has a folder `Lessons`.
        let project = ProjectFolder(URL(fileURLWithPath: #filePath).deletingLastPathComponent())
        let lesson = Lesson(
            "99-fixture/Fixtures.swift", title: "A lesson that goes wrong", minutes: 1, function: name)
        do {
            let options = try RunOptions.parse(["--output", output])
            let run = try LessonRun(lesson, options, step: false, in: project, body: LessonBody(Fixture.named[name]!))
            _ = try run.perform()
            try run.requireThatClaimsHold()
            exit(0)
        } catch {
            LessonCommand.end(with: error)
        }
    }
}
