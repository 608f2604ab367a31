import Nabla

extension Lesson04 {
    // MARK: 4.7 predict, then verify

    typealias Prediction = (weightRatio: Scalar, mistakeRatio: Scalar, passesForXOR: Int)

    static var learningRate: Check<Training, Prediction> {
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
            "f",
            "These numbers show the form of an answer only. Say what you expect, and why."
        ) { _ in (2, 3, 25) }
        check.knows(
            "g",
            "A ratio of 0 would need a run without weights or without mistakes. Say what you expect, and why."
        ) { _ in (0, 0, 0) }
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
        check.knows(
            "h",
            "A hundred is the square of the ratio of the rates. In each update the rate is a factor once."
        ) { training in changed(training) { $0.weightRatio = 100 } }
        return check
    }

    /// Runs the experiment that the prediction is about.
    private static func measured(_ training: Training) -> Prediction {
        let (fast, slow) = (PerceptronRule(rate: 1).run(training), PerceptronRule(rate: 0.1).run(training))
        let xor = PerceptronRule().run((corners, xorLabels, 100))
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

    /// The six points of exercise 4.3: two classes that a line through the origin separates.
    private static let examplePoints: Tensor = [[3, 0], [-2, -3], [-1, 0], [0, 1], [-2, -1], [-3, 3]]
    private static let exampleLabels: Tensor = [1, -1, -1, 1, -1, 1]

    static let corners: Tensor = [[0, 0], [0, 1], [1, 0], [1, 1]]
    static let xorLabels: Tensor = [-1, 1, 1, -1]
}
