import Foundation
import Literate
import Notebook
import Testing

@testable import lesson

/// A lesson that is watched: what is on the disk while it is, and afterwards.
@Suite struct FollowedPageTests {
    private let lesson = Lesson(
        "04-perceptron/Perceptron.swift", title: "Perceptron", minutes: 1, function: "perceptron")

    private func news(_ folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: "live.js"), encoding: .utf8)
    }

    @Test func `edits are seen, whatever an editor does to the file`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "Perceptron.swift")
            try Data("one".utf8).write(to: file)
            var watcher = LessonWatcher(folder)
            func hasChanged() -> Bool { watcher.hasChanged() }
            #expect(!hasChanged())
            try Data("two".utf8).write(to: file, options: .atomic)
            #expect(hasChanged())
            #expect(!hasChanged())
            try Data("two".utf8).write(to: file)
            #expect(!hasChanged(), "the same text")
            for name in [".Perceptron.swift.swp", "Perceptron.swift~"] {
                try Data("x".utf8).write(to: folder.appending(path: name))
            }
            #expect(!hasChanged(), "what editors leave")
            try Data("1,2".utf8).write(to: folder.appending(path: "networks.csv"))
            #expect(hasChanged())
            try FileManager.default.removeItem(at: folder.appending(path: "networks.csv"))
            #expect(hasChanged())
            #expect(!hasChanged())
        }
    }

    @Test func `a lesson that never ran has a place for its page, and none afterwards`() async throws {
        try await withTemporaryFolder { output in
            let page = try FollowedPage(lesson, output: output)
            let folder = output.appending(path: "04-perceptron")
            try page.begin()
            #expect(try String(contentsOf: page.page, encoding: .utf8).contains("<script"))
            try page.tell(.broken, "The lesson does not run.", text: "Perceptron.swift:3:1: error")
            #expect(try news(folder).contains("Perceptron.swift:3:1: error"))
            page.end()
            #expect(!FileManager.default.fileExists(atPath: folder.path))
            try page.tell(.running)
            #expect(!FileManager.default.fileExists(atPath: folder.path), "nothing is told after the end")
        }
    }

    @Test func `somebody else's live.js stays`() async throws {
        try await withTemporaryFolder { output in
            let folder = output.appending(path: "04-perceptron")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data("mine".utf8).write(to: folder.appending(path: "live.js"))
            #expect(throws: CommandError.self) { try FollowedPage(lesson, output: output) }
            #expect(try news(folder) == "mine")
        }
    }
}
