import Foundation

/// The seconds that a piece of work takes.
func time(_ work: () -> Void) -> Double {
    let start = DispatchTime.now().uptimeNanoseconds
    work()
    return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
}

/// The median time of a call in microseconds, after a tenth as many calls that do not count.
func medianMicroseconds(_ repetitions: Int = 2000, _ call: () -> Void) -> Double {
    for _ in 0..<(repetitions / 10) { call() }
    return (0..<repetitions).map { _ in time(call) }.sorted()[repetitions / 2] * 1e6
}

/// The most memory this process has held, in megabytes of 10⁶ bytes.
func peakMemoryMB() -> Double {
    var usage = rusage()
    #if canImport(Darwin)
        getrusage(RUSAGE_SELF, &usage)
        return Double(usage.ru_maxrss) / 1e6
    #else
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_maxrss) * 1024 / 1e6
    #endif
}

/// What a benchmark measured: the fields of the peers' JSON lines.
struct Result: Encodable {
    var work: String
    var framework = "nabla"
    var version = "main"
    var threads: Int
    var seed: UInt64
    var epochs: Int
    var warmUpSeconds: Double
    var epochSeconds: [Double]
    /// What the matrix products of an epoch take alone, measured as often; nil where matrices are sparse. The peers have no such
    /// field.
    var productSeconds: [Double]?
    var testAccuracy: Double
    var oneSampleMicroseconds: Double
    var peakMemoryMB: Double

    init(
        _ options: Options, work: String, seconds: [Double], productSeconds: [Double]?, testAccuracy: Double,
        oneSampleMicroseconds: Double, peakMemoryMB: Double
    ) {
        self.work = work
        (threads, seed, epochs) = (options.threads, options.seed, options.epochs)
        (warmUpSeconds, epochSeconds) = (seconds[0], Array(seconds.dropFirst()))
        self.productSeconds = productSeconds
        self.testAccuracy = testAccuracy
        self.oneSampleMicroseconds = oneSampleMicroseconds
        self.peakMemoryMB = peakMemoryMB
    }

    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    var text: String {
        func list(_ seconds: [Double]) -> String {
            seconds.map { String(format: "%.3f", $0) }.joined(separator: ", ")
        }
        return """
            \(work), \(threads) threads, seed \(seed)
            seconds an epoch   \(list(epochSeconds)) (warm-up \(String(format: "%.3f", warmUpSeconds)))
            its products alone \(productSeconds.map(list) ?? "not measured")
            test accuracy      \(String(format: "%.4f", testAccuracy))
            one sample         \(String(format: "%.1f", oneSampleMicroseconds)) µs
            peak memory        \(String(format: "%.0f", peakMemoryMB)) MB
            """
    }
}
