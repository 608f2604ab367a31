// 16.7 improvement
// points: 2
// minutes: 15
// difficulty: medium
// hint: Write gain = mean − best first, and z from it. What is z for a deviation of 0?
// hint: Three lines: z, Φ(z), φ(z). Then gain·Φ(z) + deviation·φ(z), each factor in its place.
// hint: The case of deviation 0 comes before the division: `if deviation == 0 { return max(gain, 0) }`.

import Foundation
import Grading
import Nabla

struct Guess: Sendable {
    var mean: Scalar, deviation: Scalar, best: Scalar

    var gain: Scalar { mean - best }
    var z: Scalar { gain / deviation }
    var probability: Scalar { below(z) }
    var density: Scalar { exp(-z * z / 2) / (2 * Scalar.pi).squareRoot() }

    func below(_ z: Scalar) -> Scalar { (1 + erf(z / Scalar(2).squareRoot())) / 2 }
    var improvement: Scalar {
        deviation == 0 ? max(gain, 0) : gain * probability + deviation * density
    }
    /// What a guess of deviation 0 gets, or else a number.
    func certain(or value: @autoclosure () -> Scalar) -> Scalar { deviation == 0 ? max(gain, 0) : value() }
}

let improvement = Check<Guess, Scalar> { c in
    c.inputs { generator in guesses(&generator) }
    c.right { $0.improvement }
    c.wrong("This is the difference of the means. A bet may lose, but you keep the best you have.") { $0.gain }
    c.wrong("The term with the density is missing, so a wide guess below the best comes out negative. It never is.") {
        input in input.certain(or: input.gain * input.probability)
    }
    c.wrong("The deviation was squared. In which unit are scores compared?") { input in
        Guess(mean: input.mean, deviation: input.deviation * input.deviation, best: input.best).improvement
    } _: { input in
        Guess(mean: input.mean, deviation: input.deviation.squareRoot(), best: input.best).improvement
    }
    c.wrong(.sign, "This is the improvement of something that should become small. Is a larger score better here?") {
        Guess(mean: -$0.mean, deviation: $0.deviation, best: -$0.best).improvement
    }
    c.wrong("A deviation of 0 divides 0 by 0 or a number by 0. What does a certain guess promise?") { input in
        input.deviation == 0 ? Scalar.nan : input.improvement
    }
    c.wrong("A deviation of 0 gave 0. A certain guess above the best is a certain gain.") { input in
        input.deviation == 0 ? 0 : input.improvement
    }
    c.wrong("A deviation of 0 gave the difference, even below the best. A certain loss is not taken.") { input in
        input.deviation == 0 ? input.gain : input.improvement
    }
    c.wrong(.valueOrSlope, "This is the probability of an improvement. How likely is not how much.") { input in
        input.deviation == 0 ? (input.gain > 0 ? 1 : 0) : input.probability
    }
    c.wrong("This is the positive part of the difference. What the guess does not know has no say in it.") {
        max($0.gain, 0)
    }
    c.wrong(.convention, "This is the mean plus the deviation, another rule. The task names one.") {
        $0.mean + $0.deviation
    } _: {
        $0.mean + $0.deviation - $0.best
    }
    c.wrong("The difference is not multiplied by Φ(z). Only the part of the guess above the best counts.") { input in
        input.certain(or: input.gain + input.deviation * input.density)
    }
    c.wrong(.chain, "The density is not multiplied by the deviation. Stretch the bell, and its height changes.") {
        input in
        input.certain(or: input.gain * input.probability + input.density)
    }
    c.wrong("Φ and φ have changed places. Which of the two is the probability?") { input in
        input.certain(or: input.gain * input.density + input.deviation * input.probability)
    }
    c.wrong("φ(z) lacks the factor 1/√(2π). Under the bell lies an area of 1.") { input in
        input.certain(or: input.gain * input.probability + input.deviation * exp(-input.z * input.z / 2))
    }
    c.wrong("Φ(z) was computed as erf(z). The two are stretched and shifted against each other.") { input in
        input.certain(or: input.gain * erf(input.z) + input.deviation * input.density)
    } _: { input in
        input.certain(or: input.gain * (1 + erf(input.z)) / 2 + input.deviation * input.density)
    }
    c.accepts("as a sum over many guesses") { input in
        if input.deviation == 0 { return max(input.gain, 0) }
        let steps = 40_000
        let width = 16.0 / Double(steps)
        let sum = (0..<steps).map { step -> Double in
            let z = -8 + (Double(step) + 0.5) * width
            return max(Double(input.gain) + Double(input.deviation) * z, 0) * exp(-z * z / 2)
        }.reduce(0, +)
        return Scalar(sum * width / (2 * Double.pi).squareRoot())
    }
}

/// A wide guess below the best and one above it, in points; two without a deviation, one on each side; one in hundredths.
private func guesses(_ generator: inout SeededGenerator) -> [Guess] {
    func quarter(_ range: ClosedRange<Int>) -> Scalar { Scalar(Int.random(in: range, using: &generator)) / 4 }
    let best = 88 + quarter(0...12)
    return [
        Guess(mean: best - 1 - quarter(0...4), deviation: 2.5 + quarter(0...8), best: best),
        Guess(mean: best + 1 + quarter(0...4), deviation: 1.5 + quarter(0...4), best: best),
        Guess(mean: best + 2 + quarter(0...3), deviation: 0, best: best),
        Guess(mean: best - 2 - quarter(0...3), deviation: 0, best: best),
        Guess(mean: 0.9, deviation: 0.05 + quarter(0...3) / 10, best: 0.92),
    ]
}
