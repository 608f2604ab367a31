import Nabla

/// Sequence to sequence: a GRU reads, and a second one, which starts from the last state of the first, writes.
///
/// With attention the answer is made from the decoder's state and from a mixture of all states of the encoder, weighted
/// by the scores h·W·q/√H (Luong et al. 2015, "general").
final class RecurrentPair: Layer {
    let reader: Embedding
    let encoder: GRU
    let writer: Embedding
    let decoder: GRU
    /// W, from states of the encoder to keys; nil without attention.
    let key: Parameter?
    let output: Dense
    /// The sign that the decoder begins with: one after the last that it can write.
    let start: Int

    init(reads symbols: Int, writes letters: Int, attention: Bool, using generator: inout SeededGenerator) {
        let units = 64
        reader = Embedding(symbols, 32, using: &generator)
        encoder = GRU(32, units, using: &generator)
        writer = Embedding(letters + 1, 32, using: &generator)
        decoder = GRU(32, units, using: &generator)
        let bound = 1 / Scalar(units).squareRoot()
        key =
            attention
            ? Parameter("key", Tensor(randomUniform: [units, units], in: -bound..<bound, using: &generator)) : nil
        output = Dense(attention ? 2 * units : units, letters, using: &generator)
        start = letters
    }

    /// Reads a sequence: the state after each symbol, and the last one.
    private func read(_ source: Tensor, mode: Mode) -> (states: Variable, last: RecurrentState) {
        let (states, last) = encoder(reader(.constant(source), mode: mode), from: nil, mode: mode)
        return (states, last)
    }

    /// Scores for the next letter from the decoder's states, and where it looked.
    private func answer(
        _ written: Variable, _ states: Variable, mode: Mode
    ) -> (scores: Variable, weights: Variable?) {
        guard let key else { return (output(written, mode: mode), nil) }
        let (context, weights) = attention(
            queries: written, keys: matmul(states, key.variable(in: mode)), values: states)
        return (output(concatenate([written, context], alongAxis: 2), mode: mode), weights)
    }

    /// Scores for each letter of a target, the letters before it being given. Shapes: [N, S], [N, T] → [N, T, K].
    func scores(
        _ source: Tensor, past: Tensor, mode: Mode
    ) -> (scores: Variable, weights: Variable?) {
        let (states, last) = read(source, mode: mode)
        let written = decoder(writer(.constant(past), mode: mode), from: last, mode: mode).outputs
        return answer(written, states, mode: mode)
    }

    func callAsFunction(_ x: Variable, mode: Mode) -> Variable { read(x.value, mode: mode).states }

    /// Writes letter by letter, always the best one. Returns the letters, and for each of them the weights [N, S].
    func write(_ source: Tensor, letters count: Int) -> (letters: [[Int]], weights: [Tensor]) {
        let samples = source.shape[0]
        var (states, state) = read(source, mode: .inference)
        var newest = Array(repeating: start, count: samples)
        var (letters, maps): ([[Int]], [Tensor]) = (Array(repeating: [], count: samples), [])
        for _ in 0..<count {
            let x = writer(.constant(Tensor(newest.map { Scalar($0) })), mode: .inference)
            state = decoder.step(x, state, mode: .inference)
            let written = state.hidden.reshaped(to: [samples, 1, decoder.units])
            let (scores, weights) = answer(written, states, mode: .inference)
            newest = scores.value[.all, 0].argmax(alongAxis: 1)
            for sample in 0..<samples { letters[sample].append(newest[sample]) }
            if let weights { maps.append(weights.value[.all, 0]) }
        }
        return (letters, maps)
    }
}

/// A batch for a pair: what is read, and what is to be written.
struct Translation {
    var sources: [[Int]]
    var targets: [[Int]]

    var source: Tensor { table(sources) }

    /// What the decoder is given: a start symbol, then the right letters up to the one before last.
    func past(start: Int) -> Tensor { table(targets.map { [start] + $0.dropLast() }) }

    /// How many of what a pair writes are right to the last letter, and how many letters are.
    func accuracy(of pair: RecurrentPair) -> (exact: Scalar, letters: Scalar) {
        let written = pair.write(source, letters: targets[0].count).letters
        let exact = zip(written, targets).count { $0 == $1 }
        let right = zip(written.joined(), targets.joined()).count { $0 == $1 }
        return (Scalar(exact) / Scalar(targets.count), Scalar(right) / Scalar(targets.joined().count))
    }
}

/// Rows of numbers as a tensor [N, T].
func table(_ rows: [[Int]]) -> Tensor {
    Tensor(scalars: rows.joined().map { Scalar($0) }, shape: [rows.count, rows[0].count])
}

extension RecurrentPair {
    /// Trains with teacher forcing: Adam, a warm-up of 50 steps and a cosine, gradients clipped to 1.
    func learn(
        updates: Int, rate: Scalar = 0.005, batch: (_ update: Int) -> Translation,
        observe: (_ updates: Int) -> Void = { _ in }
    ) {
        let optimizer = Adam(parameters)
        let schedule = Schedule.warmUp(steps: 50, then: .cosine(steps: max(1, updates - 50)))
        for update in 0..<updates {
            let pairs = batch(update)
            let (scores, _) = scores(pairs.source, past: pairs.past(start: start), mode: .training)
            let loss = softmaxCrossEntropy(
                scores: scores.reshaped(to: [-1, scores.shape[2]]), labels: Array(pairs.targets.joined()))
            optimizer.zeroGradients()
            loss.backward()
            clipGradients(of: parameters, norm: 1)
            optimizer.learningRate = rate * schedule.factor(at: update)
            optimizer.step()
            observe(update + 1)
        }
    }
}
