import Nabla

/// Least squares on random features, solved exactly: no step, no rate, nothing to tune but the number of features.
struct RandomFeatures {
    let known: Signals
    let unseen: Signals
    let seed: UInt64

    /// How wrong the fit with `count` features is on unseen samples: the mean squared error, and the share of wrong
    /// labels.
    ///
    /// Features are max(0, x·V + c)/√p. `ridge` counts in means of the diagonal of the matrix that is solved.
    func fit(features count: Int, ridge: Scalar = 1e-6) throws -> (loss: Scalar, error: Scalar) {
        var generator = SeededGenerator(seed: seed &* 1_000_003 &+ UInt64(count))
        let directions = Tensor(
            randomNormal: [40, count], standardDeviation: Scalar(1.0 / 40).squareRoot(), using: &generator)
        let shifts = Tensor(randomNormal: [count], standardDeviation: 0.5, using: &generator)
        func features(_ x: Tensor) -> Tensor {
            maximum(matmul(x, directions) + shifts, Tensor(0)) / Scalar(count).squareRoot()
        }
        func targets(_ labels: [Int]) -> Tensor { Tensor(oneHot: labels, classes: 10) - 0.1 }
        let φ = features(known.x)  // [n, p]
        let y = targets(known.labels)  // [n, 10]
        let answers: Tensor
        if count <= known.count {
            answers = matmul(
                features(unseen.x),
                try solve(symmetric: ridged(matmul(φ.transposed(), φ), ridge), matmul(φ.transposed(), y)))
        } else {
            let weights = try solve(symmetric: ridged(matmul(φ, φ.transposed()), ridge), y)
            answers = matmul(features(unseen.x), matmul(φ.transposed(), weights))
        }
        return (
            square(answers - targets(unseen.labels)).sum() / Scalar(unseen.count),
            1 - accuracy(scores: answers, labels: unseen.labels)
        )
    }

    private func ridged(_ gram: Tensor, _ ridge: Scalar) -> Tensor {
        let identity = Tensor(identity: gram.shape[0])
        return gram + identity * (ridge * (gram * identity).sum() / Scalar(gram.shape[0]))
    }
}
