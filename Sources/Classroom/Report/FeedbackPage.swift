import Foundation
import Grading
import Literate
import Text

/// What one student is told about one attempt: one file, with nothing of anybody else in it.
struct FeedbackPage {
    private let record: GradeRecord
    private let book: Gradebook
    private let now: Date
    private let student: Student

    init(_ record: GradeRecord, in book: Gradebook, now: Date = Date()) {
        (self.record, self.book, self.now) = (record, book, now)
        student = book.students.first { $0.id == record.student } ?? Student(id: record.student, name: record.student)
    }

    var html: String {
        let lessons = book.file.lessons.compactMap { lesson in
            book.grade(of: record.student, lesson: lesson.lesson).flatMap { grade in
                Lesson(grade, of: record.submitted, lesson, book, now)
            }
        }
        let moment = record.submitted.formatted(
            Date.FormatStyle(
                date: .long, time: .shortened, locale: Locale(identifier: "en_GB"), timeZone: book.file.zone))
        // A page for each of three hundred students is mailed and kept: what drawings take is limited.
        var room = 100_000
        let found = lessons.map { $0.html(room: &room) }
        let named = student.name == student.id ? student.id : "\(student.name) · \(student.id)"
        return documentPage(
            title: "Feedback for \(student.name)", style: reportStyle,
            main: """
                <header>
                <div class="kicker"><p>\(text(book.file.name))</p></div>
                <h1>Feedback</h1>
                <p class="introduction">\(text(named))<br>Attempt of \(moment) (\(text(book.file.timeZone)))</p>
                </header>
                \(lessons.isEmpty ? "<p>Nothing in this attempt counts in the class.</p>" : summary(lessons))
                \(found.joined(separator: "\n"))
                """,
            footer: """
                Judged by Nabla \(text(record.kit.version)), kit <code>\(text(record.kit.digest))</code>, on inputs from seed \
                <code>\(record.seed)</code>. Files: \(files).
                """)
    }

    private var files: String {
        record.files.map { "\(text($0.file)) <code>\(text($0.digest))</code>" }.joined(separator: ", ")
    }

    private func summary(_ lessons: [Lesson]) -> String {
        let rows = lessons.map { lesson in
            """
            <tr><th scope="row">Lesson \(lesson.number)</th><td class="right">\(lesson.points) of \(lesson.possible)</td>\
            <td>\(lesson.standing)</td></tr>
            """
        }
        return """
            <div class="scroll"><table class="summary">
            <thead><tr><th>Lesson</th><th class="right">Points</th><th>This attempt</th></tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table></div>
            """
    }

    private func text(_ text: String) -> String { VerdictHTML.text(text) }
}

/// One lesson of an attempt.
private struct Lesson {
    let number: String
    private let lesson: ClassLesson
    private let book: Gradebook
    private let exercises: [(exercise: Exercise, grade: ExerciseGrade)]
    /// Answers in writing, of this attempt or of the one whose answers count beside it.
    private let questions: [QuestionGrade]
    private let deadline: String
    private let counts: Bool
    private let isLater: Bool
    private let now: Date

    /// Nil where the attempt has nothing of this lesson.
    init?(_ grade: LessonGrade, of submitted: Date, _ lesson: ClassLesson, _ book: Gradebook, _ now: Date) {
        (number, self.lesson, self.book, self.now) = (lesson.lesson, lesson, book, now)
        let attempt = grade.attempts.first { $0.submitted == submitted }
        let isWritten = grade.written?.submitted == submitted
        guard attempt != nil || isWritten else { return nil }
        counts = grade.counted?.submitted == submitted || attempt == nil
        isLater = (grade.counted?.submitted ?? .distantPast) > submitted
        deadline = (attempt?.lateness ?? grade.written?.lateness)?.sentence ?? ""
        questions = counts || isWritten ? grade.questions : []
        guard let attempt else {
            exercises = []
            return
        }
        let own = book.exercises.filter { $0.lesson == lesson.lesson }
        let isCounted = counts
        exercises = own.map { exercise in
            let counted = isCounted ? grade.exercises.first { $0.exercise == exercise.id } : nil
            return (
                exercise,
                counted
                    ?? ExerciseGrade(
                        exercise, worth: lesson.worth(of: exercise), verdict: attempt.verdicts[exercise.id],
                        share: attempt.lateness.share, manual: nil)
            )
        }
    }

    private func isHidden(_ exercise: Exercise) -> Bool { book.file.isHidden(exercise.id, at: now) }

    private var shown: [ExerciseGrade] { exercises.filter { !isHidden($0.exercise) }.map(\.grade) }

    /// Questions that have been decided; what is to be read is in no sum.
    private var read: [QuestionGrade] { questions.filter { $0.state != .toBeRead } }

    var points: String {
        (shown.reduce(0) { $0 + $1.points } + read.reduce(0) { $0 + ($1.points ?? 0) }).text(2)
    }
    var possible: String { (shown.reduce(0) { $0 + $1.possible } + read.reduce(0) { $0 + $1.possible }).text(2) }

    var standing: String {
        if counts { return "counts" }
        return isLater ? "a later one counts" : "an earlier one counts"
    }

    func html(room: inout Int) -> String {
        let hidden = exercises.filter { isHidden($0.exercise) }
        let waiting = questions.filter { $0.state == .toBeRead }
        let unread = waiting.map(\.question.id).joined(separator: ", ")
        let open = waiting.reduce(0) { $0 + $1.possible }.text(2)
        var articles: [String] = []
        for (exercise, grade) in exercises {
            articles.append(isHidden(exercise) ? later(exercise) : html(exercise, grade, room: &room))
        }
        return """
            <section>
            <h2>Lesson \(number): \(points) of \(possible) points</h2>
            \(deadline.isEmpty ? "" : "<p class=\"deadline\">\(VerdictHTML.text(deadline))</p>")
            \(hidden.isEmpty ? "" : "<p>\(hidden.map(\.exercise.id).joined(separator: ", ")) will be shown later, and is in no sum here.</p>")
            \(waiting.isEmpty ? "" : "<p>\(unread) \(waiting.count == 1 ? "is" : "are") still to be read, for up to \(open) points, and in no sum here.</p>")
            \(articles.joined(separator: "\n"))
            \(questions.map { html($0) }.joined(separator: "\n"))
            </section>
            """
    }

    private func later(_ exercise: Exercise) -> String {
        let moment = book.file.hidden[exercise.id]?.text.replacing("T", with: " ") ?? ""
        return """
            <article class="exercise"><h3><span class="mark">·</span> \(VerdictHTML.text(exercise.description))</h3>
            <p>The verdict is shown from \(moment) \(VerdictHTML.text(book.file.timeZone)) on.</p></article>
            """
    }

    private func html(_ grade: QuestionGrade) -> String {
        let points = grade.points.map { "\($0.text(2)) of \(grade.possible.text(2)) points" }
        let late = grade.given != grade.points ? ", \(grade.given?.text(2) ?? "") before lateness" : ""
        let state = points.map { "\(grade.state.rawValue), \($0)\(late)" } ?? "to be read by your instructor"
        let comment = grade.comment.map {
            "<p class=\"comment\"><b>From your instructor:</b> \(VerdictHTML.text($0))</p>"
        }
        let answer = grade.answer.isEmpty ? "" : "<div class=\"answer\">\(QuestionsPage.shown(grade.answer))</div>"
        return """
            <article class="exercise open">
            <h3><span class="mark" aria-hidden="true">·</span> \(VerdictHTML.text(grade.question.description)) <span class="state">\(state)</span></h3>
            \(comment ?? "")
            \(answer)
            </article>
            """
    }

    private func html(_ exercise: Exercise, _ grade: ExerciseGrade, room: inout Int) -> String {
        let verdict = grade.verdict
        let state = verdict?.state ?? .notAttempted
        let name = VerdictHTML.text(exercise.description)
        let points = "\(grade.points.text(2)) of \(grade.possible.text(2)) points"
        let body =
            verdict.map { VerdictHTML.body($0, room: &room) } ?? "<p>No file for this exercise was handed in.</p>"
        let teaches = exercise.section.map {
            "<p class=\"facts\">The page of lesson \(number) teaches it under “\(VerdictHTML.text($0))”.</p>"
        }
        let comment = grade.comment.map {
            "<p class=\"comment\"><b>From your instructor:</b> \(VerdictHTML.text($0))</p>"
        }
        let manual = grade.isManual ? " <span class=\"facts\">(decided by hand)</span>" : ""
        return """
            <article class="exercise \(state == .passed ? "good" : state == .notAttempted ? "open" : "bad")">
            <h3><span class="mark" aria-hidden="true">\(state.mark)</span> \(name) <span class="state">\(state.rawValue), \(points)\(manual)</span></h3>
            \(comment ?? "")
            \(body)
            \(state == .passed ? "" : teaches ?? "")
            </article>
            """
    }
}
