import Foundation

/// A folder for the time of a test.
enum TemporaryFolder {
    static func using<Value>(_ work: (URL) throws -> Value) throws -> Value {
        let folder = try make()
        defer { try? FileManager.default.removeItem(at: folder) }
        return try work(folder)
    }

    static func using<Value>(_ work: (URL) async throws -> Value) async throws -> Value {
        let folder = try make()
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await work(folder)
    }

    private static func make() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(
            path: "classroom-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}
