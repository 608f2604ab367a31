import Foundation
import Grading
import Literate
import Text

/// The page for whoever reads what students have written: each question of a lesson, beside it how it is judged, and all
/// answers one below another, those first that nobody has read.
public struct QuestionsPage {
    private let book: Gradebook
    private let lesson: String
    private let questions: [Question]

    /// Nil where no question of the lesson counts.
    init?(_ book: Gradebook, lesson: String) {
        (self.book, self.lesson) = (book, lesson)
        questions = book.questions.filter { $0.lesson == lesson }
        if questions.isEmpty { return nil }
    }

    /// What a lesson's page is called in the report's folder.
    public static func name(of lesson: String) -> String { "questions-\(lesson).html" }

    /// What a student wrote, as it was written, and not endless.
    static func shown(_ answer: String) -> String {
        let longest = 6000
        let rest = answer.count - longest
        return VerdictHTML.text(String(answer.prefix(longest)))
            + (rest > 0 ? "… <span class=\"who\">(\(rest) characters more, in what was handed in)</span>" : "")
    }

    var html: String {
        let waiting = book.waiting(in: lesson)
        return documentPage(
            title: "\(book.file.name): answers of lesson \(lesson)", style: reportStyle,
            main: """
                <header>
                <div class="kicker"><p>\(text(book.file.name))</p><p>Lesson \(lesson)</p></div>
                <h1>\(waiting == 0 ? "All answers are read" : "\(waiting) \(waiting == 1 ? "answer is" : "answers are") to be read")</h1>
                <p class="introduction">Write points and comments into <code>manual.json</code>, by student and question, and
                report again. Points are those of the answer; lateness is taken off afterwards. An answer without points is in
                no sum.</p>
                </header>
                \(questions.map { html($0) }.joined(separator: "\n"))
                \(form)
                """, footer: "Of each student the last sheet that counts.")
    }

    private func html(_ question: Question) -> String {
        let criteria = question.criteria.map { "<li><b>\($0.points)</b> \(text($0.text))</li>" }
        let grades = book.grades.filter { $0.lesson == lesson }.compactMap { grade in
            grade.questions.first { $0.question == question }.map { (student: grade.student, grade: $0) }
        }
        let answers =
            grades.filter { $0.grade.state == .toBeRead } + grades.filter { $0.grade.state == .read }
        let same = Dictionary(grouping: answers.filter { !$0.grade.answer.isEmpty }) { $0.grade.answer.words }
        let without = [QuestionGrade.State.notAttempted, .missing].compactMap { state -> String? in
            let students = grades.filter { $0.grade.state == state }.map { text($0.student) }
            return students.isEmpty
                ? nil : "<p class=\"facts\">\(state.rawValue): \(students.joined(separator: ", "))</p>"
        }
        return """
            <section class="question">
            <h2 id="\(question.id)">\(text(question.description)) <span class="state">\(question.points) points</span></h2>
            <div class="beside">
            <aside>
            <h3>A full answer</h3>\(prose(question.answer))
            <h3>Points</h3><ul>\(criteria.joined(separator: "\n"))</ul>
            <h3>A common wrong answer</h3>\(prose(question.wrongAnswer))
            </aside>
            <div>
            <div class="asked">\(prose(question.text))</div>
            \(answers.map { html($0.student, $0.grade, same[$0.grade.answer.words]?.map(\.student) ?? []) }.joined(separator: "\n"))
            \(without.joined(separator: "\n"))
            </div>
            </div>
            </section>
            """
    }

    private func html(_ student: String, _ grade: QuestionGrade, _ same: [String]) -> String {
        let points = grade.given.map { "\($0.text(2)) of \(grade.possible.text(2)) points" } ?? "to be read"
        let others = same.filter { $0 != student }
        let alike = others.isEmpty ? "" : ", word for word as \(others.prefix(5).map(text).joined(separator: ", "))"
        return """
            <article class="exercise \(grade.state == .toBeRead ? "bad" : "good")" id="\(grade.question.id)-\(text(student))">
            <h4>\(text(student)) <span class="state">\(points)\(alike)</span></h4>
            <div class="answer">\(QuestionsPage.shown(grade.answer))</div>
            \(grade.comment.map { "<p class=\"comment\">\(text($0))</p>" } ?? "")
            </article>
            """
    }

    /// `manual.json` as it is, with a place for each answer that waits.
    private var form: String {
        struct Entry: Encodable {
            let points: Double?
            let comment: String

            func encode(to encoder: any Encoder) throws {
                var values = encoder.container(keyedBy: Key.self)
                try values.encode(points, forKey: .points)
                try values.encode(comment, forKey: .comment)
            }

            enum Key: CodingKey { case points, comment }
        }
        let waiting = book.grades.filter { !$0.waiting.isEmpty }
        guard !waiting.isEmpty else { return "" }
        var entries = book.manual.grades.mapValues { grades in
            grades.mapValues { Entry(points: $0.points, comment: $0.comment ?? "") }
        }
        for grade in waiting {
            for question in grade.waiting {
                entries[grade.student, default: [:]][question.question.id] = Entry(
                    points: nil, comment: question.comment ?? "")
            }
        }
        let json = (try? ClassJSON.data(entries)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return """
            <h2>manual.json, ready to be filled in</h2>
            <details><summary>As it is now, with a place for each answer that waits, in all lessons</summary>
            <pre class="plain">\(text(json))</pre></details>
            """
    }

    /// Paragraphs with words in italics or as code; what is indented stays as it is.
    private func prose(_ markdown: String) -> String {
        markdown.components(separatedBy: "\n\n").map { block in
            block.hasPrefix("    ")
                ? "<pre class=\"plain\">\(text(block))</pre>"
                : "<p>\(emphasised(text(block.replacing("\n", with: " "))))</p>"
        }.joined(separator: "\n")
    }

    /// Of escaped text: `*word*` in italics, and code between backticks as it is.
    private func emphasised(_ html: String) -> String {
        html.replacing(/`([^`]+)`/) { "<code>\($0.output.1)</code>" }
            .replacing(/\*(\w[^*]*\w|\w)\*/) { "<em>\($0.output.1)</em>" }
    }

    private func text(_ text: String) -> String { VerdictHTML.text(text) }
}

extension String {
    /// The same for the same words, however the lines are broken.
    fileprivate var words: [String] { lowercased().split { $0.isWhitespace }.map(String.init) }
}
