import Foundation
import Grading
import Testing

@testable import lesson

@Suite struct NewLessonTests {
    /// The parts of the course that a new lesson touches, in a folder of their own.
    private func withCourse(_ body: (ProjectFolder) throws -> Void) async throws {
        let course = try ProjectFolder().url
        try await withTemporaryFolder { folder in
            for path in ["Package.swift", "Lessons", "Exercises", "Solutions", "Sources/Checks", "README.md"] {
                let copy = folder.appending(path: path)
                try FileManager.default.createDirectory(
                    at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
                try FileManager.default.copyItem(at: course.appending(path: path), to: copy)
            }
            try body(ProjectFolder(folder))
        }
    }

    @Test func `a lesson is written with exercise, solution and check, and listed in order`() async throws {
        try await withCourse { project in
            let name = try LessonName(number: 98, title: "Long short-term memory")
            let files = NewFiles(in: project)
            try files.write(files.changes(for: name))
            let folder = "98-long-short-term-memory"
            for path in [
                "Lessons/\(folder)/LongShortTermMemory.swift", "Exercises/\(folder)/98.1-MeanSquare.swift",
                "Solutions/\(folder)/98.1-MeanSquare.swift", "Sources/Checks/\(folder)/98.1-MeanSquare.swift",
            ] {
                let text = try project.text(path)
                #expect(text.hasSuffix("}\n") || text.contains("\n// Why: "), "\(path)")
            }
            #expect(try project.text("Package.swift").contains("\"\(folder)\",\n]"))
            #expect(try project.text("README.md").contains("\n| 98 Long short-term memory | AUTHOR: "))
            let lesson = try #require(Catalogue.lessons(in: project).last)
            #expect(lesson.title == "Long short-term memory")
            #expect(lesson.minutes == 45)
            #expect(lesson.function == "lesson98")
            #expect(throws: CommandError.self) { try files.changes(for: name) }
        }
    }

    @Test func `an exercise is three files in a lesson that is there`() async throws {
        try await withCourse { project in
            let files = NewFiles(in: project)
            let changes = try files.changes(forExercise: "4.28", name: "hinge")
            try files.write(changes)
            #expect(
                changes.map(\.path)
                    == ["Exercises", "Solutions", "Sources/Checks"].map {
                        "\($0)/04-perceptron/4.28-Hinge.swift"
                    })
            let check = try project.text("Sources/Checks/04-perceptron/4.28-Hinge.swift")
            #expect(Exercise(readingCheck: check)?.name == "hinge")
            #expect(throws: CommandError.self) { try files.changes(forExercise: "4.28", name: "other") }
            #expect(throws: CommandError.self) { try files.changes(forExercise: "77.1", name: "other") }
            #expect(throws: CommandError.self) { try files.changes(forExercise: "4.x", name: "other") }
            #expect(throws: CommandError.self) { try files.changes(forExercise: "4.29", name: "two words") }
        }
    }

    @Test func `a stub is its solution without the answer`() throws {
        let template = LessonTemplate(try LessonName(number: 98, title: "Attention"))
        let text = { (folder: String) in
            template.files.first { $0.path.hasPrefix(folder) && $0.path.contains("98.1") }?.text ?? ""
        }
        let stub = text("Exercises").components(separatedBy: "    throw notAttempted()")[0]
        #expect(stub.count > 200)
        #expect(text("Solutions").hasPrefix(stub))
    }

    @Test func `lists stay in the order of the numbers`() throws {
        let name = try LessonName(number: 5, title: "Between")
        let package = "let lessons = [\n    \"04-a\", \"06-b\",\n]\n"
        #expect(
            PackageList.adding(name, to: package) == "let lessons = [\n    \"04-a\", \"05-between\", \"06-b\",\n]\n")
        let table = try #require(LessonTable.adding(name, to: "a\n| 04 A | a |\n| 06 B | b |\n\nb"))
        #expect(table.hasPrefix("a\n| 04 A | a |\n| 05 Between | AUTHOR"))
        let last = try LessonName(number: 7, title: "After")
        #expect(LessonTable.adding(last, to: "a\n| 04 A | a |\n\nb")?.hasSuffix(" |\n\nb") == true)
        #expect(PackageList.adding(name, to: "no list") == nil)
        #expect(LessonTable.adding(name, to: "no table") == nil)
    }

    @Test func `a number that is taken is refused, and nothing is written`() async throws {
        try await withCourse { project in
            let before = try content(of: project.url)
            let files = NewFiles(in: project)
            let again = try LessonName(number: 4, title: "Again")
            let error = #expect(throws: CommandError.self) { try files.changes(for: again) }
            #expect(error?.status == .wrongArguments)
            #expect(error?.message == "lesson 04 exists: Lessons/04-perceptron")
            #expect(try content(of: project.url) == before)
        }
    }

    @Test func `when one file cannot be written, none is`() async throws {
        try await withCourse { project in
            let before = try content(of: project.url)
            let package = try project.text("Package.swift")
            let files = NewFiles(in: project)
            let name = try LessonName(number: 98, title: "Attention")
            // A file stands where the last change needs a folder.
            let impossible = NewFiles.Change(path: "README.md/below", before: nil, after: "")
            #expect(throws: CommandError.self) { try files.write(files.changes(for: name) + [impossible]) }
            #expect(try content(of: project.url) == before)
            #expect(try project.text("Package.swift") == package)
        }
    }

    @Test func `what is there already is not written over, nor a list that was saved meanwhile`() async throws {
        try await withCourse { project in
            let files = NewFiles(in: project)
            let changes = try files.changes(for: try LessonName(number: 98, title: "Attention"))
            let before = try content(of: project.url)
            // Somebody makes a file of the same name, or saves a list, between the look and the writing.
            let mine = project.url.appending(path: changes[0].path)
            try FileManager.default.createDirectory(
                at: mine.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("mine".utf8).write(to: mine)
            #expect(throws: CommandError.self) { try files.write(changes) }
            #expect(try String(contentsOf: mine, encoding: .utf8) == "mine")
            try FileManager.default.removeItem(at: mine.deletingLastPathComponent())
            let list = project.url.appending(path: "README.md")
            let text = try Data(contentsOf: list)
            try Data("saved meanwhile".utf8).write(to: list)
            let error = #expect(throws: CommandError.self) { try files.write(changes) }
            #expect(error?.message == "README.md was changed meanwhile; nothing was written")
            #expect(try String(contentsOf: list, encoding: .utf8) == "saved meanwhile")
            #expect(try content(of: project.url) == before)
            try text.write(to: list)
            // A folder of the course that is a link leads out of it.
            let solutions = project.url.appending(path: "Solutions")
            let elsewhere = project.url.appending(path: "elsewhere")
            try FileManager.default.moveItem(at: solutions, to: elsewhere)
            try FileManager.default.createSymbolicLink(at: solutions, withDestinationURL: elsewhere)
            let inside = try content(of: elsewhere)
            let linked = #expect(throws: CommandError.self) {
                try files.write(files.changes(for: try LessonName(number: 98, title: "Attention")))
            }
            #expect(linked?.message == "\(solutions.path) is a link; nothing was written")
            #expect(try content(of: elsewhere) == inside)
        }
    }

    @Test(arguments: [
        (0, "Nothing", "a lesson's number is from 1 to 99, but got 0"),
        (100, "Much", "a lesson's number is from 1 to 99, but got 100"),
        (98, "  ", "a title has words, but got “”"), (98, "∂ / ∂", "a title has words, but got “∂ / ∂”"),
        (98, "a \"b\"", "a title is one line without \" \\ #, but got “a \"b\"”"),
    ])
    func `a number or a title that cannot be one is refused`(number: Int, title: String, message: String) {
        let error = #expect(throws: CommandError.self) { try LessonName(number: number, title: title) }
        #expect(error?.message == message)
    }

    @Test func `names follow from the title`() throws {
        let name = try LessonName(number: 9, title: "Überanpassung: 3 Wege, β")
        #expect(name.folder == "09-uberanpassung-3-wege-b")
        #expect(name.file == "Uberanpassung3WegeB")
        #expect(name.exercise == "9.1")
        #expect(try LessonName(number: 9, title: "3-D").file == "Lesson09")
    }

    @Test func `no lesson waits for its author`() throws {
        let course = try ProjectFolder().url
        for folder in ["Lessons", "Exercises", "Solutions", "Sources/Checks"] {
            let parent = course.appending(path: folder)
            for file in try FileManager.default.subpathsOfDirectory(atPath: parent.path)
            where file.hasSuffix(".swift") {
                let text = try String(contentsOf: parent.appending(path: file), encoding: .utf8)
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                let left = lines.indices.filter { lines[$0].contains("AUTHOR:") }.map { $0 + 1 }
                #expect(left.isEmpty, "\(folder)/\(file): still to be written")
            }
        }
    }
}
