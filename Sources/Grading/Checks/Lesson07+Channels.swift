import Nabla

extension Lesson07 {
    // MARK: 7.3 convolution, many channels

    typealias Layer = (x: Tensor, w: Tensor, b: Tensor)

    static var channels: Check<Layer, Tensor> {
        var check = Check<Layer, Tensor>(
            exercise: Exercise(
                id: "7.3", name: "conv2d", points: 2,
                byHand: ["convolution", "convolutionByLoops", "Conv2D"],
                hints: [
                    "Write the shapes beside the loops: which indices has the output, and which disappear in the sum?",
                    "One output cell sums over all input channels and over the whole window in each of them.",
                    "Four loops name the cell (n, o, i, j), three add up its products (c, u, v). The bias is added "
                        + "once for each cell, when its sum is done.",
                ]),
            inputs: { generator in
                [([2, 3, 3, 4], 2, 2), ([1, 2, 5, 3], 4, 3)].map { shape, kernels, size in
                    (
                        generator.nonZeroHalves(shape),
                        generator.nonZeroHalves([kernels, shape[1], size, size], limit: 2),
                        generator.nonZeroHalves([kernels])
                    )
                }
            },
            show: { [Part("x", $0.x), Part("w", $0.w), Part("b", $0.b)] },
            results: { [Part("output", $1)] },
            right: { output($0) })
        check.knows(
            "a", .twice,
            "The bias was added once for each input channel. When is a cell finished?"
        ) { output($0, biases: $0.x.shape[1]) }
        check.knows(
            "b", .twice,
            "The bias was added once for each product. When is a cell finished?"
        ) { output($0, biases: $0.w.size / $0.w.shape[0]) }
        check.knows(
            "c", .average,
            "The channels were averaged. Channels add up their evidence."
        ) { layer in
            let bias = layer.b.reshaped(to: [1, layer.b.size, 1, 1])
            return (output(layer) - bias) / Scalar(layer.x.shape[1]) + bias
        }
        check.knows(
            "d",
            "Only the first input channel was looked at. Every kernel reaches through all channels."
        ) { layer in output(layer) { c, u, v, o in c == 0 ? layer.w[o, 0, u, v].item : 0 } }
        check.knows(
            "e",
            "All input channels share one plane of weights. Each channel has its own.",
            { layer in output(layer) { _, u, v, o in layer.w[o, 0, u, v].item } }
        )
        check.knows(
            "f", .transpose,
            "The weights were read as [C, O, k, k]. Write down the flat index of one weight."
        ) { layer in
            let s = layer.w.shape
            let w = layer.w.reshaped(to: [s[1], s[0], s[2], s[3]])
            return output(layer) { c, u, v, o in w[c, o, u, v].item }
        }
        check.knows(
            "g", .axis,
            "The input was read as [N, H, W, C]. Relabelling the shape does not move the values."
        ) { layer in
            let s = layer.x.shape
            let x = layer.x.reshaped(to: [s[0], s[2], s[3], s[1]]).transposed(permutation: [0, 3, 1, 2])
            return output((x, layer.w, layer.b))
        }
        check.knows(
            "h",
            "The bias is missing. One number is added to each map."
        ) { output($0, biases: 0) }
        check.knows(
            "i",
            "All maps got the first bias. Each kernel has a bias of its own."
        ) { output(($0.x, $0.w, Tensor(repeating: $0.b[0].item, shape: $0.b.shape))) }
        check.knows(
            "j",
            "Extents are written in the code: only the first channels were added up, or the first part of the window. "
                + "They differ from call to call.",
            { layer in output(layer) { c, u, v, o in c < 2 ? layer.w[o, c, u, v].item : 0 } },
            { layer in output(layer) { c, u, v, o in u < 2 && v < 2 ? layer.w[o, c, u, v].item : 0 } }
        )
        check.knows(
            "k", .convention,
            "The kernels were turned around. The text says: slide and multiply, as they stand."
        ) { layer in
            let k = layer.w.shape[2]
            return output(layer) { c, u, v, o in layer.w[o, c, k - 1 - u, k - 1 - v].item }
        }
        check.knows(
            "l",
            "The output does not depend on the input.", { Tensor(zeros: output($0).shape) },
            { Tensor(ones: output($0).shape) }, { 0 * output($0) + $0.b.reshaped(to: [1, $0.b.size, 1, 1]) }
        )
        check.knows(
            "m",
            "Every sample got the answer of the first one."
        ) { layer in output(layer)[0..<1].broadcast(to: output(layer).shape) }
        check.knows(
            "n", .transpose,
            "Each plane of weights is transposed. The row of the window meets the row of the kernel."
        ) { layer in output(layer) { c, u, v, o in layer.w[o, c, v, u].item } }
        return check
    }

    /// The right output; or with other weights, or with the bias added another number of times.
    private static func output(
        _ layer: Layer, biases: Int = 1,
        weight: ((_ c: Int, _ u: Int, _ v: Int, _ o: Int) -> Scalar)? = nil
    ) -> Tensor {
        let (s, k) = (layer.w.shape, layer.w.shape[2])
        var w = layer.w
        if let weight {
            let all = (0..<layer.w.size).map { place in
                let index = multiIndex(place, in: s)
                return weight(index[1], index[2], index[3], index[0])
            }
            w = Tensor(scalars: all, shape: [s[0], s[1], k, k])
        }
        return convolutionByLoops(layer.x, w, bias: layer.b * Scalar(biases))
    }
}
