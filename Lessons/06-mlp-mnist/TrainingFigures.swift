import Nabla

/// Loss and accuracy of several starts as thin lines, for training and for unseen digits.
func curvesFigure(_ curves: [Curve], regression: Scalar) -> Figure {
    let epochs = Array(1...curves[0].updates.count)
    func mean(_ values: (Curve) -> [Scalar]) -> [Double] {
        epochs.indices.map { epoch in
            curves.map { Double(values($0)[epoch]) }.reduce(0, +) / Double(curves.count)
        }
    }
    let (trained, unseen) = (mean(\.trainingLoss), mean(\.validationLoss))
    let last = curves[curves.count - 1]
    return Figure(columns: 2) {
        Axes(title: "loss", xLabel: "epoch", yRange: 0...2.5) {
            Band(epochs, from: trained, to: unseen, color: .error)
            for curve in curves.dropLast() {
                Line(epochs, curve.trainingLoss, color: .data, weight: .thin)
                Line(epochs, curve.validationLoss, color: .prediction, weight: .thin)
            }
            Line(epochs, last.trainingLoss, label: "training", color: .data, weight: .thin)
            Line(epochs, last.validationLoss, label: "validation", color: .prediction, weight: .thin)
            HorizontalLine(2.3026, label: "chance")
        }
        Axes(title: "accuracy (%)", xLabel: "epoch", yRange: 84...100.5) {
            for curve in curves.dropLast() {
                Line(epochs, curve.trainingAccuracy.map { 100 * $0 }, color: .data, weight: .thin)
                Line(epochs, curve.validationAccuracy.map { 100 * $0 }, color: .prediction, weight: .thin)
            }
            Line(
                epochs, last.trainingAccuracy.map { 100 * $0 }, label: "training", color: .data,
                weight: .thin)
            Line(
                epochs, last.validationAccuracy.map { 100 * $0 }, label: "validation",
                color: .prediction, weight: .thin)
            HorizontalLine(100 * regression, label: "softmax\nregression")
        }
    }
}

/// A panel of an experiment: its settings, each with a line for every start.
func settingsPanel(_ title: String, _ settings: [Setting], yLabel: String = "") -> Axes {
    Axes(title: title, xLabel: "updates", yLabel: yLabel) {
        for setting in settings {
            for (index, curve) in setting.curves.enumerated() {
                Line(
                    [0] + curve.updates, [10] + curve.validationAccuracy.map { 100 * $0 },
                    label: index == setting.curves.count - 1 ? setting.name : nil, color: setting.ink,
                    weight: .thin)
            }
        }
    }
}

/// Training and validation loss of one setting; a dot where the validation loss is lowest.
func overfittingPanel(_ setting: Setting, showsBest: Bool) -> Axes {
    Axes(title: setting.name, xLabel: "updates", yLabel: "loss") {
        for curve in setting.curves {
            Line(curve.updates, curve.trainingLoss, color: .data, weight: .thin)
            Line(curve.updates, curve.validationLoss, color: .prediction, weight: .thin)
        }
        if showsBest {
            for curve in setting.curves {
                let best = curve.validationLoss.indices.min {
                    curve.validationLoss[$0] < curve.validationLoss[$1]
                }!
                Points([curve.updates[best]], [curve.validationLoss[best]], color: .error, size: 20)
            }
        }
    }
}

/// Accuracy against the number of training images, a dot for every start.
func countFigure(_ counts: [Int], _ accuracies: [[Scalar]], chance: Scalar) -> Figure {
    let means = accuracies.map { 100 * $0.reduce(0, +) / Scalar($0.count) }
    let places = zip(counts, accuracies).flatMap { count, values in values.map { _ in count } }
    return Figure(
        xLabel: "training images", yLabel: "test digits named correctly (%)", xScale: .log, yRange: 0...103
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
