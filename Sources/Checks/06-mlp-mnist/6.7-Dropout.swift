// 6.7 dropout, dropoutBackward
// points: 3
// minutes: 10
// difficulty: medium
// section: A network can memorize anything
// hint: A comparison of u with p gives a mask of ones and zeros. Which fraction of the units does it keep?
// hint: The units that remain stand for all: by what factor must they grow to keep the average?
// hint: Backward is the same mask and the same factor, applied to the gradient; in evaluation nothing is dropped, so
//   there is nothing to make up for.

import Exercises
import Grading
import Nabla

struct Dropping {
    var x: Tensor, u: Tensor, p: Scalar, g: Tensor

    /// 1 for units that stay, 0 for the others.
    var kept: Tensor { u .>= p }
    var factor: Tensor { kept / (1 - p) }

    /// The results of both functions, right unless told otherwise.
    func answers(training: Tensor? = nil, evaluation: Tensor? = nil, gradient: Tensor? = nil) -> WireValue {
        WireValue(parts: [
            "training output": training ?? factor * x, "evaluation output": evaluation ?? x,
            "gradient": gradient ?? factor * g,
        ])
    }

    /// Another factor, forward only or backward too.
    func scaled(_ factor: Tensor, backward: Bool = true) -> WireValue {
        answers(training: factor * x, gradient: backward ? factor * g : nil)
    }

    /// Values with the first rows of the right output in them.
    func firstRows(of values: Tensor) -> Tensor {
        var partly = values
        partly[0..<2] = (factor * x)[0..<2]
        return partly
    }
}

let dropout = Check<Dropping, WireValue> { c in
    c.inputs { generator in
        let twentieths = [2, 3, 4, 6, 7, 8, 9, 11, 12].shuffled(using: &generator)
        return [[2, 4], [3, 5], [5, 3]].enumerated().map { index, shape in
            dropping(shape, twentieths: twentieths[index], &generator)
        }
    }
    c.calls { input, host in
        let training = try host.ifWritten("dropout", input.x, input.u, input.p, true)
        let evaluation = try host.ifWritten("dropout", input.x, input.u, input.p, false)
        let gradient = try host.ifWritten("dropoutBackward", last: true, input.g, input.u, input.p)
        return WireValue(written: [
            "training output": training, "evaluation output": evaluation, "gradient": gradient,
        ])
    }
    c.right { $0.answers() }
    c.wrong(
        "The units that stay are not scaled. The next layer should see the same average with and without dropout.",
        forEach: [false, true]
    ) { $0.scaled($0.kept, backward: $1) }
    c.wrong(
        "The units that stay became smaller. Fewer units contribute; should each contribute more or less?",
        forEach: [false, true]
    ) { $0.scaled($0.kept * (1 - $0.p), backward: $1) }
    c.wrong(
        "Divided by p. p is the fraction that drops; what is the fraction that stays?", forEach: [false, true]
    ) { $0.scaled($0.kept / $0.p, backward: $1) }
    c.wrong(
        "Zeros and values are exchanged. p is the fraction that drops; what is the fraction that stays?",
        forEach: [false, true]
    ) { $0.scaled((1 - $0.kept) / (1 - $0.p), backward: $1) }
    c.wrong(
        .twice, "Evaluation is scaled as well. Make up for the zeros once, on one side; the text asks for training."
    ) { $0.answers(evaluation: $0.x * (1 - $0.p)) }
    c.wrong(
        .convention,
        "This is dropout as it was first published: nothing is scaled in training, and evaluation is multiplied by 1 − p. Inverted dropout, asked for here, scales in training.",
        { $0.answers(training: $0.kept * $0.x, evaluation: $0.x * (1 - $0.p), gradient: $0.kept * $0.g) },
        { $0.answers(training: $0.kept * $0.x, evaluation: $0.x * (1 - $0.p)) })
    c.wrong(.trainOrTest, "Evaluation is multiplied by p. If p were 0, what should evaluation do?") {
        $0.answers(evaluation: $0.x * $0.p)
    }
    c.wrong(
        .trainOrTest, "Units are dropped in evaluation too. A prediction should not depend on luck.",
        { $0.answers(evaluation: $0.factor * $0.x) }, { $0.answers(evaluation: $0.kept * $0.x) })
    c.wrong(
        "The gradient reaches units that were dropped. A unit that was set to 0 did not influence the loss.",
        { $0.answers(gradient: $0.g / (1 - $0.p)) }, { $0.answers(gradient: $0.g) })
    c.wrong(.chain, "The gradient lacks the scale. The backward factor is the forward factor.") {
        $0.answers(gradient: $0.kept * $0.g)
    }
    c.wrong(.tie, "The unit with u = p is dropped here; the text keeps it: u ≥ p.", forEach: [true, false]) {
        $0.scaled(($0.u .> $0.p) / (1 - $0.p), backward: $1)
    }
    c.wrong(
        "The fraction that drops is written in the code. p comes with the call.",
        { $0.scaled(($0.u .>= 0.5) / 0.5) }, { $0.scaled(($0.u .>= 0.25) / 0.75) }, { $0.scaled(($0.u .>= 0.2) / 0.8) },
        { $0.scaled($0.kept / 0.5) }, { $0.scaled($0.kept / 0.75) }, { $0.scaled($0.kept / 0.8) })
    c.wrong(
        "Nothing is dropped in training. Which units does the text set to 0?", { $0.answers(training: $0.x) },
        { $0.answers(training: $0.x / (1 - $0.p)) })
    c.wrong(
        "Everything is dropped. Some units have to stay.", { $0.answers(training: 0 * $0.x) },
        { $0.answers(gradient: 0 * $0.x) }, { $0.answers(evaluation: 0 * $0.x) })
    c.wrong(.trainOrTest, "Training and evaluation are exchanged. In which of them are units dropped?") {
        $0.answers(training: $0.x, evaluation: $0.factor * $0.x)
    }
    c.wrong(
        "The values were compared with p. The random numbers decide who stays.",
        { $0.answers(training: ($0.x .>= $0.p) * $0.x / (1 - $0.p)) },
        { $0.answers(gradient: ($0.g .>= $0.p) * $0.g / (1 - $0.p)) },
        {
            $0.answers(
                training: ($0.x .>= $0.p) * $0.x / (1 - $0.p), gradient: ($0.g .>= $0.p) * $0.g / (1 - $0.p))
        })
    c.wrong(
        "Only the first rows were treated. How many there are differs from call to call.",
        { $0.answers(training: $0.firstRows(of: $0.x)) }, { $0.answers(training: $0.firstRows(of: 0 * $0.x)) })
    c.wrong(
        "This is the factor alone, or the mask. What does it multiply?", { $0.answers(training: $0.factor) },
        { $0.answers(training: $0.kept) }, { $0.answers(gradient: $0.factor) }, { $0.answers(gradient: $0.kept) })
    c.accepts("the gradient from two forward passes for each value") { $0.answers(gradient: slopes($0)) }
}

/// Values, and random numbers on both sides of p, one equal to it: the text says what happens.
private func dropping(_ shape: [Int], twentieths: Int, _ generator: inout SeededGenerator) -> Dropping {
    let below = (0..<twentieths).randomElement(using: &generator)!
    let above = (twentieths + 1..<20).randomElement(using: &generator)!
    let others = (3..<shape[0] * shape[1]).map { _ in Int.random(in: 0..<20, using: &generator) }
    let u = ([twentieths, below, above] + others).shuffled(using: &generator).map { Scalar($0) / 20 }
    return Dropping(
        x: generator.nonZeroHalves(shape), u: Tensor(scalars: u, shape: shape), p: Scalar(twentieths) / 20,
        g: generator.nonZeroHalves(shape))
}

/// How much g · dropout(x) grows with each value of x: up by ½, down by ½.
private func slopes(_ input: Dropping) -> Tensor {
    let slopes = (0..<input.x.size).map { place in
        let sums = [Scalar(0.5), -0.5].map { nudge in
            var values = input.x.scalars
            values[place] += nudge
            return (input.g * input.factor * Tensor(scalars: values, shape: input.x.shape)).sum()
        }
        return sums[0] - sums[1]
    }
    return Tensor(scalars: slopes, shape: input.x.shape)
}
