import Foundation
import Testing

@testable import lesson

/// The doctor says what is wrong and the command that fixes it.
@Suite struct DiagnosticsTests {
    @Test func `a build that was made in another folder is noticed`() async throws {
        try await withTemporaryFolder { folder in
            let build = folder.appending(path: ".build/x/debug")
            try FileManager.default.createDirectory(at: build, withIntermediateDirectories: true)
            let file = build.appending(path: "description.json")
            let project = ProjectFolder(folder)
            #expect(Diagnostics.buildFolder(project, build: build).fix == "swift build --product lesson")
            for path in [build.path, build.path.replacing("/", with: "\\/")] {
                try Data("{\"a\": \"\(path)\(path.contains("\\") ? "\\" : "")/lesson\"}".utf8).write(to: file)
                #expect(Diagnostics.buildFolder(project, build: build).kind == .ok)
            }
            try Data("{\"a\": \"/elsewhere/.build/x/debug/lesson\"}".utf8).write(to: file)
            let moved = Diagnostics.buildFolder(project, build: build)
            #expect(moved.kind == .warning)
            #expect(moved.what.contains("moved or copied"))
            #expect(moved.fix == "rm -rf \(folder.path)/.build; swift build")
        }
    }

    @Test func `what git says of a folder is told from there being no clone`() async throws {
        try await withTemporaryFolder { folder in
            let project = ProjectFolder(folder)
            #expect(
                await onOwnThread { Diagnostics.ignoredFolders(project) }.what.hasPrefix("not a git clone"))
            try Data("gitdir: /nowhere\n".utf8).write(to: folder.appending(path: ".git"))
            let broken = await onOwnThread { Diagnostics.ignoredFolders(project) }
            #expect(broken.kind == .note)
            #expect(broken.fix == "git -C \(folder.path) status says why")
            #expect(broken.what == "git does not work here")
        }
    }

    /// Only root can give a folder to somebody else.
    @Test(.enabled(if: getuid() == 0))
    func `a clone of somebody else's is called that`() async throws {
        try await withTemporaryFolder { folder in
            let git = folder.appending(path: ".git")
            try FileManager.default.createDirectory(at: git, withIntermediateDirectories: true)
            #expect(chown(folder.path, 65534, 65534) == 0 && chown(git.path, 65534, 65534) == 0)
            let foreign = await onOwnThread { Diagnostics.ignoredFolders(ProjectFolder(folder)) }
            #expect(foreign.kind == .note)
            #expect(foreign.what.hasPrefix("git does not work here: the folder belongs to "))
            #expect(foreign.fix == "git config --global --add safe.directory \(folder.path)")
        }
    }
}
