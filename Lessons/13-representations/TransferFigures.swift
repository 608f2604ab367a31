import Nabla
import Notebook

/// Shapes of both tasks and a curve made from each, not moved, so that the shape lies at its beginning.
func shapesFigure(_ study: TransferStudy) -> Figure {
    func unmoved(_ templates: Tensor) -> SignalSet {
        MNIST1D.sets(training: 40, test: 0, rotation: 1, templates: templates, seed: study.seed).training
    }
    let (digits, others) = (unmoved(MNIST1D.templates), unmoved(study.templates))
    func panel(_ title: String, _ shape: Tensor, _ ink: Ink) -> Axes {
        Axes(title: title, xTicks: [], yTicks: []) { Line(shape.scalars, color: ink, weight: .thick) }
    }
    func curve(_ title: String, _ set: SignalSet, _ label: Int, _ ink: Ink) -> Axes {
        let values = set.signals[set.labels.firstIndex(of: label)!].scalars
        // The shape takes 7 to 10 of the 40 places.
        return Axes(title: title, xTicks: [], yTicks: []) {
            Line(values, color: .neutral, weight: .thin)
            Line(Array(values.prefix(8)), color: ink, weight: .thick)
        }
    }
    return Figure(columns: 4) {
        panel("digit 2, as a curve", MNIST1D.templates[2], .data)
        panel("digit 6", MNIST1D.templates[6], .data)
        panel("another shape", study.templates[0], .error)
        panel("another shape", study.templates[1], .error)
        curve("a curve of 2", digits, 2, .data)
        curve("a curve of 6", digits, 6, .data)
        curve("its curve", others, 0, .error)
        curve("its curve", others, 1, .error)
    }
}

/// Accuracy against labels: three ways to begin, from other shapes and from shuffled curves.
func transferFigure(
    counts: [Int], scratch: [Scalar], shapes: (frozen: [Scalar], tuned: [Scalar]),
    shuffled: (frozen: [Scalar], tuned: [Scalar])
) -> Figure {
    func axes(_ title: String, _ rows: (frozen: [Scalar], tuned: [Scalar])) -> Axes {
        Axes(
            title: title, xLabel: "labelled curves per class", yLabel: "test accuracy, %", xScale: .log,
            yRange: 0...100, xTicks: counts.map { Tick(Double($0), "\($0)") }
        ) {
            Line(counts, scratch.map { 100 * $0 }, label: "scratch", color: .neutral, marker: .square)
            Line(counts, rows.frozen.map { 100 * $0 }, label: "frozen", color: .data, marker: .circle)
            Line(counts, rows.tuned.map { 100 * $0 }, label: "fine-tuned", color: .prediction, marker: .triangle)
        }
    }
    return Figure(columns: 2, sharing: .y) {
        axes("features from other shapes", shapes)
        axes("features from shuffled curves", shuffled)
    }
}
