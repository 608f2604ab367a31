import ArgumentParser
import Datasets
import Foundation
import Literate
import Notebook

/// `lesson 04`: runs a lesson, shows it as it happens, and writes its page.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs a lesson and writes its page.", usage: "lesson <lesson> [options]"
    )

    @Argument(help: "Its number or its name: 04, 4, four, perceptron.")
    var lesson: String?

    @OptionGroup var options: RunOptions

    @Flag(help: "Wait at headings and before answers: Enter goes on, q and Enter stops.")
    var step = false

    @Flag(help: "Open the page in a browser when the run is over.")
    var open = false

    @Option(help: ArgumentHelp("How `lesson watch` calls the page.", visibility: .hidden))
    var live: String?

    func run() throws {
        guard let lesson else { return try Table().run() }
        var run = try LessonRun(LessonLookup.lesson(lesson), options, step: step, in: ProjectFolder())
        run.live = live
        let page = try run.perform()
        if open { Browser.open(page) }
        try run.requireThatClaimsHold()
    }
}
