import Autodiff
import Foundation
import NeuralNetworks
import Tensors
import Testing
import WeightFiles

struct PyTorchCase: Codable, Sendable, CustomTestStringConvertible {
    var name: String
    var input: Reference.Values
    var output: Reference.Values
    var testDescription: String { name }
    var path: String { Reference.path("pytorch-\(name).safetensors") }
    static let all: [PyTorchCase] = Reference.cases("pytorch_models.json")

    /// The same model in this kit, with other weights.
    func makeModel() -> Sequential {
        var g = SeededGenerator(seed: 1)
        switch name {
        case "deep":
            return Sequential((0..<12).flatMap { _ in [Dense(3, 3, using: &g), Tanh()] as [any Layer] })
        case "cnn":
            return Sequential(
                Conv2D(1, 3, size: 3, padding: 1, using: &g), BatchNorm(3), ReLU(), MaxPool2D(2),
                Conv2D(3, 4, size: 2, using: &g), BatchNorm(4), ReLU(), Flatten(), Dense(36, 3, using: &g))
        case "named-cnn":
            return Sequential(
                Conv2D(2, 3, size: 3, padding: 1, using: &g), BatchNorm(3), ReLU(),
                Conv2D(3, 4, size: 3, stride: 2, using: &g), BatchNorm(4), ReLU(), Flatten(),
                Dense(16, 3, using: &g))
        case "rnn": return Sequential(RNN(3, 4, using: &g), LastStep(), Dense(4, 2, using: &g))
        case "lstm": return Sequential(LSTM(3, 4, using: &g), LastStep(), Dense(4, 2, using: &g))
        case "gru": return Sequential(GRU(3, 4, using: &g), TimeDistributed(Dense(4, 2, using: &g)))
        case "no-bias": return Sequential(GRU(3, 4, using: &g), LastStep(), Dense(4, 2, using: &g))
        case "writer":
            return Sequential(
                Embedding(7, 4, using: &g), LSTM(4, 5, using: &g), LSTM(5, 5, using: &g), LayerNorm(5),
                TimeDistributed(Dense(5, 7, using: &g)))
        case "attention", "attention-no-bias":
            return Sequential(MultiHeadAttention(6, heads: 3, using: &g), Dense(6, 6, using: &g))
        case "encoder-layer": return Sequential(TransformerBlock(6, heads: 2, hidden: 5, norm: .last, using: &g))
        case "encoder":
            return Sequential(
                Embedding(7, 4, using: &g), TransformerBlock(4, heads: 2, hidden: 4, using: &g),
                TransformerBlock(4, heads: 2, hidden: 4, using: &g), LayerNorm(4), Dense(4, 7, using: &g))
        case "generator":
            return Sequential(
                ConvTranspose2D(3, 4, size: 4, stride: 2, padding: 1, using: &g), ReLU(),
                ConvTranspose2D(4, 1, size: 3, stride: 2, outputPadding: 1, hasBias: false, using: &g))
        default: return Sequential(Dense(4, 6, using: &g), ReLU(), Dense(6, 3, using: &g))
        }
    }
}

@Suite("Weights of PyTorch models")
struct PyTorchWeightsTests {
    private func temporary(_ tensors: [(name: String, tensor: Tensor)]) throws -> String {
        let path = NSTemporaryDirectory() + UUID().uuidString + "-pytorch.safetensors"
        try SafeTensors.encode(tensors).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func error(_ body: () throws -> Void) -> DataError? {
        do {
            try body()
            return nil
        } catch {
            return error as? DataError
        }
    }

    @Test("loaded from its file, a model gives PyTorch's outputs", arguments: PyTorchCase.all)
    func outputs(_ item: PyTorchCase) throws {
        let model = item.makeModel()
        try model.loadPyTorchWeights(from: item.path)
        // The outputs are sums of some ten products near 1.
        expectClose(
            model.predict(item.input.tensor), item.output.tensor, relative: 1e-5, absolute: 3e-6, item.name)
    }

    @Test("which module went to which layer is told")
    func told() throws {
        let item = PyTorchCase.all.first { $0.name == "writer" }!
        let found = try item.makeModel().loadPyTorchWeights(from: item.path)
        #expect(
            found.map { "\($0.module) → \($0.layer)" }
                == [
                    "embedding → layers.0", "lstm.l0 → layers.1", "lstm.l1 → layers.2", "norm → layers.3",
                    "out → layers.4.layer",
                ])
    }

    @Test("a block and an attention are found as a whole, their projections one by one where the file has them so")
    func wholes() throws {
        let item = PyTorchCase.all.first { $0.name == "encoder" }!
        let found = try item.makeModel().loadPyTorchWeights(from: item.path)
        #expect(
            found.map { "\($0.module) → \($0.layer)" }
                == [
                    "embedding → layers.0", "encoder.layers.0 → layers.1", "encoder.layers.1 → layers.2",
                    "encoder.norm → layers.3", "head → layers.4",
                ])
        var g = SeededGenerator(seed: 1)
        let attention = MultiHeadAttention(2, using: &g)
        let names = ["query", "key", "value", "output"]
        let apart = try temporary(
            names.flatMap { [("\($0).weight", Tensor(ones: [2, 2])), ("\($0).bias", Tensor(ones: [2]))] })
        defer { try? FileManager.default.removeItem(atPath: apart) }
        #expect(try attention.loadPyTorchWeights(from: apart).map(\.layer) == names)
        let joint = PyTorchCase.all.first { $0.name == "attention" }!
        let wrong = Sequential(MultiHeadAttention(4, heads: 2, using: &g), Dense(6, 6, using: &g))
        let problem = error { try wrong.loadPyTorchWeights(from: joint.path) }
        let wanted = "with in_proj_weight [12, 4], out_proj.weight [4, 4]"
        #expect(problem?.message.contains(wanted) == true, "\(problem as Any)")
    }

    @Test("two modules of one shape: their numbers decide, names only when they are given")
    func choice() throws {
        func model() -> Sequential {
            Sequential(
                Dense(weight: [[0, 0], [0, 0]], bias: [0, 0]), Tanh(),
                Dense(weight: [[0, 0], [0, 0]], bias: [0, 0]))
        }
        let (one, two): (Tensor, Tensor) = ([[1, 2], [3, 4]], [[5, 6], [7, 8]])
        let numbers = try temporary(
            [("fc10.weight", two), ("fc9.weight", one), ("fc10.bias", [2, 2]), ("fc9.bias", [1, 1])])
        defer { try? FileManager.default.removeItem(atPath: numbers) }
        let numbered = model()
        try numbered.loadPyTorchWeights(from: numbers)
        #expect(numbered.parameters.map(\.value) == [one.transposed(), [1, 1], two.transposed(), [2, 2]])

        let names = try temporary(
            [
                ("decoder.weight", two), ("encoder.weight", one), ("decoder.bias", [2, 2]),
                ("encoder.bias", [1, 1]),
            ])
        defer { try? FileManager.default.removeItem(atPath: names) }
        let named = model()
        let problem = error { try named.loadPyTorchWeights(from: names) }
        #expect(problem?.message.contains("'decoder' and 'encoder' both fit") == true, "\(problem as Any)")
        #expect(problem?.hint.contains("pass modules") == true)
        #expect(named.parameters.allSatisfy { $0.value.max() == 0 })
        try named.loadPyTorchWeights(from: names, modules: ["encoder", "decoder"])
        #expect(named.parameters.map(\.value) == [one.transposed(), [1, 1], two.transposed(), [2, 2]])

        // "layers.2" is a name in both, but in PyTorch that of the third module.
        var linear: [(name: String, tensor: Tensor)] = []
        for number in 0..<3 {
            linear.append(("layers.\(number).weight", Tensor(identity: 2) * Scalar(number)))
            linear.append(("layers.\(number).bias", [0, 0]))
        }
        let list = try temporary(linear)
        defer { try? FileManager.default.removeItem(atPath: list) }
        let three = Sequential(model(), Tanh(), Dense(weight: [[0, 0], [0, 0]], bias: [0, 0]))
        let flat = Sequential(Array((three.layers[0] as! Sequential).layers + three.layers[1...]))
        try flat.loadPyTorchWeights(from: list)
        #expect(flat.parameters.map { $0.value.max() } == [0, 0, 1, 0, 2, 0])
    }

    @Test("a model that does not fit is refused with what is left, and keeps its weights")
    func misfits() throws {
        let mlp = Reference.path("pytorch-mlp.safetensors")
        func message(_ model: Sequential, _ path: String = mlp, modules: [String]? = nil) -> String {
            let before = model.parameters.map(\.value)
            let problem = error { try model.loadPyTorchWeights(from: path, modules: modules) }
            #expect(model.parameters.map(\.value) == before)
            return problem?.description ?? "no error"
        }
        var g = SeededGenerator(seed: 1)
        let wide = Sequential(Dense(4, 7, using: &g), ReLU(), Dense(7, 3, using: &g))
        #expect(
            message(wide).contains(
                "expected a module for layers.0: Dense(4, 7), with weight [7, 4] (and bias [7]), but left in the file are "
                    + "'0' (bias [6], weight [6, 4]), '2' (bias [3], weight [3, 6])"))
        #expect(
            message(Sequential(Dense(4, 6, using: &g))).contains(
                "expected a layer for every module, but left in"))
        let deeper = Sequential(Dense(4, 6, using: &g), Dense(6, 3, using: &g), Dense(3, 3, using: &g))
        #expect(message(deeper).contains("but nothing is left in the file"))
        #expect(message(deeper, mlp + ".missing").contains("there is no such file"))
        let right = PyTorchCase.all.first { $0.name == "mlp" }!.makeModel()
        #expect(
            message(right, modules: ["0"]).contains(
                "expected a module for each of 2 layers with parameters, but got 1"))
        #expect(message(right, modules: ["2", "0"]).contains("expected '2' for layers.0: Dense(4, 6)"))
        #expect(error { try right.loadWeights(from: mlp) }?.hint.contains("loadPyTorchWeights") == true)
        // Backward in time, and a projection.
        let names = ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"]
        let shapes = [[4, 3], [4, 4], [4], [4]]
        let forward = zip(names, shapes).map { (name: "rnn.\($0)", tensor: Tensor(zeros: $1)) }
        let backward = forward.map { (name: $0.name + "_reverse", tensor: $0.tensor) }
        for more in [backward, [(name: "rnn.weight_hr_l0", tensor: Tensor(zeros: [2, 4]))]] {
            let path = try temporary(forward + more)
            defer { try? FileManager.default.removeItem(atPath: path) }
            #expect(error { try RNN(3, 4, using: &g).loadPyTorchWeights(from: path) } != nil)
        }
    }
}
