import Datasets
import Nabla
import Testing

@Suite("affine maps of images")
struct AffineMapTests {
    /// Three rows and four columns, not symmetric in any way.
    static let image: Tensor = [[[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]]

    @Test("nothing changes nothing; mirrored, upside down and half a turn are exact")
    func turns() {
        let image = Self.image
        #expect(AffineMap().applied(to: image) == image)
        #expect(AffineMap(scaleX: -1).applied(to: image) == [[[4, 3, 2, 1], [8, 7, 6, 5], [12, 11, 10, 9]]])
        #expect(AffineMap(scaleY: -1).applied(to: image) == [[[9, 10, 11, 12], [5, 6, 7, 8], [1, 2, 3, 4]]])
        let half = AffineMap(degrees: 180).applied(to: image)
        #expect(abs(half - [[[12, 11, 10, 9], [8, 7, 6, 5], [4, 3, 2, 1]]]).max() < 1e-4)
    }

    @Test("a quarter turn is clockwise")
    func quarter() {
        let square: Tensor = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]
        let turned = AffineMap(degrees: 90).applied(to: square)
        #expect(abs(turned - [[[7, 4, 1], [8, 5, 2], [9, 6, 3]]]).max() < 1e-4)
    }

    @Test("shifts go right and down, halves of pixels are means, and what comes in is 0")
    func shifts() {
        let image = Self.image
        #expect(
            AffineMap(right: 1, down: 1).applied(to: image) == [[[0, 0, 0, 0], [0, 1, 2, 3], [0, 5, 6, 7]]])
        #expect(
            AffineMap(right: -0.5).applied(to: image)
                == [[[1.5, 2.5, 3.5, 2], [5.5, 6.5, 7.5, 4], [9.5, 10.5, 11.5, 6]]])
    }

    @Test("a shear moves lower rows to the right, and the middle stays")
    func shear() {
        #expect(AffineMap(shear: 1).applied(to: Self.image) == [[[2, 3, 4, 0], [5, 6, 7, 8], [0, 9, 10, 11]]])
    }

    @Test("each image has its own map, drawn within the limits and the same for the same seed")
    func random() {
        let two = Tensor(stacking: [Self.image[0], Self.image[0]])
        let maps = [AffineMap(), AffineMap(scaleX: -1)]
        let result = AffineMap.applied(maps, to: two)
        #expect(result[0] == Self.image[0] && result[1, 0].scalars == [4, 3, 2, 1])
        var (one, other) = (SeededGenerator(seed: 4), SeededGenerator(seed: 4))
        let drawn = (0..<50).map { _ in AffineMap.random(degrees: 10, shift: 2, using: &one) }
        #expect(drawn.allSatisfy { abs($0.right) <= 2 && abs($0.down) <= 2 && $0.matrix[0] >= 0.9848 })
        #expect(drawn[0] == .random(degrees: 10, shift: 2, using: &other) && drawn[0] != drawn[1])
    }
}
