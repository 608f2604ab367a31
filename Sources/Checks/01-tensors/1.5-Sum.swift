// 1.5 sum
// points: 2
// minutes: 15
// difficulty: medium
// essential: yes
// by hand: .sum, a loop
// hint: What is the shape of the answer for x of shape [3, 4, 5] and each of the three axes?
// hint: A slice at one place of the axis has exactly that shape. How many such slices are there?
// hint: `x[2]`, `x[.all, 2]` and `x[.all, .all, 2]` are those slices for axes 0, 1 and 2. Add them up.

import Grading
import Nabla

struct Summands {
    var x: Tensor, axis: Int

    var right: Tensor { x.sum(alongAxes: axis) }
    var length: Int { x.shape[axis] }

    func slice(_ place: Int) -> Tensor {
        var indices: [any TensorIndex] = [AllIndex(), AllIndex(), AllIndex()]
        indices[axis] = place
        return x[indices]
    }
}

let sum = Check<Summands, Tensor>(result: "sum") { c in
    c.inputs { generator in
        // The lengths move on by one place, so that no axis has the same length twice.
        let lengths = [3, 4, 5].shuffled(using: &generator)
        return [0, 1, 2].shuffled(using: &generator).enumerated().map { turn, axis in
            let shape = (0..<3).map { lengths[($0 + turn) % 3] }
            let numbers = Array(-60...60).shuffled(using: &generator).prefix(60).map { Scalar($0) }
            return Summands(x: Tensor(scalars: numbers, shape: shape), axis: axis)
        }
    }
    c.right { $0.right }
    c.wrong(
        .axis, "The named axis stayed and the others went. The axis that is named is the one that disappears."
    ) { input in input.x.sum(alongAxes: [0, 1, 2].filter { $0 != input.axis }) }
    c.wrong(.axis, "The axes were counted from the right. Axis 0 is the outermost, the first length of the shape.") {
        $0.x.sum(alongAxes: 2 - $0.axis)
    }
    c.wrong(.offByOne, "The axes were counted from 1. The first axis has number 0.") {
        $0.x.sum(alongAxes: ($0.axis + 2) % 3)
    }
    c.wrong(.axis, "Everything was added up. Only one axis disappears; how many numbers should be left?") {
        Tensor($0.x.sum())
    }
    c.times(.average, "These are means. A sum is not divided by anything.") { 1 / Scalar($0.length) }
    c.wrong("The right values, but the axis is still there with length 1. It is to disappear.") {
        $0.x.sum(alongAxes: $0.axis, keepingAxes: true)
    }
    c.wrong(.axis, "The same axis disappears whatever is asked. Use `axis`.", forEach: [0, 1, 2]) {
        $0.x.sum(alongAxes: $1)
    }
    c.wrong(.accumulate, "Only the last slice is left. Each slice is to be added to those before it.") {
        $0.slice($0.length - 1)
    }
    c.wrong("Only the first two places along the axis are added, as many as in the example. How long is the axis?") {
        $0.slice(0) + $0.slice(1)
    }
    c.wrong(.offByOne, "The last place along the axis is missing. How often must the loop run?") {
        $0.right - $0.slice($0.length - 1)
    }
    c.stops("x was read beyond the end of the axis. How long is the axis that is named? x.shape[axis].") {
        ["along axis \($0.axis), but got \($0.length); the shape is \($0.x.shape)"]
    }
    c.wrong(.offByOne, "The first place along the axis is missing. It has number 0.") { $0.right - $0.slice(0) }
    c.wrong("The numbers along the axis were multiplied. The sum was asked.") { input in
        (1..<input.length).reduce(input.slice(0)) { $0 * input.slice($1) }
    }
    c.wrong("The first slice was counted twice: as the start, and again in the loop.") { $0.right + $0.slice(0) }
    c.wrong("These are the largest numbers along the axis. The sum was asked.") { $0.x.max(alongAxes: $0.axis) }
}
