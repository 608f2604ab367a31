import Foundation

/// Another program, started from here. Of this one's files it gets three and no others.
public struct ChildProcess: Sendable {
    /// How a process ended: by itself, with a status, or by a signal.
    public enum End: Sendable, Equatable {
        case exited(Int32), signal(Int32)
    }

    public let identifier: pid_t

    /// Starts a program, by its path or by a name that is looked up in `PATH`. Throws when it cannot be started.
    ///
    /// - Parameters:
    ///   - environment: all the variables it gets; this program's own if left out.
    ///   - input: a descriptor that becomes its standard input and is closed here, as are `output` and `errors`; what is
    ///     left out is empty, or goes nowhere.
    ///   - leadsSession: whether a Ctrl-C at the terminal does not reach it, and all that it starts is found by its number.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String]? = nil, in folder: String? = nil,
        input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil, leadsSession: Bool = false
    ) throws {
        // Where this program was started without all three, a descriptor of the new one's may have the number of another.
        let files = [input, output, errors].map { given in
            let file = given ?? open("/dev/null", O_RDWR | O_CLOEXEC)
            guard (0..<3).contains(file) else { return file }
            defer { close(file) }
            return fcntl(file, F_DUPFD_CLOEXEC, 3)
        }
        defer { for file in Set(files) { close(file) } }
        #if os(Linux)
            var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
            let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
            let session: Int32 = 0x80  // POSIX_SPAWN_SETSID
        #else
            var (actions, attributes): (posix_spawn_file_actions_t?, posix_spawnattr_t?)
            let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_CLOEXEC_DEFAULT
            let session = POSIX_SPAWN_SETSID
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (place, file) in files.enumerated() { posix_spawn_file_actions_adddup2(&actions, file, Int32(place)) }
        #if os(Linux)
            try Self.closeOthers(&actions, 3)
            if let folder { try Self.enter(&actions, folder) }
        #else
            if let folder { posix_spawn_file_actions_addchdir_np(&actions, folder) }
        #endif
        // It begins as from a shell: no signal is ignored, handled or held back.
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        for untouchable in [SIGKILL, SIGSTOP] { sigdelset(&all, untouchable) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(Int32(flags) | (leadsSession ? session : 0)))

        let variables = environment ?? ProcessInfo.processInfo.environment
        var process: pid_t = 0
        let problem = withStrings([program] + arguments) { arguments in
            withStrings(variables.map { "\($0)=\($1)" }) {
                posix_spawnp(&process, program, &actions, &attributes, arguments, $0)
            }
        }
        guard problem == 0 else {
            throw GradingError("\(program) could not be started: \(String(cString: strerror(problem)))")
        }
        identifier = process
    }

    #if os(Linux)
        // What POSIX did not have until 2024 is not imported.
        private typealias Actions = UnsafeMutablePointer<posix_spawn_file_actions_t>

        /// Adds that all files from this descriptor on are closed.
        private static func closeOthers(_ actions: Actions, _ first: Int32) throws {
            typealias Function = @convention(c) (Actions, Int32) -> Int32
            _ = unsafeBitCast(try symbol("posix_spawn_file_actions_addclosefrom_np"), to: Function.self)(actions, first)
        }

        /// Adds that the program begins in this folder.
        private static func enter(_ actions: Actions, _ folder: String) throws {
            typealias Function = @convention(c) (Actions, UnsafePointer<CChar>) -> Int32
            _ = unsafeBitCast(try symbol("posix_spawn_file_actions_addchdir_np"), to: Function.self)(actions, folder)
        }

        private static func symbol(_ name: String) throws -> UnsafeMutableRawPointer {
            guard let symbol = dlsym(nil, name) else {
                throw GradingError("no program can be started: the C library has no \(name)", hint: "glibc 2.34 has it")
            }
            return symbol
        }
    #endif

    /// Waits for its end, once.
    public func wait() -> End {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signal(status & 0x7F)
    }

    /// Runs a program to its end. Returns that and what it has written, the beginning and the end of more than a megabyte.
    public static func run(
        _ program: String, _ arguments: [String], environment: [String: String]? = nil, in folder: String? = nil
    ) async throws -> (end: End, output: String, complaint: String) {
        let (output, errors) = try (OutputPipe(keep: 1 << 20), OutputPipe(keep: 1 << 20))
        let child = try ChildProcess(
            program, arguments, environment: environment, in: folder, output: output.writingEnd,
            errors: errors.writingEnd)
        let texts = await [output.content(), errors.content()].map { String(decoding: $0, as: UTF8.self) }
        let end = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: child.wait()) }
        }
        return (end, texts[0], texts[1])
    }
}

/// Calls `body` with texts as C has them: pointers to bytes, and a null pointer at the end.
private func withStrings<Value>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
) -> Value {
    let copies = texts.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    return body(copies)
}
