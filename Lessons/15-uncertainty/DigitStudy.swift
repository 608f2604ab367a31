import Nabla
import Notebook

/// Images of one kind, for networks that know digits.
struct Kind {
    let name: String
    let images: Tensor
}

/// A way to get probabilities for images. Several networks that answer each for itself make several forecasters.
struct Method {
    let name: String
    let forecasters: [(Tensor) -> Tensor]
    let test: [Answers]
    /// How certain it is on each strange kind, by name: a number for each forecaster.
    let certainty: [String: [Scalar]]

    init(_ name: String, _ forecasters: [(Tensor) -> Tensor], on digits: ImageSet, strange: [Kind]) {
        (self.name, self.forecasters) = (name, forecasters)
        test = forecasters.map { Answers(probabilities: $0(digits.images), labels: digits.labels) }
        certainty = Dictionary(
            uniqueKeysWithValues: strange.map { kind in
                (kind.name, forecasters.map { $0(kind.images).max(alongAxes: 1).mean() })
            })
    }

    func mean(_ of: (Answers) -> Scalar) -> Scalar { test.map(of).mean }
    /// Accuracies when only some answers are given, the mean over the forecasters.
    func accuracies(kept shares: [Scalar]) -> [Scalar] {
        Tensor(stacking: test.map { Tensor($0.accuracies(kept: shares)) }).mean(alongAxes: 0).scalars
    }
    func sure(on kind: String) -> Scalar { certainty[kind]!.mean }

    /// Which share of some images it refuses, if it refuses so many of the test digits.
    func refused(_ images: Tensor, digits: Scalar) -> Scalar {
        zip(forecasters, test).map { forecaster, answers in
            let threshold = answers.threshold(refusing: digits)
            return (forecaster(images).max(alongAxes: 1) .< threshold).mean()
        }.mean
    }
}

/// Networks 784-128-10 that learned some digits, one after another from other starts, and one that learned with dropout.
struct DigitStudy {
    let members: [Sequential]
    let dropped: Sequential
    let heldOut: ImageSet
    let test: ImageSet
    let votes: Int

    init(_ mnist: MNIST, size: RunSize, seed: UInt64) {
        let training = mnist.training.part(0..<size.images)
        heldOut = mnist.training.part(size.images..<size.images + size.heldOut)
        test = mnist.test.part(0..<min(size.test, mnist.test.count))
        votes = size.votes
        func trained(_ seed: UInt64, dropout: Scalar = 0) -> Sequential {
            var generator = SeededGenerator(seed: seed)
            let model = Sequential(
                Flatten(), Dense(784, 128, initializer: .heNormal, using: &generator), ReLU(),
                Dropout(dropout, seed: seed),
                Dense(
                    128, 10, initializer: .normal(standardDeviation: Scalar(1.0 / 128).squareRoot()), using: &generator)
            )
            Trainer(model, optimizer: Adam(model.parameters), seed: seed)
                .fit(training.images, training.labels, epochs: size.epochs, batchSize: 128)
            return model
        }
        let bar = progress("networks that learn digits", total: size.members + 1)
        members = (0..<UInt64(size.members)).map {
            defer { bar.advance() }
            return trained(100 * seed + $0)
        }
        dropped = trained(100 * seed + 50, dropout: 0.5)
        bar.finish()
    }

    /// The scores of all members, before softmax.
    ///
    /// Shapes: → [M, N, 10].
    func scores(_ images: Tensor) -> Tensor { Tensor(stacking: members.map { $0.predict(images) }) }

    /// The answers of all members.
    ///
    /// Shapes: → [M, N, 10].
    func opinions(_ images: Tensor, temperature: Scalar = 1) -> Tensor { softmax(scores(images) / temperature) }

    /// The answers of the network with dropout, left on: a mask of its own for every vote and image.
    ///
    /// Shapes: → [votes, N, 10].
    func votes(_ images: Tensor) -> Tensor {
        // What comes before the dropout is the same for every vote.
        let hidden = dropped.layers.prefix(3).reduce(images) { $1.predict($0) }
        let dropout = Dropout(0.5, seed: 7)
        return Tensor(
            stacking: (0..<votes).map { _ in
                softmax(dropped.layers[4].predict(dropout(.constant(hidden), mode: .training).value))
            })
    }

    /// Images that are no upright digits, and digits.
    func kinds(_ count: Int, seed: UInt64) -> [Kind] {
        let digits = test.images[0..<count]
        let others = test.images[count..<2 * count]
        return [
            Kind(name: "digits", images: digits),
            Kind(name: "two mixed", images: 0.5 * (digits + others)),
            Kind(name: "letters", images: WrittenLetters.generate(count: count, seed: seed).images),
            Kind(name: "shuffled", images: BrokenImages.shuffled(digits, seed: seed)),
            Kind(name: "random", images: BrokenImages.noise(count, seed: seed)),
            Kind(name: "inverted", images: BrokenImages.inverted(digits)),
        ]
    }
}

/// The temperature by which scores have to be divided so that held-out labels are most likely.
///
/// The loss has one minimum over ln T, so the interval around it can be made smaller by thirds.
func fittedTemperature(_ labels: [Int], _ probabilities: (_ temperature: Scalar) -> Tensor) -> Scalar {
    func loss(_ power: Scalar) -> Scalar {
        Answers(probabilities: probabilities(pow(Tensor(2), power).item), labels: labels).logLoss
    }
    var (low, high): (Scalar, Scalar) = (-1, 2)
    for _ in 0..<18 {
        let (a, b) = (low + (high - low) / 3, high - (high - low) / 3)
        if loss(a) < loss(b) { high = b } else { low = a }
    }
    return pow(Tensor(2), (low + high) / 2).item
}

/// Accuracy and mean confidence on digits rotated by each of some angles.
struct RotationCurve {
    let name: String
    var accuracy: [Scalar] = []
    var certainty: [Scalar] = []

    init(_ name: String, _ digits: ImageSet, by angles: [Int], _ forecasters: [(Tensor) -> Tensor]) {
        self.name = name
        for angle in angles {
            let images = BrokenImages.rotated(digits.images, byDegrees: Scalar(angle))
            let answers = forecasters.map { Answers(probabilities: $0(images), labels: digits.labels) }
            accuracy.append(answers.map(\.accuracy).mean)
            certainty.append(answers.map(\.meanConfidence).mean)
        }
    }
}
