import Foundation
import Grading
import Text

/// `manual.json`: what an instructor has decided by hand, by student and exercise or question. The kit only reads it.
///
///     {"ann": {"4.2": {"points": 2, "comment": "Right, with another sign convention."}, "4.a": {"points": 3}}}
///
/// Of a question the points say what the answer is worth, and lateness is taken off as it is from a check's points. Without
/// points it stays to be read, whatever the comment.
public struct ManualGrades: Sendable, Equatable {
    /// By student, then by exercise.
    public var grades: [String: [String: Grade]]

    public struct Grade: Codable, Sendable, Equatable {
        /// In the place of what the check gave, lateness included; nil to leave that. Of a question, before lateness.
        public var points: Double?
        /// For the student to read.
        public var comment: String?

        public init(points: Double? = nil, comment: String? = nil) { (self.points, self.comment) = (points, comment) }
    }

    public init(_ grades: [String: [String: Grade]] = [:]) { self.grades = grades }

    public subscript(student: String, exercise: String) -> Grade? { grades[student]?[exercise] }

    /// Reads the file; a missing one says nothing.
    ///
    /// - Parameters:
    ///   - exercises: the numbers of those that count in the class.
    ///   - questions: those that count.
    public init(reading file: URL, exercises: [String], questions: [Question] = []) throws {
        self.init()
        guard FileManager.default.fileExists(atPath: file.path) else { return }
        let name = file.lastPathComponent
        func refuse(_ what: String) -> ClassError {
            ClassError(.badData, "\(name): \(what)", hint: #"{"ann": {"4.2": {"points": 2, "comment": "…"}}}"#)
        }
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw ClassError(.notReachable, "\(file.path) cannot be read", hint: "look at its permissions")
        }
        guard let tree = try? JSONSerialization.jsonObject(with: data) as? [String: [String: [String: Any]]] else {
            throw refuse("expected students, their exercises, and for each points or a comment")
        }
        for (student, grades) in tree.sorted(by: { $0.key < $1.key }) {
            for (exercise, grade) in grades.sorted(by: { $0.key < $1.key }) {
                let place = "\(student).\(exercise)"
                let question = questions.first { $0.id == exercise }
                guard question != nil || exercises.contains(exercise) else {
                    let kind = exercise.last?.isLetter == true ? "question" : "exercise"
                    throw refuse("\(place): \(kind) \(exercise) does not count in this class")
                }
                if let key = grade.keys.sorted().first(where: { !["points", "comment"].contains($0) }) {
                    throw refuse("\(place).\(key) is not known; here may stand points, comment")
                }
                // The report's page has null for what is still to be written.
                let points = grade["points"] as? Double
                guard points != nil || grade["points"] is NSNull?, points ?? 0 >= 0 else {
                    throw refuse("\(place).points: expected a number from 0")
                }
                if let question, let points, points > Double(question.points) {
                    throw refuse("\(place).points: expected 0 to \(question.points), but got \(points.text(2))")
                }
                guard grade["comment"] is String? else { throw refuse("\(place).comment: expected a text") }
                let comment = (grade["comment"] as? String).flatMap { $0.isEmpty ? nil : $0 }
                self.grades[student, default: [:]][exercise] = Grade(points: points, comment: comment)
            }
        }
    }
}
