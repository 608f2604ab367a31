import Foundation

/// The checkout that holds these tests.
private let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

/// A folder with what makes a course for a learner: exercises, solutions and the file that marks its root.
func withCourse(_ body: (URL) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
        try begin(courseIn: folder)
        for (name, text) in try await stubs.value { try write(text, to: name, in: folder) }
        try await body(folder)
    }
}

/// The stubs of lesson 04 as a fresh clone has them, whatever stands in this checkout, by the names of their files: what
/// `lesson reset` makes of solutions.
private let stubs = Task {
    var stubs: [String: String] = [:]
    try await withTemporaryFolder { folder in
        try begin(courseIn: folder)
        let names = try FileManager.default.contentsOfDirectory(
            atPath: folder.appending(path: "Solutions/04-perceptron").path)
        for name in names { try write(try solution(name, in: folder), to: name, in: folder) }
        for number in 1...7 {
            _ = try await LessonCommandProcess("reset", "4.\(number)", in: folder.path)
        }
        for name in names {
            stubs[name] = try String(
                contentsOf: folder.appending(path: "Exercises/04-perceptron/" + name), encoding: .utf8)
        }
    }
    return stubs
}

private func begin(courseIn folder: URL) throws {
    for name in ["Package.swift", "Solutions"] {
        try FileManager.default.copyItem(at: checkout.appending(path: name), to: folder.appending(path: name))
    }
    try FileManager.default.createDirectory(
        at: folder.appending(path: "Exercises/04-perceptron"), withIntermediateDirectories: true)
}

func solution(_ name: String, in folder: URL) throws -> String {
    try String(contentsOf: folder.appending(path: "Solutions/04-perceptron/" + name), encoding: .utf8)
}

/// Saves a file as editors do: written aside and renamed.
func write(_ text: String, to name: String, in folder: URL) throws {
    let file = folder.appending(path: "Exercises/04-perceptron/" + name)
    try Data(text.utf8).write(to: file, options: .atomic)
}
