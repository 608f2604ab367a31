#if os(Linux)
    import Foundation

    /// Linux's own fence around a process (Landlock, since Linux 5.13): an answer reads the system, the engine and itself,
    /// writes into its own working folder, and sends signals to nobody outside.
    ///
    /// A system without it has the other limits only; `isThere` tells.
    public enum Landlock {
        /// Whether this system has it. Version 6, of Linux 6.12, also holds signals back.
        public static var version: Int { max(0, call(444, 0, 0, 1)) }

        /// Confines this process and all that it will start. There is no way back.
        static func confine(reading library: String) {
            guard version > 0 else { return }
            let all = rights(upTo: version)
            var attributes: [UInt64] = [all, version >= 4 ? 3 : 0, version >= 6 ? 3 : 0]
            let size = version >= 6 ? 24 : version >= 4 ? 16 : 8
            let rules = attributes.withUnsafeMutableBytes { call(444, address($0), size, 0) }
            guard rules >= 0 else { return }
            let readAndRun: UInt64 = 1 << 0 | 1 << 2 | 1 << 3
            let fileRights: UInt64 = 1 << 0 | 1 << 1 | 1 << 2 | (version >= 3 ? 1 << 14 : 0)
            for place in readable(library) { allow(place, readAndRun, rules, fileRights) }
            let working = FileManager.default.currentDirectoryPath
            allow(working, all & ~(1 << 6) & ~(1 << 11), rules, fileRights)
            allow("/dev/null", 1 << 1 | 1 << 2, rules, fileRights)
            // Without this the kernel asks for root.
            _ = prctl(noNewPrivileges, 1, 0, 0, 0)
            _ = call(446, rules, 0, 0)
            close(Int32(rules))
        }

        /// What a program needs to run and to say where it stopped: the system's libraries, the toolchain's, itself.
        private static func readable(_ library: String) -> [String] {
            let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
            // A file of /proc has no size: what reads as much as the size says reads a page of it.
            let maps = FileHandle(forReadingAtPath: "/proc/self/maps").flatMap { try? $0.readToEnd() } ?? Data()
            let loaded = String(decoding: maps, as: UTF8.self).split(separator: "\n").compactMap { line -> URL? in
                guard let start = line.firstIndex(of: "/"), line.contains(".so") else { return nil }
                return URL(fileURLWithPath: String(line[start...])).deletingLastPathComponent()
            }
            // The program that tells where another one has trapped, and Swift's libraries for it.
            let tracer = backtracer.map { [$0, $0.appending(path: "../../../lib/swift/linux").standardized] } ?? []
            let answers = URL(fileURLWithPath: library).deletingLastPathComponent()
            return Array(
                Set(
                    ["/usr", "/lib", "/lib64", "/bin", "/etc", "/proc", "/dev/urandom", program]
                        + (loaded + tracer + [answers]).map(\.path)))
        }

        /// The folder of that program, as the judge has named it.
        private static var backtracer: URL? {
            let options = ProcessInfo.processInfo.environment["SWIFT_BACKTRACE"]?.split(separator: ",") ?? []
            return options.first { $0.hasPrefix("swift-backtrace=") }.map { option in
                URL(fileURLWithPath: String(option.dropFirst(16))).deletingLastPathComponent()
            }
        }

        /// Every right over files that this version knows.
        private static func rights(upTo version: Int) -> UInt64 {
            var rights: UInt64 = (1 << 13) - 1
            if version >= 2 { rights |= 1 << 13 }
            if version >= 3 { rights |= 1 << 14 }
            if version >= 5 { rights |= 1 << 15 }
            return rights
        }

        private static func allow(_ path: String, _ rights: UInt64, _ rules: Int, _ fileRights: UInt64) {
            let place = open(path, pathOnly | O_CLOEXEC)
            guard place >= 0 else { return }
            defer { close(place) }
            var status = stat()
            guard fstat(place, &status) == 0 else { return }
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            // Twelve bytes, packed: the rights and a descriptor.
            var rule = [UInt8]()
            withUnsafeBytes(of: isFolder ? rights : rights & fileRights) { rule += Array($0) }
            withUnsafeBytes(of: place) { rule += Array($0) }
            _ = rule.withUnsafeMutableBytes { call(445, rules, 1, address($0)) }
        }

        private static func address(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
            Int(bitPattern: buffer.baseAddress)
        }

        private static let noNewPrivileges: Int = 38
        /// O_PATH, which is not imported.
        private static let pathOnly: Int32 = 0x20_0000

        // Both take any number of arguments, and such functions are not imported.
        private typealias Function = @convention(c) (Int, Int, Int, Int, Int) -> Int

        private static func call(_ number: Int, _ a: Int, _ b: Int, _ c: Int) -> Int {
            guard let symbol = dlsym(nil, "syscall") else { return -1 }
            return unsafeBitCast(symbol, to: Function.self)(number, a, b, c, 0)
        }

        private static func prctl(_ option: Int, _ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Int {
            guard let symbol = dlsym(nil, "prctl") else { return -1 }
            return unsafeBitCast(symbol, to: Function.self)(option, a, b, c, d)
        }
    }
#endif
