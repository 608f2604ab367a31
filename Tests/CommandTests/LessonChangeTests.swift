import Foundation
import Notebook
import Testing

@testable import Grading
@testable import lesson

@Suite struct LessonChangeTests {
    private let lesson = Lesson("99-trial/Trial.swift", title: "A trial", minutes: 1, function: "none")

    private func lessonChange(in folder: URL) async -> LessonChange? {
        let lesson = lesson
        return await onOwnThread { LessonChange(lesson, in: ProjectFolder(folder)) }
    }

    private func git(_ arguments: [String], in folder: URL) async throws {
        let identity = ["-C", folder.path, "-c", "user.name=n", "-c", "user.email=n@example.org"]
        let result = try await ChildProcess.run("git", identity + arguments)
        #expect(result.end == .exited(0), "\(result.complaint)")
    }

    @Test func `a changed lesson is told, with the command that puts it back; others are not`() async throws {
        try await withTemporaryFolder { folder in
            let source = folder.appending(path: "Lessons/99-trial/Trial.swift")
            try FileManager.default.createDirectory(
                at: source.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("let b = 1\n".utf8).write(to: source)
            #expect(await lessonChange(in: folder) == nil, "no clone, so nobody can tell")
            try await git(["init", "-q"], in: folder)
            try await git(["add", "."], in: folder)
            try await git(["commit", "-qm", "Begin"], in: folder)
            #expect(await lessonChange(in: folder) == nil)
            try Data("let b = 2\n".utf8).write(to: source)
            let change = try #require(await lessonChange(in: folder))
            #expect(change.explanation.contains("its claims speak of the original"))
            #expect(change.explanation.hasSuffix("git checkout HEAD -- Lessons/99-trial"))
            try await git(["checkout", "HEAD", "--", "Lessons/99-trial"], in: folder)
            #expect(await lessonChange(in: folder) == nil)
        }
    }
}
