import ArgumentParser
import Datasets
import Foundation

/// The options of everything that runs lessons.
struct RunOptions: ParsableArguments {
    @Flag(help: "Do less work: for a first look, or a test.")
    var quick = false

    // Taken as it comes, so that "-1" is not read as another option and can be refused for what it is.
    @Option(
        parsing: .unconditional, help: ArgumentHelp("Where every random number starts.", valueName: "N"),
        transform: { text in
            guard let seed = UInt64(text) else {
                throw ValidationError("expected a whole number from 0")
            }
            return seed
        })
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Look for data here first.", valueName: "DIR"))
    var data: String?

    @Flag(help: "Do not use the network.")
    var offline = false

    @Option(help: ArgumentHelp("Write the pages here instead of Output.", valueName: "DIR"))
    var output: String?

    @OptionGroup var spoken: LanguageOption

    /// The folder that gets a folder for each lesson. Throws where it is no place for pages.
    func outputFolder(in project: ProjectFolder) throws -> URL {
        try OutputPlace.folder(named: output, in: project)
    }

    /// The same options, for a process of its own.
    var arguments: [String] {
        var arguments = ["--seed", String(seed)]
        if quick { arguments.append("--quick") }
        if offline { arguments.append("--offline") }
        if let data { arguments += ["--data", data] }
        if let output { arguments += ["--output", output] }
        return arguments + spoken.arguments
    }
}
