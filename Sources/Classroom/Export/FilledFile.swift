import Foundation

/// A file of a learning-management system with points in it, and what is to be said about it.
public struct FilledFile: Sendable {
    public let bytes: [UInt8]
    /// How many cells were filled.
    public var filled = 0
    /// Whom or what the file has and the class has not, or the other way round, and why.
    public var unplaced: [String] = []
    public var notes: [String] = []

    /// What an instructor reads afterwards.
    public var text: String {
        (["\(filled) grades filled in"] + unplaced.map { "not placed: \($0)" } + notes.map { "note: \($0)" })
            .joined(separator: "\n")
    }
}

extension Gradebook {
    /// Exercises whose verdicts students do not see yet, though their points are in the sums.
    func noteOnHidden(in lessons: [String], now: Date = Date()) -> [String] {
        let hidden = exercises.filter { lessons.contains($0.lesson) && file.isHidden($0.id, at: now) }.map(\.id)
        return hidden.isEmpty
            ? [] : ["the points contain \(hidden.joined(separator: ", ")), which students are not shown yet"]
    }
}

extension LessonGrade {
    /// Why a learning-management system is not given these points yet; nil if it is.
    func notFinal(_ name: String) -> String? {
        guard !waiting.isEmpty else { return nil }
        let ids = waiting.map(\.question.id).joined(separator: ", ")
        return "\(name): lesson \(lesson) has answers to be read, \(ids); the cell was left as it is"
    }
}

/// Tells to which of a class's lessons a title belongs.
struct LessonTitles {
    let lessons: [(number: String, words: [String])]

    /// - Parameter folders: of the lessons, "04-perceptron".
    init(_ folders: [String]) {
        lessons = folders.map { folder in
            let parts = folder.split(separator: "-").map { String($0).lowercased() }
            // One word of several is not telling: "networks" is in many titles.
            return (parts[0], parts.count == 2 ? [parts[1]] : [parts.dropFirst().joined(separator: " ")])
        }
    }

    /// The lessons that a title may mean: by number ("Lesson 04", "Übung 4") or by name.
    func lessons(of title: String) -> [String] {
        // Canvas puts the assignment's own number behind the title.
        let title = title.replacing(/\s\(\d+\)$/, with: "").lowercased()
        let words = title.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let byNumber = lessons.filter { lesson in words.contains { Int($0) == Int(lesson.number) } }
        if !byNumber.isEmpty { return byNumber.map(\.number) }
        return lessons.filter { $0.words.contains { title.contains($0) } }.map(\.number)
    }
}
