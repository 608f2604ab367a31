import Foundation
import Testing

@testable import Grading

/// What lies in a folder of answers beside the answers.
@Suite struct AnswerFolderTests {
    private static let kit = URL(fileURLWithPath: #filePath).appending(path: "../../..").standardized
    private static let small = kit.appending(path: "Tests/Misbehaving")
    private static let double = Exercise(id: "0.1", name: "double", points: 1, hints: [])

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.small.appending(path: path), encoding: .utf8)
    }
    private var stub: String { get throws { try text("Exercises/00-misbehaving/0.1-Double.swift") } }
    private var right: String { get throws { try text("Solutions/00-misbehaving/0.1-Double.swift") } }
    private let wrong = "import Nabla\nfunc double(_ x: Tensor) throws -> Tensor { x }\n"

    /// The verdict on 0.1 with these files in `Exercises`, by their paths there.
    private func verdict(_ files: [String: String]) async throws -> Verdict {
        try await inFolder { folder in
            for (path, text) in files {
                let file = folder.appending(path: "Exercises/\(path)")
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
            return try await Grader(course: Course(folder, kit: Self.small)).verdict(on: Self.double)
        }
    }

    private func inFolder<Value>(_ work: (URL) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "answers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await work(folder)
    }

    // MARK: One that calls another

    @Test(arguments: [("func update", "def update"), ("{ return (w, b) }", "{ return (w, b)")])
    func `an answer that calls one that does not compile is judged for itself`(part: String, spoilt: String)
        async throws
    {
        try await inFolder { folder in
            let (own, kit) = (folder.appending(path: "Exercises/04-perceptron"), Course(Self.kit))
            try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
            let exercises = kit.exercises.filter { ["4.2", "4.3"].contains($0.id) }
            for exercise in exercises {
                let file = try kit.file(of: exercise, .solutions)
                var text = try String(contentsOf: file, encoding: .utf8)
                if exercise.id == "4.2" { text = text.replacing(part, with: spoilt) }
                try Data(text.utf8).write(to: own.appending(path: file.lastPathComponent))
            }
            let verdicts = try await Grader(course: Course(folder, kit: Self.kit)).verdicts(on: exercises, in: own) {
                _ in 1
            }
            #expect(verdicts.map(\.state) == [.notCompiled, .passed], "\(verdicts.map(\.report))")
        }
    }

    // MARK: Copies

    @Test(arguments: ["0.1-Double copy.swift", "0.1-Double (1).swift", "0.1-Alt.swift"])
    func `a copy beside the exercise's file is left out and named`(copy: String) async throws {
        let stubs = try await verdict(["00-misbehaving/0.1-Double.swift": stub, "00-misbehaving/\(copy)": stub])
        #expect(stubs.state == .notAttempted, "\(stubs.report)")
        #expect(stubs.report.contains(copy))
        let answer = try await verdict(["00-misbehaving/0.1-Double.swift": right, "00-misbehaving/\(copy)": wrong])
        #expect(answer.state == .passed, "\(answer.report)")
        #expect(answer.report.contains(copy))
    }

    @Test(arguments: ["00-backup", "00-misbehaving-backup", "00-a"])
    func `a copy of a lesson's folder is not judged`(copy: String) async throws {
        let verdict = try await verdict([
            "00-misbehaving/0.1-Double.swift": right, "\(copy)/0.1-Double.swift": wrong,
        ])
        #expect(verdict.state == .passed, "\(verdict.report)")
    }

    @Test func `a lesson's folder that is a link is not judged`() async throws {
        let verdict = try await inFolder { folder in
            let answers = folder.appending(path: "Exercises")
            try FileManager.default.createDirectory(at: answers, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                at: answers.appending(path: "00-misbehaving"),
                withDestinationURL: Self.small.appending(path: "Solutions/00-misbehaving"))
            return try await Grader(course: Course(folder, kit: Self.small)).verdict(on: Self.double)
        }
        #expect(verdict.state != .passed && verdict.points == 0, "\(verdict.report)")
        #expect(verdict.report.contains("its folder 00-misbehaving is a link"))
    }

    // MARK: Helpers

    private let broken = "func helper() -> Int {\n    return y\n}\n"

    @Test func `a helper with an error is left out, and its error is shown`() async throws {
        let beside = try await verdict([
            "00-misbehaving/0.1-Double.swift": right, "00-misbehaving/Helpers.swift": broken,
            "00-misbehaving/Whole.swift": "func whole() -> Int { 1 }",
        ])
        #expect(beside.state == .passed, "\(beside.report)")
        #expect(beside.report.contains("Exercises/00-misbehaving/Helpers.swift:2:12: cannot find 'y' in scope"))
        #expect(!beside.report.contains("Whole.swift"))
    }

    @Test func `an answer that needs a helper with an error is told of that`() async throws {
        let using = "import Nabla\nfunc double(_ x: Tensor) throws -> Tensor { Scalar(helper()) * x }\n"
        let needed = try await verdict([
            "00-misbehaving/0.1-Double.swift": using, "00-misbehaving/Helpers.swift": broken,
        ])
        #expect(needed.state == .notCompiled)
        #expect(needed.report.contains("Helpers.swift:2:12: cannot find 'y' in scope"), "\(needed.report)")
    }

    @Test func `a whole helper is used though another has an error`() async throws {
        let using = "import Nabla\nfunc double(_ x: Tensor) throws -> Tensor { Scalar(two()) * x }\n"
        let verdict = try await verdict([
            "00-misbehaving/0.1-Double.swift": using, "00-misbehaving/Broken.swift": broken,
            "00-misbehaving/Two.swift": "func two() -> Int { 2 }",
        ])
        #expect(verdict.state == .passed, "\(verdict.report)")
    }

    @Test func `a helper that declares what the exercise does is left out, and that is said`() async throws {
        let verdict = try await verdict([
            "00-misbehaving/0.1-Double.swift": right, "00-misbehaving/Old.swift": wrong,
            "00-misbehaving/Whole.swift": "func whole() -> Int { 1 }",
        ])
        #expect(verdict.state == .passed, "\(verdict.report)")
        #expect(verdict.report.contains("Old.swift"))
        #expect(!verdict.report.contains("Whole.swift"))
    }

    // MARK: What keeps the compiler busy

    /// A type that is two to the power of 26 times as long as it looks.
    private let endless =
        "\ntypealias T0 = (Int, Int)\n"
        + (1...26).map { "typealias T\($0) = (T\($0 - 1), T\($0 - 1))\n" }.joined() + "let all: T26? = nil\n"

    /// The compiler names no file when it is stopped. All seven exercises are attempted, and six of them are innocent.
    @Test(arguments: ["4.2-Update.swift", "Helpers.swift"])
    func `a file that the compiler does not come to an end with costs itself only`(file: String) async throws {
        try await inFolder { folder in
            let answers = folder.appending(path: "Exercises/04-perceptron")
            try FileManager.default.createDirectory(
                at: answers.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: Self.kit.appending(path: "Solutions/04-perceptron"), to: answers)
            let place = answers.appending(path: file)
            let text = (try? String(contentsOf: place, encoding: .utf8)) ?? ""
            try Data((text + endless).utf8).write(to: place)
            let course = Course(folder, kit: Self.kit)
            let exercises = course.exercises.filter { $0.lesson == "04" }
            let verdicts = try await Grader(course: course).verdicts(on: exercises, in: answers) { _ in 1 }
            for verdict in verdicts where file != "4.2-Update.swift" || verdict.exercise != "4.2" {
                #expect(verdict.state == .passed, "\(verdict.report)")
            }
            let report = verdicts.map(\.report).joined(separator: "\n")
            #expect(report.contains("Exercises/04-perceptron/\(file):1:1: the compiler was stopped after"), "\(report)")
            if file == "4.2-Update.swift" { #expect(verdicts[1].state == .notCompiled) }
        }
    }

    // MARK: Imports

    @Test(arguments: [
        "import RegexBuilder", "import\tRegexBuilder", "/* for digits */ import RegexBuilder",
        "import Nabla; import RegexBuilder",
    ])
    func `an answer may import a library of Swift's that the kit does not use`(line: String) async throws {
        let answer = """
            \(line)
            import Nabla

            func double(_ x: Tensor) throws -> Tensor {
                let digits = OneOrMore(CharacterClass.digit)
                return "22".wholeMatch(of: digits) == nil ? x : 2 * x
            }

            """
        let verdict = try await verdict(["00-misbehaving/0.1-Double.swift": answer])
        #expect(verdict.state == .passed, "\(verdict.report)")
    }

    @Test(arguments: [
        ("import Nabla\nimport Foundation\n", true), ("import struct Foundation.URL\n", true), ("let x = 1\n", true),
        ("import RegexBuilder\n", false), ("import\tDispatch\n", false), ("/**/import/**/Dispatch\n", false),
        ("import Nabla; import Observation\n", false), ("@preconcurrency import `Dispatch`\n", false),
    ])
    func `only what imports nothing else is linked the quick way`(text: String, isPlain: Bool) {
        let module = SourceModule(name: "a", module: "answers", files: [("a.swift", Array(text.utf8))])
        #expect(module.isPlain == isPlain)
    }

    // MARK: A neighbour that cannot be read

    @Test(arguments: ["folder", "link"])
    func `a neighbour that cannot be read costs itself only`(kind: String) async throws {
        try await inFolder { folder in
            let course = Course(folder, kit: Self.kit)
            let answers = folder.appending(path: "Exercises/04-perceptron")
            let solutions = Self.kit.appending(path: "Solutions/04-perceptron")
            try FileManager.default.createDirectory(at: answers, withIntermediateDirectories: true)
            for name in Course.names(in: solutions) where !name.hasPrefix("4.3") {
                try FileManager.default.copyItem(
                    at: solutions.appending(path: name), to: answers.appending(path: name))
            }
            let neighbour = answers.appending(path: "4.3-Train.swift")
            if kind == "folder" {
                try FileManager.default.createDirectory(at: neighbour, withIntermediateDirectories: false)
            } else {
                try FileManager.default.createSymbolicLink(atPath: neighbour.path, withDestinationPath: "/dev/null")
            }
            let exercises = course.exercises.filter { ["4.1", "4.3"].contains($0.id) }
            let verdicts = try await Grader(course: course).verdicts(on: exercises, in: answers) { _ in 1 }
            try #require(verdicts.map(\.exercise) == ["4.1", "4.3"])
            #expect(verdicts[0].state == .passed, "\(verdicts[0].report)")
            #expect(verdicts[1].state == .notCompiled)
            #expect(verdicts[1].report.contains("4.3-Train.swift: is a \(kind)"), "\(verdicts[1].report)")
        }
    }
}
