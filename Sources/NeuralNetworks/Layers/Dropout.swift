import Autodiff
import Tensors

/// Dropout: in training y = x · mask / (1 − p), where the mask is 0 with probability p and 1 otherwise; in inference y = x.
///
/// The scaling keeps the expected value. The next layer cannot rely on any single input.
///
/// Shapes: any, kept. Source: Srivastava et al. 2014, in the inverted form.
public final class Dropout: Layer, RandomLayer {
    public let probability: Scalar
    public var generator: SeededGenerator

    public init(_ probability: Scalar, seed: UInt64) {
        require(
            probability >= 0 && probability < 1,
            "Dropout: expected a probability of dropping in 0..<1, but got \(probability)")
        self.probability = probability
        generator = SeededGenerator(seed: seed)
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        if mode == .inference || probability == 0 { return x }
        let draws = Tensor(randomUniform: x.shape, using: &generator)
        let mask = (draws .>= probability) / (1 - probability)
        return x * .constant(mask)
    }

    public var description: String { "Dropout(\(probability))" }
}
