import ArgumentParser
import CommandSupport
import Foundation
import Grading

/// `lesson class cluster slurm`: a file for a scheduler, ready to be sent.
struct ClassCluster: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster", abstract: "Writes what a scheduler needs to grade on several machines.",
        discussion:
            "slurm: a job array; github: a matrix of Actions; kubernetes: an indexed Job; container: the image for it.")

    @OptionGroup var options: ClassOptions

    @Option(help: ArgumentHelp("Into how many parts the class is cut.", valueName: "N"))
    var parts = 20

    @Argument(help: "slurm, github, kubernetes or container.")
    var kind: String

    func run() throws {
        let kinds = ClusterFile.Kind.allCases.map(\.rawValue)
        guard let kind = ClusterFile.Kind(rawValue: kind) else {
            throw CommandError(.wrongArguments, "expected \(kinds.joined(separator: ", ")), but got \(kind)")
        }
        guard (1...256).contains(parts) else {
            throw CommandError(.wrongArguments, "expected 1 to 256 parts, but got \(parts)")
        }
        let (folder, _, _) = try options.open()
        let file = ClusterFile(
            kind, folder: folder.url.path, program: Toolchain.folder + "/lesson", parts: parts)
        let place = try file.write(into: folder)
        Terminal.showLine("new      \(place.path)\nIts first lines say how it is used.")
    }
}
