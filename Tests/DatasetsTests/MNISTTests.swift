import Datasets
import Foundation
import Tensors
import Testing

@Suite struct MNISTTests {
    let folder: TemporaryFolder
    let location: DataLocation

    init() throws {
        folder = try TemporaryFolder()
        location = DataLocation(
            explicit: folder.path, offline: true, environment: ["XDG_CACHE_HOME": folder.path],
            observer: { _ in })
    }

    private func load(_ files: [String: [UInt8]], count: Int? = nil) throws -> MNIST {
        try folder.write(files, into: "mnist")
        return try MNIST.load(from: location, trainingCount: count, dataSet: Miniature.dataSet(files))
    }

    @Test("gives images of 28 × 28 scaled to 0…1 and their labels")
    func loads() throws {
        let mnist = try load(Miniature.files)
        #expect(mnist.training.images.shape == [3, 28, 28])
        #expect(mnist.training.labels == [7, 0, 9])
        #expect(mnist.training.images[0, 0, 0].item == 0)
        #expect(mnist.training.images[0, 0, 27].item == 27.0 / 255)
        #expect(mnist.training.images[0, 9, 3].item == 255.0 / 255)  // 9 · 28 + 3 = 255
        #expect(mnist.training.images[0, 9, 4].item == 0)  // 256 starts again
        #expect(mnist.training.images[1, 0, 0].item == 16.0 / 255)  // 784 = 3 · 256 + 16
        #expect(mnist.test.images[0, 0, 0].item == 1)
        #expect(mnist.test.labels == [4])
        #expect(!mnist.isBuiltIn && mnist.note == nil)
        #expect(mnist.source == .folder(folder.path + "/mnist"))
    }

    @Test("keeps the first images when fewer are asked for", arguments: [(0, 0), (2, 2), (3, 3), (99, 3)])
    func count(asked: Int, kept: Int) throws {
        let training = try load(Miniature.files, count: asked).training
        #expect(training.images.shape == [kept, 28, 28])
        #expect(training.labels == Array([7, 0, 9].prefix(kept)))
    }

    @Test(
        "refuses files that contradict each other or are no digits",
        arguments: [
            (
                Miniature.files(labels: [7, 0]), "train-labels-idx1-ubyte.gz",
                "expected one label for each of 3 images, but got 2"
            ),
            (
                Miniature.files(labels: [7, 10, 255]), "train-labels-idx1-ubyte.gz",
                "expected labels 0…9, but label 1 is 10"
            ),
            (
                Miniature.files(trainingShape: [3, 14, 56]), "train-images-idx3-ubyte.gz",
                "expected images of 28 × 28 pixels, but got 14 × 56"
            ),
            (
                Miniature.files(trainingShape: [60_000, 28, 28]), "train-images-idx3-ubyte.gz",
                "the header promises 60000 × 28 × 28 = 47040000 values, but 2352 follow"
            ),
            (
                Miniature.files(trainingShape: [3, 784]), "train-images-idx3-ubyte.gz",
                "expected the magic number 0x00000803 (unsigned bytes, 3 axes), but got 0x00000802"
            ),
        ])
    func refuses(files: [String: [UInt8]], name: String, expected: String) {
        let error = #expect(throws: DataError.self) { try load(files) }
        #expect(error?.kind == .damaged)
        #expect(error?.message == "\(folder.path)/mnist/\(name): \(expected)")
    }

    @Test("an error is one line and a hint")
    func errorText() {
        let error = DataError(.missing, "mnist: gone", hint: "fetch it")
        #expect("\(error)" == "mnist: gone\nhint: fetch it")
    }

    /// The real files, when this machine has them; nothing is fetched for a test.
    static let real: MNIST? = {
        let here = DataLocation(offline: true, observer: { _ in })
        return (try? MNIST.load(from: here)).flatMap { $0.isBuiltIn ? nil : $0 }
    }()

    @Test("reads the published files", .enabled(if: real != nil, "needs MNIST: set NABLA_DATA"))
    func published() throws {
        let mnist = try #require(Self.real)
        #expect(mnist.training.images.shape == [60_000, 28, 28])
        #expect(mnist.test.images.shape == [10_000, 28, 28])
        #expect(mnist.training.labels.prefix(10) == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
        #expect(mnist.test.labels.prefix(5) == [7, 2, 1, 0, 4])
        // numpy, in 64-bit: the mean grey of the training images is 33.318421449829934 of 255.
        let means = mnist.training.images.mean(alongAxes: 1, 2).scalars
        let mean = means.reduce(0) { $0 + Double($1) } / 60_000 * 255
        // Each image's mean is a 32-bit number, of which 6e-8 may be wrong.
        #expect(abs(mean - 33.318421) < 1e-4)
    }
}
