import Tensors
import Testing

@Suite("Softmax")
struct SoftmaxTests {
    @Test("softmax rows sum to 1, ignore a shift, and survive scores of ±1000")
    func softmaxLaws() {
        let scores: Tensor = [-6.8, 2.6, 5.9, 6.7, 1.9, -1.3, -5.7, 3.2, 1.3, 1.0]
        #expect(abs(softmax(scores)[2].item - 0.2971) < 5e-5)
        #expect(abs(softmax(scores)[3].item - 0.6611) < 5e-5)
        let extreme: Tensor = [[1000, 999, -1000], [-1000, -1000, -1000]]
        for row in 0..<2 { #expect(abs(softmax(extreme)[row].sum() - 1) < 1e-6) }
        #expect(abs((softmax(scores + 100) - softmax(scores))).max() < 1e-5)
        #expect(abs(exp(logSoftmax(extreme)) - softmax(extreme)).max() < 1e-6)
    }

    /// What PyTorch answers in 64 bits: log(1 + 50,256·e^−2.302585) = 8.52250.
    @Test("a long row: the sum over a large vocabulary keeps its digits")
    func longRow() {
        var scores = Tensor(repeating: -2.302_585, shape: [50_257])
        scores[41] = 0
        let total = 50_256 * reference.exp(Double(Scalar(-2.302_585)))
        let expected = -reference.log1p(total)
        #expect(abs(Double(logSoftmax(scores)[41].item) - expected) < 1e-6)
        #expect(abs(expected - -8.522_50) < 1e-5)
        #expect(abs(Double(softmax(scores)[41].item) * (1 + total) - 1) < 1e-6)
    }

    @Test("the probabilities of a row of a million sum to 1")
    func millions() {
        var generator = SeededGenerator(seed: 3)
        let p = softmax(Tensor(randomNormal: [1_000_000], standardDeviation: 3, using: &generator))
        #expect(abs(p.sum() - 1) < 1e-6)
    }

    /// ln(1 + e⁻ˢ) for two scores s and 0.
    @Test(
        "the score that is far ahead keeps the digits of its small loss",
        arguments: [1, 10, 14, 20, 50, 80] as [Scalar])
    func farAhead(score: Scalar) {
        let expected = reference.log1p(reference.exp(-Double(score)))
        let y = logSoftmax(Tensor([[0, score], [score, 0]]))
        for loss in [-y[0, 1].item, -y[1, 0].item] {
            #expect(abs(Double(loss) - expected) <= 2e-6 * expected, "\(loss), expected \(expected)")
        }
        #expect(abs(Double(y[0, 0].item) - (-expected - Double(score))) <= 2e-6 * Double(score))
    }

    @Test("a row of nothing but −∞ gives zeros; its neighbours are as they were")
    func emptyRow() {
        let infinity = Scalar.infinity
        let p = softmax(Tensor([[1, 1], [-infinity, -infinity], [0, -infinity]]))
        #expect(p == [[0.5, 0.5], [0, 0], [1, 0]])
    }

    @Test("a mask leaves the probabilities of what is left: scores 1, 2, 3, the third one hidden")
    func mask() {
        let p = softmax([[1, 2, 3], [1, 2, 3]], mask: Tensor(lowerTriangle: 3)[1...])
        let e = reference.exp(1.0)
        for (value, expected) in zip(p.scalars, [1 / (1 + e), e / (1 + e), 0]) {
            #expect(abs(Double(value) - expected) < 1e-6)
        }
        #expect(p[1] == softmax([1, 2, 3]))
        #expect(softmax([[5, 6]], mask: [0, 0]) == [[0, 0]])
        // A mask of zeros and ones over two leading axes.
        let scores = Tensor(zeros: [2, 3, 4])
        let p2 = softmax(scores, mask: [[[1, 1, 0, 0]], [[0, 0, 0, 1]]])
        for row in 0..<3 { #expect(p2[0, row] == [0.5, 0.5, 0, 0] && p2[1, row] == [0, 0, 0, 1]) }
    }

    @Test("masked scores (−∞) get probability 0, a row with +∞ or NaN becomes NaN, equals share evenly")
    func extremes() {
        let infinity = Scalar.infinity
        #expect(softmax(Tensor([-infinity, 3, -infinity])) == [0, 1, 0])
        #expect(logSoftmax(Tensor([-infinity, 3])) == Tensor([-infinity, 0]))
        #expect(
            softmax(Tensor([infinity, 1])).sum().isNaN && logSoftmax(Tensor([infinity, 1]))[0].item.isNaN)
        #expect(softmax(Tensor([1, .nan, 2])).scalars.allSatisfy { $0.isNaN })
        #expect(logSoftmax(Tensor([1, .nan, 2])).scalars.allSatisfy { $0.isNaN })
        #expect(softmax(Tensor(zeros: [4])) == [0.25, 0.25, 0.25, 0.25])
        #expect(
            softmax(Tensor(zeros: [0, 3])).shape == [0, 3] && softmax(Tensor(zeros: [3, 0])).shape == [3, 0])
        #expect(logSoftmax(Tensor([5])).item == 0)
    }
}
