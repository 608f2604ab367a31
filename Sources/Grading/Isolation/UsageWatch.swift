import Foundation

/// Looks from outside at the memory and the processor time that a process, with those that it has started, really uses.
struct UsageWatch {
    private let process: pid_t
    private let limit: Int
    /// What the program holds before the answer does anything: its own text and the engine's libraries.
    private static let ownMegabytes = 96

    init(_ process: pid_t, _ megabytes: Int) {
        (self.process, limit) = (process, (megabytes + Self.ownMegabytes) << 20)
    }

    /// Whether they hold more than they may.
    var isOverMemory: Bool {
        #if os(Linux)
            var (sum, rest) = (0, [process])
            // What several of them share is counted for each: an answer that starts many is the one that pays.
            while let process = rest.popLast(), sum <= limit {
                sum += resident(process) ?? 0
                rest += children(process)
            }
            return sum > limit
        #else
            return (resident(process) ?? 0) > limit
        #endif
    }

    /// Seconds for which they have kept a core busy, all together.
    var processorSeconds: Double {
        #if os(Linux)
            var (ticks, rest) = (0, [process])
            while let process = rest.popLast() {
                ticks += processorTicks(process)
                rest += children(process)
            }
            return Double(ticks) / Double(sysconf(Int32(_SC_CLK_TCK)))
        #else
            var usage = rusage_info_current()
            var scale = mach_timebase_info_data_t()
            mach_timebase_info(&scale)
            let result = withUnsafeMutablePointer(to: &usage) {
                $0.withMemoryRebound(to: rusage_info_t?.self, capacity: 1) {
                    proc_pid_rusage(process, RUSAGE_INFO_CURRENT, $0)
                }
            }
            guard result == 0 else { return 0 }
            let ticks =
                usage.ri_user_time + usage.ri_system_time + usage.ri_child_user_time + usage.ri_child_system_time
            return Double(ticks) * Double(scale.numer) / Double(scale.denom) / 1e9
        #endif
    }

    #if os(Linux)
        /// The processes that a process has started; none where the system does not tell.
        private func children(_ process: pid_t) -> [pid_t] {
            var text = [UInt8](repeating: 0, count: 1024)
            let file = open("/proc/\(process)/task/\(process)/children", O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return [] }
            defer { close(file) }
            let count = read(file, &text, text.count)
            return text.prefix(max(0, count)).split(separator: UInt8(ascii: " ")).map { word in
                word.reduce(0) { $0 * 10 + pid_t($1 &- 48) }
            }
        }

        /// Ticks of the processor that a process has used, and those of its children that have ended.
        private func processorTicks(_ process: pid_t) -> Int {
            // "number (name) state parent …"; a name may hold anything, brackets too. The times are fields 14 to 17.
            var text = [UInt8](repeating: 0, count: 1024)
            let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return 0 }
            defer { close(file) }
            let count = read(file, &text, text.count)
            guard let end = text.prefix(max(0, count)).lastIndex(of: UInt8(ascii: ")")) else { return 0 }
            let fields = text[(end + 1)..<count].split(separator: UInt8(ascii: " "))
            guard fields.count > 14 else { return 0 }
            return fields[11...14].reduce(0) { sum, field in sum + field.reduce(0) { $0 * 10 + Int($1 &- 48) } }
        }
    #endif

    /// Bytes of memory in use; nil for a process that has ended.
    private func resident(_ process: pid_t) -> Int? {
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
