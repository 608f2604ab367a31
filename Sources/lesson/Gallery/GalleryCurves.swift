import Foundation
import Nabla

/// Marks in the coordinates of a pair of axes.
enum GalleryCurves {
    static let entries: [GalleryEntry] = [
        GalleryEntry("Line", "Curves through points, each named at its end instead of in a key.") {
            let epochs = Array(1...20)
            return Figure(xLabel: "epoch", yLabel: "loss") {
                Line(epochs, epochs.map { 2.3 * exp(-0.30 * Double($0)) + 0.02 }, label: "training")
                Line(
                    epochs, epochs.map { 2.1 * exp(-0.28 * Double($0)) + 0.008 * Double($0) + 0.1 },
                    label: "validation")
            }
        },
        GalleryEntry("Band", "The spread of several runs as a tint, their mean as a line over it.") {
            let epochs = Array(1...20)
            let mean = epochs.map { 1 - 0.5 * exp(-0.25 * Double($0)) }
            return Figure(xLabel: "epoch", yLabel: "accuracy") {
                Band(
                    epochs, from: mean.map { $0 - 0.02 }, to: mean.map { $0 + 0.02 }, label: "five seeds",
                    color: .data)
                Line(epochs, mean, label: "mean", color: .data, weight: .thick)
            }
        },
        GalleryEntry("Points", "Two classes: they differ in shape as well as in colour.") {
            var generator = SeededGenerator(seed: 3)
            let (low, high) = (
                Tensor(randomNormal: [60, 2], using: &generator) - 1,
                Tensor(randomNormal: [60, 2], using: &generator) + 1
            )
            return Figure(xLabel: "x₁", yLabel: "x₂", isEquallyScaled: true) {
                Points(low[0..., 0].scalars, low[0..., 1].scalars, label: "no")
                Points(high[0..., 0].scalars, high[0..., 1].scalars, label: "yes", marker: .square)
            }
        },
        GalleryEntry("Histogram", "How often each value was drawn.") {
            var generator = SeededGenerator(seed: 1)
            let draws = Tensor(randomNormal: [10_000], using: &generator).scalars
            return Figure(xLabel: "value", yLabel: "draws") { Histogram(draws, bins: 40) }
        },
        GalleryEntry("Bars", "Groups of bars with their values written on them.") {
            Figure(yLabel: "accuracy, %") {
                Bars(
                    ["always 1", "nearest average", "one layer", "two layers"],
                    groups: [
                        Bars.Series("training", [11.2, 81, 92.9, 99.6]),
                        Bars.Series("test", [11.4, 82, 92.4, 98]),
                    ])
            }
        },
        GalleryEntry(
            "HorizontalLine, VerticalLine",
            "What a curve is compared with: chance, a threshold, the epoch that was best."
        ) {
            let epochs = Array(1...20)
            return Figure(xLabel: "epoch", yLabel: "loss") {
                HorizontalLine(2.303, label: "guessing: ln 10")
                VerticalLine(7, label: "stop here")
                Line(
                    epochs, epochs.map { 2 * exp(-0.4 * Double($0)) + 0.03 * Double($0) }, label: "validation"
                )
            }
        },
        GalleryEntry("Arrow, Note", "A remark that points at what it speaks of.") {
            let x = (0...100).map { -2 + 0.04 * Double($0) }
            return Figure(xLabel: "w", yLabel: "loss") {
                Line(x, x.map { $0 * $0 }, weight: .thick)
                Arrow(from: (1.5, 2.25), to: (0.9, 0.81), label: "one step", color: .gradient)
                Note("the slope is 0 here", at: (-0.9, 2.6), pointingTo: (0, 0))
            }
        },
        GalleryEntry(
            "Several panels",
            "Panels share an axis; logarithmic scales have whole powers of ten as their ticks."
        ) {
            let rates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]
            return Figure(columns: 2, sharing: .y) {
                Axes(title: "after 1 epoch", xLabel: "learning rate", yLabel: "loss", xScale: .log) {
                    Line(rates, [2.29, 2.2, 1.8, 0.9, 0.4, 0.6, 2.3], marker: .circle)
                }
                Axes(title: "after 10 epochs", xLabel: "learning rate", yLabel: "loss", xScale: .log) {
                    Line(rates, [2.1, 1.5, 0.7, 0.3, 0.1, 0.2, 2.3], marker: .circle)
                }
            }
        },
    ]
}
