// 9.5 shrunk
// points: 1
// minutes: 5
// difficulty: easy
// hint: Do it for one weight of each kind: large and positive, large and negative, small, zero.
// hint: The size |w| falls by the amount, but not below 0. The sign stays.
// hint: `maximum(abs(w) − amount, Tensor(0))` is the new size. What gives it its sign?

import Grading
import Nabla

struct Shrinkage {
    var w: Tensor, by: Scalar

    var sign: Tensor { (w .> 0) - (w .< 0) }
    var size: Tensor { maximum(abs(w) - by, Tensor(0)) }
}

let shrunk = Check<Shrinkage, Tensor>(result: "shrunk") { c in
    c.inputs { generator in [shrinkage(7, &generator), shrinkage(9, &generator)] }
    c.right { $0.sign * $0.size }
    c.wrong("Small weights jump across 0. The penalty pulls to 0 and stops there.") { $0.w - $0.by * $0.sign }
    c.wrong(
        "Every weight shrinks by the same share, and none becomes 0: that is L2. A pull that fades near 0 never arrives."
    ) {
        $0.w * (1 - $0.by)
    }
    c.wrong("Small weights become 0, large ones stay. Every weight pays, not only the small ones.") {
        $0.w * (abs($0.w) .> $0.by)
    }
    c.wrong(
        .sign, "Weights move away from 0. Which way does a penalty pull?", { $0.w + $0.by * $0.sign },
        { $0.sign * (abs($0.w) + $0.by) })
    c.wrong("Every negative weight becomes 0. A negative weight has to rise.") { maximum($0.w - $0.by, Tensor(0)) }
    c.wrong("Weights are cut at ±by. Cutting keeps what is small; shrinking removes it.") {
        minimum(maximum($0.w, Tensor(-$0.by)), Tensor($0.by))
    }
    c.wrong(.sign, "The sign is lost. The size shrinks; whose sign does it carry?") { $0.size }
    c.wrong("Everything moves down by the amount. Towards 0 is up for a negative weight.") { $0.w - $0.by }
    c.wrong("Positive weights shrink, negative ones stay as they are.") {
        ($0.w .> 0) * maximum($0.w - $0.by, Tensor(0)) + ($0.w .< 0) * $0.w
    }
    c.wrong("The weights are untouched.") { $0.w }
    c.wrong("Everything is 0. Large weights lose only the amount.") { 0 * $0.w }
    c.constant("The amount", [0.2, 0.1] as [Scalar]) {
        Shrinkage(w: $0.w, by: $1).sign * Shrinkage(w: $0.w, by: $1).size
    }
    c.opposite("Every sign is wrong. The sign of a weight stays, or the weight becomes 0.")
    c.accepts("what is left of the positive part, minus what is left of the negative") {
        maximum($0.w - $0.by, Tensor(0)) - maximum(-$0.w - $0.by, Tensor(0))
    }
}

/// Weights of both signs, smaller and larger than the amount, and one 0.
private func shrinkage(_ count: Int, _ generator: inout SeededGenerator) -> Shrinkage {
    let by = ([0.3, 0.4, 0.6] as [Scalar]).randomElement(using: &generator)!
    let small = by / 4 * Scalar(Int.random(in: 1...3, using: &generator))
    let large = (4..<count).map { place -> Scalar in
        let size = by + Scalar(Int.random(in: 1...8, using: &generator)) / 4
        return place % 2 == 0 ? size : -size
    }
    let weights = [small, -by / 2, 0, -by - 0.5] + large
    return Shrinkage(w: Tensor(weights.shuffled(using: &generator)), by: by)
}
