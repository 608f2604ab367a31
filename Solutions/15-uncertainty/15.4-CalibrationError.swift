import Exercises
import Nabla

// 15.4  The calibration error ★
//
// Of all answers given with confidence 0.8, eight in ten should be right. Sort answers into bins by their confidence,
// equally wide from 0 to 1. In each bin compare the accuracy with the mean confidence. The expected calibration error
// is the mean of these gaps, each weighted by the share of all answers that lie in the bin.
//
//     confidence [N]   between 0 and 1, in no order
//     right            N times: whether the answer was right
//     bins             how many; a bin holds its lower edge, the last one also 1
//     returns the sum over bins of (answers in it / N) · |accuracy − mean confidence|; an empty bin adds nothing
//
// Example: confidence 0.6 four times, three right, and 0.9 six times, four right; five bins. 0.4·0.15 + 0.6·0.2333 =
// 0.2.
//
// `Int(0.62 * 5)` cuts off: it is 3. `min(a, b)` is the smaller of two numbers.

func calibrationError(confidence: Tensor, right: [Bool], bins: Int) throws -> Scalar {
    let certain = confidence.scalars
    var (counts, correct, sums) = (
        [Scalar](repeating: 0, count: bins), [Scalar](repeating: 0, count: bins), [Scalar](repeating: 0, count: bins)
    )
    for (confidence, isRight) in zip(certain, right) {
        let bin = min(Int(confidence * Scalar(bins)), bins - 1)
        counts[bin] += 1
        sums[bin] += confidence
        correct[bin] += isRight ? 1 : 0
    }
    var error: Scalar = 0
    for bin in 0..<bins where counts[bin] > 0 {
        let gap = abs(correct[bin] / counts[bin] - sums[bin] / counts[bin])
        error += counts[bin] / Scalar(certain.count) * gap
    }
    return error
}

// Why: the absolute value is taken bin by bin, so that being too sure here cannot pay for being too modest there. The
// weights sum to 1, which makes the error a mean over answers: a bin of three counts for three.
