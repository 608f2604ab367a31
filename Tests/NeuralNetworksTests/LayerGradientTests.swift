import Autodiff
import Foundation
import NeuralNetworks
import Tensors
import Testing

/// A layer, and an input to check it at.
struct LayerCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// Shape of the input, unequal extents.
    let shape: [Int]
    /// A layer that takes whole numbers (rows of a table, classes) gets them from here; they have no slope.
    var wholeNumbers: Range<Int>?
    /// A layer on a graph takes the features of all its nodes, no more and no fewer.
    var takesWholeGraph: Bool { testDescription.hasPrefix("graph") }
    /// Parameters whose gradient is 0 wherever one stands, by number, so that no error in it can be found.
    var withoutGradient: Set<Int> = []
    /// Makes the layer anew for every nudge, so that state and random draws are the same each time.
    let make: @Sendable (inout SeededGenerator) -> any Layer

    init(
        _ description: String, _ shape: [Int], wholeNumbers: Range<Int>? = nil, withoutGradient: Set<Int> = [],
        make: @escaping @Sendable (inout SeededGenerator) -> any Layer
    ) {
        (testDescription, self.shape, self.wholeNumbers) = (description, shape, wholeNumbers)
        self.withoutGradient = withoutGradient
        self.make = make
    }

    func input(using generator: inout SeededGenerator) -> Tensor {
        guard let range = wholeNumbers else { return Tensor(randomNormal: shape, using: &generator) }
        let drawn = (0..<shape.reduce(1, *)).map { _ in Int.random(in: range, using: &generator) }
        return Tensor(scalars: drawn.map { Scalar($0) }, shape: shape)
    }
}

/// Every layer goes through one gradient check, by its input and by its parameters. A new layer costs one line;
/// without it the completeness test below fails.
let layers: [LayerCase] = [
    LayerCase("dense", [3, 4]) { Dense(4, 5, using: &$0) },
    LayerCase("dense, three axes", [2, 3, 4]) { Dense(4, 2, using: &$0) },
    LayerCase("flatten", [3, 2, 2]) { _ in Flatten() },
    LayerCase("relu", [3, 4]) { _ in ReLU() },
    LayerCase("leaky relu", [3, 4]) { _ in LeakyReLU(slope: 0.1) },
    LayerCase("sigmoid", [3, 4]) { _ in Sigmoid() },
    LayerCase("tanh", [3, 4]) { _ in Tanh() },
    LayerCase("gelu", [3, 4]) { _ in GELU() },
    LayerCase("softmax", [3, 4]) { _ in Softmax() },
    LayerCase("dropout", [3, 4]) { _ in Dropout(0.4, seed: 3) },
    LayerCase("embedding, rows used twice", [3, 4], wholeNumbers: 0..<5) { Embedding(5, 2, using: &$0) },
    LayerCase("rnn", [2, 3, 3]) { RNN(3, 4, using: &$0) },
    LayerCase("lstm", [5, 2, 3]) { LSTM(3, 4, using: &$0) },
    LayerCase("gru", [5, 2, 3]) { GRU(3, 4, using: &$0) },
    LayerCase("last step", [2, 3, 4]) { _ in LastStep() },
    LayerCase("each step", [2, 4, 3]) { TimeDistributed(Dense(3, 2, using: &$0)) },
    LayerCase("convolution", [2, 2, 5, 4]) { Conv2D(2, 3, size: 3, using: &$0) },
    LayerCase("convolution, stride, padding", [2, 3, 5, 4]) {
        Conv2D(3, 2, size: 2, stride: 2, padding: 1, using: &$0)
    },
    LayerCase("convolution without bias, wide padding", [2, 2, 3, 2]) {
        Conv2D(2, 2, size: 2, padding: 2, hasBias: false, using: &$0)
    },
    LayerCase("convolution in one dimension", [2, 3, 6]) { Conv1D(3, 2, size: 3, stride: 2, padding: 1, using: &$0) },
    LayerCase("one mean for each map", [2, 3, 3, 4]) { _ in GlobalAveragePool2D() },
    LayerCase("upsampling", [2, 2, 2, 3]) { _ in Upsample2D(2) },
    LayerCase("upsampling, bilinear", [2, 2, 2, 3]) { _ in Upsample2D(3, .bilinear) },
    LayerCase("transposed convolution", [2, 3, 2, 3]) {
        ConvTranspose2D(3, 2, size: 3, stride: 2, padding: 1, outputPadding: 1, using: &$0)
    },
    LayerCase("transposed convolution without bias", [2, 2, 3, 2]) {
        ConvTranspose2D(2, 3, size: 2, stride: 2, hasBias: false, using: &$0)
    },
    LayerCase("graph convolution", [4, 3]) {
        let ties = SparseMatrix(
            shape: [4, 4], elements: [(0, 1, 0.5), (1, 0, 0.5), (1, 1, 1), (2, 3, 0.7), (3, 2, 0.7), (3, 3, 0.3)])
        return GraphConvolution(ties, 3, 2, using: &$0)
    },
    LayerCase("max pooling", [2, 2, 4, 5]) { _ in MaxPool2D(2) },
    LayerCase("average pooling", [2, 2, 4, 5]) { _ in AveragePool2D(2, stride: 1) },
    LayerCase("one maximum for each map", [2, 3, 3, 4]) { _ in GlobalMaxPool2D() },
    LayerCase("batch norm, rows", [4, 3]) { _ in BatchNorm(3) },
    LayerCase("batch norm, images", [3, 2, 2, 3]) { _ in BatchNorm(2) },
    LayerCase("layer norm", [3, 2, 4]) { _ in LayerNorm(4) },
    LayerCase("group norm, images", [2, 4, 2, 3]) { _ in GroupNorm(4, groups: 2) },
    LayerCase("group norm, rows", [3, 6]) { _ in GroupNorm(6, groups: 2) },
    // A number that is added to all scores of a query changes no weight: the bias of the keys.
    LayerCase("multi-head attention", [2, 3, 4], withoutGradient: [3]) {
        MultiHeadAttention(4, heads: 2, using: &$0)
    },
    LayerCase("multi-head attention, causal", [2, 3, 4], withoutGradient: [3]) {
        MultiHeadAttention(4, isCausal: true, using: &$0)
    },
    LayerCase("transformer block", [2, 3, 4], withoutGradient: [3]) {
        TransformerBlock(4, heads: 2, hidden: 3, using: &$0)
    },
    LayerCase("transformer block, norm last", [2, 2, 4], withoutGradient: [3]) {
        TransformerBlock(4, heads: 2, hidden: 2, norm: .last, using: &$0)
    },
    LayerCase("positional encoding", [2, 3, 4]) { _ in PositionalEncoding() },
    LayerCase("residual", [2, 2, 3, 4]) { Residual(Conv2D(2, 2, size: 3, padding: 1, using: &$0)) },
    LayerCase("residual, shortcut", [2, 2, 3, 4]) {
        Residual(
            Conv2D(2, 3, size: 3, stride: 2, padding: 1, using: &$0),
            shortcut: Conv2D(2, 3, size: 1, stride: 2, using: &$0))
    },
    LayerCase("four in a row", [3, 2, 3]) {
        Sequential(Flatten(), Dense(6, 4, using: &$0), Tanh(), Dense(4, 2, using: &$0))
    },
]

@Suite("Every layer against nudges")
struct LayerGradientTests {
    @Test("every element of the input and of the parameters", arguments: layers)
    func everyElement(_ item: LayerCase) {
        var generator = SeededGenerator(seed: 8)
        let layer = item.make(&generator)
        let values = layer.parameters.map(\.value)
        let moving = values.indices.filter { !item.withoutGradient.contains($0) }
        let input = item.input(using: &generator)
        let nudged = (item.wholeNumbers == nil ? [input] : []) + moving.map { values[$0] }
        let check = gradientCheck(at: nudged) { variables in
            let x = item.wholeNumbers == nil ? variables[0] : .constant(input)
            var parameters = values.map { Variable.constant($0) }
            for (place, variable) in zip(moving, variables.suffix(moving.count)) { parameters[place] = variable }
            return Self.output(of: item, input: x, parameters: parameters)
        }
        #expect(check.elements == nudged.reduce(0) { $0 + $1.size })
        #expect(check.worstError < (MemoryLayout<Scalar>.size == 8 ? 1e-6 : 1e-2), "\(layer): \(check)")
        if !item.withoutGradient.isEmpty {
            let output = layer(.constant(input), mode: .training)
            (output * .constant(Tensor(randomNormal: output.shape, using: &generator))).sum().backward()
            for place in item.withoutGradient {
                #expect(abs(layer.parameters[place].gradient!).max() < 1e-5, "\(layer), parameter \(place)")
            }
        }
        #expect(layer.outputShape(for: item.shape) == layer.predict(input).shape, "\(layer)")
    }

    @Test(
        "a slope wrong by one part in a thousand is found in every layer (in 32 bits one in thirty)",
        arguments: layers)
    func plantedErrors(_ item: LayerCase) {
        let planted: Scalar = MemoryLayout<Scalar>.size == 8 ? 1e-3 : 0.033
        var generator = SeededGenerator(seed: 8)
        let layer = item.make(&generator)
        let input = item.input(using: &generator)
        let values = (item.wholeNumbers == nil ? [input] : []) + layer.parameters.map(\.value)
        let first = item.wholeNumbers == nil ? 1 : 0
        for place in values.indices where !item.withoutGradient.contains(place - first) {
            let check = gradientCheck(at: values) { variables in
                var wrong = variables
                let right = variables[place]
                wrong[place] = Variable(
                    "wrong slope", right.value, edges: [right.edge { dy in dy * (1 + planted) }])
                let x = item.wholeNumbers == nil ? wrong[0] : .constant(input)
                return Self.output(
                    of: item, input: x, parameters: Array(wrong.suffix(layer.parameters.count)))
            }
            #expect(check.worstError > (planted < 0.01 ? 1e-6 : 1e-2), "\(layer), input \(place): \(check)")
        }
    }

    /// The output of a fresh layer as a function of its input and of stand-ins for its parameters.
    private static func output(of item: LayerCase, input: Variable, parameters: [Variable]) -> Variable {
        func run(_ x: Variable) -> (layer: any Layer, output: Variable) {
            var generator = SeededGenerator(seed: 8)
            let layer = item.make(&generator)
            for (parameter, value) in zip(layer.parameters, parameters) { parameter.value = value.value }
            return (layer, layer(x, mode: .training))
        }
        let value = run(input.detached).output.value
        func gradients(_ dy: Tensor) -> [Tensor] {
            let x = Variable(input.value, requiresGradient: input.requiresGradient)
            let (layer, output) = run(x)
            (output * .constant(dy)).sum().backward()
            let own = layer.parameters.map { $0.gradient ?? Tensor(zeros: $0.shape) }
            return [x.gradient ?? Tensor(zeros: x.shape)] + own
        }
        return Variable(
            "layer", value,
            edges: ([input] + parameters).enumerated().map { place, parent in
                parent.edge { dy in gradients(dy)[place] }
            })
    }

    /// The names after `class` of all types in `Sources/NeuralNetworks` that are declared to be layers.
    private static func declaredLayers(_ file: String = #filePath) throws -> Set<String> {
        let root = URL(fileURLWithPath: file).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appending(path: "Sources/NeuralNetworks")
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".swift") }
            .flatMap { path in
                let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
                return text.matches(of: /\bclass\s+(\w+)(?:<[^>]*>)?\s*:\s*([^{]*)\{/).filter { match in
                    match.2.split(whereSeparator: { !$0.isLetter }).contains { $0.hasSuffix("Layer") }
                }.map { String($0.1) }
            }
        return Set(names)
    }

    @Test("every layer that Sources/NeuralNetworks declares is in the list, alone or inside another one")
    func completeness() throws {
        let declared = try Self.declaredLayers()
        #expect(declared.count >= 8)
        var generator = SeededGenerator(seed: 8)
        let checked = Set(
            layers.flatMap { item in
                let layer = item.make(&generator)
                let parts = (layer as? Sequential)?.layers ?? []
                return ([layer] + parts).map { String(describing: type(of: $0)) }
            })
        let forgotten = declared.subtracting(checked).sorted()
        #expect(forgotten == [], "add a line for each to `layers` in LayerGradientTests.swift")
    }
}
