extension Tensor {
    /// Makes a tensor whose elements are all the same number.
    public init(repeating value: Scalar, shape: [Int]) {
        let size = Tensor.sizeToAllocate(shape)
        self.init(storage: [Scalar](repeating: value, count: size), shape: shape)
    }

    /// Makes a tensor of zeros.
    public init(zeros shape: [Int]) {
        self.init(repeating: 0, shape: shape)
    }

    /// Makes a tensor of ones.
    public init(ones shape: [Int]) {
        self.init(repeating: 1, shape: shape)
    }

    /// Makes a vector of consecutive whole numbers: `Tensor(arange: 0..<3)` is `[0, 1, 2]`.
    public init(arange range: Range<Int>) {
        let (count, overflow) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
        let size = Tensor.sizeToAllocate([overflow ? Int.max : count], operation: "arange")
        self.init((0..<size).map { Scalar(range.lowerBound + $0) })
    }

    /// Makes a vector of evenly spaced numbers, both ends included.
    public init(linspace range: ClosedRange<Scalar>, count: Int) {
        require(count > 1, "linspace: expected a count of at least 2, but got \(count)")
        require(
            range.lowerBound.isFinite && range.upperBound.isFinite,
            "linspace: expected two finite ends, but got \(range); infinitely far apart nothing is evenly spaced"
        )
        _ = Tensor.sizeToAllocate([count], operation: "linspace")
        let (low, width) = (Double(range.lowerBound), Double(range.upperBound) - Double(range.lowerBound))
        var scalars = (0..<count).map { Scalar(low + width * Double($0) / Double(count - 1)) }
        scalars[count - 1] = range.upperBound
        self.init(scalars)
    }

    /// Makes the identity matrix: ones on the diagonal, zeros elsewhere.
    public init(identity n: Int) {
        self.init(zeros: [n, n])
        for i in 0..<n { storage[i * n + i] = 1 }
    }

    /// Makes a lower triangular matrix of ones: row i has 1 up to column i, 0 behind it. The causal mask: step i may look
    /// at itself and at what came before.
    public init(lowerTriangle n: Int) {
        self.init(zeros: [n, n])
        for i in 0..<n {
            for j in 0...i { storage[i * n + j] = 1 }
        }
    }

    /// Turns class numbers into rows with a single 1: label 2 of 4 classes becomes `[0, 0, 1, 0]`.
    ///
    /// Shapes: N labels → [N, K].
    public init(oneHot labels: [Int], classes: Int) {
        require(
            classes > 0 || (classes == 0 && labels.isEmpty),
            "oneHot: expected at least one class, but got \(classes)")
        self.init(zeros: [labels.count, classes])
        for (sample, label) in labels.enumerated() {
            require(
                label >= 0 && label < classes,
                "oneHot: expected labels between 0 and \(classes - 1), but sample \(sample) has \(label)")
            storage[sample * classes + label] = 1
        }
    }

    /// Joins tensors end to end along an axis; all other lengths must agree.
    public init(concatenating tensors: [Tensor], alongAxis axis: Int = 0) {
        require(!tensors.isEmpty, "concatenating: expected at least one tensor, but got none")
        let first = tensors[0]
        let axis = resolvedAxis(axis, rank: first.rank, operation: "concatenating")
        var shape = first.shape
        var length = 0
        for tensor in tensors {
            require(
                tensor.rank == first.rank
                    && (0..<first.rank).allSatisfy { $0 == axis || tensor.shape[$0] == first.shape[$0] },
                "concatenating: expected shapes that agree except along axis \(axis), "
                    + "but got \(first.shape) and \(tensor.shape)")
            length = length.plus(tensor.shape[axis])
        }
        shape[axis] = length
        self.init(zeros: shape)
        var start = 0
        for tensor in tensors {
            var region = [any TensorIndex](repeating: AllIndex(), count: shape.count)
            region[axis] = start..<(start + tensor.shape[axis])
            self[region] = tensor
            start += tensor.shape[axis]
        }
    }
}
