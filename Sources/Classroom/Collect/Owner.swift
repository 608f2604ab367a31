import Foundation

/// Whose a file is, as its source tells: by a folder, by an archive's name, or by what Canvas and Moodle put before a
/// file's name.
struct Owner: Hashable {
    /// What stands for the student in the source; unique there.
    var key: String
    /// Words by which the roster may know the student, the surest first.
    var words: [String]
    /// What the student's folder is called where there is no roster.
    var id: String

    /// A file's owner, and what the file was called by them.
    ///
    /// - Parameter components: of its path, behind what is common to all files.
    static func of(_ components: [Substring]) -> (owner: Owner, name: String)? {
        guard let first = components.first.map(String.init), let last = components.last.map(String.init) else {
            return nil
        }
        let isFile = components.count == 1
        if let moodle = moodle(first) { return (moodle.owner, isFile ? moodle.rest : last) }
        if let canvas = canvas(first) { return (canvas.owner, isFile ? canvas.rest : last) }
        guard !isFile else { return nil }
        let name = first.lowercased().hasSuffix(".zip") ? String(first.dropLast(4)) : first
        return (Owner(key: name, words: [name], id: Student.id(from: name)), last)
    }

    /// Moodle: "Full name_12345_assignsubmission_file_", a folder, or put before each file's name. The number is that of
    /// the participant in this one assignment.
    private static func moodle(_ text: String) -> (owner: Owner, rest: String)? {
        guard let match = text.wholeMatch(of: /(.+?)_(\d+)_assignsubmission_(?:file|onlinetext)(?:_(.*))?/) else {
            return nil
        }
        let (name, number) = (String(match.1), String(match.2))
        return (
            Owner(key: "\(name)_\(number)", words: [number, name], id: Student.id(from: "\(name)-\(number)")),
            match.3.map(String.init) ?? ""
        )
    }

    /// Canvas: "doejane_LATE_4711_90210_4.2-Update-1.swift": name, user, attachment, the name it was uploaded under.
    private static func canvas(_ text: String) -> (owner: Owner, rest: String)? {
        guard let match = text.wholeMatch(of: /(\p{L}[^_]*)(?:_LATE)?_(\d+)_(\d+)_(.+)/) else { return nil }
        let (name, number) = (String(match.1), String(match.2))
        return (
            Owner(key: "\(name)_\(number)", words: [number, name], id: Student.id(from: "\(name)-\(number)")),
            String(match.4)
        )
    }
}

// MARK: - In the roster

extension Roster {
    enum Match: Equatable {
        case student(Student)
        case nobody
        /// Two students of one name, say.
        case several([Student])
    }

    /// The student that these words mean: an id, an address, a number from another column, or a name in any order.
    func match(_ words: [String]) -> Match {
        let found = words.lazy.compactMap { index.students(known: $0) }.first ?? []
        let named = found.map { students[$0] }
        return named.isEmpty ? .nobody : named.count == 1 ? .student(named[0]) : .several(named)
    }

    /// Where the columns of one row mean different students, in words: whoever fills that row may give one student's points
    /// to another. Nil where all that mean somebody can mean the same.
    func disagreement(among columns: [(title: String, word: String)]) -> (text: String, ids: Set<String>)? {
        var first: (title: String, ids: Set<String>)?
        for (title, word) in columns {
            let ids: Set<String> =
                switch match([word]) {
                case .nobody: []
                case .student(let student): [student.id]
                case .several(let students): Set(students.map(\.id))
                }
            guard !ids.isEmpty else { continue }
            guard let known = first else {
                first = (title, ids)
                continue
            }
            let both = known.ids.intersection(ids)
            guard !both.isEmpty else {
                func text(_ ids: Set<String>) -> String { ids.sorted().joined(separator: " or ") }
                let words = "\(known.title) is that of \(text(known.ids)), and \(title) that of \(text(ids))"
                return (words, known.ids.union(ids))
            }
            if both.count < known.ids.count { first = (title, both) }
        }
        return nil
    }

    /// The student after whom a folder or an archive is called that was named to be collected: "ann.zip", or what Canvas and
    /// Moodle call one. Whatever it holds is that student's, also a folder with another one's name.
    func owner(ofSourceNamed name: String) -> Student? {
        let stem = name.lowercased().hasSuffix(".zip") ? name.dropLast(4) : name[...]
        let words = Owner.of([stem, "x"])?.owner.words ?? []
        if case .student(let student) = match(words) { return student }
        return nil
    }

    /// The student with whose id a loose file's name begins: "ann_4.2-Update.swift".
    func owner(ofFileNamed name: String) -> (student: Student, rest: String)? {
        let folded = name.lowercased()
        let found = students.filter { student in
            guard folded.hasPrefix(student.id.lowercased()) else { return false }
            return folded.dropFirst(student.id.count).first.map { "_ -.".contains($0) } ?? false
        }.max { $0.id.count < $1.id.count }
        return found.map { ($0, String(name.dropFirst($0.id.count + 1))) }
    }
}

/// The students of a roster by whatever they may be called, the surest kind of word first.
struct RosterIndex: Sendable, Equatable {
    /// Ids, addresses, further columns, names, the beginnings of addresses: for each word the students' places.
    private var tables: [[String: [Int]]]

    init(_ students: [Student]) {
        func table(_ words: (Student) -> [String]) -> [String: [Int]] {
            var table: [String: [Int]] = [:]
            for (place, student) in students.enumerated() {
                for word in Set(words(student)) where !word.isEmpty { table[word, default: []].append(place) }
            }
            return table
        }
        tables = [
            table { [$0.id.folded] }, table { [$0.email.folded] }, table { $0.more.values.map(\.folded) },
            table { $0.name.nameKeys },
            table { [String($0.email.prefix { $0 != "@" }).folded] },
        ]
    }

    /// The places of the students that a word means; nil if it means nobody.
    func students(known word: String) -> [Int]? {
        let folded = word.folded
        for (place, table) in tables.enumerated() {
            if let found = place == 3 ? table[word.nameKey] ?? table[word.nameWords.joined()] : table[folded] {
                return found
            }
        }
        return nil
    }
}

extension String {
    /// Without accents, capitals and how letters are composed.
    fileprivate var folded: String {
        folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil).lowercased()
    }

    fileprivate var nameWords: [String] { folded.split { !$0.isLetter && !$0.isNumber }.map(String.init) }

    /// The same for a name's words in any order, with or without a comma.
    fileprivate var nameKey: String { nameWords.sorted().joined(separator: " ") }

    /// That, and the words run together as Canvas does, beginning at any of them.
    fileprivate var nameKeys: [String] {
        let words = nameWords
        return [nameKey] + words.indices.map { (words[$0...] + words[..<$0]).joined() }
    }
}
