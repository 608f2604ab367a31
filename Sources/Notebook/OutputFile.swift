import Foundation

/// A file that the kit writes into a folder that may hold other things: an export, the list of lessons.
public enum OutputFile {
    /// What becomes of a file of that name that the kit did not write.
    public enum Courtesy: Sendable {
        case refuse
        /// It is given another name.
        case putAside
    }

    /// Throws where something stands in the place that the kit did not write.
    public static func requireFree(_ file: URL) throws {
        let listed = Manifest(of: file.deletingLastPathComponent())?.files ?? []
        switch PlainFile.kind(of: file) {
        case .nothing: break
        case .file where listed.contains(file.lastPathComponent): break
        case .folder:
            throw OutputError.refusal("expected a file or nothing at \(file.path), but there is a folder")
        case .file, .link, .other:
            throw OutputError.refusal(
                "\(file.path) is there already, and the kit did not write it",
                hint: "move it away, or name another file with --output")
        }
    }

    /// Writes a file whole or not at all, and lists it beside, so that it may be replaced the next time.
    ///
    /// - Returns: what was put aside.
    @discardableResult
    public static func write(_ content: Data, to file: URL, courtesy: Courtesy = .refuse) throws -> URL? {
        let file = file.standardizedFileURL
        return try OutputError.wrapping("cannot write \(file.path)") {
            let folder = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            var kept: URL?
            do {
                try requireFree(file)
            } catch {
                guard case .putAside = courtesy, PlainFile.kind(of: file) != .folder else { throw error }
                kept = try PlainFile.putAside(file)
            }
            try PlainFile.write(content, to: file)
            var manifest = Manifest(of: folder) ?? Manifest()
            manifest.add(file.lastPathComponent)
            let list = folder.appending(path: Manifest.name)
            guard [.nothing, .file].contains(PlainFile.kind(of: list)) else { return kept }
            try PlainFile.write(manifest.json, to: list)
            return kept
        }
    }
}
