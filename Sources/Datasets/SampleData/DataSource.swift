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
