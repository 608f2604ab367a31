import Foundation

/// Files that are files. A link, a device or a pipe under the same name is neither read nor written through: what a link
/// leads to is somebody else's, and a pipe never ends.
public enum PlainFile {
    /// What stands at a place, itself, without following a link.
    public enum Kind: Sendable { case nothing, file, folder, link, other }

    public static func kind(of url: URL) -> Kind {
        var status = stat()
        guard lstat(url.path, &status) == 0 else { return .nothing }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .other
        }
    }

    /// Why something is not read.
    public struct Unfit: Error, CustomStringConvertible, Sendable {
        public let description: String
        init(_ description: String) { self.description = description }
    }

    /// Whether a text can be the name of one file in a folder: no way out of it, and nothing hidden in it.
    public static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 255 && text != "." && text != ".."
            && !text.unicodeScalars.contains { $0 == "/" || $0.value == 0 }
    }

    /// Reads a file of at most `limit` bytes.
    public static func read(_ url: URL, limit: Int = 1 << 30) throws -> Data {
        if kind(of: url) == .link { throw Unfit("it is a link") }
        let descriptor = open(url.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Unfit("it is not a file")
        }
        guard status.st_size <= limit else { throw Unfit("it has more than \(limit) bytes") }
        return try handle.readToEnd() ?? Data()
    }

    /// Writes a file whole or not at all: the bytes are written aside, and take the name at the end. A link under that
    /// name gives way; what it leads to stays as it is.
    public static func write(_ data: Data, to url: URL) throws {
        let aside = url.deletingLastPathComponent().appending(path: ".new-\(UUID().uuidString.prefix(8))")
        do {
            try data.write(to: aside, options: .withoutOverwriting)
            try rename(aside, to: url)
        } catch {
            unlink(aside.path)
            throw error
        }
    }

    /// Makes a file where there is nothing, whole or not at all. Throws where something has the name.
    public static func create(_ data: Data, at url: URL) throws {
        guard kind(of: url) == .nothing else { throw POSIXError(.EEXIST) }
        do {
            try data.write(to: url, options: .withoutOverwriting)
        } catch CocoaError.fileWriteFileExists {
            throw POSIXError(.EEXIST)
        } catch {
            unlink(url.path)
            throw error
        }
    }

    /// Gives a file another name, which may be taken.
    static func rename(_ url: URL, to other: URL) throws {
        guard Foundation.rename(url.path, other.path) == 0 else {
            throw POSIXError(.init(rawValue: errno) ?? .EIO)
        }
    }

    /// Puts a file that is in the way aside, under a name that nothing has: "a.png" becomes "a.kept.png". Returns it.
    static func putAside(_ url: URL) throws -> URL {
        let (stem, suffix) = (url.deletingPathExtension().lastPathComponent, url.pathExtension)
        for number in 1...1000 {
            let name =
                stem + (number == 1 ? ".kept" : ".kept-\(number)") + (suffix.isEmpty ? "" : "." + suffix)
            let place = url.deletingLastPathComponent().appending(path: name)
            guard kind(of: place) == .nothing else { continue }
            try rename(url, to: place)
            return place
        }
        throw POSIXError(.EEXIST)
    }
}
