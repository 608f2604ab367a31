import Nabla

/// What a network said to every image of a set.
struct Answers {
    let shares: Tensor
    let said: [Int]
    let confidence: [Scalar]
    let truth: [Int]

    init(_ model: Sequential, _ set: ImageSet) {
        shares = softmax(model.predict(set.images))
        said = shares.argmax(alongAxis: 1)
        confidence = shares.max(alongAxes: 1).scalars
        truth = set.labels
    }

    /// Rows of the wrong answers, the surest first.
    var worst: [Int] {
        said.indices.filter { said[$0] != truth[$0] }.sorted { confidence[$0] > confidence[$1] }
    }

    /// The mean of the largest share, over the right or over the wrong answers.
    func meanConfidence(right: Bool) -> Scalar {
        let chosen = said.indices.filter { (said[$0] == truth[$0]) == right }.map { confidence[$0] }
        return chosen.reduce(0, +) / Scalar(max(1, chosen.count))
    }
}

/// Images with the ten shares beside each.
func mistakesFigure(_ answers: Answers, _ set: ImageSet, count: Int = 12) -> Figure {
    let rows = answers.worst.prefix(count)
    return Figure(
        ImageGrid(columns: 4, range: 0...1, barLabels: (0..<10).map(String.init)) {
            rows.map { row in
                Tile(
                    set.images[row].scalars, width: 28,
                    caption: "said \(answers.said[row]), is \(answers.truth[row])", frame: .error,
                    bars: answers.shares[row].scalars, highlighted: answers.said[row])
            }
        })
}
