import Foundation
import Nabla

/// The gradient of w₁ in the 2-2-2 network taken apart: two ribbons from E that partly cancel, and the sum term by term.
///
/// Width is the size of a gradient, colour its sign. Everything is computed from the network's own numbers.
struct GradientBreakdown {
    /// ∂E/∂z of the two outputs.
    private let outputs: [Double]
    /// What comes from them to h₁, by w₅ and by w₇.
    private let paths: [Double]
    private let atHidden: Double
    private let hiddenSlope: Double
    private let behindSigmoid: Double
    private let atWeight: Double
    /// Units of the board for a gradient of 1.
    private let scale = 15.0

    init() {
        func squash(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
        let (h1, h2) = (squash(0.01 + 0.15 + 0.25), squash(0.02 + 0.2 + 0.25))
        let (o1, o2) = (squash(0.5 * h1 + 0.6 * h2 + 0.35), squash(0.7 * h1 + 0.8 * h2 + 0.35))
        outputs = [(o1 - 0.05) * o1 * (1 - o1), (o2 - 0.95) * o2 * (1 - o2)]
        paths = [0.5 * outputs[0], 0.7 * outputs[1]]
        atHidden = paths[0] + paths[1]
        hiddenSlope = h1 * (1 - h1)
        behindSigmoid = atHidden * hiddenSlope
        atWeight = 0.1 * behindSigmoid
    }

    func figure() -> Figure {
        Figure(
            Diagram(width: 16, height: 8.6) {
                ribbons()
                cancellation()
                boxes()
                labels()
                key()
                receipt()
            })
    }

    private typealias End = (x: Double, y: Double, slope: Double)

    /// A band between two places whose width goes from one gradient to the other, level at both ends.
    private func ribbon(_ start: End, _ end: End) -> Polygon {
        let steps = (0...40).map { Double($0) / 40 }
        func half(_ slope: Double) -> Double { max(0.022, abs(slope) * scale / 2) }
        let edge = steps.map { t in
            let ease = t * t * (3 - 2 * t)
            return (
                x: start.x + t * (end.x - start.x), y: start.y + ease * (end.y - start.y),
                half: half(start.slope) + ease * (half(end.slope) - half(start.slope))
            )
        }
        return Polygon(
            edge.map { ($0.x, $0.y + $0.half) } + edge.reversed().map { ($0.x, $0.y - $0.half) },
            color: .weight(start.slope), opacity: 0.62)
    }

    // The places of the boxes' middles.
    private let output = (x: 10.55, y: 4.4)
    private let upper = (x: 8.0, y: 6.3)
    private let lower = (x: 8.0, y: 2.2)
    private let hidden = (x: 4.3, y: 4.3)
    private let weight = (x: 0.75, y: 4.3)
    /// Where the two paths have met: the middle of the upper one, and the seam below it.
    private var seam: Double { hidden.y - abs(atHidden) * scale / 2 }
    private var eaten: Double { abs(paths[1]) * scale }
    private var meeting: (upper: Double, lower: Double) {
        (seam - eaten + abs(paths[0]) * scale / 2, seam - eaten - eaten / 2)
    }

    private func ribbons() -> [any Mark] {
        [
            ribbon((output.x, 4.9, outputs[0]), (upper.x, upper.y, outputs[0])),
            ribbon((output.x, 3.55, outputs[1]), (lower.x, lower.y, outputs[1])),
            ribbon((upper.x, upper.y, outputs[0]), (5.9, meeting.upper, paths[0])),
            ribbon((lower.x, lower.y, outputs[1]), (5.9, meeting.lower, paths[1])),
            ribbon((5.9, hidden.y, atHidden), (hidden.x, hidden.y, atHidden)),
            ribbon((hidden.x, hidden.y, atHidden), (2.6, hidden.y, behindSigmoid)),
            ribbon((2.6, hidden.y, behindSigmoid), (weight.x, weight.y, atWeight)),
        ]
    }

    /// The strip of the upper path that the lower one cancels: stripes of both colours that fade.
    private func cancellation() -> [any Mark] {
        (0..<12).flatMap { index -> [any Mark] in
            let (right, width) = (5.9 - 0.085 * Double(index), 0.085)
            let opacity = 0.62 * (1 - Double(index) / 12)
            func strip(_ top: Double, _ ink: Ink) -> Polygon {
                Polygon(
                    [(right, top), (right - width, top), (right - width, top - eaten), (right, top - eaten)],
                    color: ink, opacity: opacity)
            }
            return index.isMultiple(of: 2)
                ? [strip(seam, .weightPositive), strip(seam - eaten, .weightNegative)]
                : [strip(seam, .weightNegative), strip(seam - eaten, .weightPositive)]
        }
    }

    private func boxes() -> [any Mark] {
        [
            Box("E", at: output, width: 0.85, height: 3.2, color: .neutral, size: 46),
            Box("z(o₁)", at: upper, width: 1.2, height: 2.3, color: .neutral, size: 36),
            Box("z(o₂)", at: lower, width: 1.2, height: 1.0, color: .neutral, size: 36),
            Box("h₁", at: hidden, width: 0.95, height: 1.3, color: .neutral, size: 44),
            Box("w₁", at: weight, width: 1.0, height: 1.0, color: .foreground, isFilled: true, size: 44),
        ]
    }

    private func labels() -> [any Mark] {
        func bold(_ text: String, _ x: Double, _ y: Double, _ ink: Ink) -> Note {
            Note(text, at: (x, y), color: ink, size: 36, isBold: true)
        }
        func plain(_ text: String, _ x: Double, _ y: Double) -> Note {
            Note(text, at: (x, y), color: .foreground, size: 31)
        }
        return [
            bold(signed(outputs[0], 4), 9.45, 7.3, .weight(outputs[0])),
            bold(signed(outputs[1], 4), 9.6, 1.75, .weight(outputs[1])),
            plain("× w₅ = 0.5", 6.55, 7.05), plain("× w₇ = 0.7", 6.5, 1.85),
            bold(signed(paths[0], 4), 5.75, 5.75, .weight(paths[0])),
            bold(signed(paths[1], 4), 5.35, 2.75, .weight(paths[1])),
            Note("cancels a part", at: (5.1, 2.25), color: .weightNegative, size: 31),
            bold(signed(atHidden, 4), 4.5, 5.3, .weight(atHidden)),
            plain("× σ′(z)\n= " + formatted(hiddenSlope, decimals: 2), 2.9, 5.95),
            bold(signed(behindSigmoid, 4), 2.4, 3.75, .weight(behindSigmoid)),
            plain("× x₁\n= 0.1", 1.75, 5.1),
            bold(signed(atWeight, 4), 0.75, 3.45, .weight(atWeight)),
            Arrow(from: (7.4, 0.45), to: (0.6, 0.45), color: .neutral),
            Note("backward pass: from E to the weight", at: (4.0, 0.9), color: .neutral, size: 31),
        ]
    }

    /// What width and colour mean, in the corner that the ribbons leave free.
    private func key() -> [any Mark] {
        let rows: [(y: Double, ink: Ink, text: String)] = [
            (8.2, .weightPositive, "raise it, and E rises"), (7.6, .weightNegative, "raise it, and E falls"),
        ]
        return rows.flatMap { row -> [any Mark] in
            [
                Polygon(
                    [(0.25, row.y - 0.17), (0.95, row.y - 0.17), (0.95, row.y + 0.17), (0.25, row.y + 0.17)],
                    color: row.ink, opacity: 0.62),
                Note(row.text, at: (1.15, row.y), anchor: .left, size: 31),
            ]
        } + [Note("width: size of the gradient", at: (0.25, 7.0), anchor: .left, size: 31)]
    }

    private func receipt() -> [any Mark] {
        let (left, right, top, bottom) = (11.3, 15.95, 8.4, 0.5)
        let teeth = (0...16).map { index in
            (right - Double(index) / 16 * (right - left), bottom + (index.isMultiple(of: 2) ? 0 : 0.18))
        }
        let paper = [(left, top), (right, top)] + teeth
        func line(_ y: Double, _ name: String, _ amount: String, _ sum: Double, isBold: Bool = false)
            -> [any Mark]
        {
            [
                Note(name, at: (left + 0.22, y), anchor: .left, size: 30, isBold: isBold),
                Note(amount, at: (right - 1.6, y), anchor: .right, color: .neutral, size: 28),
                Note(
                    signed(sum, 4), at: (right - 0.2, y), anchor: .right, color: .weight(sum), size: 30,
                    isBold: true),
            ]
        }
        func rule(_ y: Double) -> Line {
            Line([left + 0.22, right - 0.2], [y, y], color: .neutral, weight: .thin, opacity: 1)
        }
        func times(_ weight: Double, _ slope: Double) -> String {
            "\(formatted(weight, decimals: 1)) × \(formatted(slope, decimals: 4))"
        }
        let amounts: [[any Mark]] = [
            line(6.75, "by o₁", times(0.5, outputs[0]), paths[0]),
            line(6.05, "by o₂", times(0.7, outputs[1]), paths[1]),
            [rule(5.65)], line(5.2, "at h₁", "", atHidden),
            line(4.5, "times σ′(z)", "× " + formatted(hiddenSlope, decimals: 4), behindSigmoid),
            line(3.8, "times x₁", "× 0.1", atWeight), [rule(3.4), rule(3.32)],
        ]
        return [
            Polygon(paper, color: .background, opacity: 1),
            Line(
                paper.map(\.0) + [left], paper.map(\.1) + [top], color: .neutral, weight: .thin, opacity: 1),
            Note("The gradient of w₁", at: ((left + right) / 2, 7.75), size: 32, isBold: true),
        ] + amounts.flatMap { $0 } + [
            Note("∂E/∂w₁", at: (left + 0.22, 2.75), anchor: .left, size: 32, isBold: true),
            Note(
                signed(atWeight, 6), at: (right - 0.2, 2.75), anchor: .right, color: .weight(atWeight),
                size: 32, isBold: true),
            Note(
                "raise w₁ by 0.1:\nE rises by about\n0.1 times this", at: ((left + right) / 2, 1.6),
                color: .neutral, size: 29),
        ]
    }

    private func signed(_ value: Double, _ decimals: Int) -> String {
        (value > 0 ? "+" : "") + formatted(value, decimals: decimals)
    }
}
