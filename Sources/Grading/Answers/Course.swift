import Foundation

/// The folder of the course, and where in it the exercises, their solutions and the learner's own things are.
public struct Course: Sendable, Hashable {
    public let url: URL

    public init(_ url: URL) { self.url = url.standardizedFileURL }

    /// The course that one stands in; else the one whose build folder holds the running program.
    public static func current() throws -> Course {
        let working = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        let build = URL(fileURLWithPath: BuiltKit.folder)
        guard let url = above(working) ?? above(build) else {
            throw GradingError(
                "the course's folder, with Exercises and Solutions in it, was not found",
                hint: "go to the folder you cloned")
        }
        return Course(url)
    }

    private static func above(_ start: URL) -> URL? {
        var folder = start.standardizedFileURL.resolvingSymlinksInPath()
        while true {
            let parts = ["Package.swift", "Exercises", "Solutions"].map { folder.appending(path: $0).path }
            if parts.allSatisfy(FileManager.default.fileExists) { return folder }
            if folder.path == "/" { return nil }
            folder = folder.deletingLastPathComponent()
        }
    }

    /// What belongs to the learner and to no commit: progress, and texts that were replaced.
    public var learnersFolder: URL { url.appending(path: ".nabla") }

    /// The folder of a lesson's answers, "Exercises/04-perceptron".
    public func folder(of lesson: String, _ answers: Answers = .exercises) throws -> URL {
        try Course.folder(of: lesson, in: url.appending(path: answers.folder))
    }

    /// The folder in `parent` whose name begins with the lesson's number.
    public static func folder(of lesson: String, in parent: URL) throws -> URL {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        guard let name = names.sorted().first(where: { $0.hasPrefix(lesson + "-") || $0 == lesson }) else {
            throw GradingError(
                "expected a folder \(lesson)-… in \(parent.path), and there is none",
                hint: "was it renamed? git checkout \(parent.lastPathComponent) brings it back")
        }
        return parent.appending(path: name)
    }

    /// The file of an exercise, "Exercises/04-perceptron/4.2-Update.swift".
    public func file(of exercise: Exercise, _ answers: Answers = .exercises) throws -> URL {
        let folder = try folder(of: exercise.lesson, answers)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let name = names.sorted().first {
            $0.hasSuffix(".swift") && Course.exercise(ofFile: $0) == exercise.id
        }
        guard let name else {
            throw GradingError(
                "expected a file \(exercise.id)-….swift in \(folder.path), and there is none",
                hint: "was it renamed? git status shows it")
        }
        return folder.appending(path: name)
    }

    /// The exercise that a file belongs to: "4.2" for "4.2-Update.swift", nil for "main.swift".
    static func exercise(ofFile name: String) -> String? {
        let id = name.prefix { $0.isNumber || $0 == "." }
        return id.contains(".") && name.dropFirst(id.count).first == "-" ? String(id) : nil
    }

    /// The stub of an exercise, made from its solution: so the two cannot drift apart.
    public func stub(of exercise: Exercise) throws -> String {
        let file = try file(of: exercise, .solutions)
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw GradingError("\(path(file)) can not be read", hint: "git checkout \(path(file))")
        }
        return Stub(solution: text).text
    }

    /// The stubs of a lesson; an exercise without a solution has none.
    func stubs(of lesson: String) -> [LessonStub] {
        Exercise.all.filter { $0.lesson == lesson }.compactMap { exercise in
            guard let file = try? file(of: exercise, .solutions), let text = try? stub(of: exercise) else {
                return nil
            }
            return LessonStub(exercise: exercise.id, file: file.lastPathComponent, text: text)
        }
    }

    /// A file's path from the course's folder, as messages name it.
    public func path(_ file: URL) -> String {
        let (root, path) = (url.path + "/", file.standardizedFileURL.path)
        return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
    }
}

/// Whose answers: the learner's or the kit's own.
public enum Answers: String, Sendable, CaseIterable {
    case exercises, solutions

    /// The folder of the course that holds them.
    public var folder: String { rawValue.capitalized }
}
