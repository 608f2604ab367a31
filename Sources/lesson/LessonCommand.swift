import ArgumentParser

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

    static var subcommandNames: [String] {
        configuration.subcommands.compactMap { $0.configuration.commandName }
    }
}
