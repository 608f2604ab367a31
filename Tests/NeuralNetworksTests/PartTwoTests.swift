import Autodiff
import NeuralNetworks
import Tensors
import Testing

/// An operation with its inputs, and what PyTorch makes of them.
struct OperationCase: Codable, Sendable, CustomTestStringConvertible {
    struct Settings: Codable, Sendable {
        var groups: Int?
        var smoothing: Double?
        var delta: Double?
        var padding: Int?
        var stride: Int?
        var factor: Int?
        var decay: Double?
        var rate: Double?
        var min: Double?
        var max: Double?
        var outputPadding: Int?
    }
    var operation: String
    var name: String
    var settings: Settings
    var inputs: [Reference.Values]
    var value: Reference.Values
    var outputGradient: Reference.Values
    var gradients: [Reference.Values]
    var testDescription: String { "\(operation) \(name)" }

    /// The operation of this kit on these inputs, of which those without a gradient are constants.
    func run(_ v: [Variable]) -> Variable {
        let x = v[0]
        switch operation {
        case "matmul": return matmul(x, v[1])
        case "maskedSoftmax": return softmax(x, mask: v[1].value)
        case "gelu": return gelu(x)
        case "sin": return sin(x)
        case "cos": return cos(x)
        case "maximum": return maximum(x, v[1])
        case "minimum": return minimum(x, v[1])
        case "clamp":
            return clamp(
                x, min: settings.min.map { Scalar($0) } ?? -.infinity, max: settings.max.map { Scalar($0) } ?? .infinity
            )
        case "logSumExp": return logSumExp(x)
        case "groupNorm":
            return with(GroupNorm(v[1].shape[0], groups: settings.groups!), parameters: v, of: x)
        case "layerNorm": return with(LayerNorm(v[1].shape[0]), parameters: v, of: x)
        case "dense": return linear(x, weight: v[1], bias: v[2])
        case "crossEntropy":
            return softmaxCrossEntropy(
                scores: x, labels: v[1].value.scalars.map { Int($0) }, smoothing: Scalar(settings.smoothing!),
                ignoring: -1)
        case "huber", "smoothL1":
            return huberLoss(predicted: x, expected: v[1], delta: Scalar(settings.delta!))
        case "maskedMSE": return meanSquaredError(predicted: x, expected: v[1], mask: v[2].value)
        case "maskedMAE": return meanAbsoluteError(predicted: x, expected: v[1], mask: v[2].value)
        case "maskedHuber": return huberLoss(predicted: x, expected: v[1], mask: v[2].value)
        case "maskedBCE": return sigmoidCrossEntropy(scores: x, expected: v[1], mask: v[2].value)
        case "convolution", "convolutionWithoutBias":
            return convolution(
                x, weight: v[1], bias: v.count > 2 ? v[2] : nil, stride: settings.stride ?? 1,
                padding: settings.padding!)
        case "convolution1D":
            var generator = SeededGenerator(seed: 1)
            let (kernels, channels, size) = (v[1].shape[0], v[1].shape[1], v[1].shape[2])
            let layer = Conv1D(
                channels, kernels, size: size, stride: settings.stride!, padding: settings.padding!, using: &generator)
            return with(layer, parameters: v, of: x)
        case "globalAveragePool": return with(GlobalAveragePool2D(), parameters: [x], of: x)
        case "upsample": return with(Upsample2D(settings.factor!), parameters: [x], of: x)
        case "bilinear": return with(Upsample2D(settings.factor!, .bilinear), parameters: [x], of: x)
        case "transposedConvolution":
            return transposedConvolution(
                x, weight: v[1], bias: v[2], stride: settings.stride!, padding: settings.padding!,
                outputPadding: settings.outputPadding!)
        case "convTranspose2D":
            var generator = SeededGenerator(seed: 1)
            let (channels, outputs, size) = (v[1].shape[0], v[1].shape[1], v[1].shape[2])
            let layer = ConvTranspose2D(channels, outputs, size: size, stride: settings.stride!, using: &generator)
            return with(layer, parameters: v, of: x)
        case "gaussianNLL": return gaussianNegativeLogLikelihood(mean: x, logVariance: v[1], expected: v[2])
        case "gaussianKL": return gaussianKLDivergence(mean: x, logVariance: v[1])
        case "sparseProduct":
            let a = v[1].value
            let places = (0..<a.shape[0]).flatMap { i in (0..<a.shape[1]).map { (i, $0) } }
            let elements = places.map { ($0, $1, a[$0, $1].item) }.filter { $0.2 != 0 }
            return matmul(SparseMatrix(shape: a.shape, elements: elements.reversed()), x)
        case "scatter": return x.scatteringSum(to: v[1].value.scalars.map { Int($0) }, of: 5)
        default: fatalError("no operation \(operation)")
        }
    }

    /// A layer whose parameters have the values of the inputs; their gradients go on to the inputs.
    private func with(_ layer: any Layer, parameters: [Variable], of x: Variable) -> Variable {
        for (parameter, input) in zip(layer.parameters, parameters.dropFirst()) {
            parameter.value = input.value
        }
        let inner = Variable(x.value)
        let y = layer(inner, mode: .training)
        return Variable(
            "layer", y.value,
            edges: parameters.enumerated().map { place, parent in
                parent.edge { dy in
                    for leaf in [inner] + layer.parameters { leaf.zeroGradient() }
                    (layer(inner, mode: .training) * .constant(dy)).sum().backward()
                    return place == 0 ? inner.gradient! : layer.parameters[place - 1].gradient!
                }
            })
    }
}

@Suite("Operations of part two")
struct PartTwoTests {
    private static let all = Reference.cases("part_two.json") as [OperationCase]

    @Test("values and gradients equal PyTorch's", arguments: all.filter { !$0.gradients.isEmpty })
    func reference(_ item: OperationCase) {
        let inputs = zip(item.inputs, item.gradients).map { input, gradient in
            Variable(input.tensor, requiresGradient: gradient.values.contains { $0 != 0 })
        }
        let y = item.run(inputs)
        expectClose(y.value, item.value.tensor, relative: 1e-5, absolute: 2e-5, "value")
        (y * .constant(item.outputGradient.tensor)).sum().backward()
        for (number, (input, gradient)) in zip(inputs, item.gradients).enumerated()
        where input.requiresGradient {
            expectClose(
                input.gradient!, gradient.tensor, relative: 1e-5, absolute: 2e-5, "gradient \(number)")
        }
    }

    @Test("five steps of two groups equal PyTorch's AdamW", arguments: all.filter { $0.operation == "adamW" })
    func adamW(_ item: OperationCase) {
        let (decay, rate) = (Scalar(item.settings.decay!), Scalar(item.settings.rate!))
        let parameters = item.inputs.prefix(2).map { Parameter("w", $0.tensor) }
        let optimizer = OptimizerGroups([
            AdamW([parameters[0]], learningRate: rate, weightDecay: decay),
            AdamW([parameters[1]], learningRate: rate / 2, weightDecay: 0),
        ])
        for step in 0..<5 {
            optimizer.zeroGradients()
            for (parameter, gradients) in zip(parameters, item.inputs.suffix(2)) {
                (parameter * .constant(gradients.tensor[step])).sum().backward()
            }
            optimizer.step()
        }
        let moved = parameters.flatMap(\.value.scalars)
        expectClose(Tensor(moved), item.value.tensor, relative: 1e-5, absolute: 2e-6, "after five steps")
    }

    @Test("moving averages equal PyTorch's", arguments: all.filter { $0.operation == "movingAverage" })
    func movingAverage(_ item: OperationCase) {
        let parameters = item.inputs.map { Parameter("w", $0.tensor[0]) }
        let average = ExponentialMovingAverage(of: parameters, decay: Scalar(item.settings.decay!))
        for step in 1..<5 {
            for (parameter, values) in zip(parameters, item.inputs) { parameter.value = values.tensor[step] }
            average.update()
        }
        expectClose(Tensor(average.values.flatMap(\.scalars)), item.value.tensor, "after four updates")
    }
}
