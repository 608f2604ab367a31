// 9.3 factors
// points: 2
// minutes: 10
// difficulty: easy
// hint: The list has two parts. Write each by itself for the example, and look at the places where they meet.
// hint: Stairs: 1/w, 2/w, … 1. Wave: half of 1 + cos of an angle that goes from 0 to π in equal steps, both ends included.
// hint: `(1...warmUp).map { … }` for the stairs. For the wave k runs over `0...cosine` and the angle is π · k / cosine.

import Grading
import Nabla

struct Stairs {
    var warmUp: Int, cosine: Int

    var rise: [Scalar] { (1...warmUp).map { Scalar($0) / Scalar(warmUp) } }
    var fall: [Scalar] { wave((0...cosine).map { Scalar($0) / Scalar(cosine) }) }
    var right: [Scalar] { rise + fall }

    /// Half of 1 + cos at parts of π.
    func wave(_ parts: [Scalar], amplitude: Scalar = 0.5) -> [Scalar] {
        parts.map { amplitude * (1 + cos(Tensor(Scalar.pi * $0)).item) }
    }
}

let factors = Check<Stairs, [Scalar]>(result: "factors") { c in
    c.inputs { generator in
        let cosines = [5, 6, 7, 9, 10].shuffled(using: &generator)
        return [3, 5, 6].enumerated().map { index, warmUp in
            Stairs(warmUp: warmUp, cosine: cosines.first { $0 != warmUp && ($0 + index) % 3 != 0 }!)
        }
    }
    c.compares { _, came in
        let list = came.list?.compactMap { $0.number.map { Scalar($0) } } ?? []
        return [Part("how many", list.count), Part("factors", Tensor(list))]
    }
    c.right { $0.right }
    c.wrong(.offByOne, "The stairs begin at 0, so the first update does nothing. Which stair is the first?") { input in
        (0..<input.warmUp).map { Scalar($0) / Scalar(input.warmUp) } + input.fall
    }
    c.wrong(
        .offByOne,
        "The schedule is one step ahead, and its last value comes twice. Which factor did the first update use?"
    ) { Array($0.right.dropFirst()) + [0] }
    c.wrong(.offByOne, "The cosine counts from the very first step. It begins when the warm-up ends.") { input in
        let total = Scalar(input.warmUp + input.cosine)
        return input.rise + input.wave((0...input.cosine).map { Scalar(input.warmUp + $0) / total })
    }
    c.wrong("The wave begins at 2. What is 1 + cos 0?") { input in
        input.rise + input.fall.map { 2 * $0 }
    }
    c.wrong(.offByOne, "The wave does not end at 0. How many intervals lie between its values?") { input in
        input.rise + input.wave((0...input.cosine).map { Scalar($0) / Scalar(input.cosine + 1) })
    }
    c.wrong(
        "This is a quarter of a wave: it leaves 1 flat, and falls steeply at the end. Half a wave is flat at both ends."
    ) {
        input in
        input.rise + (0...input.cosine).map { cos(Tensor(0.5 * Scalar.pi * Scalar($0) / Scalar(input.cosine))).item }
    }
    c.wrong("The way down is a straight line. Which curve was asked for?") { input in
        input.rise + (0...input.cosine).map { 1 - Scalar($0) / Scalar(input.cosine) }
    }
    c.wrong(
        .offByOne,
        "The wave lacks its first value, so 1 stands once only. Count the intervals, and the posts between them."
    ) {
        $0.rise + Array($0.fall.dropFirst())
    }
    c.wrong(.offByOne, "The wave lacks its last value. Count the intervals, and the posts between them.") {
        $0.rise + Array($0.fall.dropLast())
    }
    c.wrong(
        "The wave does not go from 1 down to 0, once. Over which part of the circle does the angle run, and from which end?",
        { $0.rise + $0.fall.reversed() },
        { input in input.rise + input.wave((0...input.cosine).map { 2 * Scalar($0) / Scalar(input.cosine) }) })
    c.wrong("The cosine itself reaches −1: a negative rate walks uphill. What lifts it to 0…1?") { input in
        input.rise + (0...input.cosine).map { cos(Tensor(Scalar.pi * Scalar($0) / Scalar(input.cosine))).item }
    }
    c.wrong("Only one of the two parts came.", { $0.rise }, { $0.fall })
    c.wrong("The stairs and the wave are exchanged. Which comes first?") { $0.fall + $0.rise }
    c.wrong(
        "All stairs are 0: a whole number divided by a whole number is a whole number. Turn both into a Scalar first."
    ) {
        input in
        (1...input.warmUp).map { $0 == input.warmUp ? 1 : 0 } + input.fall
    }
    c.wrong("The stairs are not even: they follow a wave too. Only the way down is one.") { input in
        input.wave((1...input.warmUp).map { 1 - Scalar($0) / Scalar(input.warmUp) }) + input.fall
    }
    c.constant("How many stairs there are", [2, 4]) { Stairs(warmUp: $1, cosine: $0.cosine).right }
    c.constant("The number of intervals", [4, 8]) { Stairs(warmUp: $0.warmUp, cosine: $1).right }
    c.accepts("the square of a cosine of half the angle") { input in
        input.rise
            + (0...input.cosine).map {
                let c = cos(Tensor(0.5 * Scalar.pi * Scalar($0) / Scalar(input.cosine))).item
                return c * c
            }
    }
}
