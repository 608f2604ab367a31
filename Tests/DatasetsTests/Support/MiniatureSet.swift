import Datasets

/// A set in MNIST's form with three training images and one test image.
enum Miniature {
    static let images: [UInt8] = (0..<3 * 784).map { UInt8($0 % 256) }
    static let testImages: [UInt8] = (0..<784).map { UInt8(255 - $0 % 256) }

    static let files: [String: [UInt8]] = files()

    static func files(
        trainingShape: [Int] = [3, 28, 28], trainingImages: [UInt8] = images, labels: [UInt8] = [7, 0, 9]
    ) -> [String: [UInt8]] {
        [
            "train-images-idx3-ubyte.gz": gzipByHand(idxByHand(trainingShape, trainingImages)),
            "train-labels-idx1-ubyte.gz": gzipByHand(idxByHand([labels.count], labels)),
            "t10k-images-idx3-ubyte.gz": gzipByHand(idxByHand([1, 28, 28], testImages)),
            "t10k-labels-idx1-ubyte.gz": gzipByHand(idxByHand([1], [4])),
        ]
    }

    /// The set that publishes these files.
    static func dataSet(_ files: [String: [UInt8]] = files, mirrors: [String] = []) -> DataSet {
        DataSet(
            name: "mnist",
            files: DataSet.mnist.files.map(\.name).map { name in
                DataSet.File(name: name, size: files[name]!.count, sha256: SHA256.hexDigest(of: files[name]!))
            },
            mirrors: mirrors)
    }
}
