// 0.5 replacingZeros
// points: 1
// minutes: 3
// difficulty: easy
// essential: yes
// hint: Print `x == 0` and `x .== 0` of a small tensor. Which of the two knows where the zeros are?
// hint: `x .== 0` is a tensor of 1 and 0. What is it times value?
// hint: Where x is 0, adding value makes it value. Elsewhere, 0 is to be added.

import Grading
import Nabla

struct Replacing: Sendable {
    var x: Tensor, value: Scalar

    /// 1 where an entry is 0.
    var zeros: Tensor { x .== 0 }
    var right: Tensor { x + value * zeros }
}

let replacingZeros = Check<Replacing, Tensor> { c in
    c.inputs { generator in
        [replacing([3, 4], &generator), replacing([5], &generator), replacing([2, 3, 2], &generator)]
    }
    c.right { $0.right }
    c.wrong(
        """
        Nothing is replaced. If you wrote `x == 0`: that asks once whether the whole tensor is the number 0. Entry by entry \
        it is `x .== 0`.
        """
    ) { $0.x }
    c.wrong("Every entry is replaced, whatever it was.") { $0.value + 0 * $0.x }
    c.wrong("The value is added to every entry. Only where there was 0 it should be.") { $0.x + $0.value }
    c.wrong("The zeros stayed, and the others were replaced. Which of them does the mask mark with 1?") {
        $0.value * (1 - $0.zeros)
    }
    c.wrong("The value is added to the entries that are not 0.") { $0.x + $0.value * (1 - $0.zeros) }
    c.wrong("This is the mask: 1 where x is 0. Use it to put the value there and to leave the rest.") { $0.zeros }
    c.wrong("The value is in the right places, but the other entries have become 0.") { $0.value * $0.zeros }
    c.wrong("x times the mask is 0 everywhere: where the mask is 1, x is 0.") { $0.x * $0.zeros }
    c.wrong(
        "Negative entries changed as well. Only an entry that is exactly 0 is meant.",
        { $0.x * ($0.x .> 0) + $0.value * ($0.x .<= 0) }, { $0.x + $0.value * ($0.x .<= 0) })
    c.wrong("Entries between −1 and 1 count as 0 here. Only an entry that is exactly 0 is meant.") {
        $0.x * (abs($0.x) .>= 1) + $0.value * (abs($0.x) .< 1)
    }
    c.wrong("Where there was 0 there is 1 now: the mask itself. What makes value of it?") { $0.x + $0.zeros }
    c.wrong("Only the first entry that is 0 was replaced.") { input in
        var list = input.x.scalars
        list[list.firstIndex(of: 0)!] = input.value
        return Tensor(scalars: list, shape: input.x.shape)
    }
}

/// Zeros, entries between −1 and 1, larger ones of both signs, and a value that is none of them.
private func replacing(_ shape: [Int], _ generator: inout SeededGenerator) -> Replacing {
    let size = shape.reduce(1, *)
    let others = (4..<size).map { _ in generator.nonZeroHalf() }
    let list = ([0, 0, 0.5, -2] + others).shuffled(using: &generator)
    return Replacing(
        x: Tensor(scalars: list, shape: shape), value: Scalar(Int.random(in: 10...19, using: &generator)) / 2)
}
