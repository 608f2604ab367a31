import Nabla

/// Naive Bayes with yes-no features (Bernoulli): the digit k with the largest P(k) · Πⱼ P(xⱼ | k), where xⱼ is 1 if pixel j
/// has ink. “Naive” is the product: it takes the pixels of a digit as independent. The probabilities are counted, with one
/// image more of either kind, so that none is 0 (Laplace smoothing). The logarithm of the product is linear in x: x·W + b,
/// and so a grey pixel of the image that is asked about counts in part.
///
/// Source: D. Hand, K. Yu, “Idiot's Bayes: not so stupid after all?”, 2001.
func naiveBayes(_ training: ImageSet) -> LinearScores {
    let belongs = Tensor(oneHot: training.labels, classes: 10)  // [N, 10]
    let ink = training.images.flattened() .> 0.5  // [N, 784]
    let count = belongs.sum(alongAxes: 0)  // [10]
    let p = (matmul(ink.transposed(), belongs) + 1) / (count + 2)  // P(xⱼ = 1 | k), [784, 10]
    return LinearScores(
        weights: log(p) - log(1 - p),
        bias: log(count / Scalar(training.count)) + log(1 - p).sum(alongAxes: 0))
}
