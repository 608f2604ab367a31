import Foundation
import Grading

/// Moodle's offline grading worksheet with the grades filled in, whatever language its titles have.
///
/// Source: Moodle's `mod/assign/feedback/offline/importgradeslib.php`: rows are found by Identifier, and Grade and the time
/// of the last change have to be there.
public struct MoodleWorksheet {
    private let cells: CSVCells
    private let name: String
    private let columns: [Column: Int]

    enum Column: String, CaseIterable {
        case identifier, name, number, email, grade, maximum, changeable

        /// In English, German and French.
        var titles: [String] {
            switch self {
            case .identifier: ["identifier", "id", "identifiant"]
            case .name: ["full name", "vollständiger name", "nom complet"]
            case .number: ["id number", "id-nummer", "matrikelnummer", "numéro d'identification"]
            case .email: ["email address", "e-mail-adresse", "adresse de courriel", "adresse e-mail"]
            case .grade: ["grade", "bewertung", "note"]
            case .maximum: ["maximum grade", "bestwertung", "note maximale"]
            case .changeable: ["grade can be changed", "bewertung kann geändert werden", "la note peut être modifiée"]
            }
        }
    }

    public init(_ bytes: [UInt8], name: String) throws {
        (cells, self.name) = (try CSVCells(bytes, name: name), name)
        let titles = cells.rows[0].map { $0.value.trimmingCharacters(in: .whitespaces).lowercased() }
        let found = Column.allCases.compactMap { column in
            titles.firstIndex { column.titles.contains($0) }.map { (column, $0) }
        }
        columns = Dictionary(uniqueKeysWithValues: found)
        for column in [Column.identifier, .grade] where columns[column] == nil {
            throw ClassError(
                .badData,
                "\(name): expected a column \(column.titles.map { "\"\($0)\"" }.joined(separator: " or ")), but got "
                    + cells.rows[0].map(\.value).joined(separator: ", "),
                hint: "in Moodle: the assignment's submissions, \"Download grading worksheet\"")
        }
    }

    /// - Parameters:
    ///   - lesson: which of the class's; found by the file's name, or the only one, if left out.
    ///   - scales: to the worksheet's maximum, where that is another than the lesson's points.
    public func filled(
        _ book: Gradebook, lesson: String? = nil, folders: [String], scales: Bool = false
    ) throws -> FilledFile {
        let lesson = try self.lesson(book, lesson, LessonTitles(folders))
        let roster = Roster(book.students)
        let hasCommas = cells.hasDecimalCommas
        var texts: [(CSVCells.Cell, String)] = []
        var (unplaced, notes) = ([String](), Set<String>())
        // Who has a row, and who is named in a row that is left.
        var (seen, named) = (Set<String>(), Set<String>())
        for row in cells.rows.dropFirst() {
            func value(_ column: Column) -> String? {
                columns[column].flatMap { row[safe: $0]?.value }?.trimmingCharacters(in: .whitespaces)
            }
            let identifier = value(.identifier) ?? ""
            // "Participant 123", "Teilnehmer/in123".
            let number = String(identifier.reversed().prefix(while: \.isNumber).reversed())
            let words = [value(.email), value(.number), number, value(.name)].compactMap { $0 }.filter { !$0.isEmpty }
            let shown = value(.name) ?? identifier
            // The participant's number is one of this assignment: it may be somebody else's in the roster by chance.
            let sure = [Column.email, .number, .name].compactMap { column in
                value(column).map { (title: cells.rows[0][columns[column]!].value, word: $0) }
            }.filter { !$0.word.isEmpty }
            if let disagreement = roster.disagreement(among: sure) {
                unplaced.append("\(shown): \(disagreement.text)")
                named.formUnion(disagreement.ids)
                continue
            }
            switch roster.match(words) {
            case .nobody: unplaced.append("\(shown) is not in the class's roster")
            case .several(let several):
                unplaced.append("\(shown) may be \(several.map(\.id).joined(separator: " or "))")
            case .student(let student):
                seen.insert(student.id)
                guard let grade = book.grade(of: student.id, lesson: lesson), grade.isGraded,
                    let cell = row[safe: columns[.grade]!]
                else { continue }
                guard !["no", "nein", "non"].contains(value(.changeable)?.lowercased() ?? "") else {
                    unplaced.append("\(shown): Moodle says that this grade cannot be changed")
                    continue
                }
                if let reason = grade.notFinal(shown) {
                    unplaced.append(reason)
                    continue
                }
                let most = value(.maximum).flatMap { Double($0.replacing(",", with: ".")) }
                var points = grade.points
                if let most, most != grade.possible {
                    if scales { points = points * most / max(grade.possible, 1e-9) }
                    notes.insert(
                        "the maximum is \(most.text(2)) in Moodle, and lesson \(lesson) has \(grade.possible.text(2)) points; "
                            + (scales ? "the grades are scaled to it" : "--scale scales the grades to it"))
                }
                // Moodle exports two decimals.
                let text = String(format: "%.2f", points)
                texts.append((cell, hasCommas ? text.replacing(".", with: ",") : text))
            }
        }
        for student in book.students where !seen.union(named).contains(student.id) {
            if book.grade(of: student.id, lesson: lesson)?.isGraded ?? false {
                unplaced.append("\(student.name) (\(student.id)) has points, and \(name) has no such participant")
            }
        }
        var file = FilledFile(bytes: cells.filled(texts))
        (file.filled, file.unplaced) = (texts.count, unplaced)
        file.notes = ["this is lesson \(lesson)"] + notes.sorted() + book.noteOnHidden(in: [lesson])
        return file
    }

    private func lesson(_ book: Gradebook, _ lesson: String?, _ titles: LessonTitles) throws -> String {
        let numbers = book.file.lessons.map(\.lesson)
        if let lesson {
            guard numbers.contains(lesson) else {
                throw ClassError(
                    .wrongArguments,
                    "lesson \(lesson) does not count in this class: \(numbers.joined(separator: ", ")) do")
            }
            return lesson
        }
        let found = numbers.count == 1 ? numbers : titles.lessons(of: name.replacing(/\.csv$/, with: ""))
        guard found.count == 1, numbers.contains(found[0]) else {
            throw ClassError(
                .wrongArguments, "which lesson is \(name)?", hint: "--lesson, of \(numbers.joined(separator: ", "))")
        }
        return found[0]
    }
}
