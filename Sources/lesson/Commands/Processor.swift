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

    /// The kernels of OpenBLAS that this processor should use, when those named are for one with narrower registers.
    static func kernels(insteadOf core: String) -> String? {
        let flags = Set((field("flags") ?? "").split(separator: " ").map(String.init))
        return kernels(insteadOf: core, flags: flags)
    }

    static func kernels(insteadOf core: String, flags: Set<String>) -> String? {
        let on512Bits: Set = ["skylakex", "cooperlake", "sapphirerapids"]
        let on256Bits: Set = ["haswell", "zen", "excavator"]
        let core = core.lowercased()
        if on512Bits.contains(core) { return nil }
        if flags.contains("avx512f") { return "SkylakeX" }
        if on256Bits.contains(core) { return nil }
        return flags.isSuperset(of: ["avx2", "fma"]) ? "Haswell" : nil
    }

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
