import Nabla

/// Scores of some samples and the class of each.
struct Labelled {
    var logits: Tensor, labels: [Int]

    var count: Scalar { Scalar(labels.count) }
    var classes: Int { logits.shape[1] }
    var oneHot: Tensor { Tensor(oneHot: labels, classes: classes) }

    /// One number of each row, that of its label.
    func atLabels(_ values: Tensor) -> [Scalar] { labels.indices.map { values[$0, labels[$0]].item } }
}

extension Tensor {
    var rowSum: Tensor { sum(alongAxes: 1, keepingAxes: true) }
    /// Each row divided by its sum.
    var normalized: Tensor { self / rowSum }
    var rowMax: Tensor { max(alongAxes: 1, keepingAxes: true) }
    /// The scores of each row less the largest of them.
    var shifted: Tensor { self - rowMax }
    /// Softmax of each row.
    var probabilities: Tensor { exp(shifted).normalized }
    var logProbabilities: Tensor { shifted - log(exp(shifted).rowSum) }
}

/// Labels that differ, as far as there are enough classes. The top class stays out.
func labels(_ count: Int, classes: Int, _ generator: inout SeededGenerator) -> [Int] {
    (0..<count).map { $0 % (classes - 1) }.shuffled(using: &generator)
}
