import Foundation
import Grading
import Text

/// What the whole class did: items, mistakes, grades, and the page that begins with what to say in the next lecture.
public struct ClassReport: Sendable {
    public let book: Gradebook
    public let items: [ItemStatistics]

    public init(_ book: Gradebook) {
        self.book = book
        items = book.items
    }

    /// Of all exercises, what cost the class most first.
    public var mistakes: [ItemStatistics.Mistake] {
        items.flatMap(\.mistakes).sorted {
            ($1.cost, $1.students.count, $0.sentence) < ($0.cost, $0.students.count, $1.sentence)
        }
    }

    /// Students of whom something counts.
    public var handedIn: Int { Set(book.grades.filter { $0.counted != nil }.map(\.student)).count }

    // MARK: Tables

    /// One row for each exercise. In a small class the cells of shares are empty.
    public var itemTable: CSVTable {
        let titles =
            ["exercise", "name", "points", "handed_in", "attempted", "passed", "facility", "discrimination"]
            + ["attempts_until_passed", "does_not_compile", "wrong", "unrecognised", "unrecognised_share"]
            + (1...3).flatMap { ["mistake_\($0)", "mistake_\($0)_students"] }
            + (1...5).map { "cluster_\($0)" } + ["flags"]
        return CSVTable(
            titles: titles,
            rows: items.map { item in
                let share = { (value: Double?) in item.hasShares ? value.map { $0.text(3) } ?? "" : "" }
                let mistakes = item.mistakes.prefix(3).flatMap { [$0.sentence, "\($0.students.count)"] }
                let clusters = item.clusters.prefix(5).map { "\($0.students.count) × \($0.example.briefResult)" }
                let counts = [item.students, item.attempted, item.passed].map(String.init)
                return [item.exercise.id, item.exercise.name, item.points.text(2)] + counts
                    + [share(item.facility), share(item.discrimination), item.attemptsUntilPassed?.text(1) ?? ""]
                    + [item.notCompiled, item.wrong, item.unrecognised].map(String.init)
                    + [share(item.unrecognisedShare)]
                    + mistakes + Array(repeating: "", count: 6 - mistakes.count)
                    + clusters + Array(repeating: "", count: 5 - clusters.count)
                    + [item.flags.joined(separator: "; ")]
            })
    }

    /// One row for each mistake that anybody made.
    public var mistakeTable: CSVTable {
        CSVTable(
            titles: ["exercise", "mistake", "family", "students", "share_of_attempted", "points_lost", "sentence"],
            rows: items.flatMap { item in
                item.mistakes.map { mistake in
                    let share = Double(mistake.students.count) / Double(max(1, item.attempted))
                    return [
                        item.exercise.id, mistake.name ?? "", mistake.family?.rawValue ?? "",
                        "\(mistake.students.count)", item.hasShares ? share.text(3) : "", mistake.cost.text(2),
                        mistake.sentence,
                    ]
                }
            })
    }

    /// One row for each student: points by lesson and by exercise.
    public var gradeTable: CSVTable { GradeTable(book).table }

    // MARK: Writing

    /// Writes `report/` and `feedback/`, each file whole or not at all, and says how many of feedback.
    ///
    /// - Parameter now: decides what is still hidden.
    public func write(to folder: ClassFolder, records: [GradeRecord], now: Date = Date()) throws -> Int {
        func write(_ text: String, _ name: String) throws {
            try WholeFile.write(Data(text.utf8), to: folder.report.appending(path: name))
        }
        try write(itemTable.text(), "items.csv")
        try write(mistakeTable.text(), "misconceptions.csv")
        try write(gradeTable.text(), "grades.csv")
        try ClassJSON.write(GradeTable(book), to: folder.report.appending(path: "grades.json"))
        try write(CohortPage(self, records).html, "index.html")
        for lesson in book.file.lessons {
            guard let page = QuestionsPage(book, lesson: lesson.lesson) else { continue }
            try write(page.html, QuestionsPage.name(of: lesson.lesson))
        }
        let complete = records.filter(\.complete)
        for record in complete {
            let page = FeedbackPage(record, in: book, now: now)
            try WholeFile.write(Data(page.html.utf8), to: folder.feedback(for: record.student, record.submitted))
        }
        return complete.count
    }
}

extension Verdict {
    /// What came, in a few words: of an answer that was stopped, why.
    var briefResult: String {
        let text = (hasStopped ? message : feedback?.firstDifference ?? message) ?? state.rawValue
        return String(text.split(separator: "\n").first ?? "").controlsShown
    }
}

extension Double {
    /// A number with at most so many decimals, the same in every country.
    func text(_ decimals: Int) -> String {
        formatted(
            FloatingPointFormatStyle<Double>(locale: Locale(identifier: "en_US_POSIX")).grouping(.never)
                .precision(.fractionLength(0...decimals)))
    }
}
