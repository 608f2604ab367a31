import Datasets
import Tensors
import Testing

@Suite("Images that are spoilt")
struct BrokenImagesTests {
    private let digits = MNIST.builtIn(trainingCount: 20, testCount: 10).training.images

    @Test("a quarter turn moves pixels and changes none; four of them are none")
    func quarterTurns() {
        let quarter = BrokenImages.rotated(digits, byDegrees: 90)
        // Counterclockwise: the right-hand column, from top to bottom, becomes the top row, from left to right.
        #expect(quarter[.all, 0, .all] == digits[.all, .all, 27])
        #expect(quarter[.all, .all, 0] == BrokenImages.rotated(digits, byDegrees: 180)[.all, 27, .all])
        var image = digits
        for _ in 0..<4 { image = BrokenImages.rotated(image, byDegrees: 90) }
        #expect(image == digits)
        #expect(BrokenImages.rotated(digits, byDegrees: 0) == digits)
    }

    @Test("any turn keeps the ink that stays in the frame")
    func ink() {
        for degrees in [15, 45, 133] as [Scalar] {
            let ratio = BrokenImages.rotated(digits, byDegrees: degrees).sum() / digits.sum()
            #expect(abs(ratio - 1) < 0.01)
        }
    }
}

@Suite("Letters that the kit writes")
struct WrittenLettersTests {
    @Test("ten kinds in every ten; a smaller set is the beginning of a larger one; another seed, other letters")
    func sets() {
        let few = WrittenLetters.generate(count: 20, seed: 1)
        let more = WrittenLetters.generate(count: 30, seed: 1)
        #expect(few.images.shape == [20, 28, 28])
        #expect(Set(few.labels.prefix(10)).count == 10 && WrittenLetters.names.count == 10)
        #expect(more.images[0..<20] == few.images)
        #expect(WrittenLetters.generate(count: 20, seed: 2).images != few.images)
    }

    @Test("laid out as digits are: ink of full strength within 20 × 20, its center of mass in the middle")
    func layout() {
        let images = WrittenLetters.generate(count: 30, seed: 3).images
        for image in 0..<30 {
            let ink = images[image]
            #expect(ink.max() > 0.95 && ink.min() == 0)
            let places = Tensor(arange: 0..<28) + 0.5
            let middle = dot(ink.sum(alongAxes: 0), places) / ink.sum()
            #expect(abs(middle - 14) <= 0.6)
        }
    }
}
