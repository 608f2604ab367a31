import Tensors

/// The binary form of CIFAR-10 and CIFAR-100: records of a label (CIFAR-100: a coarse and a fine one) and 3,072 bytes, the
/// red, the green and the blue plane of 32 × 32 pixels, each row by row.
///
/// Source: A. Krizhevsky, "The CIFAR-10 dataset", cs.toronto.edu/~kriz/cifar.html, "Binary version".
enum CIFAR {
    private static let side = 32
    private static let pixelCount = 3 * side * side

    /// Reads batches one after the other. Of CIFAR-100, the fine labels count.
    ///
    /// - Parameters:
    ///   - classes: 10 or 100.
    ///   - bytes: gives the bytes of a file.
    static func images(
        _ files: [String], classes: Int, in folder: String, count: Int?,
        reading bytes: (String) throws -> [UInt8]
    ) throws -> ImageSet {
        let labelCount = classes == 100 ? 2 : 1
        let record = labelCount + pixelCount
        var pixels: [UInt8] = []
        var labels: [Int] = []
        let wanted = max(count ?? .max, 0)
        for file in files where labels.count < wanted {
            let content = try bytes(file)
            func damaged(_ what: String) -> DataError {
                DataError(
                    .damaged, "\(folder)/\(file): \(what)",
                    hint: "unpack the published file again; it must be the binary version")
            }
            guard !content.isEmpty, content.count % record == 0 else {
                throw damaged(
                    "expected records of \(record) bytes, but its \(content.count) bytes are "
                        + (content.isEmpty
                            ? "none" : "\(content.count / record) and a rest of \(content.count % record)"))
            }
            for start in stride(from: 0, to: content.count, by: record) where labels.count < wanted {
                // Of CIFAR-100 the label before the fine one is that of one of 20 superclasses.
                if labelCount == 2, content[start] > 19 {
                    throw damaged(
                        "expected coarse labels 0…19, but that of record \(start / record) is \(content[start])"
                    )
                }
                let label = Int(content[start + labelCount - 1])
                guard label < classes else {
                    throw damaged(
                        "expected labels 0…\(classes - 1), but that of record \(start / record) is \(label)")
                }
                labels.append(label)
                pixels += content[start + labelCount..<start + record]
            }
        }
        return ImageSet(pixels: pixels[...], labels: labels, shape: [3, side, side])
    }
}
