import Foundation

/// The most memory that this process has ever held at once.
enum PeakMemory {
    static var megabytes: Double {
        #if os(Linux)
            // The kernel's own high-water mark. `getrusage` would start from that of the parent process.
            let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
            for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
                if let kibibytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({
                    Double($0)
                }) {
                    return kibibytes / 1024
                }
            }
            return 0
        #else
            var usage = rusage()
            getrusage(RUSAGE_SELF, &usage)
            return Double(usage.ru_maxrss) / (1024 * 1024)
        #endif
    }
}
