import Foundation
import Nabla
import Notebook

/// Colors for ten digits, and the names beside them.
private let digitInks: [Ink] = (0..<10).map { digit in
    let hexes: [UInt32] = [
        0x1E60BC, 0xDC5A0B, 0x089A78, 0x5E1466, 0x8A6A00, 0x2F9AD2, 0xA00A48, 0x6B7482, 0x4C8C1B, 0xE07BA6,
    ]
    return .custom(Color(hex: hexes[digit]))
}

/// Rows of images of 28 × 28 pixels, with a title on the left and a note on the right.
func rowsFigure(_ rows: [(title: String, images: Tensor)], notes: [String] = []) -> Figure {
    Figure(
        ImageGrid(columns: rows[0].images.shape[0], rowTitles: rows.map(\.title), rowNotes: notes, range: 0...1) {
            rows.flatMap { row in
                (0..<row.images.shape[0]).map { Tile(row.images[$0].scalars, width: 28) }
            }
        })
}

/// Ten real digits, and the mean of all of them.
func averageFigure(_ digits: Tensor, mean: Tensor, isBuiltIn: Bool) -> Figure {
    Figure(columns: 2, columnWidths: [2.3, 1]) {
        ImageGrid(title: isBuiltIn ? "drawn by the kit" : "drawn by people", columns: 5, range: 0...1) {
            (0..<10).map { Tile(digits[$0].scalars, width: 28) }
        }
        ImageGrid(title: "best by squared error", columns: 1, range: 0...1) {
            Tile(mean.scalars, width: 28, frame: .error)
        }
    }
}

/// Two ways to put a random draw into a computation: the gradient passes only one of them.
func drawFigure() -> Figure {
    func side(_ x: Double, _ title: String, isOpen: Bool) -> [any Mark] {
        var marks: [any Mark] = [
            Note(title, at: (x, 8.4), size: 36, isBold: true),
            Box("encoder", at: (x, 1.2), width: 3.2, height: 1.0, color: .data),
            Box("μ", at: (x - 1.9, 3.3), width: 1.3, height: 1.0, color: .data),
            Box("σ", at: (x + 0.3, 3.3), width: 1.3, height: 1.0, color: .data),
            Arrow(from: (x - 0.9, 1.75), to: (x - 1.7, 2.75), color: .foreground),
            Arrow(from: (x + 0.1, 1.75), to: (x + 0.3, 2.75), color: .foreground),
            Box("decoder and loss", at: (x, 7.2), width: 4.6, height: 1.0, color: .prediction),
        ]
        if isOpen {
            marks += [
                Disc("ε", at: (x + 2.9, 3.3), radius: 0.62, color: .neutral),
                Note("drawn", at: (x + 2.9, 2.3), color: .neutral, size: 30),
                Box("z = μ + σ·ε", at: (x, 5.3), width: 3.8, height: 1.0, color: .gradient),
                Arrow(from: (x - 1.7, 3.85), to: (x - 0.9, 4.75), color: .gradient),
                Arrow(from: (x + 0.3, 3.85), to: (x + 0.2, 4.75), color: .gradient),
                Arrow(from: (x + 2.5, 3.85), to: (x + 1.3, 4.75), color: .neutral),
                Arrow(from: (x, 5.85), to: (x, 6.65), color: .gradient),
            ]
        } else {
            marks += [
                Box("z, drawn from N(μ, σ²)", at: (x, 5.3), width: 5.4, height: 1.0, color: .error),
                Arrow(from: (x - 1.7, 3.85), to: (x - 0.9, 4.75), color: .neutral),
                Arrow(from: (x + 0.3, 3.85), to: (x + 0.2, 4.75), color: .neutral),
                Arrow(from: (x, 5.85), to: (x, 6.65), color: .neutral),
                Note("no derivative", at: (x + 1.9, 4.3), color: .error, size: 30),
            ]
        }
        return marks
    }
    return Figure(
        Diagram {
            side(3.9, "drawn within", isOpen: false)
            side(12.0, "drawn first", isOpen: true)
        })
}

/// A frame of the dial β: where the codes of test images lie, some reconstructions and some samples.
struct DialFrame {
    let β: Scalar
    let means: Tensor
    let labels: [Int]
    let reconstructions: Tensor
    let samples: Tensor
    let terms: (reconstruction: Scalar, divergence: Scalar)

    func figure(originals: Tensor) -> Figure {
        let bound = 5.0
        return Figure(columns: 2, columnWidths: [1, 1.25]) {
            Axes(
                title: "means of 500 codes", xLabel: "code 1", yLabel: "code 2", xRange: -bound...bound,
                yRange: -bound...bound, isEquallyScaled: true
            ) {
                Line.circle(radius: 2)
                Points.byClass(
                    means[.all, 0].scalars, means[.all, 1].scalars, classes: labels, names: (0..<10).map { "\($0)" },
                    colors: digitInks, size: 12, opacity: 0.7)
            }
            ImageGrid(
                title:
                    "reconstruction \(decimals(0, terms.reconstruction)) nats, divergence \(decimals(2, terms.divergence))",
                columns: 7, rowTitles: ["digit", "decoded", "N(0, 1)", "N(0, 1)"], range: 0...1
            ) {
                for images in [originals, reconstructions, samples[0..<7], samples[7..<14]] {
                    (0..<7).map { Tile(images[$0].scalars, width: 28) }
                }
            }
        }
    }
}

extension Line {
    /// A circle around 0, such as two standard deviations.
    static func circle(radius: Double) -> Line {
        let angles = (0...120).map { 2 * Double.pi * Double($0) / 120 }
        return Line(
            angles.map { radius * cos($0) }, angles.map { radius * sin($0) }, color: .neutral, weight: .thin,
            style: .dashed)
    }
}

/// What the code plane decodes to, cell by cell, as one picture.
func planeFigure(_ model: CodeModel) -> Figure {
    let (cells, bound) = (15, 2.4)
    let steps = Tensor(linspace: -2.24...2.24, count: cells).scalars
    let codes = steps.reversed().flatMap { y in steps.map { x in [x, y] } }
    let decoded = model.images(Tensor(codes)).reshaped(to: [cells, cells, 28, 28])
        .transposed(permutation: [0, 2, 1, 3])
    return Figure(
        xLabel: "code 1", yLabel: "code 2", xRange: -bound...bound, yRange: -bound...bound, isEquallyScaled: true
    ) {
        PictureMark(Picture(decoded.scalars, width: 28 * cells), at: (0.0, 0.0), width: 2 * bound)
    }
}
