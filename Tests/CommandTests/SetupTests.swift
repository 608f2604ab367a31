import Foundation
import Testing

@testable import Grading
@testable import lesson

/// What was built holds the path of its folder, and a folder can be moved.
@Suite struct SetupTests {
    /// `./setup --check` in a folder with a build that SwiftPM made in `origin`.
    private func check(_ folder: URL, builtIn origin: String, escaped: Bool = false) async throws
        -> (status: ChildProcess.End, words: String)
    {
        let files = FileManager.default
        let build = folder.appending(path: ".build/x86_64-unknown-linux-gnu/debug")
        try files.createDirectory(at: build, withIntermediateDirectories: true)
        let path = origin + "/.build/x86_64-unknown-linux-gnu/debug/lesson"
        let written = escaped ? path.replacing("/", with: "\\/") : path
        let text =
            "{\n  \"builtTestProducts\" : [\n    {\n      \"binaryPath\" : \"\(written)\",\n      \"x\" : 1\n    }\n  ]\n}\n"
        try Data(text.utf8).write(to: build.appending(path: "description.json"))
        let script = folder.appending(path: "setup")
        if !files.fileExists(atPath: script.path) {
            try files.copyItem(at: ProjectFolder().url.appending(path: "setup"), to: script)
        }
        let result = try await ChildProcess.run(script.path, ["--check"])
        return (result.end, result.complaint)
    }

    @Test(arguments: [false, true])
    func `set-up says that a folder was moved or copied, and what mends it`(escaped: Bool) async throws {
        try await withTemporaryFolder { folder in
            let whole = try await check(folder, builtIn: folder.path, escaped: escaped)
            try #require(!whole.words.contains("missing:"), "the libraries of the kit are not here")
            #expect(whole.status == .exited(0), "\(whole.words)")
            for origin in ["/somewhere/else", folder.deletingLastPathComponent().path] {
                let moved = try await check(folder, builtIn: origin, escaped: escaped)
                #expect(moved.status == .exited(1))
                #expect(moved.words.contains("this folder was moved or copied"))
                #expect(moved.words.contains("belongs to \(origin)\nhint: run ./setup, which removes"))
            }
        }
    }

    /// A build that was reached through a link is this one.
    @Test func `a link to the folder is the folder`() async throws {
        try await withTemporaryFolder { folder in
            let link = folder.appending(path: "link")
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder)
            let words = try await check(folder, builtIn: link.path).words
            #expect(!words.contains("moved or copied"))
        }
    }
}
