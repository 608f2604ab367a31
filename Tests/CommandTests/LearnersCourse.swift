import Foundation

/// The checkout that holds these tests.
private let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

/// A folder with what makes a course for a learner: exercises, solutions and the file that marks its root.
func withCourse(_ body: (URL) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
        for name in ["Package.swift", "Solutions"] {
            try FileManager.default.copyItem(
                at: checkout.appending(path: name), to: folder.appending(path: name))
        }
        // Stubs as a fresh clone has them, whatever stands in this checkout.
        let stubs = folder.appending(path: "Exercises/04-perceptron")
        try FileManager.default.createDirectory(at: stubs, withIntermediateDirectories: true)
        for name in try FileManager.default.contentsOfDirectory(
            atPath: folder.appending(path: "Solutions/04-perceptron").path)
        {
            try write(try solution(name, in: folder), to: name, in: folder)
        }
        for number in 1...7 {
            _ = try await LessonCommandProcess("reset", "4.\(number)", in: folder.path)
        }
        try FileManager.default.removeItem(at: folder.appending(path: ".nabla/kept"))
        try await body(folder)
    }
}

func solution(_ name: String, in folder: URL) throws -> String {
    try String(contentsOf: folder.appending(path: "Solutions/04-perceptron/" + name), encoding: .utf8)
}

/// Saves a file as editors do: written aside and renamed.
func write(_ text: String, to name: String, in folder: URL) throws {
    let file = folder.appending(path: "Exercises/04-perceptron/" + name)
    try Data(text.utf8).write(to: file, options: .atomic)
}
