import Nabla

extension Lesson04 {
    // MARK: 4.1 predict

    static let predict: Check<(x: Tensor, w: Tensor, b: Scalar), Tensor> = {
        var check = Check<(x: Tensor, w: Tensor, b: Scalar), Tensor>(
            exercise: Exercise(
                id: "4.1", name: "predict", points: 1,
                hints: [
                    "There are two steps: a score for every point, then a decision about every score.",
                    "All scores come from one matrix product and one addition. What is the shape of x · w?",
                    "A comparison such as `scores .>= 0` gives 1 and 0. Which line through those two answers gives +1 and −1?",
                ]),
            inputs: { generator in
                /// Six points, two of them exactly on the line: w[0] is a power of two, and the first coordinate gives way.
                func points() -> (x: Tensor, w: Tensor, b: Scalar) {
                    var (x, w, b) = (
                        generator.halves([6, 3]), generator.nonZeroHalves([3]), generator.nonZeroHalf()
                    )
                    w[0] = Tensor([-2, -1, 1, 2].randomElement(using: &generator)!)
                    for row in [
                        Int.random(in: 0..<3, using: &generator), Int.random(in: 3..<6, using: &generator),
                    ] {
                        let rest = score(Array(w.scalars.dropFirst()), b, Array(x[row].scalars.dropFirst()))
                        x[row, 0] = Tensor(-rest / w[0].item)
                    }
                    return (x, w, b)
                }
                return [points(), points()]
            },
            show: { [Part("x", $0.x), Part("w", $0.w), Part("b", $0.b)] },
            results: { [Part("labels", $1)] },
            right: { input in labels(input) { $0 >= 0 ? 1 : -1 } })
        check.knows(
            "a", .tie,
            "Points on the line get −1 here. A score of 0 is decided too: the text says for which side."
        ) { input in labels(input) { $0 > 0 ? 1 : -1 } }
        check.knows(
            "b", .tie,
            "A classifier has no third answer, but a point on the line gets 0."
        ) { input in labels(input) { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 } }
        check.knows(
            "c", .convention,
            "The labels of this task are −1 and +1, not 0 and 1; the learning rule multiplies by them."
        ) { input in labels(input) { $0 >= 0 ? 1 : 0 } }
        check.knows(
            "d",
            "These are the scores. Score first, decision second."
        ) { input in labels(input) { $0 } }
        check.knows(
            "e",
            "It looks as if b was left out. A line through the origin is a special case."
        ) { input in labels((input.x, input.w, 0)) { $0 >= 0 ? 1 : -1 } }
        check.knows(
            "f", .sign,
            "b was subtracted, as if it were a threshold. A threshold and a bias have opposite signs."
        ) { input in labels((input.x, input.w, -input.b)) { $0 >= 0 ? 1 : -1 } }
        check.knows(
            "g", .sign,
            "Every answer is the opposite one. Which side of the line is positive?"
        ) { input in labels(input) { $0 >= 0 ? -1 : 1 } }
        check.accepts("scores by a matrix product") { input in
            let scores = matmul(input.x, input.w.reshaped(to: [3, 1])).reshaped(to: [6]) + input.b
            return (scores .>= 0) * 2 - 1
        }
        return check
    }()

    private static func labels(
        _ input: (x: Tensor, w: Tensor, b: Scalar), _ decide: (Scalar) -> Scalar
    ) -> Tensor {
        Tensor(scalars: scores(input.x, input.w, input.b).map(decide), shape: [input.x.shape[0]])
    }

    // MARK: 4.2 update

    typealias Sample = (w: Tensor, b: Scalar, x: Tensor, y: Scalar, rate: Scalar)

    static let update: Check<Sample, (w: Tensor, b: Scalar)> = {
        var check = Check<Sample, (w: Tensor, b: Scalar)>(
            exercise: Exercise(
                id: "4.2", name: "update", points: 2,
                hints: [
                    "First decide whether this sample is a mistake; only a mistake changes anything.",
                    "The product of label and score says it in one number: when is it positive, when not?",
                    "On a mistake the weights move along x, towards or away from it as the label says; "
                        + "the bias moves as if it were the weight of an input that is always 1.",
                ]),
            inputs: { generator in
                let rate: Scalar = 0.5
                let zero = Tensor(zeros: [3])
                /// A sample whose score has the wanted sign: the label of a lazy draw is its own score's, or the opposite.
                func sample(label: Scalar, right: Bool) -> Sample {
                    while true {
                        let (w, b, x) = (
                            generator.nonZeroHalves([3]), generator.nonZeroHalf(),
                            generator.nonZeroHalves([3])
                        )
                        let value = label * score(w.scalars, b, x.scalars)
                        if value != 0, (value > 0) == right { return (w, b, x, label, rate) }
                    }
                }
                return [
                    sample(label: -1, right: false), sample(label: 1, right: true),
                    (zero, 0, generator.nonZeroHalves([3]), 1, rate),
                    (zero, 0, generator.nonZeroHalves([3]), -1, rate), sample(label: 1, right: false),
                ]
            },
            show: {
                [Part("w", $0.w), Part("b", $0.b), Part("x", $0.x), Part("y", $0.y), Part("rate", $0.rate)]
            },
            results: { [Part("w", $1.w), Part("b", $1.b)] },
            right: { moved($0, isMistake($0) ? $0.y : 0) })
        check.knows(
            "a",
            "A sample that was already right changed the weights. Learning is driven by mistakes."
        ) { moved($0, $0.y) }
        check.knows(
            "b", .tie,
            "With zero weights the score is 0, and nothing is right yet; here nothing is learnt either."
        ) { moved($0, $0.y * value($0) < 0 ? $0.y : 0) }
        check.knows(
            "c", .tie,
            "With zero weights a positive sample is right by luck only. In training a tie is a mistake."
        ) { moved($0, predicted($0) != $0.y ? $0.y : 0) }
        check.knows(
            "d", .sign,
            "The weights moved away. After an update this sample's score should be nearer to its label."
        ) { moved($0, isMistake($0) ? -$0.y : 0) }
        check.knows(
            "e",
            "The bias never moves. It is a weight too, with an input that is always 1."
        ) { (moved($0, isMistake($0) ? $0.y : 0).w, $0.b) }
        check.knows(
            "f",
            "The bias moved once for every feature. One sample gives it one push."
        ) { sample in
            let step = isMistake(sample) ? sample.y : 0
            return (moved(sample, step).w, sample.b + 3 * sample.rate * step)
        }
        check.knows(
            "g", .convention,
            "Label minus prediction is 2 or −2 with these labels, so the steps are twice the ones asked "
                + "for."
        ) { moved($0, $0.y - predicted($0)) }
        check.knows(
            "h",
            "All weights moved by the same amount. An input that was larger carries more of the blame."
        ) { sample in
            let step = isMistake(sample) ? sample.rate * sample.y : 0
            return (sample.w + step, sample.b + step)
        }
        check.knows(
            "i", .convention,
            "Samples with the negative label never change anything. Were the labels taken as 0 and 1?"
        ) { moved($0, isMistake($0) ? max(0, $0.y) : 0) }
        return check
    }()

    private static func value(_ sample: Sample) -> Scalar {
        score(sample.w.scalars, sample.b, sample.x.scalars)
    }

    private static func isMistake(_ sample: Sample) -> Bool { sample.y * value(sample) <= 0 }

    private static func predicted(_ sample: Sample) -> Scalar { value(sample) >= 0 ? 1 : -1 }

    private static func moved(_ sample: Sample, _ direction: Scalar) -> (w: Tensor, b: Scalar) {
        let step = sample.rate * direction
        return (sample.w + sample.x * step, sample.b + step)
    }

    // MARK: 4.6 margin

    typealias Line = (x: Tensor, y: Tensor, w: Tensor, b: Scalar)

    static let margin: Check<Line, Scalar> = {
        var check = Check<Line, Scalar>(
            exercise: Exercise(
                id: "4.6", name: "margin", points: 1,
                hints: [
                    "Start from the scores. What has to be done to a score so that it does not change when w and b are doubled?",
                    "The label turns a score into “how far on the right side”; the length of w turns it into a distance.",
                    "Of all the signed distances, one alone sets the margin. Which?",
                ]),
            inputs: { generator in
                /// A fixture with the wanted number of points on the wrong side.
                func line(mistakes: Int) -> Line {
                    let (x, w, b) = (
                        generator.halves([5, 3]), generator.nonZeroHalves([3]), generator.nonZeroHalf()
                    )
                    var y = scores(x, w, b).map { $0 >= 0 ? Scalar(1) : -1 }
                    for index in Array(0..<5).shuffled(using: &generator).prefix(mistakes) {
                        y[index] = -y[index]
                    }
                    return (x, Tensor(scalars: y, shape: [5]), w, b)
                }
                return [line(mistakes: 1), line(mistakes: 0)]
            },
            show: { [Part("x", $0.x), Part("y", $0.y), Part("w", $0.w), Part("b", $0.b)] },
            results: { [Part("margin", $1)] },
            right: { signedScores($0).min()! / norm($0.w) })
        check.knows(
            "a",
            "This is a score, not a distance: doubling w and b must not move the line."
        ) { signedScores($0).min()! }
        check.knows(
            "b",
            "Divided by the length of w twice. Check the units of a distance."
        ) { signedScores($0).min()! / (norm($0.w) * norm($0.w)) }
        check.knows(
            "c",
            "The bias went into the length. It shifts the line; it does not tilt it."
        ) { signedScores($0).min()! / (norm($0.w) * norm($0.w) + $0.b * $0.b).squareRoot() }
        check.knows(
            "d", .sign,
            "A point on the wrong side counts as a negative distance. On which side is each point?"
        ) { line in scores(line.x, line.w, line.b).map(Swift.abs).min()! / norm(line.w) }
        check.knows(
            "e", .average,
            "This is the mean of the distances. The margin is set by the worst point alone."
        ) { line in signedScores(line).reduce(0, +) / 5 / norm(line.w) }
        check.knows(
            "f",
            "The bias is missing from the score. The line need not pass through the origin."
        ) { signedScores(($0.x, $0.y, $0.w, 0)).min()! / norm($0.w) }
        return check
    }()

    private static func signedScores(_ line: Line) -> [Scalar] {
        zip(scores(line.x, line.w, line.b), line.y.scalars).map { $0 * $1 }
    }

    private static func norm(_ w: Tensor) -> Scalar { w.scalars.reduce(0) { $0 + $1 * $1 }.squareRoot() }
}
