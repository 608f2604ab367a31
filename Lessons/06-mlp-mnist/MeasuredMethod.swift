import Nabla
import Notebook

/// What a method gets right, and what it costs.
struct MeasuredMethod {
    let name: String
    let method: any DigitMethod
    /// Seconds to learn.
    let learning: Double
    /// Seconds for one answer.
    let answering: Double
    let accuracy: Scalar

    /// Asks a trained method about a test set, by the clock.
    init(_ name: String, _ method: any DigitMethod, learning: Double, on test: ImageSet) {
        (self.name, self.method, self.learning) = (name, method, learning)
        var accuracy: Scalar = 0
        answering = seconds { accuracy = method.accuracy(on: test) } / Double(test.count)
        self.accuracy = accuracy
    }

    /// Trains a method by the clock, and asks it.
    init(_ name: String, on test: ImageSet, learn: () throws -> any DigitMethod) rethrows {
        var method: (any DigitMethod)?
        let learning = try seconds { method = try learn() }
        self.init(name, method!, learning: learning, on: test)
    }
}

/// How many seconds some work takes.
func seconds(_ work: () throws -> Void) rethrows -> Double { try ContinuousClock().measure(work) / .seconds(1) }

/// A row for each method, the weakest first.
func methodTable(_ methods: [MeasuredMethod]) -> String {
    func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
    let rows = methods.sorted { $0.accuracy < $1.accuracy }.map { measured in
        [
            percent(measured.accuracy), formatted(measured.learning, decimals: 1),
            formatted(1e6 * measured.answering, decimals: 1),
            formatted(Double(measured.method.numbersKept), decimals: 0), "  " + measured.name,
        ]
    }
    return ([["accuracy", "s to learn", "µs an answer", "numbers kept", "  method"]] + rows).map { row in
        zip(row, [8, 12, 14, 14, 0]).map(padded).joined()
    }.joined(separator: "\n")
}

/// Accuracy against the numbers that each method keeps and, but for the tree, multiplies for one answer.
func methodsFigure(_ methods: [MeasuredMethod], network: MeasuredMethod) -> Figure {
    func points(_ methods: [MeasuredMethod], _ color: Ink) -> Points {
        Points(
            methods.map(\.method.numbersKept), methods.map { 100 * $0.accuracy },
            labels: methods.map(\.name), color: color)
    }
    return Figure(
        xLabel: "numbers kept", yLabel: "test digits named correctly (%)", xScale: .log, xRange: 1e2...1e9
    ) {
        points(methods, .neutral)
        points([network], .prediction)
    }
}
