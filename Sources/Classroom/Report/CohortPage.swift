import Foundation
import Grading
import Literate
import Text

/// The page for the instructor. It begins with the five things to say in the next lecture; then come the mistakes, the
/// items, and what should be done about checks.
struct CohortPage {
    private let report: ClassReport
    private let records: [GradeRecord]

    init(_ report: ClassReport, _ records: [GradeRecord]) { (self.report, self.records) = (report, records) }

    private var book: Gradebook { report.book }

    var html: String {
        let kits = Set(records.map { "Nabla \($0.kit.version), kit \($0.kit.digest), seed \($0.seed)" }).sorted()
        return documentPage(
            title: "\(book.file.name): what to say next", style: reportStyle,
            main: """
                <header>
                <div class="kicker"><p>\(text(book.file.name))</p><p>\(facts)</p></div>
                <h1>What to say in the next lecture</h1>
                <p class="introduction">\(introduction)</p>
                </header>
                \(fiveThings)
                \(lessons)
                \(toRead)
                \(attention)
                \(itemList)
                \(mistakes)
                """,
            footer: "Of each student the attempt that counts. \(kits.map(text).joined(separator: "; ")).")
    }

    private var isSmall: Bool { report.handedIn < ItemStatistics.fewest }

    private var facts: String { "\(report.handedIn) of \(book.students.count) students have handed in" }

    private var introduction: String {
        let small =
            isSmall ? " Fewer than \(ItemStatistics.fewest) students: counts only, for a share would say too much." : ""
        return report.mistakes.isEmpty
            ? "No mistake that the checks know was made in an attempt that counts.\(small)"
            : "The mistakes that cost this class the most points, each with one answer that made it.\(small)"
    }

    // MARK: Five things

    private var fiveThings: String {
        let five = report.mistakes.prefix(5)
        let items = five.enumerated().map { number, mistake in thing(number + 1, mistake) }
        return "<ol class=\"things\">\n\(items.joined(separator: "\n"))\n</ol>"
    }

    private func thing(_ number: Int, _ mistake: ItemStatistics.Mistake) -> String {
        let item = report.items.first { $0.exercise.id == mistake.exercise.id }!
        let count = mistake.students.count
        let tried = share(count, of: item.attempted)
        let section = mistake.exercise.section.map { ", under “\(text($0))”" } ?? ""
        let title = headline(mistake.sentence)
        let rest = mistake.sentence.dropFirst(title.count).trimmingCharacters(in: .whitespaces)
        return """
            <li>
            <p class="number" aria-hidden="true">\(number)</p>
            <div>
            <h2>\(text(title))</h2>
            \(rest.isEmpty ? "" : "<p class=\"rest\">\(text(rest))</p>")
            <p class="facts"><b>\(text(mistake.exercise.description))</b>: \(tried) who tried it, \
            \(mistake.cost.text(1)) points lost. Lesson \(mistake.exercise.lesson)\(section).</p>
            \(bar(count, of: item.attempted))
            \(family(mistake))
            </div>
            <div class="example"><p class="facts">One answer that made it</p>
            \(example(mistake.example))
            </div>
            </li>
            """
    }

    private func example(_ feedback: Feedback) -> String {
        var room = 40_000
        let pictures = ValuePair.drawings(of: feedback, most: 2, room: &room)
        let rows = [
            ("input", feedback.input), ("expected", feedback.expected), ("received", feedback.actual),
            ("first difference", feedback.firstDifference),
        ]
        return pictures.joined(separator: "\n") + "<dl class=\"parts\">\n"
            + rows.map { "<dt>\($0)</dt><dd><pre>\(text($1))</pre></dd>" }.joined(separator: "\n") + "\n</dl>"
    }

    /// The idea behind it, where other exercises met it too.
    private func family(_ mistake: ItemStatistics.Mistake) -> String {
        guard let family = mistake.family else { return "" }
        let others = report.items.filter { $0.exercise.id != mistake.exercise.id }.compactMap { item in
            let count = item.mistakes.filter { $0.family == family }.reduce(0) { $0 + $1.students.count }
            return count > 0 ? (item.exercise.id, count) : nil
        }.sorted { $0.1 > $1.1 }.prefix(4).map { "\($0.0) (\($0.1))" }
        guard !others.isEmpty else { return "" }
        return
            "<p class=\"facts\">The same idea goes wrong elsewhere: \(others.joined(separator: ", ")). \(text(family.idea))</p>"
    }

    // MARK: The class

    private var lessons: String {
        let rows = book.file.lessons.map { lesson in
            let grades = book.grades.filter { $0.lesson == lesson.lesson }
            let handedIn = grades.filter { $0.counted != nil }
            let late = handedIn.count { !($0.counted?.lateness.isInTime ?? true) }
            let mean = handedIn.isEmpty ? 0 : handedIn.reduce(0) { $0 + $1.points } / Double(handedIn.count)
            return """
                <tr><th scope="row">\(lesson.lesson)</th><td class="right">\(handedIn.count)</td>\
                <td class="right">\(grades.count - handedIn.count)</td><td class="right">\(late)</td>\
                <td class="right">\(handedIn.reduce(0) { $0 + $1.attempts.count })</td>\
                <td class="right">\(mean.text(1)) of \((grades.first?.possible ?? 0).text(1))</td></tr>
                """
        }
        return """
            <h2>The lessons</h2>
            <div class="scroll"><table>
            <thead><tr><th>Lesson</th><th class="right">Handed in</th><th class="right">Missing</th><th class="right">Late</th>\
            <th class="right">Attempts</th><th class="right">Points, mean</th></tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
            """
    }

    /// Answers in writing, a page for each lesson.
    private var toRead: String {
        let items = book.file.lessons.compactMap { lesson -> String? in
            let grades = book.grades.filter { $0.lesson == lesson.lesson }
            let answers = grades.flatMap(\.questions).count { $0.state == .toBeRead || $0.state == .read }
            guard book.questions.contains(where: { $0.lesson == lesson.lesson }) else { return nil }
            let name = QuestionsPage.name(of: lesson.lesson)
            return "<li><a href=\"\(name)\">Lesson \(lesson.lesson)</a>: "
                + "\(book.waiting(in: lesson.lesson)) of \(answers) answers are to be read.</li>"
        }
        return items.isEmpty ? "" : "<h2>Answers in writing</h2>\n<ul>\(items.joined(separator: "\n"))</ul>"
    }

    /// What an instructor should do something about.
    private var attention: String {
        let flagged = report.items.flatMap { item in
            item.flags.map { "<li><a href=\"#\(anchor(item))\">\(text(item.exercise.description))</a>: \($0).</li>" }
        }
        let unfinished = book.unfinished.count
        let open =
            unfinished > 0
            ? "<p class=\"warning\">\(unfinished) attempts are not graded to the end and count nowhere here: <code>lesson class grade</code>.</p>"
            : ""
        let none =
            isSmall
            ? "<p>A class of fewer than \(ItemStatistics.fewest) says too little about the exercises themselves.</p>"
            : "<p>None of the exercises stands out.</p>"
        return "<h2>Exercises to look at</h2>\n\(open)"
            + (flagged.isEmpty ? none : "<ul>\n\(flagged.joined(separator: "\n"))\n</ul>")
    }

    // MARK: Items

    private var itemList: String {
        let rows = report.items.map { item in
            """
            <tr id="\(anchor(item))"><th scope="row">\(text(item.exercise.description))</th>\
            <td class="right">\(item.attempted)</td>\
            <td>\(bar(item.passed, of: item.attempted))<span class="beside">\(item.passed)\(percent(item.passed, of: item.attempted))</span></td>\
            <td class="right">\(item.hasShares ? item.discrimination?.text(2) ?? "–" : "")</td>\
            <td class="right">\(item.attemptsUntilPassed?.text(1) ?? "–")</td>\
            <td class="right">\(item.notCompiled)</td>\
            <td>\(commonest(item))</td></tr>
            """
        }
        return """
            <h2>Exercise by exercise</h2>
            <p class="facts">Discrimination is the correlation of passing the exercise with the points for all the others. \
            Attempts: the median of those who passed.</p>
            <div class="scroll wide"><table class="items">
            <thead><tr><th>Exercise</th><th class="right">Tried</th><th>Passed</th><th class="right">Discri&shy;mination</th>\
            <th class="right">Attempts until passed</th><th class="right">Does not compile</th><th>The commonest mistakes</th></tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table></div>
            """
    }

    private func commonest(_ item: ItemStatistics) -> String {
        var lines = item.mistakes.prefix(3).map { "<li>\($0.students.count) × \(text(headline($0.sentence)))</li>" }
        if item.unrecognised > 0 {
            let clusters = item.clusters.prefix(5).map { cluster in
                "<li>\(cluster.students.count) × \(text(cluster.example.briefResult)) <span class=\"who\">(\(cluster.students.prefix(3).map(text).joined(separator: ", "))\(cluster.students.count > 3 ? ", …" : ""))</span></li>"
            }
            lines.append(
                "<li><details><summary>\(item.unrecognised) of \(item.wrong) wrong ones not recognised</summary><ul>\(clusters.joined())</ul></details></li>"
            )
        }
        return lines.isEmpty ? "" : "<ul class=\"short\">\(lines.joined())</ul>"
    }

    // MARK: Mistakes

    private var mistakes: String {
        let rows = report.mistakes.map { mistake in
            """
            <tr><th scope="row">\(mistake.exercise.id)</th><td class="right">\(mistake.students.count)</td>\
            <td class="right">\(mistake.cost.text(1))</td><td>\(text(mistake.sentence))</td>\
            <td>\(mistake.family?.rawValue ?? "")</td></tr>
            """
        }
        guard !rows.isEmpty else { return "" }
        return """
            <h2>Every mistake that was recognised</h2>
            <details><summary>\(rows.count) mistakes, by the points that they cost</summary>
            <div class="scroll wide"><table class="items">
            <thead><tr><th></th><th class="right">Students</th><th class="right">Points lost</th><th>What was said</th><th>Family</th></tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table></div>
            </details>
            """
    }

    // MARK: Small things

    /// The first sentence, or all of a short one.
    private func headline(_ sentence: String) -> String {
        let first = sentence.firstRange(of: /[.?!](?= )/).map { String(sentence[..<$0.upperBound]) } ?? sentence
        return first.count < 12 ? sentence : first
    }

    private func share(_ count: Int, of all: Int) -> String { "\(count)\(percent(count, of: all)) of \(all)" }

    private func percent(_ count: Int, of all: Int) -> String {
        all < ItemStatistics.fewest ? "" : " (\(Int((100 * Double(count) / Double(all)).rounded())) %)"
    }

    private func bar(_ count: Int, of all: Int) -> String {
        guard all >= ItemStatistics.fewest else { return "" }
        let share = 100 * Double(count) / Double(all)
        return "<span class=\"bar\" aria-hidden=\"true\"><span style=\"width:\(share.text(1))%\"></span></span>"
    }

    private func anchor(_ item: ItemStatistics) -> String { "exercise-\(item.exercise.id)" }

    private func text(_ text: String) -> String { VerdictHTML.text(text) }
}
