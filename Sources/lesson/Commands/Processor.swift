import Foundation

/// What the operating system says about the processor.
enum Processor {
    static let name: String = {
        #if os(Linux)
            field("model name") ?? "processor"
        #else
            "processor"
        #endif
    }()

    private static func field(_ name: String) -> String? {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        for line in text.split(separator: "\n") where line.hasPrefix(name) {
            return line.split(separator: ":", maxSplits: 1).last.map {
                $0.trimmingCharacters(in: .whitespaces)
            }
        }
        return nil
    }
}
