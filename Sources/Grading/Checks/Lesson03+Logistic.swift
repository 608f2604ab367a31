import Nabla

extension Lesson03 {
    // MARK: 3.5 cross-entropy of scores

    typealias Scored = (scores: Tensor, y: Tensor)

    static var crossEntropyOfScores: Check<Scored, Scalar> {
        var check = Check<Scored, Scalar>(
            exercise: Exercise(
                id: "3.5", name: "crossEntropy", points: 2, byHand: ["sigmoidCrossEntropy"],
                hints: [
                    "Write the price of a yes with e: −ln σ(z) = ln(1 + e⁻ᶻ). And the price of a no?",
                    "Both prices in one formula: ln(1 + eᶻ) − z·y. Try y = 1 and y = 0.",
                    "e¹⁰⁰⁰ is no finite number. Where z is large, ln(1 + eᶻ) is z + ln(1 + e⁻ᶻ): the "
                        + "larger of z and 0 "
                        + "comes out, and what stays inside has −|z| above the e.",
                ]),
            inputs: { generator in
                let moderate = generator.halves([5], limit: 3)
                let others = generator.halves([6], limit: 3)
                // Sure and right, sure and wrong, on both sides.
                let extreme = Tensor([1000, -1000, 1000, -1000].shuffled(using: &generator))
                return [
                    (moderate, [1, 0, 1, 0, 0]), (others, [0, 1, 1, 1, 0, 1]),
                    (Tensor(concatenating: [extreme, [2, -0.5, 1]]), [1, 1, 0, 0, 1, 0, 0]),
                ]
            },
            show: { [Part("scores", $0.scores), Part("y", $0.y)] },
            results: { [Part("loss", $1)] },
            right: { prices($0).mean() })
        check.knows(
            "a", .overflow,
            "Right for moderate scores, no number for large ones: the formula was evaluated as written. "
                + "Exponential and "
                + "logarithm cancel on paper.",
            { input in
                let p = sigmoid(input.scores)
                return -(input.y * log(p) + (1 - input.y) * log(1 - p)).mean()
            },
            { (log(1 + exp($0.scores)) - $0.scores * $0.y).mean() },
            { input in
                let p = 1 / (1 + exp(-input.scores))
                return -(input.y * log(p) + (1 - input.y) * log(1 - p)).mean()
            })
        check.recognises { input, loss in
            abs(input.scores).max() > 100 ? !loss.isFinite : Tolerance().equal(loss, prices(input).mean())
        }
        check.knows(
            "b", .overflow,
            "A small number in the logarithm hides the infinity and flattens the loss where it matters "
                + "most: a score of "
                + "−1000 for a yes should cost 1000.",
            { hidden($0, 1e-7) }, { hidden($0, 1e-6) }, { hidden($0, 1e-8) }, { hidden($0, 1e-9) },
            { hidden($0, 1e-10) }, { hidden($0, 1e-12) },
            { input in
                let p = maximum(minimum(sigmoid(input.scores), Tensor(1 - 1e-7)), Tensor(1e-7))
                return -(input.y * log(p) + (1 - input.y) * log(1 - p)).mean()
            })
        check.knows("c", "Yes and no are exchanged. Which price counts when y = 1?") { input in
            prices((input.scores, 1 - input.y)).mean()
        }
        check.knows("d", "The samples with y = 0 cost nothing. What does a sure mistake on a no cost?") {
            input in
            (input.y * prices(input)).mean()
        }
        check.knows("e", .average, "This is the sum over the samples. The loss is their average.") {
            prices($0).sum()
        }
        check.knows("f", .sign, "The minus is lost: a price is never negative.") { -prices($0).mean() }
        check.knows("g", .convention, "This is the logarithm to base 2. The text takes the natural one.") {
            prices($0).mean() / log(Tensor(2)).item
        }
        check.knows(
            "h", .twice,
            "The sigmoid was applied twice, so that no price leaves 0.31 to 1.31. Scores go in once."
        ) { prices((sigmoid($0.scores), $0.y)).mean() }
        check.knows("i", "Every answer was priced as if it should be yes. Look at y.") { input in
            prices((input.scores, Tensor(ones: input.y.shape))).mean()
        }
        check.knows(
            "j", "This is a squared error. Where the answer is badly wrong it goes flat.",
            { square(sigmoid($0.scores) - $0.y).mean() }, { 0.5 * square(sigmoid($0.scores) - $0.y).mean() })
        check.knows(
            "k", .average, "Divided by a number of your own. How many samples are there?",
            { prices($0).sum() / 200 }, { prices($0).sum() / 4 }, { prices($0).sum() / 3 })
        check.accepts("two branches, by the sign of the score") { input in
            zip(input.scores.scalars, input.y.scalars).map { z, y in
                z >= 0
                    ? z * (1 - y) + log1p(Tensor(exp(Tensor(-z)).item)).item
                    : log1p(exp(Tensor(z))).item - z * y
            }.reduce(0, +) / Scalar(input.y.size)
        }
        check.accepts("the kit's own") { input in
            sigmoidCrossEntropy(scores: .constant(input.scores), expected: .constant(input.y)).item
        }
        return check
    }

    /// The price of each sample, without overflow.
    private static func prices(_ input: Scored) -> Tensor {
        let z = input.scores
        return relu(z) - z * input.y + log1p(exp(-abs(z)))
    }

    private static func hidden(_ input: Scored, _ ε: Scalar) -> Scalar {
        let p = sigmoid(input.scores)
        return -(input.y * log(p + ε) + (1 - input.y) * log(1 - p + ε)).mean()
    }

    // MARK: 3.6 gradient of logistic regression

    static var logisticGradient: Check<Fit, Slopes> {
        var check = Check<Fit, Slopes>(
            exercise: Exercise(
                id: "3.6", name: "logisticGradient", points: 2, byHand: ["Variable", "Parameter"],
                hints: [
                    "The slope of one price with respect to its score is the shortest formula of the page.",
                    "A nudge of w moves the score of a sample by its feature; so the slope for w is the "
                        + "slope for the score "
                        + "times that feature. Then average over the samples.",
                    "Take 3.2 and change what each sample contributes: probability minus truth instead of "
                        + "twice the miss.",
                ]),
            inputs: { generator in
                [yesNo(5, 3, &generator), yesNo(4, 6, &generator), yesNo(7, 5, &generator)]
            },
            show: { show($0) }, results: { show($1) }, right: { slopes($0, blame: over($0)) })
        check.knows(
            "a", .chain, "A factor p(1 − p) too many: with this loss the slope of the sigmoid cancels."
        ) { fit in
            let p = sigmoid(predictions(fit))
            return slopes(fit, blame: over(fit) * p * (1 - p))
        }
        check.knows("b", .average, "This is the sum over the samples. The loss is an average.") {
            slopes($0, blame: over($0), factor: Scalar($0.x.shape[0]))
        }
        check.knows(
            "c", .sign, "The signs are turned. Check with one sure mistake: which way must its score go?"
        ) {
            slopes($0, blame: over($0), factor: -1)
        }
        check.knows("d", "Twice what was asked. That factor belongs to squares.") {
            slopes($0, blame: over($0), factor: 2)
        }
        check.knows(
            "e",
            "Yes or no was used instead of the probability. A right answer with little confidence still "
                + "has something to learn."
        ) { fit in slopes(fit, blame: (predictions(fit) .>= 0) - fit.y) }
        check.knows("f", "The score was used without the sigmoid. Which number lies between 0 and 1?") {
            fit in
            slopes(fit, blame: predictions(fit) - fit.y)
        }
        check.knows("g", "Samples with y = 0 do not push. Both answers do.") { fit in
            slopes(fit, blame: over(fit) * fit.y)
        }
        check.knows("h", .average, "The slopes were divided by the number of features too.") { fit in
            let right = slopes(fit, blame: over(fit))
            return (right.dw / Scalar(fit.w.size), right.db)
        }
        check.knows("i", "The score was made without b.") { fit in
            slopes(fit, blame: sigmoid(matmul(fit.x, fit.w)) - fit.y)
        }
        check.knows("j", "Every weight has the slope of b. What is this weight multiplied by?") { fit in
            let right = slopes(fit, blame: over(fit))
            return (Tensor(repeating: right.db, shape: fit.w.shape), right.db)
        }
        check.knows(
            "k", .axis,
            "dw holds one number, the mean over samples and features. Each weight has a slope of its own."
        ) { fit in
            let all = (over(fit).expanded(atAxis: 1) * fit.x).mean()
            return (Tensor(repeating: all, shape: fit.w.shape), slopes(fit, blame: over(fit)).db)
        }
        check.knows(
            "l", .average, "Divided by a number of your own. How many samples are there?",
            { divided($0, by: 200) }, { divided($0, by: 5) }, { divided($0, by: 3) })
        check.knows("m", "These are zeros, or one number everywhere, whatever the data.") { fit in
            (Tensor(zeros: fit.w.shape), 0)
        }
        check.accepts("1 / (1 + e to the minus z), written out") { fit in
            slopes(fit, blame: 1 / (1 + exp(-predictions(fit))) - fit.y)
        }
        return check
    }

    /// Probability minus truth, of each sample.
    private static func over(_ fit: Fit) -> Tensor { sigmoid(predictions(fit)) - fit.y }

    private static func divided(_ fit: Fit, by count: Scalar) -> Slopes {
        slopes(fit, blame: over(fit), factor: Scalar(fit.x.shape[0]) / count)
    }

    /// Data with both answers.
    private static func yesNo(_ samples: Int, _ features: Int, _ generator: inout SeededGenerator) -> Fit {
        var data = fit(samples, features, &generator)
        let answers = (0..<samples).map { Scalar($0 % 2) }.shuffled(using: &generator)
        data.y = Tensor(answers)
        return data
    }
}
