import Foundation
import Synchronization

/// Where the answers are that one works on, and where the kit's own half of the course is: solutions and checks.
///
/// For most people both are the folder they cloned. An instructor may stand in a student's folder, which has `Exercises`
/// and no more.
public struct Course: Sendable, Hashable {
    /// The folder that holds `Exercises`.
    public let url: URL
    /// The folder that holds `Solutions` and `Sources/Checks`, or in a kit for students `Release`.
    public let kit: URL

    public init(_ url: URL, kit: URL? = nil) {
        self.url = url.standardizedFileURL
        self.kit = (kit ?? url).standardizedFileURL
    }

    /// The course that one stands in; else the one whose build folder holds the running program.
    public static func current() throws -> Course {
        let build = kit(above: URL(fileURLWithPath: Toolchain.folder))
        guard let working = workingFolder else {
            throw GradingError(
                "the folder that you stand in is not there any more", hint: "cd to the folder you cloned")
        }
        if let kit = kit(above: working) {
            // A student's folder inside of the course is nearer than the course.
            guard let near = above(working, holding: ["Exercises"]), near != kit else { return Course(kit) }
            return Course(near, kit: build ?? kit)
        }
        guard let build else {
            throw GradingError(
                "the course's folder, with Exercises, Solutions and Sources/Checks in it, was not found",
                hint: "go to the folder you cloned; a kit without solutions is made by swift run lesson class release")
        }
        return Course(above(working, holding: ["Exercises"]) ?? build, kit: build)
    }

    /// The same for a learner's own answers. Throws where one stands beside answers that would not be looked at: another's
    /// verdict would be taken for theirs.
    public static func ofLearner() throws -> Course {
        let course = try current()
        if let working = workingFolder, let answers = strayAnswers(in: working, beside: course) {
            throw GradingError(
                "the answers in \(answers.path) lie in no folder Exercises; those in \(course.url.path) would be judged",
                hint: "put them into Exercises/04-perceptron and so on, and go to the folder that holds Exercises")
        }
        return course
    }

    /// A folder of answers where one stands that is not below the course's `Exercises`.
    static func strayAnswers(in working: URL, beside course: Course) -> URL? {
        let working = working.standardizedFileURL.resolvingSymlinksInPath()
        for folder in ["Exercises", "Solutions", "Sources", "Lessons", "Tests"] {
            for root in [course.url, course.kit] {
                let own = root.resolvingSymlinksInPath().appending(path: folder).path
                if working.path == own || working.path.hasPrefix(own + "/") { return nil }
            }
        }
        func holdsAnswers(_ folder: URL) -> Bool {
            names(in: folder).contains { $0.hasSuffix(".swift") && exercise(ofFile: $0) != nil }
        }
        if holdsAnswers(working) { return working }
        return names(in: working).first { name in
            let folder = working.appending(path: name)
            return name != "Exercises" && name.lowercased() == "exercises"
                || name.wholeMatch(of: /\d\d-[a-z0-9-]+/) != nil && holdsAnswers(folder)
        }.map { working.appending(path: $0) }
    }

    /// The nearest folder that is a kit: a whole one, or one for students.
    private static func kit(above start: URL) -> URL? {
        let own = [["Solutions", "Sources/Checks"], [Release.file]]
        return own.compactMap { above(start, holding: ["Package.swift", "Exercises"] + $0) }.max {
            $0.path.count < $1.path.count
        }
    }

    /// Nil where the folder was deleted meanwhile.
    private static var workingFolder: URL? {
        guard let path = getcwd(nil, 0) else { return nil }
        defer { free(path) }
        return URL(fileURLWithPath: String(cString: path))
    }

    private static func above(_ start: URL, holding parts: [String]) -> URL? {
        var folder = start.standardizedFileURL.resolvingSymlinksInPath()
        while true {
            if parts.map({ folder.appending(path: $0).path }).allSatisfy(FileManager.default.fileExists) {
                return folder
            }
            if folder.path == "/" || folder.path.isEmpty { return nil }
            folder = folder.deletingLastPathComponent()
        }
    }

    /// What belongs to the learner and to no commit: progress, and texts that were replaced.
    public var learnersFolder: URL { url.appending(path: ".nabla") }

    // MARK: The kit

    /// What the kit is, if it is one for students; nil for a whole one.
    public var release: Release? { get throws { try Release(of: kit) } }

    /// Whether the kit has neither solutions nor the sources of checks.
    public var isReleased: Bool { FileManager.default.fileExists(atPath: kit.appending(path: Release.file).path) }

    /// Checks by lesson; of a kit for students, what their headers say.
    var checks: URL { kit.appending(path: isReleased ? "\(Release.folder)/Checks" : "Sources/Checks") }

    /// How to get back what was lost of a kit for students.
    static let again = "take it from the kit's zip again"

    /// How to get back a file of the kit.
    public func wayBack(to path: String) -> String { isReleased ? Course.again : "git checkout \(path)" }

    // MARK: Exercises

    /// Every exercise: one for each file among the checks that begins with its number.
    public var exercises: [Exercise] {
        let checks = checks
        return Course.names(in: checks).flatMap { lesson in
            Course.names(in: checks.appending(path: lesson)).compactMap { name -> Exercise? in
                guard let id = Course.exercise(ofFile: name),
                    let text = try? String(contentsOf: checks.appending(path: "\(lesson)/\(name)"), encoding: .utf8),
                    let exercise = Exercise(readingCheck: text), exercise.id == id
                else { return nil }
                return exercise
            }
        }.sorted { Exercise.precedes($0.id, $1.id) }
    }

    /// The folder with the checks of a lesson.
    func checks(of lesson: String) throws -> URL {
        try Course.folder(of: lesson, in: checks)
    }

    /// The folder with a lesson's own text.
    func lesson(of lesson: String) throws -> URL {
        try Course.folder(of: lesson, in: kit.appending(path: "Lessons"))
    }

    /// "04" of "04-perceptron".
    static func number(ofFolder name: String) -> String { String(name.prefix { $0 != "-" }) }

    /// The folder of a lesson's answers, "Exercises/04-perceptron".
    public func folder(of lesson: String, _ answers: Answers = .exercises) throws -> URL {
        try Course.folder(of: lesson, in: root(answers), as: answers == .exercises ? nameOfFolder(lesson) : nil)
    }

    private func root(_ answers: Answers) -> URL {
        // Whoever asks for a solution in a kit for students gets the stub: it serves wherever its text is not the point.
        if answers == .solutions, isReleased { return kit.appending(path: "\(Release.folder)/Stubs") }
        return (answers == .exercises ? url : kit).appending(path: answers.folder)
    }

    /// The exact name of a lesson's folder, as the kit has it: a copy beside it is not meant.
    private func nameOfFolder(_ lesson: String) -> String? {
        try? Course.folder(of: lesson, in: root(.solutions)).lastPathComponent
    }

    /// The folder in `parent` whose name begins with the lesson's number, or is the one given.
    public static func folder(of lesson: String, in parent: URL, as exact: String? = nil) throws -> URL {
        let found = names(in: parent).filter { exact == nil ? $0.hasPrefix(lesson + "-") || $0 == lesson : $0 == exact }
        guard let name = found.first else {
            throw GradingError(
                "expected a folder \(exact ?? "\(lesson)-…") in \(parent.path), and there is none",
                hint: "was it renamed? git checkout \(parent.lastPathComponent), or the kit's zip, brings it back")
        }
        return parent.appending(path: name)
    }

    /// The file of an exercise, "Exercises/04-perceptron/4.2-Update.swift".
    public func file(of exercise: Exercise, _ answers: Answers = .exercises) throws -> URL {
        let folder = try folder(of: exercise.lesson, answers)
        let names = Course.names(in: folder).filter {
            $0.hasSuffix(".swift") && Course.exercise(ofFile: $0) == exercise.id
        }
        let exact = answers == .solutions ? nil : try? file(of: exercise, .solutions).lastPathComponent
        guard let name = names.first(where: { $0 == exact }) ?? names.first else {
            throw GradingError(
                "expected a file \(exact ?? "\(exercise.id)-….swift") in \(folder.path), and there is none",
                hint: "was it renamed? swift run lesson reset \(exercise.id) brings it back")
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
            throw GradingError("\(path(file)) cannot be read", hint: wayBack(to: path(file)))
        }
        return Stub(solution: text).text
    }

    /// The stubs of a lesson; an exercise without a solution has none.
    func stubs(of lesson: String) -> [LessonStub] {
        exercises.filter { $0.lesson == lesson }.compactMap { exercise in
            guard let file = try? file(of: exercise, .solutions),
                let solution = try? String(contentsOf: file, encoding: .utf8)
            else { return nil }
            return LessonStub(
                exercise: exercise.id, file: file.lastPathComponent, text: Stub(solution: solution).text,
                solution: solution)
        }
    }

    static func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }
            .sorted()
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
