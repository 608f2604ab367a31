import Foundation
import Testing

/// Whatever a learner does to a file costs the exercise it belongs to, and is said in words that help.
@Suite struct SpoiltFileTests {
    private let update = "4.2-Update.swift"

    private func remove(_ name: String, in folder: URL) throws {
        try FileManager.default.removeItem(at: folder.appending(path: "Exercises/04-perceptron/" + name))
    }

    /// Whatever is done to the file of 4.2, 4.1 is checked.
    private func withOneBadFile(
        _ spoil: (URL) throws -> Void, _ body: (String, URL) async throws -> Void
    ) async throws {
        try await withCourse { folder in
            try write(try solution("4.1-Predict.swift", in: folder), to: "4.1-Predict.swift", in: folder)
            try spoil(folder)
            let run = try await LessonCommandProcess("check", "04", in: folder.path)
            #expect(run.status == 1)
            #expect(run.output.contains("4.1 predict: passed, 1 of 1 point"), "\(run.output)")
            #expect(run.output.contains("4.3 train: not attempted"))
            #expect(run.output.contains("4.2 update: does not compile, 0 of 2 points"))
            try await body(run.output, folder)
        }
    }

    @Test func `a file that is gone costs its own exercise, and reset brings it back`() async throws {
        try await withOneBadFile {
            try remove(update, in: $0)
        } _: { output, folder in
            #expect(output.contains("There is no file Exercises/04-perceptron/4.2-….swift any more."))
            let reset = try await LessonCommandProcess("reset", "4.2", in: folder.path)
            #expect(reset.status == 0)
            #expect(try await LessonCommandProcess("check", "04", in: folder.path).status == 0)
        }
    }

    @Test(arguments: ["", "func updaet() {}\n", "import Nabla\r\n\r\nfunc update() throws {}\r\n"])
    func `a declaration that is gone is asked for`(text: String) async throws {
        try await withOneBadFile {
            try write(text, to: update, in: $0)
        } _: { output, _ in
            #expect(output.contains("it is not declared so any more. Put back:\n      func update(w: Tensor"))
        }
    }

    @Test func `an overload of another's function is found`() async throws {
        try await withOneBadFile {
            let text = try solution(update, in: $0)
            try write(
                text + "\nfunc predict(x: Tensor, w: Tensor, b: Scalar) throws -> Tensor { x }\n", to: update,
                in: $0)
        } _: { output, _ in
            #expect(output.contains("This file declares what belongs to 4.1"))
        }
    }

    /// The judge calls functions by their full names.
    @Test func `a function of the same name and other labels spoils nothing`() async throws {
        try await withCourse { folder in
            try write(try solution("4.1-Predict.swift", in: folder), to: "4.1-Predict.swift", in: folder)
            let other = "\nfunc predict(_ a: Tensor, _ b: Tensor, _ c: Scalar) throws -> Tensor { a }\n"
            try write(try solution(update, in: folder) + other, to: update, in: folder)
            let run = try await LessonCommandProcess("check", "04", in: folder.path)
            #expect(run.status == 0)
            #expect(run.output.contains("4.1 predict: passed, 1 of 1 point"), "\(run.output)")
            #expect(run.output.contains("4.2 update: passed, 2 of 2 points"))
        }
    }

    @Test func `bytes that are no text, and code outside of functions, are said to be so`() async throws {
        try await withOneBadFile {
            let file = $0.appending(path: "Exercises/04-perceptron/" + update)
            try (Data(try solution(update, in: $0).utf8) + Data([0xFF, 0xFE, 0x0A])).write(to: file)
        } _: { output, _ in
            #expect(output.contains("4.2-Update.swift:"))
            #expect(output.contains("UTF-8"))
        }
        try await withOneBadFile {
            try write(try solution(update, in: $0) + "\nprint(1)\n", to: update, in: $0)
        } _: { output, _ in
            #expect(output.contains("Code stands outside of every function."))
        }
    }

    @Test func `carriage returns are line ends`() async throws {
        try await withCourse { folder in
            let stub = try String(
                contentsOf: folder.appending(path: "Exercises/04-perceptron/" + update), encoding: .utf8)
            try write(stub.replacing("\n", with: "\r\n"), to: update, in: folder)
            let untouched = try await LessonCommandProcess("check", "4.2", in: folder.path)
            #expect(!untouched.output.contains("The file has changed"), "\(untouched.output)")
            let text = try solution(update, in: folder).replacing("\n", with: "\r\n")
            try write(text, to: update, in: folder)
            #expect(try await LessonCommandProcess("check", "4.2", in: folder.path).status == 0)
        }
    }

    @Test func `a copy beside the exercises is left out`() async throws {
        try await withCourse { folder in
            try write(try solution(update, in: folder), to: update, in: folder)
            try write(try solution(update, in: folder), to: "Backup.swift", in: folder)
            let run = try await LessonCommandProcess("check", "4.2", in: folder.path)
            #expect(run.output.contains("4.2 update: passed, 2 of 2 points"), "\(run.output)")
        }
    }
}
