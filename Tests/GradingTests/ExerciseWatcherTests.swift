import Foundation
import Testing

@testable import Grading

/// Edits are seen, whatever an editor does to the file.
@Suite struct ExerciseWatcherTests {
    private let kit = URL(fileURLWithPath: #filePath).appending(path: "../../Misbehaving").standardized
    private let double = Exercise(id: "0.1", name: "double", points: 1, hints: [])

    private func watch(_ edit: (URL, inout ExerciseWatcher) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "watched-\(UUID().uuidString)")
        let answers = folder.appending(path: "Exercises/00-misbehaving")
        try FileManager.default.createDirectory(at: answers, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = answers.appending(path: "0.1-Double.swift")
        try Data("one".utf8).write(to: file)
        var watcher = ExerciseWatcher([double], in: Course(folder, kit: kit))
        #expect(watcher.changes() == [])
        try edit(file, &watcher)
    }

    @Test(arguments: ["in place", "by a new file", "after it was gone", "in a new folder", "under another name"])
    func `another text is seen`(way: String) throws {
        try watch { file, watcher in
            let folder = file.deletingLastPathComponent()
            switch way {
            case "in place":
                let handle = try FileHandle(forWritingTo: file)
                try handle.write(contentsOf: Data("two".utf8))
                try handle.close()
            case "by a new file": try Data("two".utf8).write(to: file, options: .atomic)
            case "after it was gone":
                try FileManager.default.removeItem(at: file)
                #expect(watcher.changes() == [])
                try Data("two".utf8).write(to: file)
            case "in a new folder":
                try FileManager.default.moveItem(at: folder, to: folder.appendingPathExtension("old"))
                #expect(watcher.changes() == [])
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try Data("two".utf8).write(to: file)
            default:
                try FileManager.default.removeItem(at: file)
                try Data("two".utf8).write(to: folder.appending(path: "0.1-Twice.swift"))
            }
            #expect(watcher.changes() == [double])
            #expect(watcher.changes() == [])
        }
    }

    @Test func `the same text saved again is no change`() throws {
        try watch { file, watcher in
            try Data("one".utf8).write(to: file, options: .atomic)
            #expect(watcher.changes() == [])
        }
    }
}
