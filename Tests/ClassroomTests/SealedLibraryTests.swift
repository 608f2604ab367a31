import Grading
import Nabla
import Testing

@Suite struct SealedLibraryTests {
    private let seal = SealedLibrary(
        digest: "1f0c", platform: "x86_64-unknown-linux-gnu-swift-6.3.1", lesson: "04-perceptron")
    private let library = Array("The bias never moves. It is a weight too.".utf8) + (0..<4099).map { UInt8($0 % 7) }

    @Test(arguments: [0, 1, 7, 8, 9, 4100]) func `what was sealed is opened whole`(count: Int) {
        let library = Array(library.prefix(count))
        #expect(seal.opened(seal.sealed(library)) == library)
    }

    @Test func `sealed, no word of it can be found`() {
        #expect(seal.sealed(library).firstRange(of: Array("bias".utf8)) == nil)
        // Equal bytes in a row look like chance: about one in 256 is zero.
        let sealed = seal.sealed([UInt8](repeating: 0, count: 10_000))
        #expect(sealed.count { $0 == 0 } < 100)
    }

    @Test func `of another kit, platform or lesson, or damaged, it is not opened`() {
        let sealed = seal.sealed(library)
        #expect(
            SealedLibrary(digest: "1f0d", platform: "x86_64-unknown-linux-gnu-swift-6.3.1", lesson: "04-perceptron")
                .opened(sealed) == nil)
        #expect(
            SealedLibrary(digest: "1f0c", platform: "x86_64-unknown-linux-gnu-swift-6.3.0", lesson: "04-perceptron")
                .opened(sealed) == nil)
        #expect(
            SealedLibrary(
                digest: "1f0c", platform: "x86_64-unknown-linux-gnu-swift-6.3.1", lesson: "05-backpropagation"
            ).opened(sealed) == nil)
        var damaged = sealed
        damaged[1000] ^= 1
        #expect(seal.opened(damaged) == nil)
        #expect(seal.opened([]) == nil)
    }
}
