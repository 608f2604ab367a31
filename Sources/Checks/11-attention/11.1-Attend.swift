// 11.1 attend
// points: 2
// minutes: 15
// difficulty: easy
// essential: yes
// by hand: attention, MultiHeadAttention
// hint: Write the shapes beside each step: q [T, d] and k [S, d] make scores [T, S], weights [T, S] and v [S, e] make
//   [T, e].
// hint: Which axis of the scores belongs to one query? The weights along it have to sum to 1.
// hint: `matmul(q, k.transposed())`, divided by the root of the width of a key; then softmax, then a product with v.

import Grading
import Nabla

struct Lookup {
    var q: Tensor, k: Tensor, v: Tensor

    var scores: Tensor { matmul(q, k.transposed()) }
    var d: Scalar { Scalar(k.shape[1]) }

    /// The values, or others, averaged with the weights that the scores make after division by a number.
    func mixed(dividedBy divisor: Scalar? = nil, values: Tensor? = nil) -> Tensor {
        matmul(softmax(scores / (divisor ?? d.squareRoot())), values ?? v)
    }
}

/// Softmax over the other axis, so that the columns sum to 1.
func columnSoftmax(_ scores: Tensor) -> Tensor { softmax(scores.transposed()).transposed() }

let attend = Check<Lookup, Tensor> { c in
    c.inputs { generator in
        // T, S, d and e differ from each other and from case to case.
        // The queries of the last case are so long that some weights are 1 and others 0.
        [(2, 3, 5, 4, 1), (4, 5, 2, 3, 1), (1, 4, 3, 2, 1), (3, 6, 4, 5, 500)].map {
            queries, keys, width, features, length in
            Lookup(
                q: Scalar(length) * generator.nonZeroHalves([queries, width], limit: 2),
                k: generator.nonZeroHalves([keys, width], limit: 2),
                v: generator.nonZeroHalves([keys, features], limit: 6))
        }
    }
    c.right { $0.mixed() }
    c.wrong("The scores are not scaled. A sum of d products grows with √d, and softmax with it becomes sharper.") {
        $0.mixed(dividedBy: 1)
    }
    c.wrong(
        "The scores were divided by d. The standard deviation of the sum grows with √d; its variance grows with d."
    ) { $0.mixed(dividedBy: $0.d) }
    c.wrong("The scores were multiplied by √d. Should the weights get sharper or softer with the width?") {
        $0.mixed(dividedBy: 1 / $0.d.squareRoot())
    }
    c.wrong("The scores were divided by √S, with S the number of keys. Over which length is the product summed?") {
        $0.mixed(dividedBy: Scalar($0.k.shape[0]).squareRoot())
    }
    c.wrong("The scores were divided by √T, with T the number of queries. Over which length is the product summed?") {
        $0.mixed(dividedBy: Scalar($0.q.shape[0]).squareRoot())
    }
    c.wrong(
        "The scores were divided by √e, with e the width of the values. Over which length is the product summed?"
    ) { $0.mixed(dividedBy: Scalar($0.v.shape[1]).squareRoot()) }
    c.wrong(.axis, "Softmax was taken over the queries. The weights of one query, a row, have to sum to 1.") {
        matmul(columnSoftmax($0.scores / $0.d.squareRoot()), $0.v)
    }
    c.wrong("The keys were averaged in place of the values. What is looked up is not what is looked at.") {
        $0.mixed(values: $0.k)
    }
    c.wrong("There is no softmax. Weights are positive, and those of one query sum to 1.") {
        matmul($0.scores / $0.d.squareRoot(), $0.v)
    }
    c.wrong(
        "The scores were divided by their sum, so that a weight may be negative. Softmax takes e to the power first."
    ) {
        let scores = $0.scores / $0.d.squareRoot()
        return matmul(scores / scores.sum(alongAxes: -1, keepingAxes: true), $0.v)
    }
    c.wrong("Scaled after the softmax. The scores are too large, not the weights.") {
        $0.mixed(dividedBy: 1) / $0.d.squareRoot()
    }
    c.wrong(.twice, "Scaled before the softmax and once more after it. The weights of a query no longer sum to 1.") {
        $0.mixed() / $0.d.squareRoot()
    }
    c.wrong(.axis, "One softmax was taken over the whole table. Does the weight of one query depend on the others?") {
        let scores = $0.scores / $0.d.squareRoot()
        return matmul(softmax(scores.reshaped(to: [scores.size])).reshaped(to: scores.shape), $0.v)
    }
    c.wrong(
        "The value with the highest score was taken. Softmax mixes all of them, and so a gradient reaches every key."
    ) {
        let best = $0.scores.argmax(alongAxis: 1)
        return $0.v.gathering(best)
    }
    c.wrong("These are the weights. The values still have to be averaged with them.") {
        softmax($0.scores / $0.d.squareRoot())
    }
    c.wrong("All values weigh the same. The weights come from the scores.") {
        $0.mixed(dividedBy: .infinity)
    }
    c.wrong(
        .overflow,
        "Right for moderate scores, no number for large ones: the exponential overflows. `softmax` subtracts each row's largest score first."
    ) {
        let powers = exp($0.scores / $0.d.squareRoot())
        return matmul(powers, $0.v) / powers.sum(alongAxes: -1, keepingAxes: true)
    }
    c.constant("the width of a key", [2, 4, 64]) { $0.mixed(dividedBy: Scalar($1).squareRoot()) }
    c.accepts("1/√d put on the queries before the product") {
        matmul(softmax(matmul($0.q / $0.d.squareRoot(), $0.k.transposed())), $0.v)
    }
}
