import Autodiff
import NeuralNetworks
import Tensors
import Testing

/// A layer of attention with its inputs and parameters, and what PyTorch makes of them.
struct AttentionCase: Codable, Sendable, CustomTestStringConvertible {
    struct Settings: Codable, Sendable {
        var features: Int?
        var heads: Int?
        var hidden: Int?
        var isCausal: Bool?
        var normFirst: Bool?
        var scale: Double?
        var mask: Reference.Values?
    }
    struct Named: Codable, Sendable {
        var name: String
        var tensor: Reference.Values
    }
    var layer: String
    var name: String
    var settings: Settings
    var inputs: [Reference.Values]
    var parameters: [Named]
    var value: Reference.Values
    var weights: Reference.Values
    var outputGradient: Reference.Values
    var gradients: [Reference.Values]
    var testDescription: String { "\(layer), \(name)" }

    /// The kit's layer with these parameters, and what it makes of the inputs.
    func run(_ x: [Variable]) -> (layer: (any Layer)?, output: Variable, weights: Variable) {
        var generator = SeededGenerator(seed: 1)
        let mask = settings.mask?.tensor
        if layer == "attention" {
            let (output, weights) = attention(
                queries: x[0], keys: x[1], values: x[2], mask: mask, scale: settings.scale.map { Scalar($0) })
            return (nil, output, weights)
        }
        let (features, heads, isCausal) = (settings.features!, settings.heads!, settings.isCausal!)
        if layer == "heads" {
            let layer = MultiHeadAttention(features, heads: heads, isCausal: isCausal, using: &generator)
            fill(layer)
            let (output, weights) = layer.attend(x[0], to: x[x.count - 1], mask: mask, mode: .training)
            return (layer, output, weights)
        }
        let layer = TransformerBlock(
            features, heads: heads, hidden: settings.hidden!, norm: settings.normFirst! ? .first : .last,
            isCausal: isCausal, using: &generator)
        fill(layer)
        let (output, weights) = layer.forward(x[0], mode: .training)
        return (layer, output, weights)
    }

    private func fill(_ layer: any Layer) {
        let named = layer.namedParameters
        #expect(named.map(\.name) == parameters.map(\.name), "the kit's names in the kit's order")
        for (own, given) in zip(named, parameters) { own.parameter.value = given.tensor.tensor }
    }
}

@Suite("Attention")
struct AttentionTests {
    private static let all = Reference.cases("attention.json") as [AttentionCase]

    @Test("values, weights and gradients equal PyTorch's", arguments: all)
    func reference(_ item: AttentionCase) {
        let inputs = item.inputs.map { Variable($0.tensor) }
        let (layer, output, weights) = item.run(inputs)
        expectClose(output.value, item.value.tensor, relative: 2e-5, absolute: 2e-5, "value")
        expectClose(weights.value, item.weights.tensor, relative: 2e-5, absolute: 2e-6, "weights")
        (output * .constant(item.outputGradient.tensor)).sum().backward()
        let leaves: [Variable] = inputs + (layer?.parameters ?? [])
        #expect(leaves.count == item.gradients.count)
        for (number, (leaf, gradient)) in zip(leaves, item.gradients).enumerated() {
            expectClose(leaf.gradient!, gradient.tensor, relative: 5e-5, absolute: 1e-4, "gradient \(number)")
        }
    }

    @Test("a query that may look at nothing gets zeros, and so do its gradients")
    func nothingToSee() {
        let q = Variable([[1, 2], [3, 4]])
        let kv = Variable([[1, 0], [0, 1]])
        let (output, weights) = attention(queries: q, keys: kv, values: kv, mask: [[0, 0], [1, 0]])
        #expect(weights.value == [[0, 0], [1, 0]])
        #expect(output.value == [[0, 0], [1, 0]])
        output.sum().backward()
        #expect(q.gradient! == Tensor(zeros: [2, 2]))
    }

    @Test("with the future hidden, no gradient comes back from an earlier output to a later input")
    func noFuture() {
        var generator = SeededGenerator(seed: 4)
        for isCausal in [true, false] {
            let block = TransformerBlock(6, heads: 2, hidden: 8, isCausal: isCausal, using: &generator)
            let x = Variable(Tensor(randomNormal: [1, 5, 6], using: &generator))
            block(x, mode: .training)[.all, 2].sum().backward()
            let later = abs(x.gradient![.all, 3...]).max()
            #expect(isCausal ? later == 0 : later > 1e-4)
        }
    }

    @Test("without positions a block is blind to order: permuted inputs, outputs permuted alike; with them it is not")
    func order() {
        var generator = SeededGenerator(seed: 5)
        let block = TransformerBlock(6, heads: 3, hidden: 8, using: &generator)
        let x = Tensor(randomNormal: [1, 5, 6], using: &generator)
        let order = [3, 0, 4, 1, 2]
        let permuted = x[0].gathering(order).reshaped(to: [1, 5, 6])
        func difference(_ model: any Layer) -> Scalar {
            abs(model.predict(permuted)[0] - model.predict(x)[0].gathering(order)).max()
        }
        #expect(difference(block) < 1e-5)
        #expect(difference(Sequential(PositionalEncoding(), block)) > 0.01)
    }

    @Test("positional encoding: the published waves, and products that depend on the distance alone")
    func waves() {
        expectClose(
            PositionalEncoding.table(3, features: 4)[2], [0.9092974, -0.4161468, 0.0199987, 0.9998000], "place 2")
        let table = PositionalEncoding.table(40, features: 16)
        let products = matmul(table, table.transposed())
        for distance in [0, 1, 7] {
            let first = products[0, distance].item
            for place in 0..<30 { #expect(abs(products[place, place + distance].item - first) < 1e-4) }
        }
        let x = Tensor(ones: [2, 3, 4])
        #expect(PositionalEncoding().predict(x)[1] == 1 + PositionalEncoding.table(3, features: 4))
    }

    @Test("a block of width 32 with 64 hidden units has 4,224 + 4,192 + 128 parameters")
    func count() {
        var generator = SeededGenerator(seed: 1)
        let block = TransformerBlock(32, hidden: 64, using: &generator)
        #expect(block.attention.parameterCount == 4_224)
        #expect(block.hidden.parameterCount + block.output.parameterCount == 4_192)
        #expect(block.norms.reduce(0) { $0 + $1.parameterCount } == 128)
        #expect(block.parameterCount == 8_544)
        #expect(block.description == "TransformerBlock(32, heads: 1, hidden: 64)")
    }
}

@Suite("Messages of attention")
struct AttentionMessageTests {
    /// The mistake with this number, made.
    static func make(_ number: Int) {
        var generator = SeededGenerator(seed: 1)
        func zeros(_ shape: Int...) -> Variable { .constant(Tensor(zeros: shape)) }
        switch number {
        case 0: _ = attention(queries: zeros(2, 3), keys: zeros(5, 4), values: zeros(5, 2))
        case 1: _ = attention(queries: zeros(2, 3), keys: zeros(5, 3), values: zeros(4, 2))
        case 2: _ = MultiHeadAttention(10, heads: 4, using: &generator)
        case 3: _ = MultiHeadAttention(4, using: &generator).predict(Tensor(zeros: [2, 3, 5]))
        case 4:
            let layer = MultiHeadAttention(4, isCausal: true, using: &generator)
            _ = layer.attend(zeros(2, 3, 4), to: zeros(2, 5, 4), mode: .inference)
        case 5: _ = PositionalEncoding.table(3, features: 5)
        default: _ = PositionalEncoding().predict(Tensor(zeros: [3, 4]))
        }
    }

    static let messages = [
        "attention: expected queries [N, …, T, D], keys [N, …, S, D] and values [N, …, S, E], but got [2, 3], [5, 4] and [5, 2]",
        "but got [2, 3], [5, 3] and [4, 2]; queries and keys need the same width, keys and values the same number of places",
        "MultiHeadAttention: expected features that can be cut into equal heads, but got 10 features and 4 heads; try 8 features",
        "MultiHeadAttention(4, heads: 1): expected an input [N, T, 4] and a context [N, S, 4], but got [2, 3, 5] and [2, 3, 5]",
        "MultiHeadAttention(4, heads: 1, causal): expected a context of 3 places, as many as the input has, but got 5",
        "PositionalEncoding: expected at least one place and an even number of features, but got 3 and 5",
        "PositionalEncoding(): expected an input of shape [N, T, D], but got [3, 4]; put it behind an Embedding",
    ]

    @Test("a broken contract is named, with what came and what to do", arguments: 0..<messages.count)
    func message(number: Int) async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            [number] in
            AttentionMessageTests.make(number)
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains(AttentionMessageTests.messages[number]), "\(text)")
    }
}
