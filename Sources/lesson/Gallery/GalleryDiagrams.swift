import Foundation
import Nabla

/// Drawings without axes: what computes, and in what shapes.
enum GalleryDiagrams {
    static let entries: [GalleryEntry] = [
        GalleryEntry(
            "NeuronDiagram", "One neuron with its numbers: inputs, weights, bias, sum, activation, answer."
        ) {
            Figure(
                NeuronDiagram(
                    inputs: [
                        .init("dry", value: 0, weight: 1), .init("friend", value: 1, weight: 1),
                        .init("pub", value: 1, weight: 10),
                    ],
                    bias: -11))
        },
        GalleryEntry(
            "NetworkDiagram",
            "Layers of neurons; wires are as thick as their weights and have the colour of their sign."
        ) {
            Figure(
                NetworkDiagram(
                    layers: [2, 3, 1],
                    weights: [[[1.5, -0.5, 0.8], [-1, 2, 0.3]], [[1], [-1.2], [0.6]]],
                    layerTitles: ["inputs", "hidden", "answer"], inputNames: ["x₁", "x₂"], outputNames: ["y"])
            )
        },
        GalleryEntry("ComputationGraph", "A computation with its values and gradients.") {
            Figure(
                ComputationGraph([
                    .init("w", value: 2, gradient: 12.0), .init("x", value: 3, gradient: 8.0),
                    .init(
                        "w·x", operation: "×", value: 6, gradient: 4.0,
                        wires: [.init(from: 0, rate: 3), .init(from: 1, rate: 2)]),
                    .init("y", value: 4, gradient: -4.0),
                    .init(
                        "w·x − y", operation: "−", value: 2, gradient: 4.0,
                        wires: [.init(from: 2, rate: 1), .init(from: 3, rate: -1)]),
                    .init("loss", operation: "²", value: 4, gradient: 1.0, wires: [.init(from: 4, rate: 4)]),
                ]))
        },
        GalleryEntry("TensorBoxes", "Shapes drawn to scale, with the numbers inside.") {
            Figure(
                TensorBoxes {
                    TensorBox([1, 2, 3, 4, 5, 6], shape: [2, 3], title: "x")
                    "+"
                    TensorBox([10, 20, 30], shape: [3], title: "b")
                    "="
                    TensorBox([11, 22, 33, 14, 25, 36], shape: [2, 3], title: "x + b")
                })
        },
        GalleryEntry(
            "UnrolledDiagram", "A recurrent network laid out in time: every step shares its weights."
        ) {
            Figure(
                UnrolledDiagram(
                    inputs: ["x₁ = 1", "x₂ = 0", "x₃ = 0"], states: ["h₁ = 0.46", "h₂ = 0.35", "h₃ = 0.27"],
                    start: "h₀ = 0", inputWeight: "W = 0.5", stateWeight: "U = 0.8"))
        },
        GalleryEntry("SlidingWindow", "A kernel at each of its places, and what it answers there.") {
            Figure(
                SlidingWindow(
                    image: [[0, 1, 1, 0], [0, 1, 1, 0], [0, 1, 1, 0], [0, 1, 1, 0]],
                    kernel: [[-1, 1], [-1, 1]]))
        },
        GalleryEntry("MapStack", "What an image becomes on its way through a network.") {
            func map(_ side: Int, _ phase: Int) -> Picture {
                let pixels = (0..<side * side).map { UInt8(40 * ((($0 / side) + ($0 % side) * phase) % 7)) }
                return Picture(width: side, height: side, channels: 1, pixels: pixels)
            }
            return Figure(
                MapStack([
                    .init("image", note: "28 × 28", maps: [map(28, 1)]),
                    .init("4 filters", note: "4 × 26 × 26", maps: (1...4).map { map(26, $0) }),
                    .init("max pooling", note: "4 × 13 × 13", maps: (1...4).map { map(13, $0) }),
                ]))
        },
        GalleryEntry(
            "GraphMark", "A graph: nodes in the colour of their class, full where it is known; edges between them."
        ) {
            let club = GraphData.karateClub
            let places = (0..<34).map { node -> (Double, Double) in
                // The two clubs on two circles.
                let side = club.labels[node]
                let rank = club.labels[..<node].filter { $0 == side }.count
                let angle = 2 * Double.pi * Double(rank) / 17
                return (4.2 + 7.6 * Double(side) + 3.2 * cos(angle), 4.5 + 3.6 * sin(angle))
            }
            return Figure(
                Diagram {
                    GraphMark(
                        at: places, edges: club.graph.edges.map { ($0.from, $0.to) }, names: (0..<34).map(String.init),
                        colors: club.labels.map { .series($0) }, filled: [0, 33])
                })
        },
        GalleryEntry("ImageGrid, boxes on it", "Boxes on an image: what was there, dashed, and what a detector found.")
        {
            let digits = MNIST.builtIn(trainingCount: 2, testCount: 1).training
            return Figure(
                ImageGrid(columns: 2) {
                    for index in 0..<2 {
                        Tile(
                            digits.images[index].scalars, width: 28,
                            boxes: [
                                .init(x: 4, y: 4, width: 20, height: 20, color: .data, isDashed: true),
                                .init(x: 5, y: 3, width: 19, height: 22, name: "\(digits.labels[index])  0.97"),
                            ])
                    }
                })
        },
        GalleryEntry("ImageGrid", "Images in rows, with a caption and a frame for those that are spoken of.") {
            let digits = MNIST.builtIn(trainingCount: 20, testCount: 1).training
            return Figure(
                ImageGrid(columns: 5) {
                    for index in 0..<10 {
                        Tile(
                            digits.images[index].scalars, width: 28, caption: "label \(digits.labels[index])",
                            frame: index == 3 ? .error : nil)
                    }
                })
        },
        GalleryEntry("Diagram, Box, Disc", "Boxes, discs and arrows placed by hand.") {
            Figure(
                Diagram {
                    Box("data", at: (2.5, 4.5), width: 3, height: 2, color: .data)
                    Disc("model", at: (8, 4.5), radius: 1.5, color: .prediction)
                    Box("loss", at: (13.5, 4.5), width: 3, height: 2, color: .error)
                    Arrow(from: (4, 4.5), to: (6.5, 4.5))
                    Arrow(from: (9.5, 4.5), to: (12, 4.5))
                })
        },
    ]
}
