import Nabla

extension Lesson02 {
    // MARK: 2.6 mean squared error

    typealias Answers = (predictions: Tensor, targets: Tensor)

    static var meanSquaredError: Check<Answers, Scalar> {
        var check = Check<Answers, Scalar>(
            exercise: Exercise(
                id: "2.6", name: "meanSquaredError", points: 2,
                hints: [
                    "How many differences should there be, and what is the shape of `predictions - targets`?",
                    "One of the two needs the shape of the other. `reshaped(to:)` gives it.",
                    "Then: differences, squares, mean, in this order. `.mean()` without axes gives a number.",
                ]),
            inputs: { generator in
                [4, 5, 7].shuffled(using: &generator).map {
                    (generator.nonZeroHalves([$0, 1]), generator.halves([$0]))
                }
            },
            show: { [Part("predictions", $0.predictions), Part("targets", $0.targets)] },
            results: { [Part("error", $1)] },
            right: { square(differences($0)).mean() })
        check.knows(
            "a", .silentBroadcast,
            "Every prediction was compared with every target. How many differences are there, and how many did you "
                + "average?"
        ) { square($0.predictions - $0.targets).mean() }
        check.knows(
            "b", .silentBroadcast,
            "Every prediction was compared with every target; dividing the sum by N hides it a little."
        ) { square($0.predictions - $0.targets).sum() / Scalar($0.targets.size) }
        check.knows(
            "c",
            "The mean was taken before the square. Square each difference first, or they cancel each other."
        ) {
            let mean = differences($0).mean(); return mean * mean
        }
        check.knows("d", .average, "This is the sum. The M in the name stands for mean.") {
            square(differences($0)).sum()
        }
        check.knows(
            "e", .convention,
            "This is half of it. A factor that is handy in a derivative still changes the value."
        ) { square(differences($0)).mean() / 2 }
        check.knows("f", .convention, "These are distances without the square.") {
            abs(differences($0)).mean()
        }
        check.knows("g", .convention, "The root was taken. That is another quantity, in other units.") {
            square(differences($0)).mean().squareRoot()
        }
        check.knows(
            "h", .average,
            "The sum was divided by 3, as in the example. How many targets are there?"
        ) { square(differences($0)).sum() / 3 }
        check.knows(
            "i", .offByOne,
            "The sum was divided by N − 1. That is for a spread around a mean that was measured; here it is N."
        ) { square(differences($0)).sum() / Scalar($0.targets.size - 1) }
        check.knows(
            "j", .average,
            "Only the first three samples count, as many as in the example."
        ) { square(differences($0)[0..<3]).mean() }
        check.accepts("with the predictions as a list") { input in
            square(input.predictions.squeezed(axis: 1) - input.targets).mean()
        }
        return check
    }

    private static func differences(_ input: Answers) -> Tensor {
        input.predictions.reshaped(to: [input.targets.size]) - input.targets
    }

    // MARK: 2.7 favourite

    static var favourite: Check<Tensor, Scalar> {
        var check = Check<Tensor, Scalar>(
            exercise: Exercise(
                id: "2.7", name: "favourite", points: 1,
                hints: [
                    "Do the experiment at the end of the task, with a few more values of c.",
                    "The page's first run found one number and stayed there. Which one was it?",
                    "Is c drawn more strongly by a target that is far away? Then how many lie on either side does not "
                        + "decide.",
                ]),
            inputs: { generator in [4, 5, 7].map { crooked($0, &generator) } },
            show: { [Part("targets", $0)] },
            results: { [Part("c", $1)] },
            right: { $0.mean() })
        check.knows(
            "a",
            "This is the number in the middle of the sorted list. It is best for distances; squares are drawn by far "
                + "targets.", { middle($0, 0, 0) }, { middle($0, 1, 1) }, { middle($0, 0, 1) }
        )
        check.knows("b", "0 is no better than any other number. Try a few values of c.") { _ in 0 }
        check.knows(
            "c", "This lies halfway between the smallest and the largest target. The others count, too."
        ) {
            ($0.min() + $0.max()) / 2
        }
        check.knows("d", "This is the sum of the targets: far from all of them.") { $0.sum() }
        check.knows(
            "e",
            "This is the loss that remains, not the number that gets it."
        ) { $0.variance() }
        check.knows("f", "This is the largest target, as in the example's form. Which c is best for all?") {
            $0.max()
        }
        check.knows(
            "g", "This is one of the targets. Which c is best for all of them?", { $0.min() }, { $0[0].item })
        check.knows("h", .average, "The sum was divided by 3, as for the three targets of the task.") {
            $0.sum() / 3
        }
        return check
    }

    /// The middle of the sorted targets: the mean of two neighbours where their number is even, or one of them.
    private static func middle(_ targets: Tensor, _ low: Int, _ high: Int) -> Scalar {
        let sorted = targets.scalars.sorted()
        let half = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1 + low] + sorted[half - 1 + high]) / 2
    }

    /// Targets whose mean, median and middle lie apart: most are small, one is large.
    private static func crooked(_ count: Int, _ generator: inout SeededGenerator) -> Tensor {
        let small = generator.halves([count - 1]).scalars
        let sign: Scalar = Bool.random(using: &generator) ? 1 : -1
        let large = sign * Scalar(Int.random(in: 12...20, using: &generator))
        return Tensor(([large] + small).shuffled(using: &generator))
    }
}
