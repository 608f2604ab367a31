import ArgumentParser
import Foundation
import Notebook

/// `lesson slides 04`: slides from the last run of a lesson, as pictures and as a deck for the browser.
struct Slides: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slides", abstract: "Makes slides of a lesson, or of all.",
        usage: "lesson slides <lesson>|all [options]",
        discussion: """
            They are made from the last run; a lesson that has not been run with these options, or was changed since, \
            is run first. Open slides/index.html: arrows, space, digits and Enter, F full screen, P notes, ? help.
            """)

    @Argument(help: "Its number or its name: 04, 4, four, perceptron; or all.")
    var lesson: String

    @OptionGroup var options: RunOptions

    @Flag(help: "Open the deck in a browser.")
    var open = false

    func run() throws {
        let project = try ProjectFolder()
        let lessons = lesson.lowercased() == "all" ? catalogue : [try LessonLookup.lesson(lesson)]
        let output = try options.outputFolder(in: project)
        var failures: [CommandError] = []
        for lesson in lessons {
            do {
                let run = try SavedRun.fresh(of: lesson, options, in: project)
                let deck = try SlideDeck(run)
                let index = try deck.write(to: output.appending(path: lesson.folder + "/slides"))
                Terminal.showLine("\(lesson.name): \(deck.count) slides, \(index.path)")
                if open { Browser.open(index) }
                if let warning = run.failedClaims { failures.append(CommandError(.checkFailed, warning)) }
            } catch let error as CommandError where lessons.count > 1 {
                failures.append(error)
            }
        }
        try CourseHome(CourseLinks(output: output), project).write()
        guard let first = failures.first else { return }
        let message = failures.map(\.message).joined(separator: "\n")
        throw CommandError(first.status, message, hint: first.hint)
    }
}
