// 11.5 split, joined
// points: 2
// minutes: 15
// difficulty: medium
// hint: Write the numbers 0 to 7 as one sequence of two places with four features, and mark what the first head should
//   get.
// hint: Cutting the features into blocks is a new shape, [N, T, h, d/h]. Which two axes are then in the wrong order?
// hint: split is `reshaped` and then `transposed(permutation: [0, 2, 1, 3])`; joined undoes the second step first.

import Exercises
import Grading
import Nabla

struct Features {
    var x: Tensor, heads: Int, y: Tensor

    /// [N, T, d] → [N, T, h, d/h].
    var blocks: Tensor { x.reshaped(to: [x.shape[0], x.shape[1], heads, x.shape[2] / heads]) }
    var split: Tensor { blocks.transposed(permutation: [0, 2, 1, 3]) }
    /// What the joined blocks have for a shape.
    var whole: [Int] { [y.shape[0], y.shape[2], y.shape[1] * y.shape[3]] }
    /// The heads put behind the places.
    var across: Tensor { y.transposed(permutation: [0, 2, 1, 3]) }

    /// The results of both functions, right unless told otherwise.
    func answers(_ split: Tensor? = nil, joined: Tensor? = nil) -> WireValue {
        WireValue(parts: ["split": split ?? self.split, "joined": joined ?? across.reshaped(to: whole)])
    }
}

let split = Check<Features, WireValue> { c in
    c.inputs { generator in
        // N, T, h and d/h differ from each other. Digits, shuffled, so that a table can be taken in.
        [(2, 3, 4, 5), (3, 5, 2, 4)].map { samples, places, heads, width in
            func digits(_ shape: [Int]) -> Tensor {
                let count = shape.reduce(1, *)
                return Tensor(
                    scalars: (0..<count).shuffled(using: &generator).map { Scalar($0 % 10) }, shape: shape)
            }
            return Features(
                x: digits([samples, places, heads * width]), heads: heads,
                y: digits([samples, heads, places, width]))
        }
    }
    c.calls { input, host in
        let split = try host.ifWritten("split", input.x, input.heads)
        let joined = try host.ifWritten("joined", last: true, input.y)
        return WireValue(written: ["split": split, "joined": joined])
    }
    c.right { $0.answers() }
    let mixed = "Split by a new shape alone: the shape is right, but a head holds several blocks of the same place."
    c.wrong(.transpose, mixed + " A new shape moves no number; exchanging axes does.") {
        $0.answers($0.x.reshaped(to: $0.split.shape))
    }
    c.wrong(
        .transpose,
        "Joined by a new shape alone: the places of one head stand side by side. Undo the exchange of axes first."
    ) { $0.answers(joined: $0.y.reshaped(to: $0.whole)) }
    c.wrong(.transpose, "Both by a new shape alone, so that one undoes the other. A new shape moves no number.") {
        $0.answers($0.x.reshaped(to: $0.split.shape), joined: $0.y.reshaped(to: $0.whole))
    }
    c.wrong("Split interleaved: feature j went to head j mod h. Neighbouring features stay together.") {
        let interleaved = $0.x.reshaped(to: [$0.x.shape[0], $0.x.shape[1], $0.x.shape[2] / $0.heads, $0.heads])
        return $0.answers(interleaved.transposed(permutation: [0, 3, 1, 2]))
    }
    c.wrong("Joined interleaved: the features of the heads alternate. Each head's block stays together.") {
        $0.answers(joined: $0.y.transposed(permutation: [0, 2, 3, 1]).reshaped(to: $0.whole))
    }
    c.wrong("Both interleaved. Blocks of neighbouring features were asked for.") {
        let interleaved = $0.x.reshaped(to: [$0.x.shape[0], $0.x.shape[1], $0.x.shape[2] / $0.heads, $0.heads])
        return $0.answers(
            interleaved.transposed(permutation: [0, 3, 1, 2]),
            joined: $0.y.transposed(permutation: [0, 2, 3, 1]).reshaped(to: $0.whole))
    }
    c.wrong(
        "The axes were not exchanged: [N, T, h, d/h]. The product of queries and keys needs places and features last."
    ) { $0.answers($0.blocks) }
    c.wrong(.axis, "The heads stand before the samples. The samples axis comes first.") {
        $0.answers($0.blocks.transposed(permutation: [2, 0, 1, 3]))
    }
    c.wrong(.axis, "The features of a head stand before its places: [N, h, d/h, T].") {
        $0.answers($0.blocks.transposed(permutation: [0, 2, 3, 1]))
    }
    c.wrong("The heads were averaged. Side by side they keep what each of them found.") {
        $0.answers(joined: $0.y.mean(alongAxes: 1))
    }
    c.wrong("The heads were added up. Side by side they keep what each of them found.") {
        $0.answers(joined: $0.y.sum(alongAxes: 1))
    }
    c.wrong("Joined, but not reshaped: the blocks are still an axis of their own.") { $0.answers(joined: $0.across) }
    c.wrong("Only the first head came back. The others stand beside it.") {
        $0.answers(joined: $0.y[.all, 0])
    }
    c.wrong("The heads stand in the opposite order: the last one has the first features.") { input in
        let heads = (0..<input.heads).reversed().map { input.split[.all, $0] }
        return input.answers(Tensor(stacking: heads).transposed(permutation: [1, 0, 2, 3]))
    }
}
