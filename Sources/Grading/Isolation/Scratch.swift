import Foundation

/// The working folder of an answer and its temporary one: what it leaves there goes with it.
struct Scratch: Sendable {
    /// Told to no other check; the processes of this one carry it.
    let mark: String
    let folder: URL

    /// Makes a folder for the time of the work, and removes it with all that is in it, interrupted or not.
    static func using<Value: Sendable>(_ work: (Scratch) async throws -> Value) async throws -> Value {
        try await ProcessSession.withMark { mark in
            let folder = temporaryFolder.appending(path: "nabla-check-\(mark)")
            return try await Interruption.guarding {
                try? FileManager.default.removeItem(at: folder)
            } work: {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
                defer { try? FileManager.default.removeItem(at: folder) }
                return try await work(Scratch(mark: mark, folder: folder))
            }
        }
    }

    /// What all files in the folder hold together.
    var megabytes: Int {
        var bytes = 0
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.fileSizeKey])
        while let file = files?.nextObject() as? URL {
            bytes += (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
        }
        return bytes >> 20
    }

    /// The system's folder for temporary files, or the usual one where the environment names none that is there.
    private static var temporaryFolder: URL {
        let named = FileManager.default.temporaryDirectory
        let isThere = FileManager.default.isWritableFile(atPath: named.path)
        return (isThere ? named : URL(fileURLWithPath: "/tmp")).resolvingSymlinksInPath()
    }
}
