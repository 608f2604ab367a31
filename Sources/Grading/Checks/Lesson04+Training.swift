import Nabla

extension Lesson04 {
    typealias Training = (x: Tensor, y: Tensor, maxEpochs: Int)
    typealias Trained = (w: Tensor, b: Scalar, epochs: Int)

    // MARK: 4.3 train

    static let train: Check<Training, Trained> = {
        var check = Check<Training, Trained>(
            exercise: Exercise(
                id: "4.3", name: "train", points: 3,
                hints: [
                    "Two loops: one over passes, inside it one over the samples. What must be known at the end of a pass?",
                    "Count the mistakes of this pass. What one sample leaves behind is what the next sample meets.",
                    "Leave when a pass has ended without a mistake, and count that pass too. "
                        + "The limit is for data that no line separates.",
                ]),
            inputs: { generator in [separable(&generator), (corners, xorLabels, 4)] },
            show: { [Part("x", $0.x), Part("y", $0.y), Part("maxEpochs", $0.maxEpochs)] },
            results: { [Part("w", $1.w), Part("b", $1.b), Part("epochs", $1.epochs)] },
            right: { Rule().run($0).trained })
        check.knows(
            "a",
            "Training ends after one pass although mistakes remain. When may you stop?"
        ) { Rule().run(($0.x, $0.y, 1)).trained }
        check.knows(
            "b", .memory,
            "The line is found, and yet every allowed pass is run. Mistakes of earlier passes are "
                + "history: ask about this pass only."
        ) { training in
            let trained = Rule().run(training).trained
            return (trained.w, trained.b, training.maxEpochs)
        }
        check.knows(
            "c",
            "Training stops when the last sample of a pass is right. One right answer is no clean pass."
        ) { Rule(stop: .lastSampleRight).run($0).trained }
        check.knows(
            "d",
            "Training stops at the first sample that is right. One right answer is no clean pass."
        ) { Rule(stop: .anySampleRight).run($0).trained }
        check.knows(
            "e", .onePoint,
            "All samples of a pass were judged with the weights from its beginning. The next sample "
                + "should meet the weights that this one left behind."
        ) { Rule(frozen: true).run($0).trained }
        check.knows(
            "f",
            "The bias stays 0. Must the line pass through the origin?"
        ) { Rule(bias: false).run($0).trained }
        check.knows(
            "g", .offByOne,
            "The last, clean pass is not counted. Only after running it do you know that it was clean."
        ) { training in
            let run = Rule().run(training)
            return (run.trained.w, run.trained.b, run.trained.epochs - (run.clean ? 1 : 0))
        }
        check.accepts("rate ½") { Rule(rate: 0.5).run($0).trained }
        check.accepts("rate 2") { Rule(rate: 2).run($0).trained }
        check.fault = { training, came in
            // From a zero start a positive rate only scales the weights.
            let right = Rule().run(training).trained
            let scale = size(came) > 0 ? size(right) / size(came) : 1
            let scaled = [Part("w", came.w * scale), Part("b", came.b * scale), Part("epochs", came.epochs)]
            let expected = [Part("w", right.w), Part("b", right.b), Part("epochs", right.epochs)]
            guard Difference.first(expected: expected, actual: scaled, tolerance: Tolerance()) != nil else {
                return nil
            }
            let plain = [Part("w", came.w), Part("b", came.b), Part("epochs", came.epochs)]
            return Difference.first(expected: expected, actual: plain, tolerance: Tolerance())?.text
        }
        return check
    }()

    private static func size(_ trained: Trained) -> Scalar {
        (trained.w.scalars + [trained.b]).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }

    // MARK: 4.7 predict, then verify

    typealias Prediction = (weightRatio: Scalar, mistakeRatio: Scalar, passesForXOR: Int)

    static let learningRate: Check<Training, Prediction> = {
        var check = Check<Training, Prediction>(
            exercise: Exercise(
                id: "4.7", name: "learningRatePrediction", points: 2,
                hints: [
                    "Do the first two updates of exercise 4.3 on paper, once with rate 1 and once with rate 0.1.",
                    "Which decisions change when all weights and the bias are divided by ten?",
                    "For XOR: is there any pass, however late, that could be without a mistake?",
                ]),
            inputs: { _ in [(examplePoints, exampleLabels, 50)] },
            show: { [Part("x", $0.x), Part("y", $0.y)] },
            results: { _, came in
                [
                    Part("weightRatio", came.weightRatio), Part("mistakeRatio", came.mistakeRatio),
                    Part("passesForXOR", came.passesForXOR),
                ]
            },
            right: { measured($0) })
        check.knows(
            "a",
            "The weights are not the same: from zero, every update is a multiple of the rate."
        ) { training in changed(training) { $0.weightRatio = 1 } }
        check.knows(
            "b",
            "The number of mistakes was expected to depend on the rate. Does scaling all weights change a "
                + "single decision?",
            { training in changed(training) { $0.mistakeRatio = 10 } },
            { training in changed(training) { $0.mistakeRatio = 0.1 } }
        )
        check.knows(
            "c",
            "XOR was expected to be learnt with patience. There is no line, and time does not create one."
        ) { training in changed(training) { $0.passesForXOR = 100 } }
        check.recognises { _, came in came.passesForXOR > 0 }
        check.knows(
            "d",
            "The ratio is upside down. Which run takes the longer steps?"
        ) { training in changed(training) { $0.weightRatio = 0.1 } }
        check.knows(
            "e", .convention,
            "There are passes, but none that could be clean: −1 stands for never."
        ) { training in changed(training) { $0.passesForXOR = 0 } }
        return check
    }()

    /// Runs the experiment that the prediction is about.
    private static func measured(_ training: Training) -> Prediction {
        let (fast, slow) = (Rule(rate: 1).run(training), Rule(rate: 0.1).run(training))
        let xor = Rule().run((corners, xorLabels, 100))
        return (
            size(fast.trained) / size(slow.trained), Scalar(fast.mistakes) / Scalar(slow.mistakes),
            xor.clean ? xor.trained.epochs : -1
        )
    }

    private static func changed(_ training: Training, _ change: (inout Prediction) -> Void) -> Prediction {
        var prediction = measured(training)
        change(&prediction)
        return prediction
    }

    // MARK: Data

    /// The six points of the text: two classes that a line through the origin separates.
    static let examplePoints: Tensor = [[3, 0], [-2, -3], [-1, 0], [0, 1], [-2, -1], [-3, 3]]
    static let exampleLabels: Tensor = [1, -1, -1, 1, -1, 1]

    static let corners: Tensor = [[0, 0], [0, 1], [1, 0], [1, 1]]
    static let xorLabels: Tensor = [-1, 1, 1, -1]

    /// Six whole points with labels from a random line that passes beside all of them and beside the origin.
    private static func separable(_ generator: inout SeededGenerator) -> Training {
        while true {
            let (x, w, b) = (generator.halves([6, 2]), generator.nonZeroHalves([2]), generator.nonZeroHalf())
            let values = scores(x, w, b)
            let labels = values.map { $0 >= 0 ? Scalar(1) : -1 }
            guard values.allSatisfy({ abs($0) >= 0.5 }), Set(labels).count == 2 else { continue }
            return (x, Tensor(scalars: labels, shape: [6]), 50)
        }
    }
}

/// The perceptron rule with its known variations, for right and wrong answers alike.
private struct Rule {
    enum Stop { case cleanPass, lastSampleRight, anySampleRight }

    var rate: Scalar = 1
    var bias = true
    /// Judge the whole pass with the weights from its beginning.
    var frozen = false
    var stop = Stop.cleanPass

    func run(_ training: Lesson04.Training) -> (trained: Lesson04.Trained, mistakes: Int, clean: Bool) {
        let points = (0..<training.x.shape[0]).map { training.x[$0].scalars }
        let labels = training.y.scalars
        var (w, b) = ([Scalar](repeating: 0, count: training.x.shape[1]), Scalar(0))
        var (total, epochs) = (0, 0)
        func trained() -> Lesson04.Trained { (Tensor(scalars: w, shape: [w.count]), b, epochs) }
        while epochs < training.maxEpochs {
            epochs += 1
            var mistakes = 0
            var lastWasRight = false
            let (oldW, oldB) = (w, b)
            for (x, y) in zip(points, labels) {
                let value = frozen ? score(oldW, oldB, x) : score(w, b, x)
                lastWasRight = y * value > 0
                if !lastWasRight {
                    mistakes += 1
                    w = zip(w, x).map { $0 + rate * y * $1 }
                    if bias { b += rate * y }
                } else if stop == .anySampleRight {
                    return (trained(), total + mistakes, false)
                }
            }
            total += mistakes
            if mistakes == 0 { return (trained(), total, true) }
            if stop == .lastSampleRight, lastWasRight { return (trained(), total, false) }
        }
        return (trained(), total, false)
    }
}
