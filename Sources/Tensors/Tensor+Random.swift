#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension Tensor {
    /// Draws every element evenly from a range.
    public init(
        randomUniform shape: [Int], in range: Range<Scalar> = 0..<1, using generator: inout SeededGenerator
    ) {
        let width = Double(range.upperBound) - Double(range.lowerBound)
        let low = Double(range.lowerBound)
        self.init(
            scalars: (0..<elementCount(of: shape)).map { _ in
                // Rounding to `Scalar` may reach the upper bound, which is not part of the range.
                Swift.min(Scalar(low + width * generator.nextUniform()), range.upperBound.nextDown)
            },
            shape: shape)
    }

    /// Draws every element from a normal distribution.
    ///
    /// Source: Box and Muller 1958: two even draws make two normal ones.
    public init(
        randomNormal shape: [Int], mean: Scalar = 0, standardDeviation: Scalar = 1,
        using generator: inout SeededGenerator
    ) {
        let size = elementCount(of: shape)
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
