import Autodiff
import Foundation
import NeuralNetworks
import Tensors
import Testing
import WeightFiles

struct ConvolutionalCase: Codable, Sendable, CustomTestStringConvertible {
    struct Settings: Codable, Sendable {
        var stride: Int?
        var padding: Int?
        var kernel_size: Int?
    }
    var layer: String
    var name: String
    var training: Bool
    var settings: Settings
    var input: Reference.Values
    var parameters: [Reference.Values]
    var buffers: [Reference.Values]
    var value: Reference.Values
    var outputGradient: Reference.Values
    var inputGradient: Reference.Values
    var gradients: [Reference.Values]
    var buffersAfter: [Reference.Values]
    var testDescription: String { "\(layer) \(name)" }

    /// The layer of this kit with the same weights.
    func make() -> any Layer {
        let weights = parameters.map(\.tensor)
        let (stride, padding) = (settings.stride ?? 1, settings.padding ?? 0)
        switch layer {
        case "conv": return Conv2D(weight: weights[0], bias: weights[1], stride: stride, padding: padding)
        case "maxPool": return MaxPool2D(settings.kernel_size!, stride: stride, padding: padding)
        case "averagePool": return AveragePool2D(settings.kernel_size!, stride: stride, padding: padding)
        case "globalMaxPool": return GlobalMaxPool2D()
        case "residual":
            return Sequential(
                Residual(
                    Sequential(
                        Conv2D(weight: weights[0], bias: weights[1], padding: 1), ReLU(),
                        Conv2D(weight: weights[2], bias: weights[3], padding: 1))), ReLU())
        default:
            let layer: any Layer =
                layer == "batchNorm" ? BatchNorm(weights[0].size) : LayerNorm(weights[0].size)
            for (parameter, weight) in zip(layer.parameters, weights) { parameter.value = weight }
            for (buffer, start) in zip(layer.buffers, buffers) { buffer.value = start.tensor }
            return layer
        }
    }
}

@Suite("Layers of convolutional networks")
struct ConvolutionalLayerTests {
    /// Sums of up to 171 products in 32 bits; the numbers are of size 1 to 30.
    private let relative = 1e-5
    private let absolute = 3e-5

    @Test(
        "values, all gradients and running averages equal PyTorch's",
        arguments: (Reference.cases("convolutional.json") as [ConvolutionalCase]))
    func reference(_ item: ConvolutionalCase) {
        let layer = item.make()
        let x = Variable(item.input.tensor)
        let y = layer(x, mode: item.training ? .training : .inference)
        expectClose(y.value, item.value.tensor, relative: relative, absolute: absolute, "value")
        (y * .constant(item.outputGradient.tensor)).sum().backward()
        expectClose(x.gradient!, item.inputGradient.tensor, relative: relative, absolute: absolute, "input")
        if item.training {
            for (parameter, gradient) in zip(layer.parameters, item.gradients) {
                expectClose(
                    parameter.gradient!, gradient.tensor, relative: relative, absolute: absolute,
                    parameter.name)
            }
        }
        #expect(layer.buffers.count == item.buffersAfter.count)
        for (buffer, after) in zip(layer.buffers, item.buffersAfter) {
            expectClose(buffer.value, after.tensor, relative: relative, absolute: absolute, buffer.name)
        }
    }

    @Test("a branch of zeros changes nothing, and its gradient flows through the skip")
    func identity() {
        let zero = Conv2D(weight: Tensor(zeros: [2, 2, 3, 3]), bias: Tensor(zeros: [2]), padding: 1)
        let x = Variable(Tensor(arange: 0..<24).reshaped(to: [1, 2, 3, 4]))
        let y = Residual(zero)(x, mode: .training)
        #expect(y.value == x.value)
        y.sum().backward()
        #expect(x.gradient == Tensor(ones: [1, 2, 3, 4]))
    }

    @Test("running averages are saved and loaded with the weights, also inside a branch")
    func runningAverages() throws {
        func model() -> Sequential {
            var generator = SeededGenerator(seed: 3)
            let branch = Sequential(Conv2D(2, 2, size: 3, padding: 1, using: &generator), BatchNorm(2))
            return Sequential(Residual(branch), GlobalMaxPool2D())
        }
        var generator = SeededGenerator(seed: 4)
        let (trained, fresh) = (model(), model())
        let x = Tensor(randomNormal: [5, 2, 4, 3], mean: 3, using: &generator)
        for _ in 0..<3 { _ = trained(.constant(x), mode: .training) }
        #expect(trained.predict(x) != fresh.predict(x))
        let path = FileManager.default.temporaryDirectory.path + "/nabla-\(UUID()).safetensors"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try trained.saveWeights(to: path)
        let names = try SafeTensors.decode(FileManager.default.contents(atPath: path)!, name: "file").keys
        #expect(names.contains("layers.0.branch.layers.1.runningVariance"))
        try fresh.loadWeights(from: path)
        #expect(trained.predict(x) == fresh.predict(x))
        #expect(trained.parameterCount == 2 * 2 * 9 + 2 + 2 + 2)
    }

    @Test("after many batches the running averages are those of the data, and inference uses them")
    func convergence() {
        var generator = SeededGenerator(seed: 5)
        let layer = BatchNorm(1)
        let x = Tensor(randomNormal: [400, 1], mean: 3, standardDeviation: 2, using: &generator)
        for _ in 0..<200 { _ = layer(.constant(x), mode: .training) }
        let y = layer.predict(x)
        // 0.9²⁰⁰ of the start is left; variance m/(m − 1) = 1.0025 times the batch's.
        let (mean, variance) = (y.mean(), square(y).mean())
        #expect(abs(mean) < 1e-4)
        #expect(abs(variance - 1) < 0.004)
    }

    @Test("images are normalized as the rows of their pixels: values, gradients, running averages")
    func imagesAsRows() {
        // The second size is large enough for both cores; with the last factor squares overflow in 32 bits.
        for (shape, factor) in [([3, 2, 4, 5], 1), ([16, 8, 12, 11], 1), ([3, 2, 4, 5], 1e20)] as [([Int], Scalar)] {
            var g = SeededGenerator(seed: 9)
            let channels = shape[1]
            let x = factor * Tensor(randomNormal: shape, mean: 2, standardDeviation: 3, using: &g)
            let dy = Tensor(randomNormal: shape, using: &g)
            let weights = [Tensor(randomNormal: [channels], using: &g), Tensor(randomNormal: [channels], using: &g)]
            func rows(_ x: Tensor) -> Tensor { x.transposed(permutation: [0, 2, 3, 1]).reshaped(to: [-1, channels]) }
            let runs = [(x, dy), (rows(x), rows(dy))].map { x, dy in
                let (layer, input) = (BatchNorm(channels), Variable(x))
                for (parameter, weight) in zip(layer.parameters, weights) { parameter.value = weight }
                let y = layer(input, mode: .training)
                (y * .constant(dy)).sum().backward()
                return (layer: layer, y: y.value, gradient: input.gradient! * factor)
            }
            let what = "\(shape), numbers of size \(factor)"
            expectClose(rows(runs[0].y), runs[1].y, relative: 1e-5, absolute: 1e-5, what)
            expectClose(rows(runs[0].gradient), runs[1].gradient, relative: 1e-4, absolute: 1e-5, what)
            for (a, b) in zip(runs[0].layer.parameters, runs[1].layer.parameters) {
                expectClose(a.gradient!, b.gradient!, relative: 1e-4, absolute: 1e-4, "\(a.name), \(what)")
            }
            expectClose(runs[0].layer.runningMean.value, runs[1].layer.runningMean.value, relative: 1e-5, what)
            if factor == 1 {
                expectClose(
                    runs[0].layer.runningVariance.value, runs[1].layer.runningVariance.value, relative: 1e-5, what)
            }
        }
    }

    @Test(
        "in inference, values and gradient are those of the formula, on one core and on all",
        arguments: [[3, 5], [2000, 40], [3, 5, 2, 3], [16, 8, 12, 40]])
    func inferenceByTheFormula(_ shape: [Int]) {
        var g = SeededGenerator(seed: 10)
        let (channels, layer) = (shape[1], BatchNorm(shape[1]))
        layer.runningVariance.value = Tensor(randomUniform: [channels], in: 0..<4, using: &g)
        for parameter in [layer.scale, layer.shift, layer.runningMean] {
            parameter.value = Tensor(randomNormal: [channels], using: &g)
        }
        let (x, dy) = (Tensor(randomNormal: shape, using: &g), Tensor(randomNormal: shape, using: &g))
        func perChannel(_ x: Tensor) -> Tensor { x.reshaped(to: [1, channels] + shape.dropFirst(2).map { _ in 1 }) }
        let factor = perChannel(layer.scale.value / sqrt(layer.runningVariance.value + layer.epsilon))
        let input = Variable(x)
        let y = layer(input, mode: .inference)
        (y * .constant(dy)).sum().backward()
        #expect(y.value == (x - perChannel(layer.runningMean.value)) * factor + perChannel(layer.shift.value))
        #expect(input.gradient == dy * factor)
        #expect(layer.parameters.allSatisfy { $0.gradient == nil })
    }

    @Test("the summary shows shapes of images and the layers of a branch")
    func summary() {
        var generator = SeededGenerator(seed: 1)
        let model = Sequential(
            Conv2D(1, 8, size: 3, using: &generator), ReLU(), MaxPool2D(2),
            Residual(
                Sequential(Conv2D(8, 8, size: 3, padding: 1, using: &generator), BatchNorm(8)),
                shortcut: Conv2D(8, 8, size: 1, using: &generator)),
            GlobalMaxPool2D(), Dense(8, 10, using: &generator))
        let expected = """
            layer                             output          parameters
            input                             [N, 1, 28, 28]            
            Conv2D(1, 8, 3×3)                 [N, 8, 26, 26]          80
            ReLU()                            [N, 8, 26, 26]           0
            MaxPool2D(2)                      [N, 8, 13, 13]           0
            Residual                          [N, 8, 13, 13]         672
              branch:                                                   
                Conv2D(8, 8, 3×3, padding 1)  [N, 8, 13, 13]         584
                BatchNorm(8)                  [N, 8, 13, 13]          16
              shortcut:                                                 
                Conv2D(8, 8, 1×1)             [N, 8, 13, 13]          72
            GlobalMaxPool2D()                 [N, 8]                   0
            Dense(8, 10)                      [N, 10]                 90
            total                                                    842
            """
        #expect(model.summary(inputShape: [1, 28, 28]) == expected)
    }

    /// Each mistake, and what the program must say before it stops.
    static let mistakes: [(@Sendable () -> Void, String)] = [
        (
            {
                let layer = Conv2D(weight: Tensor(zeros: [4, 3, 5, 5]), bias: Tensor(zeros: [4]))
                _ = layer.predict(Tensor(zeros: [2, 1, 28, 28]))
            },
            "Conv2D(3, 4, 5×5): expected images of shape [N, 3, H, W], but got [2, 1, 28, 28]; "
                + "axis 1 is the channels axis"
        ),
        (
            {
                let layer = Conv2D(weight: Tensor(zeros: [4, 1, 5, 5]), bias: Tensor(zeros: [4]))
                _ = layer.predict(Tensor(zeros: [2, 28, 28]))
            }, "give them a channels axis: expanded(atAxis: 1)"
        ),
        (
            { _ = MaxPool2D(2).predict(Tensor(zeros: [2, 3, 1, 8])) },
            "pooling: expected images at least as large as the window, 2×2, but got 1×8, padding included; "
                + "pool less often, or take a smaller window"
        ),
        (
            { _ = GlobalMaxPool2D().predict(Tensor(zeros: [2, 8])) },
            "GlobalMaxPool2D: expected images [N, C, H, W], at least one of each, but got [2, 8]; "
                + "it stands before Flatten, not after"
        ),
        (
            { _ = BatchNorm(3)(.constant(Tensor(zeros: [1, 3])), mode: .training) },
            "BatchNorm(3): expected at least two numbers of each feature while training, but got shape [1, 3]; "
                + "one number has no variance"
        ),
        (
            { _ = BatchNorm(3).predict(Tensor(zeros: [5, 4])) },
            "BatchNorm(3): expected shape [N, 3] or [N, 3, H, W], but got [5, 4]; axis 1 is the features axis"
        ),
        (
            { _ = LayerNorm(3).predict(Tensor(zeros: [5, 4])) },
            "LayerNorm(3): expected shape [N, …, 3], but got [5, 4]; the last axis is the features axis"
        ),
        (
            {
                let layer = Conv2D(weight: Tensor(zeros: [1, 1, 3, 3]), bias: Tensor(zeros: [1]))
                _ = Residual(layer).predict(Tensor(zeros: [2, 1, 8, 8]))
            },
            "Residual: expected a branch that returns shape [2, 1, 8, 8], but got [2, 1, 6, 6]; "
                + "keep the size with padding, or add a shortcut that changes it alike"
        ),
    ]

    @Test("a wrong shape stops with what was expected, what came and a hint", arguments: 0..<mistakes.count)
    func wrongShape(number: Int) async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            [number = number as Int] in
            ConvolutionalLayerTests.mistakes[number].0()
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains(ConvolutionalLayerTests.mistakes[number].1), "\(message)")
    }
}
