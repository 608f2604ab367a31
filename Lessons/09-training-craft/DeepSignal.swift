import Nabla

/// The size of a signal on its way through many layers of random weights.
struct DeepSignal {
    enum Bend: String, CaseIterable {
        case relu = "ReLU", tanh, none = "no activation"
    }

    let bend: Bend
    /// Weights have standard deviation gain/√width.
    let gain: Scalar
    /// The root mean square before the first layer and after each.
    let sizes: [Scalar]

    var last: Scalar { sizes[sizes.count - 1] / sizes[0] }

    init(_ bend: Bend, gain: Scalar, layers: Int = 50, width: Int = 256, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var x = Tensor(randomNormal: [100, width], using: &generator)
        var sizes = [square(x).mean().squareRoot()]
        for _ in 0..<layers {
            let weights = Tensor(
                randomNormal: [width, width], standardDeviation: gain / Scalar(width).squareRoot(), using: &generator)
            let z = matmul(x, weights)
            x = bend == .relu ? maximum(z, Tensor(0)) : bend == .tanh ? Nabla.tanh(z) : z
            // Scaled up before it is squared: 10⁻⁸ is small, its square far below.
            let largest = max(abs(x).max(), .leastNormalMagnitude)
            sizes.append(largest * square(x / largest).mean().squareRoot())
        }
        (self.bend, self.gain, self.sizes) = (bend, gain, sizes)
    }
}
