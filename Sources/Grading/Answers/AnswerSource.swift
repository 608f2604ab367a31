import Exercises
import Foundation
import Nabla

/// The files of a folder of answers as they were at one moment. A verdict is about these and no others.
struct AnswerSource: Sendable {
    /// The folder's own name, "04-perceptron".
    let name: String
    /// Contents by file name, in the order of the names: one file for each exercise, and the learner's own helpers.
    private(set) var files: [(name: String, text: [UInt8])] = []
    /// What is not read, and why, by exercise where it stands in the place of one.
    private(set) var refused: [String: String] = [:]
    /// What is left out: copies beside an exercise's own file, and names that no file of an answer has.
    private(set) var leftOut: [String] = []
    /// What the answers may import of the kit.
    static let imports = [
        "Autodiff", "Datasets", "Exercises", "Nabla", "NeuralNetworks", "Plotting", "SampleData", "Tensors", "Text",
        "WeightFiles",
    ]

    /// Longer files than this are nobody's answer.
    private static let limit = 1 << 20

    /// - Parameter expected: the names of the exercises' own files by their numbers, where the kit knows them.
    init(reading folder: URL, expecting expected: [String: String] = [:]) throws {
        name = folder.lastPathComponent
        // Editors keep their own files beside: ".#4.2-Update.swift", "4.2-Update.swift~".
        let names = Course.names(in: folder).filter { $0.hasSuffix(".swift") && $0 != "main.swift" }
        if Self.isLink(folder.path) {
            // What lies there is somebody else's: none of it is read.
            for (id, name) in expected {
                refused[id] =
                    "\(name): its folder \(folder.lastPathComponent) is a link; answers lie in a folder of their own"
            }
            return
        }
        let helpers = AnswerSource.helpers(in: names)
        for name in names {
            let id = Course.exercise(ofFile: name)
            let isCopy = id.flatMap { expected[$0] }.map { $0 != name && names.contains($0) } ?? false
            guard !isCopy, id != nil || helpers.contains(name) else {
                leftOut.append(name)
                continue
            }
            switch AnswerSource.content(of: folder.appending(path: name).path) {
            case .success(let text): files.append((name, text))
            case .failure(let reason): refused[id ?? name] = "\(name): \(reason.text)"
            }
        }
    }

    /// - Parameter stubs: those of the exercises that the kit knows.
    init(reading folder: URL, beside stubs: [LessonStub]) throws {
        try self.init(
            reading: folder, expecting: Dictionary(stubs.map { ($0.exercise, $0.file) }) { first, _ in first })
    }

    /// Answers by their exercises, from wherever they came. Where one is missing, its stub stands in its place.
    init(name: String, texts: [String: [UInt8]], stubs: [LessonStub]) {
        self.name = name
        files = stubs.compactMap { stub in texts[stub.exercise].map { (stub.file, $0) } }
        // One file may hold the functions of several exercises.
        let written = files.flatMap { signatures(in: $0.name) }
        for stub in stubs where texts[stub.exercise] == nil && !stub.signatures.contains(where: written.contains) {
            files.append((stub.file, Array(stub.text.utf8)))
        }
        files.sort { $0.name < $1.name }
    }

    /// Of the names in a folder those of a learner's own files, which belong to no exercise.
    static func helpers(in names: [String]) -> [String] {
        names.filter { name in
            name.hasSuffix(".swift") && name != "main.swift" && Course.exercise(ofFile: name) == nil
                && name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_+. -]*/) != nil
        }
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    struct Reason: Error { let text: String }

    /// Reads a plain file. Anything else, a link or a device, is no answer: what it leads to is somebody else's.
    static func content(of path: String) -> Result<[UInt8], Reason> {
        var status = stat()
        guard lstat(path, &status) == 0 else { return .failure(Reason(text: "cannot be looked at")) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFLNK: return .failure(Reason(text: "is a link; an answer is a file of its own"))
        case S_IFDIR: return .failure(Reason(text: "is a folder, where a file is expected"))
        default: return .failure(Reason(text: "is not an ordinary file"))
        }
        guard status.st_size <= limit else {
            return .failure(Reason(text: "is longer than a megabyte; is it the right file?"))
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            return .failure(Reason(text: "cannot be read; look at its permissions"))
        }
        return .success(Array(data))
    }

    /// The module that is compiled: these files, the kit's adapters, and the table of what the judge may call.
    func module(_ adapters: Adapters) -> SourceModule {
        SourceModule(
            name: name, module: "answers", files: files + adapters.files + [(Adapters.main, adapters.table)],
            entry: AnswerHost.entry, imports: AnswerSource.imports)
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
    func digest(ofExercise id: String) -> String? {
        files.first { Course.exercise(ofFile: $0.name) == id }.map { Self.digest(of: $0.text) }
    }

    /// A short digest that another text does not have.
    static func digest(of text: [UInt8]) -> String { String(SHA256.hexDigest(of: text).prefix(16)) }

    /// Puts another text in the place of an exercise's files, under their own name or the one given here.
    mutating func replace(exercise id: String, with text: String, in file: String) {
        let own = self.file(ofExercise: id) ?? file
        files.removeAll { Course.exercise(ofFile: $0.name) == id }
        files.append((own, Array(text.utf8)))
        files.sort { $0.name < $1.name }
    }

    /// Files that belong to no exercise: a learner's own.
    var extraFiles: [String] { files.map(\.name).filter { Course.exercise(ofFile: $0) == nil } }

    mutating func remove(_ names: [String]) { files.removeAll { names.contains($0.name) } }
}
