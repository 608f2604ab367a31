import Autodiff
import NeuralNetworks
import Tensors
import Testing

@Suite("Gaussians: likelihood, divergence and draws")
struct GaussianTests {
    @Test("by hand: a standard normal costs nothing, one shifted by 2 costs 2 nats")
    func byHand() {
        let zeros = Variable(Tensor(zeros: [2, 3]))
        #expect(gaussianKLDivergence(mean: zeros, logVariance: zeros).item == 0)
        let shifted = gaussianKLDivergence(
            mean: Variable([[2, 0], [2, 0]]), logVariance: Variable(Tensor(zeros: [2, 2])))
        #expect(shifted.item == 2)
        // −ln N(0; 0, 1) = ½·ln 2π = 0.9189…
        let zero = Variable([0])
        let density = gaussianNegativeLogLikelihood(mean: zero, logVariance: zero, expected: zero).item
        #expect((density - 0.918_938_5).magnitude < 1e-6)
    }

    /// ½·(eᵛ − v − 1) and ½·(eᵛ − 1), from NumPy in 64 bits: 0.5 * (np.expm1(v) - v) loses digits near 0 even there, so that
    /// below 0.01 it is the series v²/4 + v³/12 + v⁴/48.
    @Test(
        "the divergence of a variance near 1 keeps its digits, and so does its gradient",
        arguments: [
            (1e-4, 2.5000833354e-9, 5.0002500083e-5), (-1e-4, 2.4999166687e-9, -4.9997500083e-5),
            (1e-3, 2.5008335417e-7, 5.0025008335e-4), (0.01, 2.508354175e-5, 5.0250835421e-3),
            (1, 0.3591409142, 0.8591409142), (-3, 1.0248935342, -0.4751064658),
        ] as [(Double, Double, Double)])
    func nearOne(logVariance: Double, divergence: Double, slope: Double) {
        let v = Variable([[Tensor(Scalar(logVariance))]])
        let result = gaussianKLDivergence(mean: Variable([[0]]), logVariance: v)
        result.backward()
        #expect(abs(Double(result.item) / divergence - 1) < 1e-5)
        #expect(abs(Double(v.gradient!.item) / slope - 1) < 1e-5)
    }

    @Test("gradients, those of a draw with its noise kept")
    func gradients() {
        var generator = SeededGenerator(seed: 3)
        let inputs = (0..<3).map { _ in Tensor(randomUniform: [3, 4], in: -1..<1, using: &generator) }
        let tolerance: Scalar = MemoryLayout<Scalar>.size == 8 ? 1e-6 : 1e-2
        let likelihood = gradientCheck(at: inputs) {
            gaussianNegativeLogLikelihood(mean: $0[0], logVariance: $0[1], expected: $0[2])
        }
        #expect(likelihood.worstError < tolerance, "\(likelihood)")
        let divergence = gradientCheck(at: Array(inputs.prefix(2))) {
            gaussianKLDivergence(mean: $0[0], logVariance: $0[1])
        }
        #expect(divergence.worstError < tolerance, "\(divergence)")
        let draw = gradientCheck(at: Array(inputs.prefix(2))) {
            var generator = SeededGenerator(seed: 12)
            return gaussianSample(mean: $0[0], logVariance: $0[1], using: &generator)
        }
        #expect(draw.worstError < tolerance, "\(draw)")
    }

    @Test("draws have the mean and the standard deviation that were asked for")
    func draws() {
        var generator = SeededGenerator(seed: 6)
        let (mean, logVariance) = (Tensor(repeating: 3, shape: [20_000]), Tensor(repeating: -1, shape: [20_000]))
        let z = gaussianSample(mean: Variable(mean), logVariance: Variable(logVariance), using: &generator).value
        // Four standard errors of a mean and of a variance of 20,000 draws.
        #expect((z.mean() - 3).magnitude < 0.018)
        #expect((z.variance() - 0.367_879).magnitude < 0.015)
    }
}
