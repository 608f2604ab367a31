// 2.6 meanSquaredError
// points: 2
// minutes: 5
// difficulty: easy
// essential: yes
// hint: How many differences should there be, and what is the shape of `predictions - targets`?
// hint: One of the two needs the shape of the other. `reshaped(to:)` gives it.
// hint: Then: differences, squares, mean, in this order. `.mean()` without axes gives a number.

import Grading
import Nabla

struct Predictions {
    var predictions: Tensor, targets: Tensor

    var n: Scalar { Scalar(targets.size) }
    var differences: Tensor { predictions.reshaped(to: targets.shape) - targets }
    var sum: Scalar { square(differences).sum() }
    /// Every prediction minus every target.
    var all: Tensor { predictions - targets }
}

let meanSquaredError = Check<Predictions, Scalar>(result: "error") { c in
    c.inputs { generator in
        [4, 5, 7].shuffled(using: &generator).map {
            Predictions(predictions: generator.nonZeroHalves([$0, 1]), targets: generator.halves([$0]))
        }
    }
    c.right { $0.sum / $0.n }
    c.wrong(
        .silentBroadcast,
        "Every prediction was compared with every target. How many differences are there, and how many did you average?"
    ) { square($0.all).mean() }
    c.wrong(
        .silentBroadcast, "Every prediction meets every target here; dividing the sum by N hides it a little."
    ) { square($0.all).sum() / $0.n }
    c.wrong("The mean was taken before the square. Square each difference first, or they cancel each other.") {
        $0.differences.mean() * $0.differences.mean()
    }
    c.times(.average, "This is the sum. The M in the name stands for mean.") { $0.n }
    c.times(.convention, "This is half of it. A factor that is handy in a derivative still changes the value.") { _ in
        0.5
    }
    c.wrong(.convention, "These are distances without the square.") { abs($0.differences).mean() }
    c.wrong("This is the largest squared difference. The mean of all of them was asked.") {
        square($0.differences).max()
    }
    c.wrong("This is the root of the sum, a length. The mean of the squares was asked.") { $0.sum.squareRoot() }
    c.wrong("This is the variance of the differences: their mean was taken away first. Square them as they are.") {
        $0.differences.variance()
    }
    c.wrong(.convention, "The root was taken. That is another quantity, in other units.") {
        ($0.sum / $0.n).squareRoot()
    }
    c.constant(
        "N", [3], sentence: "The sum was divided by 3, as in the example. How many targets are there?"
    ) { $0.sum / $1 }
    c.wrong(
        .offByOne,
        "Divided by N − 1, the sum is too large. That is for a variance around a measured mean; here it is N."
    ) { $0.sum / ($0.n - 1) }
    c.onlyFirst(
        "samples", [3], sentence: "Only the first three samples count, as many as in the example."
    ) { square($0.differences[0..<$1]).mean() }
    c.accepts("with the predictions as a list") { square($0.predictions.squeezed(axis: 1) - $0.targets).mean() }
}
