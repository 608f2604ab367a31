import Nabla
import Notebook

/// Training loss against the number of layers; on the right how the deepest networks got there.
func depthFigure(_ runs: [DepthStudy.Run]) -> Figure {
    let shown = Stack.allCases.map { stack in (stack, runs.filter { $0.stack == stack }) }
    let depths = runs.map(\.depth)
    let deepest = depths.max()!
    let ticks = Set(depths).sorted().map { Tick(Double($0), "\($0)") }
    return Figure(columns: 2, sharing: .y) {
        Axes(
            title: "after training", xLabel: "layers of 32", yLabel: "training loss", xScale: .log,
            xRange: 1.8...90, yRange: 0...2.4, xTicks: ticks
        ) {
            HorizontalLine(2.3026, label: "chance")
            for (stack, runs) in shown {
                Line(
                    runs.map(\.depth), runs.map(\.trainingLoss), label: stack.rawValue, color: stack.ink,
                    weight: .thick,
                    marker: .circle)
            }
        }
        Axes(
            title: "on the way", xLabel: "share of the training", xRange: 0...1, yRange: 0...2.4
        ) {
            for (stack, runs) in shown {
                for run in runs where run.depth == 10 || run.depth == deepest {
                    Line(
                        run.curve.indices.map { Double($0 + 1) / Double(run.curve.count) }, run.curve,
                        label: "\(stack.rawValue), \(run.depth)", color: stack.ink,
                        style: run.depth == deepest ? .solid : .dashed)
                }
            }
        }
    }
}

/// Accuracy with each block taken out, beside that of the whole network.
func deletionFigure(_ panels: [(run: DepthStudy.Run, without: [Scalar])]) -> Figure {
    Figure(columns: 2, sharing: .y) {
        for (run, without) in panels {
            Axes(
                title: run.stack == .plain ? "plain: one of ten layers out" : "residual: one of five blocks out",
                xLabel: run.stack == .plain ? "layer" : "block", yLabel: "test accuracy", yRange: 0...0.72
            ) {
                Bars(without.indices.map { "\($0 + 1)" }, without, color: run.stack.ink, decimals: 2)
                HorizontalLine(Double(run.accuracy), label: "nothing out")
                HorizontalLine(0.1, label: "chance")
            }
        }
    }
}

/// AlexNet's decisions: a dot for each start, upright and moved digits side by side. A row is blue where each of its starts
/// is better than each start of the first row, red where each is worse.
func decisionFigure(_ rows: [DecisionStudy.Row]) -> Figure {
    let places = rows.indices.map { Double(rows.count - $0) }
    func panel(_ title: String, _ values: (DecisionStudy.Row) -> [Scalar]) -> Axes {
        let reference = values(rows[0])
        return Axes(
            title: title, xLabel: "test accuracy", xRange: 0...1.04, yRange: 0.4...Double(rows.count) + 0.7,
            xTicks: [0, 0.25, 0.5, 0.75, 1].map { Tick($0, "\($0)") },
            yTicks: rows.indices.map { Tick(places[$0], rows[$0].name) }
        ) {
            VerticalLine(Double(DecisionStudy.Row.mean(reference)), color: .neutral)
            for (place, row) in zip(places, rows) {
                let (mean, left) = (DecisionStudy.Row.mean(values(row)), Double(values(row).min()!))
                let isWorse = values(row).max()! < reference.min()!
                let isBetter = values(row).min()! > reference.max()!
                let ink: Ink = reference.count == 1 ? .neutral : isWorse ? .error : isBetter ? .data : .neutral
                Points(values(row), values(row).map { _ in place }, color: ink, size: 30, opacity: 0.8)
                Note(
                    decimals(2, mean), at: (left > 0.3 ? left - 0.12 : left + 0.16, place), color: ink, size: 32,
                    isBold: true)
            }
        }
    }
    return Figure(columns: 2, sharing: .y) {
        panel("digits as they are", \.upright)
        panel("moved by 3 pixels", \.moved)
    }
}

/// A network's accuracy on changed digits, and what the changes look like.
func changesFigure(_ results: [(change: Change, accuracy: Scalar)], example: Tensor) -> Figure {
    let pictures = results.map { result in
        Picture(result.change.apply(example.expanded(atAxis: 0))[0].scalars, width: 28)
    }
    return Figure(xLabel: "accuracy of a network trained without augmentation", xRange: 0...1.1) {
        Bars(
            results.map(\.change.name), results.map(\.accuracy),
            colors: results.map { $0.change.keepsLabel ? .data : .error }, direction: .horizontal, decimals: 2,
            thumbnails: pictures)
    }
}

/// Digits as they are, mirrored and after half a turn, with what a person reads.
func turnsFigure(_ digits: ImageSet) -> Figure {
    let picked = [0, 2, 3, 6, 8, 9].map { digit in digits.images[digits.labels.firstIndex(of: digit)!] }
    let names = [
        ["0", "2", "3", "6", "8", "9"], ["0", "nothing", "nothing", "nothing", "8", "nothing"],
        ["0", "2, barely", "nothing", "9", "8", "6"],
    ]
    let maps = [AffineMap(), AffineMap(scaleX: -1), AffineMap(degrees: 180)]
    return Figure(
        ImageGrid(columns: 6, rowTitles: ["as it is", "mirrored", "half a turn"], range: 0...1) {
            for (map, captions) in zip(maps, names) {
                for (picture, caption) in zip(picked, captions) {
                    Tile(
                        map.applied(to: picture.expanded(atAxis: 0))[0].scalars, width: 28,
                        caption: "reads: \(caption)",
                        frame: caption.hasPrefix(names[0][picked.firstIndex(of: picture)!]) ? nil : .error)
                }
            }
        })
}
