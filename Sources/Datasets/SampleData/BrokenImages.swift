import Tensors

/// Ways to spoil images that a person sees through at once, or sees to be no digit.
///
/// Shapes: [N, 28, 28] → the same.
public enum BrokenImages {
    /// Moves all ink; what leaves the frame is lost.
    public static func shifted(_ images: Tensor, right: Int, down: Int) -> Tensor {
        func ranges(_ pixels: Int) -> (from: Range<Int>, to: Range<Int>) {
            // By 28 and more, all of it leaves the frame.
            let step = min(max(pixels, -28), 28)
            return (max(0, -step)..<28 - max(0, step), max(0, step)..<28 - max(0, -step))
        }
        let (x, y) = (ranges(right), ranges(down))
        var moved = Tensor(zeros: images.shape)
        moved[.all, y.to, x.to] = images[.all, y.from, x.from]
        return moved
    }

    /// Rotates about the middle, counterclockwise; what leaves the frame is lost. See `AffineMap`.
    public static func rotated(_ images: Tensor, byDegrees degrees: Scalar) -> Tensor {
        AffineMap(degrees: -degrees).applied(to: images)
    }

    /// Exchanges ink and paper.
    public static func inverted(_ images: Tensor) -> Tensor { 1 - images }

    /// Puts the pixels of every image into one random order.
    public static func shuffled(_ images: Tensor, seed: UInt64) -> Tensor {
        var generator = SeededGenerator(seed: seed)
        let order = (0..<784).shuffled(using: &generator)
        return images.flattened().transposed().gathering(order).transposed().reshaped(to: images.shape)
    }

    /// Every pixel drawn evenly from 0 to 1: a television without a programme.
    public static func noise(_ count: Int, seed: UInt64) -> Tensor {
        var generator = SeededGenerator(seed: seed)
        return Tensor(randomUniform: [count, 28, 28], using: &generator)
    }
}
