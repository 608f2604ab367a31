// 6.5 symmetryPrediction
// points: 2
// minutes: 8
// difficulty: medium
// essential: yes
// section: How large should starting weights be?
// hint: Take two hidden units with equal weights, in and out. What does each of them receive in one step?
// hint: With zeros everywhere, write down the hidden values, then the gradient of each matrix in turn.
// hint: In the third case the biases are equal, the weights are not. Is that enough to keep the units apart?

import Foundation
import Grading
import Nabla

struct Targets { var x: Tensor, y: Tensor }

struct Symmetry {
    var unitsFromEqual: Int, normFromZero: Scalar, unitsFromRandom: Int
}

let symmetry = Check<Targets, Symmetry> { c in
    c.showsExpected = false
    c.inputs { [Targets(x: $0.nonZeroHalves([5, 2], limit: 2), y: $0.nonZeroHalves([5], limit: 1))] }
    c.calls { _, host in try host("symmetryPrediction") }
    c.right { $0.measured }
    c.wrong("These numbers show the form of an answer only. Say what you expect, and why.") { _ in
        Symmetry(unitsFromEqual: 3, normFromZero: 1.5, unitsFromRandom: 2)
    }
    c.wrong("There is always at least one kind of unit. Say what you expect, and why.") { _ in
        Symmetry(unitsFromEqual: 0, normFromZero: 0, unitsFromRandom: 0)
    }
    // Each number is a prediction of its own: it is recognised whatever the other two are.
    c.recognises(
        "Training was expected to separate the units. Equal units receive equal gradients.",
        { $1.unitsFromEqual.number == 4 }, example: { $0.changed { $0.unitsFromEqual = 4 } })
    c.recognises(
        "Some of the units were expected to part. What could ever make two equal units different?",
        { [2, 3].contains($1.unitsFromEqual.number) }, example: { $0.changed { $0.unitsFromEqual = 2 } },
        { $0.changed { $0.unitsFromEqual = 3 } })
    c.recognises(
        "Zero was expected to be just a small start. Follow the gradient back through a matrix of zeros.",
        { $1.normFromZero.number ?? 0 > 0 }, example: { $0.changed { $0.normFromZero = 0.5 } })
    c.recognises(
        "Zero biases were blamed as well. Is anything equal when the weights differ?",
        { $1.unitsFromRandom.number == 1 }, example: { $0.changed { $0.unitsFromRandom = 1 } })
    c.recognises(
        "Different units were expected to meet. Do they follow the same gradient?",
        { [2, 3].contains($1.unitsFromRandom.number) }, example: { $0.changed { $0.unitsFromRandom = 2 } },
        { $0.changed { $0.unitsFromRandom = 3 } })
}

extension Targets {
    /// Runs the experiment that the prediction is about.
    fileprivate var measured: Symmetry {
        func trained(_ weight: () -> Scalar) -> TanhNetwork {
            var network = TanhNetwork(weight)
            for _ in 0..<10 { network.step(x, y, rate: 0.1) }
            return network
        }
        var generator = SeededGenerator(seed: 1)
        let random = trained { generator.nonZeroHalf(limit: 1) + .random(in: 0.01...0.2, using: &generator) }
        return Symmetry(
            unitsFromEqual: trained { 0.5 }.differentUnits, normFromZero: trained { 0 }.normOfHiddenWeights,
            unitsFromRandom: random.differentUnits)
    }

    fileprivate func changed(_ change: (inout Symmetry) -> Void) -> Symmetry {
        var prediction = measured
        change(&prediction)
        return prediction
    }
}

/// Two inputs, four tanh units, one linear output, written out: small enough to see why equal units stay equal.
private struct TanhNetwork {
    var w1: Tensor, b1 = Tensor(zeros: [4]), w2: Tensor, b2: Scalar = 0

    init(_ weight: () -> Scalar) {
        (w1, w2) = (
            Tensor(scalars: (0..<8).map { _ in weight() }, shape: [2, 4]), Tensor((0..<4).map { _ in weight() })
        )
    }

    /// One step of gradient descent on the mean squared error.
    mutating func step(_ x: Tensor, _ y: Tensor, rate: Scalar) {
        let hidden = tanh(matmul(x, w1) + b1)
        let d2 = (matmul(hidden, w2) + b2 - y) * (2 / Scalar(y.size))
        let d1 = d2.expanded(atAxis: 1) * w2 * (1 - square(hidden))
        w1 -= matmul(x.transposed(), d1) * rate
        b1 -= d1.sum(alongAxes: 0) * rate
        w2 -= matmul(hidden.transposed(), d2) * rate
        b2 -= d2.sum() * rate
    }

    /// Units that differ from all before them by more than rounding.
    var differentUnits: Int {
        let units = (0..<4).map { w1[.all, $0].scalars + [b1[$0].item, w2[$0].item] }
        return units.indices.count { unit in
            !units[..<unit].contains { zip($0, units[unit]).allSatisfy { abs($0 - $1) < 1e-5 } }
        }
    }

    var normOfHiddenWeights: Scalar { square(w1).sum().squareRoot() }
}
