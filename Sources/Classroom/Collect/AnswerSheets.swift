import Foundation
import Grading

/// The sheets of questions of a course, and which of them a file is that a student handed in.
struct AnswerSheets {
    private let lessons: [(lesson: String, folder: String, sheet: QuestionSheet)]

    /// Longer ones are no answers to three questions.
    static let longest = 64 << 10

    init(_ course: Course) {
        self.init(
            Exercise.lessons(of: course.exercises).compactMap { lesson in
                guard let sheet = course.questions(of: lesson), let folder = try? course.folder(of: lesson, .solutions)
                else { return nil }
                return (lesson, folder.lastPathComponent, sheet)
            })
    }

    init(_ lessons: [(lesson: String, folder: String, sheet: QuestionSheet)]) { self.lessons = lessons }

    /// By what stands for it among exercises, "4.questions", where a sheet lies: "04-perceptron/Questions.md".
    var paths: [(String, String)] {
        lessons.map { (AnswerSheets.id(of: $0.lesson), "\($0.folder)/\(QuestionSheet.fileName)") }
    }

    private static func id(of lesson: String) -> String { "\(Int(lesson) ?? 0).questions" }

    /// Whether a path, or what stands among exercises, is a sheet's.
    static func isSheet(_ name: String) -> Bool {
        name.hasSuffix(".questions") || name.hasSuffix("/\(QuestionSheet.fileName)")
    }

    // MARK: What came

    /// Whether a file's name does not speak against it.
    static func mayBe(_ name: String) -> Bool {
        [".md", ".markdown", ".txt"].contains { name.lowercased().hasSuffix($0) }
    }

    /// Whether a file is called as the kit calls it.
    static func isNamed(_ name: String) -> Bool { name.lowercased().hasPrefix("questions") }

    /// 1 for "Questions (1).md" and Canvas's "Questions-1.md".
    static func copy(_ name: String) -> Int {
        name.firstMatch(of: /(?: ?\((\d+)\)|[- ](\d+))\.\w+$/).flatMap { $0.1 ?? $0.2 }.flatMap { Int($0) } ?? 0
    }

    enum Finding: Equatable {
        case sheet(String)
        /// It was meant to be one, and cannot be read.
        case refused(String)
        case other
    }

    /// Which sheet a text is, by the questions' headings in it; where it has none, by its name and folder.
    func sheet(of text: [UInt8], named name: String, in folders: [String]) -> Finding {
        let isNamed = AnswerSheets.isNamed(name)
        guard !text.contains(0), let words = String(validating: text, as: UTF8.self) else {
            return isNamed ? .refused("is no text in UTF-8; ask for it saved as plain text") : .other
        }
        let counts = lessons.map { (lesson: $0.lesson, headings: $0.sheet.headings(in: words).count) }
        if let most = counts.max(by: { $0.headings < $1.headings }), most.headings > 0 {
            return .sheet(AnswerSheets.id(of: most.lesson))
        }
        guard isNamed else { return .other }
        if let lesson = lessons.first(where: { folders.contains($0.folder) }) {
            return .sheet(AnswerSheets.id(of: lesson.lesson))
        }
        return .refused("tells by no heading such as ## 4.a which lesson's questions it answers")
    }

    /// What was written under each question of the sheets among these texts; nil where there is no sheet.
    static func answers(in texts: [String: [UInt8]], of course: Course) -> [String: String]? {
        let sheets = texts.filter { isSheet($0.key) }
        guard !sheets.isEmpty else { return nil }
        return sheets.reduce(into: [:]) { answers, entry in
            let sheet = course.questions(of: Exercise.lesson(of: entry.key))
            let text = String(decoding: entry.value, as: UTF8.self)
            answers.merge(sheet?.answers(in: text) ?? [:]) { first, _ in first }
        }
    }
}
