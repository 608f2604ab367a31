import Nabla
import Notebook

/// Twenty noisy points of y = x³, with x from −4 to 4.
///
/// Models are fed x/4 and asked for y/30, so that their numbers are near 1; everything else is in the units of the curve.
struct CubicPoints {
    static let deviation: Scalar = 3
    /// Where answers are compared.
    static let grid = Tensor(linspace: -6...6, count: 121)
    static let inside = grid.scalars.indices.filter { abs(grid.scalars[$0]) <= 4 }
    /// At least 1 away from all points.
    static let outside = grid.scalars.indices.filter { abs(grid.scalars[$0]) >= 4.999 }

    let x: Tensor
    let y: Tensor

    static func truth(_ x: Tensor) -> Tensor { x * x * x }

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        x = Tensor(randomUniform: [20], in: -4..<4, using: &generator)
        y = Self.truth(x) + Tensor(randomNormal: [20], standardDeviation: Self.deviation, using: &generator)
    }
}

/// An answer with its uncertainty: mean and standard deviation of the function on the grid.
struct Doubtful {
    let mean: Tensor
    let deviation: Tensor

    private func average(_ values: Tensor, _ places: [Int]) -> Scalar { values.gathering(places).mean() }

    /// The mean deviation where points are, and away from them.
    var widthInside: Scalar { average(deviation, CubicPoints.inside) }
    var widthOutside: Scalar { average(deviation, CubicPoints.outside) }
    /// How many times wider the band is away from the points.
    var opening: Scalar { widthOutside / widthInside }

    /// In which share of places the truth lies within two deviations of the mean.
    var coverageInside: Scalar { average(isCovered, CubicPoints.inside) }
    var coverageOutside: Scalar { average(isCovered, CubicPoints.outside) }
    private var isCovered: Tensor { abs(CubicPoints.truth(CubicPoints.grid) - mean) .<= 2 * deviation }
}

/// One way to answer with an uncertainty, for each set of points.
struct Approach {
    let name: String
    let answers: [Doubtful]

    func mean(_ of: (Doubtful) -> Scalar) -> Scalar { answers.map(of).mean }
    /// The three numbers of the table.
    var row: String {
        "width \(decimals(1, mean(\.widthInside))) → \(decimals(1, mean(\.widthOutside))), truth within 2 deviations "
            + "\(percent(mean(\.coverageInside), decimals: 0)) → \(percent(mean(\.coverageOutside), decimals: 0))"
    }
}

extension [Scalar] {
    var mean: Scalar { reduce(0, +) / Scalar(count) }
}

// MARK: Exact

/// Features of which an answer is a weighted sum.
enum CurveFeatures {
    /// 1, x, x², x³.
    case cubic
    /// A hidden layer that is drawn and never trained: max(0, a·x + b)/10, a hundred times.
    case randomReLU(seed: UInt64)

    /// Shapes: x [N] → [N, D].
    func callAsFunction(_ x: Tensor) -> Tensor {
        let z = x / 4
        switch self {
        case .cubic: return Tensor(stacking: [Tensor(ones: z.shape), z, z * z, z * z * z]).transposed()
        case .randomReLU(let seed):
            var generator = SeededGenerator(seed: seed)
            let slopes = Tensor(randomNormal: [1, 100], using: &generator)
            let shifts = Tensor(randomNormal: [100], using: &generator)
            return maximum(matmul(z.expanded(atAxis: 1), slopes) + shifts, Tensor(0)) / 10
        }
    }

    /// The exact posterior of the weights, prior variance 100, and what it says of the curve.
    func answer(_ points: CubicPoints) throws -> Doubtful {
        let noise = CubicPoints.deviation / 30
        let posterior = try Posterior(features: self(points.x), y: points.y / 30, prior: 100, noise: noise * noise)
        let (mean, deviation) = posterior.function(self(CubicPoints.grid))
        return Doubtful(mean: 30 * mean, deviation: 30 * deviation)
    }
}

// MARK: Networks

/// Networks 1-100-1 for the cubic, all trained at once: a product over a leading axis is one product for each of them.
final class CurveNetworks {
    enum Activation { case relu, tanh }
    private let hiddenWeight: Parameter
    private let hiddenBias: Parameter
    private let weight: Parameter
    private let bias: Parameter
    private let activation: Activation
    private let dropout: Scalar
    private var generator: SeededGenerator

    /// - Parameters:
    ///   - outputs: 1, or 2 for a mean and a logarithm of a variance.
    ///   - startsAlike: whether all networks begin with the same weights.
    init(
        _ count: Int, outputs: Int = 1, activation: Activation = .relu, dropout: Scalar = 0, startsAlike: Bool = false,
        seed: UInt64
    ) {
        var generator = SeededGenerator(seed: seed)
        let drawn = startsAlike ? 1 : count
        func normal(_ shape: [Int], _ deviation: Scalar) -> Tensor {
            Tensor(randomNormal: [drawn] + shape, standardDeviation: deviation, using: &generator)
                .broadcast(to: [count] + shape)
        }
        hiddenWeight = Parameter("hidden weight", normal([1, 100], 1))
        hiddenBias = Parameter("hidden bias", normal([1, 100], 1))
        weight = Parameter("weight", normal([100, outputs], 0.1))
        bias = Parameter("bias", Tensor(zeros: [count, 1, outputs]))
        (self.activation, self.dropout, self.generator) = (activation, dropout, generator)
    }

    /// Shapes: x [M, N, 1] → [M, N, outputs].
    private func callAsFunction(_ x: Variable, dropping: Bool) -> Variable {
        let sums = matmul(x, hiddenWeight) + hiddenBias
        var hidden = activation == .relu ? relu(sums) : tanh(sums)
        if dropping && dropout > 0 {
            let draws = Tensor(randomUniform: hidden.shape, using: &generator)
            hidden = hidden * .constant((draws .>= dropout) / (1 - dropout))
        }
        return matmul(hidden, weight) + bias
    }

    /// Trains each network on its own points: 1,500 steps of Adam over all 20 of them.
    ///
    /// Shapes: x, y [M, 20].
    func train(_ x: Tensor, _ y: Tensor, steps: Int = 1_500) {
        let inputs = Variable.constant((x / 4).expanded(atAxis: 2))
        let targets = Variable.constant((y / 30).expanded(atAxis: 2))
        let optimizer = Adam([hiddenWeight, hiddenBias, weight, bias], learningRate: 0.01)
        for _ in 0..<steps {
            let outputs = self(inputs, dropping: true)
            // A sum over the networks, so that each gets the gradient of its own mean.
            let loss =
                weight.shape[2] == 1
                ? square(outputs - targets).sum() / Scalar(x.shape[1])
                : gaussianLoss(mean: outputs[.all, .all, 0..<1], logVariance: outputs[.all, .all, 1..<2], targets).sum()
                    / Scalar(x.shape[1])
            optimizer.zeroGradients()
            loss.backward()
            optimizer.step()
        }
    }

    /// Every network's outputs on the grid, in the units of the curve but for a logarithm of a variance.
    ///
    /// Shapes: → [M, 121, outputs].
    func outputs(dropping: Bool = false) -> Tensor {
        let grid = (CubicPoints.grid / 4).reshaped(to: [1, 121, 1]).broadcast(to: [weight.shape[0], 121, 1])
        return self(.constant(grid), dropping: dropping).value
    }
}

/// Gaussian negative log-likelihood, its constant left out: ½·ln σ² + (y − μ)²/(2σ²), for each entry.
func gaussianLoss(mean: Variable, logVariance: Variable, _ y: Variable) -> Variable {
    0.5 * logVariance + 0.5 * square(y - mean) * exp(-logVariance)
}

/// The same sets of points, and every way to answer with an uncertainty.
struct CubicStudy {
    let sets: [CubicPoints]
    let seed: UInt64

    init(_ count: Int, seed: UInt64) {
        sets = (0..<UInt64(count)).map { CubicPoints(seed: 100 * seed + $0) }
        self.seed = seed
    }

    func exactCubic(_ name: String) throws -> Approach {
        Approach(name: name, answers: try sets.map(CurveFeatures.cubic.answer))
    }

    /// Other random features for each set.
    func exactRandom(_ name: String) throws -> Approach {
        let answers = try sets.enumerated().map { number, points in
            try CurveFeatures.randomReLU(seed: 100 * seed + 200 + UInt64(number)).answer(points)
        }
        return Approach(name: name, answers: answers)
    }

    /// The points of each set, `copies` times in a row.
    private func repeated(_ copies: Int) -> (x: Tensor, y: Tensor) {
        let all = sets.flatMap { [CubicPoints](repeating: $0, count: copies) }
        return (Tensor(stacking: all.map(\.x)), Tensor(stacking: all.map(\.y)))
    }

    /// Mean and deviation over several curves of each set.
    ///
    /// Shapes: curves [sets, copies, 121].
    private func spread(_ name: String, _ curves: Tensor) -> Approach {
        let mean = curves.mean(alongAxes: 1)
        let deviation = sqrt(square(curves - mean.expanded(atAxis: 1)).mean(alongAxes: 1))
        return Approach(
            name: name, answers: sets.indices.map { Doubtful(mean: 30 * mean[$0], deviation: 30 * deviation[$0]) })
    }

    /// Some networks that differ in their first weights only.
    func ensemble(_ name: String, of count: Int = 5, startsAlike: Bool = false) -> Approach {
        let networks = CurveNetworks(sets.count * count, startsAlike: startsAlike, seed: 100 * seed + 50)
        let (x, y) = repeated(count)
        networks.train(x, y)
        return spread(name, networks.outputs().reshaped(to: [sets.count, count, 121]))
    }

    /// One network with dropout, asked a hundred times with dropout on.
    func votes(_ name: String, dropout: Scalar = 0.1, activation: CurveNetworks.Activation) -> Approach {
        let networks = CurveNetworks(
            sets.count, activation: activation, dropout: dropout, seed: 100 * seed + 60)
        let (x, y) = repeated(1)
        networks.train(x, y)
        let curves = (0..<100).map { _ in networks.outputs(dropping: true).reshaped(to: [sets.count, 121]) }
        return spread(name, Tensor(stacking: curves).transposed(permutation: [1, 0, 2]))
    }

    /// One network with a second output, the logarithm of the variance.
    func varianceHead(_ name: String) -> Approach {
        let networks = CurveNetworks(sets.count, outputs: 2, seed: 100 * seed + 70)
        let (x, y) = repeated(1)
        networks.train(x, y)
        let outputs = networks.outputs()
        return Approach(
            name: name,
            answers: sets.indices.map { set in
                Doubtful(
                    mean: 30 * outputs[set, .all, 0],
                    deviation: 30 * exp(0.5 * outputs[set, .all, 1]))
            })
    }
}
