import Autodiff
import Foundation
import NeuralNetworks
import Tensors
import Testing

struct RecurrentCase: Codable, Sendable, CustomTestStringConvertible {
    var kind: String
    var input: Reference.Values
    var hidden: Reference.Values
    var cell: Reference.Values
    var parameters: [Reference.Values]
    var outputs: Reference.Values
    var lastCell: Reference.Values
    var outputGradient: Reference.Values
    var lastHiddenGradient: Reference.Values
    var lastCellGradient: Reference.Values
    var gradients: [Reference.Values]
    var inputGradient: Reference.Values
    var hiddenGradient: Reference.Values
    var cellGradient: Reference.Values
    var testDescription: String { "\(kind) on \(input.shape)" }

    func makeLayer() -> any RecurrentLayer {
        let p = parameters.map(\.tensor)
        switch kind {
        case "RNN": return RNN(inputWeight: p[0], recurrentWeight: p[1], bias: p[2])
        case "LSTM": return LSTM(inputWeight: p[0], recurrentWeight: p[1], bias: p[2])
        default: return GRU(inputWeight: p[0], recurrentWeight: p[1], bias: p[2], recurrentBias: p[3])
        }
    }

    static let all: [RecurrentCase] = Reference.cases("recurrent.json")
}

@Suite("Recurrent layers")
struct RecurrentTests {
    @Test(
        "a whole sequence and step by step: values and all gradients equal PyTorch's",
        arguments: RecurrentCase.all, [false, true])
    func reference(_ item: RecurrentCase, bySteps: Bool) {
        let layer = item.makeLayer()
        let x = Variable(item.input.tensor)
        let start = RecurrentState(hidden: Variable(item.hidden.tensor), cell: Variable(item.cell.tensor))
        let (outputs, last) =
            bySteps ? layer.unrolled(x, from: start, mode: .training) : layer(x, from: start, mode: .training)
        // 10⁻⁵ of each number, and for small ones of the largest sums they come from, which are near 1.
        func close(_ actual: Tensor, _ expected: Reference.Values, _ what: String) {
            expectClose(actual, expected.tensor, relative: 1e-5, absolute: 2e-6, "\(item.kind) \(what)")
        }
        close(outputs.value, item.outputs, "outputs")
        var goal = (outputs * .constant(item.outputGradient.tensor)).sum()
        goal = goal + (last.hidden * .constant(item.lastHiddenGradient.tensor)).sum()
        if item.kind == "LSTM" {
            close(last.cell.value, item.lastCell, "last cell")
            goal = goal + (last.cell * .constant(item.lastCellGradient.tensor)).sum()
            goal.backward()
            close(start.cell.gradient!, item.cellGradient, "gradient of the first cell")
        } else {
            goal.backward()
        }
        close(x.gradient!, item.inputGradient, "gradient of the input")
        close(start.hidden.gradient!, item.hiddenGradient, "gradient of the first state")
        for (parameter, gradient) in zip(layer.parameters, item.gradients) {
            close(parameter.gradient!, gradient, "gradient of \(parameter.name)")
        }
    }

    @Test("more steps than a lone sample projects together: as step by step", arguments: [1, 2, 7])
    func manySteps(samples: Int) {
        var generator = SeededGenerator(seed: 3)
        let layers: [any RecurrentLayer] = [
            RNN(5, 19, using: &generator), LSTM(5, 19, using: &generator), GRU(5, 19, using: &generator),
        ]
        let x = Variable.constant(Tensor(randomNormal: [samples, 35, 5], using: &generator))
        for layer in layers {
            let start = layer.initialState(samples: samples)
            let whole = layer(x, from: start, mode: .inference).outputs.value
            let steps = layer.unrolled(x, from: start, mode: .inference).outputs.value
            expectClose(whole, steps, relative: 1e-5, absolute: 2e-6, layer.description)
        }
    }

    @Test("weights of a lone sample that are cut into a strip for each core: as step by step", arguments: [211, 260])
    func strips(units: Int) {
        var generator = SeededGenerator(seed: 4)
        let layers: [any RecurrentLayer] = [
            RNN(3, 2 * units, using: &generator), LSTM(3, units, using: &generator), GRU(3, units, using: &generator),
        ]
        let x = Variable.constant(Tensor(randomNormal: [1, 5, 3], using: &generator))
        for layer in layers {
            let start = layer.initialState(samples: 1)
            let whole = layer(x, from: start, mode: .inference).outputs.value
            let steps = layer.unrolled(x, from: start, mode: .inference).outputs.value
            expectClose(whole, steps, relative: 1e-5, absolute: 2e-6, layer.description)
        }
    }

    @Test(
        "the fast form equals the readable one on odd sizes", arguments: [1, 3, 4, 5, 6, 9, 11, 24],
        [7, 16, 33])
    func odd(samples: Int, units: Int) {
        var generator = SeededGenerator(seed: UInt64(100 * samples + units))
        let layers: [any RecurrentLayer] = [
            RNN(2, units, using: &generator), LSTM(2, units, using: &generator),
            GRU(2, units, using: &generator),
        ]
        for layer in layers {
            let x = Tensor(randomNormal: [samples, 3, 2], using: &generator)
            let dy = Variable.constant(Tensor(randomNormal: [samples, 3, units], using: &generator))
            var results: [[Tensor]] = []
            for bySteps in [false, true] {
                for parameter in layer.parameters { parameter.zeroGradient() }
                let input = Variable(x)
                let outputs =
                    bySteps
                    ? layer.unrolled(input, from: nil, mode: .training).outputs
                    : layer(input, mode: .training)
                (outputs * dy).sum().backward()
                results.append([outputs.value, input.gradient!] + layer.parameters.map { $0.gradient! })
            }
            for (fast, readable) in zip(results[0], results[1]) {
                expectClose(fast, readable, relative: 1e-5, absolute: 1e-5, "\(layer), \(samples) samples")
            }
        }
    }

    @Test("by hand: one unit h ← tanh(0.5x + 0.8h) fed 1, 0, 0")
    func byHand() {
        let layer = RNN(inputWeight: [[0.5]], recurrentWeight: [[0.8]], bias: [0])
        let x = Variable([[[1], [0], [0]]])
        let h = layer(x, mode: .training)
        let (h1, h2, h3) = (tanh(0.5), tanh(0.8 * tanh(0.5)), tanh(0.8 * tanh(0.8 * tanh(0.5))))
        expectClose(
            h.value, Tensor(scalars: [Scalar(h1), Scalar(h2), Scalar(h3)], shape: [1, 3, 1]), "states")
        h[0, 2, 0].backward()
        let slope: Double = (1 - h3 * h3) * 0.8 * (1 - h2 * h2) * 0.8 * (1 - h1 * h1) * 0.5
        expectClose(x.gradient![0, 0, 0], Tensor(Scalar(slope)), "∂h₃/∂x₁")
        #expect(abs(slope - 0.2034) < 1e-4)
    }

    @Test("a sequence in two pieces, the state handed over, equals the sequence in one")
    func pieces() {
        for item in RecurrentCase.all where item.input.shape[1] > 2 {
            let layer = item.makeLayer()
            let x = item.input.tensor
            let start = RecurrentState(
                hidden: .constant(item.hidden.tensor), cell: .constant(item.cell.tensor))
            let whole = layer(.constant(x), from: start, mode: .inference).outputs.value
            let first = layer(.constant(x[.all, 0..<2]), from: start, mode: .inference)
            let second = layer(.constant(x[.all, 2...]), from: first.state.detached, mode: .inference)
            let joined = Tensor(concatenating: [first.outputs.value, second.outputs.value], alongAxis: 1)
            expectClose(joined, whole, "\(layer)")
        }
    }

    @Test("a state cannot see what comes after it")
    func causal() {
        for item in RecurrentCase.all where item.input.shape[1] > 2 {
            let layer = item.makeLayer()
            let x = Variable(item.input.tensor)
            layer(x, mode: .training)[.all, 1].sum().backward()
            #expect(x.gradient![.all, 2...].scalars.allSatisfy { $0 == 0 })
            #expect(x.gradient![.all, 0..<2].scalars.contains { $0 != 0 })
        }
    }

    @Test("starting weights: orthogonal turns, a forget bias of 1, a keep bias of choice")
    func start() {
        var generator = SeededGenerator(seed: 4)
        let lstm = LSTM(3, 20, using: &generator)
        for block in 0..<4 {
            let turn = lstm.recurrentWeight.value[.all, (20 * block)..<(20 * block + 20)]
            expectClose(matmul(turn.transposed(), turn), Tensor(identity: 20), absolute: 1e-5, "UᵀU")
        }
        let biases = lstm.bias.value.reshaped(to: [4, 20])
        #expect(biases.sum(alongAxes: 1).scalars == [0, 20, 0, 0])
        #expect(
            GRU(3, 5, updateBias: 2, using: &generator).bias.value.reshaped(to: [3, 5]).sum(alongAxes: 1)
                .scalars == [0, 10, 0])
        #expect(lstm.parameterCount == 3 * 80 + 20 * 80 + 80)
        #expect(RNN(3, 4, using: &generator).parameterCount == 3 * 4 + 4 * 4 + 4)
        #expect(GRU(3, 4, using: &generator).parameterCount == 3 * 12 + 4 * 12 + 12 + 12)
    }

    @Test("1,000 steps: no deep recursion and finite gradients", arguments: [false, true])
    func thousandSteps(bySteps: Bool) {
        var generator = SeededGenerator(seed: 5)
        let lstm = LSTM(2, 8, using: &generator)
        let x = Variable.constant(Tensor(randomNormal: [4, 1_000, 2], using: &generator))
        let outputs =
            bySteps ? lstm.unrolled(x, from: nil, mode: .training).outputs : lstm(x, mode: .training)
        square(outputs).mean().backward()
        #expect(lstm.parameters.allSatisfy { $0.gradient!.scalars.allSatisfy(\.isFinite) })
        #expect(lstm.parameters.allSatisfy { $0.gradient!.scalars.contains { $0 != 0 } })
    }

    /// In a process of its own, so that no other test's memory is counted.
    @Test("memory does not grow from update to update")
    func memory() async {
        await #expect(processExitsWith: .success) {
            var generator = SeededGenerator(seed: 5)
            let lstm = LSTM(2, 8, using: &generator)
            let optimizer = Adam(lstm.parameters)
            let x = Variable.constant(Tensor(randomNormal: [4, 1_000, 2], using: &generator))
            var before = 0.0
            for update in 0..<40 {
                optimizer.zeroGradients()
                square(lstm(x, mode: .training)).mean().backward()
                optimizer.step()
                if update == 9 { before = residentMegabytes() }
            }
            // One update allocates more than 3 MB; graphs that were kept would hold 90 MB after thirty.
            require(
                residentMegabytes() - before < 10,
                "expected no growth, but got \(residentMegabytes() - before) MB")
        }
    }

    @Test("in inference nothing is recorded")
    func inference() {
        var generator = SeededGenerator(seed: 6)
        let model = Sequential(
            Embedding(5, 3, using: &generator), GRU(3, 4, using: &generator), LastStep(),
            Dense(4, 2, using: &generator))
        let scores = model(.constant([[0, 4, 2]]), mode: .inference)
        #expect(scores.parents.isEmpty)
        #expect(scores.shape == [1, 2])
    }
}

/// The memory of this process that is present, in megabytes; 0 where the system does not tell.
private func residentMegabytes() -> Double {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    let pages = Double(text.split(separator: " ")[1]) ?? 0
    return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
}
