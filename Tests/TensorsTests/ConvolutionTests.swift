import Tensors
import Testing

/// The sizes of a convolution to compare two ways of computing it.
struct ConvolutionSizes: Sendable, CustomTestStringConvertible {
    var x: [Int]
    var weight: [Int]
    var stride = 1
    var padding = 0
    var testDescription: String { "\(x) with \(weight), stride \(stride), padding \(padding)" }
}

@Suite("Convolution")
struct ConvolutionTests {
    private let image: Tensor = [
        [1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0],
    ]

    private func convolve(_ kernel: Tensor, stride: Int = 1, padding: Int = 0) -> Tensor {
        let y = convolution(
            image.reshaped(to: [1, 1, 5, 5]), kernel.reshaped(to: [1, 1] + kernel.shape), bias: [0],
            stride: stride, padding: padding)
        return y.reshaped(to: Array(y.shape.suffix(2)))
    }

    @Test("the worked example: 5×5 with the kernel in the shape of an X")
    func workedExample() {
        #expect(convolve([[1, 0, 1], [0, 1, 0], [1, 0, 1]]) == [[4, 3, 4], [2, 4, 3], [2, 3, 4]])
    }

    @Test("the kernel is not flipped: an edge kernel, and its turned copy with all signs changed")
    func notFlipped() {
        let edge: Tensor = [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]
        let answer: Tensor = [[2, 0, -2], [3, 2, -2], [3, 1, -2]]
        #expect(convolve(edge) == answer)
        #expect(convolve(-edge) == -answer)
    }

    @Test("the identity kernel returns the image, ones add up the box")
    func laws() {
        #expect(convolve([[0, 0, 0], [0, 1, 0], [0, 0, 0]], padding: 1) == image)
        let box = convolve(Tensor(ones: [3, 3]))
        #expect(box[1, 1].item == 1 + 1 + 1 + 0 + 1 + 1 + 0 + 1 + 1)
        #expect(convolve(Tensor(ones: [3, 3]), stride: 2)[0, 1].item == 1 + 0 + 0 + 1 + 1 + 0 + 1 + 1 + 1)
    }

    static let sizes: [ConvolutionSizes] = [
        ConvolutionSizes(x: [1, 1, 5, 6], weight: [1, 1, 2, 3]),
        ConvolutionSizes(x: [3, 2, 7, 6], weight: [5, 2, 3, 3]),
        ConvolutionSizes(x: [2, 3, 8, 9], weight: [17, 3, 3, 2], stride: 2),
        ConvolutionSizes(x: [2, 4, 9, 7], weight: [16, 4, 5, 5], stride: 3, padding: 2),
        ConvolutionSizes(x: [70, 3, 5, 4], weight: [33, 3, 3, 3], padding: 1),
        ConvolutionSizes(x: [37, 2, 3, 4], weight: [3, 2, 3, 4]),
        ConvolutionSizes(x: [300, 1, 1, 1], weight: [2, 1, 1, 1]),
        ConvolutionSizes(x: [2, 1, 28, 28], weight: [8, 1, 5, 5]),
        ConvolutionSizes(x: [2, 8, 7, 8], weight: [24, 8, 3, 3], padding: 1),
        ConvolutionSizes(x: [2, 9, 5, 5], weight: [9, 9, 2, 2]),
        ConvolutionSizes(x: [3, 20, 6, 6], weight: [2, 20, 1, 1], stride: 2),
        ConvolutionSizes(x: [2, 1, 1, 9], weight: [2, 1, 1, 4], stride: 4),
        ConvolutionSizes(x: [3, 5, 9, 9], weight: [12, 5, 3, 3], padding: 1),
        ConvolutionSizes(x: [2, 16, 13, 13], weight: [16, 16, 3, 3], padding: 1),
        // Of a gradient, a window meets a quarter of the taps, or with a stride longer than the kernel none.
        ConvolutionSizes(x: [37, 2, 8, 8], weight: [5, 2, 3, 3], stride: 2, padding: 1),
        ConvolutionSizes(x: [2, 3, 11, 13], weight: [4, 3, 2, 3], stride: 5),
    ]

    private func draw(_ sizes: ConvolutionSizes) -> (x: Tensor, weight: Tensor, bias: Tensor) {
        var generator = SeededGenerator(seed: 6)
        return (
            Tensor(randomNormal: sizes.x, using: &generator),
            Tensor(randomNormal: sizes.weight, using: &generator),
            Tensor(randomNormal: [sizes.weight[0]], using: &generator)
        )
    }

    /// Rounding of sums of up to 100 products of size 1.
    private func expectClose(_ a: Tensor, _ b: Tensor, _ what: String) {
        #expect(a.shape == b.shape)
        let distance = abs(a - b).max()
        let bound = 2e-5 * (1 + abs(b).max())
        #expect(distance <= bound, "\(what): \(distance)")
    }

    @Test("tiles equal loops", arguments: sizes)
    func values(_ sizes: ConvolutionSizes) {
        let (x, weight, bias) = draw(sizes)
        let (s, p) = (sizes.stride, sizes.padding)
        expectClose(
            convolution(x, weight, bias: bias, stride: s, padding: p),
            convolutionByLoops(x, weight, bias: bias, stride: s, padding: p), "values")
    }

    @Test("gradients are the transposes of the convolution, as a linear map", arguments: sizes)
    func transposes(_ sizes: ConvolutionSizes) {
        // ⟨dy, conv(x, w)⟩ = ⟨x, dx⟩ = ⟨w, dw⟩ for every x, w and dy.
        let (x, weight, bias) = draw(sizes)
        let (s, p) = (sizes.stride, sizes.padding)
        let y = convolutionByLoops(x, weight, bias: 0 * bias, stride: s, padding: p)
        var generator = SeededGenerator(seed: 7)
        let dy = Tensor(randomNormal: y.shape, using: &generator)
        let dx = convolutionInputGradient(dy, weight, inputShape: x.shape, stride: s, padding: p)
        let dw = convolutionWeightGradient(x, dy, weightShape: weight.shape, stride: s, padding: p)
        let (goal, size) = ((dy * y).sum(), abs(dy * y).sum())
        #expect(abs((x * dx).sum() - goal) <= 1e-5 * size)
        #expect(abs((weight * dw).sum() - goal) <= 1e-5 * size)
    }

    @Test("the gradient of a bias is the sum over images and windows", arguments: sizes)
    func biasGradient(_ sizes: ConvolutionSizes) {
        let (x, weight, bias) = draw(sizes)
        let y = convolutionByLoops(x, weight, bias: bias, stride: sizes.stride, padding: sizes.padding)
        expectClose(convolutionBiasGradient(y), y.sum(alongAxes: 0, 2, 3), "bias")
    }

    @Test("windows laid out, times flattened kernels, is the convolution", arguments: sizes)
    func windows(_ sizes: ConvolutionSizes) {
        let (x, weight, bias) = draw(sizes)
        let y = convolutionByLoops(x, weight, bias: bias, stride: sizes.stride)
        let rows = x.windows(height: sizes.weight[2], width: sizes.weight[3], stride: sizes.stride)
        #expect(rows.shape == [y.size / sizes.weight[0], weight.size / sizes.weight[0]])
        let product = matmul(rows, weight.flattened().transposed()) + bias
        let images = product.reshaped(to: [y.shape[0], y.shape[2], y.shape[3], y.shape[1]])
            .transposed(permutation: [0, 3, 1, 2])
        expectClose(images, y, "product")
    }

    @Test("views are read as they look: a transposed image, a slice of a batch")
    func views() {
        let (x, weight, bias) = draw(ConvolutionTests.sizes[1])
        let turned = x.transposed()
        expectClose(
            convolution(turned, weight, bias: bias), convolutionByLoops(turned, weight, bias: bias), "turned")
        expectClose(
            convolution(x[1..<3], weight, bias: bias), convolutionByLoops(x[1..<3], weight, bias: bias),
            "slice")
    }

    @Test("the same numbers, whatever the number of images beside them")
    func alone() {
        let (x, weight, bias) = draw(ConvolutionTests.sizes[4])
        let together = convolution(x, weight, bias: bias, padding: 1)
        expectClose(convolution(x[41..<42], weight, bias: bias, padding: 1), together[41..<42], "alone")
    }

    static let mistakes: [(@Sendable () -> Void, String)] = [
        (
            {
                _ = convolution(
                    Tensor(zeros: [2, 3, 8, 8]), Tensor(zeros: [4, 1, 3, 3]), bias: Tensor(zeros: [4]))
            },
            "convolution: expected as many channels in the images as in the weight, but got 3 in [2, 3, 8, 8] and "
                + "1 in [4, 1, 3, 3]; a kernel reaches through all channels"
        ),
        (
            {
                _ = convolution(
                    Tensor(zeros: [2, 1, 4, 8]), Tensor(zeros: [4, 1, 5, 5]), bias: Tensor(zeros: [4]))
            },
            "convolution: expected images at least as large as the kernel, 5×5, but got 4×8, padding included; "
                + "pad more, pool less, or take a smaller kernel"
        ),
        (
            {
                _ = convolution(
                    Tensor(zeros: [0, 1, 8, 8]), Tensor(zeros: [4, 1, 5, 5]), bias: Tensor(zeros: [4]))
            },
            "convolution: expected at least one image, channel, pixel, kernel and weight, but got [0, 1, 8, 8] and "
                + "[4, 1, 5, 5]; leave empty batches out"
        ),
        (
            {
                _ = convolution(
                    Tensor(zeros: [2, 8, 8]), Tensor(zeros: [4, 1, 5, 5]), bias: Tensor(zeros: [4]))
            },
            "but got [2, 8, 8], [4, 1, 5, 5] and [4]; a channels axis can be inserted with"
        ),
        (
            { _ = convolutionShape([1, 1, 8, 8], [1, 1, 3, 3], stride: 0) },
            "expected a stride of at least 1 and a padding of at least 0, but got 0 and 0"
        ),
    ]

    @Test("a wrong shape stops with what was expected, what came and a hint", arguments: 0..<mistakes.count)
    func mistake(number: Int) async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            [number = number as Int] in
            ConvolutionTests.mistakes[number].0()
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains(ConvolutionTests.mistakes[number].1), "\(message)")
    }
}

@Suite("Pooling")
struct PoolingTests {
    /// Few different numbers, so that windows hold equals; and some that are none.
    @Test(
        "of wide planes too: the first of the largest wins, and a broken number does not hide",
        arguments: [1, 2, 3])
    func widePlanes(stride: Int) {
        let (height, width) = (7, 39)
        var generator = SeededGenerator(seed: 8)
        let plane: [Scalar] = (0..<(height * width)).map { _ in
            let digit = Int.random(in: 0...12, using: &generator)
            return digit == 12 ? .nan : Scalar(digit / 3)
        }
        let x = Tensor(scalars: plane, shape: [1, 1, height, width])
        let (values, indices) = maxPooling(x, size: 2, stride: stride)
        var expected: [Int32] = []
        for top in Swift.stride(from: 0, through: height - 2, by: stride) {
            for left in Swift.stride(from: 0, through: width - 2, by: stride) {
                let corner = top * width + left
                var best = corner
                for place in [corner + 1, corner + width, corner + width + 1]
                where plane[place] > plane[best] || plane[place].isNaN {
                    best = place
                }
                expected.append(Int32(best))
            }
        }
        #expect(indices == expected)
        #expect(
            values.scalars.map { $0.isNaN ? -1 : $0 }
                == expected.map { plane[Int($0)].isNaN ? -1 : plane[Int($0)] })
        #expect(values.scalars.contains { $0.isNaN })
    }

    private let x = Tensor(scalars: [-1, -5, 3, 3, -2, -4, 0, 3, -7, 1, 1, 2], shape: [1, 1, 3, 4])

    @Test("the largest of each window, and where it stood: of equals the first")
    func largest() {
        let (values, indices) = maxPooling(x, size: 2, stride: 1)
        #expect(values == Tensor(scalars: [-1, 3, 3, 1, 1, 3], shape: [1, 1, 2, 3]))
        #expect(indices == [0, 2, 2, 9, 9, 7])
    }

    @Test("padding never wins, not over negative numbers either")
    func padding() {
        let (values, _) = maxPooling(x - 10, size: 3, stride: 3, padding: 1)
        #expect(values == Tensor(scalars: [-11, -7], shape: [1, 1, 1, 2]))
    }

    @Test("a place that wins several windows collects from all")
    func collects() {
        let (_, indices) = maxPooling(x, size: 2, stride: 1)
        let dy = Tensor(scalars: [1, 2, 4, 8, 16, 32], shape: [1, 1, 2, 3])
        let dx = maxPoolingGradient(dy, indices: indices, inputShape: x.shape, size: 2, stride: 1)
        #expect(dx.scalars == [1, 0, 2 + 4, 0, 0, 0, 0, 32, 0, 8 + 16, 0, 0])
    }

    @Test("an average is over the numbers that are there")
    func average() {
        let y = averagePooling(x, size: 3, stride: 3, padding: 1)
        let first: Scalar = (-1 - 5 - 2 - 4) / 4
        #expect(y[0, 0, 0, 0].item == first)
        let dx = averagePoolingGradient(
            Tensor(ones: y.shape), inputShape: x.shape, size: 3, stride: 3, padding: 1)
        #expect(dx[0, 0, 0, 0].item == 0.25)
        #expect(dx.sum() == 2)
    }

    @Test("−∞ and NaN are numbers of a window like others: NaN is not hidden")
    func extremes() {
        let odd = Tensor(scalars: [-.infinity, -.infinity, .nan, 1], shape: [1, 1, 1, 4])
        let (values, indices) = maxPooling(odd.reshaped(to: [1, 1, 2, 2]), size: 1, stride: 1)
        #expect(values.scalars[0] == -.infinity && values.scalars[2].isNaN && indices == [0, 1, 2, 3])
        #expect(maxPooling(odd.reshaped(to: [1, 1, 2, 2]), size: 2, stride: 1).values.item.isNaN)
    }
}
