import Foundation
import Grading
import Text

/// The folder of the course: the one that holds `Package.swift` and `Lessons`.
struct ProjectFolder {
    let url: URL

    init(_ url: URL) {
        self.url = url
    }

    /// The folder of the course that one stands in; see `Course`.
    init() throws { url = try Course.here().kit }

    /// Where pages go: those in another language than English into a folder of their own.
    var output: URL {
        let output = url.appending(path: "Output")
        return Words.current.language == "en" ? output : output.appending(path: Words.current.language)
    }

    /// The source of a lesson as messages name it: "Lessons/04-perceptron/Perceptron.swift".
    static func sourcePath(_ file: String) -> String { "Lessons/" + file }

    /// Reads a file of the project, named by its path from the project's folder.
    func text(_ path: String) throws -> String {
        do {
            return try String(contentsOf: url.appending(path: path), encoding: .utf8)
        } catch {
            throw CommandError(.badData, "\(path) cannot be read", hint: "git checkout \(path)")
        }
    }
}
