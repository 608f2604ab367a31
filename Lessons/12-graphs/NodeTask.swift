import Nabla
import Notebook

/// A graph whose nodes have features and classes: some classes may be learned from, others are asked.
struct NodeTask {
    let graph: Graph
    let features: SparseMatrix
    let labels: [Int]
    let training: [Int]
    let test: [Int]
    let classes: Int

    init(
        graph: Graph, features: SparseMatrix, labels: [Int], training: [Int], test: [Int]
    ) {
        (self.graph, self.features, self.labels) = (graph, features, labels)
        (self.training, self.test) = (training, test)
        classes = labels.max()! + 1
    }

    init(_ data: GraphData, training: [Int], test: [Int]) {
        self.init(
            graph: data.graph, features: data.features, labels: data.labels, training: training, test: test)
    }

    /// Four groups of 100 members. An edge joins two of one group with probability 0.05, two others with 0.005. Of 30
    /// words each belongs to one group: a member uses a word of its group with probability 0.37, any other with 0.1. Five
    /// labels of each group are known.
    static func blocks(seed: UInt64) -> NodeTask {
        var generator = SeededGenerator(seed: seed)
        let graph = Graph(
            blocks: [100, 100, 100, 100], inside: 0.05, between: 0.005, using: &generator)
        let labels = (0..<400).map { $0 / 100 }
        var words: [(row: Int, column: Int, value: Scalar)] = []
        for member in 0..<400 {
            for word in 0..<30 {
                let probability = word % 4 == labels[member] ? 0.37 : 0.1
                if Double.random(in: 0..<1, using: &generator) < probability { words.append((member, word, 1)) }
            }
        }
        let known = (0..<4).flatMap { group in
            Array((100 * group..<100 * group + 100).shuffled(using: &generator).prefix(5))
        }
        return NodeTask(
            graph: graph, features: SparseMatrix(shape: [400, 30], elements: words), labels: labels,
            training: known, test: (0..<400).filter { !known.contains($0) })
    }

    /// Cora, with the words of each paper divided by their number; nil where its files are not.
    static func cora() throws -> NodeTask? {
        let data: GraphData
        do {
            data = try GraphData.load("cora")
        } catch let error as DataError where error.kind == .missing {
            return nil
        }
        let sums = data.features.rowSums
        let scaled = zip(data.features.places, data.features.values).map { $1 / max(sums[$0.row], 1) }
        return NodeTask(
            graph: data.graph, features: data.features.replacingValues(with: scaled), labels: data.labels,
            training: data.training, test: data.test)
    }

    /// The share of some nodes whose largest score is that of their class. A row of zeros is no answer.
    func accuracy(_ scores: Tensor, of nodes: [Int]) -> Scalar {
        let chosen = scores.gathering(nodes)
        let (answers, sizes) = (chosen.argmax(alongAxis: 1), abs(chosen).max(alongAxes: 1).scalars)
        let right = nodes.indices.count { sizes[$0] > 0 && answers[$0] == labels[nodes[$0]] }
        return Scalar(right) / Scalar(nodes.count)
    }

    /// Â, symmetric, with self-loops.
    var normalized: SparseMatrix { graph.adjacency(selfLoops: true, normalization: .symmetric) }
}

extension SparseMatrix {
    /// The matrix that leaves everything as it is: a graph in which every node knows only itself.
    static func identity(_ count: Int) -> SparseMatrix {
        SparseMatrix(shape: [count, count], elements: (0..<count).map { ($0, $0, 1) })
    }
}

// MARK: Edges alone

extension NodeTask {
    /// Label propagation: every node takes the mean of its neighbours, the labelled ones keep their class. Returns the
    /// test accuracy after each of the numbers of rounds.
    func propagation(after rounds: [Int]) -> [Scalar] {
        let means = graph.adjacency(normalization: .rows)
        let known = Tensor(oneHot: training.map { labels[$0] }, classes: classes)
        var values = Tensor(zeros: [graph.nodeCount, classes])
        func hold() { for (row, node) in training.enumerated() { values[node] = known[row] } }
        hold()
        return (1...rounds.max()!).map { _ in
            values = matmul(means, values)
            hold()
            return accuracy(values, of: test)
        }.enumerated().filter { rounds.contains($0.offset + 1) }.map(\.element)
    }
}

// MARK: Averaging, then no network

extension NodeTask {
    /// Simplified graph convolution: the features averaged some rounds, Âᵏ·X.
    func averagedFeatures(rounds: Int) -> Tensor { applied(normalized, to: features.dense, rounds: rounds) }

    /// Logistic regression on given features: no hidden layer.
    func regression(
        on x: Tensor, learningRate: Scalar = 0.1, decay: Scalar = 5e-4, epochs: Int = 100
    ) -> Scalar {
        let known = Variable.constant(x.gathering(training))
        let targets = training.map { labels[$0] }
        var generator = SeededGenerator(seed: 0)
        let model = Dense(x.shape[1], classes, initializer: .zeros, using: &generator)
        let optimizer = Adam(model.parameters, learningRate: learningRate)
        for _ in 0..<epochs {
            let loss =
                softmaxCrossEntropy(scores: model(known, mode: .training), labels: targets)
                + l2Penalty([model.weight], strength: decay)
            optimizer.zeroGradients()
            loss.backward()
            optimizer.step()
        }
        return accuracy(model.predict(x), of: test)
    }
}

/// How different the rows of a table are: 1 − the mean cosine of all pairs. 0: all point the same way. Rows of zeros are
/// left out.
func meanCosineDistance(_ x: Tensor) -> Scalar {
    let lengths = sqrt(square(x).sum(alongAxes: 1)).scalars
    let rows = lengths.indices.filter { lengths[$0] > 0 }
    guard rows.count > 1 else { return .nan }
    let unit = x.gathering(rows) / Tensor(rows.map { lengths[$0] }).expanded(atAxis: 1)
    let (sum, count) = (unit.sum(alongAxes: 0), Scalar(rows.count))
    return 1 - (dot(sum, sum) - count) / (count * (count - 1))
}
