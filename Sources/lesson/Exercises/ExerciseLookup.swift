import Grading

/// Finds the exercises that a user means.
enum ExerciseLookup {
    /// Returns the exercises of "4.2" (one), "04" or "perceptron" (a lesson's), or of nothing at all (every one).
    static func exercises(_ name: String?) throws -> [Exercise] {
        guard let name else { return Exercise.all }
        if name.split(separator: "/").last?.contains(".") == true { return [try exercise(name)] }
        let lesson = try LessonLookup.lesson(name)
        let found = Exercise.all.filter { $0.lesson == lesson.number }
        guard !found.isEmpty else {
            throw CommandError(
                .wrongArguments, "lesson \(lesson.number) has no exercises",
                hint: "lessons with exercises: " + numbers.joined(separator: ", "))
        }
        return found
    }

    /// Returns the exercise called "4.2"; "04.2" means the same, and "00.1" is "0.1". Editors name a file,
    /// "Exercises/04-perceptron/4.2-Update.swift".
    static func exercise(_ name: String) throws -> Exercise {
        let file = name.split(separator: "/").last.map(String.init) ?? name
        let id = (file.prefixMatch(of: /\d+\.\d+(?=-)/).map { String($0.0) } ?? file).replacing(/^0+(?=\d)/, with: "")
        if let exercise = Exercise.all.first(where: { $0.id == id }) { return exercise }
        let lesson = Exercise.all.filter { $0.id.prefix { $0 != "." } == id.prefix { $0 != "." } }
        let hint =
            lesson.isEmpty
            ? "an exercise is named like 4.2; lessons with exercises: " + numbers.joined(separator: ", ")
            : "there are \(lesson.map(\.id).joined(separator: ", "))"
        throw CommandError(.wrongArguments, "no exercise called '\(name)'", hint: hint)
    }

    private static var numbers: [String] { Exercise.lessons(of: Exercise.all) }
}
