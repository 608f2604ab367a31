import Foundation
import Nabla

extension Lesson04 {
    // MARK: 4.2 update

    typealias Sample = (w: Tensor, b: Scalar, x: Tensor, y: Scalar, rate: Scalar)

    static var update: Check<Sample, (w: Tensor, b: Scalar)> {
        var check = Check<Sample, (w: Tensor, b: Scalar)>(
            exercise: Exercise(
                id: "4.2", name: "update", points: 2,
                hints: [
                    "First decide whether this sample is a mistake; only a mistake changes anything.",
                    "The product of label and score says it in one number: when is it positive, when not?",
                    "On a mistake the weights move along x, towards or away from it as the label says; "
                        + "the bias moves as if it were the weight of an input that is always 1.",
                ]),
            inputs: { samples(&$0) },
            show: {
                [Part("w", $0.w), Part("b", $0.b), Part("x", $0.x), Part("y", $0.y), Part("rate", $0.rate)]
            },
            results: { [Part("w", $1.w), Part("b", $1.b)] },
            right: { moved($0, direction($0)) })
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
            "m", .tie,
            "With zero weights a negative sample is right by luck only. In training a tie is a mistake."
        ) { moved($0, strictlyPredicted($0) != $0.y ? $0.y : 0) }
        check.knows(
            "d", .sign,
            "The weights moved away. After an update this sample's score should be nearer to its label."
        ) { moved($0, -direction($0)) }
        check.knows(
            "e",
            "The bias never moves. It is a weight too, with an input that is always 1."
        ) { (moved($0, direction($0)).w, $0.b) }
        check.knows(
            "f",
            "The bias moved once for every feature. One sample gives it one push."
        ) { sample in
            let push = Scalar(sample.x.size) * sample.rate * direction(sample)
            return (moved(sample, direction(sample)).w, sample.b + push)
        }
        check.knows(
            "g", .convention,
            "Label minus prediction is 2 or −2 with these labels, so the steps are twice the ones asked "
                + "for.",
            { moved($0, $0.y - predicted($0)) },
            { moved($0, $0.y - strictlyPredicted($0)) },
            { moved($0, $0.y - predicted($0), rate: 1) },
            { moved($0, $0.y - strictlyPredicted($0), rate: 1) }
        )
        check.knows(
            "h",
            "All weights moved by the same amount. An input that was larger carries more of the blame."
        ) { sample in
            let step = sample.rate * direction(sample)
            return (sample.w + step, sample.b + step)
        }
        check.knows(
            "i", .convention,
            "Samples with the negative label never change anything. Were the labels taken as 0 and 1?"
        ) { moved($0, max(0, direction($0))) }
        check.knows(
            "j", .convention,
            "Label minus answer, with an answer of 0 or 1: that is the rule for labels 0 and 1. With "
                + "−1 and +1 it corrects samples that were right, and takes double steps.",
            { moved($0, $0.y - max(0, predicted($0))) },
            { moved($0, $0.y - max(0, predicted($0)), rate: 1) },
            { moved($0, $0.y - max(0, strictlyPredicted($0))) },
            { moved($0, $0.y - max(0, strictlyPredicted($0)), rate: 1) }
        )
        check.knows(
            "k",
            "The rate is missing. It says how far to go, for the weights and for the bias.",
            { moved($0, direction($0), rate: 1) },
            { (moved($0, direction($0), rate: 1).w, moved($0, direction($0)).b) },
            { (moved($0, direction($0)).w, moved($0, direction($0), rate: 1).b) }
        )
        check.knows(
            "l",
            "The step has the same size at every rate. The rate comes with the call; do not write it down.",
            { moved($0, direction($0), rate: 0.5) },
            { moved($0, direction($0), rate: 0.1) },
            { moved($0, direction($0), rate: 2) }
        )
        check.knows(
            "n",
            "What comes back does not depend on the sample. A mistake has to change something.",
            { ($0.w, $0.b) },
            { (Tensor(zeros: $0.w.shape), 0) }
        )
        check.knows(
            "o",
            "Only the first features learn. How many there are differs from call to call.",
            { moved($0, direction($0), features: 3) },
            { moved($0, direction($0), features: 2) }
        )
        check.knows(
            "p",
            "The step grows with the score. This perceptron looks at its decision: right or wrong, no "
                + "more and no less.",
            { moved($0, $0.y - value($0)) },
            { moved($0, $0.y - value($0), rate: 1) },
            { moved($0, $0.y - 1 / (1 + exp(-value($0)))) },
            { moved($0, $0.y - 1 / (1 + exp(-value($0))), rate: 1) }
        )
        return check
    }

    /// A false positive, a right answer, two fresh starts, a false negative, another right answer; each with a rate
    /// and a number of features of its own, and none with those of the example.
    private static func samples(_ generator: inout SeededGenerator) -> [Sample] {
        var rates = ([0.25, 0.75, 1.5, 2.5, 3, 4] as [Scalar]).shuffled(using: &generator)
        /// A sample whose score has the sign of its label, or the opposite one.
        func sample(_ features: Int, label: Scalar, right: Bool) -> Sample {
            let rate = rates.removeLast()
            while true {
                let (w, x) = (generator.nonZeroHalves([features]), generator.nonZeroHalves([features]))
                let b = generator.nonZeroHalf()
                let value = label * score(w.scalars, b, x.scalars)
                if value != 0, (value > 0) == right { return (w, b, x, label, rate) }
            }
        }
        func start(_ features: Int, label: Scalar) -> Sample {
            (Tensor(zeros: [features]), 0, generator.nonZeroHalves([features]), label, rates.removeLast())
        }
        return [
            sample(3, label: -1, right: false), sample(4, label: 1, right: true), start(5, label: 1),
            start(6, label: -1), sample(7, label: 1, right: false), sample(8, label: -1, right: true),
        ]
    }

    private static func value(_ sample: Sample) -> Scalar {
        score(sample.w.scalars, sample.b, sample.x.scalars)
    }

    private static func predicted(_ sample: Sample) -> Scalar { value(sample) >= 0 ? 1 : -1 }

    private static func strictlyPredicted(_ sample: Sample) -> Scalar { value(sample) > 0 ? 1 : -1 }

    /// The label after a mistake, 0 after a right answer.
    private static func direction(_ sample: Sample) -> Scalar {
        sample.y * value(sample) <= 0 ? sample.y : 0
    }

    /// Moves the first features, all unless told otherwise, and the bias.
    private static func moved(
        _ sample: Sample, _ direction: Scalar, rate: Scalar? = nil, features: Int = .max
    ) -> (w: Tensor, b: Scalar) {
        let step = (rate ?? sample.rate) * direction
        let pushes = sample.x.scalars.enumerated().map { $0.offset < features ? $0.element * step : 0 }
        return (sample.w + Tensor(pushes), sample.b + step)
    }
}
