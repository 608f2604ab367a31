// 3.6 logisticGradient
// points: 2
// minutes: 10
// difficulty: medium
// by hand: Variable, Parameter, sigmoidCrossEntropySlopes
// hint: The derivative of one loss with respect to its score is the shortest formula of the page.
// hint: A change of w moves the score of a sample by its feature; so the derivative for w is the derivative for the score times that
//   feature. Then average over the samples.
// hint: Take 3.2 and change what each sample contributes: probability minus truth instead of twice the residual.

import Grading
import Nabla

extension Fit {
    fileprivate var p: Tensor { sigmoid(predictions) }
    /// Probability minus truth, of each sample.
    fileprivate var over: Tensor { p - y }
}

let logisticGradient = Check<Fit, Gradient> { c in
    c.inputs { [yesNo(5, 3, &$0), yesNo(4, 6, &$0), yesNo(7, 5, &$0)] }
    c.right { $0.gradient($0.over) }
    c.wrong(.chain, "A factor p(1 − p) too many: with this loss the derivative of the sigmoid cancels.") {
        $0.gradient($0.over * $0.p * (1 - $0.p))
    }
    c.times(.average, "This is the sum over the samples. The loss is an average.", { $0.samples })
    c.opposite("The signs are turned. Check with one sure mistake: which way must its score go?")
    c.times(nil, "Twice what was asked. That factor belongs to squares.", { _ in 2 })
    c.wrong(
        "Yes or no was used instead of the probability. A right answer with little confidence still has something to learn."
    ) { $0.gradient(($0.predictions .>= 0) - $0.y) }
    c.wrong("The score was used without the sigmoid. Which number lies between 0 and 1?") { $0.gradient($0.residuals) }
    c.wrong("Samples with y = 0 do not push. Both answers do.") { $0.gradient($0.over * $0.y) }
    c.wrong(
        .average, "The gradient was divided by the number of features too.",
        { ($0.gradient($0.over).dw / $0.features, $0.gradient($0.over).db) },
        { $0.gradient($0.over, times: 1 / $0.features) })
    c.wrong("The score was made without b.") { $0.gradient(sigmoid($0.predictions - $0.b) - $0.y) }
    c.wrong("b was added after the sigmoid. It belongs to the score: the sigmoid takes x·w + b.") {
        $0.gradient(sigmoid($0.predictions - $0.b) + $0.b - $0.y)
    }
    c.wrong("Every weight has the derivative for b. What is this weight multiplied by?") { $0.onlyBias($0.over) }
    c.wrong(
        .axis,
        "dw holds one number, the mean over samples and features. Each weight has a partial derivative of its own.",
        forEach: [false, true]
    ) { $0.oneMean($0.over, forBias: $1) }
    c.wrong(.average, "Divided by a number of your own. How many samples are there?", forEach: [200, 5, 3] as [Scalar])
    { $0.gradient($0.over, times: $0.samples / $1) }
    c.wrong("These are zeros, or one number everywhere, whatever the data.") { (0 * $0.w, 0) }
    c.accepts("1 / (1 + e to the minus z), written out") { $0.gradient(1 / (1 + exp(-$0.predictions)) - $0.y) }
}

/// Data with both answers.
private func yesNo(_ samples: Int, _ features: Int, _ generator: inout SeededGenerator) -> Fit {
    var data = fit(samples, features, &generator)
    data.y = Tensor((0..<samples).map { Scalar($0 % 2) }.shuffled(using: &generator))
    return data
}
