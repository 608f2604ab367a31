import Foundation

/// What a new lesson is called, wherever it is called something.
struct LessonName {
    /// "17"
    let number: String
    let title: String
    /// "long-short-term-memory"
    let slug: String
    /// "LongShortTermMemory": its file.
    let file: String
    /// "longShortTermMemory": its function.
    let function: String

    /// Throws where a number or a title cannot be that of a lesson.
    init(number: Int, title: String) throws {
        guard (1...99).contains(number) else {
            throw CommandError(
                .wrongArguments, "a lesson's number is from 1 to 99, but got \(number)",
                hint: "swift run lesson new 17 \"Attention\"")
        }
        let title = title.trimmingCharacters(in: .whitespaces)
        // They would end the string that the title stands in, or the line.
        guard !title.contains(where: { $0.isNewline || "\"\\#".contains($0) }) else {
            throw CommandError(
                .wrongArguments, "a title is one line without \" \\ #, but got “\(title)”",
                hint: "swift run lesson new \(number) \"Attention\"")
        }
        let latin = (title.applyingTransform(.toLatin, reverse: false) ?? title)
            .folding(options: .diacriticInsensitive, locale: nil)
        let words = latin.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.map(String.init)
        guard words.contains(where: { $0.contains(where: \.isLetter) }) else {
            throw CommandError(
                .wrongArguments, "a title has words, but got “\(title)”",
                hint: "swift run lesson new \(number) \"Attention\"")
        }
        self.number = String(format: "%02d", number)
        self.title = title
        slug = words.prefix(6).joined(separator: "-").lowercased()
        let joined = words.prefix(6).map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        // A name in Swift begins with a letter.
        file = joined.first!.isLetter ? joined : "Lesson\(self.number)"
        function = "lesson\(self.number)"
    }

    /// "17-long-short-term-memory"
    var folder: String { "\(number)-\(slug)" }
    /// Where a new lesson has left something to write.
    var places: [String] {
        ["README.md"] + ["Lessons", "Exercises", "Solutions", "Sources/Checks"].map { "\($0)/\(folder)" }
    }
    /// "17.1", and "4.1" for lesson 04.
    var exercise: String { "\(Int(number) ?? 0).1" }
}
