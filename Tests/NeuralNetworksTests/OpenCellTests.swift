import Autodiff
import Foundation
import NeuralNetworks
import Tensors
import Testing
import WeightFiles

/// The minimal gated unit (Zhou et al. 2016), as a learner writes a cell: f = σ([x, h]·W + b), n = tanh([x, f·h]·V + c),
/// h′ = (1 − f)·h + f·n.
private final class MinimalGatedUnit: RecurrentLayer {
    let features: Int, units: Int
    let gate: Dense, candidate: Dense
    init(_ features: Int, _ units: Int, using generator: inout SeededGenerator) {
        (self.features, self.units) = (features, units)
        gate = Dense(features + units, units, using: &generator)
        candidate = Dense(features + units, units, using: &generator)
    }
    func step(_ x: Variable, _ state: RecurrentState, mode: Mode) -> RecurrentState {
        let f = sigmoid(gate(concatenate([x, state.hidden], alongAxis: 1), mode: mode))
        let n = tanh(candidate(concatenate([x, f * state.hidden], alongAxis: 1), mode: mode))
        return RecurrentState(hidden: (1 - f) * state.hidden + f * n)
    }
}

/// The LSTM's formula as a cell of one's own: it carries a cell state.
private final class OwnLSTM: RecurrentLayer {
    let lstm: LSTM
    var features: Int { lstm.features }
    var units: Int { lstm.units }
    init(_ lstm: LSTM) { self.lstm = lstm }
    func step(_ x: Variable, _ state: RecurrentState, mode: Mode) -> RecurrentState {
        lstm.step(x, state, mode: mode)
    }
}

private final class WrongCell: RecurrentLayer {
    let features = 2, units = 3
    func step(_ x: Variable, _ state: RecurrentState, mode: Mode) -> RecurrentState {
        RecurrentState(hidden: x)
    }
}

@Suite("A recurrent cell of one's own")
struct OpenCellTests {
    @Test("by hand: two steps of the minimal gated unit")
    func byHand() {
        var g = SeededGenerator(seed: 1)
        let cell = MinimalGatedUnit(1, 1, using: &g)
        for (parameter, value) in zip(
            cell.parameters, [[[0.5], [0.8]], [0.1], [[-1.0], [2.0]], [0.2]] as [Tensor])
        {
            parameter.value = value
        }
        func σ(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
        let (f1, n1) = (σ(0.5 * 1 + 0.1), tanh(-1.0 * 1 + 0.2))
        let h1 = f1 * n1
        let f2 = σ(0.5 * 3 + 0.8 * h1 + 0.1)
        let n2 = tanh(-1.0 * 3 + 2 * f2 * h1 + 0.2)
        let h2: Double = (1 - f2) * h1 + f2 * n2
        expectClose(
            cell.predict([[[1], [3]]]), Tensor(scalars: [Scalar(h1), Scalar(h2)], shape: [1, 2, 1]), "states")
        #expect(cell.description == "MinimalGatedUnit(1, 1)")
    }

    @Test("its gradients by all inputs and parameters equal finite differences")
    func gradients() {
        var g = SeededGenerator(seed: 2)
        let cell = MinimalGatedUnit(2, 3, using: &g)
        let x = Tensor(randomNormal: [2, 4, 2], using: &g)
        let dy = Tensor(randomNormal: [2, 4, 3], using: &g)
        func loss() -> Double {
            let outputs = cell.predict(x)
            return zip(outputs.scalars, dy.scalars).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        let input = Variable(x)
        (cell(input, mode: .training) * .constant(dy)).sum().backward()
        // In 32 bits a difference over 2·10⁻² is known to some 10⁻⁵; its own error is 10⁻⁴ of third derivatives near 1.
        let is64 = MemoryLayout<Scalar>.size == 8
        let (h, tolerance): (Scalar, Double) = is64 ? (1e-5, 1e-8) : (1e-2, 1e-3)
        for parameter in cell.parameters {
            let value = parameter.value
            for place in 0..<value.size {
                func moved(_ by: Scalar) -> Double {
                    var scalars = value.scalars
                    scalars[place] += by
                    parameter.value = Tensor(scalars: scalars, shape: value.shape)
                    return loss()
                }
                let numeric = (moved(h) - moved(-h)) / Double(2 * h)
                parameter.value = value
                let analytic = Double(parameter.gradient!.scalars[place])
                #expect(
                    abs(numeric - analytic) <= tolerance * max(1, abs(numeric)), "\(parameter.name)[\(place)]"
                )
            }
        }
        #expect(input.gradient!.shape == [2, 4, 2])
        // The state cannot see what comes after it.
        let other = Variable(x)
        cell(other, mode: .training)[.all, 1].sum().backward()
        #expect(other.gradient![.all, 2...].scalars.allSatisfy { $0 == 0 })
    }

    @Test("it trains as any layer: which of two inputs came first, and saved and loaded it answers the same")
    func trains() throws {
        var g = SeededGenerator(seed: 3)
        func make() -> Sequential {
            Sequential(MinimalGatedUnit(2, 8, using: &g), LastStep(), Dense(8, 2, using: &g))
        }
        let model = make()
        var x = Tensor(randomNormal: [64, 6, 2], standardDeviation: 0.1, using: &g)
        let labels = (0..<64).map { $0 % 2 }
        for (row, label) in labels.enumerated() { x[row, 0, label] = Tensor(2) }
        let trainer = Trainer(model, optimizer: Adam(model.parameters, learningRate: 0.02), seed: 4)
        let history = trainer.fit(x, labels, epochs: 30, batchSize: 16)
        #expect(history.accuracy.last == 1)
        let path = NSTemporaryDirectory() + UUID().uuidString + ".safetensors"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try model.saveWeights(to: path)
        let twin = make()
        try twin.loadWeights(from: path)
        #expect(twin.predict(x) == model.predict(x))
        #expect(twin.namedParameters.map(\.name).prefix(2) == ["layers.0.gate.weight", "layers.0.gate.bias"])
    }

    @Test("unrolled by the default, a formula with a cell state equals the fused form, in value and gradient")
    func cellState() {
        var g = SeededGenerator(seed: 5)
        let lstm = LSTM(3, 5, using: &g)
        let own = OwnLSTM(lstm)
        let x = Tensor(randomNormal: [3, 7, 3], using: &g)
        let start = RecurrentState(
            hidden: .constant(Tensor(randomNormal: [3, 5], using: &g)),
            cell: .constant(Tensor(randomNormal: [3, 5], using: &g)))
        var results: [[Tensor]] = []
        for layer in [lstm, own] as [any RecurrentLayer] {
            for parameter in lstm.parameters { parameter.zeroGradient() }
            let input = Variable(x)
            let (outputs, state) = layer(input, from: start, mode: .training)
            (square(outputs).sum() + state.cell.sum()).backward()
            results.append(
                [outputs.value, state.cell.value, input.gradient!] + lstm.parameters.map { $0.gradient! })
        }
        for (fused, unrolled) in zip(results[0], results[1]) {
            expectClose(unrolled, fused, relative: 1e-5, absolute: 1e-5, "fused against unrolled")
        }
    }

    @Test("a step that returns another shape is named")
    func wrongShape() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = WrongCell().predict(Tensor(zeros: [4, 5, 2]))
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("WrongCell(2, 3): expected a state of shape [4, 3], but got [4, 2]"), "\(text)")
    }
}
