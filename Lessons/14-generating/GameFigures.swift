import Foundation
import Nabla
import Notebook

/// What a game in one dimension looked like at some step.
struct GameFrame {
    let step: Int
    let samples: [Scalar]
    let curve: [Scalar]

    static let places = (0...120).map { Double($0) / 20 - 3 }

    init(_ game: Adversaries, step: Int) {
        self.step = step
        samples = game.samples(2_000).scalars
        let places = Tensor(Self.places.map { Scalar($0) }).reshaped(to: [Self.places.count, 1])
        curve = game.realness(places).scalars
    }

    func figure(density: @escaping (Double) -> Double) -> Figure {
        let width = 0.1
        return Figure(columns: 1, rowHeights: [1.5, 1]) {
            Axes(yLabel: "points, of 2,000", xRange: -3...3, yRange: 0...220) {
                Histogram(samples, bins: 60, range: -3...3, label: "generated", color: .prediction, opacity: 0.6)
                Line(over: -3...3, label: "real", color: .data, weight: .thick) { 2_000 * width * density($0) }
            }
            Axes(xLabel: "x", yLabel: "D(x)", xRange: -3...3, yRange: 0...1) {
                HorizontalLine(0.5, label: "½")
                Line(Self.places, curve, color: .gradient, weight: .thick)
            }
        }
    }
}

/// The density of a normal distribution.
func gaussian(_ x: Double, mean: Double, _ deviation: Double) -> Double {
    let away = (x - mean) / deviation
    return exp(-0.5 * away * away) / (deviation * (2 * Double.pi).squareRoot())
}

/// Left the loss of every start, flat; right what each of them draws.
func flatFigure(_ games: [(losses: [Scalar], samples: [Scalar])], every step: Int) -> Figure {
    func density(_ samples: [Scalar]) -> (x: [Double], y: [Double]) {
        let bins = 70
        var counts = [Double](repeating: 0, count: bins)
        for value in samples {
            let bin = Int(10 * Double(value))
            if value >= 0, bin < bins { counts[bin] += 10 / Double(samples.count) }
        }
        return (counts.indices.map { (Double($0) + 0.5) / 10 }, counts)
    }
    return Figure(columns: 2) {
        Axes(
            title: "loss of the discriminator", xLabel: "step", yLabel: "nats", yRange: 0.9...1.9
        ) {
            HorizontalLine(1.3863, label: "2 ln 2")
            for game in games {
                Line(game.losses.indices.map { step * ($0 + 1) }, game.losses, weight: .thin)
            }
        }
        Axes(title: "what was generated", xLabel: "x", yLabel: "density", xRange: 0...6, yRange: 0...4.5) {
            Line(over: 0...6, label: "real", color: .foreground, weight: .thick) {
                gaussian($0, mean: 3, 0.5)
            }
            for game in games {
                let line = density(game.samples)
                Line(line.x, line.y, weight: .thin)
            }
        }
    }
}

/// The first 1,000 points of a cloud on the plane of the ring, with circles around the eight centers.
private func cloud(_ title: String, _ points: Tensor, _ ring: Ring, bound: Double, size: Double) -> Diagram {
    let (shown, centers) = (points[0..<min(1_000, points.shape[0])] + Scalar(bound), ring.centers + Scalar(bound))
    return Diagram(title: title, width: 2 * bound, height: 2 * bound) {
        Points(
            centers[.all, 0].scalars, centers[.all, 1].scalars, color: .neutral, marker: .ring, size: 6 * size)
        Points(shown[.all, 0].scalars, shown[.all, 1].scalars, color: .prediction, size: size, opacity: 0.45)
    }
}

/// Clouds of points on the plane of the ring, each with a title.
func cloudsFigure(
    _ clouds: [(title: String, points: Tensor)], ring: Ring, columns: Int, bound: Double = 2.8, size: Double = 7
) -> Figure {
    Figure(columns: columns) {
        for one in clouds { cloud(one.title, one.points, ring, bound: bound, size: size) }
    }
}

/// The proportions of the eight modes of two generators, beside the true ones.
func sharesFigure(
    _ ring: Ring, _ makers: [(name: String, points: Tensor, shares: [Scalar])]
) -> Figure {
    Figure(columns: makers.count + 1, columnWidths: [Double](repeating: 1, count: makers.count) + [1.6]) {
        for maker in makers {
            cloud(maker.name, maker.points, ring, bound: 2.8, size: 7)
        }
        Axes(title: "fraction in the heavy mode", yRange: 0...0.65) {
            Bars(
                ["real"] + makers.map(\.name), [Scalar(ring.probabilities[0])] + makers.map { $0.shares[0] },
                colors: [.data] + makers.map { _ in .prediction }, decimals: 2)
        }
    }
}
