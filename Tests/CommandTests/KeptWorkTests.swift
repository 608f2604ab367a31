import Foundation
import Notebook
import Testing

@testable import lesson

/// What no run of the kit wrote is refused or kept, whatever is asked for.
@Suite struct KeptWorkTests {
    private let files = FileManager.default

    private func write(_ text: String, to file: URL) throws {
        try files.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }

    /// Everything below a folder, links and texts included, as one value.
    private func state(of folder: URL) throws -> [String: String] {
        var state: [String: String] = [:]
        for name in try content(of: folder) {
            let file = folder.appending(path: name)
            state[name] =
                (try? files.destinationOfSymbolicLink(atPath: file.path)) ?? (try? text(file)) ?? "folder"
        }
        return state
    }

    @Test(arguments: [
        ["04", "--quick", "--offline"], ["all", "--quick", "--offline"], ["all", "--check"],
        ["slides", "04", "--quick", "--offline"], ["figures", "04", "--quick", "--offline"], ["gallery"],
    ])
    func `a folder with other things in it is no place for pages`(command: [String]) async throws {
        try await withTemporaryFolder { folder in
            let mine = folder.appending(path: "mine")
            try write("mine", to: mine.appending(path: "04-perceptron/4.2-Update.swift"))
            try write("mine", to: mine.appending(path: "index.html"))
            try write("mine", to: mine.appending(path: "gallery/a\nb"))
            let before = try state(of: folder)
            let run = try await LessonCommandProcess(command + ["--output", mine.path])
            #expect(run.status == 64, "\(run.complaint)")
            #expect(run.complaint.contains("holds other things, and no run of the kit wrote them"))
            #expect(run.complaint.contains("\nhint: "))
            #expect(run.output.isEmpty)
            #expect(try state(of: folder) == before)
        }
    }

    @Test func `the course itself, the home folder and the root of the disk are no places for pages`() throws {
        let project = try ProjectFolder()
        let course = project.url.path
        let places = [
            course, course + "/Sources", course + "/Sources/new/deeper", course + "/Exercises/04-perceptron",
            course + "/.git", course + "/.build/pages", course + "/Lessons/../Tests", "/", "", "//", "/../",
            NSHomeDirectory(), NSHomeDirectory() + "/",
        ]
        for place in places {
            let error = #expect(throws: CommandError.self, "\(place)") {
                try OutputPlace.folder(named: place, in: project)
            }
            #expect(error?.status == .wrongArguments)
        }
        let own = try OutputPlace.folder(named: course + "/Output/offline", in: project)
        #expect(own.path == course + "/Output/offline")
        #expect(try OutputPlace.folder(named: nil, in: project) == project.output)
    }

    @Test func `a link to the course is the course`() async throws {
        let project = try ProjectFolder()
        try await withTemporaryFolder { folder in
            let link = folder.appending(path: "link")
            try files.createSymbolicLink(
                at: link, withDestinationURL: project.url.appending(path: "Exercises"))
            #expect(throws: CommandError.self) { try OutputPlace.folder(named: link.path, in: project) }
        }
    }

    @Test func `a rerun keeps what was put beside, and slides what was put beside them`() async throws {
        try await withTemporaryFolder { folder in
            func run(_ arguments: String...) async throws -> LessonCommandProcess {
                try await LessonCommandProcess(arguments + ["--quick", "--offline", "--output", folder.path])
            }
            #expect(try await run("slides", "01").status == 0)
            let place = folder.appending(path: "01-tensors")
            let mine = ["slides/slides.pptx", "notes.txt", "figures/mine.png", "slides/99.png"]
            for name in mine { try write("mine", to: place.appending(path: name)) }
            try write("mine", to: folder.appending(path: "talk.html"))
            // The list of lessons as a link to somebody's page.
            try files.removeItem(at: folder.appending(path: "index.html"))
            try files.createSymbolicLink(
                at: folder.appending(path: "index.html"),
                withDestinationURL: folder.appending(path: "talk.html"))
            let again = try await run("01")
            #expect(again.status == 0, "\(again.complaint)")
            #expect(again.complaint.contains("it is now \(folder.path)/index.kept.html"))
            // Made anew by another seed, the lesson runs in a process of its own: what it puts aside is told all the same.
            try files.removeItem(at: place.appending(path: "index.html"))
            try write("mine", to: folder.appending(path: "elsewhere.html"))
            try files.createSymbolicLink(
                at: place.appending(path: "index.html"),
                withDestinationURL: folder.appending(path: "elsewhere.html"))
            let slides = try await run("slides", "01", "--seed", "2")
            #expect(slides.status == 0, "\(slides.complaint)")
            #expect(slides.complaint.contains("it is now \(place.path)/index.kept.html"))
            #expect(try text(folder.appending(path: "elsewhere.html")) == "mine")
            for name in mine { #expect(try text(place.appending(path: name)) == "mine", "\(name)") }
            #expect(try text(folder.appending(path: "talk.html")) == "mine")
            #expect(try text(folder.appending(path: "index.html")).contains("01-tensors/index.html"))
        }
    }

    @Test func `an export takes no other file's place, and no half of it is written`() async throws {
        try await withTemporaryFolder { folder in
            let run = try await LessonCommandProcess(
                "01", "--quick", "--offline", "--output", folder.appending(path: "runs").path)
            #expect(run.status == 0, "\(run.complaint)")
            func export(to name: String) async throws -> LessonCommandProcess {
                try await LessonCommandProcess(
                    "export", "01", "--format", "markdown", "--from", folder.appending(path: "runs").path,
                    "--output", folder.appending(path: name).path)
            }
            try write("mine", to: folder.appending(path: "notes.md"))
            try write("mine", to: folder.appending(path: "talk-figures/mine.png"))
            let before = try state(of: folder)
            for name in ["notes.md", "talk.md"] {
                let refused = try await export(to: name)
                #expect(refused.status == 64, "\(refused.complaint)")
                #expect(refused.complaint.contains("\nhint: move it away, or name another"))
                #expect(try state(of: folder) == before)
            }
            for _ in 1...2 { #expect(try await export(to: "own.md").status == 0) }
        }
    }

    @Test func `a file of a figure that leads elsewhere is not exported`() async throws {
        try await withTemporaryFolder { folder in
            let runs = folder.appending(path: "runs")
            let run = try await LessonCommandProcess("01", "--quick", "--offline", "--output", runs.path)
            #expect(run.status == 0, "\(run.complaint)")
            let record = runs.appending(path: "01-tensors/record.json")
            let figure = try #require(RunRecord(contentsOf: record).figures.first?.file)
            let picture = runs.appending(path: "01-tensors/" + figure)
            try write("secret", to: folder.appending(path: "secret"))
            try files.removeItem(at: picture)
            try files.createSymbolicLink(
                at: picture, withDestinationURL: folder.appending(path: "secret"))
            let forged = try text(record).replacing(figure, with: "../../secret")
            for isForged in [false, true] {
                if isForged { try write(forged, to: record) }
                let export = try await LessonCommandProcess(
                    "export", "01", "--format", "ipynb", "--from", runs.path, "--output",
                    folder.appending(path: "page.ipynb").path)
                #expect(export.status == 65, "\(export.complaint)")
                #expect(!files.fileExists(atPath: folder.appending(path: "page.ipynb").path))
            }
        }
    }

    // MARK: reset

    private let update = "Exercises/04-perceptron/4.2-Update.swift"

    @Test func `reset leaves alone what is no text of the learner's`() async throws {
        try await withCourse { folder in
            let file = folder.appending(path: update)
            let elsewhere = folder.appending(path: "elsewhere.swift")
            try write("mine", to: elsewhere)
            let obstacles: [(String, () throws -> Void)] = [
                ("is a link", { try files.createSymbolicLink(at: file, withDestinationURL: elsewhere) }),
                (
                    "something else",
                    { try files.createDirectory(at: file, withIntermediateDirectories: true) }
                ),
                ("something else", { #expect(mkfifo(file.path, 0o600) == 0) }),
            ]
            for (words, make) in obstacles {
                try files.removeItem(at: file)
                try make()
                let before = try state(
                    of: folder.appending(path: "Exercises/04-perceptron").appending(path: "."))
                let reset = try await LessonCommandProcess("reset", "4.2", in: folder.path)
                #expect(reset.status == 65, "\(reset.complaint)")
                #expect(
                    reset.complaint.contains(words) && reset.complaint.contains("nothing was changed\nhint: ")
                )
                #expect(reset.output.isEmpty)
                #expect(
                    try state(of: folder.appending(path: "Exercises/04-perceptron").appending(path: "."))
                        == before)
                #expect(try text(elsewhere) == "mine")
            }
        }
    }

    @Test func `reset does not follow a linked folder into the solutions`() async throws {
        try await withCourse { folder in
            let exercises = folder.appending(path: "Exercises/04-perceptron")
            try files.removeItem(at: exercises)
            try files.createSymbolicLink(
                atPath: exercises.path, withDestinationPath: "../Solutions/04-perceptron")
            let before = try state(of: folder.appending(path: "Solutions"))
            let reset = try await LessonCommandProcess("reset", "4.2", in: folder.path)
            #expect(reset.status == 65)
            #expect(reset.complaint.contains("Exercises/04-perceptron is a link"))
            #expect(try state(of: folder.appending(path: "Solutions")) == before)
        }
    }

    @Test func `where a text cannot be kept, reset changes nothing`() async throws {
        try await withCourse { folder in
            let mine = try solution("4.2-Update.swift", in: folder) + "// mine\n"
            try write(mine, to: folder.appending(path: update))
            try? files.removeItem(at: folder.appending(path: ".nabla"))
            try write("a file where a folder belongs", to: folder.appending(path: ".nabla"))
            let reset = try await LessonCommandProcess("reset", "4.2", in: folder.path)
            #expect(reset.status == 69)
            #expect(reset.complaint.contains("\(update) was not changed: "))
            #expect(!reset.complaint.contains("Domain"))
            #expect(try text(folder.appending(path: update)) == mine)
        }
    }

    @Test func `reset takes the exercise's own file, not a copy beside it, and keeps every version`()
        async throws
    {
        try await withCourse { folder in
            let copy = folder.appending(path: "Exercises/04-perceptron/4.2-Update copy.swift")
            try write("mine", to: copy)
            for version in ["one", "two", "three"] {
                try write(version, to: folder.appending(path: update))
                let reset = try await LessonCommandProcess("reset", "4.2", in: folder.path)
                #expect(reset.output.contains("Your text is kept in .nabla/kept/4.2-Update-"))
            }
            #expect(try text(copy) == "mine")
            let kept = try state(of: folder.appending(path: ".nabla/kept")).values.sorted()
            #expect(kept == ["one", "three", "two"])
        }
    }
}
