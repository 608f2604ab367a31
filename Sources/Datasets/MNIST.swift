import Synchronization
import Tensors

/// Handwritten digits: 60,000 to train on and 10,000 to test with, or the kit's own when those cannot be had.
///
/// Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
public struct MNIST: Sendable {
    public let training: ImageSet
    public let test: ImageSet
    public let source: DataSource
    /// Why these are the built-in digits; nil when they are MNIST.
    public let note: String?

    public var isBuiltIn: Bool { source == .builtInDigits }

    static let side = 28

    /// Loads the digits, wherever they are; without data and network, the digits the kit writes itself.
    ///
    /// - Parameters:
    ///   - trainingCount: how many training images to keep, counted from the first; all when nil.
    ///   - testCount: the same for the test images.
    ///   - dataSet: the files' names, lengths and checksums. Sets in MNIST's form can be loaded too.
    /// Throws: `DataError` when data are there and are not what they should be.
    public static func load(
        from location: DataLocation = .current, trainingCount: Int? = nil, testCount: Int? = nil,
        dataSet: DataSet = .mnist
    ) throws -> MNIST {
        switch try location.locate(dataSet) {
        case .found(let stored):
            return MNIST(
                training: try images(
                    in: stored, "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz",
                    count: trainingCount),
                test: try images(
                    in: stored, "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz", count: testCount),
                source: stored.source, note: nil)
        case .nowhere(let reason):
            let note = "No MNIST here: \(reason). Using the digits that the kit writes itself."
            if Notes.isNew(note) { location.observer(.notice(note)) }
            return builtIn(trainingCount: trainingCount, testCount: testCount, note: note)
        }
    }

    /// Writes the kit's own digits.
    ///
    /// - Parameter seed: another seed, other digits; the same seed, the same digits.
    public static func builtIn(
        trainingCount: Int? = nil, testCount: Int? = nil, seed: UInt64 = 0, note: String? = nil
    ) -> MNIST {
        let training = min(trainingCount ?? .max, BuiltInDigits.trainingCount)
        let test = min(testCount ?? .max, BuiltInDigits.testCount)
        return MNIST(
            training: BuiltInDigits.write(count: training, seed: 2 * seed),
            test: BuiltInDigits.write(count: test, seed: 2 * seed + 1),
            source: .builtInDigits, note: note ?? "Digits that the kit writes itself.")
    }

    private static func images(
        in stored: StoredDataSet, _ imageFile: String, _ labelFile: String, count: Int?
    ) throws -> ImageSet {
        let images = try array(in: stored, imageFile, rank: 3)
        let labels = try array(in: stored, labelFile, rank: 1)
        func damaged(_ file: String, _ what: String) -> DataError {
            DataError(.damaged, "\(stored.folder)/\(file): \(what)", hint: "fetch the published files again")
        }
        guard images.shape[1...] == [side, side] else {
            throw damaged(
                imageFile,
                "expected images of \(side) × \(side) pixels, but got \(images.shape[1]) × \(images.shape[2])"
            )
        }
        guard images.shape[0] == labels.shape[0] else {
            throw damaged(
                labelFile,
                "expected one label for each of \(images.shape[0]) images, but got \(labels.shape[0])")
        }
        if let wrong = labels.values.firstIndex(where: { $0 > 9 }) {
            throw damaged(
                labelFile,
                "expected labels 0…9, but label \(wrong - labels.values.startIndex) is \(labels.values[wrong])"
            )
        }
        let kept = min(max(count ?? .max, 0), labels.shape[0])
        return ImageSet(
            pixels: images.values.prefix(kept * side * side),
            labels: labels.values.prefix(kept).map(Int.init),
            side: side)
    }

    private static func array(in stored: StoredDataSet, _ file: String, rank: Int) throws -> IDX {
        let name = "\(stored.folder)/\(file)"
        let bytes = try Gzip.decompress(try stored.bytes(of: file), limit: 64 << 20, name: name)
        return try IDX(bytes, rank: rank, name: name)
    }
}

/// Notes that were said in this process: a lesson that loads twice says why once.
private enum Notes {
    private static let said = Mutex<Set<String>>([])

    static func isNew(_ note: String) -> Bool { said.withLock { $0.insert(note).inserted } }
}
