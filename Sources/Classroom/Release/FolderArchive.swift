import Foundation
import Nabla

extension ZipWriter {
    /// Adds all files of a folder with their right to be run, in the order of their names.
    ///
    /// - Parameter name: what the folder is called in the archive; nil for its files at the root.
    mutating func add(folder: URL, as name: String?) throws {
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
            let file = folder.appending(path: path)
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
            guard !isFolder.boolValue else { continue }
            guard let data = FileManager.default.contents(atPath: file.path) else {
                throw ClassError(.notReachable, "\(file.path) cannot be read", hint: "look at its permissions")
            }
            add(name.map { "\($0)/\(path)" } ?? path, data, isExecutable: access(file.path, X_OK) == 0)
        }
    }
}

/// What an archive holds, unpacked; nothing for what is none.
struct ArchiveMembers {
    var members: [(name: String, bytes: [UInt8])] = []

    private static let limit = 1 << 28

    init(of bytes: [UInt8]) {
        if ZipArchive.isZip(bytes), let archive = try? ZipArchive(Data(bytes)) {
            members = archive.entries.compactMap { entry in
                (try? archive.content(of: entry, limit: Self.limit)).map { (entry.name, $0) }
            }
        } else if bytes.starts(with: [0x1F, 0x8B]),
            let plain = try? Gzip.decompress(bytes, limit: Self.limit, name: "archive")
        {
            members = [("content", plain)]
        }
    }
}
