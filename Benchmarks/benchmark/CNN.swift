import Nabla

/// A CNN on 6,400 images of MNIST: three convolutions of 32, 64 and 64 kernels, RMSProp, batch 64. Benchmarks/README.md
/// states the work.
func cnn(_ options: Options) throws -> Result {
    LinearAlgebraLibrary.threads = options.threads
    let files = DataLocation(explicit: options.data, offline: true)
    let training = try MNIST.load(from: files).training
    let images = training.images[0..<6400].expanded(atAxis: 1)
    let labels = Array(training.labels[0..<6400])
    var generator = SeededGenerator(seed: options.seed)
    let model = Sequential(
        Conv2D(1, 32, size: 3, using: &generator), ReLU(), MaxPool2D(2),
        Conv2D(32, 64, size: 3, using: &generator), ReLU(), MaxPool2D(2),
        Conv2D(64, 64, size: 3, using: &generator), ReLU(), Flatten(),
        Dense(576, 64, using: &generator), ReLU(), Dense(64, 10, using: &generator))
    let trainer = Trainer(model, optimizer: RMSProp(model.parameters), seed: options.seed)
    var seconds: [Double] = []
    for _ in 0..<options.epochs {
        seconds.append(time { trainer.fit(images, labels, epochs: 1, batchSize: 64) })
    }
    let peak = peakMemoryMB()
    let products = BareProducts([
        .init(rows: 64 * 26 * 26, inputs: 9, outputs: 32, isFirst: true),
        .init(rows: 64 * 11 * 11, inputs: 9 * 32, outputs: 64),
        .init(rows: 64 * 3 * 3, inputs: 9 * 64, outputs: 64),
        .init(rows: 64, inputs: 576, outputs: 64),
        .init(rows: 64, inputs: 64, outputs: 10),
    ]).seconds(updates: 100, times: options.epochs - 1)

    let test = try MNIST.load(from: files).test
    let testImages = test.images.expanded(atAxis: 1)
    let accuracy = evaluate(model, testImages, test.labels).accuracy
    let one = testImages[0..<1]
    return Result(
        options, work: "cnn", seconds: seconds, productSeconds: products,
        testAccuracy: Double(accuracy),
        oneSampleMicroseconds: medianMicroseconds { _ = model.predict(one) }, peakMemoryMB: peak)
}
