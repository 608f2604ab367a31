import Autodiff
import Foundation
import NeuralNetworks
import Tensors
import Testing
import WeightFiles

@Suite("Recurrent models in files")
struct RecurrentFileTests {
    private func model(seed: UInt64) -> Sequential {
        var generator = SeededGenerator(seed: seed)
        return Sequential(
            Embedding(11, 6, using: &generator), LSTM(6, 9, using: &generator), GRU(9, 8, using: &generator),
            RNN(8, 7, using: &generator), TimeDistributed(Dense(7, 11, using: &generator)))
    }

    private let ids: Tensor = [[1, 0, 10, 3, 3], [7, 7, 2, 9, 5]]

    /// With NABLA_SAVE_MODEL=FILE the file stays, for `Reference/load_recurrent.py`, which asks PyTorch for the same logits.
    @Test("a saved model gives the same logits when it is loaded again; PyTorch can be asked too")
    func saveAndLoad() throws {
        let wanted = ProcessInfo.processInfo.environment["NABLA_SAVE_MODEL"]
        let path = wanted ?? NSTemporaryDirectory() + "\(UUID().uuidString).safetensors"
        defer { if wanted == nil { try? FileManager.default.removeItem(atPath: path) } }
        let (one, other) = (model(seed: 1), model(seed: 2))
        try one.saveWeights(to: path)
        #expect(other.predict(ids) != one.predict(ids))
        try other.loadWeights(from: path)
        #expect(other.predict(ids) == one.predict(ids))

        let file = try SafeTensors.decode(Data(contentsOf: URL(fileURLWithPath: path)), name: path)
        #expect(
            Set(file.keys)
                == [
                    "layers.0.weight", "layers.1.inputWeight", "layers.1.recurrentWeight", "layers.1.bias",
                    "layers.2.inputWeight", "layers.2.recurrentWeight", "layers.2.bias",
                    "layers.2.recurrentBias",
                    "layers.3.inputWeight", "layers.3.recurrentWeight", "layers.3.bias",
                    "layers.4.layer.weight",
                    "layers.4.layer.bias",
                ])
        let whole = file.map { ($0.key, $0.value) } + [("ids", ids), ("logits", one.predict(ids))]
        try SafeTensors.encode(whole).write(to: URL(fileURLWithPath: path))
    }
}
