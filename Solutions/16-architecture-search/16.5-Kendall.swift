import Exercises
import Nabla

// 16.5  Do short runs tell?
//
// The same networks were scored after a short training and after a long one. Do the two lists put them in the same order?
// Kendall's rank correlation τ counts pairs of networks. A pair agrees if the network that is better in one list is better in
// the other, and disagrees if it is worse.
//
//     a, b      scores of the same networks, entry i of both for network i; at least 2, larger is better
//     returns (agreeing pairs − disagreeing pairs) / all pairs; a pair that is tied in either list counts neither for nor
//             against, but it is a pair
//
// Example: 1, 2, 3 against 5, 9, 7: two pairs agree, the pair of the last two disagrees, τ = 1/3.

func kendall(a: [Scalar], b: [Scalar]) throws -> Scalar {
    var (sum, pairs) = (0, 0)
    for i in a.indices {
        for j in 0..<i {
            let product = (a[i] - a[j]) * (b[i] - b[j])
            if product > 0 { sum += 1 }
            if product < 0 { sum -= 1 }
            pairs += 1
        }
    }
    return Scalar(sum) / Scalar(pairs)
}

// Why: only the sign of each difference is used, so stretching a list changes nothing: it measures order and no more. 1 is the
// same order, 0 what two random orders have on average, −1 the reverse. That is what halving needs to know, since it only ever
// asks who is better.
