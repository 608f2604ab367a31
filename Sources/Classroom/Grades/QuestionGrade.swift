import Foundation
import Grading

/// One student's answers in writing to the questions of a lesson, of one attempt.
public struct WrittenAttempt: Sendable {
    public let submitted: Date
    public let lateness: Lateness
    /// By question; empty where nothing was written.
    public let answers: [String: String]

    /// Nil where the attempt has no sheet of this lesson.
    init?(_ record: GradeRecord, _ lesson: ClassLesson, _ file: ClassFile, _ questions: [Question]) {
        answers = (record.answers ?? [:]).filter { answer in questions.contains { $0.id == answer.key } }
        guard !answers.isEmpty else { return nil }
        submitted = record.submitted
        lateness = Lateness(of: record.submitted, by: record.student, lesson: lesson, in: file)
    }
}

/// What one question earns one student. A person decides it: until then it has no points, not none of them.
public struct QuestionGrade: Sendable {
    public enum State: String, Sendable {
        /// No sheet that counts.
        case missing = "not handed in"
        /// A sheet with nothing under this question.
        case notAttempted = "not attempted"
        case toBeRead = "to be read"
        /// `manual.json` has points for it, also for what was said aloud.
        case read
    }

    public let question: Question
    public let state: State
    /// What was written; empty where nothing was.
    public let answer: String
    /// Before lateness.
    public let given: Double?
    /// After it; nil as long as it is to be read.
    public let points: Double?
    public let comment: String?

    public var possible: Double { Double(question.points) }

    init(_ question: Question, answer: String?, share: Double, manual: ManualGrades.Grade?) {
        (self.question, self.answer, comment) = (question, answer ?? "", manual?.comment)
        state =
            switch (manual?.points, answer) {
            case (_?, _): .read
            case (nil, nil): .missing
            case (nil, let text?): text.isEmpty ? .notAttempted : .toBeRead
            }
        given = state == .toBeRead ? nil : manual?.points ?? 0
        points = given.map { $0 * share }
    }
}

extension [Question] {
    /// Those that count in a class, in the order in which it names them.
    public func counting(in file: ClassFile) -> [Question] { file.lessons.flatMap(counting) }

    func counting(in lesson: ClassLesson) -> [Question] {
        switch lesson.questions {
        case .none: []
        case .all: filter { $0.lesson == lesson.lesson }
        case .some(let ids): ids.compactMap { id in first { $0.id == id } }
        }
    }
}
