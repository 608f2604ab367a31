import Nabla
import Notebook

/// The experiments of lesson 07 that train several networks.
struct ConvolutionalExperiments {
    let training: ImageSet
    let test: ImageSet
    let quick: Bool
    let seed: UInt64

    /// Images with a channels axis: [N, 28, 28] → [N, 1, 28, 28].
    static func pictures(_ set: ImageSet) -> Tensor { set.images.expanded(atAxis: 1) }

    /// Trains with Adam, and divides the steps by `slowing` after every epoch.
    static func train(
        _ model: Sequential, on set: ImageSet, epochs: Int, seed: UInt64, rate: Scalar = 0.001,
        slowing: Scalar = 1, batchSize: Int = 64, onUpdate: (TrainingState) -> Void = { _ in }
    ) {
        let optimizer = Adam(model.parameters, learningRate: rate)
        let trainer = Trainer(model, optimizer: optimizer, seed: seed)
        for _ in 0..<epochs {
            trainer.fit(
                pictures(set), set.labels, epochs: 1, batchSize: batchSize, onUpdate: onUpdate)
            optimizer.learningRate /= slowing
        }
    }

    // MARK: Neighbours

    /// The accuracy of each kind of network before and after the pixels of all images were put into another order.
    func shuffling() -> [(name: String, before: Scalar, after: Scalar)] {
        let few = training.part(0..<(quick ? 2000 : 10_000))
        let unseen = test.part(0..<(quick ? 1500 : test.count))
        let order = { (set: ImageSet) in
            ImageSet(images: BrokenImages.shuffled(set.images, seed: 9), labels: set.labels)
        }
        let (mixedFew, mixedUnseen) = (order(few), order(unseen))
        let bar = progress("with and without neighbours", total: 4)
        func accuracy(_ model: Sequential, _ known: ImageSet, _ unseen: ImageSet) -> Scalar {
            Self.train(model, on: known, epochs: 3, seed: seed, rate: 0.002)
            bar.advance("")
            return evaluate(model, Self.pictures(unseen), unseen.labels).accuracy
        }
        let kinds: [(String, () -> Sequential)] = [
            ("MLP", { DigitNetworks.dense(hidden: 128, seed: seed) }),
            ("CNN", { DigitNetworks.twoRounds(8, 16, seed: seed) }),
        ]
        let results = kinds.map { name, make in
            (
                name: name, before: accuracy(make(), few, unseen),
                after: accuracy(make(), mixedFew, mixedUnseen)
            )
        }
        bar.finish()
        return results
    }

    // MARK: Parameters

    /// A network of some size, and its accuracy from several starts.
    struct Size {
        let name: String
        let isConvolutional: Bool
        let parameters: Int
        let accuracies: [Scalar]
        var mean: Scalar { accuracies.reduce(0, +) / Scalar(accuracies.count) }
    }

    /// Small and large networks of both kinds, trained on the same few images.
    func sizes() -> [Size] {
        let few = training.part(0..<(quick ? 2500 : 10_000))
        let unseen = test.part(0..<(quick ? 1000 : test.count))
        var kinds: [(name: String, isConvolutional: Bool, make: @Sendable (UInt64) -> Sequential)] = [8, 32, 128].map {
            hidden in ("\(hidden) units", false, { DigitNetworks.dense(hidden: hidden, seed: $0) })
        }
        kinds += [(2, 4), (4, 8), (8, 16)].map { first, second in
            ("\(first), \(second)", true, { DigitNetworks.twoRounds(first, second, seed: $0) })
        }
        let starts = quick ? 1 : 3
        let bar = progress("small and large networks", total: kinds.count * starts)
        let results = kinds.map { kind in
            let accuracies = inParallel(0..<UInt64(starts)) { start in
                defer { bar.advance(kind.name) }
                let model = kind.make(100 * seed + start)
                Self.train(model, on: few, epochs: 3, seed: seed + start, rate: 0.002)
                return evaluate(model, Self.pictures(unseen), unseen.labels).accuracy
            }
            return Size(
                name: kind.name, isConvolutional: kind.isConvolutional, parameters: kind.make(0).parameterCount,
                accuracies: accuracies)
        }
        bar.finish()
        return results
    }

    // MARK: Shifts

    /// Accuracy of each network on digits that were moved, for each number of pixels.
    func shifts(by pixels: [Int]) -> [(name: String, ink: Ink, accuracies: [Scalar])] {
        let known = training.part(0..<(quick ? 1250 : 10_000))
        let every = max(1, test.count / (quick ? 1000 : 2500))
        let unseen = test.picked(Array(stride(from: 0, to: test.count, by: every)))
        let kinds: [(String, Ink, Sequential)] = [
            ("MLP", .foreground, DigitNetworks.dense(hidden: 128, seed: seed)),
            ("CNN, dense head", .prediction, DigitNetworks.asksWhere(seed: seed)),
            ("CNN, global\nmax pooling", .data, DigitNetworks.asksWhether(seed: seed)),
        ]
        let bar = progress("three networks for moved digits", total: kinds.count)
        let results = kinds.map { name, ink, model in
            Self.train(model, on: known, epochs: 3, seed: seed, rate: quick ? 0.005 : 0.002)
            let accuracies = pixels.map { Self.accuracy(of: model, unseen, shiftedBy: $0) }
            bar.advance(name)
            return (name: name, ink: ink, accuracies: accuracies)
        }
        bar.finish()
        return results
    }

    /// Each digit is moved in one of four directions, in turn.
    private static func accuracy(of model: Sequential, _ set: ImageSet, shiftedBy pixels: Int) -> Scalar {
        let directions = [(pixels, 0), (-pixels, 0), (0, pixels), (0, -pixels)]
        let parts = directions.enumerated().map { number, direction in
            let some = set.picked(Array(stride(from: number, to: set.labels.count, by: 4)))
            let moved = BrokenImages.shifted(some.images, right: direction.0, down: direction.1)
            return evaluate(model, moved.expanded(atAxis: 1), some.labels).accuracy
        }
        return parts.reduce(0, +) / 4
    }

    // MARK: Depth

    /// A network of some depth after a number of steps.
    struct Climb {
        let tower: Tower
        let depth: Int
        /// The mean training loss over the last quarter of the steps.
        let loss: Scalar
        /// At the start: after how many convolutions, and the norm of the loss's gradient with respect to the maps there.
        let slopes: [(layer: Int, size: Scalar)]
    }

    /// Trains networks of each kind and depth for the same number of steps, by descent with momentum.
    func depths(_ depths: [Int]) -> [Climb] {
        let steps = quick ? 30 : 100
        let known = training.part(0..<64 * steps)
        let bar = progress("deep networks", total: depths.count * Tower.allCases.count)
        let climbs = Tower.allCases.flatMap { tower in
            depths.map { depth in
                let model = tower.network(depth: depth, seed: seed)
                let slopes = Self.slopes(of: model, on: known.part(0..<64))
                let optimizer = SGD(model.parameters, learningRate: 0.02, momentum: 0.9)
                let history = Trainer(model, optimizer: optimizer, seed: seed)
                    .fit(Self.pictures(known), known.labels, epochs: 1, batchSize: 64)
                let last = history.batchLoss.suffix(steps / 4)
                bar.advance("\(tower.rawValue), \(depth) layers")
                return Climb(
                    tower: tower, depth: depth, loss: last.reduce(0, +) / Scalar(last.count), slopes: slopes)
            }
        }
        bar.finish()
        return climbs
    }

    /// The norm of the loss's gradient with respect to the maps after each ReLU; those before the blocks are layer 0.
    private static func slopes(of model: Sequential, on set: ImageSet) -> [(layer: Int, size: Scalar)] {
        var x = Variable.constant(pictures(set))
        var (maps, depth): ([(layer: Int, map: Variable)], Int) = ([], -1)
        for layer in model.layers {
            x = layer(x, mode: .training)
            depth += layer.parameters.count { $0.shape.count == 4 }
            if layer is ReLU { maps.append((depth, x)) }
        }
        softmaxCrossEntropy(scores: x, labels: set.labels).backward()
        for parameter in model.parameters { parameter.zeroGradient() }
        return maps.map { ($0.layer, square($0.map.gradient!).sum().squareRoot()) }
    }
}
