import Tensors
import Testing

@Suite("Padding")
struct PaddingTests {
    @Test("zeros before and behind, along the axis that is named")
    func padded() {
        let x: Tensor = [[1, 2], [3, 4]]
        #expect(x.padded(alongAxis: 1, before: 1, after: 2) == [[0, 1, 2, 0, 0], [0, 3, 4, 0, 0]])
        #expect(x.transposed().padded(alongAxis: 0, before: 0, after: 1) == [[1, 3], [2, 4], [0, 0]])
        #expect(x.padded(alongAxis: -1, before: 0, after: 0) == x)
    }

    /// A window that lies in the padding alone gives the bias; ten pixels of padding around a kernel of two.
    @Test("a convolution takes a padding of any width: every output equals the loops'", arguments: [1, 2, 3, 10])
    func convolutions(padding: Int) {
        var generator = SeededGenerator(seed: 6)
        let x = Tensor(randomNormal: [2, 3, 4, 5], using: &generator)
        for (height, width, stride) in [(2, 2, 1), (3, 2, 2), (1, 1, 1), (1, 4, 3)] {
            let weight = Tensor(randomNormal: [4, 3, height, width], using: &generator)
            let bias = Tensor(randomNormal: [4], using: &generator)
            let y = convolution(x, weight, bias: bias, stride: stride, padding: padding)
            let expected = convolutionByLoops(x, weight, bias: bias, stride: stride, padding: padding)
            #expect(abs(y - expected).max() < 1e-4, "\(height)×\(width), stride \(stride)")
            let without = convolution(x, weight, stride: stride, padding: padding)
            #expect(abs(without + bias.reshaped(to: [4, 1, 1]) - y).max() < 1e-4)
        }
    }
}
