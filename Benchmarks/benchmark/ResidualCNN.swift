import Nabla

/// A residual CNN on 3,200 images of MNIST: three blocks of 16, 32 and 64 channels with batch norm, Adam, batch 64.
/// Benchmarks/README.md states the work.
func residual(_ options: Options) throws -> Result {
    LinearAlgebraLibrary.threads = options.threads
    let files = DataLocation(explicit: options.data, offline: true)
    let training = try MNIST.load(from: files, trainingCount: 3200, testCount: 1).training
    let images = training.images.expanded(atAxis: 1)
    var generator = SeededGenerator(seed: options.seed)
    let model = Sequential(
        convolution(1, 16, using: &generator), BatchNorm(16), ReLU(),
        block(16, 16, using: &generator), ReLU(),
        block(16, 32, stride: 2, using: &generator), ReLU(),
        block(32, 64, stride: 2, using: &generator), ReLU(),
        GlobalAveragePool2D(), Dense(64, 10, using: &generator))
    let trainer = Trainer(model, optimizer: Adam(model.parameters), seed: options.seed)
    let seconds = (0..<options.epochs).map { _ in
        time { trainer.fit(images, training.labels, epochs: 1, batchSize: 64) }
    }
    let peak = peakMemoryMB()
    let (large, middle, small) = (64 * 28 * 28, 64 * 14 * 14, 64 * 7 * 7)
    let products = BareProducts([
        .init(rows: large, inputs: 9, outputs: 16, isFirst: true),
        .init(rows: large, inputs: 9 * 16, outputs: 16),
        .init(rows: large, inputs: 9 * 16, outputs: 16),
        .init(rows: middle, inputs: 9 * 16, outputs: 32),
        .init(rows: middle, inputs: 9 * 32, outputs: 32),
        .init(rows: middle, inputs: 16, outputs: 32),
        .init(rows: small, inputs: 9 * 32, outputs: 64),
        .init(rows: small, inputs: 9 * 64, outputs: 64),
        .init(rows: small, inputs: 32, outputs: 64),
        .init(rows: 64, inputs: 64, outputs: 10),
    ]).seconds(updates: 50, times: options.epochs - 1)

    let test = try MNIST.load(from: files, trainingCount: 1).test
    let testImages = test.images.expanded(atAxis: 1)
    let one = testImages[0..<1]
    return Result(
        options, work: "residual", seconds: seconds, productSeconds: products,
        testAccuracy: Double(evaluate(model, testImages, test.labels).accuracy),
        oneSampleMicroseconds: medianMicroseconds { _ = model.predict(one) }, peakMemoryMB: peak)
}

/// A convolution in front of a batch norm: without bias, 3×3 unless told otherwise, the size kept but for the stride.
private func convolution(
    _ inputs: Int, _ outputs: Int, size: Int = 3, stride: Int = 1, using generator: inout SeededGenerator
) -> Conv2D {
    Conv2D(
        inputs, outputs, size: size, stride: stride, padding: size / 2, hasBias: false, initializer: .heNormal,
        using: &generator)
}

/// A residual block of two convolutions; where the shape changes, a 1×1 convolution goes around them.
private func block(
    _ inputs: Int, _ outputs: Int, stride: Int = 1, using generator: inout SeededGenerator
) -> Residual {
    let branch = Sequential(
        convolution(inputs, outputs, stride: stride, using: &generator), BatchNorm(outputs), ReLU(),
        convolution(outputs, outputs, using: &generator), BatchNorm(outputs))
    if inputs == outputs { return Residual(branch) }
    let shortcut = convolution(inputs, outputs, size: 1, stride: stride, using: &generator)
    return Residual(branch, shortcut: Sequential(shortcut, BatchNorm(outputs)))
}
