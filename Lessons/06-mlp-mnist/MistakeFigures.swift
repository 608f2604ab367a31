import Nabla

/// What a network said to every image of a set.
struct Answers {
    let probabilities: Tensor
    let said: [Int]
    let confidence: [Scalar]
    let truth: [Int]

    init(_ model: Sequential, _ set: ImageSet) {
        self.init(model, set.images, truth: set.labels)
    }

    /// Answers to images that have no right answer.
    init(_ model: Sequential, _ images: Tensor) {
        self.init(model, images, truth: [Int](repeating: -1, count: images.shape[0]))
    }

    private init(_ model: Sequential, _ images: Tensor, truth: [Int]) {
        probabilities = softmax(model.predict(images))
        said = probabilities.argmax(alongAxis: 1)
        confidence = probabilities.max(alongAxes: 1).scalars
        self.truth = truth
    }

    /// Rows of the wrong answers, the most confident first.
    var worst: [Int] {
        said.indices.filter { said[$0] != truth[$0] }.sorted { confidence[$0] > confidence[$1] }
    }

    /// The row of the first image of a digit that the network names rightly and with confidence, and that passes a test.
    func firstSure(of digit: Int, where passes: (Int) -> Bool = { _ in true }) -> Int {
        said.indices.first {
            truth[$0] == digit && said[$0] == digit && confidence[$0] > 0.99 && passes($0)
        } ?? truth.firstIndex(of: digit)!
    }

    /// The mean of the largest probability over all answers.
    var meanConfidence: Scalar { confidence.reduce(0, +) / Scalar(confidence.count) }

    /// The digit that was answered most often, and what fraction of all answers it was.
    var favourite: (digit: Int, share: Scalar) {
        let counts = (0..<10).map { digit in said.count { $0 == digit } }
        let most = counts.indices.max { counts[$0] < counts[$1] }!
        return (most, Scalar(counts[most]) / Scalar(said.count))
    }

    /// The mean confidence, over the right or over the wrong answers.
    func meanConfidence(right: Bool) -> Scalar {
        let chosen = said.indices.filter { (said[$0] == truth[$0]) == right }.map { confidence[$0] }
        return chosen.reduce(0, +) / Scalar(max(1, chosen.count))
    }
}

/// The pair of truth and answer that is counted most often off the diagonal.
func commonestMistake(_ confusion: [[Int]]) -> (truth: Int, said: Int, count: Int) {
    var most = (truth: 0, said: 0, count: -1)
    for (truth, row) in confusion.enumerated() {
        for (said, count) in row.enumerated() where truth != said && count > most.count {
            most = (truth, said, count)
        }
    }
    return most
}

/// Images with the ten probabilities beside each.
func mistakesFigure(_ answers: Answers, _ set: ImageSet, count: Int = 9) -> Figure {
    let rows = answers.worst.prefix(count)
    return Figure(
        ImageGrid(columns: 3, range: 0...1, barLabels: (0..<10).map(String.init)) {
            rows.map { row in
                Tile(
                    set.images[row].scalars, width: 28,
                    caption: "said \(answers.said[row]), is \(answers.truth[row])", frame: .error,
                    bars: answers.probabilities[row].scalars, highlighted: answers.said[row])
            }
        })
}
