import Nabla

/// The variational autoencoder of lesson 14 on 20,000 images of MNIST: 784-400-20-400-784, Adam, batch 128.
/// Benchmarks/README.md states the work.
func vae(_ options: Options) throws -> Result {
    LinearAlgebraLibrary.threads = options.threads
    let files = DataLocation(explicit: options.data, offline: true)
    let images = try MNIST.load(from: files, trainingCount: 20_000, testCount: 1).training.images.flattened()
    var generator = SeededGenerator(seed: options.seed)
    let encoder = Sequential(Dense(784, 400, using: &generator), ReLU())
    let mean = Dense(400, 20, using: &generator)
    let logVariance = Dense(400, 20, using: &generator)
    let decoder = Sequential(Dense(20, 400, using: &generator), ReLU(), Dense(400, 784, using: &generator))
    let layers: [any Layer] = [encoder, mean, logVariance, decoder]
    let optimizer = Adam(layers.flatMap(\.parameters))
    let seconds = (0..<options.epochs).map { _ in
        time {
            var total: Scalar = 0
            for batch in shuffledBatches(images.shape[0], size: 128, using: &generator) {
                let x = Variable.constant(images.gathering(batch))
                let h = encoder(x, mode: .training)
                let (μ, v) = (mean(h, mode: .training), logVariance(h, mode: .training))
                let z = gaussianSample(mean: μ, logVariance: v, using: &generator)
                let reconstruction = sigmoidCrossEntropy(scores: decoder(z, mode: .training), expected: x)
                let loss = 784 * reconstruction + gaussianKLDivergence(mean: μ, logVariance: v)
                optimizer.zeroGradients()
                loss.backward()
                optimizer.step()
                total += loss.item
            }
        }
    }
    let peak = peakMemoryMB()
    let products = BareProducts([
        .init(rows: 128, inputs: 784, outputs: 400, isFirst: true),
        .init(rows: 128, inputs: 400, outputs: 20),
        .init(rows: 128, inputs: 400, outputs: 20),
        .init(rows: 128, inputs: 20, outputs: 400),
        .init(rows: 128, inputs: 400, outputs: 784),
    ]).seconds(updates: 20_000 / 128, times: options.epochs - 1)

    let test = try MNIST.load(from: files, trainingCount: 1).test.images.flattened()
    func rebuilt(_ x: Tensor) -> Tensor { decoder.predict(mean.predict(encoder.predict(x))) }
    let right = ((rebuilt(test) .> 0) - (test .> 0.5)) .== 0
    let one = test[0..<1]
    return Result(
        options, work: "vae", seconds: seconds, productSeconds: products, testAccuracy: Double(right.mean()),
        oneSampleMicroseconds: medianMicroseconds { _ = rebuilt(one) }, peakMemoryMB: peak)
}
