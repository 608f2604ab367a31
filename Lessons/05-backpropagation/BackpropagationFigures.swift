import Foundation
import Nabla

// Figures of lesson 05 that show what the page has measured.

enum BackpropagationFigures {
    /// By how much E falls for a step against each partial derivative alone: by the linear approximation, a ring, and
    /// in truth, a dot. On a logarithmic axis, for the parameters differ by a factor of ten thousand.
    static func predictions(
        names: [String], predicted: [Double], actual: [Double], all: (Double, Double)
    ) -> Figure {
        let places = names.indices.map { Double($0 + 1) }
        return Figure(columns: 2, columnWidths: [2.9, 1]) {
            Axes(
                title: "one parameter at a time", yLabel: "E falls by", yScale: .log,
                xRange: 0.4...Double(names.count) + 0.6, yRange: 2e-7...6e-2, xTicks: []
            ) {
                Points(
                    places, predicted, label: "predicted: α · (∂E/∂w)²", color: .gradient,
                    marker: .ring, size: 50)
                Points(places, actual, label: "true", color: .prediction, size: 26)
                for (place, name) in zip(places, names) {
                    Note(name, at: (place, 4.4 * predicted[Int(place) - 1]), size: 38, isBold: true)
                }
            }
            Axes(title: "all ten at once", yLabel: "E falls by") {
                Bars(
                    ["predicted", "true"], [all.0, all.1], colors: [.gradient, .prediction], decimals: 5)
            }
        }
    }

    /// The error of a finite difference, over its step, in two precisions and two forms.
    static func differenceErrors(_ errors: DifferenceErrors) -> Figure {
        func marked(_ values: [Double], _ ink: Ink) -> Points {
            let best = errors.best(values)
            return Points([best.step], [best.error], color: ink, size: 34)
        }
        func shown(_ values: [Double]) -> [Double] { values.map { $0 > 0 && $0 < 5 ? $0 : .nan } }
        return Figure(
            xLabel: "step h", yLabel: "relative error of the derivative", xScale: .log, yScale: .log,
            xRange: 5e-13...0.3, yRange: 1e-12...10
        ) {
            Line(
                errors.steps, shown(errors.oneSided32), color: .series(1), style: .dashed)
            Line(
                errors.steps, shown(errors.centred32), color: .series(1))
            Line(
                errors.steps, shown(errors.oneSided64), label: "64 bits, one side", color: .series(0),
                style: .dashed, labelAt: 2e-5)
            Line(
                errors.steps, shown(errors.centred64), label: "64 bits, both sides", color: .series(0),
                weight: .thick, labelAt: 2e-6)
            Note("32 bits, both sides", at: (1.3e-3, 9e-3), color: .series(1), isBold: true)
            Note("32 bits, one side", at: (3e-7, 1.2e-3), color: .series(1), isBold: true)
            marked(errors.oneSided32, .series(1))
            marked(errors.centred32, .series(1))
            marked(errors.oneSided64, .series(0))
            marked(errors.centred64, .series(0))
            Note("← h too small:\nrounding error", at: (2e-11, 3e-10), color: .neutral, size: 30)
            Note("h too large: →\nthe curve is not a line", at: (2e-2, 4e-10), color: .neutral, size: 30)
        }
    }

    /// Ten probabilities and, beside them, the gradient at each score.
    static func probabilityMinusLabel(_ probabilities: [Scalar], _ gradient: [Scalar]) -> Figure {
        let names = (0..<10).map { "\($0)" }
        return Figure(columns: 2) {
            Axes(title: "probability p of each class", xLabel: "class; the label is 3") {
                Bars(names, probabilities, colors: (0..<10).map { $0 == 3 ? .prediction : .neutral }, decimals: 2)
            }
            Axes(title: "gradient p − y at each score", xLabel: "class; the label is 3") {
                Bars(names, gradient, colors: gradient.map { .weight($0) }, decimals: 2)
            }
        }
    }

    /// The first output of a network over the plane of its inputs, in bands of equal steps.
    static func bands(
        straight: @escaping (Tensor) -> Tensor, bent: @escaping (Tensor) -> Tensor
    ) -> Figure {
        func panel(_ title: String, step: Scalar, _ answer: @escaping (Tensor) -> Tensor) -> Axes {
            Axes(
                title: title, xLabel: "x₁", yLabel: "x₂", xRange: -4...4, yRange: -4...4,
                isEquallyScaled: true
            ) {
                Regions(
                    opacity: 0.55,
                    classes: { points in
                        let flat = points.flatMap { [Scalar($0.x), Scalar($0.y)] }
                        let values = answer(Tensor(scalars: flat, shape: [points.count, 2]))[.all, 0]
                        return values.scalars.map { Int((($0 + 1000) / step).rounded(.down)) % 2 }
                    })
            }
        }
        return Figure(columns: 2) {
            panel("without σ: a band for every 16", step: 16, straight)
            panel("with σ: a band for every 0.2", step: 0.2, bent)
        }
    }

    /// Where a network that learns XOR says yes after some epochs, and its loss on the way.
    static func watched(_ run: WatchedXOR, at epoch: Int) -> Figure {
        let moment = run.moments.first { $0.epoch == epoch }!
        return Figure(columns: 2) {
            Axes(
                title: "tinted: output above ½ · \(moment.right) of 4 right", xLabel: "x₁", yLabel: "x₂",
                xRange: -0.5...1.5,
                yRange: -0.5...1.5, isEquallyScaled: true
            ) {
                Regions(
                    colors: [.background, .series(1)],
                    classes: { points in
                        let flat = points.flatMap { [Scalar($0.x), Scalar($0.y)] }
                        return moment.answer(Tensor(scalars: flat, shape: [points.count, 2])).scalars.map {
                            $0 > 0.5 ? 1 : 0
                        }
                    })
                Points.byClass([0, 0, 1, 1], [0, 1, 0, 1], classes: [0, 1, 1, 0], names: ["no", "yes"], size: 34)
            }
            Axes(
                title: "loss on the four corners", xLabel: "epoch", yLabel: "mean squared error",
                yRange: 0...1.1 * Double(run.losses.max()!)
            ) {
                Line(Array(0..<run.losses.count), run.losses, color: .error)
                Points([epoch], [moment.loss], color: .foreground, size: 30)
            }
        }
    }

    /// A hundred initializations in columns over the loss at their end, coloured by whether they learned XOR.
    static func starts(_ panels: [(title: String, rows: [(name: String, runs: XORStarts)])]) -> Figure {
        Figure(columns: panels.count, sharing: .both) {
            for panel in panels {
                Axes(
                    title: panel.title, xLabel: "mean squared error after training", xRange: -0.012...0.36,
                    yRange: 0.35...4,
                    xTicks: [Tick(0, "0"), Tick(1.0 / 8, "1/8"), Tick(1.0 / 6, "1/6"), Tick(1.0 / 4, "1/4")], yTicks: []
                ) {
                    for (index, row) in panel.rows.enumerated() {
                        let base = Double(3 - index) - 0.45
                        stacks(row.runs, base: base, isSolved: true)
                        stacks(row.runs, base: base, isSolved: false)
                        Note(
                            "\(row.name): \(Int((100 * row.runs.solved).rounded())) of 100",
                            at: (0.355, base + 0.83), anchor: .right, size: 32, isBold: true)
                    }
                }
            }
        }
    }

    /// The starts with one outcome as columns: as high as the number of those that ended at the same loss.
    private static func stacks(_ runs: XORStarts, base: Double, isSolved: Bool) -> [Polygon] {
        let losses = runs.losses.indices.filter { runs.isSolved[$0] == isSolved }
            .map { min(Double(runs.losses[$0]), 0.33) }.sorted()
        var columns: [(loss: Double, count: Int)] = []
        for (index, loss) in losses.enumerated() {
            // A gap in the losses begins a new column.
            if index == 0 || loss - losses[index - 1] > 0.01 { columns.append((loss, 0)) }
            columns[columns.count - 1].count += 1
        }
        return columns.map { column in
            let (left, right) = (column.loss - 0.004, column.loss + 0.004)
            let top = base + 0.0064 * Double(column.count)
            return Polygon(
                [(left, base), (right, base), (right, top), (left, top)],
                color: isSolved ? .series(0) : .series(1), opacity: 1)
        }
    }
}
