import Nabla

/// Guesses the next character from all before it: embedding, LSTM, one score for each kind of character.
struct CharacterModel {
    let corpus: TextCorpus
    let embedding: Embedding
    let lstm: LSTM
    let dense: Dense
    let network: Sequential
    /// The first nine tenths are learned from, the rest is new text.
    let learned: Range<Int>

    init(_ corpus: TextCorpus, units: Int, using generator: inout SeededGenerator) {
        self.corpus = corpus
        let kinds = corpus.symbols.count
        embedding = Embedding(kinds, 32, using: &generator)
        lstm = LSTM(32, units, using: &generator)
        dense = Dense(units, kinds, initializer: .normal(standardDeviation: 0.01), using: &generator)
        network = Sequential(embedding, lstm, TimeDistributed(dense))
        learned = 0..<(corpus.ids.count * 9 / 10)
    }

    /// The loss on pieces of text: how surprised the model is by a character, in natural units.
    func loss(_ inputs: Tensor, _ targets: [Int], mode: Mode) -> Variable {
        let scores = network(.constant(inputs), mode: mode)
        return softmaxCrossEntropy(scores: scores.reshaped(to: [targets.count, -1]), labels: targets)
    }

    /// The loss on new text.
    func lossOnNewText(pieces: Int = 100) -> Scalar {
        var generator = SeededGenerator(seed: 0)  // the same pieces each time
        let range = learned.upperBound..<corpus.ids.count
        let length = min(200, range.count / 2)
        let (inputs, targets) = corpus.pieces(pieces, length: length, within: range, using: &generator)
        return loss(inputs, targets, mode: .inference).item
    }

    /// Lets the model write: reads `start`, then draws each next character from the shares softmax(scores / temperature).
    func write(
        _ length: Int, after start: String, temperature: Scalar, seed: UInt64
    ) -> String {
        var generator = SeededGenerator(seed: seed)
        var state = lstm.initialState(samples: 1)
        func read(_ id: Int) -> Tensor {
            let x = embedding(.constant(Tensor([Scalar(id)])), mode: .inference)
            state = lstm.step(x, state, mode: .inference)
            return dense(state.hidden, mode: .inference).value
        }
        var scores = Tensor(zeros: [1, corpus.symbols.count])
        for id in corpus.encode(start) { scores = read(id) }
        var written: [Int] = []
        for _ in 0..<length {
            let shares = softmax(scores / temperature).scalars
            let id = CharacterModel.draw(shares, at: Scalar(generator.nextUniform()))
            written.append(id)
            scores = read(id)
        }
        return corpus.decode(written)
    }

    /// Three short texts, one for each temperature.
    func page(seed: UInt64) -> [(temperature: Scalar, text: String)] {
        let start = corpus.isOwnText ? "The " : "ROMEO:"
        return [0.5, 1, 1.5].map { ($0, start + write(140, after: start, temperature: $0, seed: seed)) }
    }

    /// How open the forget gate of each unit is at each letter of a text. Shape: [units][letters].
    func forgetGates(_ text: String) -> [[Scalar]] {
        let ids = corpus.encode(text).map { Scalar($0) }
        let x = embedding(.constant(Tensor(scalars: ids, shape: [1, ids.count])), mode: .inference)
        let gates = lstm.forward(x, from: nil, mode: .inference).cache.block(1)[0]  // [letters, units]
        return (0..<lstm.units).map { gates[.all, $0].scalars }
    }

    /// The first number whose share, added to all before it, exceeds u.
    static func draw(_ shares: [Scalar], at u: Scalar) -> Int {
        var sum: Scalar = 0
        for (id, share) in shares.enumerated() {
            sum += share
            if sum > u { return id }
        }
        return shares.count - 1
    }
}
