import ArgumentParser
import Foundation

/// `lesson new 17 "Attention"`: a lesson that runs, with an exercise, its solution and its check, for an author to fill.
struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "For authors: begins a lesson, with an exercise and its check.",
        discussion: """
            What is written runs at once. What the author has to write is marked AUTHOR. Lessons/README.md says how a \
            lesson is made.
            """)

    @Argument(help: "The lesson's number, from 1 to 99.")
    var number: Int

    @Argument(help: "Its title, as the page shows it.")
    var title: String

    func run() throws {
        let project = try ProjectFolder()
        let name = try LessonName(number: number, title: title)
        let lesson = NewLesson(name, in: project)
        let changes = try lesson.changes()
        try lesson.write(changes)
        for change in changes {
            Terminal.showLine((change.isNew ? "new      " : "changed  ") + change.path)
        }
        Terminal.showLine(
            """

            It runs already:    swift run lesson \(name.number)
            and is checked by:  swift run lesson check \(name.number)
            What is yours to write:
              grep -rn AUTHOR: \(name.places.joined(separator: " "))
              swift run lesson lint \(name.number)
            """)
    }
}
