import Grading

/// The list of exercises at the end of a lesson. How much work each is stands in its check only; it is written behind the
/// exercise where the lesson is shown.
enum ExerciseList {
    /// A lesson's text with minutes and difficulty at the end of each item that begins with an exercise's number. Where the
    /// author wrote them by hand, that stays. No line is added.
    static func withEffort(_ text: String, of exercises: [Exercise]) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for start in lines.indices {
            guard let item = lines[start].prefixMatch(of: /\s*\/\/: - (\*\*)?(\d+\.\d+)/),
                let exercise = exercises.first(where: { $0.id == item.2 })
            else { continue }
            var end = start
            while end + 1 < lines.count, lines[end + 1].prefixMatch(of: /\s*\/\/:   +\S/) != nil { end += 1 }
            let isWritten = lines[start...end].contains { $0.contains("minutes, ") }
            if !isWritten, !exercise.effort.isEmpty { lines[end] += " (\(exercise.effort))" }
        }
        return lines.joined(separator: "\n")
    }
}
