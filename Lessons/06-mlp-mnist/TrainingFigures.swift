import Nabla

/// Loss and accuracy of several starts as thin lines, for known and for unseen digits, the gap tinted.
func curvesFigure(_ curves: [Curve], regression: Scalar) -> Figure {
    let epochs = Array(1...curves[0].updates.count)
    func mean(_ values: (Curve) -> [Scalar]) -> [Double] {
        epochs.indices.map { epoch in
            curves.map { Double(values($0)[epoch]) }.reduce(0, +) / Double(curves.count)
        }
    }
    func lines(_ label: String, _ ink: Ink, _ values: (Curve) -> [Scalar]) -> [any Mark] {
        curves.enumerated().map { index, curve in
            Line(
                epochs, values(curve), label: index == curves.count - 1 ? label : nil, color: ink,
                weight: .thin)
        }
    }
    return Figure(columns: 2) {
        Axes(title: "loss", xLabel: "epoch", yScale: .log) {
            Band(epochs, from: mean(\.trainingLoss), to: mean(\.validationLoss), color: .error)
            lines("training", .data, \.trainingLoss)
            lines("validation", .prediction, \.validationLoss)
            HorizontalLine(2.3026, label: "chance")
        }
        Axes(title: "accuracy (%)", xLabel: "epoch") {
            lines("training", .data) { $0.trainingAccuracy.map { 100 * $0 } }
            lines("validation", .prediction) { $0.validationAccuracy.map { 100 * $0 } }
            HorizontalLine(100 * regression, label: "no hidden\nlayer")
        }
    }
}

/// Three experiments side by side: accuracy against updates, the mean of all starts thick and each of them thin.
func variationsFigure(_ variations: (rates: [Setting], initializations: [Setting], scales: [Setting]), chance: Scalar)
    -> Figure
{
    func lines(_ setting: Setting) -> [any Mark] {
        let updates = [0] + setting.curves[0].updates
        let starts = setting.curves.map { [10] + $0.validationAccuracy.map { 100 * $0 } }
        let means = updates.indices.map { place in
            starts.map { $0[place] }.reduce(0, +) / Scalar(starts.count)
        }
        let each = starts.map { Line(updates, $0, color: setting.ink, weight: .thin) as any Mark }
        return each + [Line(updates, means, label: setting.name, color: setting.ink, weight: .thick)]
    }
    func panel(_ title: String, _ settings: [Setting], yLabel: String = "") -> Axes {
        let last = settings[0].curves[0].updates.last!
        return Axes(
            title: title, xLabel: "updates", yLabel: yLabel, yRange: 0...100,
            yTicks: [0, 25, 50, 75, 100].map { Tick(Double($0), "\($0)") }
        ) {
            HorizontalLine(100 * chance)
            Note("one answer for all", at: (0.5 * Double(last), 4.8), color: .neutral, size: 32)
            settings.flatMap(lines)
        }
    }
    return Figure(columns: 3, sharing: .y, theme: .fromAfar) {
        panel("learning rate", variations.rates, yLabel: "accuracy (%)")
        panel("initialization", variations.initializations)
        panel("inputs", variations.scales)
    }
}

/// Training and validation loss for each setting; dots where the validation loss of the first is lowest.
func curesFigure(_ settings: [Setting]) -> Figure {
    let ticks = [0, 0.2, 0.4, 0.6, 0.8].map { Tick($0, formatted($0, decimals: $0 == 0 ? 0 : 1)) }
    return Figure(columns: 2, sharing: .both) {
        settings.map { setting in
            Axes(title: setting.name, xLabel: "updates", yLabel: "loss", yRange: 0...0.85, yTicks: ticks) {
                for (start, curve) in setting.curves.enumerated() {
                    let isLast = start == setting.curves.count - 1
                    Line(
                        curve.updates, curve.trainingLoss, label: isLast ? "training" : nil, color: .data,
                        weight: .thin)
                    Line(
                        curve.updates, curve.validationLoss, label: isLast ? "validation" : nil,
                        color: .prediction, weight: .thin)
                }
                for curve in setting.curves {
                    let best = curve.validationLoss.indices.min {
                        curve.validationLoss[$0] < curve.validationLoss[$1]
                    }!
                    Points([curve.updates[best]], [curve.validationLoss[best]], color: .error, size: 18)
                }
            }
        }
    }
}

/// Accuracy against the number of training images: a dot for every start, a line through the means.
func countFigure(_ counts: [Int], _ accuracies: [[Scalar]], chance: Scalar) -> Figure {
    let means = accuracies.map { 100 * $0.reduce(0, +) / Scalar($0.count) }
    let places = zip(counts, accuracies).flatMap { count, values in values.map { _ in count } }
    return Figure(
        xLabel: "training images", yLabel: "validation digits named correctly (%)", xScale: .log,
        yRange: 0...100
    ) {
        HorizontalLine(90, label: "90 %")
        HorizontalLine(100 * chance, label: "one answer\nfor all")
        Line(counts, means, color: .prediction)
        Points(
            places, accuracies.flatMap { $0.map { 100 * $0 } }, color: .prediction, size: 18, opacity: 0.6)
        Points(
            counts, means, labels: means.map { formatted(Double($0), decimals: 0) }, color: .prediction,
            size: 6)
    }
}
