import Synchronization
import Tensors
import Text

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

    /// What a page whose text speaks of MNIST has to say when these are the built-in digits; nil when they are MNIST.
    public var standInNote: String? {
        guard isBuiltIn else { return nil }
        let counts = [training, test].map { formatted(Double($0.count), decimals: 0) }
        return """
            MNIST is not here. This run uses digits that the kit writes itself, \(counts[0]) to learn from and \(counts[1]) \
            to test with. **The text speaks of MNIST: its numbers are not those of this run.** To get MNIST: \
            `swift run lesson data fetch mnist`.
            """
    }

    static let side = 28

    /// Loads the digits, wherever they are; without data and network, the digits the kit writes itself.
    ///
    /// - Parameters:
    ///   - location: the places that are looked through.
    ///   - trainingCount: how many training images to keep, counted from the first; all when nil.
    ///   - testCount: the same for the test images.
    ///   - dataSet: the files' names, lengths and checksums. Another set in a form that `ImageData` reads can be loaded
    ///     too, with images and labels of its own; the kit's digits never stand in for it.
    /// Throws: `DataError` when data are there and are not what they should be, or when another set than MNIST is nowhere.
    public static func load(
        from location: DataLocation = .current, trainingCount: Int? = nil, testCount: Int? = nil,
        dataSet: DataSet = .mnist
    ) throws -> MNIST {
        guard dataSet.name == DataSet.mnist.name else {
            return MNIST(
                try ImageData.load(
                    dataSet, from: location, trainingCount: trainingCount, testCount: testCount))
        }
        switch try location.locate(dataSet) {
        case .found(let stored):
            let data = try ImageData(stored, trainingCount: trainingCount, testCount: testCount)
            try requireDigits(data.training, in: stored, "train")
            try requireDigits(data.test, in: stored, "t10k")
            return MNIST(data)
        case .nowhere(let reason):
            let note = "No MNIST here: this run uses digits that the kit writes itself.\n\(reason)."
            if Notes.isNew(note) { location.observer(.notice(note)) }
            return builtIn(trainingCount: trainingCount, testCount: testCount, note: note)
        }
    }

    private init(training: ImageSet, test: ImageSet, source: DataSource, note: String?) {
        (self.training, self.test, self.source, self.note) = (training, test, source, note)
    }

    private init(_ data: ImageData) {
        self.init(training: data.training, test: data.test, source: data.source, note: nil)
    }

    /// Writes the kit's own digits.
    ///
    /// - Parameters:
    ///   - trainingCount: how many training images to write; all when nil.
    ///   - testCount: the same for the test images.
    ///   - seed: another seed, other digits; the same seed, the same digits.
    ///   - note: why these digits stand in.
    public static func builtIn(
        trainingCount: Int? = nil, testCount: Int? = nil, seed: UInt64 = 0, note: String? = nil
    ) -> MNIST {
        let training = min(max(trainingCount ?? .max, 0), SyntheticDigits.trainingCount)
        let test = min(max(testCount ?? .max, 0), SyntheticDigits.testCount)
        return MNIST(
            training: SyntheticDigits.generate(count: training, seed: 2 &* seed),
            test: SyntheticDigits.generate(count: test, seed: 2 &* seed + 1),
            source: .builtInDigits, note: note ?? "Digits that the kit writes itself.")
    }

    /// What the lessons rely on.
    private static func requireDigits(_ set: ImageSet, in stored: StoredDataSet, _ role: String) throws {
        func damaged(_ kind: String, _ what: String) -> DataError {
            DataError(
                .damaged, "\(stored.folder)/\(role)-\(kind)-ubyte.gz: \(what)",
                hint: "fetch the published files again; load another set by its name, as in "
                    + "ImageData.load(\"fashion-mnist\")")
        }
        guard set.images.shape[1...] == [side, side] else {
            let found = set.images.shape[1...].map(String.init).joined(separator: " × ")
            throw damaged("images-idx3", "expected images of \(side) × \(side) pixels, but got \(found)")
        }
        if let wrong = set.labels.firstIndex(where: { $0 > 9 }) {
            throw damaged("labels-idx1", "expected labels 0…9, but label \(wrong) is \(set.labels[wrong])")
        }
    }
}

/// Notes that were said in this process: a lesson that loads twice says why once.
private enum Notes {
    private static let said = Mutex<Set<String>>([])

    static func isNew(_ note: String) -> Bool { said.withLock { $0.insert(note).inserted } }
}
