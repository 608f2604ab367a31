import Tensors

extension ImageSet {
    /// Some of the pictures, counted from the first.
    public func part(_ range: Range<Int>) -> ImageSet {
        ImageSet(images: images[range], labels: Array(labels[range]))
    }

    /// The pictures with these numbers.
    public func picked(_ rows: [Int]) -> ImageSet {
        ImageSet(images: images.gathering(rows), labels: rows.map { labels[$0] })
    }
}

/// The mean image of each of ten digits.
///
/// Shapes: N images [N, 28, 28] → [10, 784].
public func averageDigits(_ set: ImageSet) -> Tensor {
    let belongs = Tensor(oneHot: set.labels, classes: 10).transposed()
    return matmul(belongs, set.images.flattened()) / belongs.sum(alongAxes: 1, keepingAxes: true)
}
