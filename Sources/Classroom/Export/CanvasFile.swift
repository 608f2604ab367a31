import Foundation
import Grading

/// Canvas's own gradebook, as its Export makes it, with the points filled in.
///
/// Source: Canvas's `lib/gradebook_importer.rb`: the line of titles begins with Student, ID, …, the last of the student's columns
/// contains Section, an assignment is "Title (12345)", and the row "Points Possible" may follow.
public struct CanvasFile {
    private let cells: CSVCells
    private let name: String
    private let titles: [String]

    public init(_ bytes: [UInt8], name: String) throws {
        (cells, self.name) = (try CSVCells(bytes, name: name), name)
        titles = cells.rows[0].map { $0.value.trimmingCharacters(in: .whitespaces) }
        guard ["Student", "LastName"].contains(titles[0]), titles.contains("ID"),
            titles.contains(where: { $0.contains("Section") })
        else {
            throw ClassError(
                .badData,
                "\(name): expected the titles Student, ID, …, Section, as Canvas exports them, but got "
                    + titles.prefix(5).joined(separator: ", "),
                hint: "in Canvas: Grades, Export, \"Export entire gradebook\"")
        }
    }

    /// Columns that hold an assignment's scores: behind the student's, with a number in brackets.
    private var assignments: [Int] {
        let section = titles.lastIndex { $0.contains("Section") }!
        return titles.indices.filter { $0 > section && titles[$0].contains(/\(\d+\)$/) }
    }

    /// - Parameters:
    ///   - lesson: the one to fill; all whose titles tell them if left out.
    ///   - column: the title of its column, where it does not tell.
    public func filled(
        _ book: Gradebook, lesson: String? = nil, column: String? = nil, folders: [String]
    ) throws -> FilledFile {
        let columns = try columns(book, lesson, column, LessonTitles(folders))
        let roster = Roster(book.students)
        let hasCommas = cells.hasDecimalCommas
        var texts: [(CSVCells.Cell, String)] = []
        var file = FilledFile(bytes: [])
        // Who has a row, and who is named in a row that is left.
        var (seen, named) = (Set<String>(), Set<String>())
        for row in cells.rows.dropFirst() where !isNoStudent(row) {
            let known = ["ID", "SIS User ID", "SIS Login ID", "Student"].compactMap { title in
                titles.firstIndex(of: title).flatMap { row[safe: $0]?.value.trimmingCharacters(in: .whitespaces) }
                    .map { (title: title, word: $0) }
            }.filter { !$0.word.isEmpty }
            let shown = row[0].value
            if let disagreement = roster.disagreement(among: known) {
                file.unplaced.append("\(shown): \(disagreement.text)")
                named.formUnion(disagreement.ids)
                continue
            }
            switch roster.match(known.map(\.word)) {
            case .nobody: file.unplaced.append("\(shown) is not in the class's roster")
            case .several(let several):
                file.unplaced.append("\(shown) may be \(several.map(\.id).joined(separator: " or "))")
            case .student(let student):
                seen.insert(student.id)
                for (lesson, column) in columns {
                    guard let cell = row[safe: column], let grade = book.grade(of: student.id, lesson: lesson),
                        grade.isGraded
                    else { continue }
                    if let reason = grade.notFinal(shown) {
                        file.unplaced.append(reason)
                        continue
                    }
                    let text = grade.points.text(2)
                    texts.append((cell, hasCommas ? text.replacing(".", with: ",") : text))
                }
            }
        }
        for student in book.students where !seen.union(named).contains(student.id) {
            guard columns.contains(where: { book.grade(of: student.id, lesson: $0.lesson)?.isGraded ?? false }) else {
                continue
            }
            file.unplaced.append("\(student.name) (\(student.id)) has points, and \(name) has no such student")
        }
        let missing = book.file.lessons.map(\.lesson).filter { number in !columns.contains { $0.lesson == number } }
        if lesson == nil, !missing.isEmpty {
            file.unplaced.append(
                "lesson \(missing.joined(separator: ", ")): no title tells it; --lesson and --column do")
        }
        file.notes =
            columns.map { "lesson \($0.lesson) is \"\(titles[$0.column])\"" } + possible(book, columns)
            + book.noteOnHidden(in: columns.map(\.lesson))
        var filled = FilledFile(bytes: cells.filled(texts))
        (filled.filled, filled.unplaced, filled.notes) = (texts.count, file.unplaced, file.notes)
        return filled
    }

    /// "Points Possible" and Canvas's own marks are no students.
    private func isNoStudent(_ row: [CSVCells.Cell]) -> Bool {
        let first = row[0].value.trimmingCharacters(in: .whitespaces)
        return first.isEmpty || first.hasPrefix("Points Possible") || first.hasPrefix("Student, Test")
    }

    private func columns(
        _ book: Gradebook, _ lesson: String?, _ column: String?, _ known: LessonTitles
    ) throws -> [(lesson: String, column: Int)] {
        let numbers = book.file.lessons.map(\.lesson)
        if let lesson, !numbers.contains(lesson) {
            throw ClassError(
                .wrongArguments, "lesson \(lesson) does not count in this class: \(numbers.joined(separator: ", ")) do")
        }
        let choice = assignments.map { "\"\(titles[$0])\"" }.joined(separator: ", ")
        if let column {
            guard let lesson = lesson ?? (numbers.count == 1 ? numbers[0] : nil) else {
                throw ClassError(.wrongArguments, "--column needs --lesson, for the class has \(numbers.count)")
            }
            let fits = assignments.filter { titles[$0] == column || titles[$0].hasPrefix(column + " (") }
            guard fits.count == 1 else {
                throw ClassError(
                    .wrongArguments, "\(name) has \(fits.isEmpty ? "no" : "several") assignments \"\(column)\"",
                    hint: "there are \(choice)")
            }
            return [(lesson, fits[0])]
        }
        let found = (lesson.map { [$0] } ?? numbers).compactMap { number -> (lesson: String, column: Int)? in
            let fits = assignments.filter { known.lessons(of: titles[$0]) == [number] }
            return fits.count == 1 ? (number, fits[0]) : nil
        }
        guard !found.isEmpty else {
            throw ClassError(
                .wrongArguments, "no title in \(name) tells which lesson it is",
                hint: "--lesson 04 --column, of \(choice)")
        }
        return found
    }

    private func possible(_ book: Gradebook, _ columns: [(lesson: String, column: Int)]) -> [String] {
        guard
            let row = cells.rows.first(where: {
                $0[0].value.trimmingCharacters(in: .whitespaces).hasPrefix("Points Possible")
            })
        else { return [] }
        return columns.compactMap { lesson, column in
            let grade = book.grades.first { $0.lesson == lesson }
            guard let text = row[safe: column]?.value, let most = Double(text.replacing(",", with: ".")), let grade,
                most != grade.possible
            else { return nil }
            return
                "\"\(titles[column])\" has \(text) points possible in Canvas, and lesson \(lesson) has \(grade.possible.text(2))"
        }
    }
}
