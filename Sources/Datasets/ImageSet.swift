import Tensors

/// Pictures of digits and what they show.
public struct ImageSet: Sendable {
    /// Shapes: [N, 28, 28], ink 1 on ground 0.
    public let images: Tensor
    /// N digits 0…9.
    public let labels: [Int]

    public var count: Int { labels.count }

    /// Requires: as many images as labels.
    public init(images: Tensor, labels: [Int]) {
        require(
            images.rank == 3 && images.shape[0] == labels.count,
            "ImageSet: expected images of shape [\(labels.count), H, W] for \(labels.count) labels, "
                + "but got \(images.shape)")
        self.images = images
        self.labels = labels
    }

    /// Scales grey levels 0…255 to 0…1.
    init(pixels: ArraySlice<UInt8>, labels: [Int], side: Int) {
        let scalars = [Scalar](unsafeUninitializedCapacity: pixels.count) { buffer, count in
            pixels.withUnsafeBufferPointer { pixels in
                for index in 0..<pixels.count { buffer[index] = Scalar(pixels[index]) / 255 }
            }
            count = pixels.count
        }
        self.init(images: Tensor(scalars: scalars, shape: [labels.count, side, side]), labels: labels)
    }
}
