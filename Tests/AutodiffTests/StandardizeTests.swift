import Autodiff
import Tensors
import Testing

@Suite("Standardization along the last axis")
struct StandardizeTests {
    /// (1 − 2.5)/√1.25 = −1.3416, and so on.
    @Test("by hand: 1, 2, 3, 4")
    func byHand() {
        let x̂ = standardized(Tensor([1, 2, 3, 4]), epsilon: 1e-12).values
        for (value, expected) in zip(x̂.scalars, [-1.3416, -0.4472, 0.4472, 1.3416]) {
            #expect(abs(Double(value) - expected) < 5e-5)
        }
    }

    @Test("the fused rule equals the composed one, for rows of one number too", arguments: [1, 2, 5, 33])
    func composed(width: Int) {
        var generator = SeededGenerator(seed: 4)
        let start = Tensor(randomNormal: [3, 2, width], mean: 2, standardDeviation: 3, using: &generator)
        let weights = Variable.constant(Tensor(randomNormal: [3, 2, width], using: &generator))
        let (x, other) = (Variable(start), Variable(start))
        let y = standardized(x, epsilon: 0.01)
        let centred = other - other.mean(alongAxes: -1, keepingAxes: true)
        let composed = centred / sqrt(square(centred).mean(alongAxes: -1, keepingAxes: true) + 0.01)
        #expect(abs(y.value - composed.value).max() < 2e-5)
        (y * weights).sum().backward()
        (composed * weights).sum().backward()
        #expect(abs(x.gradient! - other.gradient!).max() < 2e-5)
    }

    @Test("large numbers whose squares overflow, and small differences of large numbers, keep their digits")
    func extremes() {
        let large = standardized(Tensor([[1e25, -1e25], [3e37, 1e37]]), epsilon: 1e-5).values
        #expect(abs(large - Tensor([[1, -1], [1, -1]])).max() < 1e-6)
        let close = standardized(Tensor([1_000_001, 1_000_003]), epsilon: 1e-5).values
        #expect(abs(close - Tensor([-1, 1])).max() < 1e-4)
        #expect(standardized(Tensor([5, 5, 5]), epsilon: 1e-5).values == [0, 0, 0])
    }
}
