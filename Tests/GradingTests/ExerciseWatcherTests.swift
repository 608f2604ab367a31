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

    // MARK: Helpers

    private static let two = ["Two.swift": "func two() -> Int { 2 }"]

    @Test(arguments: [
        ("two()", two, "Two.swift", true), ("x", two, "Two.swift", false),
        ("one()", two.merging(["One.swift": "func one() -> Int { two() / 2 }"]) { $1 }, "Two.swift", true),
        ("x.twice()", ["Twice.swift": "extension Tensor { func twice() -> Tensor { 2 * self } }"], "Twice.swift", true),
        ("two()", ["Two.swift": "private func two() -> Int { 2 }"], "Two.swift", false),
    ])
    func `a helper that is saved concerns the exercises that use it`(
        body: String, helpers: [String: String], saved: String, isUsed: Bool
    ) throws {
        try watch { file, watcher in
            let folder = file.deletingLastPathComponent()
            try Data("func double() { \(body) }".utf8).write(to: file)
            for (name, text) in helpers { try Data(text.utf8).write(to: folder.appending(path: name)) }
            #expect(watcher.changes() == [double])
            #expect(watcher.changes() == [])
            let place = folder.appending(path: saved)
            try Data((helpers[saved]! + " // saved").utf8).write(to: place, options: .atomic)
            #expect(watcher.changes() == (isUsed ? [double] : []))
            #expect(watcher.changes() == [])
            try Data((helpers[saved]! + " // saved").utf8).write(to: place, options: .atomic)
            #expect(watcher.changes() == [], "the same text")
            // Gone while an editor writes it, then there again.
            try FileManager.default.removeItem(at: place)
            #expect(watcher.changes() == [])
            try Data((helpers[saved]! + " // again").utf8).write(to: place)
            #expect(watcher.changes() == (isUsed ? [double] : []))
        }
    }

    @Test func `a pipe in the place of an answer or a helper is left alone`() throws {
        try watch { file, watcher in
            let folder = file.deletingLastPathComponent()
            try FileManager.default.removeItem(at: file)
            for path in [file.path, folder.appending(path: "Helpers.swift").path] { #expect(mkfifo(path, 0o600) == 0) }
            #expect(watcher.changes() == [])
        }
    }
}
