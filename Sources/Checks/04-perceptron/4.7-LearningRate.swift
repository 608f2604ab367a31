// 4.7 learningRatePrediction
// points: 2
// minutes: 8
// difficulty: medium
// essential: yes
// section: If a line exists, the corrections must end
// hint: Do the first two updates of exercise 4.3 on paper, once with rate 1 and once with rate 0.1.
// hint: Which decisions change when all weights and the bias are divided by ten?
// hint: For XOR: is there any pass, however late, that could be without a mistake?

import Exercises
import Grading
import Nabla

struct Prediction: Sendable { var weightRatio: Scalar, mistakeRatio: Scalar, passesForXOR: Scalar }

let learningRate = Check<Training, Prediction> { c in
    c.showsExpected = false
    c.inputs { _ in [Training(x: examplePoints, y: exampleLabels, maxEpochs: 50)] }
    c.shows { [Part("x", $0.x), Part("y", $0.y)] }
    c.calls { _, host in try host("learningRatePrediction") }
    c.right { measured($0) }
    c.wrong("These numbers show the form of an answer only. Say what you expect, and why.") { _ in
        Prediction(weightRatio: 2, mistakeRatio: 3, passesForXOR: 25)
    }
    c.wrong(
        "A ratio of 0 would need a run without weights or without mistakes. Say what you expect, and why."
    ) { _ in Prediction(weightRatio: 0, mistakeRatio: 0, passesForXOR: 0) }
    c.names(
        "The weights are not the same: from zero, every update is a multiple of the rate.", \.weightRatio, [1])
    c.names(
        """
        The number of mistakes was expected to depend on the rate. Does scaling all weights change a single decision?
        """, \.mistakeRatio, [10, 0.1])
    c.recognises(
        "XOR was expected to be learned with patience. There is no line, and time does not create one.",
        { $1.passesForXOR.number ?? 0 > 0 }, example: { measured($0).with(\.passesForXOR, 100) })
    c.names("The ratio is upside down. Which run takes the longer steps?", \.weightRatio, [0.1])
    c.names(
        family: .convention, "There are passes, but none that could be clean: −1 stands for never.", \.passesForXOR, [0]
    )
    c.names(
        "A hundred is the square of the ratio of the rates. In each update the rate is a factor once.",
        \.weightRatio, [100])
}

extension Check<Training, Prediction> {
    /// Recognises a wrong number whatever the other two are: each is a prediction of its own.
    fileprivate mutating func names(
        family: Misconception? = nil, _ sentence: String, _ part: WritableKeyPath<Prediction, Scalar> & Sendable,
        _ wrong: [Scalar]
    ) {
        recognises(
            family, sentence,
            { _, came in wrong.contains { Tolerance().equal(Prediction(came)[keyPath: part], $0) } },
            examples: wrong.map { number in { measured($0).with(part, number) } })
    }
}

extension Prediction {
    fileprivate init(_ came: WireValue) {
        self.init(
            weightRatio: came.weightRatio.number ?? .nan, mistakeRatio: came.mistakeRatio.number ?? .nan,
            passesForXOR: came.passesForXOR.number ?? .nan)
    }

    fileprivate func with(_ part: WritableKeyPath<Prediction, Scalar>, _ number: Scalar) -> Prediction {
        var changed = self
        changed[keyPath: part] = number
        return changed
    }
}

/// Runs the experiment that the prediction is about.
private func measured(_ training: Training) -> Prediction {
    let (fast, slow) = (PerceptronRule(rate: 1).run(training), PerceptronRule(rate: 0.1).run(training))
    let xor = PerceptronRule().run(Training(x: corners, y: Tensor(xorLabels), maxEpochs: 100))
    return Prediction(
        weightRatio: size(fast.w, fast.b) / size(slow.w, slow.b),
        mistakeRatio: Scalar(fast.mistakes) / Scalar(slow.mistakes),
        passesForXOR: xor.isClean ? Scalar(xor.epochs) : -1)
}

/// The six points of exercise 4.3: two classes that a line separates.
private let examplePoints: Tensor = [[3, 0], [-2, -3], [-1, 0], [0, 1], [-2, -1], [-3, 3]]
private let exampleLabels: Tensor = [1, -1, -1, 1, -1, 1]
