#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Tensors

/// Signals and the class of each.
public struct SignalSet: Sendable {
    /// Shapes: [N, L].
    public let signals: Tensor
    /// N classes, counted from 0.
    public let labels: [Int]

    public var count: Int { labels.count }
}

/// MNIST-1D: ten digits as signals of 40 points, made by the kit. Small enough to train on in a second, and unlike images of
/// digits they tell models apart: a straight line gets a third of them right, a convolutional network over 90 %.
///
///     let (training, test) = MNIST1D.sets(training: 4000, test: 1000, seed: 1)
///     let images = training.signals.expanded(atAxis: 1)                     // [N, 1, 40], for Conv1D
///
/// Each signal is the template of its class, 12 points long, with 36 to 60 zeros behind it, stretched to 72 points, made
/// higher or lower by up to a fifth and rotated by up to 47 points: what leaves at the end comes back at the start. Where
/// the zeros were goes smooth noise; a little white noise goes everywhere; a ramp is taken off; 40 points of it are kept.
///
/// Source: Greydanus and Kobak 2024, "Scaling Down Deep Learning with MNIST-1D": the recipe, with random numbers of this kit,
/// so that figures differ a little from the published ones.
public enum MNIST1D {
    /// How long a signal is.
    public static let length = 40

    /// The ten digits as they would be written in one line. Shape: [10, 12]; each begins at 0, with standard deviation 1/6.
    public static let templates: Tensor = {
        let drawn: Tensor = [
            [5, 6, 6.5, 6.75, 7, 7, 7, 7, 6.75, 6.5, 6, 5],
            [5, 3, 3, 3.4, 3.8, 4.2, 4.6, 5, 5.4, 5.8, 5, 5],
            [5, 6, 6.5, 6.5, 6, 5.25, 4.75, 4, 3.5, 3.5, 4, 5],
            [5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5],
            [5, 4.4, 3.8, 3.2, 2.6, 2.6, 5, 5, 5, 5, 5, 5],
            [5, 3, 3, 3, 3, 5, 6, 6.5, 6.5, 6, 4.5, 5],
            [5, 4, 3.5, 3.25, 3, 3, 3, 3, 3.25, 3.5, 4, 5],
            [5, 7, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2, 5, 5],
            [5, 4, 3.5, 3.5, 4, 5, 5, 4, 3.5, 3.5, 4, 5],
            [5, 4, 3.5, 3.5, 4, 5, 5, 5, 5, 4.7, 4.3, 5],
        ]
        return scaled(drawn)
    }()

    /// Ten shapes that are no digits, in the form of `templates`: smooth random curves of 12 points. With them in the place
    /// of the digits the same recipe makes another task, to learn features from.
    ///
    /// Shape: [10, 12]; each begins at 0, with standard deviation 1/6.
    public static func randomTemplates(using generator: inout SeededGenerator) -> Tensor {
        let drawn = (0..<10).flatMap { _ in
            smoothed((0..<12).map { _ in generator.normal() }, deviation: 1.5, radius: 5)
        }
        return scaled(Tensor(scalars: drawn.map { Scalar($0) }, shape: [10, 12]))
    }

    /// Each row from 0 on, with standard deviation 1/6.
    private static func scaled(_ drawn: Tensor) -> Tensor {
        let centred = drawn - drawn.mean(alongAxes: 1, keepingAxes: true)
        let deviation = sqrt(square(centred).mean(alongAxes: 1, keepingAxes: true))
        return (centred - centred[.all, 0..<1]) / deviation / 6
    }

    /// Makes a set to train on and one to test with, each of equal classes in random order, both standardized with mean and
    /// standard deviation of the first.
    ///
    /// - Parameters:
    ///   - training: how many signals to train on.
    ///   - test: how many to test with.
    ///   - rotation: how many places a signal may be rotated by, 0..<rotation; 1 leaves every digit where it is.
    ///   - templates: the shape of each class, [10, 12]; the ten digits unless told otherwise.
    ///   - seed: where the random numbers start.
    public static func sets(
        training: Int = 4000, test: Int = 1000, rotation: Int = 48, templates: Tensor = templates, seed: UInt64
    ) -> (training: SignalSet, test: SignalSet) {
        var generator = SeededGenerator(seed: seed)
        let (learned, judged) = (
            raw(training, rotation: rotation, templates, using: &generator),
            raw(test, rotation: rotation, templates, using: &generator)
        )
        if training == 0 { return (learned, judged) }
        let (mean, deviation) = (learned.signals.mean(), learned.signals.variance().squareRoot())
        func standardized(_ set: SignalSet) -> SignalSet {
            SignalSet(signals: (set.signals - mean) / deviation, labels: set.labels)
        }
        return (standardized(learned), standardized(judged))
    }

    /// Signals as the recipe makes them, not standardized.
    private static func raw(
        _ count: Int, rotation: Int, _ templates: Tensor, using generator: inout SeededGenerator
    ) -> SignalSet {
        require(
            count >= 0 && rotation > 0,
            "MNIST1D: expected at least 0 signals and a rotation of at least 1, but got \(count) and \(rotation)")
        require(
            templates.shape == [10, 12],
            "MNIST1D: expected templates of shape [10, 12], but got \(templates.shape)")
        _ = Tensor.sizeToAllocate([count, length], operation: "MNIST1D")
        let labels = (0..<count).map { $0 % 10 }.shuffled(using: &generator)
        let shapes = (0..<10).map { digit in templates[digit].scalars.map { Double($0) } }
        let signals = labels.flatMap { signal(shapes[$0], rotation: rotation, using: &generator) }
        return SignalSet(
            signals: Tensor(scalars: signals.map { Scalar($0) }, shape: [count, length]), labels: labels)
    }

    private static func signal(
        _ template: [Double], rotation: Int, using generator: inout SeededGenerator
    ) -> [Double] {
        let longest = template.count + 60
        let zeros = Int.random(in: 36...60, using: &generator)
        var x = resampled(template + [Double](repeating: 0, count: zeros), to: longest)
        // Where the digit ends in the stretched signal: the zeros behind it stay zeros.
        let end = Double(template.count) / Double(template.count + zeros - 1) * Double(longest - 1)
        let height = 1 + 0.4 * (generator.nextUniform() - 0.5)
        let shift = Int.random(in: 0..<rotation, using: &generator) % longest
        let background = smoothed((0..<longest).map { _ in 0.25 * generator.normal() })
        let steepness = 0.75 * (generator.nextUniform() - 0.5)
        x = (0..<longest).map { place in
            let origin = (place - shift + longest) % longest
            let isDigit = Double(origin) < end
            let ramp = Double(place) / Double(longest - 1) - 0.5
            return (isDigit ? height * x[origin] : background[place]) + 0.02 * generator.normal()
                - steepness * ramp
        }
        return resampled(x, to: length)
    }

    /// The same signal on another number of points, linear between neighbors, both ends kept.
    private static func resampled(_ x: [Double], to count: Int) -> [Double] {
        (0..<count).map { place in
            let position = Double(place) * Double(x.count - 1) / Double(count - 1)
            let left = min(Int(position), x.count - 2)
            let part = position - Double(left)
            return (1 - part) * x[left] + part * x[left + 1]
        }
    }

    /// A Gaussian filter, so many points to each side; the signal is mirrored at its ends.
    private static func smoothed(_ x: [Double], deviation: Double = 2, radius: Int = 8) -> [Double] {
        let weights = (-radius...radius).map { exp(-Double($0 * $0) / (2 * deviation * deviation)) }
        let total = weights.reduce(0, +)
        return x.indices.map { center in
            var sum = 0.0
            for (place, weight) in weights.enumerated() {
                var source = center + place - radius
                if source < 0 { source = -1 - source }
                if source >= x.count { source = 2 * x.count - 1 - source }
                sum += weight * x[source]
            }
            return sum / total
        }
    }
}
