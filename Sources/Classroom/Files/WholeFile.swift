import Foundation

/// Writes files that are found whole or not at all.
public enum WholeFile {
    /// Writes beside the place, under a name that is the same every time, and renames: a program that is killed leaves
    /// at most one such file, which the next one replaces.
    public static func write(_ data: Data, to file: URL) throws {
        let folder = file.deletingLastPathComponent()
        let partial = folder.appending(path: ".\(file.lastPathComponent).partial")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try data.write(to: partial)
        } catch {
            throw ClassError(
                .notReachable, "\(file.path) cannot be written",
                hint: "is there room on the disk, and may you write there?")
        }
        guard rename(partial.path, file.path) == 0 else {
            throw ClassError(.notReachable, "\(file.path) cannot be written: \(String(cString: strerror(errno)))")
        }
    }
}
