import Foundation

/// A file that came with a submission, wherever it lies.
struct SourceFile {
    /// From the source that was named, with / between folders; an archive inside is a folder of its name.
    let path: String
    /// When it was changed, and who says so.
    let time: Date
    let timeFrom: Submission.TimeSource
    /// Why it is not read; nil if it is.
    var refusal: String?
    /// What it holds.
    let content: (_ limit: Int) throws -> [UInt8]

    var components: [Substring] { path.split(separator: "/") }
    var name: String { components.last.map(String.init) ?? path }
}

/// Finds the files in what an instructor names: a folder, or a zip archive, with archives inside.
struct SourceReader {
    /// Where the times in an archive are local ones.
    let zone: TimeZone
    private(set) var files: [SourceFile] = []
    /// What could not be opened at all, and why.
    private(set) var unreadable: [Submission.Ignored] = []
    /// Bytes that archives inside of archives may still unpack to.
    private var budget = 1 << 30
    private var count = 0

    init(zone: TimeZone) { self.zone = zone }

    private static let deepest = 16
    /// Archives inside of archives.
    private static let deepestArchive = 3
    private static let longestArchive = 256 << 20

    /// - Parameter isStudents: whether a student has made it, so that the times in it are the student's to choose.
    mutating func read(_ source: URL, isStudents: Bool = false) throws {
        var status = stat()
        guard lstat(source.path, &status) == 0 else {
            throw ClassError(.notReachable, "there is no \(source.path)", hint: "is the name right?")
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: walk(source, as: "", depth: 0)
        case S_IFREG:
            guard let data = try? Data(contentsOf: source, options: .mappedIfSafe) else {
                throw ClassError(.notReachable, "\(source.path) cannot be read", hint: "look at its permissions")
            }
            do {
                let time = SourceReader.time(of: status)
                try open(data, as: "", outer: isStudents ? (time, .file) : nil, modified: time, depth: 1)
            } catch let problem as ZipArchive.Problem {
                throw ClassError(
                    .badData, "\(source.lastPathComponent) \(problem.text)",
                    hint: "expected a folder or a zip archive; fetch it again")
            }
        default: throw ClassError(.badData, "\(source.path) is neither a folder nor a zip archive")
        }
        try checkCount()
    }

    private func checkCount() throws {
        if count > ZipArchive.mostEntries {
            throw ClassError(.badData, "more than \(ZipArchive.mostEntries) files; is it the right folder?")
        }
    }

    // MARK: Folders

    /// Follows no links, and opens nothing that is not an ordinary file.
    private mutating func walk(_ folder: URL, as path: String, depth: Int) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            unreadable.append(
                .init(file: path.isEmpty ? folder.path : path, reason: "cannot be read; look at its permissions"))
            return
        }
        for name in names.sorted() where count <= ZipArchive.mostEntries {
            let inside = path.isEmpty ? name : "\(path)/\(name)"
            if PathRules.isClutter(name) { continue }
            count += 1
            let file = folder.appending(path: name)
            var status = stat()
            guard lstat(file.path, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR where depth >= SourceReader.deepest:
                unreadable.append(.init(file: inside, reason: "lies deeper than \(SourceReader.deepest) folders"))
            case S_IFDIR: walk(file, as: inside, depth: depth + 1)
            default: add(file, status, as: inside)
            }
        }
    }

    private mutating func add(_ file: URL, _ status: stat, as path: String) {
        let time = SourceReader.time(of: status)
        if status.st_mode & S_IFMT == S_IFREG, path.lowercased().hasSuffix(".zip") {
            guard status.st_size <= SourceReader.longestArchive,
                let data = try? Data(contentsOf: file, options: .mappedIfSafe)
            else {
                let reason =
                    status.st_size > SourceReader.longestArchive
                    ? "is longer than 256 MB" : "cannot be read; look at its permissions"
                unreadable.append(.init(file: path, reason: reason))
                return
            }
            tryToOpen(data, as: path, outer: (time, .file), modified: time, depth: 1)
            return
        }
        let refusal: String? =
            switch status.st_mode & S_IFMT {
            case S_IFREG: PathRules.refusal(of: path)
            case S_IFLNK: "is a link; only files are read"
            default: "is a device or a pipe; only files are read"
            }
        files.append(
            SourceFile(path: path, time: time, timeFrom: .file, refusal: refusal) { limit in
                guard status.st_size <= limit else {
                    throw ZipArchive.Problem(text: "is longer than \(ZipArchive.text(limit))")
                }
                // Not through a link that has taken its place meanwhile.
                let descriptor = Foundation.open(file.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
                guard descriptor >= 0 else { throw ZipArchive.Problem(text: "cannot be read; look at its permissions") }
                let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
                return Array(try handle.read(upToCount: limit) ?? Data())
            })
    }

    private static func time(of status: stat) -> Date {
        #if os(Linux)
            let seconds = status.st_mtim.tv_sec
        #else
            let seconds = status.st_mtimespec.tv_sec
        #endif
        return Date(timeIntervalSince1970: Double(seconds))
    }

    // MARK: Archives

    private typealias Stamp = (time: Date, from: Submission.TimeSource)

    private mutating func tryToOpen(_ data: Data, as path: String, outer: Stamp?, modified: Date, depth: Int) {
        do {
            try open(data, as: path, outer: outer, modified: modified, depth: depth)
        } catch {
            unreadable.append(.init(file: path, reason: (error as? ZipArchive.Problem)?.text ?? "\(error)"))
        }
    }

    /// - Parameters:
    ///   - outer: the time of what this archive came in. Of an archive that a student has made, the times inside are the
    ///     student's to choose.
    ///   - modified: of the archive's file, for entries without a time.
    private mutating func open(_ data: Data, as path: String, outer: Stamp?, modified: Date, depth: Int) throws {
        let archive = try ZipArchive(data)
        count += archive.entries.count
        var seen = Set<String>()
        for entry in archive.entries where count <= ZipArchive.mostEntries {
            let shown = entry.name.split(separator: "/", omittingEmptySubsequences: true).joined(separator: "/")
            let inside = path.isEmpty ? shown : "\(path)/\(shown)"
            if entry.refusal == nil, entry.isFolder || PathRules.isClutter(entry.name) { continue }
            let stamp = outer ?? time(of: entry).map { ($0, .archive) } ?? (modified, .file)
            let isTwice = !seen.insert(shown.lowercased()).inserted
            let refusal = entry.refusal ?? (isTwice ? "stands twice in the archive" : nil)
            if refusal == nil, entry.name.lowercased().hasSuffix(".zip") {
                openInside(archive, entry, as: inside, stamp, depth: depth)
                continue
            }
            files.append(
                SourceFile(
                    path: entry.refusal == nil ? inside : path.isEmpty ? entry.name : "\(path)/\(entry.name)",
                    time: stamp.time, timeFrom: stamp.from, refusal: refusal
                ) { limit in
                    try archive.content(of: entry, limit: limit)
                })
        }
    }

    private mutating func openInside(
        _ archive: ZipArchive, _ entry: ZipArchive.Entry, as path: String, _ stamp: Stamp, depth: Int
    ) {
        guard depth < SourceReader.deepestArchive else {
            unreadable.append(.init(file: path, reason: "is an archive in an archive in an archive"))
            return
        }
        // Zip packs a file to a thousandth at most of what it was; archives hardly at all.
        guard entry.size <= max(1 << 20, 200 * entry.packedSize), entry.size <= budget else {
            unreadable.append(
                .init(
                    file: path,
                    reason: "would unpack to \(ZipArchive.text(entry.size)): a trap, or no archive of answers"))
            return
        }
        do {
            let content = try archive.content(of: entry, limit: SourceReader.longestArchive)
            budget -= content.count
            tryToOpen(Data(content), as: path, outer: stamp, modified: stamp.time, depth: depth + 1)
        } catch {
            unreadable.append(.init(file: path, reason: (error as? ZipArchive.Problem)?.text ?? "\(error)"))
        }
    }

    private func time(of entry: ZipArchive.Entry) -> Date? {
        switch entry.time {
        case .moment(let date): date
        case .local(let components): LocalTime.calendar(zone).date(from: components)
        case nil: nil
        }
    }
}
