import NeuralNetworks
import Tensors
import Testing

struct InitializerCase: Codable, Sendable, CustomTestStringConvertible {
    var initializer: String
    var framework: String
    var fanIn: Int
    var fanOut: Int
    var bound: Double?
    var standardDeviation: Double
    var testDescription: String { "\(initializer) \(fanIn) → \(fanOut), \(framework)" }

    var ours: Initializer {
        switch initializer {
        case "glorotUniform": .glorotUniform
        case "glorotNormal": .glorotNormal
        case "heUniform": .heUniform
        default: .heNormal
        }
    }
}

@Suite("Initialisers")
struct InitializerTests {
    /// 40,000 draws: the standard deviation of a sample is within 2 % of the true one (five standard errors).
    @Test(
        "spread and bound equal those of PyTorch and Keras",
        arguments: Reference.cases("initializers.json") as [InitializerCase])
    func reference(_ item: InitializerCase) {
        var generator = SeededGenerator(seed: 12)
        let draws = item.ours.draw([200, 200], fanIn: item.fanIn, fanOut: item.fanOut, using: &generator)
        let deviation = Double(draws.variance()).squareRoot()
        #expect(abs(deviation / item.standardDeviation - 1) < 0.02)
        #expect(abs(Double(draws.mean())) < 5 * item.standardDeviation / 200)
        // Keras cuts its normals off at two deviations; the published rule does not.
        if let bound = item.bound, item.initializer.hasSuffix("Uniform") {
            let largest = Double(abs(draws).max())
            #expect(largest <= bound * (1 + 1e-6))
            #expect(largest > 0.999 * bound)
        }
    }

    @Test("zeros are zero, a given deviation is kept")
    func simple() {
        var generator = SeededGenerator(seed: 12)
        #expect(
            Initializer.zeros.draw([2, 3], fanIn: 2, fanOut: 3, using: &generator) == Tensor(zeros: [2, 3]))
        let draws = Initializer.normal(standardDeviation: 0.5).draw(
            [100, 100], fanIn: 1, fanOut: 1, using: &generator)
        let fiveStandardErrors: Scalar = 0.25 * 5 * 0.01415
        #expect(abs(draws.variance() - 0.25) < fiveStandardErrors)
    }
}
