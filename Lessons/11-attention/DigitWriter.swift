import Nabla

/// A Transformer decoder, a language model of digits: from all digits so far to scores for the next one.
final class DigitWriter: Layer {
    let embedding: Embedding
    let positions = PositionalEncoding()
    let blocks: [TransformerBlock]
    let norm: LayerNorm
    let output: Dense

    init(digits: Int, blocks count: Int, isCausal: Bool, using generator: inout SeededGenerator) {
        embedding = Embedding(digits, 32, initializer: .normal(standardDeviation: 0.2), using: &generator)
        blocks = (0..<count).map { _ in
            TransformerBlock(32, heads: 2, hidden: 128, isCausal: isCausal, using: &generator)
        }
        norm = LayerNorm(32)
        output = Dense(32, digits, initializer: .normal(standardDeviation: 0.02), using: &generator)
    }

    /// Scores [N, T, K], and the weights of each block [N, H, T, T].
    func forward(_ x: Tensor, mode: Mode) -> (scores: Variable, weights: [Variable]) {
        var y = positions(embedding(.constant(x), mode: mode), mode: mode)
        var weights: [Variable] = []
        for block in blocks {
            let (next, seen) = block.forward(y, mode: mode)
            y = next
            weights.append(seen)
        }
        return (output(norm(y, mode: mode), mode: mode), weights)
    }

    func callAsFunction(_ x: Variable, mode: Mode) -> Variable { forward(x.value, mode: mode).scores }

    func outputShape(for inputShape: [Int]) -> [Int] { inputShape + [output.bias.shape[0]] }

    /// One update on sequences, each digit being the target of what stands before it, from a place on. Returns the
    /// loss.
    func learn(_ sequences: [[Int]], from first: Int, by optimizer: some Optimizer) -> Scalar {
        let (scores, _) = forward(table(sequences.map { Array($0.dropLast()) }), mode: .training)
        let loss = softmaxCrossEntropy(
            scores: scores[.all, first...].reshaped(to: [-1, scores.shape[2]]),
            labels: sequences.flatMap { $0[(first + 1)...] })
        optimizer.zeroGradients()
        loss.backward()
        clipGradients(of: parameters, norm: 1)
        optimizer.step()
        return loss.item
    }

    /// Goes on with sequences, digit by digit, always the best one.
    func write(after starts: [[Int]], digits count: Int) -> [[Int]] {
        var sequences = starts
        for _ in 0..<count {
            let scores = forward(table(sequences), mode: .inference).scores.value
            for (sample, digit) in scores[.all, -1].argmax(alongAxis: 1).enumerated() {
                sequences[sample].append(digit)
            }
        }
        return sequences.map { Array($0.dropFirst(starts[0].count)) }
    }
}

/// Six digits from 0 to 2, then the same six in order.
struct Sorting {
    static func sequences(_ count: Int, using generator: inout SeededGenerator) -> [[Int]] {
        (0..<count).map { _ in
            let digits = (0..<6).map { _ in Int.random(in: 0..<3, using: &generator) }
            return digits + digits.sorted()
        }
    }

    /// A model that sorts, its loss after each update, and the fraction of 1,000 new sequences that it sorts.
    static func trained(
        isCausal: Bool, updates: Int, seed: UInt64, progress: () -> Void
    ) -> (model: DigitWriter, losses: [Scalar], exact: Scalar) {
        var generator = SeededGenerator(seed: seed)
        let model = DigitWriter(digits: 3, blocks: 2, isCausal: isCausal, using: &generator)
        let optimizer = Adam(model.parameters)
        let schedule = Schedule.warmUp(steps: 50, then: .cosine(steps: max(1, updates - 50)))
        let losses = (0..<updates).map { update in
            optimizer.learningRate = 0.003 * schedule.factor(at: update)
            progress()
            return model.learn(sequences(64, using: &generator), from: 5, by: optimizer)
        }
        let tests = sequences(1_000, using: &generator)
        let written = model.write(after: tests.map { Array($0.prefix(6)) }, digits: 6)
        let exact = zip(written, tests).count { $0 == Array($1.suffix(6)) }
        return (model, losses, Scalar(exact) / 1_000)
    }
}

/// Twelve random digits, of which nothing can be known in advance.
struct Guessing {
    static func trained(
        isCausal: Bool, updates: Int, seed: UInt64, progress: () -> Void
    ) -> (model: DigitWriter, losses: [Scalar]) {
        var generator = SeededGenerator(seed: seed)
        let model = DigitWriter(digits: 10, blocks: 1, isCausal: isCausal, using: &generator)
        let optimizer = Adam(model.parameters, learningRate: 0.003)
        let losses = (0..<updates).map { _ in
            let digits = (0..<64).map { _ in (0..<12).map { _ in Int.random(in: 0..<10, using: &generator) } }
            progress()
            return model.learn(digits, from: 0, by: optimizer)
        }
        return (model, losses)
    }

    /// How much the scores of the first digits move when a later one is changed.
    static func leak(of model: DigitWriter) -> Scalar {
        let digits = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]
        var changed = digits
        changed[8] = 0
        let (before, after) = (model.predict(table([digits])), model.predict(table([changed])))
        return abs(before[0, 0..<8] - after[0, 0..<8]).max()
    }
}
