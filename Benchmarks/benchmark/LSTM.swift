import Nabla

/// A character model on Shakespeare: embedding 64, LSTM 256, batch 32, 64 steps, Adam. Benchmarks/README.md states the
/// work. An "epoch" is 100 updates.
func lstm(_ options: Options) throws -> Result {
    LinearAlgebraLibrary.threads = options.threads
    let corpus = try TextCorpus.tinyShakespeare(from: DataLocation(explicit: options.data, offline: true)) {
        throw Options.Mistake(description: "lstm: expected tinyshakespeare/input.txt in --data")
    }
    let training = 0..<(corpus.ids.count * 9 / 10)
    var generator = SeededGenerator(seed: options.seed)
    let kinds = corpus.symbols.count
    let model = Sequential(
        Embedding(kinds, 64, using: &generator), LSTM(64, 256, using: &generator),
        TimeDistributed(Dense(256, kinds, using: &generator)))
    let optimizer = Adam(model.parameters)
    func loss(_ piece: (inputs: Tensor, targets: [Int]), _ mode: Mode) -> (loss: Variable, scores: Variable) {
        let scores = model(.constant(piece.inputs), mode: mode).reshaped(to: [-1, kinds])
        return (softmaxCrossEntropy(scores: scores, labels: piece.targets), scores)
    }
    var seconds: [Double] = []
    for _ in 0..<options.epochs {
        seconds.append(
            time {
                var total: Scalar = 0
                for _ in 0..<100 {
                    let piece = corpus.pieces(32, length: 64, within: training, using: &generator)
                    let goal = loss(piece, .training).loss
                    optimizer.zeroGradients()
                    goal.backward()
                    optimizer.step()
                    total += goal.item
                }
            })
    }
    let peak = peakMemoryMB()
    let products = BareProducts([
        .init(rows: 32 * 64, inputs: 64, outputs: 4 * 256),
        .init(rows: 32 * 64, inputs: 256, outputs: 4 * 256),
        .init(rows: 32 * 64, inputs: 256, outputs: kinds),
    ]).seconds(updates: 100, times: options.epochs - 1)
    let test = corpus.pieces(
        64, length: 64, within: training.upperBound..<corpus.ids.count, using: &generator)
    let right = accuracy(scores: loss(test, .inference).scores.value, labels: test.targets)
    let one = test.inputs[0..<1]
    return Result(
        options, work: "lstm", seconds: seconds, productSeconds: products,
        testAccuracy: Double(right),
        oneSampleMicroseconds: medianMicroseconds(500) { _ = model.predict(one) }, peakMemoryMB: peak)
}
