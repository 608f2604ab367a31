import Nabla

/// Linear support vector machine (SVM) of lesson 04, one digit against all others: scores z = x·W + b and the hinge loss
///
///     mean of max(0, 1 − t·z)  +  λ/2 · Σ W²          t = 1 for the label's score, −1 for the other nine
///
/// What is right by a margin of 1 costs nothing, so only images near a boundary or beyond it pull: the support vectors.
/// The penalty keeps W small, and a small W means a wide margin.
///
/// Sources: C. Cortes, V. Vapnik, “Support-vector networks”, 1995; by gradient descent: S. Shalev-Shwartz et al.,
/// “Pegasos”, 2007.
func supportVectorMachine(_ training: ImageSet, λ: Scalar = 1e-4, epochs: Int = 3, seed: UInt64) -> LinearScores {
    trainedScores(training, epochs: epochs, seed: seed) { scores, labels, weights in
        let t = Variable.constant(2 * Tensor(oneHot: labels, classes: 10) - 1)
        return relu(1 - t * scores).mean() + l2Penalty([weights], strength: λ)
    }
}
