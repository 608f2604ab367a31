import Foundation
import Nabla

extension Lesson06 {
    // MARK: 6.5 predict, then verify

    typealias Samples = (x: Tensor, y: Tensor)
    typealias SymmetryPrediction = (unitsFromEqual: Int, normFromZero: Scalar, unitsFromRandom: Int)

    static var symmetry: Check<Samples, SymmetryPrediction> {
        var check = Check<Samples, SymmetryPrediction>(
            exercise: Exercise(
                id: "6.5", name: "symmetryPrediction", points: 2,
                hints: [
                    "Take two hidden units with equal weights, in and out. What does each of them receive in one step?",
                    "With zeros everywhere, write down the hidden values, then the gradient of each matrix in turn.",
                    "In the third case the biases are equal, the weights are not. Is that enough to keep the units apart?",
                ]),
            inputs: { generator in
                [(generator.nonZeroHalves([5, 2], limit: 2), generator.nonZeroHalves([5], limit: 1))]
            },
            show: { [Part("x", $0.x), Part("y", $0.y)] },
            results: { _, came in
                [
                    Part("unitsFromEqual", came.unitsFromEqual), Part("normFromZero", came.normFromZero),
                    Part("unitsFromRandom", came.unitsFromRandom),
                ]
            },
            right: { measured($0) })
        check.knows(
            "f",
            "These numbers show the form of an answer only. Say what you expect, and why."
        ) { _ in (3, 1.5, 2) }
        check.knows(
            "g",
            "There is always at least one kind of unit. Say what you expect, and why."
        ) { _ in (0, 0, 0) }
        check.knows(
            "a",
            "Training was expected to separate the units. Equal units receive equal gradients."
        ) { samples in changed(samples) { $0.unitsFromEqual = 4 } }
        check.knows(
            "b",
            "Some of the units were expected to part. What could ever make two equal units different?",
            { samples in changed(samples) { $0.unitsFromEqual = 2 } },
            { samples in changed(samples) { $0.unitsFromEqual = 3 } }
        )
        check.knows(
            "c",
            "Zero was expected to be just a small start. Follow the gradient back through a matrix of "
                + "zeros."
        ) { samples in changed(samples) { $0.normFromZero = 0.5 } }
        check.recognises { _, came in came.normFromZero > 0 }
        check.knows(
            "d",
            "Zero biases were blamed as well. Is anything equal when the weights differ?"
        ) { samples in changed(samples) { $0.unitsFromRandom = 1 } }
        check.knows(
            "e",
            "Different units were expected to meet. Do they follow the same gradient?",
            { samples in changed(samples) { $0.unitsFromRandom = 2 } },
            { samples in changed(samples) { $0.unitsFromRandom = 3 } }
        )
        return check
    }

    /// Runs the experiment that the prediction is about.
    private static func measured(_ samples: Samples) -> SymmetryPrediction {
        func trained(_ weight: () -> Scalar) -> TanhNetwork {
            var network = TanhNetwork(weight)
            for _ in 0..<10 { network.step(samples.x, samples.y, rate: 0.1) }
            return network
        }
        var generator = SeededGenerator(seed: 1)
        return (
            trained { 0.5 }.differentUnits, trained { 0 }.normOfHiddenWeights,
            trained { generator.nonZeroHalf(limit: 1) + .random(in: 0.01...0.2, using: &generator) }
                .differentUnits
        )
    }

    private static func changed(
        _ samples: Samples, _ change: (inout SymmetryPrediction) -> Void
    ) -> SymmetryPrediction {
        var prediction = measured(samples)
        change(&prediction)
        return prediction
    }
}

/// Two inputs, four tanh units, one linear output, written out: small enough to see why equal units stay equal.
private struct TanhNetwork {
    /// For each hidden unit its two weights, its bias, and its weight to the output.
    var units: [(w: [Scalar], b: Scalar, v: Scalar)]
    var outputBias: Scalar = 0

    init(_ weight: () -> Scalar) {
        units = (0..<4).map { _ in ([weight(), weight()], 0, weight()) }
    }

    /// One step of gradient descent on the mean squared error.
    mutating func step(_ x: Tensor, _ y: Tensor, rate: Scalar) {
        let (old, oldBias) = (units, outputBias)
        let scale = rate * 2 / Scalar(x.shape[0])
        for (point, target) in zip(rows(x), y.scalars) {
            let hidden = old.map { tanh(score($0.w, $0.b, point)) }
            let output = zip(old, hidden).reduce(oldBias) { $0 + $1.0.v * $1.1 }
            let slope = scale * (output - target)
            outputBias -= slope
            for index in units.indices {
                let inner = slope * old[index].v * (1 - hidden[index] * hidden[index])
                units[index].v -= slope * hidden[index]
                units[index].b -= inner
                units[index].w = zip(units[index].w, point).map { $0 - inner * $1 }
            }
        }
    }

    /// Units that differ from all before them by more than rounding.
    var differentUnits: Int {
        var seen: [[Scalar]] = []
        for unit in units.map({ $0.w + [$0.b, $0.v] })
        where !seen.contains(where: { zip($0, unit).allSatisfy { abs($0 - $1) < 1e-5 } }) {
            seen.append(unit)
        }
        return seen.count
    }

    var normOfHiddenWeights: Scalar {
        units.flatMap(\.w).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
}
