import Foundation
import Nabla

extension Lesson04 {
    // MARK: 4.1 predict

    typealias Points = (x: Tensor, w: Tensor, b: Scalar)

    static var predict: Check<Points, Tensor> {
        var check = Check<Points, Tensor>(
            exercise: Exercise(
                id: "4.1", name: "predict", points: 1,
                hints: [
                    "There are two steps: a score for every point, then a decision about every score.",
                    "All scores come from one matrix product and one addition. What is the shape of x · w?",
                    "A comparison such as `scores .>= 0` gives 1 and 0. Which line through those two answers gives +1 and −1?",
                ]),
            inputs: { generator in [points(6, 3, &generator), points(8, 4, &generator)] },
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
        check.knows(
            "h", .convention,
            "Two things at once: the answers are 0 and 1 instead of −1 and +1, and points on the line "
                + "count as negative. The text decides both."
        ) { input in labels(input) { $0 > 0 ? 1 : 0 } }
        check.knows(
            "i", .convention,
            "w·x was compared with b, and the answers are 0 and 1. b is a bias, to be added, and the "
                + "labels here are −1 and +1.",
            { input in labels((input.x, input.w, -input.b)) { $0 >= 0 ? 1 : 0 } },
            { input in labels((input.x, input.w, -input.b)) { $0 > 0 ? 1 : 0 } }
        )
        check.knows(
            "j",
            "A soft step gives fractions. This perceptron decides: +1 or −1, nothing between."
        ) { input in labels(input) { 1 / (1 + exp(-$0)) } }
        check.knows(
            "k",
            "Right as far as it goes, but some points have no answer. How many points there are differs "
                + "from call to call: ask x.shape[0].",
            { Tensor(Array(decided($0).prefix(6))) },
            { Tensor(Array(decided($0).prefix(3))) },
            { input in Tensor(decided(input).enumerated().map { $0.offset < 6 ? $0.element : 0 }) },
            { input in Tensor(decided(input).enumerated().map { $0.offset < 3 ? $0.element : 0 }) }
        )
        check.recognises { input, came in
            came.rank == 1 && Array(decided(input).prefix(came.size)) == came.scalars
        }
        check.knows(
            "l",
            "Only the first features count here. How many there are differs from call to call.",
            { input in labels((input.x[.all, 0..<3], input.w[0..<3], input.b)) { $0 >= 0 ? 1 : -1 } },
            { input in labels((input.x[.all, 0..<2], input.w[0..<2], input.b)) { $0 >= 0 ? 1 : -1 } }
        )
        check.knows(
            "m",
            "Every point gets the same answer. The answer has to depend on the point.",
            { input in labels(input) { _ in 1 } },
            { input in labels(input) { _ in -1 } },
            { input in labels(input) { _ in 0 } }
        )
        check.accepts("scores by a matrix product") { input in
            let column = input.w.reshaped(to: [input.w.size, 1])
            let scores = matmul(input.x, column).reshaped(to: [input.x.shape[0]]) + input.b
            return (scores .>= 0) * 2 - 1
        }
        return check
    }

    /// Points on both sides, and two exactly on the line: w[0] is a power of two, and the first coordinate gives way.
    private static func points(_ count: Int, _ features: Int, _ generator: inout SeededGenerator) -> Points {
        while true {
            var (x, w) = (generator.halves([count, features]), generator.nonZeroHalves([features]))
            let b = generator.nonZeroHalf()
            w[0] = Tensor([-2, -1, 1, 2].randomElement(using: &generator)!)
            for half in [0..<count / 2, count / 2..<count] {
                let row = Int.random(in: half, using: &generator)
                let rest = score(Array(w.scalars.dropFirst()), b, Array(x[row].scalars.dropFirst()))
                x[row, 0] = Tensor(-rest / w[0].item)
            }
            let values = scores(x, w, b)
            if values.contains(where: { $0 < 0 }), values.contains(where: { $0 > 0 }) { return (x, w, b) }
        }
    }

    private static func decided(_ input: Points) -> [Scalar] { labels(input) { $0 >= 0 ? 1 : -1 }.scalars }

    private static func labels(_ input: Points, _ decide: (Scalar) -> Scalar) -> Tensor {
        Tensor(scalars: scores(input.x, input.w, input.b).map(decide), shape: [input.x.shape[0]])
    }
}
