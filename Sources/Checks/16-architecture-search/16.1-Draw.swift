// 16.1 draw
// points: 1
// minutes: 10
// difficulty: easy
// hint: Draw what should be uniform: the logarithm. Between which two numbers does it lie?
// hint: ln low + u·(ln high − ln low) runs from one end to the other. Which function undoes the logarithm?
// hint: The same without logarithms: what is low multiplied by when u goes from 0 to 1, and how is part of a factor taken?

import Foundation
import Grading
import Nabla

struct Decades: Sendable {
    var low: Scalar, high: Scalar, u: Scalar

    var decades: (from: Scalar, to: Scalar) { (log10(low), log10(high)) }
    /// The decimal exponent of the answer.
    var exponent: Scalar { decades.from + u * (decades.to - decades.from) }
}

private func power(_ base: Scalar, _ exponent: Scalar) -> Scalar { pow(base, exponent) }

let draw = Check<Decades, Scalar> { c in
    c.inputs { generator in
        // Four decades, two and something, three; the ends are no powers of ten but once.
        let wide = Decades(low: 0.0001, high: 1, u: 0.8)
        let others = [(0.002, 150.0), (0.05, 30.0), (0.3, 700.0)].map { low, factor in
            let start = Scalar(low) * Scalar(Int.random(in: 2...4, using: &generator))
            let u =
                Scalar(Int.random(in: 1...5, using: &generator)) / 16 + (Bool.random(using: &generator) ? 0.6 : 0.05)
            return Decades(low: start, high: start * Scalar(factor), u: u)
        }
        return [wide] + others
    }
    c.right { $0.low * power($0.high / $0.low, $0.u) }
    c.wrong("This is uniform between low and high. How often would it land in the lowest decade?") {
        $0.low + $0.u * ($0.high - $0.low)
    }
    c.wrong(.convention, "The exponent is decimal, but e was raised to it. Logarithm and power need the same base.") {
        exp($0.exponent)
    }
    c.wrong(.convention, "The logarithm is the natural one, but 10 was raised to it. Both need the same base.") {
        power(10, log($0.low) + $0.u * log($0.high / $0.low))
    }
    c.wrong(.sign, "The ends are exchanged. What should u = 0 give?") { $0.high * power($0.low / $0.high, $0.u) }
    c.wrong("The exponent was rounded, so only whole powers of ten come out. Between 0.001 and 0.01 there is room.") {
        power(10, $0.exponent.rounded())
    } _: {
        power(10, $0.exponent.rounded(.down))
    }
    c.wrong(
        "This is the logarithm of the answer. Which function undoes it?", { $0.exponent },
        { log($0.low) + $0.u * log($0.high / $0.low) })
    c.wrong(.startValue, "It starts at 1, not at low. What should u = 0 give?") { power($0.high / $0.low, $0.u) }
    c.ignoresInput("u", sentence: "This is the middle between the ends, whatever u is. Where does chance enter?") {
        ($0.low * $0.high).squareRoot()
    } _: {
        ($0.low + $0.high) / 2
    }
    c.wrong("One decade above low and no more. How many decades lie between the ends?") { $0.low * power(10, $0.u) }
    c.accepts("by natural logarithms") { exp(log($0.low) + $0.u * (log($0.high) - log($0.low))) }
    c.accepts("by decimal logarithms") { power(10, $0.exponent) }
}
