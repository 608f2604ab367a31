import Grading
import Nabla

/// The arguments of 8.2 and 8.3: a recurrent layer, its inputs, and the gradients that arrive at its states.
struct Recurrence {
    var x: Tensor, h0: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor, g: Tensor

    var steps: Range<Int> { 0..<x.shape[0] }

    /// The states, one a row.
    ///
    /// - Parameters:
    ///   - step: combines the input's part of the sum, bias included, and the state's.
    ///   - entering: what is made of the state before a step.
    func states(
        _ step: (_ x: Tensor, _ h: Tensor) -> Tensor = { tanh($0 + $1) }, entering: (Tensor) -> Tensor = { $0 }
    ) -> Tensor {
        var h = h0
        return Tensor(
            stacking: steps.map { t in
                h = step(matmul(x[t], Wx) + b, matmul(entering(h), Wh))
                return h
            })
    }

    /// T, D and H differ from each other and from case to case; h0 is not zero.
    static func drawn(_ generator: inout SeededGenerator) -> [Recurrence] {
        [(4, 2, 3), (5, 4, 2), (6, 3, 5)].map { steps, features, units in
            Recurrence(
                x: generator.nonZeroHalves([steps, features], limit: 2),
                h0: generator.nonZeroHalves([units], limit: 2) / 4,
                Wx: generator.nonZeroHalves([features, units], limit: 2) / 4,
                Wh: generator.nonZeroHalves([units, units], limit: 2) / 4,
                b: generator.nonZeroHalves([units], limit: 2) / 4, g: generator.nonZeroHalves([steps, units], limit: 2))
        }
    }
}
