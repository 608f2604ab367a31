// 14.7 gram
// points: 2
// minutes: 10
// difficulty: medium
// hint: What has to vanish is the place. Put all pixels of a channel into one row: [N, C, H·W].
// hint: A matrix times its transpose holds the products of every two rows, summed along them.
// hint: Turn each matrix with `transposed(permutation: [0, 2, 1])`, multiply, and divide by H·W.

import Grading
import Nabla

struct Features: Sendable {
    var features: Tensor

    var images: Int { features.shape[0] }
    var channels: Int { features.shape[1] }
    var pixels: Int { features.shape[2] * features.shape[3] }
    /// [N, C, H·W]
    var rows: Tensor { features.reshaped(to: [images, channels, pixels]) }
    var right: Tensor { crossed(rows) }

    func crossed(_ rows: Tensor) -> Tensor {
        matmul(rows, rows.transposed(permutation: [0, 2, 1])) / Scalar(rows.shape[2])
    }

    init(_ shape: [Int], using generator: inout SeededGenerator) {
        // Not centered: brightness belongs to a style.
        features = generator.nonZeroHalves(shape, limit: 6) + 0.7
    }
}

let gram = Check<Features, Tensor> { c in
    c.inputs { generator in
        [
            Features([2, 3, 2, 4], using: &generator), Features([3, 2, 3, 5], using: &generator),
            Features([2, 4, 3, 2], using: &generator),
        ]
    }
    c.right { $0.right }
    c.wrong(.axis, "Pixels were compared with pixels. What has to vanish is the place; what stays is the channels.") {
        matmul($0.rows.transposed(permutation: [0, 2, 1]), $0.rows) / Scalar($0.pixels)
    }
    c.wrong(.axis, "Pixels were compared with pixels. What has to vanish is the place; what stays is the channels.") {
        matmul($0.rows.transposed(permutation: [0, 2, 1]), $0.rows) / Scalar($0.channels)
    }
    c.wrong(.axis, "The images of the batch were mixed into one matrix. Each image has a style of its own.") { x in
        let flat = x.features.reshaped(to: [x.images * x.channels, x.pixels])
        return matmul(flat, flat.transposed()) / Scalar(x.pixels)
    }
    c.wrong(.axis, "Channels and images were exchanged before the rows were made. The image has to stay outermost.") {
        x in
        let exchanged = x.features.transposed(permutation: [1, 0, 2, 3])
        return x.crossed(exchanged.reshaped(to: [x.images, x.channels, x.pixels]))
    }
    c.wrong(.average, "The sums are not divided by the number of pixels. Should a larger picture have more style?") {
        $0.right * Scalar($0.pixels)
    }
    c.wrong(.twice, "Divided by the number of pixels twice.") { $0.right / Scalar($0.pixels) }
    c.wrong(.convention, "Divided by C·H·W. Two conventions; here the mean is over the pixels.") {
        $0.right / Scalar($0.channels)
    }
    c.wrong(.convention, "Divided by C in place of H·W. Over what does the sum run?") {
        $0.right * Scalar($0.pixels) / Scalar($0.channels)
    }
    c.wrong("The channels were centered first: a covariance. How bright a channel is on average belongs to the style.")
    {
        $0.crossed($0.rows - $0.rows.mean(alongAxes: 2, keepingAxes: true))
    }
    c.wrong("The rows were brought to length 1: a cosine. How strong a channel is belongs to the style.") { x in
        let lengths = sqrt(square(x.rows).sum(alongAxes: 2, keepingAxes: true))
        let unit = x.rows / lengths
        return matmul(unit, unit.transposed(permutation: [0, 2, 1]))
    }
    c.wrong(.average, "This is the mean over the images. Each image has a style of its own.") {
        $0.right.mean(alongAxes: 0)
    }
    c.wrong("The root was taken. A mean of products was asked.") { sqrt(abs($0.right)) }
    c.wrong("Only the products of a channel with itself are left. What goes with what is in the others.") { x in
        x.right * Tensor(identity: x.channels)
    }
    c.accepts("channel by channel") { x in
        let sums = (0..<x.images).map { n in
            Tensor(
                stacking: (0..<x.channels).map { c in
                    Tensor((0..<x.channels).map { d in (x.rows[n, c] * x.rows[n, d]).mean() })
                })
        }
        return Tensor(stacking: sums)
    }
}
