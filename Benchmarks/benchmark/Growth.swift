import Foundation
import Nabla

/// How the cost of training grows with samples, time steps and depth, and that of drawing with what is drawn: a table,
/// and with `--figure FILE` its picture.
///
/// What costs twice as much when there is twice as much of it has slope 1 on two log axes.
func growth(_ options: Options) throws -> String {
    LinearAlgebraLibrary.threads = options.threads
    let curves = [
        Growth(
            name: "samples", unit: "an epoch of 784-128-10, batch 128", counts: doublings(from: 1_024, 6),
            epoch),
        Growth(
            name: "time steps", unit: "forward and backward through an LSTM 64",
            counts: doublings(from: 64, 6), walk),
        Growth(
            name: "depth", unit: "forward and backward through a chain of additions",
            counts: doublings(from: 32_768, 6), chain),
    ]
    let drawn = drawingGrowth()
    if let path = options.figure { try growthFigure(curves, drawn).write(to: path) }
    return (curves + drawn).map(\.text).joined(separator: "\n")
}

/// The times of one kind of work at growing sizes.
struct Growth {
    let name: String
    let unit: String
    let counts: [Int]
    /// The shortest of five, at each size: what disturbs makes a run longer, never shorter.
    let seconds: [Double]

    init(name: String, unit: String, counts: [Int], _ work: (Int) -> () -> Void) {
        (self.name, self.unit, self.counts) = (name, unit, counts)
        let runs = counts.map(work)
        for run in runs { run() }
        // All sizes in turn, so that a slow minute of the machine is not the slow minute of one size.
        let rounds = (0..<5).map { _ in runs.map(time) }
        seconds = counts.indices.map { size in rounds.map { $0[size] }.min()! }
    }

    /// How many times as much there is as at the smallest size.
    var sizes: [Double] { counts.map { Double($0) / Double(counts[0]) } }

    /// The times, in units of what the smallest size costs on the average of all sizes.
    var costs: [Double] {
        let unit = exp(zip(sizes, seconds).map { log($1 / $0) }.reduce(0, +) / Double(sizes.count))
        return seconds.map { $0 / unit }
    }

    /// The slope of the straight line through the points on two log axes, by least squares.
    var slope: Double {
        let (x, y) = (counts.map { log(Double($0)) }, seconds.map { log($0) })
        let (meanX, meanY) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
        let rise = zip(x, y).map { ($0 - meanX) * ($1 - meanY) }.reduce(0, +)
        return rise / x.map { ($0 - meanX) * ($0 - meanX) }.reduce(0, +)
    }

    var text: String {
        let rows = zip(counts, seconds).map { String(format: "%10d %10.4f s", $0, $1) }
        return "\(name): \(unit), slope \(String(format: "%.2f", slope))\n" + rows.joined(separator: "\n")
    }
}

func doublings(from first: Int, _ count: Int) -> [Int] { (0..<count).map { first << $0 } }

private func epoch(samples: Int) -> () -> Void {
    var generator = SeededGenerator(seed: 1)
    let images = Tensor(randomUniform: [samples, 784], using: &generator)
    let labels = (0..<samples).map { $0 % 10 }
    let model = Sequential(Dense(784, 128, using: &generator), ReLU(), Dense(128, 10, using: &generator))
    let trainer = Trainer(model, optimizer: Adam(model.parameters), seed: 1)
    return { trainer.fit(images, labels, epochs: 1, batchSize: 128) }
}

private func walk(steps: Int) -> () -> Void {
    var generator = SeededGenerator(seed: 1)
    let lstm = LSTM(32, 64, using: &generator)
    let x = Variable.constant(Tensor(randomNormal: [16, steps, 32], using: &generator))
    return { square(lstm(x, mode: .training)).mean().backward() }
}

/// As many nodes as `depth`, each the sum of the one before and a constant.
private func chain(depth: Int) -> () -> Void {
    {
        let start = Variable(Tensor(0))
        var end = start
        for _ in 0..<depth { end = end + 1 }
        end.backward()
        require(
            start.gradient == Tensor(1),
            "growth: expected a slope of 1, but got \(String(describing: start.gradient))")
    }
}

private func growthFigure(_ training: [Growth], _ drawing: [Growth]) -> Figure {
    func axes(_ title: String, _ curves: [Growth]) -> Axes {
        let most = curves.flatMap(\.sizes).max()!
        return Axes(
            title: title, xLabel: "size, over the smallest", yLabel: "time, over that of the smallest size",
            xScale: .log, yScale: .log
        ) {
            Line([1, most], [1, most], label: "proportional", color: .neutral, style: .dashed)
            curves.enumerated().map { number, curve in
                Line(curve.sizes, curve.costs, label: curve.name, color: .series(number + 1), marker: .circle)
                    as any Mark
            }
        }
    }
    return Figure(title: "Twice as much costs twice as much", columns: 2) {
        axes("training", training)
        axes("drawing", drawing)
    }
}
