import Foundation
import Testing

@testable import lesson

@Suite struct ArgumentTests {
    @Test func `without arguments the table is shown`() async throws {
        let run = try await LessonCommandProcess()
        #expect(run.status == 0)
        #expect(run.output.contains("04  The perceptron"))
        #expect(run.output.contains("swift run lesson"))
        #expect(run.complaint.isEmpty)
    }

    @Test func `it works from any folder`() async throws {
        let run = try await LessonCommandProcess(in: "/")
        #expect(run.status == 0)
        #expect(run.output.contains("04  The perceptron"))
    }

    @Test(arguments: [
        ("0", "00"), ("00", "00"), ("swift", "00"), ("zero", "00"), ("4", "04"), ("four", "04"), ("11", "11"),
    ])
    func `a lesson is found by its number and by its name`(name: String, number: String) throws {
        #expect(try LessonLookup.lesson(name).number == number)
    }

    @Test(arguments: [("0.1", "0.1"), ("00.1", "0.1"), ("4.2", "4.2"), ("04.2", "4.2"), ("11.1", "11.1")])
    func `an exercise is found with and without a zero before its number`(name: String, id: String) throws {
        #expect(try ExerciseLookup.exercise(name).id == id)
    }

    @Test(arguments: [
        ("fourr", "did you mean '04 · The perceptron'?", "swift run lesson 04"),
        ("perceptrn", "did you mean '04 · The perceptron'?", "swift run lesson 04"),
        ("Perceptorn", "did you mean '04 · The perceptron'?", "swift run lesson 04"),
        ("docter", "did you mean 'doctor'?", "swift run lesson doctor"),
        ("99", "there are 0", "swift run lesson shows the table"),
        ("quantum", "there are 0", "swift run lesson shows the table"),
    ])
    func `a wrong name gets one line, a hint and status 64`(
        name: String, message: String, hint: String
    ) async throws {
        let run = try await LessonCommandProcess(name)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        let lines = run.complaint.split(separator: "\n")
        #expect(lines.first?.hasPrefix("no lesson called '\(name)'; \(message)") == true)
        #expect(lines.dropFirst() == ["hint: \(hint)"])
    }

    @Test(arguments: [
        (["04", "--seed", "x"], "The value 'x' is invalid for '--seed <N>': expected a whole number from 0"),
        (
            ["04", "--seed", "-1"],
            "The value '-1' is invalid for '--seed <N>': expected a whole number from 0"
        ),
        (["04", "--sead", "1"], "Unknown option '--sead'"),
        (["data", "list", "--dta"], "Unknown option '--dta'"),
        (["04", "05"], "Unexpected argument '05'"),
        (["data", "fetch", "mnits"], "no data set called 'mnits'; did you mean 'mnist'?"),
    ])
    func `wrong arguments get one line, a hint and status 64`(
        arguments: [String], message: String
    ) async throws {
        let run = try await LessonCommandProcess(arguments)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        let lines = run.complaint.split(separator: "\n")
        #expect(lines.first?.hasPrefix(message) == true, "\(run.complaint)")
        #expect(lines.count == 2)
        #expect(lines.last?.hasPrefix("hint: ") == true)
    }

    @Test func `a data folder that is not there gets status 65`() async throws {
        let run = try await LessonCommandProcess("data", "list", "--data", "/no/such/folder")
        #expect(run.status == 65)
        #expect(run.complaint.hasPrefix("--data: expected a folder with mnist, but /no/such/folder"))
        #expect(run.complaint.contains("\nhint: "))
    }

    @Test func `a set that a data folder does not hold is not here, and no error`() async throws {
        try await withTemporaryFolder { folder in
            let run = try await LessonCommandProcess("data", "list", "--data", folder.path)
            #expect(run.status == 0, "\(run.complaint)")
            #expect(run.output.contains("mnist\n  not here"))
            #expect(run.output.contains("tinyshakespeare\n  not here"))
            #expect(run.complaint.isEmpty)
        }
    }

    @Test func `absent data is a note of the doctor's, damaged data a warning`() async throws {
        try await withTemporaryFolder { folder in
            let absent = try await LessonCommandProcess(
                ["doctor"], environment: ["NABLA_DATA": folder.path])
            #expect(absent.output.contains("· mnist is not in \(folder.path), which NABLA_DATA names\n"))
            #expect(!absent.output.contains("! mnist"))
            let set = folder.appending(path: "tinyshakespeare")
            try FileManager.default.createDirectory(at: set, withIntermediateDirectories: true)
            try Data("To be".utf8).write(to: set.appending(path: "input.txt"))
            let damaged = try await LessonCommandProcess(
                ["doctor"], environment: ["NABLA_DATA": folder.path])
            #expect(damaged.status == 1)
            #expect(damaged.output.contains("input.txt: is not the published file: 5 bytes instead of"))
            #expect(damaged.output.contains("or leave NABLA_DATA out"))
        }
    }

    #if os(Linux)
        @Test(arguments: [["table"], ["--help"], ["04", "--quick", "--offline"]])
        func `standard output that cannot be written is an error`(arguments: [String]) async throws {
            try await withTemporaryFolder { folder in
                let run = try await LessonCommandProcess(
                    arguments.first == "04" ? arguments + ["--output", folder.path] : arguments,
                    writingTo: "/dev/full")
                #expect(run.status == 69)
                #expect(
                    run.complaint.hasPrefix(
                        "cannot write to standard output: No space left on device\nhint: "))
                #expect(try content(of: folder).isEmpty)
            }
        }
    #endif

    @Test func `at a pause q stops, and anything else goes on`() {
        for typed in ["q", "Q", " q ", "quit"] { #expect(Terminal.isFarewell(typed)) }
        for typed in ["", " ", "question", "n"] { #expect(!Terminal.isFarewell(typed)) }
    }

    @Test func `help names the subcommands`() async throws {
        let run = try await LessonCommandProcess("--help")
        #expect(run.status == 0)
        for name in ["all", "data", "doctor"] { #expect(run.output.contains("\n  \(name) ")) }
    }
}
