import Nabla
import Notebook

/// What the loss weighs, and how.
struct DetectionWeights {
    var box: Scalar = 5
    var empty: Scalar = 0.5
}

/// The loss of a batch in its parts, each a sum over cells, divided by the number of scenes.
struct DetectionLoss {
    let box: Variable
    let certainty: Variable
    let label: Variable
    var total: Variable { box + certainty + label }
}

/// What the cells of a grid are to answer.
struct CellTargets {
    /// The cells with an object in each scene, counted row by row.
    let cells: [[Int]]
    /// Of each of them: x and y within the cell, √width and √height as shares of the picture.
    let boxes: [[[Scalar]]]
    let labels: [[Int]]

    init(_ scenes: DigitScenes, grid: Int) {
        let side = Scalar(DigitScenes.side)
        let cell = side / Scalar(grid)
        cells = scenes.boxes.map { $0.map { Int($0.centerY / cell) * grid + Int($0.centerX / cell) } }
        boxes = scenes.boxes.map {
            $0.map { box in
                let (x, y) = (box.centerX / cell, box.centerY / cell)
                return [
                    x - x.rounded(.down), y - y.rounded(.down), (box.width / side).squareRoot(),
                    (box.height / side).squareRoot(),
                ]
            }
        }
        labels = scenes.labels
    }
}

/// A single-shot detector in the manner of YOLO: one network says for each of 7 × 7 cells a box, a certainty, and a class.
final class Detector {
    static let grid = 7
    /// Per cell: x, y, √width, √height, certainty, ten classes.
    static let answers = 15

    let network: Sequential

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var layers: [any Layer] = []
        for (inputs, outputs, stride) in [(1, 16, 2), (16, 32, 2), (32, 64, 2), (64, 64, 1)] {
            layers += [
                Conv2D(
                    inputs, outputs, size: 3, stride: stride, padding: 1, hasBias: false, initializer: .heNormal,
                    using: &generator),
                BatchNorm(outputs), ReLU(),
            ]
        }
        let head = Conv2D(64, Self.answers, size: 1, initializer: .heNormal, using: &generator)
        head.weight.value = 0.1 * head.weight.value
        network = Sequential(layers + [head])
    }

    /// The answers of all cells before any sigmoid or softmax. Shapes: images [N, 56, 56] → [N·49, 15].
    func scores(_ images: Tensor, mode: Mode) -> Variable {
        let maps = network(.constant(images.expanded(atAxis: 1)), mode: mode)
        return maps.transposed(permutation: [0, 2, 3, 1])
            .reshaped(to: [images.shape[0] * Self.grid * Self.grid, Self.answers])
    }

    // MARK: Loss

    static func loss(
        _ scores: Variable, _ targets: CellTargets, _ scenes: [Int], _ weights: DetectionWeights
    ) -> DetectionLoss {
        let cells = grid * grid
        let held = scenes.enumerated().flatMap { place, scene in targets.cells[scene].map { place * cells + $0 } }
        let there = scores.gathering(held)  // [M, 15], the cells with an object
        let boxes = Tensor(scalars: scenes.flatMap { targets.boxes[$0].flatMap { $0 } }, shape: [held.count, 4])
        let labels = scenes.flatMap { targets.labels[$0] }
        var isEmpty = [Scalar](repeating: weights.empty, count: scenes.count * cells)
        for cell in held { isEmpty[cell] = 0 }
        let count = Scalar(scenes.count)

        let box = square(sigmoid(there[.all, 0..<4]) - .constant(boxes)).sum() * (weights.box / count)
        let certainty =
            (softplus(-there[.all, 4]).sum() + (softplus(scores[.all, 4]) * .constant(Tensor(isEmpty))).sum()) / count
        let label = softmaxCrossEntropy(scores: there[.all, 5..<15], labels: labels) * (Scalar(held.count) / count)
        return DetectionLoss(box: box, certainty: certainty, label: label)
    }

    // MARK: Training

    /// Trains with Adam, a warm-up of 50 steps and a cosine. `onStep` is told the number of the step and its loss.
    func train(
        _ scenes: DigitScenes, epochs: Int, batchSize: Int, weights: DetectionWeights = DetectionWeights(),
        seed: UInt64,
        title: String, onStep: (Int, DetectionLoss) -> Void = { _, _ in }
    ) {
        let targets = CellTargets(scenes, grid: Self.grid)
        let optimizer = Adam(network.parameters, learningRate: 0.005)
        let steps = epochs * ((scenes.count + batchSize - 1) / batchSize)
        let warmUp = min(50, steps / 5)
        let schedule = Schedule.warmUp(steps: warmUp, then: .cosine(steps: steps - warmUp))
        var generator = SeededGenerator(seed: seed)
        let bar = progress(title, total: steps)
        var step = 0
        for _ in 0..<epochs {
            for batch in shuffledBatches(scenes.count, size: batchSize, using: &generator) {
                optimizer.learningRate = 0.005 * schedule.factor(at: step)
                let loss = Self.loss(
                    scores(scenes.images.gathering(batch), mode: .training), targets, batch, weights)
                optimizer.zeroGradients()
                loss.total.backward()
                optimizer.step()
                onStep(step, loss)
                step += 1
                bar.advance("")
            }
        }
        bar.finish()
    }

    // MARK: Reading the answers

    /// What the cells of one scene say. Shapes: answers [49, 15] → certainties [49], and of each the box and the classes.
    struct Answers {
        let certainties: [Scalar]
        let boxes: [BoundingBox]
        let classes: Tensor
    }

    func answers(_ images: Tensor) -> [Answers] {
        let cells = Self.grid * Self.grid
        let all = scores(images, mode: .inference).value
        let (places, sizes) = (sigmoid(all[.all, 0..<2]).scalars, square(sigmoid(all[.all, 2..<4])).scalars)
        let certainties = sigmoid(all[.all, 4]).scalars
        let classes = softmax(all[.all, 5..<15])
        let (side, cell) = (Scalar(DigitScenes.side), Scalar(DigitScenes.side / Self.grid))
        return (0..<images.shape[0]).map { scene in
            let rows = scene * cells..<(scene + 1) * cells
            let boxes = rows.map { row in
                let (i, j) = ((row - rows.lowerBound) / Self.grid, (row - rows.lowerBound) % Self.grid)
                return BoundingBox(
                    centerX: (Scalar(j) + places[2 * row]) * cell, centerY: (Scalar(i) + places[2 * row + 1]) * cell,
                    width: sizes[2 * row] * side, height: sizes[2 * row + 1] * side)
            }
            return Answers(certainties: Array(certainties[rows]), boxes: boxes, classes: classes[rows])
        }
    }

    /// What the cells that hold a digit say of it: the mean overlap of their boxes with the truth, and the part of their names
    /// that are right.
    func atDigits(_ scenes: DigitScenes) -> (overlap: Scalar, named: Scalar) {
        let cells = CellTargets(scenes, grid: Self.grid).cells
        var (overlaps, right): ([Scalar], Int) = ([], 0)
        for (scene, said) in answers(scenes.images).enumerated() {
            let names = said.classes.argmax(alongAxis: 1)
            for (digit, cell) in cells[scene].enumerated() {
                overlaps.append(said.boxes[cell].overlap(scenes.boxes[scene][digit]))
                right += names[cell] == scenes.labels[scene][digit] ? 1 : 0
            }
        }
        let count = Scalar(overlaps.count)
        return (overlaps.reduce(0, +) / count, Scalar(right) / count)
    }

    /// The detections of each scene: certainty times the probability of the likeliest class, above a threshold; suppressed
    /// unless told otherwise.
    func detections(
        _ images: Tensor, atLeast lowest: Scalar = 0.01, suppression: Scalar? = 0.5
    ) -> [[Detection]] {
        stride(from: 0, to: images.shape[0], by: 250).flatMap { start in
            answers(images[start..<min(start + 250, images.shape[0])]).map { answers in
                let (best, likeliest) = (
                    answers.classes.max(alongAxes: 1).scalars, answers.classes.argmax(alongAxis: 1)
                )
                let all = answers.boxes.indices.compactMap { cell in
                    let score = answers.certainties[cell] * best[cell]
                    return score < lowest
                        ? nil : Detection(box: answers.boxes[cell], label: likeliest[cell], score: score)
                }
                return suppression.map { suppressed(all, threshold: $0) } ?? all
            }
        }
    }
}

/// What a detector said of some scenes while it learned, and its loss.
struct DetectorFilm {
    struct Moment {
        let step: Int
        /// Boxes with a certainty above 0.4; a name where a class has at least even odds.
        let boxes: [[Tile.Box]]
    }

    let scenes: [Int]
    let steps: Int
    var moments: [Moment] = []
    /// Means over some steps.
    var smoothed: [(step: Int, box: Scalar, certainty: Scalar, label: Scalar, largest: Scalar)] = []
    private var sums: (box: Scalar, certainty: Scalar, label: Scalar) = (0, 0, 0)

    /// How many steps are averaged.
    private let every: Int

    /// Keeps a frame after each of these parts of the steps.
    init(scenes: [Int], steps: Int, frames: [Double]) {
        (self.scenes, self.steps) = (scenes, steps)
        times = frames.map { Int(($0 * Double(steps)).rounded()) }
        every = max(1, steps / 75)
    }

    /// The steps after which a frame is kept.
    let times: [Int]

    mutating func look(_ detector: Detector, at images: Tensor, step: Int) {
        let boxes = detector.answers(images.gathering(scenes)).map { answers in
            let (best, likeliest) = (answers.classes.max(alongAxes: 1).scalars, answers.classes.argmax(alongAxis: 1))
            return answers.boxes.indices.filter { answers.certainties[$0] > 0.4 }.map { cell in
                Tile.Box(
                    answers.boxes[cell], name: best[cell] >= 0.5 ? "\(likeliest[cell])" : "", color: .prediction)
            }
        }
        moments.append(Moment(step: step, boxes: boxes))
    }

    mutating func add(_ loss: DetectionLoss, step: Int) {
        sums = (sums.box + loss.box.item, sums.certainty + loss.certainty.item, sums.label + loss.label.item)
        guard (step + 1) % every == 0 else { return }
        let count = Scalar(every)
        smoothed.append(
            (
                step + 1, sums.box / count, sums.certainty / count, sums.label / count,
                (max(sums.box, sums.certainty, sums.label)) / count
            ))
        sums = (0, 0, 0)
    }
}

/// How many pixels of the input, along one side, an output of each layer depends on.
func receptiveFields(_ kernels: [Int], _ strides: [Int]) -> [Int] {
    var (field, step) = (1, 1)
    return zip(kernels, strides).map { kernel, stride in
        field += (kernel - 1) * step
        step *= stride
        return field
    }
}
