import Nabla

/// The MLP of the course on MNIST: 784-512-10, ReLU, RMSProp, batch 128. Benchmarks/README.md states the work.
func mlp(_ options: Options) throws -> Result {
    LinearAlgebraLibrary.threads = options.threads
    let files = DataLocation(explicit: options.data, offline: true)
    // The test images are read after the peak has been taken.
    let training = try MNIST.load(from: files, testCount: 1).training
    let images = training.images.flattened()
    var generator = SeededGenerator(seed: options.seed)
    let model = Sequential(
        Dense(784, 512, using: &generator), ReLU(), Dense(512, 10, using: &generator))
    let optimizer = RMSProp(model.parameters)
    let trainer = Trainer(model, optimizer: optimizer, seed: options.seed)
    var seconds: [Double] = []
    for _ in 0..<options.epochs {
        seconds.append(time { trainer.fit(images, training.labels, epochs: 1, batchSize: 128) })
    }
    let peak = peakMemoryMB()
    let products = BareProducts([
        .init(rows: 128, inputs: 784, outputs: 512, isFirst: true),
        .init(rows: 128, inputs: 512, outputs: 10),
    ]).seconds(updates: Double(training.labels.count) / 128, times: options.epochs - 1)

    let test = try MNIST.load(from: files, trainingCount: 1).test
    let testImages = test.images.flattened()
    let accuracy = evaluate(model, testImages, test.labels).accuracy
    let one = testImages[0..<1]
    return Result(
        options, work: "mlp", seconds: seconds, productSeconds: products,
        testAccuracy: Double(accuracy),
        oneSampleMicroseconds: medianMicroseconds { _ = model.predict(one) }, peakMemoryMB: peak)
}
