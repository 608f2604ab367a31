#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Tensors

/// Ways to spoil images that a person sees through at once, or sees to be no digit.
///
/// Shapes: [N, 28, 28] → the same.
public enum BrokenImages {
    /// Moves all ink; what leaves the frame is lost.
    public static func shifted(_ images: Tensor, right: Int, down: Int) -> Tensor {
        func ranges(_ step: Int) -> (from: Range<Int>, to: Range<Int>) {
            (max(0, -step)..<28 - max(0, step), max(0, step)..<28 - max(0, -step))
        }
        let (x, y) = (ranges(right), ranges(down))
        var moved = Tensor(zeros: images.shape)
        moved[.all, y.to, x.to] = images[.all, y.from, x.from]
        return moved
    }

    /// Rotates about the middle, counterclockwise; what leaves the frame is lost. Each pixel is a weighted mean of the four
    /// around the place it comes from (bilinear interpolation), so that rotating is one matrix for all images.
    public static func rotated(_ images: Tensor, byDegrees degrees: Scalar) -> Tensor {
        let angle = Double(degrees) * .pi / 180
        let (cosine, sine) = (cos(angle), sin(angle))
        var elements: [(row: Int, column: Int, value: Scalar)] = []
        for pixel in 0..<784 {
            let (x, y) = (Double(pixel % 28) - 13.5, Double(pixel / 28) - 13.5)
            // Where this pixel comes from. Rounded, so that a quarter turn does not mix neighbors by 10⁻¹⁶.
            let fromX = ((x * cosine - y * sine + 13.5) * 1e6).rounded() / 1e6
            let fromY = ((x * sine + y * cosine + 13.5) * 1e6).rounded() / 1e6
            let (left, top) = (Int(fromX.rounded(.down)), Int(fromY.rounded(.down)))
            for (column, row) in [(left, top), (left + 1, top), (left, top + 1), (left + 1, top + 1)] {
                let weight = (1 - abs(fromX - Double(column))) * (1 - abs(fromY - Double(row)))
                guard weight > 0, (0..<28).contains(column), (0..<28).contains(row) else { continue }
                elements.append((pixel, row * 28 + column, Scalar(weight)))
            }
        }
        let rotation = SparseMatrix(shape: [784, 784], elements: elements)
        return matmul(rotation, images.flattened().transposed()).transposed().reshaped(to: images.shape)
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
