// 2.1 broadcastShape
// points: 2
// minutes: 15
// difficulty: medium
// essential: yes
// by hand: .broadcastShape
// hint: Write the example's two shapes below each other, flush right. What stands in the gap on the left?
// hint: Count i from the right: while i is below the rank, the length is `a[a.count - 1 - i]`; beyond, it is 1.
// hint: For each pair of lengths there are three cases that are compatible. Everything else returns nil at once.

import Exercises
import Grading
import Nabla

struct Shapes {
    var a: [Int], b: [Int]

    var right: [Int]? { broadcastShape(a, b) }
    var rank: Int { max(a.count, b.count) }

    /// The lengths of the result by a rule for two lengths, from the right, missing ones counted as 1.
    func lengths(_ rule: (Int, Int) -> Int?) -> [Int]? {
        let ones = Array(repeating: 1, count: rank)
        let result = zip((ones + a).suffix(rank), (ones + b).suffix(rank)).map { rule($0, $1) }
        return result.contains(nil) ? nil : result.compactMap { $0 }
    }

    /// The last axes of the result.
    func last(_ count: Int) -> [Int]? { broadcastShape(a.suffix(count), b.suffix(count)).map { $0.suffix(count) } }
}

let shape = Check<Shapes, [Int]?> { c in
    c.inputs { generator in
        // Lengths that differ, none of them 1 and none twice in a pair of shapes.
        let p = (2...11).shuffled(using: &generator)
        let q = (2...11).shuffled(using: &generator)
        var pairs = [Shapes(a: [p[0]], b: [q[0], p[0]]), Shapes(a: [p[1], 1], b: [p[2]])]
        pairs += [Shapes(a: [p[3]], b: [p[3], p[4]]), Shapes(a: [p[5], 1, p[6]], b: [p[7], 1])]
        pairs += [Shapes(a: [], b: [p[8]]), Shapes(a: [q[1], 1], b: [1, q[2]])]
        pairs += [Shapes(a: [q[3], q[4]], b: [q[4], q[3]]), Shapes(a: [3 * p[9]], b: [p[9]])]
        pairs += [Shapes(a: [q[5], q[6]], b: [q[5], q[6]]), Shapes(a: [p[4], q[7], p[3]], b: [p[3]])]
        return pairs.shuffled(using: &generator)
    }
    // A shape without axes is one, too: nil is told apart from it.
    c.compares { _, came in
        [Part("is nil", came == .none ? 1 : 0), Part("shape", came == .none ? Tensor(zeros: [0]) : came.orNothing)]
    }
    c.right { $0.right }
    c.wrong(.silentBroadcast, "The shapes were lined up on the left. Compare the last axes first.") { shapes in
        let ones = Array(repeating: 1, count: shapes.rank)
        return broadcastShape(
            Array((shapes.a + ones).prefix(shapes.rank)), Array((shapes.b + ones).prefix(shapes.rank)))
    }
    c.wrong("The larger length always wins here. Two different lengths can only meet if one of them is 1.") {
        $0.lengths { max($0, $1) }
    }
    c.wrong(
        .convention, "A length that divides the other was repeated. In some languages it is; here only a 1 may repeat."
    ) { $0.lengths { $0 % $1 == 0 ? $0 : $1 % $0 == 0 ? $1 : nil } }
    c.wrong("Only equal shapes and scalars are compatible here. Missing axes and axes of length 1 are repeated, too.") {
        $0.a == $0.b || $0.b.isEmpty ? $0.a : $0.a.isEmpty ? $0.b : nil
    }
    c.wrong("Shapes of different rank are never compatible here. What stands in for an axis that is not there?") {
        $0.a.count == $0.b.count ? $0.right : nil
    }
    c.wrong(
        "Only one of the two is ever repeated. Either side may be, axis by axis.", { $0.right == $0.a ? $0.a : nil },
        { $0.right == $0.b ? $0.b : nil })
    c.wrong("This is the shape with more elements. The result can be larger than both.") {
        $0.a.reduce(1, *) >= $0.b.reduce(1, *) ? $0.a : $0.b
    }
    c.wrong("The lengths come out last one first. The loop ran from the right; turn the list at the end.") {
        $0.right?.reversed()
    }
    c.wrong("The smaller length always wins here, so that a 1 stays a 1. Which of the two is repeated?") {
        $0.lengths { $0 == $1 || $0 == 1 || $1 == 1 ? min($0, $1) : nil }
    }
    c.wrong("Nothing is ever compatible here.") { _ in nil }
    c.wrong("An empty list came where nil was asked: [] is the shape of a scalar.") { $0.right ?? [] }
    c.wrong(
        "Only the axes that both shapes have come out. The other axes of the longer shape belong to the result, too."
    ) { $0.last(min($0.a.count, $0.b.count)) }
    c.wrong(
        "Only as many axes came out as one of the two has. The longer of the two shapes says how many there are.",
        { $0.last($0.a.count) }, { $0.last($0.b.count) })
}

extension WireValue {
    /// The tensor that came; one without numbers where none did.
    fileprivate var orNothing: Tensor { tensor ?? Tensor(zeros: [0]) }
}
