import Foundation
import Testing

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
        ("fourr", "no lesson called 'fourr'; did you mean 'four'?"),
        ("perceptrn", "no lesson called 'perceptrn'; did you mean 'perceptron'?"),
        ("Perceptorn", "no lesson called 'Perceptorn'; did you mean 'perceptron'?"),
        ("docter", "no lesson called 'docter'; did you mean 'doctor'?"),
        ("99", "no lesson called '99'; there are 04, 06"),
        ("quantum", "no lesson called 'quantum'; there are 04, 06"),
    ])
    func `a wrong name gets one line, a hint and status 64`(name: String, message: String) async throws {
        let run = try await LessonCommandProcess(name)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.complaint.split(separator: "\n").first.map(String.init) == message)
        #expect(
            run.complaint.split(separator: "\n").dropFirst() == ["hint: swift run lesson shows the table"])
    }

    @Test(arguments: [
        ["04", "--seed", "x"], ["04", "--sead", "1"], ["04", "05"], ["data", "fetch", "mnits"],
    ])
    func `wrong options get status 64 and are explained on standard error`(arguments: [String]) async throws {
        let run = try await LessonCommandProcess(arguments)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(!run.complaint.isEmpty)
    }

    @Test func `a data folder that is not there gets status 65`() async throws {
        let run = try await LessonCommandProcess("data", "list", "--data", "/no/such/folder")
        #expect(run.status == 65)
        #expect(run.complaint.hasPrefix("--data: expected a folder with mnist, but /no/such/folder"))
        #expect(run.complaint.contains("\nhint: "))
    }

    @Test func `help names the subcommands`() async throws {
        let run = try await LessonCommandProcess("--help")
        #expect(run.status == 0)
        for name in ["all", "data", "doctor"] { #expect(run.output.contains("\n  \(name) ")) }
    }
}
