import Nabla
import Notebook

extension Graph {
    /// The pixels of an image, row by row, joined where they touch; with `diagonals` also where they touch at a corner.
    static func grid(rows: Int, columns: Int, diagonals: Bool = false) -> Graph {
        let steps = [(0, 1), (1, 0)] + (diagonals ? [(1, 1), (1, -1)] : [])
        let edges = (0..<rows * columns).flatMap { pixel in
            steps.map { (pixel / columns + $0.0, pixel % columns + $0.1) }
                .filter { $0.0 < rows && (0..<columns).contains($0.1) }
                .map { (pixel, $0.0 * columns + $0.1) }
        }
        return Graph(nodes: rows * columns, edges: edges)
    }
}

/// A network for images of 14 × 14 that knows pixels and their neighbours, but no left and no up: three layers of 24 units,
/// each from a pixel's own values and the mean of its neighbours', then mean and maximum over the image.
final class PixelGraphNetwork: Layer {
    private let neighbors = Graph.grid(rows: 14, columns: 14).adjacency(normalization: .rows)
    let own: [Dense]
    let near: [Dense]
    let last: Dense

    init(using generator: inout SeededGenerator) {
        let widths = [1, 24, 24, 24]
        own = zip(widths, widths.dropFirst()).map { Dense($0, $1, initializer: .heNormal, using: &generator) }
        near = zip(widths, widths.dropFirst()).map { Dense($0, $1, initializer: .heNormal, using: &generator) }
        last = Dense(48, 10, using: &generator)
    }

    func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        let images = x.shape[0]
        // The pixels first: the graph's matrix mixes them, image by image.
        var h = x.reshaped(to: [images, 196]).transposed().reshaped(to: [196 * images, 1])
        for (own, near) in zip(own, near) {
            let around = matmul(neighbors, h.reshaped(to: [196, images * h.shape[1]])).reshaped(to: h.shape)
            h = relu(own(h, mode: mode) + near(around, mode: mode))
        }
        return last(readout(h.reshaped(to: [196, images, 24]), pixelAxis: 0), mode: mode)
    }
}

/// Three convolutions 3 × 3 to 24 maps, then mean and maximum over the image.
final class PixelConvolutions: Layer {
    let layers: [Conv2D]
    let last: Dense

    init(using generator: inout SeededGenerator) {
        layers = [(1, 24), (24, 24), (24, 24)].map {
            Conv2D($0, $1, size: 3, padding: 1, initializer: .heNormal, using: &generator)
        }
        last = Dense(48, 10, using: &generator)
    }

    func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        let images = x.shape[0]
        let maps = layers.reduce(x.reshaped(to: [images, 1, 14, 14])) { relu($1($0, mode: mode)) }
        return last(readout(maps.reshaped(to: [images, 24, 196]), pixelAxis: 2), mode: mode)
    }
}

/// Mean and maximum over the pixels, side by side.
private func readout(_ x: Variable, pixelAxis: Int) -> Variable {
    concatenate([x.mean(alongAxes: pixelAxis), x.max(alongAxis: pixelAxis)], alongAxis: 1)
}

/// Digits of 14 × 14 pixels, each the mean of four, and what two networks make of them and of their mirror images.
struct PixelExperiment {
    let training: ImageSet
    let test: ImageSet
    let mirrored: Tensor
    private let epochs: Int

    init(_ mnist: MNIST, quick: Bool) {
        func halved(_ set: ImageSet, every step: Int, count: Int) -> ImageSet {
            let few = set.picked((0..<count).map { $0 * step % set.count })
            let images = few.images.reshaped(to: [count, 14, 2, 14, 2]).mean(alongAxes: 2, 4)
            return ImageSet(images: images, labels: few.labels)
        }
        training = halved(mnist.training, every: 1, count: quick ? 500 : 4_000)
        let asked = quick ? 300 : 1_000
        test = halved(mnist.test, every: max(1, mnist.test.count / asked), count: asked)
        let columns = test.images.transposed(permutation: [2, 0, 1])
        mirrored = columns.gathering(Array((0..<14).reversed())).transposed(permutation: [1, 2, 0])
        epochs = quick ? 2 : 4
    }

    /// Accuracy on the test digits, and the share of digits that get the same answer as their mirror image.
    func run(_ model: some Layer, seed: UInt64) -> (accuracy: Scalar, sameForMirror: Scalar) {
        let optimizer = Adam(model.parameters, learningRate: 0.003)
        Trainer(model, optimizer: optimizer, seed: seed)
            .fit(training.images, training.labels, epochs: epochs, batchSize: 50)
        let scores = model.predict(test.images)
        let (answers, turned) = (scores.argmax(alongAxis: 1), model.predict(mirrored).argmax(alongAxis: 1))
        let same = zip(answers, turned).count { $0 == $1 }
        return (accuracy(scores: scores, labels: test.labels), Scalar(same) / Scalar(answers.count))
    }
}
