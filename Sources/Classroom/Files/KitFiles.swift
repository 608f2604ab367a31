import Foundation

/// The files of a kit that are its own: no links, nothing hidden, nothing that an editor left.
struct KitFiles {
    let kit: URL

    init(in kit: URL) { self.kit = kit }

    /// The listed files that are there, and the files in these folders, by their paths.
    func paths(files: [String], folders: [String]) -> [String] {
        let manager = FileManager.default
        let listed = files.filter { manager.fileExists(atPath: kit.appending(path: $0).path) }
        let inFolders = folders.flatMap { folder in
            ((try? manager.subpathsOfDirectory(atPath: kit.appending(path: folder).path)) ?? []).map {
                "\(folder)/\($0)"
            }
        }.filter { path in
            let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__pycache__" }
            let facts = try? manager.attributesOfItem(atPath: kit.appending(path: path).path)
            return !isHidden && facts?[.type] as? FileAttributeType == .typeRegular && !path.hasSuffix("~")
        }
        return listed + inFolders.sorted()
    }
}
