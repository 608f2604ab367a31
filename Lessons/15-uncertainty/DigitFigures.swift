import Nabla
import Notebook

/// The first images of each kind, with the answer and its confidence below.
func strangeFigure(_ kinds: [Kind], _ forecaster: (Tensor) -> Tensor, rows: Int) -> Figure {
    Figure(
        ImageGrid(columns: kinds.count, columnTitles: kinds.map(\.name), range: 0...1) {
            (0..<rows).flatMap { row in
                kinds.map { kind in
                    let p = forecaster(kind.images[row..<row + 1])
                    return Tile(
                        kind.images[row].scalars, width: 28,
                        caption: "\(p.argmax()) (\(percent(p.max(), decimals: 0)))")
                }
            }
        })
}

/// A reliability diagram, and under it how many answers each bin holds.
func reliabilityFigure(_ answers: [(title: String, answers: Answers)]) -> Figure {
    let ticks = stride(from: 0, through: 1, by: 0.2).map { Tick($0, formatted($0, decimals: 1)) }
    func curve(_ title: String, _ answers: Answers) -> Axes {
        let bins = answers.bins.filter { $0.count > 0 }
        // With few answers a bin's accuracy is mostly luck: they are drawn as rings.
        let (many, few) = (bins.filter { $0.count >= 30 }, bins.filter { $0.count < 30 })
        return Axes(
            title: "\(title): ECE \(decimals(4, answers.calibrationError))", yLabel: "accuracy", xRange: 0...1,
            yRange: 0...1.04, xTicks: ticks, yTicks: ticks
        ) {
            Line([0, 1], [0, 1], color: .neutral, style: .dashed)
            Line(bins.map(\.confidence), bins.map(\.accuracy), color: .data)
            Points(many.map(\.confidence), many.map(\.accuracy), color: .data, size: 28)
            Points(few.map(\.confidence), few.map(\.accuracy), color: .data, marker: .ring, size: 24)
        }
    }
    func counts(_ answers: Answers) -> Axes {
        let bins = answers.bins
        return Axes(
            xLabel: "confidence", yLabel: "answers", xRange: 0...1, yRange: 0...Double(answers.labels.count) * 1.35,
            xTicks: ticks
        ) {
            for (place, bin) in bins.enumerated() where bin.count > 0 {
                let (left, right) = (Double(place) / 10 + 0.006, Double(place + 1) / 10 - 0.006)
                let top = Double(bin.count)
                Polygon([(left, 0.0), (right, 0.0), (right, top), (left, top)], color: .neutral, opacity: 0.8)
                Note(
                    formatted(Double(bin.count), decimals: 0),
                    at: ((left + right) / 2, top + 0.16 * Double(answers.labels.count)), size: 28)
            }
        }
    }
    return Figure(columns: answers.count, rowHeights: [2.1, 1]) {
        answers.map { curve($0.title, $0.answers) }
        answers.map { counts($0.answers) }
    }
}

/// A frame of the film: the reliability at one temperature, and the loss and the calibration error at all of them.
func temperatureFigure(
    _ temperature: Scalar, at place: Int, of all: [Scalar], answers: [Answers], fitted: Scalar
) -> Figure {
    let bins = answers[place].bins.filter { $0.count >= 10 }
    return Figure(columns: 2) {
        Axes(xLabel: "confidence", yLabel: "accuracy", xRange: 0...1, yRange: 0...1.04) {
            Line([0, 1], [0, 1], color: .neutral, style: .dashed)
            Line(bins.map(\.confidence), bins.map(\.accuracy), color: .data)
            Points(bins.map(\.confidence), bins.map(\.accuracy), color: .data, size: 26)
            Note("accuracy \(percent(answers[place].accuracy, decimals: 2))", at: (0.7, 0.1), size: 34)
        }
        Axes(xLabel: "temperature", yLabel: "loss", xScale: .log, xTicks: [0.5, 1, 2, 3].map { Tick($0, "\($0)") }) {
            VerticalLine(fitted, label: "found on held-out digits")
            Line(all, answers.map(\.logLoss), color: .data)
            Points([temperature], [answers[place].logLoss], color: .error, size: 34)
        }
    }
}

/// A frame of the film: one digit rotated, what five networks say of it, and how all digits fare at all angles.
func rotationFigure(_ image: Tensor, _ opinions: Tensor, angle: Int, _ angles: [Int], _ curve: RotationCurve) -> Figure
{
    let place = angles.firstIndex(of: angle)!
    return Figure(columns: 3, columnWidths: [0.8, 1, 1.4]) {
        ImageGrid(columns: 1, range: 0...1) { Tile(image.scalars, width: 28) }
        Axes(
            title: "what the networks say", xLabel: "class", yLabel: "probability", xRange: -0.6...9.6,
            yRange: 0...1.02,
            xTicks: (0..<10).map { Tick(Double($0), "\($0)") }
        ) {
            for member in 0..<opinions.shape[0] {
                let x = (0..<10).map { Double($0) + 0.12 * (Double(member) - 2) }
                Points(x, opinions[member].scalars, color: .series(member), size: 20, opacity: 0.85)
            }
        }
        Axes(
            title: "all digits", xLabel: "degrees", xRange: 0...190, yRange: 0...1.02,
            xTicks: stride(from: 0, through: 180, by: 45).map { Tick(Double($0), "\($0)") }
        ) {
            Line(angles, curve.certainty, label: "confidence", color: .prediction)
            Line(angles, curve.accuracy, label: "accuracy", color: .data)
            Points([angle, angle], [curve.certainty[place], curve.accuracy[place]], color: .error, size: 28)
        }
    }
}

/// Accuracy and confidence against the angle, for several methods.
func rotationsFigure(_ angles: [Int], _ curves: [RotationCurve]) -> Figure {
    let inks: [Ink] = [.data, .prediction, .gradient]
    return Figure(
        xLabel: "rotated by (degrees)", yLabel: "confidence (solid), accuracy (dashed)", xRange: 0...180,
        yRange: 0...1.02, xTicks: stride(from: 0, through: 180, by: 30).map { Tick(Double($0), "\($0)") },
        theme: .fromAfar
    ) {
        for (ink, curve) in zip(inks, curves) {
            Line(angles, curve.certainty, label: curve.name, color: ink)
            Line(angles, curve.accuracy, color: ink, style: .dashed)
        }
    }
}

/// The uncertainty about some kinds of images, split into noise and disagreement.
func doubtsFigure(_ panels: [(title: String, rows: [(name: String, doubt: Doubt)])]) -> Figure {
    let widest = Double(panels.flatMap { $0.rows.map(\.doubt.total) }.max()!)
    return Figure(columns: panels.count, sharing: .y) {
        panels.map { panel in
            let count = panel.rows.count
            return Axes(
                title: panel.title, xLabel: "entropy (nats)", xRange: 0...1.2 * widest,
                yRange: 0.4...Double(count) + 0.6,
                yTicks: panel.rows.enumerated().map { Tick(Double(count - $0.offset), $0.element.name) }
            ) {
                // Nothing is drawn of these two but their lines in the key.
                Points([Double.nan], [Double.nan], label: "noise", color: .data, marker: .square)
                Points([Double.nan], [Double.nan], label: "disagreement", color: .prediction, marker: .square)
                for (place, row) in panel.rows.enumerated() {
                    let y = Double(count - place)
                    let (noise, total) = (Double(row.doubt.noise), Double(row.doubt.total))
                    Polygon(
                        [(0.0, y - 0.3), (noise, y - 0.3), (noise, y + 0.3), (0.0, y + 0.3)],
                        color: .data, opacity: 0.75)
                    Polygon(
                        [(noise, y - 0.3), (total, y - 0.3), (total, y + 0.3), (noise, y + 0.3)],
                        color: .prediction, opacity: 0.9)
                    Note(
                        percent(row.doubt.share, decimals: 0), at: (total + 0.08 * widest, y), color: .prediction,
                        size: 32)
                }
            }
        }
    }
}

/// The accuracy of the answers that are given, against the share that is given.
func coverageFigure(_ methods: [Method]) -> Figure {
    let kept = stride(from: 0.3, through: 1.0, by: 0.02).map { Scalar($0) }
    let inks: [Ink] = [.data, .prediction, .gradient, .error]
    return Figure(
        xLabel: "answers given (%)", yLabel: "of these right (%)", xRange: 30...100, theme: .fromAfar
    ) {
        for (ink, method) in zip(inks, methods) {
            Line(
                kept.map { 100 * $0 }, method.accuracies(kept: kept).map { 100 * $0 },
                label: method.name, color: ink)
        }
    }
}

/// How certain the answers to digits and to letters are, and a line below which 5 % of the digits lie.
func lettersFigure(digits: [Scalar], letters: [Scalar], threshold: Scalar, refused: Scalar) -> Figure {
    func panel(_ title: String, _ values: [Scalar], _ ink: Ink) -> Axes {
        Axes(title: title, xLabel: "confidence", yLabel: "images", xRange: 0.1...1, yRange: 0...Double(values.count)) {
            Histogram(values, bins: 18, range: 0.1...1, color: ink)
            VerticalLine(threshold)
        }
    }
    return Figure(columns: 2, sharing: .both) {
        panel("digits: 5 % refused", digits, .data)
        panel("letters: \(percent(refused, decimals: 0)) refused", letters, .prediction)
    }
}

/// The calibration error on digits, and how certain a method is of something it never saw.
func axesFigure(_ methods: [Method], _ kinds: [String], right: Double) -> Figure {
    Figure(columns: kinds.count, sharing: .y) {
        kinds.map { kind in
            Axes(
                title: kind, xLabel: "calibration error on digits", yLabel: "mean confidence", xRange: 0...right,
                yRange: 0.4...1
            ) {
                for (place, method) in methods.enumerated() {
                    Points(
                        [method.mean(\.calibrationError)], [method.sure(on: kind)], label: method.name,
                        color: .series(place), size: 40)
                }
            }
        }
    }
}
