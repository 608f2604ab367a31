import Foundation
import Grading
import Testing

@testable import lesson

@Suite struct CourseOrderTests {
    /// A course of two lessons; the second one teaches the gate, λ and `ramp`.
    private static let files = [
        "Lessons/01-a/A.swift": "public func a() throws {\n    //: # 01 · A\n    //: Text.\n    print(flat(1))\n}\n",
        "Lessons/01-a/Figures.swift": "func draw() { label(\"a bar\") }  // a gate\n",
        "Lessons/02-b/B.swift":
            "public func b() throws {\n    //: # 02 · B\n    //: ## Words\n    //: - **gate**: a tap.\n    ramp(1)\n}\n",
        "Lessons/Symbols.md": "| symbol | lesson |\n|---|---|\n| λ | 02 |\n",
        "Exercises/01-a/1.1-One.swift": "// 1.1  One\n//\n// Easy.\nfunc one() {}\n",
        "Exercises/README.md": "",
        "Solutions/01-a/1.1-One.swift": "func one() { flat(1) }\n",
        "Sources/Checks/01-a/1.1-One.swift": "// 1.1 one\n// hint: Think.\n",
        "Sources/Tensors/T.swift": "public func flat() {}\npublic func ramp() {}\n",
    ]

    private func complaints(
        changing path: String = "", _ text: String = "", to changed: String = "", withPages: Bool = true
    ) async throws -> [String] {
        var found: [String] = []
        try await withTemporaryFolder { folder in
            for (name, content) in Self.files {
                let file = folder.appending(path: name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                let content = name == path ? content.replacing(text, with: changed) : content
                try Data(content.utf8).write(to: file)
            }
            let course = Course(folder)
            found = try CourseOrder(ProjectFolder(folder), course).complaints(
                about: course.exercises, withPages: withPages)
        }
        return found
    }

    @Test func `a course in order has nothing to complain of`() async throws {
        #expect(try await complaints().isEmpty)
    }

    @Test(arguments: [
        ("Lessons/01-a/A.swift", "Text.", "Gates.", "Lessons/01-a/A.swift:3: “gate” is taught in lesson 02: “Gates.”"),
        (
            "Lessons/01-a/Figures.swift", "a bar", "λ",
            "Lessons/01-a/Figures.swift:1: “λ” is taught in lesson 02: “λ”"
        ),
        (
            "Exercises/01-a/1.1-One.swift", "Easy.", "A gate.",
            "1.1: the stub, line 1: “gate” is taught in lesson 02: “1.1  One  A gate.”"
        ),
        (
            "Sources/Checks/01-a/1.1-One.swift", "Think.", "Think of λ.",
            "1.1: a hint: “λ” is taught in lesson 02: “Think of λ.”"
        ),
        (
            "Solutions/01-a/1.1-One.swift", "flat", "ramp",
            "1.1: the solution needs ramp, which lesson 02 is the first to show"
        ),
    ])
    func `what comes too early is named with its place`(path: String, text: String, changed: String, complaint: String)
        async throws
    {
        #expect(try await complaints(changing: path, text, to: changed) == [complaint])
    }

    @Test func `where one exercise is asked for, pages are not looked at`() async throws {
        #expect(
            try await complaints(changing: "Lessons/01-a/A.swift", "Text.", to: "Gates.", withPages: false).isEmpty)
    }
}
