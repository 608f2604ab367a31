import Foundation
import Testing

@testable import lesson

@Suite struct NewLessonTests {
    /// The parts of the course that a new lesson touches, in a folder of their own.
    private func withCourse(_ body: (ProjectFolder) throws -> Void) async throws {
        let course = try ProjectFolder().url
        try await withTemporaryFolder { folder in
            for path in ["Lessons", "Exercises", "Solutions", "Sources/Grading", "README.md"] {
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
            let lesson = NewLesson(name, in: project)
            try lesson.write(lesson.changes())
            let folder = "98-long-short-term-memory"
            for path in [
                "Lessons/\(folder)/LongShortTermMemory.swift", "Exercises/\(folder)/98.1-MeanSquare.swift",
                "Exercises/\(folder)/main.swift", "Solutions/\(folder)/98.1-MeanSquare.swift",
                "Solutions/\(folder)/main.swift", "Sources/Grading/Checks/Lesson98.swift",
                "Sources/Grading/Checks/Lesson98+MeanSquare.swift",
            ] {
                let text = try project.text(path)
                #expect(
                    text.hasSuffix("}\n") || text.hasSuffix(".main()\n") || text.contains("\n// Why: "),
                    "\(path)")
            }
            #expect(
                try project.text("Lessons/Catalogue.swift").contains(
                    "\"\(folder)/LongShortTermMemory.swift\", title: \"Long short-term memory\", minutes: 45"
                ))
            #expect(try project.text("Sources/Grading/Exercise.swift").contains(" Lesson98.self,\n    ]"))
            #expect(try project.text("README.md").contains("\n| 98 Long short-term memory | AUTHOR: "))
            #expect(throws: CommandError.self) { try lesson.changes() }
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
        let catalogue =
            "x {\n    [\n        Lesson(\"04-a/A.swift\", t),\n        Lesson(\n            \"06-b/B.swift\", t),\n    ]\n}\n"
        let listed = try #require(CatalogueList.adding(name, to: catalogue))
        #expect(
            listed.contains(
                "A.swift\", t),\n        Lesson(\"05-between/Between.swift\", title: \"Between\", minutes: 45, "
                    + "run: lesson05),\n        Lesson(\n            \"06-b"))
        let table = try #require(LessonTable.adding(name, to: "a\n| 04 A | a |\n| 06 B | b |\n\nb"))
        #expect(table.hasPrefix("a\n| 04 A | a |\n| 05 Between | AUTHOR"))
        let last = try LessonName(number: 7, title: "After")
        #expect(LessonTable.adding(last, to: "a\n| 04 A | a |\n\nb")?.hasSuffix(" |\n\nb") == true)
        #expect(CatalogueList.adding(last, to: catalogue)?.hasSuffix("run: lesson07),\n    ]\n}\n") == true)
        let types =
            "public var checkedLessons: [any CheckedLesson.Type] {\n    [Lesson04.self, Lesson06.self]\n}\n"
        #expect(
            CheckedLessonsList.adding(name, to: types)?.hasSuffix(
                "{\n    [\n        Lesson04.self, Lesson05.self, Lesson06.self,\n    ]\n}\n") == true)
        #expect(CatalogueList.adding(name, to: "no list") == nil)
        #expect(LessonTable.adding(name, to: "no table") == nil)
        #expect(CheckedLessonsList.adding(name, to: "no list") == nil)
    }

    @Test func `a number that is taken is refused, and nothing is written`() async throws {
        try await withCourse { project in
            let before = try content(of: project.url)
            let lesson = NewLesson(try LessonName(number: 4, title: "Again"), in: project)
            let error = #expect(throws: CommandError.self) { try lesson.changes() }
            #expect(error?.status == .wrongArguments)
            #expect(error?.message == "lesson 04 exists: Lessons/04-perceptron")
            #expect(try content(of: project.url) == before)
        }
    }

    @Test func `when one file cannot be written, none is`() async throws {
        try await withCourse { project in
            let before = try content(of: project.url)
            let catalogue = try project.text("Lessons/Catalogue.swift")
            let lesson = NewLesson(try LessonName(number: 98, title: "Attention"), in: project)
            // A file stands where the last change needs a folder.
            let impossible = NewLesson.Change(path: "README.md/below", before: nil, after: "")
            #expect(throws: CommandError.self) { try lesson.write(lesson.changes() + [impossible]) }
            #expect(try content(of: project.url) == before)
            #expect(try project.text("Lessons/Catalogue.swift") == catalogue)
        }
    }

    @Test func `what is there already is not written over, nor a list that was saved meanwhile`() async throws
    {
        try await withCourse { project in
            let lesson = NewLesson(try LessonName(number: 98, title: "Attention"), in: project)
            let changes = try lesson.changes()
            let before = try content(of: project.url)
            // Somebody makes a file of the same name, or saves a list, between the look and the writing.
            let mine = project.url.appending(path: changes[0].path)
            try FileManager.default.createDirectory(
                at: mine.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("mine".utf8).write(to: mine)
            #expect(throws: CommandError.self) { try lesson.write(changes) }
            #expect(try String(contentsOf: mine, encoding: .utf8) == "mine")
            try FileManager.default.removeItem(at: mine.deletingLastPathComponent())
            let list = project.url.appending(path: "README.md")
            let text = try Data(contentsOf: list)
            try Data("saved meanwhile".utf8).write(to: list)
            let error = #expect(throws: CommandError.self) { try lesson.write(changes) }
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
            let linked = #expect(throws: CommandError.self) { try lesson.write(lesson.changes()) }
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
        for folder in ["Lessons", "Exercises", "Solutions", "Sources/Grading"] {
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
