// 7.3 conv2d
// points: 2
// minutes: 15
// difficulty: medium
// by hand: convolution, convolutionByLoops, convolutionWeightGradient, convolutionInputGradient, transposedConvolution, Conv2D
// hint: Write the shapes beside the loops: which indices has the output, and which disappear in the sum?
// hint: One output cell sums over all input channels and over the whole window in each of them.
// hint: Four loops name the cell (n, o, i, j), three add up its products (c, u, v). The bias is added once for each cell,
//   when its sum is done.

import Grading
import Nabla

struct ConvolutionLayer {
    var x: Tensor, w: Tensor, b: Tensor

    /// The right output; or with other weights, or with the bias added another number of times.
    func output(_ weights: Tensor? = nil, biases: Int = 1) -> Tensor {
        convolutionByLoops(x, weights ?? w, bias: b * Scalar(biases))
    }

    /// The output with other weights, each made from its place.
    func output(weight: (_ o: Int, _ c: Int, _ u: Int, _ v: Int) -> Scalar) -> Tensor {
        let (s, k) = (w.shape, w.shape[2])
        let all = (0..<w.size).map { weight($0 / (s[1] * k * k), $0 / (k * k) % s[1], $0 / k % k, $0 % k) }
        return output(Tensor(scalars: all, shape: s))
    }

    func weight(_ o: Int, _ c: Int, _ u: Int, _ v: Int) -> Scalar { w[o, c, u, v].item }
    /// The bias beside the maps.
    var bias: Tensor { b.reshaped(to: [1, b.size, 1, 1]) }
}

let channels = Check<ConvolutionLayer, Tensor>(result: "output") { c in
    c.inputs { generator in
        [([2, 3, 3, 4], 2, 2), ([1, 2, 5, 3], 4, 3)].map { shape, kernels, size in
            ConvolutionLayer(
                x: generator.nonZeroHalves(shape),
                w: generator.nonZeroHalves([kernels, shape[1], size, size], limit: 2),
                b: generator.nonZeroHalves([kernels]))
        }
    }
    c.right { $0.output() }
    c.wrong(.twice, "The bias was added once for each input channel. When is a cell finished?") {
        $0.output(biases: $0.x.shape[1])
    }
    c.wrong(.twice, "The bias was added once for each product. When is a cell finished?") {
        $0.output(biases: $0.w.size / $0.w.shape[0])
    }
    c.wrong(.average, "The channels were averaged. Channels add up their evidence.") {
        ($0.output() - $0.bias) / Scalar($0.x.shape[1]) + $0.bias
    }
    c.wrong("Only the first input channel was looked at. Every kernel reaches through all channels.") { layer in
        layer.output { o, c, u, v in c == 0 ? layer.weight(o, c, u, v) : 0 }
    }
    c.wrong("All input channels share one plane of weights. Each channel has its own.") { layer in
        layer.output { o, _, u, v in layer.weight(o, 0, u, v) }
    }
    c.wrong(.transpose, "The weights were read as [C, O, k, k]. Write down the flat index of one weight.") { layer in
        let s = layer.w.shape
        return layer.output(layer.w.reshaped(to: [s[1], s[0], s[2], s[3]]).transposed(permutation: [1, 0, 2, 3]))
    }
    c.wrong(.axis, "The input was read as [N, H, W, C]. Relabelling the shape does not move the values.") { layer in
        let s = layer.x.shape
        let x = layer.x.reshaped(to: [s[0], s[2], s[3], s[1]]).transposed(permutation: [0, 3, 1, 2])
        return ConvolutionLayer(x: x, w: layer.w, b: layer.b).output()
    }
    c.wrong("The bias is missing. One number is added to each map.") { $0.output(biases: 0) }
    c.wrong("All maps got the first bias. Each kernel has a bias of its own.") { $0.output(biases: 0) + $0.b[0].item }
    c.wrong(
        "Extents are written in the code: only the first channels were added up, or the first part of the window. They differ from call to call.",
        { layer in layer.output { o, c, u, v in c < 2 ? layer.weight(o, c, u, v) : 0 } },
        { layer in layer.output { o, c, u, v in u < 2 && v < 2 ? layer.weight(o, c, u, v) : 0 } })
    c.wrong(.convention, "The kernels were rotated by 180°. The text says: slide and multiply, as they stand.") {
        layer in
        let last = layer.w.shape[2] - 1
        return layer.output { o, c, u, v in layer.weight(o, c, last - u, last - v) }
    }
    c.wrong(
        "The output does not depend on the input.", { 0 * $0.output() }, { 0 * $0.output() + 1 },
        { 0 * $0.output() + $0.bias })
    c.wrong("Every sample got the answer of the first one.") { $0.output()[0..<1].broadcast(to: $0.output().shape) }
    c.wrong(.transpose, "Each plane of weights is transposed. The row of the window meets the row of the kernel.") {
        $0.output($0.w.transposed(permutation: [0, 1, 3, 2]))
    }
}
