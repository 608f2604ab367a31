@preconcurrency import Foundation

/// What the host does to itself before it loads an answer.
enum Containment {
    /// The descriptors on which calls arrive and replies leave.
    typealias Lines = (calls: Int32, replies: Int32)

    /// Moves printing away from the two lines to the judge, and sets the limits.
    ///
    /// The judge watches time, memory, processes and files from outside; what is set here holds even before it looks.
    static func begin(library: String, seconds: Double, memoryMegabytes: Int) -> Lines {
        // The lines keep the pipes that were standard input and output. Everything printed goes to standard error.
        let lines: Lines = (
            fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 100), fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 100)
        )
        dup2(STDERR_FILENO, STDOUT_FILENO)
        let null = open("/dev/null", O_RDONLY)
        dup2(null, STDIN_FILENO)
        close(null)
        // By line, so that what was printed before a trap is not lost.
        setvbuf(stdout, nil, _IOLBF, 0)
        signal(SIGPIPE, SIG_DFL)
        // The judge ends an endless loop; the alarm does if the judge is gone.
        alarm(UInt32(seconds.rounded(.up)) + 2)
        limitResources(megabytes: memoryMegabytes)
        endWithTheJudge()
        #if os(Linux)
            Landlock.confine(reading: library)
        #endif
        return lines
    }

    private static func limitResources(megabytes: Int) {
        let budget = UInt64(megabytes) << 20
        set(RLIMIT_CORE, 0)
        // A file larger than the memory allowed is a runaway too.
        set(RLIMIT_FSIZE, budget)
        #if os(Linux)
            // The bound is on what is added: libraries reserve address space at load time, each machine another
            // amount, and BLAS does so once more at its first product. Twice the budget leaves room for that;
            // one huge request fails here, steady growth is seen by the judge.
            set(RLIMIT_AS, reservedMemory + 2 * budget + (256 << 20))
        #endif
    }

    /// Nobody waits for a reply once the judge is gone: then this process ends, with all its group.
    private static func endWithTheJudge() {
        let judge = getppid()
        Thread.detachNewThread {
            while getppid() == judge { usleep(20_000) }
            kill(0, SIGKILL)
        }
    }

    #if os(Linux)
        /// Bytes of address space reserved.
        private static var reservedMemory: UInt64 {
            let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
            return (text.split(separator: " ").first.flatMap { UInt64($0) } ?? 0) * UInt64(sysconf(Int32(_SC_PAGESIZE)))
        }

        private static func set(_ resource: __rlimit_resource, _ value: UInt64) {
            var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
            setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
        }
    #else
        private static func set(_ resource: Int32, _ value: UInt64) {
            var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
            setrlimit(resource, &limit)
        }
    #endif
}
