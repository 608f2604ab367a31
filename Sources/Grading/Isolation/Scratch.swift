import Foundation

/// The working folder of an answer and its temporary one: what it leaves there goes with it.
struct Scratch: Sendable {
    /// Told to no other check; the processes of this one carry it.
    let mark: String
    let folder: URL

    /// Makes a folder for the time of the work, and removes it with all that is in it, interrupted or not.
    static func using<Value: Sendable>(_ work: (Scratch) async throws -> Value) async throws -> Value {
        let mark = Channel.newNonce()
        let folder = FileManager.default.temporaryDirectory.appending(path: "nabla-check-\(mark)")
        return try await Interruption.guarding {
            try? FileManager.default.removeItem(at: folder)
        } work: {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
            defer { try? FileManager.default.removeItem(at: folder) }
            return try await work(Scratch(mark: mark, folder: folder))
        }
    }
}
