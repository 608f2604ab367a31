import Foundation
import Notebook
import Testing

@Suite struct RunTests {
    @Test func `a run writes its page, its record and its figures, and nothing else`() async throws {
        try await withTemporaryFolder { folder in
            let run = try await LessonCommandProcess(
                "04", "--quick", "--offline", "--seed", "2", "--output", folder.path)
            #expect(run.status == 0, "\(run.complaint)")
            #expect(run.output.contains("04 · The perceptron"))
            let record = try RunRecord(contentsOf: folder.appending(path: "04-perceptron/record.json"))
            #expect(record.lesson == "04-perceptron")
            #expect(record.seed == 2)
            #expect(record.quick)
            let files = ["index.html", "record.json"] + record.figures.flatMap { $0.stills.map(\.file) }
            let folders = ["04-perceptron"] + (record.figures.isEmpty ? [] : ["04-perceptron/figures"])
            let expected =
                [".nabla.json", "glossary.html", "index.html"] + folders + files.map { "04-perceptron/\($0)" }
            #expect(try content(of: folder) == expected.sorted())
            let page = try String(
                contentsOf: folder.appending(path: "04-perceptron/index.html"), encoding: .utf8)
            #expect(page.contains("The perceptron"))
        }
    }

    @Test func `an output folder that cannot be written is found before the lesson runs`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "in the way")
            try Data("mine".utf8).write(to: file)
            let run = try await LessonCommandProcess("04", "--quick", "--output", file.path)
            #expect(run.status == 69)
            #expect(run.output.isEmpty)
            #expect(run.complaint.contains(file.path))
            #expect(run.complaint.contains("\nhint: name another folder with --output"))
            #expect(try content(of: folder) == ["in the way"])
            #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
        }
    }
}
