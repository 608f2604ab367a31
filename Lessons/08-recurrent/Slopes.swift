import Nabla

/// The norms of one layer's gradients against the distance from the end, divided by that at distance 0.
struct SlopeCurve {
    let name: String
    let sizes: [Double]
    var isReference = false

    /// Runs 8 sequences of 100 steps and 8 features, and asks how a random sum of the last state depends on each
    /// input.
    init(_ name: String, _ layer: any RecurrentLayer, isReference: Bool = false, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let x = Variable(Tensor(randomNormal: [8, 100, 8], using: &generator))
        let weights = Tensor(randomNormal: [8, layer.units], using: &generator)
        (layer(x, mode: .training)[.all, -1] * .constant(weights)).sum().backward()
        let sizes = sqrt(square(x.gradient!).sum(alongAxes: 0, 2)).scalars.reversed().map { Double($0) }
        self.name = name
        self.sizes = sizes.map { $0 / sizes[0] }
        self.isReference = isReference
    }

    /// The norm after 99 steps.
    var last: Double { sizes[99] }
}

/// The layers whose gradients are compared: 64 units, input weights from N(0, 0.1²).
struct SlopeLayers {
    let seed: UInt64

    /// An RNN whose matrix has entries from N(0, scale²/64): at scale 1 it neither stretches nor shrinks on average.
    func rnn(scale: Scalar, isReference: Bool = false, name: String? = nil) -> SlopeCurve {
        var generator = SeededGenerator(seed: seed)
        let layer = RNN(
            inputWeight: input(64, &generator),
            recurrentWeight: Tensor(randomNormal: [64, 64], standardDeviation: scale / 8, using: &generator),
            bias: Tensor(zeros: [64]))
        return SlopeCurve(name ?? "scale \(scale)", layer, isReference: isReference, seed: seed)
    }

    /// An LSTM with recurrent weights uniform in [−1/√64, 1/√64], all biases 0 but the forget gate's.
    func lstm(forgetBias: Scalar) -> SlopeCurve {
        var generator = SeededGenerator(seed: seed)
        var bias = Tensor(zeros: [256])
        bias[64..<128] = Tensor(forgetBias)
        let layer = LSTM(
            inputWeight: input(256, &generator), recurrentWeight: state(256, &generator), bias: bias)
        return SlopeCurve("LSTM, bias \(Int(forgetBias))", layer, seed: seed)
    }

    /// A GRU with the same weights, all biases 0 but the update gate's.
    func gru(updateBias: Scalar) -> SlopeCurve {
        var generator = SeededGenerator(seed: seed)
        var bias = Tensor(zeros: [192])
        bias[64..<128] = Tensor(updateBias)
        let layer = GRU(
            inputWeight: input(192, &generator), recurrentWeight: state(192, &generator), bias: bias,
            recurrentBias: Tensor(zeros: [192]))
        return SlopeCurve("GRU, bias \(Int(updateBias))", layer, seed: seed)
    }

    private func input(_ columns: Int, _ generator: inout SeededGenerator) -> Tensor {
        Tensor(randomNormal: [8, columns], standardDeviation: 0.1, using: &generator)
    }

    private func state(_ columns: Int, _ generator: inout SeededGenerator) -> Tensor {
        Tensor(randomUniform: [64, columns], in: -0.125..<0.125, using: &generator)
    }
}
