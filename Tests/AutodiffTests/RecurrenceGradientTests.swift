import Autodiff
import Tensors
import Testing

@Suite("Gradients of recurrences and embeddings")
struct RecurrenceGradientTests {
    @Test(
        "every parent of a walk through time goes through the gradient check, from the outputs and the last cell",
        arguments: [RecurrentKind.rnn, .lstm, .gru])
    func walk(kind: RecurrentKind) {
        let (samples, steps, units) = (2, 4, 3)
        let sums = kind.blocks * units
        var generator = SeededGenerator(seed: 9)
        let shapes = [[samples, steps, sums], [units, sums], [sums], [samples, units], [samples, units]]
        let inputs = shapes.map { Tensor(randomUniform: $0, in: -1..<1, using: &generator) }
        let check = gradientCheck(at: inputs) { v in
            let (outputs, cell, _) = recurrence(
                kind, projected: v[0], weight: v[1], bias: v[2], hidden: v[3], cell: v[4])
            let both = [outputs.reshaped(to: [samples, steps * units]), cell]
            return concatenate(both, alongAxis: 1)
        }
        #expect(check.worstError < tolerance, "\(kind): \(check)")
    }

    @Test("an embedding's table goes through the gradient check; a row that is used twice too")
    func table() {
        var generator = SeededGenerator(seed: 9)
        let table = Tensor(randomUniform: [4, 3], in: -1..<1, using: &generator)
        let check = gradientCheck(at: [table]) { embedding($0[0], rows: [3, 0, 3, 1, 3, 0], shape: [2, 3]) }
        #expect(check.worstError < tolerance, "\(check)")
    }

    @Test("scattering is the transpose of gathering")
    func scattering() {
        let x: Tensor = [[1, 2], [3, 4], [5, 6]]
        #expect(x.scatteringSum(to: [2, 0, 2], of: 4) == [[3, 4], [0, 0], [1 + 5, 2 + 6], [0, 0]])
    }
}
