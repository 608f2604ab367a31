import Nabla

extension Lesson07 {
    // MARK: 7.7 residual block

    typealias Block = (x: Tensor, w: Tensor, g: Tensor)

    static var residual: Check<Block, BlockAnswers> {
        var check = Check<Block, BlockAnswers>(
            exercise: Exercise(
                id: "7.7", name: "block, blockBackward", points: 2,
                hints: [
                    "What does the block return when w is all 0 and x is positive?",
                    "Going back, first through the activation: what was switched off going forward is off going back. "
                        + "What is left goes two ways.",
                    "With z = x + x·w and y = relu(z), name h the gradient with respect to z. x reached z by two roads; "
                        + "one multiplies h by w transposed, and the other by what?",
                ]),
            inputs: { generator in
                [(3, 4), (5, 2), (4, 3)].map { samples, features in
                    (
                        generator.nonZeroHalves([samples, features], limit: 2),
                        generator.nonZeroHalves([features, features], limit: 2),
                        generator.nonZeroHalves([samples, features])
                    )
                }
            },
            show: { [Part("x", $0.x), Part("w", $0.w), Part("g", $0.g)] },
            results: { $1.results },
            right: { BlockAnswers($0) })
        check.knows(
            "a",
            "The activation stands on the branch, before the addition, and so y can be negative. It closes the block, "
                + "after the two paths meet."
        ) { BlockAnswers($0, forward: $0.x + relu(matmul($0.x, $0.w))) }
        check.knows(
            "b",
            "There is no activation after the sum. It closes the block."
        ) { BlockAnswers($0, forward: BlockAnswers.sum($0)) }
        check.knows(
            "c",
            "The skip is missing on the way forward. What does the block return when w is 0?"
        ) { BlockAnswers($0, forward: relu(matmul($0.x, $0.w))) }
        check.knows(
            "d", .sharedUse,
            "The gradient came through the branch only. Two paths forward, two paths back."
        ) { BlockAnswers($0, backward: matmul(BlockAnswers.masked($0), $0.w.transposed())) }
        check.knows(
            "e", .sharedUse,
            "The gradient came through the skip only. Two paths forward, two paths back."
        ) { BlockAnswers($0, backward: BlockAnswers.masked($0)) }
        check.knows(
            "f", .chain,
            "The gradient passed where the output was switched off. What is off going forward is off going back."
        ) { BlockAnswers($0, backward: $0.g + matmul($0.g, $0.w.transposed())) }
        check.knows(
            "g",
            "The two paths were multiplied. The shortcut adds."
        ) { BlockAnswers($0, forward: relu($0.x * matmul($0.x, $0.w))) }
        check.knows(
            "h", .transpose,
            "w was crossed in the same direction going back as going forward. From outputs to inputs it is crossed "
                + "the other way."
        ) { BlockAnswers($0, backward: BlockAnswers.masked($0) + matmul(BlockAnswers.masked($0), $0.w)) }
        check.knows(
            "i", .transpose,
            "w was transposed on the way forward. The text says x·w."
        ) { BlockAnswers($0, forward: relu($0.x + matmul($0.x, $0.w.transposed()))) }
        check.knows(
            "j", .valueOrSlope,
            "The mask asks whether x is positive. The activation saw the sum of both paths."
        ) { block in
            let h = block.g * (block.x .> 0)
            return BlockAnswers(block, backward: h + matmul(h, block.w.transposed()))
        }
        check.knows(
            "k", .twice,
            "The input was added twice. One skip, one branch."
        ) { BlockAnswers($0, forward: relu(2 * $0.x + matmul($0.x, $0.w))) }
        check.knows(
            "l",
            "The answer does not depend on the input.",
            { BlockAnswers($0, forward: 0 * $0.x) }, { BlockAnswers($0, backward: 0 * $0.x) },
            { BlockAnswers($0, forward: 0 * $0.x + 1) }
        )
        check.knows(
            "m",
            "Only the first rows were treated. How many samples there are differs from call to call.",
            { block in BlockAnswers(block, forward: firstRows(BlockAnswers.right(block))) },
            { block in BlockAnswers(block, backward: firstRows(BlockAnswers.back(block))) }
        )
        check.knows(
            "n",
            "This is the skip alone, with or without the activation.",
            { BlockAnswers($0, forward: $0.x) }, { BlockAnswers($0, forward: relu($0.x)) }
        )
        check.knows(
            "o", .valueOrSlope,
            "g was multiplied with the output, not with its mask. ReLU passes a gradient whole, or not at all."
        ) { block in
            let h = block.g * BlockAnswers.right(block)
            return BlockAnswers(block, backward: h + matmul(h, block.w.transposed()))
        }
        check.unfinished = { $0.missing }
        return check
    }

    private static func firstRows(_ x: Tensor) -> Tensor {
        var partly = 0 * x
        partly[0..<3] = x[0..<3]
        return partly
    }
}

/// What the two functions of exercise 7.7 return for one input.
struct BlockAnswers: Sendable {
    private var forward: Tensor?
    private var backward: Tensor?
    /// The functions that are still stubs.
    private(set) var missing: [String] = []

    /// Calls the learner's functions. One stub does not hide the other function; two do.
    init(
        _ block: Lesson07.Block, forward: (Tensor, Tensor) throws -> Tensor,
        backward: (Tensor, Tensor, Tensor) throws -> Tensor
    ) throws {
        do {
            self.forward = try forward(block.x, block.w)
        } catch let stub as NotAttempted {
            missing.append(stub.function)
        }
        do {
            self.backward = try backward(block.x, block.w, block.g)
        } catch let stub as NotAttempted {
            missing.append(stub.function)
        }
        if missing.count == 2 { throw NotAttempted(function: missing.joined(separator: ", ")) }
    }

    /// The kit's own answers, right unless told otherwise.
    init(_ block: Lesson07.Block, forward: Tensor? = nil, backward: Tensor? = nil) {
        self.forward = forward ?? Self.right(block)
        self.backward = backward ?? Self.back(block)
    }

    static func sum(_ block: Lesson07.Block) -> Tensor { block.x + matmul(block.x, block.w) }
    static func right(_ block: Lesson07.Block) -> Tensor { relu(sum(block)) }
    static func masked(_ block: Lesson07.Block) -> Tensor { block.g * (sum(block) .> 0) }

    static func back(_ block: Lesson07.Block) -> Tensor {
        masked(block) + matmul(masked(block), block.w.transposed())
    }

    var results: [Part] {
        [("output", forward), ("gradient", backward)].compactMap { name, value in value.map { Part(name, $0) }
        }
    }
}
