import Autodiff
import Tensors

/// Embedding: y = weight[id], maps each integer id to a trainable vector, a row of `weight`.
///
/// The same as a dense layer without bias on one-hot rows, but nothing is multiplied by zero.
///
/// Shapes: x [N, T] of whole numbers in 0..<K → [N, T, D], with weight [K, D]. Any number of axes will do.
///
/// The weight starts normal with σ = 1, as in PyTorch; Keras takes the uniform distribution in [−0.05, 0.05]. Source: Bengio et al. 2003,
/// section 2.
public final class Embedding: Layer {
    public let weight: Parameter

    /// Makes a table of `symbols` rows of `features` numbers.
    public init(
        _ symbols: Int, _ features: Int, initializer: Initializer = .normal(standardDeviation: 1),
        using generator: inout SeededGenerator
    ) {
        require(
            symbols > 0 && features > 0,
            "Embedding: expected at least one symbol and one feature, but got \(symbols), \(features)")
        weight = Parameter(
            "weight",
            initializer.draw([symbols, features], fanIn: symbols, fanOut: features, using: &generator))
    }

    /// Makes a layer from a table that is known.
    public init(weight: Tensor) {
        require(weight.rank == 2, "Embedding: expected a weight [K, D], but got \(weight.shape)")
        self.weight = Parameter("weight", weight)
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        let symbols = weight.shape[0]
        let rows = x.value.scalars.map { number -> Int in
            require(
                number >= 0 && number < Scalar(symbols) && number == number.rounded(),
                "\(description): expected whole numbers in 0..<\(symbols), but got \(number); "
                    + "each number names a row of the table")
            return Int(number)
        }
        return embedding(weight.variable(in: mode), rows: rows, shape: x.shape)
    }

    public var ownParameters: [Parameter] { [weight] }

    public func outputShape(for inputShape: [Int]) -> [Int] { inputShape + [weight.shape[1]] }

    public var description: String { "Embedding(\(weight.shape[0]), \(weight.shape[1]))" }
}
