// 11.3 positions
// points: 1
// minutes: 15
// difficulty: easy
// by hand: PositionalEncoding
// hint: Fill the table by two loops: over the places, and over the pairs of columns. How many pairs are there?
// hint: Both columns of a pair share one angle, t / 10000^(2p/d). The first pair has p = 0: its angle is t itself.
// hint: table[t, 2p] takes the sine of the angle and table[t, 2p + 1] its cosine, for p in 0..<(width / 2).

import Foundation
import Grading
import Nabla

struct Waves {
    var count: Int, width: Int

    /// A table by place and column.
    func table(_ number: (_ place: Double, _ column: Int) -> Double) -> Tensor {
        Tensor(
            scalars: (0..<count * width).map { Scalar(number(Double($0 / width), $0 % width)) }, shape: [count, width])
    }

    /// 10000^(2p/d) for the pair of a column.
    func speed(_ column: Int) -> Double { pow(10_000, Double(2 * (column / 2)) / Double(width)) }

    /// Sine or cosine of the column's angle; of another place, or with another frequency.
    func waves(moved: Double = 0, speed: ((Int) -> Double)? = nil) -> Tensor {
        table { place, column in
            let angle = (place + moved) / (speed ?? self.speed)(column)
            return column % 2 == 0 ? sin(angle) : cos(angle)
        }
    }
}

let positions = Check<Waves, Tensor> { c in
    c.inputs { generator in
        let counts = [3, 7, 9].shuffled(using: &generator)
        return zip(counts, [4, 6, 10]).map { Waves(count: $0, width: $1) }
    }
    c.right { $0.waves() }
    c.wrong("The exponent belongs to the column, not to the pair. Sine and cosine of a pair turn at the same speed.") {
        input in input.waves { pow(10_000, Double($0) / Double(input.width)) }
    }
    c.wrong(
        "The exponent is twice the number of the column. Columns 2p and 2p + 1 are one pair, with one p."
    ) { input in input.waves { pow(10_000, Double(2 * $0) / Double(input.width)) } }
    c.wrong("All columns are sines. One number cannot tell whether a wave is rising or falling.") { input in
        input.table { sin($0 / input.speed($1)) }
    }
    c.wrong("All columns are cosines. One number cannot tell whether a wave is rising or falling.") { input in
        input.table { cos($0 / input.speed($1)) }
    }
    c.wrong(.offByOne, "The places are counted from 1. What is the row of place 0?") { $0.waves(moved: 1) }
    c.wrong(
        .convention,
        "Sines stand in the first half, cosines in the second. That layout is in use too; here pairs stand side by side."
    ) { input in
        let half = input.width / 2
        return input.table { place, column in
            let angle = place / input.speed(2 * (column % half))
            return column < half ? sin(angle) : cos(angle)
        }
    }
    c.wrong("Sine and cosine are exchanged. Which of the two is 0 at place 0?") { input in
        input.table { $1 % 2 == 0 ? cos($0 / input.speed($1)) : sin($0 / input.speed($1)) }
    }
    c.wrong("The exponent is p/d: the factor 2 is missing, so that every pair but the first turns too fast.") {
        input in input.waves { pow(10_000, Double($0 / 2) / Double(input.width)) }
    }
    c.wrong("The place is multiplied by 10000^(2p/d). Later pairs should turn more slowly, not faster.") { input in
        input.waves { 1 / input.speed($0) }
    }
    c.wrong(.transpose, "Rows and columns are exchanged. Each place has a row.") { $0.waves().transposed() }
    c.wrong("All pairs turn at the same speed. Divide the place by 10000^(2p/d); in whole numbers 2p/d would be 0.") {
        $0.waves { _ in 1 }
    }
    c.constant("the base or the width", [4, 512]) { input, width in
        input.waves { pow(10_000, Double(2 * ($0 / 2)) / Double(width)) }
    }
    c.accepts("the angle by an exponential") { input in
        input.waves { exp(log(10_000) * Double(2 * ($0 / 2)) / Double(input.width)) }
    }
}
