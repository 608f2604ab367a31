import Notebook
import Text

/// Finds the lesson that a user means.
enum LessonLookup {
    /// Returns the lesson called `name`: "04", "4", "four", "perceptron", "04-perceptron" or its title; or the one that a
    /// file belongs to, "Lessons/04-perceptron/Perceptron.swift", as editors name it.
    static func lesson(_ name: String) throws -> Lesson {
        let folders = name.split(separator: "/").map(String.init)
        if folders.count > 1, let lesson = catalogue.first(where: { folders.contains($0.folder) }) { return lesson }
        let wanted = name.lowercased()
        if let lesson = catalogue.first(where: { names(of: $0).contains(wanted) }) { return lesson }

        let words = catalogue.flatMap(names) + LessonCommand.subcommandNames
        let table = "swift run lesson shows the table"
        if !wanted.isEmpty, !wanted.allSatisfy(\.isNumber),
            let near = EditDistance.nearest(to: wanted, in: words)
        {
            let meant = catalogue.first { names(of: $0).contains(near) }
            throw CommandError(
                .wrongArguments, "no lesson called '\(name)'; did you mean '\(meant?.name ?? near)'?",
                hint: "swift run lesson \(meant?.number ?? near)")
        }
        let numbers = catalogue.map(\.number).joined(separator: ", ")
        throw CommandError(
            .wrongArguments, "no lesson called '\(name)'; there are \(numbers)", hint: table)
    }

    static func isListed(_ lesson: Lesson) -> Bool { catalogue.contains { $0.folder == lesson.folder } }

    private static func names(of lesson: Lesson) -> [String] {
        var names = [lesson.slug, lesson.title.lowercased(), lesson.number, lesson.folder]
        if let number = Int(lesson.number) {
            names.append(String(number))
            if numberWords.indices.contains(number) { names.append(numberWords[number]) }
        }
        return names
    }

    private static let numberWords = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    ]
}
