import Foundation
import Synchronization

/// Where data are looked for: the folder the user names, `Data/`, the user's cache, the network.
///
/// A folder may be the set's own (`…/mnist`) or its parent.
public struct DataLocation: Sendable {
    /// The folder given with `--data`.
    public var explicit: String?
    /// Whether the network is left alone.
    public var offline: Bool
    public var environment: [String: String]
    /// The folder in which `Data/` is looked for.
    public var workingFolder: String
    public var limits: DownloadLimits
    /// Receives progress and notices for the user.
    public var observer: @Sendable (DataEvent) -> Void

    public init(
        explicit: String? = nil, offline: Bool = false,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        workingFolder: String = FileManager.default.currentDirectoryPath,
        limits: DownloadLimits = .unasked,
        observer: @escaping @Sendable (DataEvent) -> Void = DataEvent.printToStandardError
    ) {
        self.explicit = explicit
        self.offline = offline
        self.environment = environment
        self.workingFolder = workingFolder
        self.limits = limits
        self.observer = observer
    }

    /// The location that a load without one uses. The command sets it, once, from its options.
    public static var current: DataLocation {
        get { shared.withLock { $0 } }
        set { shared.withLock { $0 = newValue } }
    }
    private static let shared = Mutex(DataLocation())

    /// The folder for downloads: `$XDG_CACHE_HOME/nabla`, else `~/Library/Caches/nabla` on macOS and
    /// `~/.cache/nabla` elsewhere.
    public var cacheFolder: String {
        // The XDG specification: a relative path is invalid and ignored.
        if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder + "/nabla" }
        let home = environment["HOME"] ?? FileManager.default.homeDirectoryForCurrentUser.path
        #if os(macOS)
            return home + "/Library/Caches/nabla"
        #else
            return home + "/.cache/nabla"
        #endif
    }

    /// The folder the user named, and how.
    public var named: (folder: String, option: String)? {
        if let explicit { return (explicit, "--data") }
        if let folder = environment["NABLA_DATA"], !folder.isEmpty { return (folder, "NABLA_DATA") }
        return nil
    }

    var projectFolder: String { workingFolder + "/Data" }

    /// A folder in which data are looked for.
    struct Place {
        let folder: String
        /// How the user named it; nil when they did not.
        let option: String?
        let source: @Sendable (String) -> DataSource
    }

    /// Where a set without an address is looked for, in order. A folder that the user named is the only one.
    var places: [Place] {
        if let named { return [Place(folder: named.folder, option: named.option, source: DataSource.folder)] }
        return [
            Place(folder: projectFolder, option: nil, source: DataSource.folder),
            Place(folder: cacheFolder, option: nil, source: DataSource.cache),
        ]
    }
}

/// Where the data of a run came from.
public enum DataSource: Sendable, Equatable, CustomStringConvertible {
    /// A folder that the user named, or `Data/`.
    case folder(String)
    case cache(String)
    /// Fetched in this run, and now in the cache.
    case download(String)
    /// Made by the kit itself.
    case builtInDigits

    public var description: String {
        switch self {
        case .folder(let path): path
        case .cache(let path): "\(path) (cache)"
        case .download(let path): "\(path) (downloaded in this run)"
        case .builtInDigits: "built-in digits"
        }
    }
}

/// What a look-up has to tell while it runs.
public enum DataEvent: Sendable, Equatable {
    /// Bytes received and expected, over all files of the set that are being fetched.
    case progress(set: String, received: Int, total: Int)
    /// A set was found, and where.
    case found(set: String, source: DataSource)
    /// A sentence for the user.
    case notice(String)

    /// Prints notices on standard error, and progress too when that is a terminal.
    public static func printToStandardError(_ event: DataEvent) {
        switch event {
        case .progress(let set, let received, let total):
            guard isatty(2) == 1 else { return }
            let end = received == total ? "\n" : ""
            write("\rfetching \(set): \(received * 100 / max(total, 1)) % of \(total / 1000) kB\(end)")
        case .found: break
        case .notice(let text):
            write(text + "\n")
        }
    }

    private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
