// 11.2 masked
// points: 2
// minutes: 15
// difficulty: medium
// by hand: causalMask
// hint: Take one row: who is asking, and which places does it know of? Cross out the rest before anything is added up.
// hint: Softmax must not see what is hidden. Which score has e to the power of it equal to 0?
// hint: Set the score to -Scalar.infinity where the column is later than the row or from `real` on, and take softmax
//   once.

import Grading
import Nabla

struct Scores {
    var scores: Tensor, real: Int

    var places: Int { scores.shape[0] }

    /// 1 where a query (row) may see a key (column).
    func mask(_ sees: (_ query: Int, _ key: Int) -> Bool) -> Tensor {
        Tensor(
            scalars: (0..<places * places).map { sees($0 / places, $0 % places) ? 1 : 0 }, shape: [places, places])
    }

    var visible: Tensor { mask { $1 <= $0 && $1 < real } }

    /// Softmax over what a mask leaves; a row that is hidden altogether holds `empty`.
    func weights(_ mask: Tensor, empty: Scalar = 0) -> Tensor {
        let powers = exp(scores) * mask
        let sums = powers.sum(alongAxes: -1, keepingAxes: true)
        let rows = (0..<places).map { row in
            sums[row, 0].item == 0 ? Tensor(repeating: empty, shape: [places]) : powers[row] / sums[row, 0].item
        }
        return Tensor(stacking: rows)
    }

    /// A mistake that hides whole rows, with softmaxes that make zeros, NaN, or equal weights of those.
    func ways(_ sees: @escaping (_ query: Int, _ key: Int) -> Bool) -> [Tensor] {
        [0, .nan, 1 / Scalar(places)].map { weights(mask(sees), empty: $0) }
    }
}

let masked = Check<Scores, Tensor> { c in
    c.inputs { generator in
        // Some padding, none, and one real place.
        [(4, 3), (5, 5), (6, 2)].map { places, real in
            Scores(scores: generator.nonZeroHalves([places, places], limit: 2), real: real)
        }
    }
    c.right { $0.weights($0.visible) }
    c.wrong(
        .offByOne,
        "A place does not see itself. It may: its own letter is known, what it has to predict is the next one.",
        forEach: [0, 1, 2]
    ) { input, way in input.ways { $1 < $0 && $1 < input.real }[way] }
    c.wrong(
        .transpose, "The past is hidden, and the future is seen. Read one row: who is asking?", forEach: [0, 1, 2]
    ) { input, way in input.ways { $1 >= $0 && $1 < input.real }[way] }
    c.wrong(.transpose, "The past is hidden, the future is seen, and so is padding. Read one row: who is asking?") {
        $0.weights($0.mask { $1 >= $0 })
    }
    c.wrong("Hidden scores were set to 0. e⁰ is 1, not 0, so that softmax still counts them.") {
        softmax($0.scores * $0.visible)
    }
    c.wrong("The weights were set to 0 after the softmax, so that the rows no longer sum to 1. Hide before adding up.")
    {
        softmax($0.scores) * $0.visible
    }
    c.wrong("The future is not hidden: a place sees what it has to predict.") { input in
        input.weights(input.mask { input.real > $1 && $0 >= 0 })
    }
    c.wrong(.offByOne, "Each place sees one place of the future: the very letter that it has to predict.") { input in
        input.weights(input.mask { $1 <= $0 + 1 && $1 < input.real })
    }
    c.wrong(
        .axis, "The rows of padding are hidden. Padding may not be looked at, but it may look.",
        forEach: [0, 1, 2]
    ) { input, way in input.ways { $1 <= $0 && $0 < input.real }[way] }
    c.wrong("Padding is not hidden. What do the last columns stand for?") { $0.weights($0.mask { $1 <= $0 }) }
    c.wrong(
        .offByOne, "The first place of padding is seen. The places that are real are 0 … real − 1."
    ) { input in input.weights(input.mask { $1 <= $0 && $1 <= input.real }) }
    c.wrong("The mask is inverted: what may be seen is hidden. Does true mean hide or keep?", forEach: [0, 1, 2]) {
        input, way in
        input.ways { !($1 <= $0 && $1 < input.real) }[way]
    }
    c.wrong(.axis, "Softmax was taken down the columns. The weights of one query, a row, have to sum to 1.") {
        columns(softmax: $0)
    }
    c.wrong("These are the scores with −∞ in them. Softmax turns them into weights.") { input in
        input.scores + log(input.visible)
    }
    c.wrong("All that is seen weighs the same. The scores say how much each place is looked at.") {
        let sums = $0.visible.sum(alongAxes: -1, keepingAxes: true)
        return $0.visible / sums
    }
    c.wrong("Nothing is hidden. Which places come later, and which are padding?") { softmax($0.scores) }
    c.constant("the number of real places", [3, 1]) { input, real in
        input.weights(input.mask { $1 <= $0 && $1 < real })
    }
    c.accepts("a large negative number for −∞") { softmax($0.scores + ($0.visible - 1) * 1e9) }
}

/// Softmax over each column of what is visible.
private func columns(softmax input: Scores) -> Tensor {
    let powers = exp(input.scores) * input.visible
    let sums = powers.sum(alongAxes: 0, keepingAxes: true)
    return powers / maximum(sums, Tensor(1e-30))
}
