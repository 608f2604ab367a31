// 2.4 reduce
// points: 2
// minutes: 25
// difficulty: hard
// by hand: .summed
// hint: Line the shape up with g's on the right. Which of the three axes were repeated?
// hint: An axis was repeated if it is missing from the shape or has length 1 there. All of those are summed.
// hint: Fill the shape up with ones on the left; sum along all places where it is 1, keeping the axes; reshape at the
//   end.

import Grading
import Nabla

struct Repeated {
    var g: Tensor, shape: [Int]

    var missing: Int { 3 - shape.count }
    /// The shape with ones for the axes that are missing.
    var padded: [Int] { Array(repeating: 1, count: missing) + shape }

    var right: Tensor { sum(along: padded.indices.filter { padded[$0] == 1 }).reshaped(to: shape) }

    func sum(along axes: [Int], keepingAxes: Bool = true) -> Tensor {
        axes.isEmpty ? g : g.sum(alongAxes: axes, keepingAxes: keepingAxes)
    }
}

let reduce = Check<Repeated, Tensor> { c in
    c.inputs { generator in
        // The lengths move on by one place from case to case; no axis has the same length twice.
        let lengths = [3, 4, 5].shuffled(using: &generator)
        return (0..<5).map { turn in
            let shape = (0..<3).map { lengths[($0 + turn) % 3] + (turn < 3 ? 0 : 3) }
            let targets = [[shape[2]], [shape[1], 1], [1, shape[1], shape[2]], [shape[0], 1, 1], []]
            return Repeated(g: generator.nonZeroHalves(shape), shape: targets[turn])
        }
    }
    c.right { $0.right }
    c.wrong(.silentBroadcast, "g came back as it is. The result has the shape that was asked for.") { $0.g }
    c.times(.sharedUse, "These are means. A number that was read k times counts k times: add.") {
        Scalar($0.shape.reduce(1, *)) / Scalar($0.g.size)
    }
    c.wrong(.sharedUse, "Only the first copy counts here. All copies were read, and all of them count.") {
        let first: [any TensorIndex] = $0.padded.map { 0..<$0 }
        return $0.g[first].reshaped(to: $0.shape)
    }
    c.wrong("Only the missing axes were summed. Axes of length 1 were repeated as well.") {
        $0.sum(along: Array(0..<$0.missing), keepingAxes: false)
    }
    c.wrong("Only axes of length 1 were summed. Missing axes were repeated as well.") { input in
        input.sum(along: (input.missing..<3).filter { input.padded[$0] == 1 })
    }
    c.wrong("The right values, but axes of length 1 are gone. The result has exactly the shape that was asked for.") {
        $0.right.reshaped(to: $0.shape.filter { $0 != 1 })
    }
    c.wrong("Every place holds the sum of everything. Only axes that were repeated are summed.") {
        Tensor(repeating: $0.g.sum(), shape: $0.shape)
    }
    c.wrong(.axis, "The shape was lined up on the left: the wrong axes were summed.") { input in
        let padded = input.shape + Array(repeating: 1, count: input.missing)
        let axes = (0..<3).filter { padded[$0] == 1 || padded[$0] != input.g.shape[$0] }
        return input.sum(along: axes, keepingAxes: false)
    }
    c.wrong(
        .axis, "Axis 0 was summed whatever the shape, as in the page's example. Which axes were repeated here?"
    ) { $0.g.sum(alongAxes: 0) }
    c.stops("The shape was lined up on the left: the wrong axes were summed. Shapes are compared from the right.") {
        input in
        let padded = input.shape + Array(repeating: 1, count: input.missing)
        let kept = zip(padded, input.g.shape).map { $0 == 1 ? 1 : $1 }
        return kept == input.padded ? [] : ["as \(kept) has"]
    }
    c.stops("Another axis was summed than was meant. When one is summed away, those behind it move up by one.") {
        input in
        var rest = input.g.shape
        for axis in 0..<3 where input.padded[axis] == 1 && axis < rest.count { rest.remove(at: axis) }
        return ["sum: expected an axis between", "as \(rest) has"]
    }
    c.accepts("the rule of the engine's backward pass") { $0.g.summed(toShape: $0.shape) }
}
