import Foundation

/// One line of the roster.
public struct Student: Codable, Sendable, Equatable {
    /// Names the student everywhere in the class's folder.
    public var id: String
    public var name: String
    public var email: String
    /// Further columns of the roster, by their titles: the number that a learning-management system gave, say.
    public var more: [String: String]

    public init(id: String, name: String, email: String = "", more: [String: String] = [:]) {
        (self.id, self.name, self.email, self.more) = (id, name, email, more)
    }

    /// Whether a text can name a student's folder on every system.
    public static func isID(_ text: String) -> Bool {
        text.count <= 64 && text.first != "." && text.last != "."
            && text.wholeMatch(of: /[\p{L}\p{N}._@+-]+/) != nil
    }

    /// The nearest text that can: "Doe, Jane" becomes "Doe-Jane".
    public static func id(from text: String) -> String {
        let kept = text.precomposedStringWithCanonicalMapping.replacing(/[^\p{L}\p{N}._@+-]+/, with: "-")
        let id = kept.trimmingCharacters(in: CharacterSet(charactersIn: ".-")).prefix(64)
        return id.isEmpty ? "unnamed" : String(id)
    }
}

/// `students.csv`: who is in the class. Its columns are id, name and email, and whatever else there is.
public struct Roster: Sendable, Equatable {
    public let students: [Student]
    /// Where each word by which a student may be known leads to.
    let index: RosterIndex

    public init(_ students: [Student]) { (self.students, index) = (students, RosterIndex(students)) }

    /// Nil where there is no such file: then a class is who hands in.
    public init?(reading file: URL) throws {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let table = try CSVTable(reading: file)
        let name = file.lastPathComponent
        func column(_ title: String) -> Int? { table.titles.firstIndex { $0.lowercased() == title } }
        guard let id = column("id") else {
            throw ClassError(
                .badData,
                "\(name): expected a column \"id\" in the first line, but got \(table.titles.joined(separator: ", "))",
                hint: "id,name,email and what else you like")
        }
        let students = try table.rows.enumerated().map { index, row in
            let more = table.titles.indices.filter { ![id, column("name"), column("email")].contains($0) }
            let student = Student(
                id: row[id], name: column("name").map { row[$0] } ?? row[id],
                email: column("email").map { row[$0] } ?? "",
                more: Dictionary(more.map { (table.titles[$0], row[$0]) }) { first, _ in first })
            guard Student.isID(student.id) else {
                throw ClassError(
                    .badData,
                    "\(name), row \(index + 2): expected an id that can name a folder, but got \"\(student.id)\"",
                    hint: "letters, digits and . _ @ + - ; perhaps \"\(Student.id(from: student.id))\"")
            }
            return student
        }
        let folded = Dictionary(grouping: students) { $0.id.lowercased() }
        if let twice = folded.values.first(where: { $0.count > 1 }) {
            throw ClassError(.badData, "\(name): the id \"\(twice[0].id)\" stands there \(twice.count) times")
        }
        self.init(students)
    }

    public subscript(id: String) -> Student? { students.first { $0.id == id } }
}
