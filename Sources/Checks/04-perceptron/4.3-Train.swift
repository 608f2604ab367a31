// 4.3 train
// points: 3
// minutes: 20
// difficulty: medium
// section: AND is learned in eleven corrections, and not as we would do it
// hint: Two loops: one over passes, inside it one over the samples. What must be known at the end of a pass?
// hint: Count the mistakes of this pass. What one sample leaves behind is what the next sample meets.
// hint: Leave when a pass has ended without a mistake, and count that pass too. The limit is for data that no line
//   separates.

import Grading
import Nabla

typealias Trained = (w: Tensor, b: Scalar, epochs: Int)

extension Training {
    func trained(_ rule: PerceptronRule = PerceptronRule()) -> Trained { rule.run(self).trained }

    func trained(_ push: @escaping (Scalar, Scalar) -> Scalar) -> Trained { trained(PerceptronRule(push: push)) }

    /// The right line with another number of passes.
    func changed(epochs: (PerceptronRule.Run) -> Int) -> Trained {
        let run = PerceptronRule().run(self)
        return (run.w, run.b, epochs(run))
    }

    func limited(to maxEpochs: Int) -> Training { Training(x: x, y: y, maxEpochs: maxEpochs) }

    func keeping(samples: Int) -> Training { Training(x: x[0..<samples], y: y[0..<samples], maxEpochs: maxEpochs) }

    func keeping(features: Int) -> Training { Training(x: x[.all, 0..<features], y: y, maxEpochs: maxEpochs) }
}

let train = Check<Training, Trained> { c in
    c.inputs {
        [
            separable(6, 3, 40, first: 1, &$0), separable(7, 4, 30, first: -1, &$0), inseparable(8, 5, 12, &$0),
            easy(7, 5, 20, &$0),
        ]
    }
    c.right { $0.trained() }
    c.wrong("Training ends after one pass although mistakes remain. When may you stop?") { $0.limited(to: 1).trained() }
    c.wrong(
        .memory,
        """
        The line is found, and yet every allowed pass is run. Stop after a pass without mistakes, and count those of \
        this pass only: mistakes of earlier passes are history.
        """
    ) { training in training.changed { _ in training.maxEpochs } }
    c.wrong("Training stops when the last sample of a pass is right. One right answer is no clean pass.") {
        $0.trained(PerceptronRule(stop: .lastSampleRight))
    }
    c.wrong("Training stops at the first sample that is right. One right answer is no clean pass.") {
        $0.trained(PerceptronRule(stop: .anySampleRight))
    }
    c.wrong(
        "A pass is broken off at its first mistake. The samples after it have something to say as well.",
        { $0.trained(PerceptronRule(stop: .passAtMistake)) }, { $0.trained(PerceptronRule(stop: .anyMistake)) })
    c.wrong(
        .onePoint,
        """
        All samples of a pass were judged with the weights from its beginning. The next sample should meet the \
        weights that this one left behind.
        """
    ) { $0.trained(PerceptronRule(isFrozen: true)) }
    c.wrong("The bias stays 0. Must the line pass through the origin?") { $0.trained(PerceptronRule(movesBias: false)) }
    c.wrong(
        .startValue, "The weights do not begin at 0. Another start makes other mistakes and finds another line.",
        forEach: [0, 1]
    ) { $0.trained(PerceptronRule(start: (1, $1))) }
    c.stops(
        """
        No line separates these points, so there is no pass without a mistake, and a loop that waits for one never ends. \
        How many passes are allowed?
        """
    ) { PerceptronRule().run($0).isClean ? [] : ["No answer after"] }
    c.wrong(
        .offByOne,
        """
        One pass too few is counted. The last, clean one counts too: only after running it do you know that it was \
        clean.
        """, { $0.changed { $0.epochs - ($0.isClean ? 1 : 0) } }, { $0.changed { $0.epochs - 1 } })
    c.wrong(
        .offByOne, "Where no line is found, one pass fewer is run than allowed. `1..<n` ends before n.",
        { $0.limited(to: $0.maxEpochs - 1).trained() },
        { training in
            let run = PerceptronRule().run(training.limited(to: training.maxEpochs - 1))
            return (run.w, run.b, run.isClean ? run.epochs : training.maxEpochs)
        })
    c.wrong(
        .offByOne, "One pass more than allowed is run, or counted, where no line is found. `0...n` has n + 1 numbers.",
        { $0.limited(to: $0.maxEpochs + 1).trained() }, { $0.changed { $0.epochs + ($0.isClean ? 0 : 1) } })
    c.wrong(
        .convention,
        """
        Label minus answer, with an answer of 0 or 1: that is the rule for labels 0 and 1. With the label −1 it finds \
        a mistake in every pass.
        """, { $0.trained { $0 - ($1 >= 0 ? 1 : 0) } }, { $0.trained { $0 - ($1 > 0 ? 1 : 0) } })
    c.wrong(
        .tie, "A positive sample with score 0 was taken for right. In training a tie is a mistake.",
        { $0.trained { $0 != ($1 >= 0 ? 1 : -1) ? $0 : 0 } }, { $0.trained { $0 - ($1 >= 0 ? 1 : -1) } })
    c.wrong(
        .tie, "A negative sample with score 0 was taken for right. In training a tie is a mistake.",
        { $0.trained { $0 != ($1 > 0 ? 1 : -1) ? $0 : 0 } }, { $0.trained { $0 - ($1 > 0 ? 1 : -1) } })
    c.wrong(
        .tie,
        "A pass in which only samples with score 0 were corrected was taken for a clean one. A tie is a mistake, also when they are counted."
    ) { $0.trained(PerceptronRule(stop: .onlyTies)) }
    c.wrong(
        .tie, "The weights are still 0. At the start every score is 0, and nothing is right yet.",
        { $0.trained { $0 * $1 < 0 ? $0 : 0 } }, { (Tensor(zeros: [$0.x.shape[1]]), 0, 0) },
        { (Tensor(zeros: [$0.x.shape[1]]), 0, $0.maxEpochs) })
    c.wrong("This is the number of corrections. Passes were asked: once through all samples is one pass.") {
        $0.changed { $0.mistakes }
    }
    c.wrong(
        "The number of passes has a limit of its own. maxEpochs comes with the call.", forEach: [50, 100, 10, 5]
    ) { $0.limited(to: $1).trained() }
    c.wrong(
        "Only the first samples are learned. How many there are differs from call to call.", forEach: [6, 4]
    ) { $0.keeping(samples: $1).trained() }
    c.wrong(
        "Only the first features are learned. How many there are differs from call to call: ask x.shape[1].",
        { $0.keeping(features: 2).trained() }, { $0.keeping(features: 3).trained() },
        { learned($0, features: 2) }, { learned($0, features: 3) })
    c.wrong("Four passes are those of the example. Other samples need another number.") { $0.changed { _ in 4 } }
    c.accepts("rate ½") { $0.trained(PerceptronRule(rate: 0.5)) }
    c.accepts("rate 2") { $0.trained(PerceptronRule(rate: 2)) }
    c.judges { training, came in
        let right = training.trained()
        func parts(_ w: Tensor, _ b: Scalar, _ epochs: Scalar) -> [Part] {
            [Part("w", w), Part("b", b), Part("epochs", epochs)]
        }
        let expected = parts(right.w, right.b, Scalar(right.epochs))
        guard let w = came.w.tensor, let b = came.b.number, let epochs = came.epochs.number else {
            return "weights, a bias and a number of passes are expected"
        }
        guard w.shape == right.w.shape, size(w, b) > 0 else { return difference(expected, parts(w, b, epochs)) }
        // From a zero start a positive rate only scales the weights.
        let scale = size(right.w, right.b) / size(w, b)
        let isRight = difference(expected, parts(w * scale, b * scale, epochs)) == nil
        return isRight ? nil : difference(expected, parts(w, b, epochs))
    }
}

/// Learns the first features only and leaves the weights of the others at 0.
private func learned(_ training: Training, features: Int) -> Trained {
    let trained = training.keeping(features: features).trained()
    var w = Tensor(zeros: [training.x.shape[1]])
    w[0..<features] = trained.w
    return (w, trained.b, trained.epochs)
}

/// The length of weights and bias together.
func size(_ w: Tensor, _ b: Scalar) -> Scalar { (dot(w, w) + b * b).squareRoot() }

/// Points with labels from a random line that passes beside all of them and beside the origin. The rule finds a line
/// within the limit, but not before the third pass. The first label shows how a tie is decided.
private func separable(
    _ count: Int, _ features: Int, _ maxEpochs: Int, first: Scalar, _ generator: inout SeededGenerator
) -> Training {
    while true {
        let (x, w) = (generator.halves([count, features]), generator.nonZeroHalves([features]))
        let values = scores(x, w, generator.nonZeroHalf())
        let labels = values.map { $0 >= 0 ? Scalar(1) : -1 }
        guard labels[0] == first, Set(labels).count == 2, values.allSatisfy({ abs($0) >= 0.5 }) else { continue }
        let training = Training(x: x, y: Tensor(labels), maxEpochs: maxEpochs)
        let run = PerceptronRule().run(training)
        if run.isClean, run.epochs >= 3 { return training }
    }
}

/// Points that are all right after the first, a tie, has been corrected.
private func easy(_ count: Int, _ features: Int, _ maxEpochs: Int, _ generator: inout SeededGenerator) -> Training {
    while true {
        let x = generator.nonZeroHalves([count, features])
        let labels = scores(x, x[0], 1).map { $0 >= 0 ? Scalar(1) : -1 }
        let training = Training(x: x, y: Tensor(labels), maxEpochs: maxEpochs)
        if Set(labels).count == 2, PerceptronRule().run(training).mistakes == 1 { return training }
    }
}

/// Points that no line separates, and weights that the last pass changes. Four of the points are XOR in another place:
/// two pairs with the same sum and different labels.
private func inseparable(
    _ count: Int, _ features: Int, _ maxEpochs: Int, _ generator: inout SeededGenerator
) -> Training {
    while true {
        var x = generator.halves([count, features])
        x[3] = x[0] + x[1] - x[2]
        let order = Array(0..<count).shuffled(using: &generator)
        let labels = order.map { [-1, -1, 1, 1][$0 % 4] as Scalar }
        let training = Training(x: Tensor(stacking: order.map { x[$0] }), y: Tensor(labels), maxEpochs: maxEpochs)
        if training.trained().w != training.limited(to: maxEpochs - 1).trained().w { return training }
    }
}
