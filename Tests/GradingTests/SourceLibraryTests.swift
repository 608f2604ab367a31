import Foundation
import Testing

@testable import Grading

/// Compiled libraries are kept, and what is kept is trusted no further than it can be read.
@Suite(.serialized) struct SourceLibraryTests {
    private let files = FileManager.default
    private let cache = URL(fileURLWithPath: Toolchain.cache)

    private func make(_ text: String) async throws -> SourceLibrary {
        let module = SourceModule(
            name: "kept", module: "answers", files: [("a.swift", Array(text.utf8))], imports: AnswerSource.imports)
        guard case .library(let library) = try await SourceLibrary.make(of: module, Toolchain()) else {
            throw GradingError("it does not compile")
        }
        return library
    }

    @Test(arguments: ["removed", "cut off", "one byte changed", "without its digest", "empty"])
    func `an entry that is damaged is made anew`(damage: String) async throws {
        let library = try await make("public func f() -> Int { \(damage.count) }")
        let whole = try #require(files.contents(atPath: library.path))
        var bytes = [UInt8](whole)
        switch damage {
        case "removed": try files.removeItem(at: URL(fileURLWithPath: library.path).deletingLastPathComponent())
        case "cut off": try Data(bytes.prefix(bytes.count / 2)).write(to: URL(fileURLWithPath: library.path))
        case "one byte changed":
            bytes[bytes.count / 2] ^= 1
            try Data(bytes).write(to: URL(fileURLWithPath: library.path))
        case "empty": try Data().write(to: URL(fileURLWithPath: library.path))
        default: try files.removeItem(atPath: library.path + ".sha256")
        }
        #expect(!library.isWhole)
        let again = try await make("public func f() -> Int { \(damage.count) }")
        #expect(again.path == library.path)
        #expect(again.isWhole)
    }

    @Test func `answers whose library was removed while the kit runs are compiled again`() async throws {
        let folder = files.temporaryDirectory.appending(path: "kept-\(UUID().uuidString)")
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: folder) }
        try Data("func g() -> Int { 7 }".utf8).write(to: folder.appending(path: "Seven.swift"))
        let source = try AnswerSource(reading: folder)
        let adapters = Adapters(of: [], in: folder)
        func build() async throws -> String {
            try #require(try await AnswerBuilder.shared.build(source, stubs: [], adapters: adapters).library)
        }
        let library = try await build()
        try files.removeItem(at: URL(fileURLWithPath: library).deletingLastPathComponent())
        #expect(try await SourceLibrary(path: build()).isWhole)
    }

    @Test func `entries dated in the future do not drive out new ones`() async throws {
        let names = (0..<120).map { "future-\(UUID().uuidString)-\($0)" }
        defer { for name in names { try? files.removeItem(at: cache.appending(path: name)) } }
        try files.createDirectory(at: cache, withIntermediateDirectories: true)
        for name in names {
            try files.createDirectory(at: cache.appending(path: name), withIntermediateDirectories: true)
            try files.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: 1e8)], ofItemAtPath: cache.appending(path: name).path)
        }
        let library = try await make("public func f() -> Int { \(Int.random(in: 1000...999_999)) }")
        #expect(library.isWhole)
        let left = try files.contentsOfDirectory(atPath: cache.path)
        #expect(names.count { left.contains($0) } < 96)
    }

    // MARK: Where they are kept

    /// Nobody can make a folder there, not even root.
    private let nowhere = "/proc/nabla"

    private func inFolder(_ work: (String) throws -> Void) throws {
        let folder = files.temporaryDirectory.appending(path: "cache-\(UUID().uuidString)")
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: folder) }
        try work(folder.path)
    }

    @Test func `libraries are kept in the build folder, the user's own, or among the temporary files`() throws {
        try inFolder { folder in
            let (own, temporary) = (folder + "/own/cache", folder + "/temporary")
            #expect(Toolchain.cache(build: folder, own: own, temporary: temporary) == "\(folder)/nabla-loaded")
            #expect(!files.fileExists(atPath: own))
            #expect(Toolchain.cache(build: nowhere, own: own, temporary: temporary).hasPrefix(own + "/"))
            let last = Toolchain.cache(build: nowhere, own: nowhere, temporary: temporary)
            #expect(last.hasPrefix(temporary + "/"))
            #expect(last != Toolchain.cache(build: nowhere + "2", own: nowhere, temporary: temporary))
            let permissions = try files.attributesOfItem(atPath: temporary)[.posixPermissions] as? Int
            #expect(permissions == 0o700)
        }
    }

    @Test(arguments: ["writable by others", "a link", "a file"])
    func `a temporary folder that is somebody else's is not used`(trap: String) throws {
        try inFolder { folder in
            let temporary = folder + "/temporary"
            switch trap {
            case "a link": try files.createSymbolicLink(atPath: temporary, withDestinationPath: folder)
            case "a file": try Data().write(to: URL(fileURLWithPath: temporary))
            default:
                try files.createDirectory(
                    atPath: temporary, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o777])
                try files.setAttributes([.posixPermissions: 0o777], ofItemAtPath: temporary)
            }
            #expect(Toolchain.cache(build: nowhere, own: nowhere, temporary: temporary).hasPrefix(nowhere + "/"))
        }
    }

    @Test func `a course that was moved or copied with its build says so`() throws {
        try inFolder { folder in
            for name in ["lesson", "description.json"] {
                try files.createSymbolicLink(
                    atPath: "\(folder)/\(name)", withDestinationPath: "\(Toolchain.folder)/\(name)")
            }
            let error = #expect(throws: GradingError.self) { try Toolchain(folder: folder) }
            #expect(error?.message.hasPrefix("the course was moved or copied: what was built in \(folder)") == true)
            #expect(error?.hint?.contains("./setup") == true)
        }
    }
}
