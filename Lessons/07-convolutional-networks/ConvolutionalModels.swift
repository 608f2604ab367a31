import Nabla

/// The networks of lesson 07. Images come as [N, 1, 28, 28].
enum DigitNetworks {
    /// One hidden layer, as in lesson 06.
    static func dense(hidden: Int, seed: UInt64) -> Sequential {
        var generator = SeededGenerator(seed: seed)
        return Sequential(
            Flatten(), Dense(784, hidden, using: &generator), ReLU(), Dense(hidden, 10, using: &generator))
    }

    /// One round: twelve kernels, pooling, a dense head. 8,002 parameters.
    static func oneRound(seed: UInt64) -> Sequential {
        var generator = SeededGenerator(seed: seed)
        return Sequential(
            Conv2D(1, 12, size: 5, initializer: .heUniform, using: &generator), ReLU(), MaxPool2D(3),
            Flatten(), Dense(768, 10, using: &generator))
    }

    /// Two rounds of convolution and pooling, and a dense head: the plan of LeNet.
    static func twoRounds(_ first: Int, _ second: Int, seed: UInt64) -> Sequential {
        var generator = SeededGenerator(seed: seed)
        return Sequential(
            Conv2D(1, first, size: 5, initializer: .heUniform, using: &generator), ReLU(), MaxPool2D(2),
            Conv2D(first, second, size: 5, initializer: .heUniform, using: &generator), ReLU(), MaxPool2D(2),
            Flatten(), Dense(second * 16, 10, using: &generator))
    }

    /// Two padded rounds that end in a dense head, which has weights for places.
    static func asksWhere(seed: UInt64) -> Sequential {
        var generator = SeededGenerator(seed: seed)
        return Sequential(
            Conv2D(1, 8, size: 5, padding: 2, initializer: .heUniform, using: &generator), ReLU(),
            MaxPool2D(2),
            Conv2D(8, 24, size: 5, padding: 2, initializer: .heUniform, using: &generator), ReLU(),
            MaxPool2D(2), Flatten(), Dense(1176, 10, using: &generator))
    }

    /// The same rounds, ending in global max pooling, which forgets places.
    static func asksWhether(seed: UInt64) -> Sequential {
        var generator = SeededGenerator(seed: seed)
        return Sequential(
            Conv2D(1, 8, size: 5, padding: 2, initializer: .heUniform, using: &generator), ReLU(),
            MaxPool2D(2),
            Conv2D(8, 24, size: 5, padding: 2, initializer: .heUniform, using: &generator), ReLU(),
            GlobalMaxPool2D(), Dense(24, 10, using: &generator))
    }
}

/// A deep network: how its layers follow each other.
enum Tower: String, CaseIterable {
    case plain = "plain"
    case normalized = "batch norm"
    case residual = "batch norm, skips"

    var ink: Ink {
        switch self {
        case .plain: .error
        case .normalized: .series(4)
        case .residual: .data
        }
    }

    /// A network with so many convolutions of 16 kernels 3×3 on maps of 7×7, two to a block.
    ///
    /// Images are averaged to 7×7 first: the experiment is about depth, and small maps make it quick.
    func network(depth: Int, seed: UInt64) -> Sequential {
        var generator = SeededGenerator(seed: seed)
        var layers: [any Layer] = [
            AveragePool2D(4), Conv2D(1, 16, size: 3, padding: 1, using: &generator),
        ]
        layers += self == .plain ? [ReLU()] : [BatchNorm(16), ReLU()]
        for _ in 0..<depth / 2 {
            let first = Conv2D(16, 16, size: 3, padding: 1, using: &generator)
            let second = Conv2D(16, 16, size: 3, padding: 1, using: &generator)
            switch self {
            case .plain: layers += [first, ReLU(), second, ReLU()]
            case .normalized: layers += [first, BatchNorm(16), ReLU(), second, BatchNorm(16), ReLU()]
            case .residual:
                // With its last scale at 0 a block begins by adding nothing (Goyal et al. 2017).
                let last = BatchNorm(16)
                last.scale.value = Tensor(zeros: [16])
                layers += [Residual(Sequential(first, BatchNorm(16), ReLU(), second, last)), ReLU()]
            }
        }
        layers += [Flatten(), Dense(16 * 49, 10, using: &generator)]
        return Sequential(layers)
    }
}
