import Nabla

/// A cloud in the middle and a ring around it: points in the plane, label 0 for the cloud, 1 for the ring.
struct RingAndBlob {
    typealias BestLine = (accuracy: Scalar, weights: (Scalar, Scalar), bias: Scalar)

    let points: Tensor
    let labels: [Int]

    /// A normal cloud of standard deviation 0.4, and a ring of radius 2 and standard deviation 0.15 across.
    ///
    /// - Parameter count: how many points of each.
    init(count: Int, using generator: inout SeededGenerator) {
        let cloud = Tensor(randomNormal: [count, 2], standardDeviation: 0.4, using: &generator)
        let radius = Tensor(randomNormal: [count], mean: 2, standardDeviation: 0.15, using: &generator)
        let angle = Tensor(randomUniform: [count], in: 0..<2 * Scalar.pi, using: &generator)
        let ring = Tensor(stacking: [radius * cos(angle), radius * sin(angle)]).transposed()
        points = Tensor(concatenating: [cloud, ring])
        labels = [Int](repeating: 0, count: count) + [Int](repeating: 1, count: count)
    }

    /// The labels as −1 and 1. Shape: [N].
    var signs: Tensor { Tensor(labels.map { $0 == 0 ? -1 : 1 }) }

    /// How many scores have the sign of their label, as a share.
    func accuracy(_ scores: Tensor) -> Scalar { (scores * signs .> 0).mean() }

    /// The share that the best of all straight lines puts on the right side, of lines in 90 directions, and that line.
    func bestLine() -> BestLine {
        let sides = labels.map { $0 == 0 ? 1 : -1 }
        var best = (accuracy: Scalar(0), weights: (Scalar(0), Scalar(0)), bias: Scalar(0))
        for direction in 0..<180 {
            let angle = Tensor(Scalar(direction) * .pi / 90)
            let (c, s) = (cos(angle).item, sin(angle).item)
            let heights = (points[.all, 0] * c + points[.all, 1] * s).scalars
            let order = heights.indices.sorted { heights[$0] < heights[$1] }
            // One by one the points fall below the line; what is above counts as ring.
            var right = labels.count / 2
            for (place, point) in order.enumerated() {
                right += sides[point]
                let share = Scalar(right) / Scalar(labels.count)
                if share > best.accuracy, place + 1 < order.count {
                    best = (share, (c, s), -(heights[point] + heights[order[place + 1]]) / 2)
                }
            }
        }
        return best
    }
}

/// Logistic regression, 2,000 steps over all samples.
///
/// Shapes: x [N, D], labels [N] → weights [D].
func logisticRegression(
    _ x: Tensor, _ labels: [Int], rate: Scalar, steps: Int = 2000
) -> (weights: Tensor, bias: Scalar) {
    let y = Tensor(labels.map { Scalar($0) })
    let xᵀ = x.transposed()
    var (w, b) = (Tensor(zeros: [x.shape[1]]), Scalar(0))
    for _ in 0..<steps {
        let error = (sigmoid(matmul(x, w) + b) - y) / Scalar(labels.count)
        w -= matmul(xᵀ, error) * rate
        b -= rate * error.sum()
    }
    return (w, b)
}

/// The squared Euclidean distance of each row of x from each row of y.
///
/// Shapes: x [N, D], y [M, D] → [N, M].
func squaredDistances(_ x: Tensor, _ y: Tensor) -> Tensor {
    let (xx, yy) = (square(x).sum(alongAxes: 1, keepingAxes: true), square(y).sum(alongAxes: 1))
    return maximum(xx + yy - 2 * matmul(x, y.transposed()), Tensor(0))
}

/// Gaussian bumps, exp(−d²/(2·width²)), of samples around centres.
///
/// Shapes: x [N, D], centres [M, D] → [N, M].
func bumps(_ x: Tensor, _ centres: Tensor, width: Scalar) -> Tensor {
    exp(squaredDistances(x, centres) / (-2 * width * width))
}

/// A network 2-h-1 for the two classes; its hidden units are the coordinates that it makes.
struct RingNetwork {
    let hidden: Dense
    let last: Dense
    let isTanh: Bool

    /// Trains by Adam over all points.
    init(units: Int, isTanh: Bool = true, on data: RingAndBlob, steps: Int = 600, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        hidden = Dense(2, units, initializer: .normal(standardDeviation: Scalar(0.5).squareRoot()), using: &generator)
        last = Dense(
            units, 1, initializer: .normal(standardDeviation: 1 / Scalar(units).squareRoot()), using: &generator)
        self.isTanh = isTanh
        let optimizer = Adam(hidden.parameters + last.parameters, learningRate: 0.05)
        let x = Variable.constant(data.points)
        let y = Variable.constant(Tensor(data.labels.map { Scalar($0) }))
        for _ in 0..<steps {
            let scores = last(coordinates(x), mode: .training).reshaped(to: [data.labels.count])
            optimizer.zeroGradients()
            sigmoidCrossEntropy(scores: scores, expected: y).backward()
            optimizer.step()
        }
    }

    func coordinates(_ x: Variable) -> Variable {
        let scores = hidden(x, mode: .training)
        return isTanh ? tanh(scores) : relu(scores)
    }

    /// What the hidden units make of points. Shapes: [N, 2] → [N, units].
    func coordinates(_ x: Tensor) -> Tensor { isTanh ? tanh(hidden.predict(x)) : maximum(hidden.predict(x), Tensor(0)) }

    func scores(_ x: Tensor) -> Tensor { last.predict(coordinates(x)).reshaped(to: [x.shape[0]]) }
}
