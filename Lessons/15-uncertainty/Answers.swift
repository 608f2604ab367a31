import Nabla

/// What a classifier says to some questions, and whether it is right.
struct Answers {
    /// Shapes: [N, C], rows that sum to 1.
    let probabilities: Tensor
    let labels: [Int]

    /// Some of the answers.
    func part(_ range: Range<Int>) -> Answers {
        Answers(probabilities: probabilities[range], labels: Array(labels[range]))
    }

    /// The largest probability of each row.
    var confidence: [Scalar] { probabilities.max(alongAxes: 1).scalars }
    var isRight: [Bool] { zip(probabilities.argmax(alongAxis: 1), labels).map { $0 == $1 } }
    var accuracy: Scalar { Nabla.accuracy(scores: probabilities, labels: labels) }
    var meanConfidence: Scalar { confidence.mean }

    /// The negative log-likelihood: the mean of −ln of the right class's probability.
    var logLoss: Scalar {
        let p = (probabilities * Tensor(oneHot: labels, classes: probabilities.shape[1])).sum(alongAxes: 1)
        return -log(maximum(p, Tensor(1e-12))).mean()
    }

    /// Answers with a confidence in the same tenth of 0…1.
    struct Bin {
        let count: Int
        let confidence: Scalar
        let accuracy: Scalar
    }

    /// Ten equally wide bins, the last one with 1 itself; an empty one has NaN for a mean.
    var bins: [Bin] {
        var (counts, sums, correct) = (
            [Int](repeating: 0, count: 10), [Scalar](repeating: 0, count: 10), [Int](repeating: 0, count: 10)
        )
        for (confidence, isRight) in zip(confidence, isRight) {
            let bin = min(Int(confidence * 10), 9)
            counts[bin] += 1
            sums[bin] += confidence
            correct[bin] += isRight ? 1 : 0
        }
        return (0..<10).map { bin in
            let count = Scalar(counts[bin])
            return Bin(count: counts[bin], confidence: sums[bin] / count, accuracy: Scalar(correct[bin]) / count)
        }
    }

    /// The answers with a confidence between two numbers, as one bin.
    func between(_ low: Scalar, _ high: Scalar) -> Bin {
        let (confidence, isRight) = (confidence, isRight)
        let members = confidence.indices.filter { (low..<high).contains(confidence[$0]) }
        return Bin(
            count: members.count, confidence: members.map { confidence[$0] }.mean,
            accuracy: Scalar(members.count { isRight[$0] }) / Scalar(members.count))
    }

    /// Expected calibration error (ECE) in ten bins.
    var calibrationError: Scalar {
        bins.filter { $0.count > 0 }
            .map { Scalar($0.count) / Scalar(labels.count) * abs($0.accuracy - $0.confidence) }
            .reduce(0, +)
    }

    /// The accuracy of the most certain answers, when only a share of all answers is given: for each of some shares.
    func accuracies(kept shares: [Scalar]) -> [Scalar] {
        let (confidence, isRight) = (confidence, isRight)
        let order = confidence.indices.sorted { confidence[$0] > confidence[$1] }
        var correct = [0]
        for place in order { correct.append(correct.last! + (isRight[place] ? 1 : 0)) }
        return shares.map { share in
            let given = max(1, Int((share * Scalar(order.count)).rounded()))
            return Scalar(correct[given]) / Scalar(given)
        }
    }

    /// The confidence below which a share of all answers lies.
    func threshold(refusing share: Scalar) -> Scalar {
        confidence.sorted()[Int(share * Scalar(labels.count))]
    }
}

/// Entropy of each row of probabilities, in nats; 0·ln 0 counts as 0.
///
/// Shapes: [..., C] → [...].
func entropy(_ probabilities: Tensor) -> Tensor {
    -(probabilities * log(maximum(probabilities, Tensor(1e-12)))).sum(alongAxes: probabilities.rank - 1)
}

/// The uncertainty of several members, split: total = noise + disagreement.
struct Doubt {
    let total: Scalar
    let noise: Scalar
    var disagreement: Scalar { total - noise }
    /// Which share of it is disagreement.
    var share: Scalar { disagreement / total }

    /// Shapes: members [M, C], one question; or [M, N, C], the mean over N questions.
    init(_ members: Tensor) {
        total = entropy(members.mean(alongAxes: 0)).mean()
        noise = entropy(members).mean()
    }
}
