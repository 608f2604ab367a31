import Foundation

/// What a child process does: mutations one after the other, each with a time limit of its own.
enum Child {
    /// How long one mutation may take, in seconds.
    static let secondsEach: UInt32 = 10
    private static let memoryLimit: UInt64 = 8 << 30

    /// The process's word to its parent: where it is, and how many were read and refused so far. It survives a trap,
    /// because the file's pages belong to the system.
    struct Progress {
        var next: Int64
        var read: Int64 = 0
        var refused: Int64 = 0
    }

    /// Tries mutations `from`..<`to`.
    static func run(_ subject: Subject, seed: UInt64, from: Int, to: Int, progress path: String) {
        var limit = rlimit(rlim_cur: rlim_t(memoryLimit), rlim_max: rlim_t(memoryLimit))
        setrlimit(resource(RLIMIT_AS), &limit)
        limit = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(resource(RLIMIT_CORE), &limit)
        let file = open(path, O_RDWR)
        let size = MemoryLayout<Progress>.size
        guard let page = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), page != MAP_FAILED
        else {
            stop("no progress can be kept in \(path)")
        }
        let progress = page.bindMemory(to: Progress.self, capacity: 1)
        progress.pointee = Progress(next: Int64(from))
        for index in from..<to {
            progress.pointee.next = Int64(index)
            alarm(secondsEach)
            let bytes = subject.mutation(seed: seed, index: index)
            do {
                try subject.use(bytes)
                progress.pointee.read += 1
            } catch {
                // An error must have words, too.
                _ = "\(error)"
                progress.pointee.refused += 1
            }
        }
        alarm(0)
        progress.pointee.next = Int64(to)
    }

    /// Tries one mutation in this process and keeps its bytes.
    static func replay(_ subject: Subject, seed: UInt64, index: Int) {
        let bytes = subject.mutation(seed: seed, index: index)
        let path = NSTemporaryDirectory() + "/fuzz-\(subject.name)-\(seed)-\(index)"
        try? Data(bytes).write(to: URL(fileURLWithPath: path))
        print("\(bytes.count) bytes, kept in \(path)")
        alarm(secondsEach)
        do {
            try subject.use(bytes)
            print("read")
        } catch {
            print("refused: \(error)")
        }
    }

    #if canImport(Glibc)
        private static func resource(_ which: __rlimit_resource) -> __rlimit_resource_t {
            __rlimit_resource_t(which.rawValue)
        }
    #else
        private static func resource(_ which: Int32) -> Int32 { which }
    #endif
}
