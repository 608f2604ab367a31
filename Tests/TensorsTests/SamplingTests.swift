import Tensors
import Testing

@Suite("Drawing classes from probabilities")
struct SamplingTests {
    @Test("20,000 draws come as often as their probabilities say, and a class of probability 0 never")
    func frequencies() {
        var generator = SeededGenerator(seed: 5)
        let p: Tensor = [0.1, 0, 0.6, 0.3, 0]
        let draws = categoricalSample(probabilities: p.broadcast(to: [20_000, 5]), using: &generator)
        let counts = Tensor(oneHot: draws, classes: 5).sum(alongAxes: 0) / 20_000
        // Four standard deviations of a frequency, √(p·(1 − p)/n).
        #expect(abs(counts - p).max() < 0.015)
        #expect(counts[1].item == 0 && counts[4].item == 0)
    }

    @Test("each row has its own probabilities, one row gives one class, and the seed decides")
    func rows() {
        var generator = SeededGenerator(seed: 1)
        let certain: Tensor = [[0, 0, 1], [1, 0, 0], [0, 1, 0]]
        #expect(categoricalSample(probabilities: certain, using: &generator) == [2, 0, 1])
        #expect(categoricalSample(probabilities: [0, 1], using: &generator) == [1])
        func drawn() -> [Int] {
            var generator = SeededGenerator(seed: 9)
            return categoricalSample(scores: Tensor(zeros: [30, 7]), using: &generator)
        }
        #expect(drawn() == drawn() && Set(drawn()).count > 3)
    }

    /// With scores 0 and ln 3 the second is drawn with probability ¾; at T = ½ with 9/10; at T = 100 with nearly ½.
    @Test("temperature sharpens and flattens", arguments: [(1, 0.75), (0.5, 0.9), (100, 0.5027)] as [(Scalar, Scalar)])
    func temperature(t: Scalar, expected: Scalar) {
        var generator = SeededGenerator(seed: 3)
        let scores = Tensor([0, 1.098_612_3]).broadcast(to: [20_000, 2])
        let draws = categoricalSample(scores: scores, temperature: t, using: &generator)
        #expect((Scalar(draws.reduce(0, +)) / 20_000 - expected).magnitude < 0.015)
    }
}
