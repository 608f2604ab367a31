import Foundation
import Testing

@testable import Notebook

@Suite struct OutputFolderTests {
    private let files = FileManager.default

    /// A folder for one test, removed at its end.
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let parent = files.temporaryDirectory.appending(path: "nabla-\(UUID().uuidString)")
        try files.createDirectory(at: parent, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: parent) }
        try body(parent)
    }

    private func content(_ folder: URL) throws -> [String] {
        try files.subpathsOfDirectory(atPath: folder.path).sorted()
    }

    private func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }

    private func write(_ text: String, to file: URL) throws {
        try files.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func file(_ name: String, _ text: String) -> (name: String, content: Data) {
        (name, Data(text.utf8))
    }

    /// The files of a run with these figures.
    private func run(_ figures: String..., page: String = "page", lesson: String = "04-a") throws
        -> [(name: String, content: Data)]
    {
        var options = Session.Options()
        options.lesson = lesson
        var record = RunRecord(options)
        for name in figures {
            let figure = RunRecord.Figure(
                file: "figures/" + name, caption: "", alt: "", width: 1, height: 1, line: 1)
            record.add(.figure(figure, png: []), line: 1)
        }
        let pictures = figures.map { file("figures/" + $0, "picture \($0) of \(page)") }
        return [file("index.html", page), ("record.json", try record.json())] + pictures
    }

    @Test func `it writes all files, and a rerun replaces and removes only those that the record lists`()
        throws
    {
        try withFolder { parent in
            let place = parent.appending(path: "deep/04-a")
            try OutputFolder(place).write(run("1.png", "2.png"))
            #expect(
                try content(place) == [
                    "figures", "figures/1.png", "figures/2.png", "index.html", "record.json",
                ])
            for name in ["slides/slides.pptx", "figures/mine.png", "notes.txt", "a\nb", ".hidden"] {
                try write("mine", to: place.appending(path: name))
            }
            let kept = try OutputFolder(place).write(run("3.png", page: "second"))
            #expect(kept.isEmpty)
            #expect(
                try content(place) == [
                    ".hidden", "a\nb", "figures", "figures/3.png", "figures/mine.png", "index.html",
                    "notes.txt",
                    "record.json", "slides", "slides/slides.pptx",
                ])
            #expect(try text(place.appending(path: "index.html")) == "second")
            #expect(try text(place.appending(path: "slides/slides.pptx")) == "mine")
            // Without figures, their folder goes when it is empty.
            try files.removeItem(at: place.appending(path: "figures/mine.png"))
            try OutputFolder(place).write(run())
            #expect(!files.fileExists(atPath: place.appending(path: "figures").path))
        }
    }

    @Test func `a folder that no run wrote is refused, and left as it is`() throws {
        try withFolder { parent in
            let place = parent.appending(path: "04-a")
            let foreign = [
                ["4.2-Update.swift"], ["index.html"], [".profile"], ["record.json", "index.html"],
                ["sub/sub/x"], [".nabla.json"],
            ]
            for names in foreign {
                for name in names { try write("mine", to: place.appending(path: name)) }
                let before = try content(parent)
                let error = #expect(throws: OutputError.self) { try OutputFolder(place) }
                #expect(error?.isRefusal == true)
                #expect(error?.description.contains("no run of the kit wrote that folder") == true)
                #expect(error?.hint == "move it away, or name another folder with --output")
                #expect(try content(parent) == before)
                try files.removeItem(at: place)
            }
        }
    }

    /// Lists that name what lies outside, or the record of another lesson, make nothing the kit's.
    @Test func `a forged list opens nothing`() throws {
        try withFolder { parent in
            let place = parent.appending(path: "04-a")
            let victim = parent.appending(path: "x")
            try write("mine", to: victim)
            let forged = [
                (
                    "record.json",
                    String(decoding: try run("1.png")[1].content, as: UTF8.self)
                        .replacing("figures/1.png", with: "../x")
                ),
                (
                    "record.json",
                    String(decoding: try run("1.png")[1].content, as: UTF8.self)
                        .replacing("figures/1.png", with: "figures/../../x")
                ),
                ("record.json", String(decoding: try run(lesson: "05-b")[1].content, as: UTF8.self)),
                (".nabla.json", "{\"files\": [\"../x\"]}"),
                (".nabla.json", "{\"files\": [\"\(victim.path)\"]}"),
                (".nabla.json", "{\"files\": [\"a/../../x\"]}"), (".nabla.json", "{\"files\": 3}"),
            ]
            for (name, text) in forged {
                try write(text, to: place.appending(path: name))
                #expect(throws: OutputError.self, "\(text)") { try OutputFolder(place) }
                #expect(throws: OutputError.self) {
                    try OutputFolder(parent.appending(path: "other")).write([file("../x", "theirs")])
                }
                try files.removeItem(at: place)
            }
            #expect(try text(victim) == "mine")
        }
    }

    @Test func `links are not followed out of the folder`() throws {
        try withFolder { parent in
            let place = parent.appending(path: "04-a")
            let elsewhere = parent.appending(path: "elsewhere")
            try write("mine", to: elsewhere.appending(path: "1.png"))
            try OutputFolder(place).write(run("1.png"))
            // A link in the place of the page is put aside; what it leads to stays.
            try files.removeItem(at: place.appending(path: "index.html"))
            try files.createSymbolicLink(
                at: place.appending(path: "index.html"),
                withDestinationURL: elsewhere.appending(path: "1.png"))
            let kept = try OutputFolder(place).write(run("1.png", page: "second"))
            #expect(kept.map(\.lastPathComponent) == ["index.kept.html"])
            #expect(PlainFile.kind(of: kept[0]) == .link)
            #expect(PlainFile.kind(of: place.appending(path: "index.html")) == .file)
            #expect(try text(elsewhere.appending(path: "1.png")) == "mine")
            // A link in the place of the figures' folder is refused.
            try files.removeItem(at: place.appending(path: "figures"))
            try files.createSymbolicLink(
                at: place.appending(path: "figures"), withDestinationURL: elsewhere)
            #expect(throws: OutputError.self) { try OutputFolder(place) }
            #expect(throws: (any Error).self) { try OutputFolder.read("figures/1.png", of: place) }
            #expect(try text(elsewhere.appending(path: "1.png")) == "mine")
            // So is a link in the place of the folder itself, even where a run's page lies behind it.
            let linked = parent.appending(path: "05-b")
            try files.createSymbolicLink(at: linked, withDestinationURL: place)
            #expect(throws: OutputError.self) { try OutputFolder(linked) }
        }
    }

    @Test func `a file of somebody else's that has a name the run needs is given another`() throws {
        try withFolder { parent in
            let place = parent.appending(path: "04-a")
            try OutputFolder(place).write(run())
            try write("mine", to: place.appending(path: "figures/1.png"))
            try write("mine, older", to: place.appending(path: "figures/1.kept.png"))
            let kept = try OutputFolder(place).write(run("1.png"))
            #expect(kept.map(\.lastPathComponent) == ["1.kept-2.png"])
            #expect(try text(kept[0]) == "mine")
            #expect(try text(place.appending(path: "figures/1.kept.png")) == "mine, older")
            #expect(try text(place.appending(path: "figures/1.png")).hasPrefix("picture"))
        }
    }

    @Test func `a write that fails half-way leaves everything as it was`() throws {
        try withFolder { parent in
            let place = parent.appending(path: "04-a")
            try OutputFolder(place).write(run("1.png", page: "old"))
            try write("mine", to: place.appending(path: "figures/2.png"))
            // A folder stands where the last file belongs: all others have taken their names by then.
            try write("mine", to: place.appending(path: "figures/3.png/inside"))
            let names = try content(place)
            #expect(throws: OutputError.self) {
                try OutputFolder(place).write(run("1.png", "2.png", "3.png", page: "new"))
            }
            #expect(try content(place) == names)
            #expect(try text(place.appending(path: "index.html")) == "old")
            #expect(try text(place.appending(path: "figures/1.png")) == "picture 1.png of old")
            #expect(try text(place.appending(path: "figures/2.png")) == "mine")
            // The same in a folder that was not there before.
            let other = parent.appending(path: "new/05-b")
            #expect(throws: OutputError.self) {
                try OutputFolder(other).write([file("a", ""), file("a/b", "")])
            }
            #expect(!files.fileExists(atPath: parent.appending(path: "new").path))
        }
    }

    @Test func `a folder without a record keeps a list of what the kit wrote`() throws {
        try withFolder { parent in
            let place = parent.appending(path: "gallery")
            try OutputFolder(place).write([file("01.png", "a"), file("02.png", "b")])
            try write("mine", to: place.appending(path: "slides.pptx"))
            try OutputFolder(place).write([file("01.png", "c")])
            #expect(try content(place) == [".nabla.json", "01.png", "slides.pptx"])
            #expect(try text(place.appending(path: ".nabla.json")).contains("[\n    \"01.png\"\n  ]"))
        }
    }

    @Test func `a file in the way of the folder, or of its parent, is found before anything is written`()
        throws
    {
        try withFolder { parent in
            let file = parent.appending(path: "file")
            try write("mine", to: file)
            #expect(throws: OutputError.self) { try OutputFolder(file) }
            #expect(throws: OutputError.self) { try OutputFolder(file.appending(path: "04")) }
            #expect(try content(parent) == ["file"])
            #expect(try text(file) == "mine")
        }
    }

    @Test func `looking whether a folder can be written makes none`() throws {
        try withFolder { parent in
            _ = try OutputFolder(parent.appending(path: "deep/deeper/04"))
            #expect(try content(parent).isEmpty)
            try files.createDirectory(at: parent.appending(path: "deep"), withIntermediateDirectories: true)
            _ = try OutputFolder(parent.appending(path: "deep/deeper/04"))
            #expect(try content(parent) == ["deep"])
            // An empty folder may be used, also one that was looked into on a Mac.
            try write("", to: parent.appending(path: "deep/.DS_Store"))
            try OutputFolder(parent.appending(path: "deep")).write([file("a", "")])
        }
    }

    @Test func `a full disk is called that, and the hint is to make room`() {
        let full: [any Error] = [
            POSIXError(.ENOSPC), CocoaError(.fileWriteOutOfSpace),
            CocoaError(.fileWriteUnknown, userInfo: [NSUnderlyingErrorKey: POSIXError(.ENOSPC)]),
        ]
        for error in full {
            let thrown = #expect(throws: OutputError.self) {
                try OutputError.wrapping("could not write /here") { throw error }
            }
            #expect(thrown?.description == "could not write /here: No space left on device")
            #expect(
                thrown?.hint == "make room on that disk, or name a folder on another with --output")
        }
        let other = #expect(throws: OutputError.self) {
            try OutputError.wrapping("could not write /here") { throw POSIXError(.EACCES) }
        }
        #expect(other?.hint == "name another folder with --output")
    }

    @Test func `a single file is replaced only if the kit wrote it`() throws {
        try withFolder { parent in
            let target = parent.appending(path: "talk.html")
            try OutputFile.write(Data("first".utf8), to: target)
            try OutputFile.write(Data("second".utf8), to: target)
            #expect(try text(target) == "second")
            let mine = parent.appending(path: "notes.html")
            try write("mine", to: mine)
            let error = #expect(throws: OutputError.self) { try OutputFile.write(Data(), to: mine) }
            #expect(error?.isRefusal == true)
            #expect(try text(mine) == "mine")
            let link = parent.appending(path: "link.html")
            try files.createSymbolicLink(at: link, withDestinationURL: mine)
            #expect(throws: OutputError.self) { try OutputFile.write(Data(), to: link) }
            let kept = try OutputFile.write(Data("page".utf8), to: mine, courtesy: .putAside)
            #expect(kept?.lastPathComponent == "notes.kept.html")
            #expect(try text(mine) == "page")
        }
    }

    @Test func `what is no file is not read`() throws {
        try withFolder { parent in
            let pipe = parent.appending(path: "pipe")
            #expect(mkfifo(pipe.path, 0o600) == 0)
            try write("abc", to: parent.appending(path: "file"))
            try files.createSymbolicLink(
                at: parent.appending(path: "link"), withDestinationURL: parent.appending(path: "file"))
            for url in [pipe, parent, parent.appending(path: "link"), URL(fileURLWithPath: "/dev/zero")] {
                #expect(throws: (any Error).self) { try PlainFile.read(url) }
            }
            #expect(try PlainFile.read(parent.appending(path: "file"), limit: 3) == Data("abc".utf8))
            #expect(throws: PlainFile.Unfit.self) {
                try PlainFile.read(parent.appending(path: "file"), limit: 2)
            }
        }
    }
}
