import Nabla

/// A character-level language model: embedding, LSTM, and a score for each character of the vocabulary.
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

    /// The mean cross-entropy of the next character on pieces of text, in nats.
    func loss(_ inputs: Tensor, _ targets: [Int], mode: Mode) -> Variable {
        let scores = network(.constant(inputs), mode: mode)
        return softmaxCrossEntropy(scores: scores.reshaped(to: [targets.count, -1]), labels: targets)
    }

    /// Pieces of new text, the same ones each time, and the character after each step.
    private var newPieces: (inputs: Tensor, targets: [[Int]]) {
        var generator = SeededGenerator(seed: 0)
        let range = learned.upperBound..<corpus.ids.count
        let length = min(200, range.count / 2)
        let (inputs, targets) = corpus.pieces(100, length: length, within: range, using: &generator)
        return (inputs, (0..<100).map { Array(targets[$0 * length..<($0 + 1) * length]) })
    }

    /// The loss on new text. The first six characters of each piece are read and not scored, as by the longest table.
    func lossOnNewText() -> Scalar {
        let (inputs, targets) = newPieces
        let scores = network(.constant(inputs), mode: .inference)[.all, 5...]
        let scored = targets.flatMap { $0.dropFirst(5) }
        return softmaxCrossEntropy(scores: scores.reshaped(to: [scored.count, -1]), labels: scored).item
    }

    /// The losses of a table on the characters that `lossOnNewText` scores, for each number of letters it looks back.
    func tableLosses(_ table: ContextTable) -> [Double] {
        let (inputs, targets) = newPieces
        let texts = targets.enumerated().map { piece, row in [Int(inputs[piece, 0].item)] + row }
        return (0...table.length).map { back in
            texts.map { table.loss(on: $0, back: back) }.reduce(0, +) / Double(texts.count)
        }
    }

    /// Lets the model write: reads `start`, then samples each next character from softmax(scores / temperature).
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
            let probabilities = softmax(scores / temperature).scalars
            let id = CharacterModel.draw(probabilities, at: Scalar(generator.nextUniform()))
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

    /// The first number whose probability, added to all before it, exceeds u.
    static func draw(_ probabilities: [Scalar], at u: Scalar) -> Int {
        var sum: Scalar = 0
        for (id, probability) in probabilities.enumerated() {
            sum += probability
            if sum > u { return id }
        }
        return probabilities.count - 1
    }
}
