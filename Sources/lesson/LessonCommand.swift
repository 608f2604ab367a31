import ArgumentParser
import Foundation

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
            """,
        subcommands: [Run.self, Table.self, All.self, DataCommand.self, Doctor.self],
        defaultSubcommand: Run.self)

    /// Says on standard error what is wrong, and ends the program.
    static func end(with error: any Error) -> Never {
        guard let error = error as? CommandError else { exit(withError: error) }
        Terminal.complain(error.message)
        if let hint = error.hint { Terminal.complain("hint: \(hint)") }
        Foundation.exit(error.status.rawValue)
    }

    static var subcommandNames: [String] {
        configuration.subcommands.compactMap { $0.configuration.commandName }
    }
}
