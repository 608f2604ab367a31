// 9.6 decompose
// points: 2
// minutes: 10
// difficulty: medium
// hint: First the mean of the models, one number for each point. Two of the three results need it.
// hint: Which two rows are compared in each? Bias: the mean and the truth. Variance: each model and the mean. Error: each model and
//   the truth.
// hint: `predictions.mean(alongAxes: 0)` is [P]; `square(…).mean()` is the mean of all squares, over models and points.

import Grading
import Nabla

typealias Decomposition = (bias2: Scalar, variance: Scalar, error: Scalar)

struct Models {
    var predictions: Tensor, truth: Tensor

    var count: Scalar { Scalar(predictions.shape[0]) }
    var mean: Tensor { predictions.mean(alongAxes: 0) }
    var bias: Tensor { mean - truth }

    func parts(bias2: Scalar? = nil, variance: Scalar? = nil, error: Scalar? = nil) -> Decomposition {
        (
            bias2 ?? square(bias).mean(), variance ?? square(predictions - mean).mean(),
            error ?? square(predictions - truth).mean()
        )
    }

    func keeping(models: Int? = nil, points: Int? = nil) -> Models {
        let (m, p) = (models ?? predictions.shape[0], points ?? truth.size)
        return Models(predictions: predictions[0..<m, 0..<p], truth: truth[0..<p])
    }
}

let decompose = Check<Models, Decomposition> { c in
    c.inputs { generator in [models(4, 3, &generator), models(5, 7, &generator)] }
    c.right { $0.parts() }
    c.wrong(
        .axis, "This is the variance over the points. Who disagrees: the models, or the points?",
        { input in
            let means = input.predictions.mean(alongAxes: 1, keepingAxes: true)
            return input.parts(
                bias2: square(means - input.truth).mean(), variance: square(input.predictions - means).mean())
        },
        { input in
            let means = input.predictions.mean(alongAxes: 1, keepingAxes: true)
            return input.parts(variance: square(input.predictions - means).mean())
        })
    c.wrong(
        .convention,
        "The variance was divided by M − 1. With which count do the two parts add up to the error?"
    ) { $0.parts(variance: $0.parts().variance * $0.count / ($0.count - 1)) }
    c.wrong(.meanOfRatios, "bias2 is the error. Average the models first, then compare with the truth.") {
        $0.parts(bias2: $0.parts().error)
    }
    c.wrong("bias2 is the mean size of the bias. Squares were asked: two of the three have squared units already.") {
        $0.parts(bias2: abs($0.bias).mean())
    }
    c.wrong(
        .meanOfRatios,
        "The bias was averaged over the points before it was squared. A bias up here does not mend a bias down there."
    ) { $0.parts(bias2: $0.bias.mean() * $0.bias.mean()) }
    c.wrong(
        "This is the standard deviation, or its mean. Which of deviation and variance adds up?",
        { $0.parts(variance: $0.parts().variance.squareRoot()) },
        { input in
            let variance = square(input.predictions - input.mean).mean(alongAxes: 0)
            return input.parts(variance: sqrt(variance).mean())
        })
    c.wrong("The error is that of the mean model. A mean of models errs less than the models do on average.") {
        $0.parts(error: $0.parts().bias2)
    }
    c.wrong("bias2 is not squared: positive and negative biases cancel.") { $0.parts(bias2: $0.bias.mean()) }
    c.wrong("The error is not squared.", { $0.parts(error: abs($0.predictions - $0.truth).mean()) }) {
        $0.parts(error: $0.parts().error.squareRoot())
    }
    c.wrong(
        .average, "Sums came where means were asked.",
        { input in
            let p = input.parts()
            return (
                p.bias2 * Scalar(input.truth.size), p.variance * Scalar(input.predictions.size),
                p.error * Scalar(input.predictions.size)
            )
        },
        { input in
            let p = input.parts(), points = Scalar(input.truth.size)
            return (p.bias2 * points, p.variance * points, p.error * points)
        })
    c.wrong(.axis, "One mean was taken over models and points together. Each point has a mean of its own.") { input in
        let mean = input.predictions.mean()
        return input.parts(
            bias2: square(input.truth - mean).mean(), variance: square(input.predictions - mean).mean())
    }
    c.wrong("Bias and variance are exchanged.") { ($0.parts().variance, $0.parts().bias2, $0.parts().error) }
    c.wrong(
        "The variance is that of all predictions together. Different points have different truths; compare at each point."
    ) {
        $0.parts(variance: $0.predictions.variance())
    }
    c.wrong("The models are compared with the first one. Their mean was asked.") {
        $0.parts(variance: square($0.predictions - $0.predictions[0]).mean())
    }
    c.wrong("bias2 is that of the first model. The mean of all was asked.") {
        $0.parts(bias2: square($0.predictions[0] - $0.truth).mean())
    }
    c.wrong("The error is bias2 minus variance.") { $0.parts(error: $0.parts().bias2 - $0.parts().variance) }
    c.onlyFirst("models", [3, 2]) { $0.keeping(models: $1).parts() }
    c.onlyFirst("points", [1, 2]) { $0.keeping(points: $1).parts() }
    c.accepts("the error as the sum of the two others") {
        $0.parts(error: $0.parts().bias2 + $0.parts().variance)
    }
}

/// More than one point and model; biases of both signs and unequal size.
private func models(_ count: Int, _ points: Int, _ generator: inout SeededGenerator) -> Models {
    let truth = generator.halves([points])
    let biases = (0..<points).map { place in
        Scalar(Int.random(in: 1...4, using: &generator)) / 2 * (place % 2 == 0 ? 1.5 : -1)
    }
    return Models(predictions: truth + Tensor(biases) + generator.halves([count, points], limit: 3), truth: truth)
}
