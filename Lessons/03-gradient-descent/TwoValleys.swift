import Nabla

/// A loss with a shallow valley on the right and a deep one on the left.
enum TwoValleys {
    static func loss(_ x: Double, _ y: Double) -> Double {
        (x * x - 1) * (x * x - 1) + 0.3 * x + 0.5 * y * y
    }

    static func gradient(_ θ: Tensor) -> Tensor {
        let (x, y) = (θ[0], θ[1])
        return Tensor(stacking: [4 * x * (x * x - 1) + 0.3, y])
    }
}
