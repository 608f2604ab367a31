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
        /// Answers in writing that are in no sum, because nobody has read them yet.
        public let toBeRead: Int
        /// The attempt that counts.
        public let submitted: Date?
        public let attempts: Int
        public let daysLate: Int
        /// What became of the deadline.
        public let sentence: String
        public let exercises: [Item]
        public let questions: [Written]
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

    public struct Written: Encodable, Sendable {
        public let question: String
        public let state: String
        /// After lateness; nil as long as the answer is to be read, and where none was handed in.
        public let points: Double?
        public let possible: Double
        public let comment: String?
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
                        toBeRead: grade.waiting.count, submitted: grade.counted?.submitted,
                        attempts: grade.attempts.count, daysLate: grade.counted?.lateness.daysLate ?? 0,
                        sentence: grade.sentence,
                        exercises: grade.exercises.map { exercise in
                            Item(
                                exercise: exercise.exercise, state: exercise.verdict?.state.rawValue,
                                points: exercise.points, possible: exercise.possible, isManual: exercise.isManual,
                                comment: exercise.comment, seed: exercise.verdict?.seed)
                        },
                        questions: grade.questions.map { question in
                            Written(
                                question: question.question.id, state: question.state.rawValue,
                                points: question.state == .missing ? nil : question.points,
                                possible: question.possible, comment: question.comment)
                        })
                })
        }
    }

    /// One row for each student; a cell is empty where nothing that counts was handed in or an answer is to be read. Where
    /// questions count, a column says how many those are.
    public var table: CSVTable {
        let lessons = students.first?.lessons ?? []
        let hasQuestions = lessons.contains { !$0.questions.isEmpty }
        let sums = ["id", "name", "email", "points", "possible"] + (hasQuestions ? ["to_be_read"] : [])
        let byLesson = lessons.flatMap { ["lesson_\($0.lesson)", "lesson_\($0.lesson)_days_late"] }
        let items = lessons.flatMap { $0.exercises.map(\.exercise) + $0.questions.map(\.question) }
        return CSVTable(
            titles: sums + byLesson + items,
            rows: students.map { row in
                var cells = [row.id, row.name, row.email, row.points.text(2), possible.text(2)]
                if hasQuestions { cells.append("\(row.lessons.reduce(0) { $0 + $1.toBeRead })") }
                for lesson in row.lessons {
                    cells.append(lesson.points?.text(2) ?? "")
                    cells.append(lesson.submitted == nil ? "" : "\(lesson.daysLate)")
                }
                for lesson in row.lessons {
                    cells += lesson.exercises.map { $0.state == nil && !$0.isManual ? "" : $0.points.text(2) }
                    cells += lesson.questions.map { $0.points?.text(2) ?? "" }
                }
                return cells
            })
    }
}

extension LessonGrade {
    /// Whether there is anything that earns points or could have.
    var isGraded: Bool {
        counted != nil || exercises.contains(where: \.isManual) || questions.contains { $0.state != .missing }
    }
}
