import Foundation
import Nabla
import Notebook

/// Judges of generated digits: a classifier that was trained on real ones, and the distance to the nearest real digit.
struct DigitJudge {
    let classifier: Sequential
    /// Real digits that no generator was trained on. Shape: [N, 784].
    let unseen: Tensor

    init(_ digits: ImageSet, unseen: Tensor, epochs: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        classifier = Sequential(
            Dense(784, 128, initializer: .heNormal, using: &generator), ReLU(), Dense(128, 10, using: &generator))
        self.unseen = unseen
        Trainer(classifier, optimizer: Adam(classifier.parameters), seed: seed)
            .fit(digits.images.reshaped(to: [digits.count, 784]), digits.labels, epochs: epochs, batchSize: 128)
    }

    /// Of each digit the image that the classifier is surest of.
    func surest(_ images: Tensor) -> [Int] {
        let p = softmax(classifier.predict(images))
        return (0..<10).map { p[.all, $0].argmax() }
    }

    struct Verdict {
        /// The mean of the largest probability.
        var certainty: Scalar
        /// e to the entropy of the mean probabilities: how many classes there seem to be.
        var kinds: Scalar
        /// The inception score with this classifier: e to the mean divergence of each image's probabilities from their mean.
        var score: Scalar
        /// The mean distance to the nearest real digit that was not trained on.
        var distance: Scalar
        /// How many images get each class.
        var counts: [Int]
    }

    func callAsFunction(_ images: Tensor) -> Verdict {
        let p = softmax(classifier.predict(images))
        let mean = p.mean(alongAxes: 0)
        func entropies(_ p: Tensor) -> Tensor { -(p * log(p + 1e-12)).sum(alongAxes: p.rank - 1) }
        let (whole, each) = (entropies(mean).item, entropies(p).mean())
        let answers = p.argmax(alongAxis: 1)
        return Verdict(
            certainty: p.max(alongAxes: 1).mean(), kinds: exp(whole), score: exp(whole - each),
            distance: distances(images, to: unseen).min(alongAxes: 1).mean(),
            counts: (0..<10).map { digit in answers.count { $0 == digit } })
    }
}

/// The distance of every image to every other. Shapes: [N, D], [M, D] → [N, M].
func distances(_ images: Tensor, to others: Tensor) -> Tensor {
    let squares = square(images).sum(alongAxes: 1, keepingAxes: true) + square(others).sum(alongAxes: 1)
    return sqrt(maximum(squares - 2 * matmul(images, others.transposed()), Tensor(0)))
}

/// A Gaussian that has the mean and the covariance of some codes.
struct FittedGaussian {
    private let mean: Tensor
    private let root: Tensor

    init(_ codes: Tensor) throws {
        mean = codes.mean(alongAxes: 0)
        let centered = codes - mean
        let covariance = matmul(centered.transposed(), centered) / Scalar(codes.shape[0])
        root = try cholesky(covariance + 1e-5 * Tensor(identity: codes.shape[1]))
    }

    func draw(_ count: Int, using generator: inout SeededGenerator) -> Tensor {
        matmul(Tensor(randomNormal: [count, mean.size], using: &generator), root.transposed()) + mean
    }
}
