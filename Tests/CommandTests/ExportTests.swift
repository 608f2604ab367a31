import Foundation
import Notebook
import Testing

@testable import lesson

@Suite struct ExportTests {
    @Test func `a run is listed, checked and exported without being run again`() async throws {
        try await withTemporaryFolder { folder in
            let runs = folder.appending(path: "runs")
            let run = try await LessonCommandProcess("04", "--quick", "--offline", "--output", runs.path)
            #expect(run.status == 0, "\(run.complaint)")
            try await expectList(in: runs)
            try await expectHTML(of: runs, in: folder)
            try await expectNotebook(of: runs, in: folder)
            try await expectMarkdown(of: runs, in: folder)
        }
    }

    private func expectList(in runs: URL) async throws {
        let list = try String(contentsOf: runs.appending(path: "index.html"), encoding: .utf8)
        #expect(list.contains("<a href=\"04-perceptron/index.html\">The perceptron</a>"))
        #expect(list.contains("Not run yet: <code>swift run lesson 06</code>"))
        #expect(!list.contains("href=\"06-"))
        #expect(!list.contains("Out of date"))
        let check = try await LessonCommandProcess("all", "--check", "--output", runs.path)
        #expect(check.status == 1)
        #expect(check.output.contains(/04  The perceptron +✓ matches its sources/))
        #expect(check.output.contains("✗ it has not been run"))
        #expect(check.complaint.contains("no longer what a run would make: 0"))
    }

    private func export(_ format: String, of runs: URL, to target: URL) async throws {
        let export = try await LessonCommandProcess(
            "export", "4", "--format", format, "--from", runs.path, "--output", target.path)
        #expect(export.status == 0, "\(export.complaint)")
        #expect(export.output.contains(target.path))
    }

    private func expectHTML(of runs: URL, in folder: URL) async throws {
        let target = folder.appending(path: "page.html")
        try await export("html", of: runs, to: target)
        let exported = try String(contentsOf: target, encoding: .utf8)
        let page = try String(contentsOf: runs.appending(path: "04-perceptron/index.html"), encoding: .utf8)
        #expect(page.contains("<a href=\"../index.html\">All lessons</a>"))
        #expect(!exported.contains("href=\"../"))
        /// Everything but the links is the same page.
        func text(_ html: String) -> Substring? {
            html.split(separator: "</header>", maxSplits: 1).last?.split(separator: "</main>").first
        }
        #expect(
            text(page)?.replacing("<a data-page=", with: "<a href=")
                == text(exported)?
                .replacing("<a data-page=", with: "<a href="))
    }

    private func expectNotebook(of runs: URL, in folder: URL) async throws {
        let target = folder.appending(path: "04.ipynb")
        try await export("ipynb", of: runs, to: target)
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: target)) as? [String: Any]
        let cells = try #require(json?["cells"] as? [[String: Any]])
        let record = try RunRecord(contentsOf: runs.appending(path: "04-perceptron/record.json"))
        let outputs = cells.flatMap { $0["outputs"] as? [[String: Any]] ?? [] }
        let pictures = outputs.compactMap { ($0["data"] as? [String: Any])?["image/png"] as? String }
        #expect(pictures.count == record.figures.count)
        #expect(
            pictures.allSatisfy { Data(base64Encoded: $0)?.starts(with: [0x89, 0x50, 0x4e, 0x47]) == true })
    }

    private func expectMarkdown(of runs: URL, in folder: URL) async throws {
        let target = folder.appending(path: "notes.md")
        try await export("markdown", of: runs, to: target)
        let text = try String(contentsOf: target, encoding: .utf8)
        #expect(text.hasPrefix("# 04 · The perceptron\n"))
        let names = text.matches(of: /\]\(<(notes-figures\/[^>]+)>\)/).map { String($0.1) }
        #expect(!names.isEmpty)
        for name in names {
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: name).path), "\(name)")
        }
        #expect(!text.contains("](../"))
        // What somebody else put there stays.
        try Data().write(to: folder.appending(path: "notes-figures/mine.txt"))
        let again = try await LessonCommandProcess(
            "export", "4", "--format", "markdown", "--from", runs.path, "--output", target.path)
        #expect(again.status == 0, "\(again.complaint)")
        #expect(try content(of: folder.appending(path: "notes-figures")).contains("mine.txt"))
    }

    @Test func `without a run there is nothing to export`() async throws {
        try await withTemporaryFolder { folder in
            let export = try await LessonCommandProcess("export", "04", "--from", folder.path)
            #expect(export.status == 69)
            #expect(
                export.complaint.contains("04 · The perceptron has not been run: there is no \(folder.path)"))
            #expect(export.complaint.contains("\nhint: swift run lesson 04\n"))
            let all = try await LessonCommandProcess("export", "all", "--from", folder.path)
            #expect(all.status == 69)
            let format = try await LessonCommandProcess("export", "04", "--format", "pdf")
            #expect(format.status == 64)
            #expect(try content(of: folder).isEmpty)
        }
    }

    @Test func `a record that does not fit its lesson is refused`() async throws {
        try await withTemporaryFolder { folder in
            let place = folder.appending(path: "04-perceptron")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            try Data("{}".utf8).write(to: place.appending(path: "record.json"))
            let damaged = try await LessonCommandProcess("export", "04", "--from", folder.path)
            #expect(damaged.status == 65)
            #expect(
                damaged.complaint.contains(
                    "record.json is not the record of a run\nhint: swift run lesson 04"))
            var options = Session.Options(try LessonLookup.lesson("04"))
            options.seed = 3
            let session = Session(options) { _ in }
            session.run {}
            session.keep(RunRecord.Hashes(lesson: "another", engine: ""))
            try session.record.json().write(to: place.appending(path: "record.json"))
            let changed = try await LessonCommandProcess("export", "04", "--from", folder.path)
            #expect(changed.status == 65)
            #expect(changed.complaint.contains("Lessons/04-perceptron has changed since its last run"))
        }
    }
}
