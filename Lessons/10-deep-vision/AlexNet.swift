import Nabla
import Notebook

/// A small network after AlexNet (2012), and what its decisions are.
struct Recipe {
    enum Activation { case relu, tanh, sigmoid }

    var activation = Activation.relu
    var dropout: Scalar = 0.5
    var isAugmented = true
    /// Two cards hold twice the kernels of one.
    var cards = 2
    /// Pools of 3×3, two pixels apart; else of 2×2, side by side.
    var poolsOverlap = true

    /// Three convolutions, two of them with pooling, a dense layer of 64, dropout before the last. Images come as
    /// [N, 1, 28, 28] and are averaged to 14×14.
    func network(seed: UInt64) -> Sequential {
        var generator = SeededGenerator(seed: seed)
        let initializer: Initializer = activation == .relu ? .heNormal : .glorotNormal
        // Half the resolution first: a quarter of the work.
        var layers: [any Layer] = [AveragePool2D(2)]
        var channels = 1
        for (kernels, size) in [(4, 5), (8, 3), (16, 3)] {
            layers += [
                Conv2D(
                    channels, kernels * cards, size: size, padding: size / 2, initializer: initializer,
                    using: &generator), bend,
            ]
            channels = kernels * cards
            // As in AlexNet, the last convolutions follow each other without pooling.
            if kernels < 16 { layers.append(poolsOverlap ? MaxPool2D(3, stride: 2, padding: 1) : MaxPool2D(2)) }
        }
        let features = channels * (poolsOverlap ? 4 * 4 : 3 * 3)
        layers += [Flatten(), Dense(features, 64, initializer: initializer, using: &generator), bend]
        layers += dropout > 0 ? [Dropout(dropout, seed: seed)] : []
        return Sequential(layers + [Dense(64, 10, using: &generator)])
    }

    private var bend: any Layer {
        switch activation {
        case .relu: ReLU()
        case .tanh: Tanh()
        case .sigmoid: Sigmoid()
        }
    }
}

/// AlexNet's decisions, removed one at a time.
struct DecisionStudy {
    let training: ImageSet
    /// Images from all over the test set, and the same moved by 3 pixels.
    let test: ImageSet
    let moved: ImageSet
    let epochs: Int
    let batchSize: Int

    init(_ mnist: MNIST, _ size: RunSize) {
        let (images, testImages) = (size.images, size.testImages)
        training = mnist.training.part(0..<min(images, mnist.training.count))
        let every = max(1, mnist.test.count / testImages)
        test = mnist.test.picked(Array(stride(from: 0, to: mnist.test.count, by: every)))
        let directions = [(3, 0), (-3, 0), (0, 3), (0, -3)]
        let maps = test.labels.indices.map { number in
            AffineMap(right: Scalar(directions[number % 4].0), down: Scalar(directions[number % 4].1))
        }
        moved = ImageSet(images: AffineMap.applied(maps, to: test.images), labels: test.labels)
        (epochs, batchSize) = (size.epochs, size.imageBatch)
    }

    /// A recipe with its name and what came of it, once for each start.
    struct Row {
        let name: String
        let recipe: Recipe
        var upright: [Scalar] = []
        var moved: [Scalar] = []
        /// The network of the first start.
        var network: Sequential?

        static func mean(_ values: [Scalar]) -> Scalar { values.reduce(0, +) / Scalar(values.count) }
    }

    static var rows: [Row] {
        [
            Row(name: "all five", recipe: Recipe()),
            Row(name: "tanh for ReLU", recipe: Recipe(activation: .tanh)),
            Row(name: "sigmoid for ReLU", recipe: Recipe(activation: .sigmoid)),
            Row(name: "one card: half the kernels", recipe: Recipe(cards: 1)),
            Row(name: "no augmentation", recipe: Recipe(isAugmented: false)),
            Row(name: "no dropout", recipe: Recipe(dropout: 0)),
            Row(name: "pools side by side", recipe: Recipe(poolsOverlap: false)),
        ]
    }

    /// Every recipe, from each start. The recipes of a start see the same augmented images.
    func run(starts: Int, seed: UInt64) -> [Row] {
        var rows = Self.rows
        let bar = progress("AlexNet's decisions", total: rows.count * starts)
        for start in 0..<UInt64(starts) {
            let varied = augmented(seed: 100 * seed + start)
            let networks = inParallel(rows.map { ($0.name, $0.recipe) }) { name, recipe in
                defer { bar.advance(name) }
                return trained(recipe, varied, seed: 100 * seed + start)
            }
            for (number, network) in networks.enumerated() {
                rows[number].upright.append(accuracy(network, test))
                rows[number].moved.append(accuracy(network, moved))
                rows[number].network = rows[number].network ?? network
            }
        }
        return rows
    }

    func accuracy(_ network: Sequential, _ set: ImageSet) -> Scalar {
        evaluate(network, set.images.expanded(atAxis: 1), set.labels).accuracy
    }

    /// The training images of each epoch, turned by up to 10° and moved by up to 2 pixels.
    private func augmented(seed: UInt64) -> [Tensor] {
        var generator = SeededGenerator(seed: seed)
        return (0..<epochs).map { _ in
            let maps = (0..<training.count).map { _ in AffineMap.random(degrees: 10, shift: 2, using: &generator) }
            return AffineMap.applied(maps, to: training.images)
        }
    }

    /// Adam at 0.002 with a cosine, batches of 64 in a full run.
    private func trained(_ recipe: Recipe, _ varied: [Tensor], seed: UInt64) -> Sequential {
        let network = recipe.network(seed: seed)
        let optimizer = Adam(network.parameters, learningRate: 0.002)
        let steps = epochs * ((training.count + batchSize - 1) / batchSize)
        let trainer = Trainer(network, optimizer: optimizer, seed: seed, schedule: .cosine(steps: steps))
        for epoch in 0..<epochs {
            let images = recipe.isAugmented ? varied[epoch] : training.images
            trainer.fit(images.expanded(atAxis: 1), training.labels, epochs: 1, batchSize: batchSize)
        }
        return network
    }
}

/// A change of an image that a person may hardly notice.
struct Change {
    let name: String
    /// Whether a person still reads the same digit, whatever the digit.
    let keepsLabel: Bool
    let apply: (Tensor) -> Tensor

    private static func affine(_ name: String, _ map: AffineMap, keepsLabel: Bool = true) -> Change {
        Change(name: name, keepsLabel: keepsLabel) { map.applied(to: $0) }
    }

    static var all: [Change] {
        [
            .affine("unchanged", AffineMap()),
            .affine("right by 1", AffineMap(right: 1)),
            .affine("rotated by 10°", AffineMap(degrees: 10)),
            .affine("sheared by 0.2", AffineMap(shear: 0.2)),
            Change(name: "paler: × 0.6", keepsLabel: true) { 0.6 * $0 },
            .affine("larger: × 1.2", AffineMap(scaleX: 1.2, scaleY: 1.2)),
            .affine("rotated by 20°", AffineMap(degrees: 20)),
            .affine("right by 4", AffineMap(right: 4)),
            .affine("right by 6", AffineMap(right: 6)),
            Change(name: "ink and paper exchanged", keepsLabel: true) { 1 - $0 },
            .affine("mirrored", AffineMap(scaleX: -1), keepsLabel: false),
            .affine("upside down", AffineMap(scaleY: -1), keepsLabel: false),
            .affine("half a turn", AffineMap(degrees: 180), keepsLabel: false),
            .affine("quarter turn", AffineMap(degrees: 90), keepsLabel: false),
        ]
    }
}
