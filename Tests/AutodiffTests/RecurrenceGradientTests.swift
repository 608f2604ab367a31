import Autodiff
import Tensors
import Testing

@Suite("Gradients of recurrences and embeddings")
struct RecurrenceGradientTests {
    @Test("scattering is the transpose of gathering")
    func scattering() {
        let x: Tensor = [[1, 2], [3, 4], [5, 6]]
        #expect(x.scatteringSum(to: [2, 0, 2], of: 4) == [[3, 4], [0, 0], [1 + 5, 2 + 6], [0, 0]])
    }
}
