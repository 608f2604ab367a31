import Nabla

/// A Transformer encoder that reverses sixteen digits: embedding, positions, one block, and a small network that reads
/// the answer off each place. Source of the task: P. Lippe, UvA Deep Learning Tutorials 6.
final class DigitReverser: Layer {
    let embedding: Embedding
    let positions: PositionalEncoding?
    let block: TransformerBlock
    let hidden: Dense
    let norm: LayerNorm
    let output: Dense

    /// - Parameters:
    ///   - initializer: for the matrices of the attention and the block.
    ///   - isScaled: whether scores are divided by √d.
    init(
        width: Int = 32, heads: Int = 1, norm: TransformerBlock.Norm = .first, positions: Bool = true,
        isScaled: Bool = true, initializer: Initializer = .glorotUniform, using generator: inout SeededGenerator
    ) {
        embedding = Embedding(
            10, width, initializer: .normal(standardDeviation: 0.2), using: &generator)
        self.positions = positions ? PositionalEncoding() : nil
        block = TransformerBlock(
            width, heads: heads, hidden: 64, norm: norm, scale: isScaled ? nil : 1, initializer: initializer,
            using: &generator)
        hidden = Dense(width, width, using: &generator)
        self.norm = LayerNorm(width)
        output = Dense(width, 10, using: &generator)
    }

    /// Scores [N, T, 10] and the weights of the attention [N, H, T, T].
    func forward(_ x: Tensor, mode: Mode) -> (scores: Variable, weights: Variable) {
        let letters = embedding(.constant(x), mode: mode)
        let (y, weights) = block.forward(positions?(letters, mode: mode) ?? letters, mode: mode)
        return (output(relu(norm(hidden(y, mode: mode), mode: mode)), mode: mode), weights)
    }

    func callAsFunction(_ x: Variable, mode: Mode) -> Variable { forward(x.value, mode: mode).scores }

    func outputShape(for inputShape: [Int]) -> [Int] { inputShape + [10] }

    /// What can be known without an order: the commonest of sixteen random digits, as a fraction of them, on average.
    static func bestOfABag(draws: Int, using generator: inout SeededGenerator) -> Double {
        let most = (0..<draws).map { _ in
            var counts = Array(repeating: 0, count: 10)
            for _ in 0..<16 { counts[Int.random(in: 0..<10, using: &generator)] += 1 }
            return counts.max()!
        }
        return Double(most.reduce(0, +)) / Double(16 * draws)
    }
}

/// What a model can do after some updates.
struct Measured {
    var updates: Int
    /// The fraction of sequences without a mistake, and of digits that are right.
    var sequences: Scalar
    var digits: Scalar
    /// The mean weight on the place that holds the answer, over the test sequences: 1/16 where it looks everywhere.
    var onAnswer: Scalar
    /// The mean largest weight of a query.
    var largest: Scalar
    /// Where the model looks on the first test sequence.
    var map: [[Scalar]]
}

/// The training of a reverser, measured every so many updates.
struct ReverserRun {
    let name: String
    let measured: [Measured]
    /// The length of the gradient of the queries' matrix at the first update.
    let queryGradient: Scalar?

    var end: Measured { measured[measured.count - 1] }
    /// The first measurement without a mistake on all test sequences.
    var firstPerfect: Int? { measured.first { $0.sequences == 1 }?.updates }

    init(
        _ name: String, _ model: DigitReverser, updates: Int, planned: Int = 600, batch: Int = 128,
        rate: Scalar = 0.003,
        every: Int = 25, seed: UInt64, progress: () -> Void
    ) {
        var generator = SeededGenerator(seed: seed + 50)
        func digits(_ count: Int) -> [[Int]] {
            (0..<count).map { _ in (0..<16).map { _ in Int.random(in: 0..<10, using: &generator) } }
        }
        let tests = digits(500)
        let optimizer = Adam(model.parameters)
        let schedule = Schedule.warmUp(steps: 50, then: .cosine(steps: planned - 50))
        var measured = [Self.measure(model, on: tests, updates: 0)]
        var queryGradient: Scalar?
        for update in 0..<updates {
            let words = digits(batch)
            let (scores, _) = model.forward(table(words), mode: .training)
            let loss = softmaxCrossEntropy(
                scores: scores.reshaped(to: [-1, 10]), labels: words.flatMap { $0.reversed() })
            optimizer.zeroGradients()
            loss.backward()
            if update == 0 { queryGradient = square(model.block.attention.query.weight.gradient!).sum().squareRoot() }
            clipGradients(of: model.parameters, norm: 1)
            optimizer.learningRate = rate * schedule.factor(at: update)
            optimizer.step()
            progress()
            if (update + 1) % every == 0 || update + 1 == updates {
                measured.append(Self.measure(model, on: tests, updates: update + 1))
            }
        }
        (self.name, self.measured, self.queryGradient) = (name, measured, queryGradient)
    }

    private static func measure(_ model: DigitReverser, on tests: [[Int]], updates: Int) -> Measured {
        let (scores, weights) = model.forward(table(tests), mode: .inference)
        let answers = scores.value.reshaped(to: [-1, 10]).argmax(alongAxis: 1)
        var (right, whole) = (0, 0)
        for (number, digits) in tests.enumerated() {
            let hits = zip(answers[(number * 16)..<(number * 16 + 16)], digits.reversed()).count { $0 == $1 }
            right += hits
            if hits == 16 { whole += 1 }
        }
        let maps = weights.value.mean(alongAxes: 1)  // of the heads: [N, 16, 16]
        let mean = maps.mean(alongAxes: 0)
        let onAnswer = (0..<16).reduce(0 as Scalar) { $0 + mean[$1, 15 - $1].item } / 16
        return Measured(
            updates: updates, sequences: Scalar(whole) / Scalar(tests.count),
            digits: Scalar(right) / Scalar(16 * tests.count), onAnswer: onAnswer,
            largest: weights.value.max(alongAxes: 3).mean(), map: (0..<16).map { maps[0, $0].scalars })
    }
}
