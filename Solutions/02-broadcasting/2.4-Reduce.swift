import Exercises
import Nabla

// 2.4  The transpose of broadcasting: sum what was repeated
//
// A tensor of some shape was broadcast to the shape of g. For every place of g we know how much it counted. How much
// did each number of the original tensor count? It was read several times, and each reading counted: add them up.
//
//     g          rank 3, [A, B, C]
//     shape      a shape that broadcasts to g's: lengths equal to g's or 1, compared from the right; axes may be missing
//     returns    a tensor of exactly that shape
//
// Example: g = [[[1, 2], [3, 4]], [[5, 6], [7, 8]]], shape [2, 2, 2]
//     to [2]: [16, 20]           1 + 3 + 5 + 7 and 2 + 4 + 6 + 8
//     to [2, 1]: [[14], [22]]    1 + 2 + 5 + 6 and 3 + 4 + 7 + 8
//     to []: 36
//
// `x.sum(alongAxes: [0, 1], keepingAxes: true)` takes a list of axes, and `reshaped(to:)` drops axes of length 1.
// By hand, please: without the engine's `summed`.

func reduce(_ g: Tensor, to shape: [Int]) throws -> Tensor {
    let padded = Array(repeating: 1, count: g.rank - shape.count) + shape
    let stretched = (0..<g.rank).filter { padded[$0] == 1 && g.shape[$0] != 1 }
    return g.sum(alongAxes: stretched, keepingAxes: true).reshaped(to: shape)
}

// Why: a missing axis and an axis of length 1 were both repeated, so both are summed; filling the shape up with ones
// on the left makes them the same case. The sum keeps its axes, and the reshape then drops exactly the missing ones.
