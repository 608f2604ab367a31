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
        let rows = (0..<places).map { row in
            let seen = Tensor(zip(scores[row].scalars, mask[row].scalars).map { $1 == 0 ? -.infinity : $0 })
            return seen.max() == -.infinity ? Tensor(repeating: empty, shape: [places]) : softmax(seen)
        }
        return Tensor(stacking: rows)
    }

    /// Softmax by powers of the scores less some number for each row.
    func powers(less numbers: Tensor = 0) -> Tensor {
        let powers = exp(scores - numbers) * visible
        return powers / powers.sum(alongAxes: -1, keepingAxes: true)
    }

    /// A mistake that hides whole rows, with softmaxes that make zeros, NaN, or equal weights of those.
    func ways(_ sees: @escaping (_ query: Int, _ key: Int) -> Bool) -> [Tensor] {
        [0, .nan, 1 / Scalar(places)].map { weights(mask(sees), empty: $0) }
    }
}

let masked = Check<Scores, Tensor> { c in
    c.inputs { generator in
        // Some padding, none, and two real places; then scores far from 0: a high row, a low one, and one in which what is
        // hidden is far above the rest.
        var cases = [(4, 3), (5, 5), (6, 2), (7, 5)].map { places, real in
            Scores(scores: generator.nonZeroHalves([places, places], limit: 2), real: real)
        }
        cases[3].scores[1] = cases[3].scores[1] + 1000
        cases[3].scores[2] = cases[3].scores[2] - 2000
        cases[3].scores[3, 4] = 1500
        return cases
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
    c.wrong(
        .overflow,
        "Right for moderate scores, no number for large ones: the exponential overflows, or all of a row vanish. Softmax subtracts the row's largest score first.",
        { $0.powers() },
        { input in
            let powers = exp(input.scores) * input.visible
            let kept = Tensor(
                scalars: zip(powers.scalars, input.visible.scalars).map { $1 == 0 ? 0 : $0 }, shape: powers.shape)
            return kept / kept.sum(alongAxes: -1, keepingAxes: true)
        })
    c.wrong(
        .overflow,
        "The largest score was taken from the whole row, hidden places included. Where a hidden one is far above the others, all that is seen vanishes. Hide first."
    ) { $0.powers(less: $0.scores.max(alongAxes: 1, keepingAxes: true)) }
    c.wrong(
        "What is hidden got a low number, but scores may be lower still, and then it is seen. Only −∞ is below every score.",
        forEach: [20, 100, 1000] as [Scalar]
    ) { softmax($0.scores * $0.visible - $1 * (1 - $0.visible)) }
    c.wrong(
        "A number was taken from what is hidden, but some hidden scores are larger, and then it is seen. Only −∞ is low enough for every score.",
        forEach: [20, 100, 1000] as [Scalar]
    ) { softmax($0.scores - $1 * (1 - $0.visible)) }
    c.wrong("Nothing is hidden. Which places come later, and which are padding?") { softmax($0.scores) }
    c.constant("the number of real places", [3, 1]) { input, real in
        input.weights(input.mask { $1 <= $0 && $1 < real })
    }
    c.accepts("a large negative number for −∞") { softmax($0.scores + ($0.visible - 1) * 1e9) }
}

/// Softmax over each column of what is visible.
private func columns(softmax input: Scores) -> Tensor {
    Scores(scores: input.scores.transposed(), real: input.real).weights(input.visible.transposed()).transposed()
}
