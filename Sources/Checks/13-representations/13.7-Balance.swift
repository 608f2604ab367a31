// 13.7 balance
// points: 1
// minutes: 10
// difficulty: easy
// hint: Two lists with a number for each expert. One comes from counting, the other from averaging.
// hint: For the fractions: `probabilities.argmax(alongAxis: 1)` lists who is chosen. P is the mean down each column, over all rows.
// hint: Σ f·P is `dot(f, p)`; one factor is left, and with it an even split scores 1.

import Grading
import Nabla

struct Shares: Sendable {
    var probabilities: Tensor

    var n: Scalar { Scalar(probabilities.shape[0]) }
    var k: Scalar { Scalar(probabilities.shape[1]) }
    var mask: Tensor { Tensor(oneHot: probabilities.argmax(alongAxis: 1), classes: probabilities.shape[1]) }
    var f: Tensor { mask.mean(alongAxes: 0) }
    var p: Tensor { probabilities.mean(alongAxes: 0) }
    var right: Scalar { k * dot(f, p) }
    /// The probabilities of those samples only that go to the expert.
    var own: Tensor { (probabilities * mask).sum(alongAxes: 0) }

    var tells: Bool {
        let counts = (f * n).scalars
        let isClear = (0..<probabilities.shape[0]).allSatisfy { row in
            let sorted = probabilities[row].scalars.sorted()
            return sorted[sorted.count - 1] - sorted[sorted.count - 2] > 0.04
        }
        return isClear && counts.allSatisfy { $0 > 0 } && counts.max()! >= counts.min()! + 2
            && abs(right - 1) > 0.03 && abs(right - k * dot(f, f)) > 0.02 && abs(right - k * dot(p, p)) > 0.02
    }
}

let balance = Check<Shares, Scalar>(result: "balance") { c in
    c.inputs { generator in [drawn(7, 3, &generator), drawn(9, 4, &generator)] }
    c.right { $0.right }
    c.wrong(
        .average,
        "P counts only the samples that went to the expert. An expert that nobody chose has a probability too, and it is to grow."
    ) { $0.k * dot($0.f, $0.own / $0.n) }
    c.wrong(.average, "P is the mean over the expert's own samples. Average over all, those it lost included.") {
        $0.k * dot($0.f, $0.own / ($0.f * $0.n))
    }
    c.wrong(.average, "The factor K is missing. What should an even split score?") { $0.right / $0.k }
    c.wrong(.valueOrSlope, "This is K·Σ f². Counting is a step; what in it could gradient descent move?") {
        $0.k * dot($0.f, $0.f)
    }
    c.wrong("This is K·Σ P². One of the two counts decisions.") { $0.k * dot($0.p, $0.p) }
    c.wrong(.average, "One of the two was not divided by the number of samples. A fraction and a mean were asked.") {
        $0.right * $0.n
    }
    c.wrong(.average, "Neither f nor P was divided by the number of samples.") { $0.right * $0.n * $0.n }
    c.wrong(.average, "Divided by K instead of multiplied. What should an even split score?") {
        $0.right / ($0.k * $0.k)
    }
    c.wrong(.sign, "f counts the smallest probability of each row. Which expert is chosen?") { input in
        let mask = Tensor(
            oneHot: input.probabilities.argmin(alongAxis: 1), classes: input.probabilities.shape[1])
        return input.k * dot(mask.mean(alongAxes: 0), input.p)
    }
    c.wrong("These are K times the sums of f and of P, multiplied: K for every table. Multiply expert by expert.") {
        $0.k * $0.f.sum() * $0.p.sum()
    }
    c.wrong(.axis, "The means ran along the rows: each row sums to 1, so every table has the same.") { input in
        input.k * input.probabilities.mean(alongAxes: 1).mean()
    }
}

private func drawn(_ n: Int, _ k: Int, _ generator: inout SeededGenerator) -> Shares {
    while true {
        let lean = Tensor((0..<k).map { $0 == k - 1 ? 0.8 : 0 })
        let shares = Shares(
            probabilities: softmax(Tensor(randomNormal: [n, k], standardDeviation: 1.2, using: &generator) + lean))
        if shares.tells { return shares }
    }
}
