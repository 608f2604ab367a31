import ArgumentParser
import Foundation
import Grading

/// Compiles and loads the instructors' commands, `Sources/Classroom`, when one of them is called: nobody else waits for
/// them. In a kit for students they are not there.
enum ClassLibrary {
    private static let entry = "nabla_class"
    private static let folder = "Sources/Classroom"

    nonisolated(unsafe) private static var loaded: (any ParsableCommand.Type)?

    /// `lesson class`, or what stands for it in the list of commands; none where there is no such command.
    static var commands: [any ParsableCommand.Type] {
        if let loaded { return [loaded] }
        return (try? ProjectFolder()).flatMap(source) == nil ? [] : [Placeholder.self]
    }

    /// Loads the command if these arguments call it, or ask what it does.
    static func load(calledBy arguments: [String]) throws {
        guard arguments.first == "class" || arguments.starts(with: ["help", "class"]) else { return }
        let project = try ProjectFolder()
        guard let folder = source(in: project) else { return }
        switch try LessonLibrary.outcome(of: module(in: folder)) {
        case .library(let library):
            let command: LoadedCommand = try LessonLibrary.load(library, entry, of: "lesson class")
            loaded = command.type
        case .problems(let problems):
            throw CommandError(.badData, problems.prefix(3).map { $0.text(in: Self.folder) }.joined(separator: "\n"))
        }
    }

    private static func source(in project: ProjectFolder) -> URL? {
        let folder = project.url.appending(path: folder)
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }

    private static func module(in folder: URL) throws -> SourceModule {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".swift") && !$0.split(separator: "/").contains { $0.hasPrefix(".") }
        }
        let files = try names.map { (name: $0, text: Array(try Data(contentsOf: folder.appending(path: $0)))) }
        let handOver = """
            import CommandSupport

            @_cdecl("\(entry)") public func entry() -> UnsafeMutableRawPointer {
                Unmanaged.passRetained(LoadedCommand(ClassCommand.self)).toOpaque()
            }

            """
        return SourceModule(
            name: "class", module: "Classroom", files: files + [("Entry-of-the-commands.swift", Array(handOver.utf8))],
            in: folder)
    }

    private struct Placeholder: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "class", abstract: LoadedCommand.classAbstract)
    }
}
