import Foundation

/// A folder that the kit writes: of a run, of slides, of the gallery.
///
/// What no run wrote is never touched: a folder that holds only other things is refused, and beside the files of an
/// earlier run everything stays. The files are written aside first and then take their names, so that a run that is
/// interrupted, or finds the disk full, leaves the earlier ones as they were.
public struct OutputFolder: Sendable {
    public let url: URL

    /// Makes sure that the folder may and can be written, before a long run finds out that it cannot. Leaves nothing
    /// behind: a run that is stopped has made no folder.
    ///
    /// Throws: `OutputError` with the path, the reason and a hint.
    public init(_ url: URL) throws {
        self.url = url.standardizedFileURL
        try OutputError.wrapping("cannot write to \(self.url.path)") {
            let earlier = try Self.earlier(in: self.url)
            for file in earlier.files.union(["figures/1.png"]) {
                try Self.requirePlainFolders(above: file, in: self.url)
            }
            let missing = missingFolders
            defer { for folder in missing { rmdir(folder.path) } }
            let trial = try makeAside()
            defer { try? FileManager.default.removeItem(at: trial) }
            try Data(count: OutputFolder.roomOfAPage).write(to: trial.appending(path: "trial"))
        }
    }

    /// Bytes that the disk must have room for: a page with its figures takes a few million.
    private static let roomOfAPage = 4 << 20

    /// What earlier runs wrote into a folder. Throws where it holds things, and none of them is of a run.
    private static func earlier(in folder: URL) throws -> Manifest {
        switch PlainFile.kind(of: folder) {
        case .nothing: return Manifest()
        case .folder: break
        case .link:
            throw OutputError.refusal(
                "\(folder.path) is a link, and the kit does not write where it leads",
                hint: "name the folder itself with --output")
        case .file, .other:
            throw OutputError("expected a folder at \(folder.path), but there is a file")
        }
        if let manifest = Manifest(of: folder) { return manifest }
        let present = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        guard let other = present.first(where: { !isLeftOver($0) }) else { return Manifest() }
        throw OutputError.refusal("\(folder.path) holds \(other), and no run of the kit wrote that folder")
    }

    /// Whether a folder of the kit's pages may be made of this one: there is nothing in it, or a run wrote into it.
    public static func isFree(_ folder: URL) -> Bool {
        guard let present = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            return true
        }
        return Manifest(of: folder) != nil || present.allSatisfy(isLeftOver)
            || present.contains { Manifest(of: folder.appending(path: $0)) != nil }
    }

    /// Whether a run has written its page here.
    public static func isOfRun(_ folder: URL) -> Bool {
        Manifest(of: folder)?.recorded.isEmpty == false
            && PlainFile.kind(of: folder.appending(path: "index.html")) == .file
    }

    /// What macOS leaves where somebody has looked, and the kit where it was killed.
    private static func isLeftOver(_ name: String) -> Bool { name == ".DS_Store" || name.hasPrefix(".new-") }

    /// This folder and those above it that do not exist yet, the innermost first.
    private var missingFolders: [URL] {
        var missing: [URL] = []
        var folder = url
        while folder.path != "/", PlainFile.kind(of: folder) == .nothing {
            missing.append(folder)
            folder = folder.deletingLastPathComponent()
        }
        return missing
    }

    /// Makes the folder, and an empty hidden one in it, on the same disk: a rename is all it then takes.
    private func makeAside() throws -> URL {
        let aside = url.appending(path: ".new-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: aside, withIntermediateDirectories: true)
        return aside
    }

    /// A link between the folder and a file in it would lead out.
    private static func requirePlainFolders(above file: String, in folder: URL) throws {
        var folder = folder
        for part in file.split(separator: "/").dropLast() {
            folder.append(path: String(part))
            guard [.nothing, .folder].contains(PlainFile.kind(of: folder)) else {
                throw OutputError.refusal(
                    "expected a folder at \(folder.path), but there is a link or a file")
            }
        }
    }

    /// Reads a file of a run, named from its folder. What a link leads to is no file of a run.
    public static func read(_ file: String, of folder: URL) throws -> Data {
        try requirePlainFolders(above: file, in: folder)
        return try PlainFile.read(folder.appending(path: file))
    }

    /// Writes these files in the place of those of the earlier run. Their names may hold slashes.
    ///
    /// - Returns: files of somebody else's that had one of these names: each was given another, and is to be told of.
    @discardableResult
    public func write(_ files: [(name: String, content: Data)]) throws -> [URL] {
        try OutputError.wrapping("could not write \(url.path)") {
            let earlier = try Self.earlier(in: url)
            var files = files
            // Last, because it says what is there: the record of a run, or the list.
            if let index = files.firstIndex(where: { $0.name == "record.json" }) {
                files.append(files.remove(at: index))
            } else {
                files.append((Manifest.name, try Manifest(Set(files.map(\.name))).json))
            }
            let missing = missingFolders
            let replacement = Replacement(of: self, aside: try makeAside())
            do {
                let kept = try replacement.perform(files, earlier)
                replacement.end()
                return kept
            } catch {
                replacement.end()
                for folder in missing { rmdir(folder.path) }
                throw error
            }
        }
    }

    /// Files on their way into the folder.
    private struct Replacement {
        let folder: OutputFolder
        let aside: URL

        init(of folder: OutputFolder, aside: URL) { (self.folder, self.aside) = (folder, aside) }

        func end() { try? FileManager.default.removeItem(at: aside) }

        func perform(_ files: [(name: String, content: Data)], _ earlier: Manifest) throws -> [URL] {
            for (index, file) in files.enumerated() {
                guard Manifest.isInside(file.name) else {
                    throw PlainFile.Unfit("no name of a file: \(file.name)")
                }
                try file.content.write(to: aside.appending(path: "\(index)"))
            }
            let targets = files.map { folder.url.appending(path: $0.name) }
            var kept: [(from: URL, to: URL)] = []
            var madeFolders: [URL] = []
            var done: [Int] = []
            do {
                for (index, file) in files.enumerated() {
                    try OutputFolder.requirePlainFolders(above: file.name, in: folder.url)
                    let parent = targets[index].deletingLastPathComponent()
                    if PlainFile.kind(of: parent) == .nothing { madeFolders.append(parent) }
                    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
                    switch PlainFile.kind(of: targets[index]) {
                    case .nothing: break
                    case .file where earlier.files.contains(file.name):
                        // A second name for the earlier file: it can be given back.
                        link(targets[index].path, aside.appending(path: "\(index).earlier").path)
                    case .folder:
                        throw OutputError.refusal(
                            "expected a file or nothing at \(targets[index].path), but there is a folder")
                    default: kept.append((targets[index], try PlainFile.putAside(targets[index])))
                    }
                    try PlainFile.rename(aside.appending(path: "\(index)"), to: targets[index])
                    done.append(index)
                }
            } catch {
                for index in done {
                    let before = aside.appending(path: "\(index).earlier")
                    if PlainFile.kind(of: before) == .nothing {
                        unlink(targets[index].path)
                    } else {
                        try? PlainFile.rename(before, to: targets[index])
                    }
                }
                for (from, to) in kept { try? PlainFile.rename(to, to: from) }
                for parent in madeFolders { rmdir(parent.path) }
                throw error
            }
            let names = Set(files.map(\.name))
            removeRest(of: names.contains("record.json") ? earlier.recorded : earlier.listed, keeping: names)
            return kept.map(\.to)
        }

        /// Removes what an earlier run wrote and this one does not.
        private func removeRest(of earlier: Set<String>, keeping names: Set<String>) {
            for name in earlier.subtracting(names) {
                let file = folder.url.appending(path: name)
                let isInside = (try? OutputFolder.requirePlainFolders(above: name, in: folder.url)) != nil
                guard isInside, PlainFile.kind(of: file) == .file else { continue }
                unlink(file.path)
                // Only an empty folder goes.
                if name.contains("/") { rmdir(file.deletingLastPathComponent().path) }
            }
        }
    }
}
