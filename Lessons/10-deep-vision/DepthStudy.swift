import Nabla
import Notebook

/// How the layers of a dense network follow each other.
enum Stack: String, CaseIterable {
    case plain = "plain"
    case residual = "residual"

    var ink: Ink { self == .plain ? .error : .data }
}

/// A dense network of width 32 for MNIST-1D, whose blocks can be taken out one by one.
struct DeepNetwork {
    static let width = 32
    let first: [any Layer]
    let blocks: [any Layer]
    let last: any Layer

    /// With `depth` layers of 32 between the first and the last. A plain block is one layer and ReLU, a residual block two
    /// layers, the second of which starts at 0.
    init(_ stack: Stack, depth: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let width = Self.width
        func layer(_ initializer: Initializer = .heNormal) -> Dense {
            Dense(width, width, initializer: initializer, using: &generator)
        }
        first = [Dense(MNIST1D.length, width, initializer: .heNormal, using: &generator), ReLU()]
        switch stack {
        case .plain: blocks = (0..<depth).map { _ in Sequential(layer(), ReLU()) }
        case .residual: blocks = (0..<depth / 2).map { _ in Residual(Sequential(layer(), ReLU(), layer(.zeros))) }
        }
        last = Dense(width, 10, using: &generator)
    }

    /// The block that most people write first: one layer and ReLU, added to its input, with nothing started at 0.
    init(naiveBlocks count: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let width = Self.width
        first = [Dense(MNIST1D.length, width, initializer: .heNormal, using: &generator), ReLU()]
        blocks = (0..<count).map { _ in
            Residual(Sequential(Dense(width, width, initializer: .heNormal, using: &generator), ReLU()))
        }
        last = Dense(width, 10, using: &generator)
    }

    /// The length of the loss's gradient with respect to the first weight matrix of each block.
    func gradientLengths(_ set: SignalSet) -> [Scalar] {
        let model = self.model()
        let scores = model(.constant(set.signals), mode: .training)
        softmaxCrossEntropy(scores: scores, labels: set.labels).backward()
        let lengths = blocks.map { square($0.parameters[0].gradient!).sum().squareRoot() }
        for parameter in model.parameters { parameter.zeroGradient() }
        return lengths
    }

    /// All of it, or all but one block.
    func model(without block: Int? = nil) -> Sequential {
        let kept = blocks.indices.filter { $0 != block }.map { blocks[$0] }
        return Sequential(first + kept + [last])
    }
}

/// The experiments with depth: 4,000 signals to learn from, 1,000 to test with.
struct DepthStudy {
    let training: SignalSet
    let test: SignalSet
    let steps: Int
    let seed: UInt64

    init(steps: Int, seed: UInt64) {
        (training, test) = MNIST1D.sets(training: 4000, test: 1000, seed: seed)
        (self.steps, self.seed) = (steps, seed)
    }

    /// A network after its training.
    struct Run {
        let stack: Stack
        let depth: Int
        let network: DeepNetwork
        /// The mean training loss of each fortieth of the steps.
        let curve: [Scalar]
        let trainingLoss: Scalar
        let accuracy: Scalar
    }

    /// Trains with Adam at 0.003 and a cosine, 100 signals a step.
    func run(_ network: DeepNetwork, _ stack: Stack, depth: Int, onStep: () -> Void = {}) -> Run {
        let model = network.model()
        let trainer = Trainer(
            model, optimizer: Adam(model.parameters, learningRate: 0.003), seed: seed, schedule: .cosine(steps: steps))
        let history = trainer.fit(
            training.signals, training.labels, epochs: steps / 40, batchSize: 100, onUpdate: { _ in onStep() })
        return Run(
            stack: stack, depth: depth, network: network, curve: history.loss,
            trainingLoss: evaluate(model, training.signals, training.labels).loss,
            accuracy: evaluate(model, test.signals, test.labels).accuracy)
    }

    func runs(_ depths: [Int]) -> [Run] {
        let bar = progress("plain and residual depth", total: 2 * depths.reduce(0, +))
        defer { bar.finish() }
        let all = depths.flatMap { depth in Stack.allCases.map { (stack: $0, depth: depth) } }
        return inParallel(all) { stack, depth in
            defer { for _ in 0..<depth { bar.advance("\(stack.rawValue), \(depth) layers") } }
            return run(DeepNetwork(stack, depth: depth, seed: seed), stack, depth: depth)
        }
    }

    /// Test accuracy with each block taken out in turn.
    func withoutEachBlock(_ run: Run) -> [Scalar] {
        run.network.blocks.indices.map { block in
            evaluate(run.network.model(without: block), test.signals, test.labels).accuracy
        }
    }
}
