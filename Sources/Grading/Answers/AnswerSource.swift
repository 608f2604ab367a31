import Foundation
import Nabla

/// The files of a folder of answers as they were at one moment. A verdict is about these and no others.
struct AnswerSource: Sendable {
    /// The folder's own name, "04-perceptron".
    let name: String
    /// Contents by file name, in the order of the names.
    private(set) var files: [(name: String, text: [UInt8])]

    /// Hands the answers to the checks. It is the kit's own, and no learner's.
    static let main = "main.swift"

    /// - Parameter kits: the kit's own folder of that lesson, whose main file is taken instead of the one in `folder`.
    init(reading folder: URL, main kits: URL? = nil) throws {
        name = folder.lastPathComponent
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        // Editors keep their own files beside: ".#4.2-Update.swift", "4.2-Update.swift~".
        files = try names.filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") && $0 != Self.main }.map {
            name in
            let path = folder.appending(path: name).path
            guard let data = FileManager.default.contents(atPath: path) else {
                throw GradingError("\(path) can not be read", hint: "look at its permissions")
            }
            return (name, Array(data))
        }
        guard
            let main = FileManager.default.contents(atPath: (kits ?? folder).appending(path: Self.main).path)
        else {
            throw GradingError(
                "\((kits ?? folder).path) has no main.swift, which hands the answers to the checks",
                hint: "git checkout \((kits ?? folder).path)/main.swift")
        }
        files.append((Self.main, Array(main)))
        files.sort { $0.name < $1.name }
    }

    /// The text of a file, or of the first file of an exercise, with a newline at the end of each line.
    func text(of file: String) -> String? { files.first { $0.name == file }.map { Self.text($0.text) } }

    func text(ofExercise id: String) -> String? { file(ofExercise: id).flatMap { text(of: $0) } }

    /// The name of the first file of an exercise.
    func file(ofExercise id: String) -> String? {
        files.first { Course.exercise(ofFile: $0.name) == id }?.name
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    }

    /// The functions that a file, or all files of an exercise, declare and that may throw.
    func signatures(in file: String) -> [String] {
        FunctionText.throwing(in: text(of: file) ?? "").map(\.signature)
    }

    func signatures(inExercise id: String) -> [String] {
        files.filter { Course.exercise(ofFile: $0.name) == id }.flatMap { signatures(in: $0.name) }
    }

    /// Stands for the text of an exercise as it lies on the disk.
    func mark(ofExercise id: String) -> String? {
        files.first { Course.exercise(ofFile: $0.name) == id }.map { Self.mark(of: $0.text) }
    }

    /// A short mark that another text does not have.
    static func mark(of text: [UInt8]) -> String { String(SHA256.hexDigest(of: text).prefix(16)) }

    /// Puts another text in the place of an exercise's files, under their own name or the one given here.
    mutating func replace(exercise id: String, with text: String, in file: String) {
        let own = self.file(ofExercise: id) ?? file
        files.removeAll { Course.exercise(ofFile: $0.name) == id }
        files.append((own, Array(text.utf8)))
        files.sort { $0.name < $1.name }
    }

    /// Files that belong to no exercise: a learner's own.
    var extraFiles: [String] {
        files.map(\.name).filter { $0 != Self.main && Course.exercise(ofFile: $0) == nil }
    }

    mutating func removeExtraFiles() {
        let extra = extraFiles
        files.removeAll { extra.contains($0.name) }
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
