import Nabla

/// Inputs that a learner can check by hand: halves and whole numbers of both signs.
extension SeededGenerator {
    /// Multiples of ½ between −limit and limit.
    public mutating func halves(_ shape: [Int], limit: Int = 4) -> Tensor {
        numbers(shape) { Scalar(Int.random(in: -2 * limit...2 * limit, using: &$0)) / 2 }
    }

    /// Multiples of ½ between −limit and limit, without 0 and of any size but 0.
    public mutating func nonZeroHalves(_ shape: [Int], limit: Int = 4) -> Tensor {
        numbers(shape) { generator in
            let size = Scalar(Int.random(in: 1...2 * limit, using: &generator)) / 2
            return Bool.random(using: &generator) ? size : -size
        }
    }

    /// One number, not 0.
    public mutating func nonZeroHalf(limit: Int = 4) -> Scalar { nonZeroHalves([], limit: limit).item }

    private mutating func numbers(
        _ shape: [Int], _ draw: (inout SeededGenerator) -> Scalar
    ) -> Tensor {
        Tensor(scalars: (0..<shape.reduce(1, *)).map { _ in draw(&self) }, shape: shape)
    }
}
