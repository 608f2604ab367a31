// 7.7 block, blockBackward
// points: 2
// minutes: 12
// difficulty: medium
// hint: What does the block return when w is all 0 and x is positive?
// hint: Going back, first through the activation: what was switched off going forward is off going back. What is left
//   goes two ways.
// hint: With z = x + x·w and y = relu(z), name h the gradient with respect to z. x reached z by two paths; one multiplies h
//   by w transposed, and the other by what?

import Exercises
import Grading
import Nabla

struct Block {
    var x: Tensor, w: Tensor, g: Tensor

    var branch: Tensor { matmul(x, w) }
    var sum: Tensor { x + branch }
    /// The gradient with respect to the sum.
    var masked: Tensor { g * (sum .> 0) }

    /// The gradient with respect to x from that of the sum.
    func dx(_ h: Tensor) -> Tensor { h + matmul(h, w.transposed()) }

    /// The results of both functions, right unless told otherwise.
    func answers(_ output: Tensor? = nil, gradient: Tensor? = nil) -> WireValue {
        WireValue(parts: ["output": output ?? relu(sum), "gradient": gradient ?? dx(masked)])
    }
}

let block = Check<Block, WireValue> { c in
    c.inputs { generator in
        [(3, 4), (5, 2), (4, 3)].map { samples, features in
            Block(
                x: generator.nonZeroHalves([samples, features], limit: 2),
                w: generator.nonZeroHalves([features, features], limit: 2),
                g: generator.nonZeroHalves([samples, features]))
        }
    }
    c.calls { block, host in
        let output = try host.ifWritten("block", block.x, block.w)
        let gradient = try host.ifWritten("blockBackward", last: true, block.x, block.w, block.g)
        return WireValue(written: ["output": output, "gradient": gradient])
    }
    c.right { $0.answers() }
    c.wrong(
        "The activation stands on the branch, before the addition, and so y can be negative. It closes the block, after the two paths meet."
    ) { $0.answers($0.x + relu($0.branch)) }
    c.wrong("There is no activation after the sum. It closes the block.") { $0.answers($0.sum) }
    c.wrong("The skip is missing in the forward pass. What does the block return when w is 0?") {
        $0.answers(relu($0.branch))
    }
    c.wrong(.sharedUse, "The gradient came through the branch only. Two paths forward, two paths back.") {
        $0.answers(gradient: matmul($0.masked, $0.w.transposed()))
    }
    c.wrong(.sharedUse, "The gradient came through the skip only. Two paths forward, two paths back.") {
        $0.answers(gradient: $0.masked)
    }
    c.wrong(
        .chain, "The gradient passed where the output was switched off. What is off going forward is off going back."
    ) { $0.answers(gradient: $0.dx($0.g)) }
    c.wrong(
        .chain,
        "One of the two paths goes around the activation. It closes the block: both the skip and the branch go back through it.",
        { $0.answers(gradient: $0.g + matmul($0.masked, $0.w.transposed())) },
        { $0.answers(gradient: $0.masked + matmul($0.g, $0.w.transposed())) })
    c.wrong(
        "The skip adds h itself: the 1 of 1 + w is the identity matrix, with 1 on its diagonal only.",
        { $0.answers(gradient: matmul($0.masked, $0.w.transposed() + 1)) },
        { $0.answers(gradient: matmul($0.g, $0.w.transposed() + 1)) })
    c.stops(
        "Rows of x or g were multiplied with w entry by entry. w takes a row to a row by a matrix product: `matmul`."
    ) {
        ["\($0.x.shape) and \($0.w.shape)"]
    }
    c.wrong("The two paths were multiplied. The shortcut adds.") { $0.answers(relu($0.x * $0.branch)) }
    c.wrong(
        .transpose,
        "w was multiplied in the backward pass as in the forward pass. From outputs to inputs it is transposed."
    ) { $0.answers(gradient: $0.masked + matmul($0.masked, $0.w)) }
    c.wrong(.transpose, "w was transposed in the forward pass. The text says x·w.") {
        $0.answers(relu($0.x + matmul($0.x, $0.w.transposed())))
    }
    c.wrong(.valueOrSlope, "The mask asks whether x is positive. The activation saw the sum of both paths.") {
        $0.answers(gradient: $0.dx($0.g * ($0.x .> 0)))
    }
    c.wrong(.twice, "The input was added twice. One skip, one branch.") { $0.answers(relu(2 * $0.x + $0.branch)) }
    c.wrong(
        "The answer does not depend on the input.", { $0.answers(0 * $0.x) },
        { $0.answers(gradient: 0 * $0.x) }, { $0.answers(0 * $0.x + 1) })
    c.wrong(
        "Only the first rows were treated. How many samples there are differs from call to call.",
        { $0.answers(firstRows(relu($0.sum))) }, { $0.answers(gradient: firstRows($0.dx($0.masked))) })
    c.wrong(
        "This is the skip alone, with or without the activation.", { $0.answers($0.x) }, { $0.answers(relu($0.x)) })
    c.wrong(
        .valueOrSlope,
        "g was multiplied with the output, not with its mask. ReLU passes a gradient whole, or not at all."
    ) { $0.answers(gradient: $0.dx($0.g * relu($0.sum))) }
}

private func firstRows(_ x: Tensor) -> Tensor {
    var partly = 0 * x
    partly[0..<3] = x[0..<3]
    return partly
}
