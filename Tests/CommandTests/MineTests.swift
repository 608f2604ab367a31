import Foundation
import Grading
import Testing

@testable import lesson

/// `lesson mine`: training runs with a learner's own functions.
@Suite struct MineTests {
    private static let batches = "6.6-Batches.swift"

    /// A course in which these answers to lesson 06 are the solutions, and all others stubs. An answer may be changed.
    private func withAnswers(
        _ names: [String], changed: [String: (String) -> String] = [:], _ body: (URL, URL) async throws -> Void
    ) async throws {
        try await withCourse { folder in
            let answers = folder.appending(path: "Exercises/06-mlp-mnist")
            try FileManager.default.createDirectory(at: answers, withIntermediateDirectories: true)
            let solutions = folder.appending(path: "Solutions/06-mlp-mnist")
            for name in try FileManager.default.contentsOfDirectory(atPath: solutions.path) {
                let text = try String(contentsOf: solutions.appending(path: name), encoding: .utf8)
                let answer = names.contains { name.hasPrefix($0 + "-") } ? text : Stub(solution: text).text
                let written = changed[name].map { $0(answer) } ?? answer
                try Data(written.utf8).write(to: answers.appending(path: name))
            }
            try await body(folder, folder.appending(path: "pages"))
        }
    }

    private func mine(_ arguments: String..., in folder: URL, pages: URL) async throws -> LessonCommandProcess {
        let all = ["mine", "06", "--quick", "--offline", "--output", pages.path] + arguments
        return try await LessonCommandProcess(all, in: folder.path)
    }

    @Test func `what passes is the learner's, the rest the engine's, and the page and the progress say so`()
        async throws
    {
        try await withAnswers(["6.1", "6.3", "6.6"]) { folder, pages in
            let run = try await mine(in: folder, pages: pages)
            #expect(run.status == 0, "\(run.complaint)")
            let table = run.output.replacing(#/ +/#, with: " ")
            #expect(table.contains("6.1 softmax yours\n"), "\(run.output)")
            #expect(table.contains("6.2 crossEntropy the engine's (yours: not attempted)\n"))
            #expect(run.output.contains("a step of yours takes"))
            let page = pages.appending(path: "mine/06-mlp-mnist/index.html")
            let html = try String(contentsOf: page, encoding: .utf8)
            #expect(html.contains("3 of 7 functions are your own"))
            let progress = try await LessonCommandProcess("progress", in: folder.path)
            #expect(progress.output.contains("06  test accuracy of your network "), "\(progress.output)")
            #expect(progress.output.contains("3 of 7 functions your own · quick"))
        }
    }

    @Test func `an answer that passes its check and traps in the run is named, and nothing is written`() async throws {
        let traps = { (text: String) in
            text.replacing(
                "    stride(from: 0", with: "    precondition(x.shape[0] < 1_000)\n    return stride(from: 0")
        }
        try await withAnswers(["6.6"], changed: [Self.batches: traps]) { folder, pages in
            let run = try await mine(in: folder, pages: pages)
            #expect(run.status == 70)
            let line =
                #"Batches\.swift:\d+: the run stopped here, in your batches \(6\.6\); nothing was written"#
            #expect(try run.complaint.contains(Regex(line)), "\(run.complaint)")
            #expect(run.complaint.contains("--without takes the engine's in its place"))
            #expect(!FileManager.default.fileExists(atPath: pages.path))
            let without = try await mine("--without", "6.6", in: folder, pages: pages)
            #expect(without.status == 0, "\(without.complaint)")
            let table = without.output.replacing(#/ +/#, with: " ")
            #expect(table.contains("6.6 batches the engine's (yours: left out)\n"))
        }
    }

    @Test func `an answer that passes its check and does not end in the run is named`() async throws {
        let hangs = { (text: String) in
            text.replacing(
                "    stride(from: 0",
                with: "    let rows = x.shape[0]\n    while rows > 1_000 {}\n    return stride(from: 0")
        }
        try await withAnswers(["6.6"], changed: [Self.batches: hangs]) { folder, pages in
            let run = try await mine("--limit", "20", in: folder, pages: pages)
            #expect(run.status == 70)
            #expect(
                run.complaint.contains("after 20 s the run was still here, in your batches (6.6); nothing was written"))
            #expect(!FileManager.default.fileExists(atPath: pages.path))
        }
    }

    @Test func `an answer that passes its check and throws in the run is named`() async throws {
        let throwing = { (text: String) in
            text.replacing(
                "    stride(from: 0", with: "    if x.shape[0] > 1_000 { throw Full() }\n    return stride(from: 0")
                + "\nprivate struct Full: Error {}\n"
        }
        try await withAnswers(["6.6"], changed: [Self.batches: throwing]) { folder, pages in
            let run = try await mine(in: folder, pages: pages)
            #expect(run.status == 70)
            #expect(run.complaint.contains("the run stopped here, in your batches (6.6): Full()"), "\(run.complaint)")
            #expect(!FileManager.default.fileExists(atPath: pages.path))
        }
    }

    @Test func `lessons whose exercises make no run are refused, and without one all are listed`() async throws {
        let refused = try await LessonCommandProcess("mine", "04")
        #expect(refused.status == 64)
        #expect(refused.complaint.contains("hint: those of these lessons do: 03, 05, 06, 07, 08, 11"))
        let list = try await LessonCommandProcess("mine")
        #expect(list.status == 0)
        #expect(list.output.contains("MNIST with your own network"))
    }

    @Test func `the check of an answer that passes is seen going red, and the file stays as it is`() async throws {
        try await withCourse { folder in
            let text = try solution("4.2-Update.swift", in: folder)
            try write(text, to: "4.2-Update.swift", in: folder)
            let run = try await LessonCommandProcess("check", "4.2", "--break", "--seed", "3", in: folder.path)
            #expect(run.status == 0, "\(run.complaint)")
            #expect(run.output.contains("`<=` → `<` wrong: "), "\(run.output)")
            let words = #/(\d+) of \d+ planted mistakes turned the check red/#
            let count = try #require(run.output.firstMatch(of: words)).1
            #expect(Int(count) ?? 0 >= 10)
            let file = folder.appending(path: "Exercises/04-perceptron/4.2-Update.swift")
            #expect(try String(contentsOf: file, encoding: .utf8) == text)
            let stub = try await LessonCommandProcess("check", "4.1", "--break", in: folder.path)
            #expect(stub.status == 1)
            #expect(stub.complaint.contains("4.1 predict does not pass yet"))
        }
        let all = try await LessonCommandProcess("check", "04", "--break")
        #expect(all.status == 64)
    }
}
