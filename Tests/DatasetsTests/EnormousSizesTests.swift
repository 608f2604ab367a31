import Datasets
import Tensors
import Testing

/// Counts that are negative, or beyond all numbers, are told as any other shape that cannot be.
@Suite("Counts that cannot be")
struct EnormousSizesTests {
    static func make(_ number: Int) {
        var generator = SeededGenerator(seed: 1)
        switch number {
        case 0: _ = ToyData.separableBlobs(count: -1, using: &generator)
        case 1: _ = ToyData.xorClouds(count: .max, using: &generator)
        case 2: _ = WrittenLetters.generate(count: .max, seed: 1)
        case 3: _ = WrittenDates.draw(.max, using: &generator)
        case 4: _ = MNIST1D.sets(training: .max, seed: 1)
        case 5: _ = Graph(nodes: .max, edges: [])
        case 6: _ = Graph(blocks: [.max, .max], inside: 0, between: 0, using: &generator)
        case 7: _ = GraphData.blocks(members: -1, labelled: 0, using: &generator)
        case 8: _ = GraphData.blocks(members: .max, using: &generator)
        case 9: _ = TextCorpus("abc").pieces(.max, length: 1, using: &generator)
        default: _ = DigitScenes(of: MNIST.builtIn(trainingCount: 3, testCount: 0).training, count: .max, seed: 1)
        }
    }

    static let messages = [
        "separableBlobs: expected lengths that are not negative, but got shape [-1, 2]",
        "xorClouds: expected fewer than 2⁶⁰ elements, but got shape [9223372036854775807, 2]",
        "WrittenLetters: expected fewer than 2⁶⁰ elements",
        "WrittenDates: expected fewer than 2⁶⁰ elements",
        "MNIST1D: expected fewer than 2⁶⁰ elements",
        "Graph: expected fewer than 2⁶⁰ elements, but got shape [9223372036854775807]",
        "Graph: expected fewer than 2⁶⁰ elements, but got shape [9223372036854775807]",
        "blocks: expected at least one group and one word, labelled members within",
        "blocks: expected fewer than 2⁶⁰ elements",
        "pieces: expected fewer than 2⁶⁰ elements, but got shape [9223372036854775807, 1]",
        "DigitScenes: expected fewer than 2⁶⁰ elements",
    ]

    @Test("each is told with the usual message", arguments: 0..<messages.count)
    func message(number: Int) async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [number] in
            EnormousSizesTests.make(number)
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains(EnormousSizesTests.messages[number]), "\(text)")
    }

    @Test("no images of the kit's are none, any seed is one, and a shift out of the frame leaves paper")
    func edges() {
        let none = MNIST.builtIn(trainingCount: -1, testCount: .min)
        #expect(none.training.count == 0 && none.test.images.shape == [0, 28, 28])
        #expect(MNIST.builtIn(trainingCount: 2, testCount: 2, seed: .max).test.count == 2)
        let ink = Tensor(ones: [2, 28, 28])
        for step in [28, 29, -28, -1000, .max, .min] {
            #expect(BrokenImages.shifted(ink, right: step, down: 0) == Tensor(zeros: [2, 28, 28]))
            #expect(BrokenImages.shifted(ink, right: 1, down: step) == Tensor(zeros: [2, 28, 28]))
        }
        #expect(BrokenImages.shifted(ink, right: -3, down: 27).sum() == 2 * 25)
    }

    @Test("maps with NaN equal nothing, as plain numbers do not")
    func equality() {
        let map = AffineMap(right: .nan)
        #expect(map != map && AffineMap(degrees: 5) == AffineMap(degrees: 5))
        let turned = AffineMap(degrees: .nan)
        #expect(turned != turned)
    }
}
