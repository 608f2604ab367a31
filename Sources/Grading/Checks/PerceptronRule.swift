import Nabla

/// The perceptron rule with its known variations, for right and wrong answers alike.
struct PerceptronRule {
    enum Stop { case cleanPass, lastSampleRight, anySampleRight }

    var rate: Scalar = 1
    var bias = true
    /// Judge the whole pass with the weights from its beginning.
    var frozen = false
    var stop = Stop.cleanPass
    /// What the sample is multiplied by, given its label and score; 0 when it is right.
    var push: (_ label: Scalar, _ score: Scalar) -> Scalar = { $0 * $1 <= 0 ? $0 : 0 }

    func run(_ training: Lesson04.Training) -> (trained: Lesson04.Trained, mistakes: Int, clean: Bool) {
        let (points, labels) = (rows(training.x), training.y.scalars)
        var (w, b) = ([Scalar](repeating: 0, count: training.x.shape[1]), Scalar(0))
        var (total, epochs) = (0, 0)
        func trained() -> Lesson04.Trained { (Tensor(scalars: w, shape: [w.count]), b, epochs) }
        while epochs < training.maxEpochs {
            epochs += 1
            var mistakes = 0
            var lastWasRight = false
            let (oldW, oldB) = (w, b)
            for (x, y) in zip(points, labels) {
                let step = push(y, frozen ? score(oldW, oldB, x) : score(w, b, x))
                lastWasRight = step == 0
                if !lastWasRight {
                    mistakes += 1
                    w = zip(w, x).map { $0 + rate * step * $1 }
                    if bias { b += rate * step }
                } else if stop == .anySampleRight {
                    return (trained(), total + mistakes, false)
                }
            }
            total += mistakes
            if mistakes == 0 { return (trained(), total, true) }
            if stop == .lastSampleRight, lastWasRight { return (trained(), total, false) }
        }
        return (trained(), total, false)
    }
}
