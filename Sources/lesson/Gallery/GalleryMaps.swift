import Foundation
import Nabla

/// What lies over a plane: decisions, heights, tables of numbers.
enum GalleryMaps {
    static let entries: [GalleryEntry] = [
        GalleryEntry(
            "DecisionLine, HalfPlane", "A neuron among its inputs: w stands on the line and points to yes."
        ) {
            Figure(xLabel: "x₁", yLabel: "x₂", xRange: -0.5...2, yRange: -0.5...2, isEquallyScaled: true) {
                HalfPlane(weights: (1, 1), bias: -1.5, color: .prediction)
                DecisionLine(weights: (1, 1), bias: -1.5, label: "w = (1, 1), b = −1.5")
                Points([0, 0, 1], [0, 1, 0], label: "no")
                Points([1], [1], label: "yes", marker: .square)
            }
        },
        GalleryEntry("Regions", "The class of every place in the plane.") {
            Figure(xLabel: "x₁", yLabel: "x₂", xRange: -2...2, yRange: -2...2, isEquallyScaled: true) {
                Regions { x, y in x * x + y * y < 1 ? 0 : x * y > 0 ? 1 : 2 }
            }
        },
        GalleryEntry("Polygon", "An area of its own, such as the weights that answer every example rightly.") {
            Figure(xLabel: "w₁", yLabel: "w₂", isEquallyScaled: true) {
                Polygon([(0, 1.5), (1.5, 0), (1.5, 1.5)], label: "all corners right", color: .gradient)
                Points(at: [(1, 0.75)], label: "the weights found")
            }
        },
        GalleryEntry("HeatMap", "A table of numbers, signed: blue above 0, orange below.") {
            let words = ["the", "cat", "sat", "down"]
            func similarity(_ i: Int, _ j: Int) -> Double { sin(Double(3 * i + 5 * j)) }
            let table = (0..<4).map { i in (0..<4).map { j in similarity(i, j) } }
            return Figure(xLabel: "word", yLabel: "word") {
                HeatMap(table, rows: words, columns: words, map: .diverging, colorBar: "similarity")
            }
        },
        GalleryEntry("ConfusionMatrix", "Truth against answer, counted: the diagonal is right.") {
            Figure(xLabel: "the network says", yLabel: "it is") {
                ConfusionMatrix([[95, 2, 3], [4, 90, 6], [1, 9, 90]], classes: ["cat", "dog", "fox"])
            }
        },
        GalleryEntry("PictureMark", "A picture at a place of the plane.") {
            let digits = MNIST.builtIn(trainingCount: 20, testCount: 1).training
            let places: [(Double, Double)] = [(1, 1), (3, 2), (5, 1.4)]
            return Figure(xLabel: "first coordinate", yLabel: "second", xRange: 0...6, yRange: 0...3) {
                for (index, place) in places.enumerated() {
                    let pixels = digits.images[index].scalars.map { UInt8(255 * (1 - $0)) }
                    PictureMark(
                        Picture(width: 28, height: 28, channels: 1, pixels: pixels), at: place, width: 0.8)
                }
            }
        },
        GalleryEntry(
            "Contour, ArrowField, Path", "Heights from above, where each place points, and a way down."
        ) {
            var way = [(x: 3.0, y: 1.5)]
            for _ in 0..<30 { way.append((way.last!.x * 0.9, way.last!.y * 0.6)) }
            return Figure(xLabel: "θ₁", yLabel: "θ₂", xRange: -4...4, yRange: -2...2, isEquallyScaled: true) {
                Contour(levels: [0.5, 2, 4, 8, 12]) { x, y in x * x / 2 + 2 * y * y }
                ArrowField(spacing: 160) { x, y in (-x, -4 * y) }
                Path(at: way.map { ($0.x, $0.y) }, label: "descent", color: .prediction, dotEvery: 1)
            }
        },
        GalleryEntry("Surface", "The same kind of function in space, with its contours on the floor.") {
            Figure(
                Surface(
                    xLabel: "θ₁", yLabel: "θ₂", zLabel: "loss", x: -2...2, y: -2...2,
                    levels: [0.2, 0.6, 1.2, 2, 3, 4.5], elevation: 42
                ) { x, y in x * x / 2 + y * y / 2 + sin(2 * x) / 2 })
        },
    ]
}
