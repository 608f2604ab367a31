import Foundation

/// Looks from outside at the memory that a process really uses.
struct MemoryWatch {
    private let process: pid_t
    private let limit: Int
    /// What the program holds before the answer does anything: its own text and the engine's libraries.
    private static let ownMegabytes = 96

    init(_ process: pid_t, _ megabytes: Int) {
        (self.process, limit) = (process, (megabytes + Self.ownMegabytes) << 20)
    }

    /// Whether the process holds more than it may.
    var isOver: Bool { (resident ?? 0) > limit }

    /// Bytes of memory in use; nil for a process that has ended.
    private var resident: Int? {
        #if os(Linux)
            // Two numbers of pages.
            var text = [UInt8](repeating: 0, count: 128)
            let file = open("/proc/\(process)/statm", O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return nil }
            defer { close(file) }
            let count = read(file, &text, text.count)
            let words = text.prefix(max(0, count)).split(separator: UInt8(ascii: " "))
            guard words.count > 1 else { return nil }
            return words[1].reduce(0) { $0 * 10 + Int($1 &- 48) } * sysconf(Int32(_SC_PAGESIZE))
        #else
            var usage = rusage_info_current()
            let result = withUnsafeMutablePointer(to: &usage) {
                $0.withMemoryRebound(to: rusage_info_t?.self, capacity: 1) {
                    proc_pid_rusage(process, RUSAGE_INFO_CURRENT, $0)
                }
            }
            return result == 0 ? Int(usage.ri_phys_footprint) : nil
        #endif
    }
}
