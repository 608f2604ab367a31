import Foundation

/// Tells editors how the exercises are compiled: they belong to no target of the package, because one that does not
/// compile would stop all of it.
///
/// SourceKit-LSP looks for a file `compile_commands.json` beside or above a source file that its package does not know.
/// The paths in it are this machine's, so git ignores it, and every check keeps it up to date.
public struct CompileCommands: Encodable {
    let directory: String
    let file: String
    let arguments: [String]

    /// Writes the file where it is missing or out of date. A folder that cannot be written to keeps none.
    public static func write(for course: Course) {
        guard let kit = try? Toolchain() else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let exercises = course.url.appending(path: Answers.exercises.folder)
        let place = exercises.appending(path: "compile_commands.json")
        guard let text = try? encoder.encode(notes(exercises, kit)),
            text != FileManager.default.contents(atPath: place.path)
        else { return }
        try? text.write(to: place, options: .atomic)
    }

    private static func notes(_ exercises: URL, _ kit: Toolchain) -> [CompileCommands] {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: exercises.path)) ?? []
        return folders.sorted().flatMap { name in
            let folder = exercises.appending(path: name)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            let files = names.filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") }.sorted()
                .map { folder.appending(path: $0).path }
            // Whoever edits one file of a lesson is shown what the others declare.
            let arguments = [kit.compiler] + kit.arguments(module: "answers") + files
            return files.map { CompileCommands(directory: folder.path, file: $0, arguments: arguments) }
        }
    }
}
