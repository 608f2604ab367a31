import Autodiff
import NeuralNetworks
import Tensors
import Testing

struct EmbeddingCase: Codable, Sendable {
    var table: Reference.Values
    var rows: Reference.Values
    var value: Reference.Values
    var outputGradient: Reference.Values
    var gradient: Reference.Values
}

@Suite("Embedding and time steps")
struct EmbeddingTests {
    @Test("values and gradients equal PyTorch's, also of rows that are used twice or never")
    func reference() {
        for item in Reference.cases("embedding.json") as [EmbeddingCase] {
            let layer = Embedding(weight: item.table.tensor)
            let y = layer(.constant(item.rows.tensor), mode: .training)
            #expect(y.value == item.value.tensor)
            (y * .constant(item.outputGradient.tensor)).sum().backward()
            expectClose(layer.weight.gradient!, item.gradient.tensor, "table")
        }
    }

    @Test("equals one-hot rows times the table")
    func oneHot() {
        var generator = SeededGenerator(seed: 3)
        let layer = Embedding(6, 4, using: &generator)
        let product = matmul(Tensor(oneHot: [5, 0, 5], classes: 6), layer.weight.value)
        expectClose(layer.predict([5, 0, 5]), product, "rows")
    }

    @Test("LastStep keeps the last state of each sequence")
    func lastStep() {
        let x = Tensor(arange: 0..<12).reshaped(to: [2, 3, 2])
        #expect(LastStep().predict(x) == [[4, 5], [10, 11]])
    }

    @Test("TimeDistributed treats every time step alike")
    func eachStep() {
        let dense = Dense(weight: [[1], [10]], bias: [0.5])
        let x = Tensor(arange: 0..<12).reshaped(to: [2, 3, 2])
        let sums: [Scalar] = [
            0 + 10 + 0.5, 2 + 30 + 0.5, 4 + 50 + 0.5, 6 + 70 + 0.5, 8 + 90 + 0.5, 10 + 110 + 0.5,
        ]
        #expect(TimeDistributed(dense).predict(x) == Tensor(scalars: sums, shape: [2, 3, 1]))
    }
}
