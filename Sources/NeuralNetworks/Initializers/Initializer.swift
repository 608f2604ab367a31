import Tensors

/// Initialization: the distribution that initial weights are drawn from.
///
/// A unit adds up fanIn products. Weights of variance 1/fanIn keep the variance of a signal; ReLU halves its mean
/// square, so that He takes 2/fanIn. Glorot balances forward and backward: 2/(fanIn + fanOut).
public enum Initializer: Sendable, Equatable {
    /// All zero. Right for biases and for a last layer; in between, all units would stay equal for ever.
    case zeros
    /// Normal with this standard deviation.
    case normal(standardDeviation: Scalar)
    /// Uniform in [−a, a] with a = √(6/(fanIn + fanOut)). Source: Glorot and Bengio 2010. For sigmoid, tanh and as a default.
    case glorotUniform
    /// Normal with σ = √(2/(fanIn + fanOut)).
    case glorotNormal
    /// Uniform in [−a, a] with a = √(6/fanIn). Source: He et al. 2015. For ReLU.
    case heUniform
    /// Normal with σ = √(2/fanIn).
    case heNormal

    /// Draws the weights of a layer in which each output sums over `fanIn` inputs, and each input reaches `fanOut`
    /// outputs.
    public func draw(
        _ shape: [Int], fanIn: Int, fanOut: Int, using generator: inout SeededGenerator
    ) -> Tensor {
        require(
            fanIn > 0 && fanOut > 0,
            "Initializer: expected a fanIn and a fanOut of at least 1, but got \(fanIn) and \(fanOut)")
        let (inputs, both) = (Scalar(fanIn), Scalar(fanIn.plus(fanOut)))
        func uniform(_ bound: Scalar) -> Tensor {
            Tensor(randomUniform: shape, in: -bound..<bound, using: &generator)
        }
        func normal(_ deviation: Scalar) -> Tensor {
            Tensor(randomNormal: shape, standardDeviation: deviation, using: &generator)
        }
        switch self {
        case .zeros: return Tensor(zeros: shape)
        case .normal(let standardDeviation): return normal(standardDeviation)
        case .glorotUniform: return uniform((6 / both).squareRoot())
        case .glorotNormal: return normal((2 / both).squareRoot())
        case .heUniform: return uniform((6 / inputs).squareRoot())
        case .heNormal: return normal((2 / inputs).squareRoot())
        }
    }
}
