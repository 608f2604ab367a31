import Foundation
import Nabla
import Notebook

/// The baseline: a classifier of small windows, slid over a scene in four sizes.
///
/// A scene is brought to a scale at which the window is 20 pixels large. The classifier has no dense layer, so on a larger
/// picture it gives a map of answers, one for each window, four pixels apart.
final class SlidingWindow {
    static let window = 20
    static let step = 4
    /// The sides of the windows, in pixels of the scene.
    static let sizes = [14, 18, 22, 27]
    /// Zeros around the scene, so that windows may stand out.
    static let border = 4
    static let nothing = 10

    let network: Sequential

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        network = Sequential(
            Conv2D(1, 16, size: 5, initializer: .heNormal, using: &generator), ReLU(), MaxPool2D(2),
            Conv2D(16, 32, size: 3, initializer: .heNormal, using: &generator), ReLU(), MaxPool2D(2),
            Conv2D(32, 64, size: 3, initializer: .heNormal, using: &generator), ReLU(),
            Conv2D(64, 11, size: 1, using: &generator))
    }

    /// Side of a scene at the scale of a window.
    static func side(_ size: Int) -> Int { (DigitScenes.side + 2 * border) * window / size }

    /// Scenes at the scale of a window. Shapes: [N, 56, 56] → [N, side, side].
    static func scaled(_ images: Tensor, for size: Int) -> Tensor {
        let (old, new) = (DigitScenes.side + 2 * border, side(size))
        var padded = Tensor(zeros: [images.shape[0], old, old])
        padded[.all, border..<border + DigitScenes.side, border..<border + DigitScenes.side] = images
        // Row i of this matrix says of which old pixels the new one is made, bilinearly.
        var matrix = Tensor(zeros: [new, old])
        for pixel in 0..<new {
            let place = min(max((Scalar(pixel) + 0.5) * Scalar(size) / Scalar(window) - 0.5, 0), Scalar(old - 1))
            let left = min(Int(place), old - 2)
            matrix[pixel, left] = Tensor(1 - place + Scalar(left))
            matrix[pixel, left + 1] = Tensor(place - Scalar(left))
        }
        return matmul(matmul(matrix.expanded(atAxis: 0), padded), matrix.transposed().expanded(atAxis: 0))
    }

    // MARK: Training

    /// Windows around digits, a little off, and windows at random places with nothing in the middle.
    static func windows(_ scenes: DigitScenes, seed: UInt64) -> ImageSet {
        var generator = SeededGenerator(seed: seed)
        var (parts, labels): ([Tensor], [Int]) = ([], [])
        for size in sizes {
            let pictures = scaled(scenes.images, for: size)
            let scale = Scalar(window) / Scalar(size)
            func cut(_ scene: Int, _ x: Int, _ y: Int, _ label: Int) {
                let last = side(size) - window
                guard (0...last).contains(x), (0...last).contains(y) else { return }
                parts.append(pictures[scene, y..<y + window, x..<x + window])
                labels.append(label)
            }
            for scene in 0..<scenes.count {
                let boxes = scenes.boxes[scene]
                let corners = boxes.map { box in
                    ((box.centerX + Scalar(border)) * scale - 10, (box.centerY + Scalar(border)) * scale - 10)
                }
                for (number, box) in boxes.enumerated() where fits(box, size) {
                    let jitter = (0..<2).map { _ in Int.random(in: -2...2, using: &generator) }
                    cut(
                        scene, Int(corners[number].0.rounded()) + jitter[0],
                        Int(corners[number].1.rounded()) + jitter[1], scenes.labels[scene][number])
                }
                for _ in 0..<2 {
                    let x = Int.random(in: 0...side(size) - window, using: &generator)
                    let y = Int.random(in: 0...side(size) - window, using: &generator)
                    let isDigit = zip(boxes, corners).contains { box, corner in
                        abs(corner.0 - Scalar(x)) < 5 && abs(corner.1 - Scalar(y)) < 5 && fits(box, size)
                    }
                    if !isDigit { cut(scene, x, y, nothing) }
                }
            }
        }
        return ImageSet(images: Tensor(stacking: parts), labels: labels)
    }

    /// Whether a digit fills a window of this size.
    static func fits(_ box: BoundingBox, _ size: Int) -> Bool {
        let longer = max(box.width, box.height) + 2
        let nearest = sizes.min { abs(Scalar($0) - longer) < abs(Scalar($1) - longer) }
        return nearest == size
    }

    func train(_ scenes: DigitScenes, epochs: Int, seed: UInt64) {
        let known = Self.windows(scenes, seed: seed)
        let optimizer = Adam(network.parameters, learningRate: 0.003)
        let batches = (known.count + 63) / 64
        let bar = progress("sliding window", total: epochs * batches)
        let images = known.images.expanded(atAxis: 1)
        var generator = SeededGenerator(seed: seed)
        var step = 0
        let schedule = Schedule.cosine(steps: epochs * batches)
        for _ in 0..<epochs {
            for batch in shuffledBatches(known.count, size: 64, using: &generator) {
                optimizer.learningRate = 0.003 * schedule.factor(at: step)
                let scores = network(.constant(images.gathering(batch)), mode: .training)
                let loss = softmaxCrossEntropy(
                    scores: scores.reshaped(to: [batch.count, 11]), labels: batch.map { known.labels[$0] })
                optimizer.zeroGradients()
                loss.backward()
                optimizer.step()
                step += 1
                bar.advance("")
            }
        }
        bar.finish()
    }

    // MARK: Detecting

    /// Every window that says a digit, as a box around the ink in it. A hundred scenes at a time, which saves memory.
    func detections(
        _ images: Tensor, atLeast lowest: Scalar = 0.05, suppression: Scalar? = 0.3
    ) -> [[Detection]] {
        let count = images.shape[0]
        let found = stride(from: 0, to: count, by: 100).flatMap { start in
            windows(in: images[start..<min(start + 100, count)], atLeast: lowest)
        }
        return suppression.map { limit in found.map { suppressed($0, threshold: limit) } } ?? found
    }

    private func windows(in images: Tensor, atLeast lowest: Scalar) -> [[Detection]] {
        var found = [[Detection]](repeating: [], count: images.shape[0])
        for size in Self.sizes {
            let answers = network.predict(Self.scaled(images, for: size).expanded(atAxis: 1))
            let side = answers.shape[2]
            let rows = answers.transposed(permutation: [0, 2, 3, 1]).reshaped(to: [images.shape[0] * side * side, 11])
            let probabilities = softmax(rows)
            let (best, label) = (
                probabilities[.all, 0..<10].max(alongAxes: 1).scalars,
                probabilities[.all, 0..<10].argmax(alongAxis: 1)
            )
            for row in best.indices where best[row] >= lowest {
                let (scene, place) = (row / (side * side), row % (side * side))
                let stride = Scalar(Self.step * size) / Scalar(Self.window)
                let (x, y) = (
                    Scalar(place % side) * stride - Scalar(Self.border),
                    Scalar(place / side) * stride - Scalar(Self.border)
                )
                let window = BoundingBox(left: x, top: y, right: x + Scalar(size), bottom: y + Scalar(size))
                guard let box = Self.ink(in: images[scene], window) else { continue }
                found[scene].append(Detection(box: box, label: label[row], score: best[row]))
            }
        }
        return found
    }

    /// The frame of the ink inside a window.
    static func ink(in image: Tensor, _ window: BoundingBox) -> BoundingBox? {
        let limit = DigitScenes.side
        let (left, top) = (max(0, Int(window.left.rounded())), max(0, Int(window.top.rounded())))
        let (right, bottom) = (min(limit, Int(window.right.rounded())), min(limit, Int(window.bottom.rounded())))
        guard left < right, top < bottom else { return nil }
        let part = image[top..<bottom, left..<right]
        let (down, across) = (part.max(alongAxes: 1).scalars, part.max(alongAxes: 0).scalars)
        let level: Scalar = 0.15
        guard let first = across.firstIndex(where: { $0 > level }), let last = across.lastIndex(where: { $0 > level }),
            let upper = down.firstIndex(where: { $0 > level }), let lower = down.lastIndex(where: { $0 > level }),
            last > first, lower > upper
        else { return nil }
        return BoundingBox(
            left: Scalar(left + first), top: Scalar(top + upper), right: Scalar(left + last + 1),
            bottom: Scalar(top + lower + 1))
    }

    // MARK: Cost

    /// Multiplications for one window of its own, and for all windows of a scene: each by itself, and as one convolution.
    static var multiplications: (window: Int, apart: Int, together: Int, windows: Int) {
        /// For a picture of some side.
        func convolved(_ side: Int) -> (cost: Int, windows: Int) {
            let first = side - 4
            let second = first / 2 - 2
            let third = second / 2 - 2
            let cost =
                first * first * 16 * 25 + second * second * 32 * 16 * 9 + third * third * (64 * 32 * 9 + 11 * 64)
            return (cost, third * third)
        }
        let one = convolved(window).cost
        let scenes = sizes.map { convolved(side($0)) }
        let windows = scenes.map(\.windows).reduce(0, +)
        return (one, one * windows, scenes.map(\.cost).reduce(0, +), windows)
    }
}
