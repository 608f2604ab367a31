import Tensors

/// Points in the plane, each of one of two classes.
public struct LabelledPoints: Sendable, Equatable {
    /// Shapes: [N, 2].
    public let points: Tensor
    /// N labels, 0 or 1.
    public let labels: [Int]

    public var count: Int { labels.count }
}

/// Small data sets for first learners.
public enum ToyData {
    /// The four rows of a truth table with two inputs, counting up: 00, 01, 10, 11.
    public static let truthTableInputs: Tensor = [[0, 0], [0, 1], [1, 0], [1, 1]]
    public static let and = [0, 0, 0, 1]
    public static let or = [0, 1, 1, 1]
    public static let xor = [0, 1, 1, 0]

    /// Draws two clouds that a line separates.
    ///
    /// Label 1 lies above the line x₁ + x₂ = 0, label 0 below, and no point nearer to it than `margin`. The clouds
    /// are normal, with standard deviation 1, around the points at distance `margin` + 1.5 from the line.
    public static func separableBlobs(
        count: Int, margin: Scalar = 0.5, using generator: inout SeededGenerator
    ) -> LabelledPoints {
        require(margin >= 0, "separableBlobs: expected a margin of at least 0, but got \(margin)")
        _ = Tensor.sizeToAllocate([count, 2], operation: "separableBlobs")
        var coordinates: [Scalar] = []
        let labels = (0..<count).map { $0 % 2 }.shuffled(using: &generator)
        for label in labels {
            var across: Double
            repeat { across = Double(margin) + 1.5 + generator.normal() } while across < Double(margin)
            let along = generator.normal()
            let side = label == 1 ? across : -across
            // Across the line runs (1, 1)/√2, along it (1, −1)/√2.
            coordinates += [
                Scalar((side + along) / 2.0.squareRoot()), Scalar((side - along) / 2.0.squareRoot()),
            ]
        }
        return LabelledPoints(points: Tensor(scalars: coordinates, shape: [count, 2]), labels: labels)
    }

    /// Draws clouds around the four points of exclusive or: label 1 where exactly one coordinate is near 1.
    public static func xorClouds(
        count: Int, spread: Scalar = 0.15, using generator: inout SeededGenerator
    ) -> LabelledPoints {
        require(spread >= 0, "xorClouds: expected a spread of at least 0, but got \(spread)")
        _ = Tensor.sizeToAllocate([count, 2], operation: "xorClouds")
        var coordinates: [Scalar] = []
        let corners = (0..<count).map { $0 % 4 }.shuffled(using: &generator)
        for corner in corners {
            coordinates.append(Scalar(corner / 2) + spread * Scalar(generator.normal()))
            coordinates.append(Scalar(corner % 2) + spread * Scalar(generator.normal()))
        }
        return LabelledPoints(
            points: Tensor(scalars: coordinates, shape: [count, 2]), labels: corners.map { xor[$0] })
    }
}
