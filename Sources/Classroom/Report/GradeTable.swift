import Foundation
import Grading

/// Everybody's points, for a spreadsheet or a program.
public struct GradeTable: Encodable, Sendable {
    public let name: String
    public let possible: Double
    public let students: [Row]

    public struct Row: Encodable, Sendable {
        public let id: String
        public let name: String
        public let email: String
        public let points: Double
        public let lessons: [Lesson]
    }

    public struct Lesson: Encodable, Sendable {
        public let lesson: String
        /// After lateness; nil where nothing that counts was handed in.
        public let points: Double?
        public let possible: Double
        /// The attempt that counts.
        public let submitted: Date?
        public let attempts: Int
        public let daysLate: Int
        /// What became of the deadline.
        public let sentence: String
        public let exercises: [Item]
    }

    public struct Item: Encodable, Sendable {
        public let exercise: String
        public let state: String?
        public let points: Double
        public let possible: Double
        public let isManual: Bool
        public let comment: String?
        public let seed: UInt64?
    }

    public init(_ book: Gradebook) {
        (name, possible) = (book.file.name, book.possible)
        students = book.students.map { student in
            let grades = book.grades(of: student.id)
            return Row(
                id: student.id, name: student.name, email: student.email,
                points: grades.reduce(0) { $0 + $1.points },
                lessons: grades.map { grade in
                    Lesson(
                        lesson: grade.lesson, points: grade.isGraded ? grade.points : nil, possible: grade.possible,
                        submitted: grade.counted?.submitted, attempts: grade.attempts.count,
                        daysLate: grade.counted?.lateness.daysLate ?? 0, sentence: grade.sentence,
                        exercises: grade.exercises.map { exercise in
                            Item(
                                exercise: exercise.exercise, state: exercise.verdict?.state.rawValue,
                                points: exercise.points, possible: exercise.possible, isManual: exercise.isManual,
                                comment: exercise.comment, seed: exercise.verdict?.seed)
                        })
                })
        }
    }

    /// One row for each student; a cell is empty where nothing that counts was handed in.
    public var table: CSVTable {
        let lessons = students.first?.lessons ?? []
        return CSVTable(
            titles: ["id", "name", "email", "points", "possible"]
                + lessons.flatMap { ["lesson_\($0.lesson)", "lesson_\($0.lesson)_days_late"] }
                + lessons.flatMap { $0.exercises.map(\.exercise) },
            rows: students.map { row in
                [row.id, row.name, row.email, row.points.text(2), possible.text(2)]
                    + row.lessons.flatMap { [$0.points?.text(2) ?? "", $0.submitted == nil ? "" : "\($0.daysLate)"] }
                    + row.lessons.flatMap { lesson in
                        lesson.exercises.map { $0.state == nil && !$0.isManual ? "" : $0.points.text(2) }
                    }
            })
    }
}

extension LessonGrade {
    /// Whether there is anything that earns points or could have.
    var isGraded: Bool { counted != nil || exercises.contains(where: \.isManual) }
}
