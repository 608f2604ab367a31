// 8.7 sample
// points: 2
// minutes: 12
// difficulty: medium
// hint: The temperature changes the scores before they become probabilities. Should a high one make them differ more or
//   less?
// hint: Softmax as in 6.1, with the row's largest score subtracted. The probabilities must sum to 1 at any temperature.
// hint: Go through the probabilities and add them up. Stop at the first place where the sum exceeds u. If it never does,
//   rounding is to blame, and the last symbol is meant.

import Grading
import Nabla

struct Draw {
    var scores: Tensor, temperature: Scalar, u: Scalar

    typealias Drawn = (probabilities: Tensor, index: Int)

    var probabilities: Tensor { softmax(scores / temperature) }

    /// What is drawn from such probabilities: the first place where their sum exceeds u.
    func drawn(from probabilities: Tensor, by exceeds: (Scalar, Scalar) -> Bool = { $0 > $1 }) -> Drawn {
        var sum: Scalar = 0
        let index = probabilities.scalars.firstIndex {
            sum += $0
            return exceeds(sum, u)
        }
        return (probabilities, index ?? probabilities.size - 1)
    }

    var right: Drawn { drawn(from: probabilities) }

    /// Whether rounding leaves the sum of all probabilities where it does not exceed u.
    var isRoundedBelow: Bool { probabilities.scalars.reduce(0, +) <= u }

    /// The largest u that a generator of random numbers in 0 ..< 1 can give.
    static let largest = Scalar(1).nextDown

    /// Scores whose probabilities do not add up to more than the largest u. The last symbol is no rare one: it is the
    /// right answer however the sum is taken.
    static func roundedBelow(_ symbols: Int, _ generator: inout SeededGenerator) -> Draw {
        while true {
            var draw = Draw(scores: generator.halves([symbols], limit: 3), temperature: 1.5, u: largest)
            draw.scores[symbols - 1] = 2
            if draw.isRoundedBelow { return draw }
        }
    }
}

let sample = Check<Draw, Draw.Drawn> { c in
    c.inputs { generator in
        // Numbers of symbols, temperatures and u differ; large scores, a symbol of probability 0 where u is 0, and a sum
        // that rounding leaves below u.
        [(4, 2, 0.75), (5, 0.5, 0.93), (3, 1, 0.1), (6, 4, 0.5), (7, 0.25, 0.6), (8, 3, 0)].map { symbols, t, u in
            var scores = generator.halves([symbols], limit: 3)
            if symbols == 7 { scores = scores * 20 }
            if symbols == 8 { scores[0] = -900 }
            return Draw(scores: scores, temperature: Scalar(t), u: Scalar(u))
        } + [Draw.roundedBelow(9, &generator)]
    }
    c.shows { draw in
        let u = draw.u == Draw.largest ? "u (the largest number below 1, shown as 1)" : "u"
        return [Part("scores", draw.scores), Part("temperature", draw.temperature), Part(u, draw.u)]
    }
    c.right { $0.right }
    c.wrong("The scores were multiplied by the temperature. A high temperature flattens: check a very large one.") {
        $0.drawn(from: softmax($0.scores * $0.temperature))
    }
    c.wrong(.twice, "The temperature was applied twice. Apply it once; at 1 the difference does not show.") {
        $0.drawn(from: softmax($0.scores / ($0.temperature * $0.temperature)))
    }
    c.wrong("The probabilities were divided by the temperature and no longer sum to 1. Change the scores.") {
        $0.drawn(from: softmax($0.scores) / $0.temperature)
    }
    c.wrong(.twice, "Softmax was applied twice, and the probabilities are nearly equal. Scores go in once.") {
        $0.drawn(from: softmax(softmax($0.scores) / $0.temperature))
    }
    c.wrong("The index is that of the largest probability, whatever u is. Where does chance enter?") {
        ($0.probabilities, $0.probabilities.argmax())
    }
    c.wrong("The index is the last, whatever u is. Where does chance enter?") { ($0.probabilities, $0.scores.size - 1) }
    c.wrong(
        .convention,
        "The probabilities were added up from the largest to the smallest. The task says: from the first symbol on."
    ) {
        i in
        let order = (0..<i.scores.size).sorted { i.probabilities[$0].item > i.probabilities[$1].item }
        return (i.probabilities, order[i.drawn(from: i.probabilities.gathering(order)).index])
    }
    c.wrong("These are logarithms of probabilities: negative numbers do not sum to 1.") {
        (logSoftmax($0.scores / $0.temperature), $0.right.index)
    }
    c.wrong("The index is 0, whatever u is. Where does chance enter?") { ($0.probabilities, 0) }
    c.wrong("The index does not depend on the probabilities. A likely symbol has to be drawn more often.") {
        ($0.probabilities, Int($0.u * Scalar($0.scores.size)))
    }
    c.wrong(.offByOne, "The index is one too far. Try u = 0.") { ($0.probabilities, $0.right.index + 1) }
    c.wrong(
        "Single probabilities were compared with u. Compare the sum so far.",
        { i in (i.probabilities, i.probabilities.scalars.firstIndex { $0 > i.u } ?? 0) },
        { i in (i.probabilities, i.probabilities.scalars.firstIndex { $0 > i.u } ?? i.scores.size - 1) })
    c.wrong(.convention, "The sum was taken from the right. Any order works, but this task states one.") {
        ($0.probabilities, $0.scores.size - 1 - $0.drawn(from: Tensor($0.probabilities.scalars.reversed())).index)
    }
    c.wrong("The temperature is not used. At 1 that does not show.") { $0.drawn(from: softmax($0.scores)) }
    c.wrong(
        .overflow,
        """
        Right for moderate scores, no number for large ones: the exponential overflows. Which constant may be subtracted?
        """
    ) {
        let powers = exp($0.scores / $0.temperature)
        return $0.drawn(from: powers / powers.sum())
    }
    c.constant("the temperature", [2, 0.5]) { $0.drawn(from: softmax($0.scores / $1)) }
    c.wrong(
        .tie, "At u = 0 a symbol of probability 0 was drawn. The sum has to exceed u; to reach it is not enough."
    ) { $0.drawn(from: $0.probabilities, by: >=) }
    c.wrong(
        "Rounding can leave the sum of all probabilities no larger than u. Then the last symbol is meant, not the first."
    ) { i in i.isRoundedBelow ? (i.probabilities, 0) : i.right }
    c.stops("Rounding left the sum of all probabilities no larger than u, so no place was found. The last is meant.") {
        $0.isRoundedBelow ? ["Unexpectedly found nil", "out of range", "out of bounds"] : []
    }
    c.wrong("The comparison is the wrong way round: the first place was taken at which the sum is below u.") {
        $0.drawn(from: $0.probabilities, by: <)
    }
    c.wrong(
        "The exponentials were not divided by their sum, so that they are no probabilities.",
        { $0.drawn(from: exp($0.scores / $0.temperature)) },
        { $0.drawn(from: exp(($0.scores - $0.scores.max()) / $0.temperature)) })
    c.wrong(
        .offByOne, "The index is one too low. The place at which the sum exceeds u is the answer, not the one before."
    ) { ($0.probabilities, max(0, $0.right.index - 1)) }
    c.wrong("All probabilities are equal. The scores say otherwise.") {
        $0.drawn(from: Tensor(repeating: 1 / Scalar($0.scores.size), shape: $0.scores.shape))
    }
    c.wrong("The probabilities are 0.") { (0 * $0.probabilities, 0) }
    c.accepts("the temperature applied to the logarithms of the probabilities, normalised again") {
        $0.drawn(from: softmax(logSoftmax($0.scores) / $0.temperature))
    }
}
