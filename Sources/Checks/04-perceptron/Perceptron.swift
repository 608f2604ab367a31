import Nabla

/// The scores of the rows of x: x·w + b.
func scores(_ x: Tensor, _ w: Tensor, _ b: Scalar) -> [Scalar] { (matmul(x, w) + b).scalars }

/// The corners of the square, and their labels for XOR.
let corners: Tensor = [[0, 0], [0, 1], [1, 0], [1, 1]]
let xorLabels: [Scalar] = [-1, 1, 1, -1]

struct Training { var x: Tensor, y: Tensor, maxEpochs: Int }

/// The perceptron rule with its known variations, for right and wrong answers alike.
struct PerceptronRule {
    /// Where training, or the pass, ends.
    enum Stop { case cleanPass, onlyTies, lastSampleRight, anySampleRight, anyMistake, passAtMistake }

    /// Of every weight, and of the bias.
    var start: (w: Scalar, b: Scalar) = (0, 0)
    var rate: Scalar = 1
    var movesBias = true
    /// Judge the whole pass with the weights from its beginning.
    var isFrozen = false
    var stop = Stop.cleanPass
    /// What the sample is multiplied by, given its label and score; 0 when it is right.
    var push: (_ label: Scalar, _ score: Scalar) -> Scalar = { $0 * $1 <= 0 ? $0 : 0 }

    struct Run {
        var w: Tensor, b: Scalar
        var epochs = 0, mistakes = 0, isClean = false

        var trained: (w: Tensor, b: Scalar, epochs: Int) { (w, b, epochs) }
    }

    func run(_ training: Training) -> Run {
        var run = Run(w: Tensor(zeros: [training.x.shape[1]]) + start.w, b: start.b)
        let (points, labels) = ((0..<training.y.size).map { training.x[$0] }, training.y.scalars)
        while run.epochs < training.maxEpochs {
            run.epochs += 1
            let (before, oldW, oldB) = (run.mistakes, run.w, run.b)
            for (n, x) in points.enumerated() {
                let y = labels[n]
                let score = isFrozen ? dot(oldW, x) + oldB : dot(run.w, x) + run.b
                let step = push(y, score)
                if step != 0 {
                    if stop != .onlyTies || score != 0 { run.mistakes += 1 }
                    run.w += x * (rate * step)
                    if movesBias { run.b += rate * step }
                    if stop == .anyMistake { return run }
                    if stop == .passAtMistake { break }
                } else if stop == .anySampleRight || stop == .lastSampleRight && n == labels.count - 1 {
                    return run
                }
            }
            if run.mistakes == before {
                run.isClean = true
                return run
            }
        }
        return run
    }
}
