#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension Tensor {
    /// Uniform in [a, b): every number from `a` up to, but not including, `b` is equally likely.
    public init(
        randomUniform shape: [Int], in range: Range<Scalar> = 0..<1, using generator: inout SeededGenerator
    ) {
        require(
            !range.isEmpty,
            "randomUniform: expected a range with a number in it, but got \(range); it ends before its upper bound"
        )
        let (low, high) = (Double(range.lowerBound), Double(range.upperBound))
        require(
            low.isFinite && high.isFinite,
            "randomUniform: expected two finite bounds, but got \(range); no number can be drawn evenly from it"
        )
        let width = high - low
        let size = Tensor.sizeToAllocate(shape, operation: "randomUniform")
        self.init(
            scalars: (0..<size).map { _ in
                let u = generator.nextUniform()
                // The whole range of 64 bits is wider than the largest of its numbers.
                let draw = width.isFinite ? low + width * u : low * (1 - u) + high * u
                // Rounding to `Scalar` may reach the upper bound, which is not part of the range.
                return Swift.min(Scalar(draw), range.upperBound.nextDown)
            },
            shape: shape)
    }

    /// Normal with this mean and standard deviation.
    ///
    /// Source: Box and Muller 1958: two even draws make two normal ones.
    public init(
        randomNormal shape: [Int], mean: Scalar = 0, standardDeviation: Scalar = 1,
        using generator: inout SeededGenerator
    ) {
        require(
            mean.isFinite && standardDeviation >= 0 && standardDeviation.isFinite,
            "randomNormal: expected a finite mean and a standard deviation of at least 0, but got \(mean) and "
                + "\(standardDeviation)")
        let size = Tensor.sizeToAllocate(shape, operation: "randomNormal")
        var scalars: [Scalar] = []
        scalars.reserveCapacity(size + 1)
        while scalars.count < size {
            let radius = (-2 * log(1 - generator.nextUniform())).squareRoot()
            let angle = 2 * Double.pi * generator.nextUniform()
            scalars.append(mean + standardDeviation * Scalar(radius * cos(angle)))
            scalars.append(mean + standardDeviation * Scalar(radius * sin(angle)))
        }
        self.init(scalars: Array(scalars.prefix(size)), shape: shape)
    }
}
