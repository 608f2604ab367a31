import Autodiff
import Tensors
import Testing

@Suite("Gathering rows, and embeddings")
struct GatherTests {
    @Test("scattering is the transpose of gathering")
    func scattering() {
        let x: Tensor = [[1, 2], [3, 4], [5, 6]]
        #expect(x.scatteringSum(to: [2, 0, 2], of: 4) == [[3, 4], [0, 0], [1 + 5, 2 + 6], [0, 0]])
        #expect(Tensor(zeros: [0, 2]).scatteringSum(to: [], of: 3) == Tensor(zeros: [3, 2]))
        #expect(([1, 2, 4] as Tensor).scatteringSum(to: [1, 1, 0], of: 2) == [4, 3])
        #expect(x.transposed().scatteringSum(to: [1, 1], of: 2) == [[0, 0, 0], [3, 7, 11]])
    }

    @Test("many rows: each element of the gradient is the sum over the places that took its row")
    func large() {
        var generator = SeededGenerator(seed: 5)
        let rows = (0..<20_000).map { _ in Int.random(in: 0..<3_000, using: &generator) }
        let table = Variable(Tensor(zeros: [3_000, 5]))
        let weights = Tensor(
            scalars: (0..<100_000).map { _ in Scalar(Int.random(in: -9...9, using: &generator)) },
            shape: [20_000, 5])
        (table.gathering(rows) * .constant(weights)).sum().backward()
        var expected = [Scalar](repeating: 0, count: 15_000)
        let flat = weights.scalars
        for (place, row) in rows.enumerated() {
            for j in 0..<5 { expected[row * 5 + j] += flat[place * 5 + j] }
        }
        #expect(table.gradient!.scalars == expected)
    }

    @Test("an embedding is a gathering in another shape")
    func embeddings() {
        let table = Variable([[1, 2], [3, 4], [5, 6]])
        let looked = embedding(table, rows: [2, 0, 2, 1], shape: [2, 2])
        #expect(looked.value == [[[5, 6], [1, 2]], [[5, 6], [3, 4]]])
        looked.sum().backward()
        #expect(table.gradient == [[1, 1], [1, 1], [2, 2]])
    }
}
