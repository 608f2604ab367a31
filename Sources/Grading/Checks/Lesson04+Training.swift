import Nabla

extension Lesson04 {
    typealias Training = (x: Tensor, y: Tensor, maxEpochs: Int)
    typealias Trained = (w: Tensor, b: Scalar, epochs: Int)

    // MARK: 4.3 train

    static var train: Check<Training, Trained> {
        var check = Check<Training, Trained>(
            exercise: Exercise(
                id: "4.3", name: "train", points: 3,
                hints: [
                    "Two loops: one over passes, inside it one over the samples. What must be known at the end of a pass?",
                    "Count the mistakes of this pass. What one sample leaves behind is what the next sample meets.",
                    "Leave when a pass has ended without a mistake, and count that pass too. "
                        + "The limit is for data that no line separates.",
                ]),
            inputs: { [separable(6, 3, 40, &$0), separable(7, 4, 30, &$0), inseparable(8, 5, 9, &$0)] },
            show: { [Part("x", $0.x), Part("y", $0.y), Part("maxEpochs", $0.maxEpochs)] },
            results: { [Part("w", $1.w), Part("b", $1.b), Part("epochs", $1.epochs)] },
            right: { PerceptronRule().run($0).trained })
        check.knows(
            "a",
            "Training ends after one pass although mistakes remain. When may you stop?"
        ) { PerceptronRule().run(($0.x, $0.y, 1)).trained }
        check.knows(
            "b", .memory,
            "The line is found, and yet every allowed pass is run. Mistakes of earlier passes are "
                + "history: ask about this pass only."
        ) { changed($0, epochs: $0.maxEpochs) }
        check.knows(
            "c",
            "Training stops when the last sample of a pass is right. One right answer is no clean pass."
        ) { PerceptronRule(stop: .lastSampleRight).run($0).trained }
        check.knows(
            "d",
            "Training stops at the first sample that is right. One right answer is no clean pass."
        ) { PerceptronRule(stop: .anySampleRight).run($0).trained }
        check.knows(
            "e", .onePoint,
            "All samples of a pass were judged with the weights from its beginning. The next sample "
                + "should meet the weights that this one left behind."
        ) { PerceptronRule(frozen: true).run($0).trained }
        check.knows(
            "f",
            "The bias stays 0. Must the line pass through the origin?"
        ) { PerceptronRule(bias: false).run($0).trained }
        check.knows(
            "g", .offByOne,
            "One pass too few is counted. The last, clean one counts too: only after running it do you "
                + "know that it was clean.",
            { training in
                let run = PerceptronRule().run(training)
                return changed(training, epochs: run.trained.epochs - (run.clean ? 1 : 0))
            },
            { changed($0, epochs: PerceptronRule().run($0).trained.epochs - 1) }
        )
        check.knows(
            "h", .convention,
            "Label minus answer, with an answer of 0 or 1: that is the rule for labels 0 and 1. With "
                + "the label −1 it finds a mistake in every pass.",
            { PerceptronRule { $0 - ($1 >= 0 ? 1 : 0) }.run($0).trained },
            { PerceptronRule { $0 - ($1 > 0 ? 1 : 0) }.run($0).trained }
        )
        check.knows(
            "i", .tie,
            "A positive sample with score 0 was taken for right. In training a tie is a mistake.",
            { PerceptronRule { $0 != ($1 >= 0 ? 1 : -1) ? $0 : 0 }.run($0).trained },
            { PerceptronRule { $0 - ($1 >= 0 ? 1 : -1) }.run($0).trained }
        )
        check.knows(
            "j", .tie,
            "A negative sample with score 0 was taken for right. In training a tie is a mistake.",
            { PerceptronRule { $0 != ($1 > 0 ? 1 : -1) ? $0 : 0 }.run($0).trained },
            { PerceptronRule { $0 - ($1 > 0 ? 1 : -1) }.run($0).trained }
        )
        check.knows(
            "k", .tie,
            "The weights are still 0. At the start every score is 0, and nothing is right yet.",
            { PerceptronRule { $0 * $1 < 0 ? $0 : 0 }.run($0).trained },
            { (Tensor(zeros: [$0.x.shape[1]]), 0, 0) },
            { (Tensor(zeros: [$0.x.shape[1]]), 0, $0.maxEpochs) }
        )
        check.knows(
            "l",
            "This is the number of corrections. Passes were asked: once through all samples is one pass."
        ) { changed($0, epochs: PerceptronRule().run($0).mistakes) }
        check.knows(
            "m",
            "The number of passes has a limit of its own. maxEpochs comes with the call.",
            { PerceptronRule().run(($0.x, $0.y, 50)).trained },
            { PerceptronRule().run(($0.x, $0.y, 100)).trained },
            { PerceptronRule().run(($0.x, $0.y, 10)).trained },
            { PerceptronRule().run(($0.x, $0.y, 5)).trained }
        )
        check.knows(
            "n",
            "Only the first samples are learnt. How many there are differs from call to call.",
            { PerceptronRule().run(($0.x[0..<6], $0.y[0..<6], $0.maxEpochs)).trained },
            { PerceptronRule().run(($0.x[0..<4], $0.y[0..<4], $0.maxEpochs)).trained }
        )
        check.knows(
            "o",
            "Only the first features are learnt. How many there are differs from call to call: ask x.shape[1].",
            { PerceptronRule().run(($0.x[.all, 0..<2], $0.y, $0.maxEpochs)).trained },
            { PerceptronRule().run(($0.x[.all, 0..<3], $0.y, $0.maxEpochs)).trained },
            { learnt($0, features: 2) }, { learnt($0, features: 3) }
        )
        check.knows(
            "p",
            "Four passes are those of the example. Other samples need another number."
        ) { changed($0, epochs: 4) }
        check.accepts("rate ½") { PerceptronRule(rate: 0.5).run($0).trained }
        check.accepts("rate 2") { PerceptronRule(rate: 2).run($0).trained }
        check.fault = { fault($0, $1) }
        return check
    }

    private static func fault(_ training: Training, _ came: Trained) -> String? {
        func parts(_ trained: Trained, scale: Scalar = 1) -> [Part] {
            [
                Part("w", trained.w * scale), Part("b", trained.b * scale),
                Part("epochs", trained.epochs),
            ]
        }
        // From a zero start a positive rate only scales the weights.
        let right = PerceptronRule().run(training).trained
        let scale = size(came) > 0 ? size(right) / size(came) : 1
        guard
            Difference.first(
                expected: parts(right), actual: parts(came, scale: scale), tolerance: Tolerance()) != nil
        else { return nil }
        return Difference.first(expected: parts(right), actual: parts(came), tolerance: Tolerance())?.text
    }

    /// The right line with another number of passes.
    private static func changed(_ training: Training, epochs: Int) -> Trained {
        let trained = PerceptronRule().run(training).trained
        return (trained.w, trained.b, epochs)
    }

    /// Learns the first features only and leaves the weights of the others at 0.
    private static func learnt(_ training: Training, features: Int) -> Trained {
        var w = Tensor(zeros: [training.x.shape[1]])
        let part = (training.x[.all, 0..<features], training.y, training.maxEpochs)
        let trained = PerceptronRule().run(part).trained
        w[0..<features] = trained.w
        return (w, trained.b, trained.epochs)
    }

    /// The length of weights and bias together.
    static func size(_ trained: Trained) -> Scalar {
        (trained.w.scalars + [trained.b]).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }

    // MARK: Data

    /// Points with labels from a random line that passes beside all of them and beside the origin. The rule finds a
    /// line within the limit, but not before the third pass.
    private static func separable(
        _ count: Int, _ features: Int, _ maxEpochs: Int, _ generator: inout SeededGenerator
    ) -> Training {
        while true {
            let (x, w) = (generator.halves([count, features]), generator.nonZeroHalves([features]))
            let values = scores(x, w, generator.nonZeroHalf())
            let labels = values.map { $0 >= 0 ? Scalar(1) : -1 }
            guard values.allSatisfy({ Swift.abs($0) >= 0.5 }), Set(labels).count == 2 else { continue }
            let training = (x, Tensor(labels), maxEpochs)
            let run = PerceptronRule().run(training)
            if run.clean, run.trained.epochs >= 3 { return training }
        }
    }

    /// Points that no line separates. Four of them are XOR in another place: two pairs with the same sum and
    /// different labels.
    private static func inseparable(
        _ count: Int, _ features: Int, _ maxEpochs: Int, _ generator: inout SeededGenerator
    ) -> Training {
        let x = generator.halves([count, features])
        let points = rows(x)
        let fourth = (0..<features).map { i -> Scalar in points[0][i] + points[1][i] - points[2][i] }
        typealias Sample = ([Scalar], Scalar)
        let rest = (4..<count).map { place -> Sample in (points[place], place % 2 == 0 ? 1 : -1) }
        let crossed: [Sample] = [(points[0], -1), (points[1], -1), (points[2], 1), (fourth, 1)]
        let samples = (crossed + rest).shuffled(using: &generator)
        return (matrix(samples.map(\.0)), Tensor(samples.map(\.1)), maxEpochs)
    }
}
