import Grading
import Text

/// What a lesson says of its exercises. How much work each is stands in its check only; it is written into the page where the
/// lesson is shown, behind the exercise, and all of it behind the minutes of the page.
enum ExerciseList {
    /// A lesson's text with minutes, difficulty and whether it is essential at the end of each item that begins with an
    /// exercise's number. No line is added.
    static func withEffort(_ text: String, of exercises: [Exercise]) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var minutes = 0
        for start in lines.indices {
            guard lines[start].contains("//: - "),
                let item = lines[start].prefixMatch(of: /\s*\/\/: - (\*\*)?(\d+\.\d+)/),
                let exercise = exercises.first(where: { $0.id == item.2 }), !exercise.effort.isEmpty
            else { continue }
            var end = start
            while end + 1 < lines.count, lines[end + 1].prefixMatch(of: /\s*\/\/:   +\S/) != nil { end += 1 }
            lines[end] += " (\(exercise.effort))"
            minutes += exercise.minutes ?? 0
        }
        let marks = ["**Time**", said("**Time**")].map { "//: \($0) " }
        if let place = lines.firstIndex(where: { line in marks.contains { line.contains($0) } }) {
            lines[place] = withMinutes(lines[place], ofExercises: minutes)
        }
        return lines.joined(separator: "\n")
    }

    /// “**Time** 50 minutes to read, and 90 for the exercises.” where the author wrote “**Time** 50 minutes.”
    private static func withMinutes(_ line: String, ofExercises minutes: Int) -> String {
        guard let time = line.firstMatch(of: /\*\*\w+\*\* [^\d]*\d+ [Mm]inute[sn]/) else { return line }
        let work = minutes > 0 ? said(" to read, and %1 for the exercises", minutes) : said(" to read")
        return String(line[..<time.range.upperBound]) + work + String(line[time.range.upperBound...])
    }
}
