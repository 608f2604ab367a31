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
                date: .long, time: .shortened, locale: Locale(identifier: said("en_GB")), timeZone: book.file.zone))
        // A page for each of three hundred students is mailed and kept: what drawings take is limited.
        var room = 100_000
        let found = lessons.map { $0.html(room: &room) }
        let named = student.name == student.id ? student.id : "\(student.name) · \(student.id)"
        return documentPage(
            title: said("Feedback for %1", student.name), style: reportStyle,
            main: """
                <header>
                <div class="kicker"><p>\(text(book.file.name))</p></div>
                <h1>\(said("Feedback"))</h1>
                <p class="introduction">\(text(named))<br>\(said("Attempt of %1", moment)) (\(text(book.file.timeZone)))</p>
                </header>
                \(lessons.isEmpty ? "<p>\(said("Nothing in this attempt counts in the class."))</p>" : summary(lessons))
                \(found.joined(separator: "\n"))
                """,
            footer: """
                \(judged)\(said("Files:")) \(files).
                """)
    }

    /// The seeds of the lessons that were judged: the class's own is not for students.
    private var judged: String {
        let seeds = record.verdicts.map(\.seed).reduce(into: [UInt64]()) { if !$0.contains($1) { $0.append($1) } }
        guard !seeds.isEmpty else { return "" }
        let words = said(
            "Judged by Nabla %1, kit %2, on inputs from seed %3.", text(record.kit.version), code(record.kit.digest),
            seeds.map { code("\($0)") }.joined(separator: ", "))
        return words + " "
    }

    private var files: String {
        record.files.map { "\(text($0.file)) \(code($0.digest))" }.joined(separator: ", ")
    }

    private func code(_ words: String) -> String { "<code>\(text(words))</code>" }

    private func summary(_ lessons: [Lesson]) -> String {
        let rows = lessons.map { lesson in
            """
            <tr><th scope="row">\(said("Lesson %1", lesson.number))</th><td class="right">\(said("%1 of %2", lesson.points, lesson.possible))</td>\
            <td>\(said(lesson.standing))</td></tr>
            """
        }
        return """
            <div class="scroll"><table class="summary">
            <thead><tr><th>\(said("Lesson"))</th><th class="right">\(said("Points"))</th><th>\(said("This attempt"))</th></tr></thead>
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
            <h2>\(said("Lesson %1", number)): \(said("%1 of %2 points", points, possible))</h2>
            \(deadline.isEmpty ? "" : "<p class=\"deadline\">\(VerdictHTML.text(deadline.said))</p>")
            \(hidden.isEmpty ? "" : "<p>\(said("%1 will be shown later, and is in no sum here.", hidden.map(\.exercise.id).joined(separator: ", ")))</p>")
            \(waiting.isEmpty ? "" : "<p>\(said(waiting.count == 1 ? "%1 is still to be read, for up to %2 points, and in no sum here." : "%1 are still to be read, for up to %2 points, and in no sum here.", unread, open))</p>")
            \(articles.joined(separator: "\n"))
            \(questions.map { html($0) }.joined(separator: "\n"))
            </section>
            """
    }

    private func later(_ exercise: Exercise) -> String {
        let moment = book.file.hidden[exercise.id]?.text.replacing("T", with: " ") ?? ""
        return """
            <article class="exercise"><h3><span class="mark">·</span> \(VerdictHTML.text(exercise.description))</h3>
            <p>\(said("The verdict is shown from %1 on.", "\(moment) \(VerdictHTML.text(book.file.timeZone))"))</p></article>
            """
    }

    private func html(_ grade: QuestionGrade) -> String {
        let points = grade.points.map { said("%1 of %2 points", $0.text(2), grade.possible.text(2)) }
        let late = grade.given != grade.points ? ", " + said("%1 before lateness", grade.given?.text(2) ?? "") : ""
        let state =
            points.map { "\(said(grade.state.rawValue)), \($0)\(late)" } ?? said("to be read by your instructor")
        let comment = grade.comment.map {
            "<p class=\"comment\"><b>\(said("From your instructor:"))</b> \(VerdictHTML.text($0))</p>"
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
        let points = said("%1 of %2 points", grade.points.text(2), grade.possible.text(2))
        let body =
            verdict.map { VerdictHTML.body($0, room: &room) }
            ?? "<p>\(said("No file for this exercise was handed in."))</p>"
        let teaches = exercise.section.map {
            "<p class=\"facts\">\(said("The page of lesson %1 teaches it under “%2”.", number, VerdictHTML.text($0.said)))</p>"
        }
        let comment = grade.comment.map {
            "<p class=\"comment\"><b>\(said("From your instructor:"))</b> \(VerdictHTML.text($0))</p>"
        }
        let manual = grade.isManual ? " <span class=\"facts\">(\(said("decided by hand")))</span>" : ""
        return """
            <article class="exercise \(state == .passed ? "good" : state == .notAttempted ? "open" : "bad")">
            <h3><span class="mark" aria-hidden="true">\(state.mark)</span> \(name) <span class="state">\(said(state.rawValue)), \(points)\(manual)</span></h3>
            \(comment ?? "")
            \(body)
            \(state == .passed ? "" : teaches ?? "")
            </article>
            """
    }
}
