import Foundation

/// The names of the files that the kit wrote into a folder: what may be replaced there. Everything else is somebody's.
///
/// A run lists its files in `record.json`. Other folders (slides, gallery, exports) have a hidden file for it.
struct Manifest: Equatable {
    /// Those of a run, from the folder: "index.html" and "figures/01-the-line.png".
    private(set) var recorded: Set<String> = []
    /// Those in the hidden list.
    private(set) var listed: Set<String> = []

    var files: Set<String> { recorded.union(listed) }

    static let name = ".nabla.json"

    init(_ files: Set<String> = []) { listed = files }

    /// What is listed in a folder; nil where no run of the kit has written.
    init?(of folder: URL) {
        var isThere = false
        if let record = try? RunRecord(contentsOf: folder.appending(path: "record.json")),
            record.lesson == folder.lastPathComponent
        {
            recorded = Set(record.files)
            isThere = true
        }
        let list = folder.appending(path: Self.name)
        if let data = try? PlainFile.read(list, limit: 1 << 24), let manifest = try? Manifest(json: data) {
            listed = manifest.listed
            isThere = true
        }
        guard isThere else { return nil }
    }

    /// Reads a list. Throws where it names anything that is not inside of its folder.
    init(json: Data) throws {
        listed = try Set(JSONDecoder().decode([String: [String]].self, from: json)["files"] ?? [])
        for file in listed where !Self.isInside(file) { throw PlainFile.Unfit("it lists \(file)") }
        listed.insert(Self.name)
    }

    var json: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(["files": listed.subtracting([Self.name]).sorted()]) + Data("\n".utf8)
        }
    }

    mutating func add(_ file: String) { listed.formUnion([file, Self.name]) }

    /// A path that leads into the folder and stays there.
    static func isInside(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.allSatisfy { PlainFile.isName(String($0)) }
    }
}
