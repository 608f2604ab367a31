import Nabla

/// The Transformer encoder of lesson 11, which reverses sixteen digits: width 32, one head, one block, Adam, batch 128.
/// Benchmarks/README.md states the work. An "epoch" is 100 updates.
func encoder(_ options: Options) throws -> Result {
    LinearAlgebraLibrary.threads = options.threads
    var generator = SeededGenerator(seed: options.seed)
    let model = Sequential(
        Embedding(10, 32, initializer: .normal(standardDeviation: 0.2), using: &generator), PositionalEncoding(),
        TransformerBlock(32, hidden: 64, using: &generator),
        Dense(32, 32, using: &generator), LayerNorm(32), ReLU(), Dense(32, 10, using: &generator))
    let optimizer = Adam(model.parameters, learningRate: 0.003)
    func sequences(_ count: Int) -> (inputs: Tensor, reversed: [Int]) {
        let digits = (0..<count).map { _ in (0..<16).map { _ in Int.random(in: 0..<10, using: &generator) } }
        let inputs = Tensor(scalars: digits.joined().map { Scalar($0) }, shape: [count, 16])
        return (inputs, digits.flatMap { $0.reversed() })
    }
    func scores(_ inputs: Tensor, _ mode: Mode) -> Variable {
        model(.constant(inputs), mode: mode).reshaped(to: [-1, 10])
    }
    let seconds = (0..<options.epochs).map { _ in
        time {
            var total: Scalar = 0
            for _ in 0..<100 {
                let (inputs, reversed) = sequences(128)
                let loss = softmaxCrossEntropy(scores: scores(inputs, .training), labels: reversed)
                optimizer.zeroGradients()
                loss.backward()
                optimizer.step()
                total += loss.item
            }
        }
    }
    let peak = peakMemoryMB()
    let places = 128 * 16
    // Queries, keys, values, the output of the attention, and the dense layer behind the block.
    let square = BareProducts.Layer(rows: places, inputs: 32, outputs: 32)
    let products = BareProducts([
        square, square, square, square, square,
        .init(rows: 16, inputs: 32, outputs: 16, count: 128),  // scores
        .init(rows: 16, inputs: 16, outputs: 32, count: 128),  // the means of the values
        .init(rows: places, inputs: 32, outputs: 64),
        .init(rows: places, inputs: 64, outputs: 32),
        .init(rows: places, inputs: 32, outputs: 10),
    ]).seconds(updates: 100, times: options.epochs - 1)

    let test = sequences(500)
    let right = accuracy(scores: scores(test.inputs, .inference).value, labels: test.reversed)
    let one = test.inputs[0..<1]
    return Result(
        options, work: "encoder", seconds: seconds, productSeconds: products, testAccuracy: Double(right),
        oneSampleMicroseconds: medianMicroseconds { _ = model.predict(one) }, peakMemoryMB: peak)
}
