import Nabla

/// A network that squeezes an input through a few numbers, its code, and makes the input of them again.
struct Autoencoder {
    let encoder: Sequential
    let decoder: Sequential
    var model: Sequential { Sequential(encoder, decoder) }

    /// ReLU layers down to `code` numbers and back: widths [784, 128, 64, 2] are 784-128-64-2-64-128-784. The code has no
    /// activation, the last layer a sigmoid.
    init(_ widths: [Int], seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func stack(_ widths: [Int], last: (any Layer)?) -> Sequential {
            var layers: [any Layer] = []
            for (inputs, outputs) in zip(widths, widths.dropFirst()) {
                layers += [Dense(inputs, outputs, initializer: .heNormal, using: &generator), ReLU()]
            }
            return Sequential(layers.dropLast() + (last.map { [$0] } ?? []))
        }
        encoder = stack(widths, last: nil)
        decoder = stack(widths.reversed(), last: Sigmoid())
    }

    /// Learns to return images as they came. Shapes: x [N, 784].
    func train(_ x: Tensor, epochs: Int, rate: Scalar, seed: UInt64) {
        let steps = epochs * ((x.shape[0] + 127) / 128)
        Trainer(
            model, optimizer: Adam(model.parameters, learningRate: rate), seed: seed, schedule: .cosine(steps: steps),
            loss: meanSquaredError
        ).fit(x, targets: x, epochs: epochs, batchSize: 128)
    }

    func codes(_ x: Tensor) -> Tensor { encoder.predict(x) }
    func reconstructed(_ x: Tensor) -> Tensor { model.predict(x) }
}

/// The mean of all squared differences: what an autoencoder is trained for.
func squaredError(_ x: Tensor, _ y: Tensor) -> Scalar { square(x - y).mean() }

/// Two matrices, x·A·B, without activations and without biases, trained to return centred images.
struct LinearAutoencoder {
    /// Shapes: [784, k], [k, 784].
    let down: Parameter
    let up: Parameter

    init(_ x: Tensor, code: Int, rate: Scalar, epochs: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let width = x.shape[1]
        let deviation = 1 / Scalar(width).squareRoot()
        down = Parameter("down", Tensor(randomNormal: [width, code], standardDeviation: deviation, using: &generator))
        up = Parameter("up", Tensor(randomNormal: [code, width], standardDeviation: 0.1, using: &generator))
        let optimizer = Adam([down, up], learningRate: rate)
        let steps = epochs * ((x.shape[0] + 127) / 128)
        var step = 0
        for _ in 0..<epochs {
            for batch in shuffledBatches(x.shape[0], size: 128, using: &generator) {
                let images = Variable.constant(x.gathering(batch))
                optimizer.zeroGradients()
                meanSquaredError(predicted: matmul(matmul(images, down), up), expected: images).backward()
                optimizer.learningRate = rate * (1 - Scalar(step) / Scalar(steps))
                optimizer.step()
                step += 1
            }
        }
    }

    func reconstructed(_ x: Tensor) -> Tensor { matmul(matmul(x, down.value), up.value) }
}

/// Images with normal noise on every pixel, clipped to 0…1.
func noisy(_ x: Tensor, _ noise: Tensor) -> Tensor { minimum(maximum(x + noise, Tensor(0)), Tensor(1)) }

/// Trains an autoencoder to return the clean image of a noisy one. The noise of each image is another one each time, picked from
/// a store of 4,000.
func trainDenoiser(_ model: Autoencoder, _ x: Tensor, epochs: Int, rate: Scalar, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let store = Tensor(randomNormal: [4000, x.shape[1]], standardDeviation: 0.5, using: &generator)
    let optimizer = Adam(model.model.parameters, learningRate: rate)
    let schedule = Schedule.cosine(steps: epochs * ((x.shape[0] + 127) / 128))
    var step = 0
    for _ in 0..<epochs {
        for batch in shuffledBatches(x.shape[0], size: 128, using: &generator) {
            let clean = x.gathering(batch)
            let noise = store.gathering(batch.map { _ in Int.random(in: 0..<4000, using: &generator) })
            let answer = model.model(.constant(noisy(clean, noise)), mode: .training)
            optimizer.zeroGradients()
            meanSquaredError(predicted: answer, expected: .constant(clean)).backward()
            optimizer.learningRate = rate * schedule.factor(at: step)
            optimizer.step()
            step += 1
        }
    }
}

/// How good codes of a length are: the error of what is made of them, and how often the nearest code of a known image has the
/// right label.
struct CodeReport {
    let length: Int
    let error: Scalar
    let neighbours: Scalar
}

/// Known and test images with labels, on which codes are compared.
struct CodeTest {
    let known: Tensor
    let knownLabels: [Int]
    let asked: Tensor
    let labels: [Int]

    func report(_ length: Int, codes: (Tensor) -> Tensor, reconstructed: (Tensor) -> Tensor) -> CodeReport {
        let few = min(1000, labels.count)
        let nearest = squaredDistances(codes(asked[0..<few]), codes(known)).argmin(alongAxis: 1)
        let right = nearest.indices.count { knownLabels[nearest[$0]] == labels[$0] }
        return CodeReport(
            length: length, error: squaredError(asked, reconstructed(asked)), neighbours: Scalar(right) / Scalar(few))
    }
}
