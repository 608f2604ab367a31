import Foundation
import Testing

@testable import Grading

/// The instructors' commands are no part of the program: they are compiled and loaded when they are called.
@Suite struct ClassLibraryTests {
    @Test func `the list of commands names them`() async throws {
        let run = try await LessonCommandProcess("--help")
        #expect(run.output.contains("  class                   For instructors"))
    }

    @Test(.serialized, arguments: [["class", "--help"], ["help", "class"]])
    func `their help is that of the commands themselves`(arguments: [String]) async throws {
        let run = try await LessonCommandProcess(arguments)
        #expect(run.status == 0, "\(run.complaint)")
        for verb in ["new", "release", "collect", "grade", "report", "regrade", "similar", "export", "cluster"] {
            #expect(run.output.contains("\n  \(verb) "), "\(verb)")
        }
    }

    @Test func `a class is begun, and what is wrong is said with the status of any command`() async throws {
        try await withTemporaryFolder { folder in
            let place = folder.appending(path: "class").path
            let begun = try await LessonCommandProcess("class", "new", place)
            #expect(begun.status == 0, "\(begun.complaint)")
            #expect(try content(of: URL(fileURLWithPath: place)) == ["class.json"])
            let wrong = try await LessonCommandProcess("class", "grade", "--class", place, "--shard", "9/2")
            #expect(wrong.status == 64)
            #expect(wrong.complaint == "expected a part such as 3/20, but got 9/2\n")
            try Data("{".utf8).write(to: URL(fileURLWithPath: place + "/class.json"))
            let damaged = try await LessonCommandProcess("class", "report", "--class", place)
            #expect(damaged.status == 65)
        }
    }
}
