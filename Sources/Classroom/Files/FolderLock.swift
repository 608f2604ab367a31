import Foundation

/// Keeps two programs from doing the same work in one folder. The system lets go of it when a program ends, however.
public final class FolderLock {
    private let descriptor: Int32

    /// - Parameter name: of a file in the folder, made where it is not there.
    public init(_ folder: URL, name: String, doing work: String) throws {
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        descriptor = open(folder.appending(path: name).path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw ClassError(
                .notReachable, "\(folder.path) cannot be written",
                hint: "is there room on the disk, and may you write there?")
        }
        // What is thrown from here on ends this lock, and that closes the file.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw ClassError(
                .notReachable, "another program is \(work) in \(folder.path)", hint: "wait for it, or end it")
        }
    }

    deinit { close(descriptor) }
}
