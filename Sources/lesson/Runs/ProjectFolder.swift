import Foundation

/// The folder of the course: the one that holds `Package.swift` and `Lessons`.
struct ProjectFolder {
    let url: URL

    init(_ url: URL) {
        self.url = url
    }

    /// Looks upwards from the program, which lies in the `.build` of its own project, then from the working folder.
    init() throws {
        let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        let working = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        guard let url = ProjectFolder.above(program) ?? ProjectFolder.above(working) else {
            throw CommandError(
                .notReachable, "the course's folder, with Package.swift and Lessons in it, was not found",
                hint: "go to the folder you cloned, then: swift run lesson")
        }
        self.url = url
    }

    var output: URL { url.appending(path: "Output") }

    /// The source of a lesson as messages name it: "Lessons/04-perceptron/Perceptron.swift".
    static func sourcePath(_ file: String) -> String { "Lessons/" + file }

    /// Reads a file of the project, named by its path from the project's folder.
    func text(_ path: String) throws -> String {
        do {
            return try String(contentsOf: url.appending(path: path), encoding: .utf8)
        } catch {
            throw CommandError(.badData, "\(path) can not be read", hint: "git checkout \(path)")
        }
    }

    private static func above(_ start: URL) -> URL? {
        var folder = start.standardizedFileURL.resolvingSymlinksInPath()
        while folder.path != "/" {
            let parts = ["Package.swift", "Lessons"]
            if parts.allSatisfy({ FileManager.default.fileExists(atPath: folder.appending(path: $0).path) }) {
                return folder
            }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }
}
