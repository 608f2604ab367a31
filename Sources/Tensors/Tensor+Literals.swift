extension Tensor: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
    /// Makes a scalar: `let half: Tensor = 0.5`.
    public init(floatLiteral value: Scalar) {
        self.init(value)
    }

    /// Makes a scalar: `let two: Tensor = 2`.
    public init(integerLiteral value: Int) {
        self.init(Scalar(value))
    }

    /// Stacks the elements along a new first axis: `let x: Tensor = [[1, 2], [3, 4]]`.
    public init(arrayLiteral elements: Tensor...) {
        self.init(stacking: elements)
    }

    /// Makes a scalar: a tensor of rank 0.
    public init(_ scalar: Scalar) {
        self.init(storage: [scalar], shape: [])
    }

    /// Makes a vector: a tensor of rank 1.
    public init(_ scalars: [Scalar]) {
        self.init(storage: scalars, shape: [scalars.count])
    }

    /// Makes a matrix from its rows, which must be equally long.
    public init(_ rows: [[Scalar]]) {
        self.init(stacking: rows.map { Tensor($0) })
    }

    /// Stacks tensors of one shape along a new first axis.
    ///
    /// Shapes: k tensors of [A, B, …] → [k, A, B, …].
    public init(stacking tensors: [Tensor]) {
        let inner = tensors.first?.shape ?? []
        _ = Tensor.sizeToAllocate([tensors.count] + inner, operation: "stacking")
        var scalars: [Scalar] = []
        scalars.reserveCapacity(tensors.count * elementCount(of: inner))
        for (row, tensor) in tensors.enumerated() {
            require(
                tensor.shape == inner,
                "stacking: expected every element to have shape \(inner), but element \(row) has \(tensor.shape); "
                    + "rows must be equally long")
            scalars += tensor.scalars
        }
        self.init(storage: scalars, shape: [tensors.count] + inner)
    }
}
