import Datasets
import Foundation

/// A new empty folder that goes when the test is over.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/nabla-datasets-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Where data is looked for: in this folder only, caches included, and never in the network.
    var location: DataLocation {
        DataLocation(
            offline: true, environment: ["XDG_CACHE_HOME": path + "/caches"], workingFolder: path, observer: { _ in })
    }

    /// Writes files, name to bytes, into a folder inside this one.
    func write(_ files: [String: [UInt8]], into folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
        for (name, bytes) in files {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(folder)/\(name)"))
        }
    }

    /// Every file below this folder, hidden ones too.
    var files: [String] {
        let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return all.filter { name in
            (try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)"))?[.type]
                as? FileAttributeType
                != .typeDirectory
        }.sorted()
    }
}
