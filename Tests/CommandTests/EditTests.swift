import Foundation
@testable import Grading
import Testing

@testable import lesson

/// `lesson check --edit`: which editor, told how, at which line.
@Suite struct EditTests {
    @Test func `VISUAL comes before EDITOR, and empty is none`() {
        #expect(Editor(["VISUAL": "code --wait", "EDITOR": "vi"])?.command == "code --wait")
        #expect(Editor(["VISUAL": " ", "EDITOR": "vi"])?.name == "vi")
        #expect(Editor([:]) == nil)
    }

    @Test(arguments: [
        ("vi", ["+7", "a b.swift"]), ("/usr/bin/nvim -u NONE", ["+7", "a b.swift"]), ("nano", ["+7", "a b.swift"]),
        ("emacsclient -t", ["+7", "a b.swift"]), ("code --wait", ["-g", "a b.swift:7"]), ("subl", ["a b.swift:7"]),
        ("hx", ["a b.swift:7"]), ("zed", ["a b.swift:7"]), ("kate", ["-l", "7", "a b.swift"]),
    ])
    func `editors are told a line in ways of their own`(command: String, arguments: [String]) {
        #expect(Editor(["EDITOR": command])?.arguments("a b.swift", line: 7) == arguments)
    }

    @Test func `an unknown editor has none`() {
        #expect(Editor(["EDITOR": "ed"])?.arguments("a.swift", line: 7) == nil)
    }

    private func line(
        _ state: Verdict.State, message: String? = nil, difference: String? = nil,
        text: String = "import Nabla\n// 4.2  Text\n\nfunc update() throws -> Int {\n    throw notAttempted()\n}\n"
    ) -> Int {
        var verdict = Verdict(exercise: "4.2", name: "update", state: state, points: 0, possiblePoints: 2, seed: 1)
        verdict.message = message
        verdict.feedback = difference.map {
            Feedback(input: "", expected: "", actual: "", firstDifference: $0, likelyMistake: "")
        }
        return EditPlace.line(in: text, named: "4.2-Update.swift", of: verdict)
    }

    private let filled = "import Nabla\n\nfunc update() throws -> Int {\n    let x = 1\n    return x\n}\n"

    @Test func `the line is the compiler's, the trap's, the stub's or the function's`() {
        #expect(line(.notAttempted) == 5)
        #expect(line(.passed, text: filled) == 3)
        #expect(line(.wrong, difference: "w[0]: expected 1, got 2", text: filled) == 3)
        let place = "Exercises/04-perceptron/4.2-Update.swift"
        #expect(line(.notCompiled, message: "\(place):4:9: no 'y'\n\(place):5:1: no", text: filled) == 4)
        #expect(line(.notCompiled, message: "Exercises/04-perceptron/4.1-Predict.swift:4:9: no", text: filled) == 3)
        #expect(line(.crashed, difference: "it stopped in 4.2-Update.swift, line 5", text: filled) == 5)
        #expect(line(.wrong, difference: "line 4: softmax", text: filled) == 4)
        // A line that the file has not is none.
        #expect(line(.crashed, difference: "it stopped in 4.2-Update.swift, line 500", text: filled) == 3)
    }

    @Test func `an exercise and a lesson may be named by a file`() throws {
        #expect(try ExerciseLookup.exercise("Exercises/04-perceptron/4.2-Update.swift").id == "4.2")
        #expect(try ExerciseLookup.exercises("/a.b/Exercises/04-perceptron").map(\.lesson).first == "04")
        #expect(try LessonLookup.lesson("Lessons/04-perceptron/Perceptron.swift").number == "04")
        #expect(try LessonLookup.lesson("Exercises/04-perceptron/4.2-Update.swift").number == "04")
    }

    /// A script in the editor's place says what it was called with.
    @Test func `the editor opens at the first error, at the trap, at the stub`() async throws {
        try await withCourse { folder in
            let editor = folder.appending(path: "vim")
            try Data("#!/bin/sh\necho \"opened: $*\"\n".utf8).write(to: editor)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: editor.path)
            func check(_ text: String?) async throws -> String {
                if let text { try write(text, to: "4.2-Update.swift", in: folder) }
                return try await LessonCommandProcess(
                    ["check", "4.2", "--edit"], in: folder.path, environment: ["EDITOR": editor.path, "VISUAL": ""]
                ).output
            }
            let stub = try await check(nil)
            let file = folder.appending(path: "Exercises/04-perceptron/4.2-Update.swift")
            let text = try String(contentsOf: file, encoding: .utf8)
            let place = text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
                $0.contains("throw notAttempted()")
            }!
            #expect(stub.contains("opened: +\(place + 1) "), "\(stub)")
            let broken = text.replacing("throw notAttempted()", with: "(w, b)\n    nonsense")
            #expect(try await check(broken).contains("opened: +\(place + 2) "))
            let trap = text.replacing(
                "throw notAttempted()", with: "let list = [0]\n    return (w, Scalar(list[Int(y) + 7]))")
            #expect(try await check(trap).contains("opened: +\(place + 2) "))
        }
    }

    @Test func `without an editor nothing is checked, and it is said what is missing`() async throws {
        try await withCourse { folder in
            let run = try await LessonCommandProcess(
                ["check", "4.2", "--edit"], in: folder.path, environment: ["EDITOR": "", "VISUAL": ""])
            #expect(run.status == 64 && run.output.isEmpty)
            #expect(run.complaint.contains("$VISUAL or $EDITOR"))
        }
    }
}
