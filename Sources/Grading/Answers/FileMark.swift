import Foundation

/// What the system says about a file without reading it: when it was written, its size, which file it is.
public struct FileMark: Equatable, Sendable {
    private var seconds: Int
    private var nanoseconds: Int
    private var size: Int
    private var identity: UInt64

    /// Nil where there is no file.
    public init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if os(Linux)
            let date = status.st_mtim
        #else
            let date = status.st_mtimespec
        #endif
        (seconds, nanoseconds) = (date.tv_sec, date.tv_nsec)
        (size, identity) = (Int(status.st_size), UInt64(status.st_ino))
    }

    /// Whether the file's date is less than a tenth of a second ago: dates are that coarse on some disks.
    public var isFresh: Bool {
        let age = Date().timeIntervalSince1970 - Double(seconds) - Double(nanoseconds) / 1e9
        return age < 0.1
    }
}
