import Autodiff
import Tensors

/// While training, silences each number with a given probability and makes the others louder, so that their
/// average stays the same. In inference it does nothing.
///
/// Each output is x · mask / (1 − p), where the mask is 0 with probability p and 1 otherwise. The next layer can
/// not rely on any single input.
///
/// Shapes: any, kept. Source: Srivastava et al. 2014, in the inverted form.
public final class Dropout: Layer {
    public let probability: Scalar
    private var generator: SeededGenerator

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
