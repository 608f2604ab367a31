import Foundation

/// The folder of a run. It is written whole, or not at all: everything goes into a hidden folder beside it, which
/// takes its place at the end.
public struct OutputFolder: Sendable {
    public let url: URL

    /// Makes sure that the folder can be written, before a long run finds out that it can not. Leaves nothing behind:
    /// a run that is stopped has made no folder.
    ///
    /// Throws: `OutputError` with the path, the reason and a hint.
    public init(_ url: URL) throws {
        self.url = url.standardizedFileURL
        try OutputError.wrapping("cannot write to \(self.url.path)") {
            if FileManager.default.fileExists(atPath: self.url.path), !isFolder {
                throw OutputError("expected a folder at \(self.url.path), but there is a file")
            }
            let missing = missingParents
            defer { for folder in missing { rmdir(folder.path) } }
            let trial = try makeSibling()
            defer { try? FileManager.default.removeItem(at: trial) }
            try Data(count: OutputFolder.roomOfAPage).write(to: trial.appending(path: "trial"))
        }
    }

    /// Bytes that the disk must have room for: a page with its figures takes a few million.
    private static let roomOfAPage = 4 << 20

    /// The folders above this one that do not exist yet, the innermost first.
    private var missingParents: [URL] {
        var missing: [URL] = []
        var folder = url.deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path) {
            missing.append(folder)
            folder = folder.deletingLastPathComponent()
        }
        return missing
    }

    /// Replaces the folder by one with these files. Their names may hold slashes.
    public func write(_ files: [(name: String, content: Data)]) throws {
        try OutputError.wrapping("could not write \(url.path)") {
            let new = try makeSibling()
            do {
                for (name, content) in files {
                    let file = new.appending(path: name)
                    try FileManager.default.createDirectory(
                        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                    try content.write(to: file)
                }
                try swapIn(new)
            } catch {
                try? FileManager.default.removeItem(at: new)
                throw error
            }
        }
    }

    private var isFolder: Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Makes an empty hidden folder next to the final one, on the same disk, so that a rename is all it takes.
    private func makeSibling() throws -> URL {
        let name = ".\(url.lastPathComponent).\(UUID().uuidString.prefix(8))"
        let sibling = url.deletingLastPathComponent().appending(path: name)
        try FileManager.default.createDirectory(at: sibling, withIntermediateDirectories: true)
        return sibling
    }

    private func swapIn(_ new: URL) throws {
        guard isFolder else { return try FileManager.default.moveItem(at: new, to: url) }
        let old = try makeSibling()
        // A rename onto an empty folder replaces it.
        guard rename(url.path, old.path) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        do {
            try FileManager.default.moveItem(at: new, to: url)
        } catch {
            rename(old.path, url.path)
            throw error
        }
        try? FileManager.default.removeItem(at: old)
    }
}

/// Why the folder of a run cannot be written, in one line, and what to do about it.
public struct OutputError: Error, Equatable, CustomStringConvertible, Sendable {
    public let description: String
    public let hint: String

    init(_ description: String, hint: String = "name another folder with --output") {
        (self.description, self.hint) = (description, hint)
    }

    static func wrapping(_ what: String, _ work: () throws -> Void) throws {
        do {
            try work()
        } catch let error as OutputError {
            throw error
        } catch {
            throw OutputError(what, becauseOf: error)
        }
    }

    /// Takes the system's own words for an error, without the wrapping that Foundation puts around them.
    private init(_ what: String, becauseOf error: any Error) {
        let outer = error as NSError
        if (error as? CocoaError)?.code == .fileWriteOutOfSpace {
            self.init("\(what): No space left on device", hint: OutputError.makeRoom)
        } else if let error = error as? POSIXError {
            let reason = "\(what): \(String(cString: strerror(error.code.rawValue)))"
            let isFull = error.code == .ENOSPC || error.code == .EDQUOT
            self = isFull ? OutputError(reason, hint: OutputError.makeRoom) : OutputError(reason)
        } else if let inner = outer.userInfo[NSUnderlyingErrorKey] as? any Error {
            self.init(what, becauseOf: inner)
        } else {
            self.init("\(what): \(outer.localizedDescription)")
        }
    }

    private static let makeRoom = "make room on that disk, or name a folder on another with --output"
}
