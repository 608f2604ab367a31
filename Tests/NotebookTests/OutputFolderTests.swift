import Foundation
import Testing

@testable import Notebook

@Suite struct OutputFolderTests {
    private let parent = FileManager.default.temporaryDirectory.appending(path: "nabla-\(UUID().uuidString)")

    private func files(_ folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    }

    @Test func `it writes all files, and replaces the folder of an earlier run`() throws {
        defer { try? FileManager.default.removeItem(at: parent) }
        let folder = try OutputFolder(parent.appending(path: "deep/04"))
        try folder.write([("index.html", Data("a".utf8)), ("figures/01.png", Data("b".utf8))])
        #expect(
            try files(parent) == [
                "deep", "deep/04", "deep/04/figures", "deep/04/figures/01.png", "deep/04/index.html",
            ])
        try OutputFolder(parent.appending(path: "deep/04")).write([("index.html", Data("c".utf8))])
        #expect(try files(parent) == ["deep", "deep/04", "deep/04/index.html"])
        #expect(try String(contentsOf: folder.url.appending(path: "index.html"), encoding: .utf8) == "c")
    }

    @Test func `a file in the way of the folder, or of its parent, is found before anything is written`()
        throws
    {
        defer { try? FileManager.default.removeItem(at: parent) }
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        let file = parent.appending(path: "file")
        try Data("mine".utf8).write(to: file)
        #expect(throws: OutputError.self) { try OutputFolder(file) }
        #expect(throws: OutputError.self) { try OutputFolder(file.appending(path: "04")) }
        #expect(try files(parent) == ["file"])
        #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
    }

    @Test func `looking whether a folder can be written makes none`() throws {
        defer { try? FileManager.default.removeItem(at: parent) }
        _ = try OutputFolder(parent.appending(path: "deep/deeper/04"))
        #expect(!FileManager.default.fileExists(atPath: parent.path))
        let kept = parent.appending(path: "deep")
        try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
        _ = try OutputFolder(kept.appending(path: "deeper/04"))
        #expect(try files(parent) == ["deep"])
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

    @Test func `a write that fails half-way leaves the earlier folder as it was`() throws {
        defer { try? FileManager.default.removeItem(at: parent) }
        let folder = try OutputFolder(parent.appending(path: "04"))
        try folder.write([("index.html", Data("old".utf8))])
        // The second name needs a folder where the first one put a file.
        #expect(throws: OutputError.self) {
            try folder.write([("index.html", Data("new".utf8)), ("index.html/figure.png", Data())])
        }
        #expect(try files(parent) == ["04", "04/index.html"])
        #expect(try String(contentsOf: folder.url.appending(path: "index.html"), encoding: .utf8) == "old")
    }
}
