import Foundation
import Nabla

/// The files of a folder of answers as they were at one moment. A verdict is about these and no others.
struct AnswerSource: Sendable {
    /// The folder's own name, "04-perceptron".
    let name: String
    /// Contents by file name, in the order of the names.
    private(set) var files: [(name: String, text: [UInt8])]

    init(reading folder: URL) throws {
        name = folder.lastPathComponent
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        // Editors keep their own files beside: ".#4.2-Update.swift", "4.2-Update.swift~".
        files = try names.filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") }.sorted().map { name in
            let path = folder.appending(path: name).path
            guard let data = FileManager.default.contents(atPath: path) else {
                throw GradingError("\(path) can not be read", hint: "look at its permissions")
            }
            return (name, Array(data))
        }
        guard files.contains(where: { $0.name == "main.swift" }) else {
            throw GradingError(
                "\(folder.path) has no main.swift, which hands the answers to the checks",
                hint: "git checkout \(folder.path)/main.swift")
        }
    }

    /// The text of a file, or of the file of an exercise.
    func text(of file: String) -> String? {
        files.first { $0.name == file }.map { String(decoding: $0.text, as: UTF8.self) }
    }

    func text(ofExercise id: String) -> String? {
        files.first { Course.exercise(ofFile: $0.name) == id }
            .map { String(decoding: $0.text, as: UTF8.self) }
    }

    /// A short mark that another text does not have.
    static func mark(of text: [UInt8]) -> String { String(SHA256.hexDigest(of: text).prefix(16)) }

    /// Puts another text in the place of a file.
    mutating func replace(_ file: String, with text: String) {
        guard let index = files.firstIndex(where: { $0.name == file }) else { return }
        files[index].text = Array(text.utf8)
    }

    /// The same for the same names, contents and `context`, and different for any others.
    func digest(_ context: [String]) -> String {
        var bytes: [UInt8] = []
        for text in context { bytes += Array("\(text.utf8.count) \(text)\n".utf8) }
        for file in files {
            bytes += Array("\(file.name.utf8.count) \(file.name) \(file.text.count)\n".utf8) + file.text
        }
        return SHA256.hexDigest(of: bytes)
    }

    func write(to folder: URL) throws {
        for file in files { try Data(file.text).write(to: folder.appending(path: file.name)) }
    }
}
