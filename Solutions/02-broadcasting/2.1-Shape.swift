import Exercises
import Nabla

// 2.1  The rule
//
// Write the rule of the page. Compare the two shapes from the right; two lengths are compatible when they are equal or when
// one of them is 1; a missing axis counts as 1. Say what shape comes out, or nil if the shapes are not compatible.
//
//     a, b       two shapes; a scalar's shape is []
//     returns    the shape of the result, or nil
//
// Example: [5, 1, 3] and [2, 3] give [5, 2, 3]. [2, 3] and [2] give nil: on the right, 3 meets 2.
//
// `a.reversed()` walks from the right, and `a[a.count - 1 - i]` is the i-th length from there.
// By hand, please: without the engine's `broadcastShape`.

func broadcastShape(_ a: [Int], _ b: [Int]) throws -> [Int]? {
    var result: [Int] = []
    for i in 0..<max(a.count, b.count) {
        let m = i < a.count ? a[a.count - 1 - i] : 1
        let n = i < b.count ? b[b.count - 1 - i] : 1
        guard m == n || m == 1 || n == 1 else { return nil }
        result.append(m == 1 ? n : m)
    }
    return result.reversed()
}

// Why: counting i from the right makes missing axes the ones with i too large, and giving those the length 1 turns two
// rules into one. Of two compatible lengths the result takes the one that is not 1; if both are, it is 1 all the same.
