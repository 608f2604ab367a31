import ArgumentParser
import Foundation
import Notebook

/// `lesson`: the command line of the course.
struct LessonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lesson",
        abstract: "Runs the lessons of the course.",
        usage: """
            lesson
            lesson 04 [--quick] [--seed N] [--step] [--data DIR] [--offline] [--output DIR] [--open]
            lesson <subcommand>
            """,
        discussion: """
            Without arguments it shows the table of lessons. A lesson is named by its number or its name: \
            04, 4, four, perceptron.

            A lesson's exercises are files of Exercises/04-perceptron: lesson check 04. Beside them, for lessons 01 to 08, \
            Questions.md has three questions to answer in writing, which a person reads.
            """,
        version: "Nabla \(Version.current)",
        subcommands: [
            Run.self, Table.self, All.self, CheckCommand.self, Watch.self, Hint.self, Solution.self, Reset.self,
            ProgressCommand.self, Mine.self, Slides.self, Figures.self, Export.self, GalleryCommand.self, New.self,
            LintCommand.self, DataCommand.self, Doctor.self,
        ] + ClassLibrary.commands,
        defaultSubcommand: Run.self)

    /// Says on standard error what is wrong, and ends the program.
    static func end(with error: any Error) -> Never {
        if exitCode(for: error) == .success {
            // A call for help is no error.
            Terminal.showLine(fullMessage(for: error))
            Foundation.exit(0)
        }
        let error = error as? CommandError ?? (error as? any ReportedError)?.report ?? CommandError(parsing: error)
        Terminal.printError(error.message)
        if let hint = error.hint { Terminal.printError("hint: \(hint)") }
        Foundation.exit(error.status.rawValue)
    }

    static var subcommandNames: [String] {
        configuration.subcommands.compactMap { $0.configuration.commandName }
    }
}

extension CommandError {
    /// What is wrong with the arguments, in one line instead of the parser's page.
    fileprivate init(parsing error: any Error) {
        guard LessonCommand.exitCode(for: error) == .validationFailure else {
            self.init(system: error)
            return
        }
        let message = LessonCommand.message(for: error).split(separator: "\n").first.map(String.init)
        self.init(
            .wrongArguments, message ?? "these arguments are not understood",
            hint: "swift run lesson --help shows the commands and their options")
    }

    /// What a command did not foresee. If a file is behind it, its path and the system's own words say more than a type.
    private init(system error: any Error) {
        guard error is CocoaError || error is POSIXError else {
            self.init(.bug, "\(error)")
            return
        }
        let path = (error as NSError).userInfo[NSFilePathErrorKey] as? String
        self.init(
            .notReachable, (path.map { "\($0): " } ?? "") + SystemWords(error).text,
            hint: "is there room on the disk, and may you read and write there? swift run lesson doctor")
    }
}
