import Autodiff
import NeuralNetworks
import Tensors
import Testing

struct NetworkCase: Codable, Sendable, CustomTestStringConvertible {
    var activation: String
    var slope: Double?
    var input: Reference.Values
    var labels: [Int]
    var parameters: [Reference.Values]
    var gradients: [Reference.Values]
    var scores: Reference.Values
    var loss: Double
    var inputGradient: Reference.Values
    var testDescription: String { activation }
}

struct ActivationCase: Codable, Sendable, CustomTestStringConvertible {
    var activation: String
    var slope: Double?
    var input: Reference.Values
    var value: Reference.Values
    var outputGradient: Reference.Values
    var gradient: Reference.Values
    var testDescription: String { activation }
}

func activationLayer(_ name: String, slope: Double?) -> any Layer {
    switch name {
    case "sigmoid": Sigmoid()
    case "tanh": Tanh()
    case "relu": ReLU()
    case "softmax": Softmax()
    default: LeakyReLU(slope: Scalar(slope!))
    }
}

@Suite("Layers")
struct LayerTests {
    @Test(
        "activations and their gradients equal PyTorch's",
        arguments: (Reference.cases("activations.json") as [ActivationCase]))
    func activations(_ item: ActivationCase) {
        let x = Variable(item.input.tensor)
        let y: Variable
        if item.activation == "logSoftmax" {
            y = logSoftmax(x)
        } else {
            let layer = activationLayer(item.activation, slope: item.slope)
            y = layer(x, mode: .training)
        }
        expectClose(y.value, item.value.tensor, "value")
        (y * .constant(item.outputGradient.tensor)).sum().backward()
        expectClose(x.gradient!, item.gradient.tensor, "gradient")
    }

    @Test(
        "a network of three dense layers: scores, loss and all gradients equal PyTorch's",
        arguments: (Reference.cases("network.json") as [NetworkCase]))
    func network(_ item: NetworkCase) {
        let weights = item.parameters.map(\.tensor)
        let model = Sequential(
            Dense(weight: weights[0], bias: weights[1]), activationLayer(item.activation, slope: item.slope),
            Dense(weight: weights[2], bias: weights[3]), activationLayer(item.activation, slope: item.slope),
            Dense(weight: weights[4], bias: weights[5]))
        let x = Variable(item.input.tensor)
        let scores = model(x, mode: .training)
        expectClose(scores.value, item.scores.tensor, "scores")
        let loss = softmaxCrossEntropy(scores: scores, labels: item.labels)
        expectClose(loss.value, Tensor(Scalar(item.loss)), "loss")
        loss.backward()
        for (parameter, gradient) in zip(model.parameters, item.gradients) {
            expectClose(parameter.gradient!, gradient.tensor, parameter.name)
        }
        expectClose(x.gradient!, item.inputGradient.tensor, "input")
    }

    @Test("dense by hand, and the fixed order of its parameters")
    func dense() {
        let layer = Dense(weight: [[1, 2], [3, 4], [5, 6]], bias: [10, 20])
        let sums: [Scalar] = [1 * 1 + 2 * 5 + 10, 1 * 2 + 2 * 6 + 20]
        #expect(layer.predict([[1, 0, 2]]).scalars == sums)
        #expect(layer.parameters.map(\.name) == ["weight", "bias"])
        #expect(layer.parameterCount == 3 * 2 + 2)
    }

    @Test("dropout: the share that falls silent, the average that stays, inference that does nothing")
    func dropout() {
        // 10,000 draws: the bounds below are five standard errors.
        let layer = Dropout(0.25, seed: 3)
        let x = Variable(Tensor(ones: [100, 100]))
        let y = layer(x, mode: .training)
        let silent = (y.value .== 0).mean()
        let (silentError, meanError) = (abs(silent - 0.25), abs(y.value.mean() - 1))
        #expect(silentError < 0.022)
        let kept: Scalar = 1 / 0.75
        #expect(abs(y.value.max() - kept) < 1e-6)
        #expect(meanError < 0.029)
        y.sum().backward()
        #expect(x.gradient == y.value)
        #expect(layer(x, mode: .inference).value == x.value)
    }

    @Test(
        "normalization where squares overflow: the same as of the numbers divided by a factor, in value and gradient"
    )
    func largeNumbers() {
        let large: Scalar = MemoryLayout<Scalar>.size == 8 ? 1e200 : 1e20
        var g = SeededGenerator(seed: 1)
        let x = Tensor(randomNormal: [4, 3], using: &g)
        let dy = Variable.constant(Tensor(randomNormal: [4, 3], using: &g))
        for layer in [LayerNorm(3, epsilon: 1e-30), BatchNorm(3, epsilon: 1e-30)] as [any Layer] {
            let (small, big) = (Variable(x), Variable(x * large))
            for input in [small, big] { (layer(input, mode: .training) * dy).sum().backward() }
            let values = [small, big].map { layer($0, mode: .training).value }
            expectClose(values[1], values[0], relative: 1e-4, "\(layer)")
            expectClose(big.gradient! * large, small.gradient!, relative: 1e-4, absolute: 1e-5, "\(layer)")
        }
        // Rows are normalized each by itself: a large one leaves the others as they are.
        let rows = LayerNorm(2).predict(Tensor(scalars: [large, -large, 3, 1], shape: [2, 2]))
        expectClose(rows, [[1, -1], [1, -1]], relative: 1e-4, "rows")
    }

    @Test("a layer used in two places is trained once: its parameters are listed once")
    func sharedLayer() {
        let layer = Dense(weight: [[1]], bias: [0])
        let model = Sequential(layer, layer)
        #expect(model.parameterCount == 2)
        model(.constant([[1]]), mode: .training).sum().backward()  // w² + …: the slope at 1 is 2
        SGD(model.parameters, learningRate: 0.1).step()
        #expect(abs(layer.weight.value.item - 0.8) < 1e-6)
    }

    @Test("in inference nothing is recorded for parameters, but a gradient for the input can be had")
    func inference() {
        var generator = SeededGenerator(seed: 1)
        let model = Sequential(Dense(3, 4, using: &generator), ReLU(), Dense(4, 2, using: &generator))
        #expect(model(.constant(Tensor(ones: [1, 3])), mode: .inference).parents.isEmpty)
        let x = Variable(Tensor(ones: [1, 3]))
        model(x, mode: .inference).sum().backward()
        #expect(x.gradient != nil)
        #expect(model.parameters.allSatisfy { $0.gradient == nil })
    }

    @Test("the summary shows shapes and counts: 784-16-16-10 has 13,002 parameters")
    func summary() {
        var generator = SeededGenerator(seed: 1)
        let model = Sequential(
            Flatten(), Dense(784, 16, using: &generator), ReLU(), Dense(16, 16, using: &generator), ReLU(),
            Dense(16, 10, using: &generator))
        let byHand: Int = 784 * 16 + 16 + 16 * 16 + 16 + 16 * 10 + 10
        #expect(model.parameterCount == byHand)
        let expected = """
            layer           output       parameters
            input           [N, 28, 28]            
            Flatten()       [N, 784]              0
            Dense(784, 16)  [N, 16]          12,560
            ReLU()          [N, 16]               0
            Dense(16, 16)   [N, 16]             272
            ReLU()          [N, 16]               0
            Dense(16, 10)   [N, 10]             170
            total                            13,002
            """
        #expect(model.summary(inputShape: [28, 28]) == expected)
    }

    @Test("a layer that gets the wrong shape is named as the user wrote it")
    func wrongShape() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var generator = SeededGenerator(seed: 1)
            _ = Dense(784, 512, using: &generator).predict(Tensor(zeros: [2, 28, 28]))
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(
            message.contains(
                "Dense(784, 512): expected an input of shape [N, 784], but got [2, 28, 28]; put Flatten() before it"
            ))
    }

    @Test(
        "layer norm: inference, in one pass, gives the bits of training",
        arguments: [[5, 3], [2, 3, 130], [7, 1]])
    func layerNormInOnePass(shape: [Int]) {
        var generator = SeededGenerator(seed: 8)
        let layer = LayerNorm(shape.last!)
        layer.scale.value = Tensor(randomNormal: [shape.last!], using: &generator)
        layer.shift.value = Tensor(randomNormal: [shape.last!], using: &generator)
        let x = Tensor(randomNormal: shape, mean: 3, using: &generator)
        #expect(layer.predict(x) == layer(.constant(x), mode: .training).value)
        // Of an input that wants a gradient, inference remembers the way back.
        let input = Variable(x)
        layer(input, mode: .inference).sum().backward()
        #expect(input.gradient?.shape == shape)
    }
}
