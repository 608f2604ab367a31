@preconcurrency import Foundation

/// What a check's own process does to itself before the answer runs.
enum Containment {
    /// Reads the secret, moves printing away from the channel, and sets the limits.
    ///
    /// Returns nil when no parent has sent a secret: the program was started by hand.
    static func begin(limits: Limits) -> Channel? {
        guard let nonce = readNonce() else { return nil }
        // The channel keeps the pipe that was standard output. Everything printed goes to standard error.
        let channel = Channel(nonce: nonce, descriptor: fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 100))
        dup2(STDERR_FILENO, STDOUT_FILENO)
        let null = open("/dev/null", O_RDONLY)
        dup2(null, STDIN_FILENO)
        close(null)
        // By line, so that what was printed before a trap is not lost.
        setvbuf(stdout, nil, _IOLBF, 0)
        // The parent ends an endless loop; the alarm does if the parent is gone.
        alarm(UInt32(limits.seconds.rounded(.up)) + 2)
        limitResources(limits)
        watchMemory(limits, channel)
        return channel
    }

    /// Ends the process at once, without running what the answer may have registered to run at exit.
    static func end() -> Never {
        fflush(nil)
        _exit(0)
    }

    private static func readNonce() -> String? {
        guard isatty(STDIN_FILENO) == 0 else { return nil }
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count < 64, read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "\n") {
            line.append(byte)
        }
        return line.count >= 16 ? String(decoding: line, as: UTF8.self) : nil
    }

    private static func limitResources(_ limits: Limits) {
        let budget = UInt64(limits.memoryMegabytes) << 20
        set(RLIMIT_CORE, 0)
        // A file larger than the memory allowed is a runaway too.
        set(RLIMIT_FSIZE, budget)
        #if os(Linux)
            // The bound is on what is added: libraries reserve address space at load time, each machine another
            // amount, and BLAS does so once more at its first product. Twice the budget leaves room for that;
            // one huge request fails here, steady growth is seen by the watch below.
            set(RLIMIT_AS, memoryInUse().reserved + 2 * budget + (256 << 20))
        #endif
    }

    /// Looks at the memory in use every few milliseconds and ends the process, with a word, beyond the limit.
    /// Ends it too, with all its group, when the parent is gone: nobody waits for a verdict then.
    private static func watchMemory(_ limits: Limits, _ channel: Channel) {
        let parent = getppid()
        let bound = memoryInUse().resident + UInt64(limits.memoryMegabytes) << 20
        Thread.detachNewThread {
            while true {
                usleep(5000)
                if getppid() != parent { kill(0, SIGKILL) }
                guard memoryInUse().resident > bound else { continue }
                channel.send(.memory(megabytes: limits.memoryMegabytes))
                _exit(70)
            }
        }
    }

    /// Bytes of address space reserved and of memory really used.
    static func memoryInUse() -> (reserved: UInt64, resident: UInt64) {
        #if os(Linux)
            // Two numbers of pages. No Foundation here: the watch must not need memory itself.
            var text = [UInt8](repeating: 0, count: 128)
            let file = open("/proc/self/statm", O_RDONLY)
            let count = read(file, &text, text.count)
            close(file)
            let words = text.prefix(max(0, count)).split(separator: UInt8(ascii: " "))
            let pages = words.prefix(2).map { word in word.reduce(0) { $0 * 10 + UInt64($1 &- 48) } }
            let page = UInt64(sysconf(Int32(_SC_PAGESIZE)))
            return pages.count == 2 ? (pages[0] * page, pages[1] * page) : (0, 0)
        #else
            var usage = rusage()
            getrusage(RUSAGE_SELF, &usage)
            return (0, UInt64(usage.ru_maxrss))
        #endif
    }

    #if os(Linux)
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
