#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Autodiff
import Tensors

/// Positional encoding: y = x + P, waves of ever lower frequency that tell each place of a sequence from the others.
///
///     P[t, 2p] = sin(t / 10000^(2p/D))          P[t, 2p + 1] = cos(t / 10000^(2p/D))
///
/// Attention sees a set of vectors, without an order; with P every vector says where it stands. The product of two rows
/// of P depends on their distance alone. Places count from 0. There are no parameters, and no longest sequence.
///
/// Shapes: x [N, T, D] → [N, T, D], with D even. Source: Vaswani et al. 2017, section 3.5.
public final class PositionalEncoding: Layer {
    public init() {}

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        require(
            x.shape.count == 3,
            "PositionalEncoding(): expected an input of shape [N, T, D], but got \(x.shape); put it behind an Embedding"
        )
        return x + .constant(Self.table(x.shape[1], features: x.shape[2]))
    }

    /// P, a row for each of the first places. Shape: [T, D].
    public static func table(_ places: Int, features: Int) -> Tensor {
        require(
            places > 0 && features > 0 && features % 2 == 0,
            "PositionalEncoding: expected at least one place and an even number of features, but got \(places) and "
                + "\(features); sine and cosine come in pairs")
        let lengths = (0..<features / 2).map { pair -> Double in
            pow(10_000, Double(2 * pair) / Double(features))
        }
        var waves: [Scalar] = []
        for place in 0..<places {
            for length in lengths {
                let angle = Double(place) / length
                waves.append(Scalar(sin(angle)))
                waves.append(Scalar(cos(angle)))
            }
        }
        return Tensor(scalars: waves, shape: [places, features])
    }

    public var description: String { "PositionalEncoding()" }
}
