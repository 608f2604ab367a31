import ArgumentParser
import Foundation
import Grading

/// `lesson new 17 "Attention"`: a lesson that runs, with an exercise, its solution and its check, for an author to fill.
/// `lesson new 4.8 meanSquare`: an exercise in a lesson that is there.
struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "For authors: begins a lesson with an exercise, or an exercise of a lesson.",
        usage: """
            lesson new 17 "Attention"
            lesson new 4.8 meanSquare
            """,
        discussion: """
            What is written runs at once. What the author has to write is marked AUTHOR. Lessons/README.md says how a \
            lesson is made. To drop an exercise, delete its files.
            """)

    @Argument(help: "The lesson's number, from 1 to 99, or the exercise's, like 4.8.")
    var number: String

    @Argument(help: "The lesson's title, as the page shows it; or the exercise's function.")
    var title: String

    func run() throws {
        try Course.requireWhole(for: "new")
        let files = NewFiles(in: try ProjectFolder())
        if number.contains(".") {
            let changes = try files.changes(forExercise: number, name: title)
            try write(changes, files, name: number, places: changes.map(\.path))
        } else {
            guard let number = Int(number) else {
                throw CommandError(
                    .wrongArguments, "a lesson has a number, an exercise one like 4.8, but got \(number)",
                    hint: "swift run lesson new 17 \"Attention\"")
            }
            let lesson = try LessonName(number: number, title: title)
            try write(files.changes(for: lesson), files, name: lesson.number, places: lesson.places)
        }
    }

    private func write(_ changes: [NewFiles.Change], _ files: NewFiles, name: String, places: [String]) throws {
        try files.write(changes)
        for change in changes {
            Terminal.showLine((change.isNew ? "new      " : "changed  ") + change.path)
        }
        let runs = name.contains(".") ? "" : "It runs already:    swift run lesson \(name)\n"
        Terminal.showLine(
            """

            \(runs)It is checked by:   swift run lesson check \(name)
            What is yours to write:
              grep -rn AUTHOR: \(places.joined(separator: " "))
              swift run lesson lint \(name)
            """)
    }
}
