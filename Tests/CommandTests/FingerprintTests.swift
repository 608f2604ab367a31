import Foundation
import Notebook
import Testing

@testable import lesson

@Suite struct FingerprintTests {
    private let lesson = Lesson("99-trial/Trial.swift", title: "A trial", minutes: 1, function: "none")

    private func write(_ text: String, _ path: String, in folder: URL) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    @Test func `a change of lesson, engine or data is named, any other is none`() async throws {
        try await withTemporaryFolder { folder in
            let project = ProjectFolder(folder)
            let data = folder.appending(path: "data").path
            try write("let a = 1\n", "Lessons/99-trial/Trial.swift", in: folder)
            try write("let b = 1\n", "Sources/Tensors/Tensor.swift", in: folder)
            try write("To be", "data/input.txt", in: folder)
            var hashes = Fingerprint.now(lesson, in: project)
            hashes.dataFolders = [data]
            hashes.data = Fingerprint.digest(ofData: [data])
            let session = Session(Session.Options(lesson)) { _ in }
            session.run {}
            #expect(
                Fingerprint.changes(since: session.record, of: lesson, in: project) == [
                    "it is not known what it was made from"
                ])
            session.keep(hashes)
            func changes() -> [String] { Fingerprint.changes(since: session.record, of: lesson, in: project) }
            #expect(changes() == [])
            try write("let c = 1\n", "Sources/Grading/Check.swift", in: folder)
            try write("let c = 1\n", "Sources/lesson/Run.swift", in: folder)
            try write("words", "Sources/Tensors/README.md", in: folder)
            #expect(changes() == [])
            try write("let a = 2\n", "Lessons/99-trial/Trial.swift", in: folder)
            #expect(changes() == ["Lessons/99-trial has changed"])
            try write("let a = 1\n", "Lessons/99-trial/Trial.swift", in: folder)
            #expect(changes() == [])
            try write("let d = 1\n", "Lessons/99-trial/Figures.swift", in: folder)
            try write("let b = 2\n", "Sources/Tensors/Tensor.swift", in: folder)
            try write("Or not", "data/input.txt", in: folder)
            #expect(
                changes() == [
                    "Lessons/99-trial has changed", "the engine has changed",
                    "the data in \(data) has changed",
                ])
        }
    }
}
