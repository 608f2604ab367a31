import Foundation
import Synchronization
import Tensors

/// The outcome of a look-up: a folder that holds every file of a set, or the reason why there is none.
public enum DataLookup: Sendable {
    case found(StoredDataSet)
    case nowhere(reason: String)
}

extension DataLocation {
    /// Looks for a set in the order: the folder the user named, `Data/`, the cache, the network.
    ///
    /// Throws: `DataError` when a folder the user named cannot be read or lacks the set, or when `Data/` holds
    /// only part of it. Nothing that is there is ever skipped in silence.
    public func locate(_ set: DataSet) throws -> DataLookup {
        let lookup = try look(for: set)
        if case .found(let stored) = lookup { observer(.found(set: set.name, source: stored.source)) }
        return lookup
    }

    /// Whether the user named a folder that can be read and holds none of the set's files. To load the set would be
    /// an error; to ask what is there is not.
    public func namedFolderLacks(_ set: DataSet) -> Bool {
        guard let named, (try? FileManager.default.contentsOfDirectory(atPath: named.folder)) != nil else {
            return false
        }
        return StoredDataSet(set, under: named.folder, as: DataSource.folder) == nil
    }

    private func look(for set: DataSet) throws -> DataLookup {
        if let named {
            return .found(try inNamedFolder(set, named.folder, option: named.option))
        }
        if let stored = StoredDataSet(set, under: projectFolder, as: DataSource.folder) {
            try stored.requireEveryFile()
            return .found(stored)
        }
        let cached = StoredDataSet(set, under: cacheFolder, as: DataSource.cache)
        if let cached, cached.missingFiles.isEmpty { return .found(cached) }
        let places = "\(set.name) is not in \(projectFolder) and not in \(cacheFolder)"
        if set.mirrors.isEmpty {
            return .nowhere(reason: "\(places), and nobody is known from whom to fetch it")
        }
        if offline { return .nowhere(reason: "\(places); offline, so nothing was fetched") }
        if let failure = FailedDownloads.reason(for: set) { return .nowhere(reason: failure) }
        do {
            return .found(try fetch(set, limits: limits))
        } catch let error as DataError where error.kind == .unreachable {
            FailedDownloads.remember(error.message, for: set)
            return .nowhere(reason: error.message)
        }
    }

    /// Downloads every file of the set that the cache lacks or holds damaged.
    ///
    /// Throws: `DataError` of kind unreachable when no mirror delivers or the cache cannot be written.
    @discardableResult
    public func fetch(_ set: DataSet, limits: DownloadLimits = .asked) throws -> StoredDataSet {
        let stored = StoredDataSet(set, in: "\(cacheFolder)/\(set.name)", as: DataSource.download)
        let wanted = set.files.filter { (try? stored.bytes(of: $0.name)) == nil }
        let total = wanted.reduce(0) { $0 + $1.size }
        var received = 0
        for file in wanted {
            let bytes = try Download.fetch(file, of: set, limits: limits) { count in
                observer(.progress(set: set.name, received: received + count, total: total))
            }
            try stored.store(bytes, as: file.name)
            received += file.size
        }
        return stored
    }

    /// A folder that the user named and that is none.
    func unreadable(_ folder: String, option: String, wanted name: String) -> DataError {
        DataError(
            .missing, "\(option): expected a folder with \(name), but \(folder) cannot be read as a folder",
            hint: "correct the path, or leave \(option) out to use the cache or a download")
    }

    private func inNamedFolder(_ set: DataSet, _ folder: String, option: String) throws -> StoredDataSet {
        guard (try? FileManager.default.contentsOfDirectory(atPath: folder)) != nil else {
            throw unreadable(folder, option: option, wanted: set.name)
        }
        let stored = StoredDataSet(set, under: folder, option: option, as: DataSource.folder)
        guard let stored else {
            throw DataError(
                .missing,
                "\(option): expected \(set.name)/\(set.files[0].name) in \(folder), but "
                    + ImageFiles.content(of: folder),
                hint: "name the folder that holds \(set.name)/, or leave \(option) out")
        }
        try stored.requireEveryFile()
        return stored
    }
}

/// Downloads that failed in this process: a lesson that loads data twice waits for a dead network once.
private enum FailedDownloads {
    private static let reasons = Mutex<[String: String]>([:])

    static func reason(for set: DataSet) -> String? { reasons.withLock { $0[key(set)] } }
    static func remember(_ reason: String, for set: DataSet) { reasons.withLock { $0[key(set)] = reason } }
    private static func key(_ set: DataSet) -> String { ([set.name] + set.mirrors).joined(separator: "\n") }
}
