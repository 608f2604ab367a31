import Foundation
import Text

extension Course {
    /// The languages that the kit speaks, English first.
    public var languages: [String] {
        ["en"]
            + Course.names(in: kit.appending(path: "Sources/Text")).compactMap { name in
                name.hasPrefix("Words.") ? Words.language(ofFile: name) : nil
            }
    }

    /// What the kit says in a language: its own words, what the checks say, and what stands in the figures of lessons. Each
    /// table, `Words.de.json`, lies beside what it translates.
    /// - Parameter pages: whether lessons are shown. In a verdict, a word of a figure may be the name of a value.
    public func words(in language: String, pages: Bool = false) throws -> Words {
        guard language != "en" else { return .english }
        guard languages.contains(language) else {
            throw GradingError(
                "the kit does not speak \"\(language)\"; it speaks \(languages.joined(separator: ", "))",
                hint: "Sources/Text/Words.\(language).json would be the table of its words")
        }
        let name = Course.wordsFile(in: language)
        var table = try Course.table(at: kit.appending(path: "Sources/Text/\(name)"))
        for parent in ["Sources/Checks"] + (pages ? ["Lessons"] : []) {
            for folder in Course.names(in: kit.appending(path: parent)) {
                let file = kit.appending(path: "\(parent)/\(folder)/\(name)")
                if FileManager.default.fileExists(atPath: file.path) { table.merge(try Course.table(at: file)) { $1 } }
            }
        }
        if let release = try release {
            for lesson in Course.names(in: checks) {
                let file = kit.appending(path: Release.words(of: lesson, in: language))
                guard let data = FileManager.default.contents(atPath: file.path) else { continue }
                guard let opened = release.wordsSeal(of: lesson, in: language).opened(Array(data)) else {
                    throw GradingError("\(file.path) is damaged, or belongs to another kit", hint: Course.again)
                }
                table.merge(try Course.table(Data(opened), file)) { $1 }
            }
        }
        return Words(language, table)
    }

    /// "Words.de.json"
    public static func wordsFile(in language: String) -> String { "Words.\(language).json" }

    private static func table(at file: URL) throws -> [String: String] {
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw GradingError("\(file.path) cannot be read", hint: "look at its permissions")
        }
        return try table(data, file)
    }

    private static func table(_ data: Data, _ file: URL) throws -> [String: String] {
        do { return try JSONDecoder().decode([String: String].self, from: data) } catch {
            throw GradingError(
                "\(file.path): expected a list of pairs, {\"right\": \"richtig\", …}, and it is none",
                hint: "a comma too many, or a quotation mark missing?")
        }
    }
}

extension Release {
    /// Where a kit for students has what the checks of a lesson say in another language. Sealed as the checks are: it names
    /// every known mistake.
    static func words(of lesson: String, in language: String) -> String {
        "\(folder)/Words/\(lesson).\(language).sealed"
    }

    func wordsSeal(of lesson: String, in language: String) -> SealedLibrary {
        SealedLibrary(digest: digest, platform: "words", lesson: "\(lesson).\(language)")
    }

    /// Seals the tables of a lesson's checks into a kit for students.
    public func addWords(of lesson: String, from course: Course, to kit: URL) throws {
        for language in course.languages.dropFirst() {
            let table = course.kit.appending(path: "Sources/Checks/\(lesson)/\(Course.wordsFile(in: language))")
            guard let data = FileManager.default.contents(atPath: table.path) else { continue }
            let file = kit.appending(path: Release.words(of: lesson, in: language))
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(wordsSeal(of: lesson, in: language).sealed(Array(data))).write(to: file, options: .atomic)
        }
    }
}
