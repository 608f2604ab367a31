import Foundation

/// The file that keeps a learner's progress, `.nabla/progress.json` in the course's folder, ignored by git.
///
/// It is replaced as a whole, never written into, and the one before it is kept. Programs that change it at the same
/// time wait for each other. Progress that cannot be read or kept is no reason to go without a verdict: it is said in
/// words beside it.
public struct ProgressFile: Sendable {
    public let folder: URL

    public init(_ course: Course) { folder = course.learnersFolder }

    var current: URL { folder.appending(path: "progress.json") }
    var previous: URL { folder.appending(path: "progress.previous.json") }

    /// Progress so far, and what there is to say about the file, with what to do: nothing if all is well.
    public struct Reading: Sendable {
        public var progress = LearnerProgress()
        public var notice: String?
        /// Whether what follows may take the file's place.
        fileprivate var isReplaceable = true
    }

    /// Reads the file; a missing one is an empty beginning.
    public func read() -> Reading {
        // Who only looks leaves nothing behind, and waits for nobody.
        guard FileManager.default.fileExists(atPath: folder.path) else { return Reading() }
        return load()
    }

    /// Reads, changes and writes, with nobody between.
    @discardableResult
    public func update(_ change: (inout LearnerProgress) -> Void) -> Reading {
        let lock: Lock
        do {
            lock = try Lock(in: folder)
        } catch {
            var reading = load()
            change(&reading.progress)
            reading.notice = reading.notice ?? notKept(error)
            return reading
        }
        defer { lock.release() }
        var reading = load()
        let before = reading.progress
        change(&reading.progress)
        guard reading.isReplaceable, reading.progress != before else { return reading }
        do { try save(reading.progress) } catch { reading.notice = notKept(error) }
        return reading
    }

    private func notKept(_ error: any Error) -> String {
        let reason = Reason(error)
        return "your progress was not kept in \(folder.path): \(reason.words)\nhint: \(reason.hint)"
    }

    // MARK: Reading

    private func load() -> Reading {
        var reading: Reading
        do {
            guard let bytes = try contents(of: current) else {
                // Only an interruption between two renames leaves the previous file alone.
                let earlier = (try? contents(of: previous)).flatMap { try? LearnerProgress(json: $0) }
                return guarded(Reading(progress: earlier ?? LearnerProgress()))
            }
            reading = Reading(progress: try LearnerProgress(json: bytes))
        } catch let error as LearnerProgress.UnknownVersion {
            let what = "was written by another version of the course (format \(error.version), here "
            return leftAlone(
                "\(what)\(LearnerProgress.version)): it stays as it is, and nothing new is kept",
                hint: "update the course, or move the file away")
        } catch let error where error is Reason || error is POSIXError {
            let reason = Reason(error)
            return leftAlone("cannot be read, and nothing new is kept: \(reason.words)", hint: reason.hint)
        } catch {
            reading = recovered(from: error)
        }
        return guarded(reading)
    }

    private func leftAlone(_ what: String, hint: String, _ progress: LearnerProgress = .init()) -> Reading {
        Reading(progress: progress, notice: "\(current.path) \(what)\nhint: \(hint)", isReplaceable: false)
    }

    /// A link is read, and what it leads to is not replaced, nor the link.
    private func guarded(_ reading: Reading) -> Reading {
        var status = stat()
        guard lstat(current.path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return reading }
        return leftAlone(
            "is a link: it is read, and nothing new is kept", hint: "put the file itself there",
            reading.progress)
    }

    /// The bytes of a file; nil if there is none. A pipe or a device is not read.
    private func contents(of file: URL) throws -> Data? {
        let descriptor = open(file.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw POSIXError(.init(rawValue: errno) ?? .EIO)
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw POSIXError(.EIO) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Reason("it is not a file", hint: "move it away") }
        guard status.st_size <= LearnerProgress.sizeLimit else {
            throw Reason("it has more than \(LearnerProgress.sizeLimit) bytes", hint: "move it away")
        }
        return try handle.readToEnd() ?? Data()
    }

    /// Moves a damaged file aside and goes on with what is best of it or of the one before.
    private func recovered(from error: any Error) -> Reading {
        let earlier = (try? contents(of: previous)).flatMap { try? LearnerProgress(json: $0) }
        let rest = (error as? LearnerProgress.Damage)?.rest
        let progress: LearnerProgress
        let what: String
        if let earlier, earlier.entries.count >= rest?.entries.count ?? 0 {
            (progress, what) = (earlier, "it goes on from the state before the last change")
        } else if let rest {
            let count = rest.entries.count
            let things = count == 1 ? "exercise" : "exercises"
            (progress, what) = (rest, "it goes on with the \(count) \(things) that could be read")
        } else {
            (progress, what) = (LearnerProgress(), "it begins anew")
        }
        do {
            if guarded(Reading()).notice != nil {
                throw Reason("it is a link", hint: "put the file itself there")
            }
            let aside = try putAside()
            try save(progress)
            return Reading(
                progress: progress,
                notice: "the progress file was damaged; \(what). The damaged one is \(aside.path)")
        } catch {
            let notice = "the progress file \(current.path) is damaged; \(what)\n" + notKept(error)
            return Reading(progress: progress, notice: notice, isReplaceable: false)
        }
    }

    /// Gives the damaged file a name that nothing has.
    private func putAside() throws -> URL {
        for number in 1...1000 {
            let name = number == 1 ? "progress.damaged.json" : "progress.damaged-\(number).json"
            let aside = folder.appending(path: name)
            // A second name for the same file, which fails where the name is taken.
            if link(current.path, aside.path) == 0 {
                unlink(current.path)
                return aside
            }
            guard errno == EEXIST else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        }
        throw POSIXError(.EEXIST)
    }

    // MARK: Writing

    private func save(_ progress: LearnerProgress) throws {
        let new = folder.appending(path: "progress.new.json")
        unlink(new.path)
        do {
            try progress.json.write(to: new, options: .withoutOverwriting)
            // The first time there is none.
            _ = rename(current.path, previous.path)
            guard rename(new.path, current.path) == 0 else {
                throw POSIXError(.init(rawValue: errno) ?? .EIO)
            }
        } catch {
            unlink(new.path)
            throw error
        }
    }

    /// The right to change the file, which one program has at a time.
    private struct Lock {
        private let descriptor: Int32

        init(in folder: URL) throws {
            if mkdir(folder.path, 0o755) != 0, errno != EEXIST {
                throw POSIXError(.init(rawValue: errno) ?? .EIO)
            }
            let file = folder.appending(path: "lock").path
            descriptor = open(file, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o644)
            guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
            // Who has it needs a few milliseconds; one that was stopped in the middle must not stop all others.
            for _ in 0..<500 {
                if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
                usleep(20_000)
            }
            close(descriptor)
            throw Reason("another program has held \(file) for 10 s", hint: "end that program: fuser \(file)")
        }

        func release() { close(descriptor) }
    }

    /// Why a file cannot be read or written, in the system's own words, and what to do about it.
    private struct Reason: Error {
        let words: String
        let hint: String

        init(_ words: String, hint: String) { (self.words, self.hint) = (words, hint) }

        init(_ error: any Error) {
            if let reason = error as? Reason {
                self = reason
                return
            }
            let inner = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
            let code =
                (error as? CocoaError)?.code == .fileWriteOutOfSpace
                ? POSIXErrorCode.ENOSPC : ((inner ?? error) as? POSIXError)?.code
            guard let code else {
                self.init(
                    (error as NSError).localizedDescription, hint: "is it a folder that you may write to?")
                return
            }
            let hint =
                switch code {
                case .EACCES, .EPERM: "make it yours (chown, chmod), or work in a clone of your own"
                case .EROFS: "copy the course to a disk that can be written"
                case .ENOSPC, .EDQUOT: "make room on that disk"
                case .EEXIST, .ENOTDIR, .EISDIR, .ELOOP: "move away what stands in its place"
                default: "is it a folder that you may write to?"
                }
            self.init(String(cString: strerror(code.rawValue)), hint: hint)
        }
    }
}
