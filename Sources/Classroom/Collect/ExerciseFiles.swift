import Foundation
import Grading

/// Which exercise a file belongs to, by its name as people and systems change it, else by the line that its stub begins with.
struct ExerciseFiles {
    /// The path of each exercise's file in an attempt's folder, "04-perceptron/4.2-Update.swift", and of each sheet of
    /// questions.
    let paths: [String: String]
    let sheets: AnswerSheets
    private let ids: [String]
    /// Exercises by the words of their files' names, "learningrate"; of words that several have, none.
    private let byWord: [String: String]

    init(_ course: Course) {
        let files = course.exercises.compactMap { exercise in
            (try? course.file(of: exercise, .solutions)).map { (exercise.id, $0) }
        }
        self.init(
            files.map { ($0.0, "\($0.1.deletingLastPathComponent().lastPathComponent)/\($0.1.lastPathComponent)") },
            sheets: AnswerSheets(course))
    }

    init(_ files: [(exercise: String, path: String)], sheets: AnswerSheets = AnswerSheets([])) {
        (ids, self.sheets) = (files.map(\.exercise), sheets)
        paths = Dictionary(files.map { ($0.exercise, $0.path) } + sheets.paths) { first, _ in first }
        let words = files.map {
            (ExerciseFiles.word(in: $0.path.split(separator: "/").last.map(String.init) ?? ""), $0.exercise)
        }
        byWord = Dictionary(grouping: words, by: \.0).compactMapValues { $0.count == 1 ? $0[0].1 : nil }
    }

    /// "learningrate" of "4.7-LearningRate.swift".
    private static func word(in name: String) -> String {
        name.lowercased().replacing(/\.swift$/, with: "").drop { !$0.isLetter }.filter { $0.isLetter || $0.isNumber }
    }

    struct Name: Equatable {
        /// Nil where the name tells none.
        var exercise: String?
        /// Which copy it is: 1 in "4.2-Update (1).swift" and in Canvas's "4.2-Update-1.swift".
        var copy: Int
    }

    /// What a file's name tells; nil where it is no Swift file.
    func name(_ name: String) -> Name? {
        guard name.lowercased().hasSuffix(".swift") else { return nil }
        var stem = String(name.dropLast(6))
        var copy = 0
        // Endings by which browsers, desktops and Canvas tell copies apart, one or more of them.
        while let match = stem.firstMatch(of: /(?: ?\((\d+)\)|[- ](\d+)| - [A-Z]\w+| copy(?: (\d+))?)$/) {
            let rest = String(stem[..<match.range.lowerBound])
            // "4-2" is a number, not a second copy of "4".
            if rest.wholeMatch(of: /\d*/) != nil { break }
            copy = max(copy, [match.1, match.2, match.3].compactMap { $0 }.compactMap { Int($0) }.first ?? 1)
            stem = rest
        }
        if let match = stem.prefixMatch(of: /\D{0,12}?0*(\d+)([._-])0*(\d+)(?!\d)/) {
            let id = "\(match.1).\(match.3)"
            if ids.contains(id) { return Name(exercise: id, copy: copy) }
            // "4.20" is meant to be a number; "2026-11-30" is none of an exercise.
            if match.2 == "." { return Name(exercise: nil, copy: copy) }
        }
        return Name(exercise: byWord[ExerciseFiles.word(in: stem)], copy: copy)
    }

    /// The exercise that a text begins with, "// 4.2  Learn from one sample": the first comment of every stub.
    func exercise(in text: [UInt8]) -> String? {
        let head = String(decoding: text.prefix(4096), as: UTF8.self)
        for line in head.split(whereSeparator: \.isNewline) {
            if let match = line.firstMatch(of: /^\s*\/\/+\s*(?:[Ee]xercise\s+)?(\d+\.\d+)\b/) {
                return ids.contains(String(match.1)) ? String(match.1) : nil
            }
        }
        return nil
    }
}
