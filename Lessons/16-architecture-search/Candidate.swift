import Nabla

/// A network of the search space, and the learning rate it is trained with: six genes, 288 candidates.
struct Candidate: Hashable {
    enum Kind: String, CaseIterable {
        case dense, conv3, conv7
    }

    var kind: Kind
    /// How many blocks follow each other; a convolution halves the length of the signal.
    var blocks: Int
    /// How many channels a convolution makes. A dense layer has four times as many units.
    var width: Int
    var hasNorm: Bool
    var hasSkip: Bool
    var rate: Scalar

    static let names = ["kind", "blocks", "width", "batch norm", "skip", "learning rate"]
    static let blockCounts = [1, 2, 3]
    static let widths = [8, 16]
    static let rates: [Scalar] = [0.001, 0.003, 0.01, 0.03]
    /// How many options each gene has.
    static let optionCounts = [Kind.allCases.count, blockCounts.count, widths.count, 2, 2, rates.count]

    /// Every candidate there is, in the order of the table.
    static let all: [Candidate] = (0..<optionCounts.reduce(1, *)).map { number in
        var (rest, genes) = (number, [Int]())
        for count in optionCounts.reversed() {
            genes.insert(rest % count, at: 0)
            rest /= count
        }
        return Candidate(genes)
    }

    /// Made from the place of each gene's option in the list of its options.
    init(_ genes: [Int]) {
        (kind, blocks) = (Kind.allCases[genes[0]], Candidate.blockCounts[genes[1]])
        width = Candidate.widths[genes[2]]
        (hasNorm, hasSkip) = (genes[3] == 1, genes[4] == 1)
        rate = Candidate.rates[genes[5]]
    }

    init(kind: Kind, blocks: Int, width: Int, hasNorm: Bool, hasSkip: Bool, rate: Scalar) {
        (self.kind, self.blocks, self.width) = (kind, blocks, width)
        (self.hasNorm, self.hasSkip, self.rate) = (hasNorm, hasSkip, rate)
    }

    /// The place of each gene's option in the list of its options.
    var genes: [Int] {
        [
            Kind.allCases.firstIndex(of: kind)!, Candidate.blockCounts.firstIndex(of: blocks)!,
            Candidate.widths.firstIndex(of: width)!, hasNorm ? 1 : 0, hasSkip ? 1 : 0,
            Candidate.rates.firstIndex(of: rate)!,
        ]
    }

    /// The candidate's row in the table.
    var number: Int { zip(genes, Candidate.optionCounts).reduce(0) { $0 * $1.1 + $1.0 } }
}

extension Candidate: CustomStringConvertible {
    var description: String {
        let size = kind == .dense ? "\(4 * width) units" : "\(width) channels"
        return "\(kind.rawValue) × \(blocks), \(size)" + (hasNorm ? ", batch norm" : "") + (hasSkip ? ", skip" : "")
            + ", rate \(rate)"
    }
}

// MARK: As a network

extension Candidate {
    /// A fresh network for signals of 40 points and ten classes.
    func network(using generator: inout SeededGenerator) -> Sequential {
        var layers: [any Layer] = []
        var (channels, length) = kind == .dense ? (40, 1) : (1, 40)
        for _ in 0..<blocks {
            let units = kind == .dense ? 4 * width : width
            let layer: any Layer
            switch kind {
            case .dense: layer = Dense(channels, units, initializer: .heNormal, using: &generator)
            case .conv3, .conv7:
                let size = kind == .conv3 ? 3 : 7
                layer = Conv1D(
                    channels, units, size: size, stride: 2, padding: size / 2, initializer: .heNormal,
                    using: &generator)
                length /= 2
            }
            layers.append(Block(layer, norm: hasNorm ? BatchNorm(units) : nil, hasSkip: hasSkip))
            channels = units
        }
        let inputs = channels * length
        let head = Initializer.normal(standardDeviation: (1 / Scalar(inputs)).squareRoot())
        if kind != .dense { layers.append(Flatten()) }
        return Sequential(layers + [Dense(inputs, 10, initializer: head, using: &generator)])
    }

    var parameterCount: Int {
        var generator = SeededGenerator(seed: 0)
        return network(using: &generator).parameterCount
    }

    /// Multiplications with a weight that one signal costs on its way forward.
    var multiplyAdds: Int {
        var (channels, length, total) = (kind == .dense ? 40 : 1, 40, 0)
        for _ in 0..<blocks {
            switch kind {
            case .dense:
                total += channels * 4 * width
                channels = 4 * width
            case .conv3, .conv7:
                length /= 2
                total += length * channels * width * (kind == .conv3 ? 3 : 7)
                channels = width
            }
        }
        return total + channels * (kind == .dense ? 1 : length) * 10
    }
}

/// One layer, perhaps batch normalization, ReLU, and perhaps a skip connection around all of it.
private final class Block: Layer {
    let layer: any Layer
    let norm: BatchNorm?
    let hasSkip: Bool

    init(_ layer: any Layer, norm: BatchNorm?, hasSkip: Bool) {
        (self.layer, self.norm, self.hasSkip) = (layer, norm, hasSkip)
    }

    func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        var y = layer(x, mode: mode)
        if let norm {
            // Signals [N, C, L] are images that are one pixel high.
            let shape = y.shape
            let images = shape.count == 3 ? y.reshaped(to: [shape[0], shape[1], 1, shape[2]]) : y
            y = norm(images, mode: mode).reshaped(to: shape)
        }
        y = relu(y)
        guard hasSkip else { return y }
        if x.shape.count == 2 { return x.shape == y.shape ? y + x : y }  // from 40 to 32 units nothing can skip
        // As long as the block's output: the mean of each pair. One channel is added to all.
        let (samples, channels, length) = (x.shape[0], x.shape[1], x.shape[2])
        return y + x.reshaped(to: [samples, channels, length / 2, 2]).mean(alongAxes: 3)
    }

    var children: [(name: String, layer: any Layer)] {
        [("layer", layer)] + (norm.map { [("norm", $0)] } ?? [])
    }
}
