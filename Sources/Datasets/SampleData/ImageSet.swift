import Tensors

/// Images and the class of each.
public struct ImageSet: Sendable {
    /// Shapes: [N, H, W], grey; or [N, C, H, W], colour with C = 3: red, green, blue. From 0 to 1; digits are ink 1 on ground 0.
    public let images: Tensor
    /// N classes, counted from 0.
    public let labels: [Int]

    public var count: Int { labels.count }

    /// Requires: as many images as labels.
    public init(images: Tensor, labels: [Int]) {
        require(
            (images.rank == 3 || images.rank == 4) && images.shape[0] == labels.count,
            "ImageSet: expected images of shape [\(labels.count), H, W] or [\(labels.count), C, H, W] for "
                + "\(labels.count) labels, but got \(images.shape)")
        self.images = images
        self.labels = labels
    }

    /// Scales levels 0…255 to 0…1.
    ///
    /// - Parameter shape: of one image: [H, W] or [C, H, W].
    package init(pixels: ArraySlice<UInt8>, labels: [Int], shape: [Int]) {
        let scalars = [Scalar](unsafeUninitializedCapacity: pixels.count) { buffer, count in
            pixels.withUnsafeBufferPointer { pixels in
                for index in 0..<pixels.count { buffer[index] = Scalar(pixels[index]) / 255 }
            }
            count = pixels.count
        }
        self.init(images: Tensor(scalars: scalars, shape: [labels.count] + shape), labels: labels)
    }
}
