import Nabla

extension Lesson05 {
    // MARK: 5.1 slopes of the activations

    typealias Slopes = (sigmoid: Tensor, tanh: Tensor, relu: Tensor)

    static var slopes: Check<Tensor, Slopes> {
        var check = Check<Tensor, Slopes>(
            exercise: Exercise(
                id: "5.1", name: "slopes", points: 1, byHand: ["Variable", "Parameter"],
                hints: [
                    "The table of the page gives two of the three in terms of the output. Compute the output first.",
                    "s = sigmoid(z) and t = tanh(z) work on the whole tensor. Then one line each.",
                    "ReLU rises by 1 for 1 where z is above 0, and not at all elsewhere: a comparison with a dot, .>, "
                        + "gives 1 and 0.",
                ]),
            inputs: { generator in [withZero(5, &generator), withZero(7, &generator)] },
            show: { [Part("z", $0)] },
            results: { [Part("sigmoid′", $1.sigmoid), Part("tanh′", $1.tanh), Part("relu′", $1.relu)] },
            right: { rightSlopes($0) })
        check.knows(
            "a", .valueOrSlope,
            "z·(1 − z) was taken for the slope of the sigmoid. That formula wants the output of the sigmoid, not its "
                + "input."
        ) { z in changed(z) { $0.sigmoid = z * (1 - z) } }
        check.knows(
            "b", .twice,
            "The sigmoid was applied to what was already its output. Input or output: which one do you hold?"
        ) { z in
            let again = Nabla.sigmoid(Nabla.sigmoid(z))
            return changed(z) { $0.sigmoid = again * (1 - again) }
        }
        check.knows(
            "c", .valueOrSlope,
            "This is the sigmoid itself. A curve that is flat at both ends has a slope near 0 at both."
        ) { z in changed(z) { $0.sigmoid = Nabla.sigmoid(z) } }
        check.knows(
            "d", .valueOrSlope,
            "1 − z² falls far below 0 for large z. Square the output of tanh, not its input."
        ) { z in changed(z) { $0.tanh = 1 - square(z) } }
        check.knows(
            "e",
            "1 − tanh z is largest on the far left. Where is tanh steepest, and how steep?"
        ) { z in changed(z) { $0.tanh = 1 - Nabla.tanh(z) } }
        check.knows(
            "h", .valueOrSlope,
            "t·(1 − t) is the sigmoid's rule. tanh has one of its own.",
            { z in changed(z) { $0.tanh = Nabla.tanh(z) * (1 - Nabla.tanh(z)) } },
            { z in changed(z) { $0.tanh = $0.sigmoid } }
        )
        check.knows(
            "f", .valueOrSlope,
            "This is ReLU itself. What is the slope of a straight line?"
        ) { z in changed(z) { $0.relu = relu(z) } }
        check.knows(
            "g", .tie,
            "At 0 stands 1. The corner needs a rule, and the text gives one: 0."
        ) { z in changed(z) { $0.relu = z .>= 0 } }
        check.knows(
            "i",
            "Left of 0 ReLU is flat. Its slope there is 0, not −1."
        ) { z in changed(z) { $0.relu = (z .> 0) - (z .< 0) } }
        check.knows(
            "j",
            "The slopes do not depend on z. Nudge it at two places and compare.",
            { z in (0 * z, 0 * z, 0 * z) }, { z in (0 * z + 1, 0 * z + 1, 0 * z + 1) },
            { z in (0 * z + 0.25, 0 * z + 1, 0 * z + 1) }
        )
        check.knows(
            "k",
            "Only the first entries are right. How many there are differs from call to call: ask z.size."
        ) { z in
            let mask = Tensor((0..<z.size).map { $0 < 5 ? Scalar(1) : 0 })
            let right = rightSlopes(z)
            return (right.sigmoid * mask, right.tanh * mask, right.relu * mask)
        }
        check.accepts("written with exponentials") { z in
            let grown = exp(-z)
            let t = 1 - 2 / (exp(2 * z) + 1)
            return (grown / square(1 + grown), 1 - t * t, maximum((z .> 0), 0 * z))
        }
        return check
    }

    /// Numbers of both signs with one exact 0 among them, not at the end.
    private static func withZero(_ count: Int, _ generator: inout SeededGenerator) -> Tensor {
        var z = generator.nonZeroHalves([count], limit: 2).scalars
        (z[1], z[count - 1]) = (-abs(z[1]), abs(z[count - 1]))
        z[Int.random(in: 2..<count - 1, using: &generator)] = 0
        return Tensor(z)
    }

    private static func rightSlopes(_ z: Tensor) -> Slopes {
        let (s, t) = (Nabla.sigmoid(z), Nabla.tanh(z))
        return (s * (1 - s), 1 - square(t), z .> 0)
    }

    private static func changed(_ z: Tensor, _ change: (inout Slopes) -> Void) -> Slopes {
        var slopes = rightSlopes(z)
        change(&slopes)
        return slopes
    }

    // MARK: 5.3 backward of ReLU

    typealias Arrival = (x: Tensor, g: Tensor)

    static var reluBackward: Check<Arrival, Tensor> {
        var check = Check<Arrival, Tensor>(
            exercise: Exercise(
                id: "5.3", name: "reluBackward", points: 1, byHand: ["Variable", "Parameter"],
                hints: [
                    "Entry by entry: what is the rate of ReLU at this x, and what arrives there?",
                    "The rate is 1 or 0. What you send back is the rate times g.",
                    "x .> 0 gives the rates of all entries at once; only x decides, never g.",
                ]),
            inputs: { generator in
                [6, 9].map { count in
                    // All four pairs of signs, and two corners at which slopes of both signs arrive.
                    let signs: [(x: Scalar, g: Scalar)] = [
                        (1, 1), (1, -1), (-1, 1), (-1, -1), (0, 1), (0, -1),
                    ]
                    let x = generator.nonZeroHalves([count], limit: 3).scalars.map(abs)
                    let g = generator.nonZeroHalves([count], limit: 3).scalars.map(abs)
                    let order = Array(0..<count).shuffled(using: &generator)
                    var signed: Arrival = (Tensor(zeros: [count]), Tensor(zeros: [count]))
                    for (place, index) in order.enumerated() {
                        let sign = place < 6 ? signs[place] : signs[place % 4]
                        signed.x[index] = Tensor((x[index] + 1) * sign.x)
                        signed.g[index] = Tensor(g[index] * sign.g)
                    }
                    return signed
                }
            },
            show: { [Part("x", $0.x), Part("g", $0.g)] },
            results: { [Part("dx", $1)] },
            right: { $0.g * ($0.x .> 0) })
        check.knows(
            "a",
            "g decided what passes. What switches the unit off is its input x."
        ) { $0.g * ($0.g .> 0) }
        check.knows(
            "b",
            "Negative slopes were removed as well. A negative slope is information, not noise.",
            { $0.g * ($0.g .> 0) * ($0.x .> 0) }, { relu($0.g * ($0.x .> 0)) }
        )
        check.knows(
            "c", .chain,
            "These are the rates alone. What arrives is lost: rate times g."
        ) { $0.x .> 0 }
        check.knows(
            "d", .valueOrSlope,
            "What passes was multiplied by x. Where the unit is on, its rate is 1.",
            { $0.g * relu($0.x) }, { $0.g * $0.x }
        )
        check.knows(
            "e", .valueOrSlope,
            "x and g were multiplied and sent through ReLU once more. The way back takes its rate, not ReLU itself."
        ) { relu($0.x * $0.g) }
        check.knows(
            "f", .tie,
            "At x = 0 the slope passed. The corner needs a rule, and the text gives one: 0."
        ) { $0.g * ($0.x .>= 0) }
        check.knows(
            "g", .chain,
            "Everything passed. Does a unit that is off depend on its input?"
        ) { $0.g }
        check.knows(
            "h",
            "Where x is below 0 the sign was turned. There ReLU is flat, and nothing passes."
        ) { $0.g * (($0.x .> 0) - ($0.x .< 0)) }
        check.knows(
            "i",
            "The units that are off passed, and those that are on did not."
        ) { $0.g * ($0.x .<= 0) }
        check.knows(
            "j",
            "Nothing passes at all.",
            { 0 * $0.g }
        )
        check.knows(
            "k",
            "Only the first entries are right. How many there are differs from call to call: ask x.size."
        ) { input in
            let mask = Tensor((0..<input.x.size).map { $0 < 6 ? Scalar(1) : 0 })
            return input.g * (input.x .> 0) * mask
        }
        return check
    }

    // MARK: 5.8 backward of sum, mean and max

    typealias RowReduced = (dSum: Tensor, dMean: Tensor, dMax: Tensor)

    static var rowReduce: Check<Arrival, RowReduced> {
        var check = Check<Arrival, RowReduced>(
            exercise: Exercise(
                id: "5.8", name: "rowReduceBackward", points: 2, byHand: ["Variable", "Parameter"],
                hints: [
                    "One row at a time: C numbers became one. At what rate does that one move with each of the C?",
                    "For sum and mean all entries of a row get the same. g as a column [N, 1] is stretched over the row.",
                    "For max start from zeros; x.argmax(alongAxis: 1) lists the first winner of each row. Put the row's g "
                        + "there.",
                ]),
            inputs: { generator in
                [(3, 4), (5, 6)].map { n, c in
                    var x = generator.halves([n, c], limit: 3)
                    // A tie in the middle row: two winners, the first of them not in the first column.
                    for column in [1, c - 1] { x[n / 2, column] = 5 }
                    // A row whose largest number is below 0.
                    x[0] = -abs(x[0]) - 0.5
                    let g = Tensor((0..<n).shuffled(using: &generator).map { Scalar($0) + 1.5 })
                    let signs = Tensor((0..<n).map { $0 % 2 == 0 ? Scalar(-1) : 1 })
                    return (x, g * signs)
                }
            },
            show: { [Part("x", $0.x), Part("g", $0.g)] },
            results: { [Part("dSum", $1.dSum), Part("dMean", $1.dMean), Part("dMax", $1.dMax)] },
            right: { rightRows($0) })
        check.knows(
            "a", .chain,
            "What arrives is lost: the rates stand alone. Rate times g, row by row.",
            { input in
                let ones = Tensor(ones: input.x.shape)
                return (ones, ones / Scalar(input.x.shape[1]), winners(input.x))
            },
            { input in changed(input) { $0.dSum = Tensor(ones: input.x.shape) } }
        )
        check.knows(
            "b", .average,
            "dMean is C times too large. By how much does one entry move the average of C?"
        ) { input in changed(input) { $0.dMean = $0.dSum } }
        check.knows(
            "c", .average,
            "The mean was divided by N as well, or instead. An average over which entries?",
            { input in changed(input) { $0.dMean = $0.dMean / Scalar(input.x.shape[0]) } },
            { input in changed(input) { $0.dMean = $0.dSum / Scalar(input.x.shape[0]) } }
        )
        check.knows(
            "d", .tie,
            "At a tie every winner got the whole slope, so more was sent than arrived. The text names one winner."
        ) { input in changed(input) { $0.dMax = column(input.g) * tied(input.x) } }
        check.knows(
            "e", .convention,
            "At a tie the slope was split. That is a valid choice, but the text says: the first winner."
        ) { input in
            let share = tied(input.x) / tied(input.x).sum(alongAxes: 1, keepingAxes: true)
            return changed(input) { $0.dMax = column(input.g) * share }
        }
        check.knows(
            "l", .tie,
            "At a tie the last winner got the slope. The text says: the first."
        ) { input in
            let last = rows(input.x).map { row in row.lastIndex(of: row.max()!)! }
            return changed(input) {
                $0.dMax = column(input.g) * Tensor(oneHot: last, classes: input.x.shape[1])
            }
        }
        check.knows(
            "f", .valueOrSlope,
            "The winner got g times the maximum. The rate of the winner is 1."
        ) { input in changed(input) { $0.dMax = $0.dMax * input.x } }
        check.knows(
            "g", .axis,
            "The largest of each column was taken, not of each row. Which axis went away?"
        ) { input in
            let down = input.x.transposed().argmax(alongAxis: 1)
            let marks = Tensor(oneHot: down, classes: input.x.shape[0]).transposed()
            return changed(input) { $0.dMax = column(input.g) * marks }
        }
        check.knows(
            "h",
            "Nothing is sent back.",
            { input in (0 * input.x, 0 * input.x, 0 * input.x) }
        )
        check.knows(
            "i",
            "Divided by 4, which is right for rows of 4 only. How long is a row of this x?"
        ) { input in changed(input) { $0.dMean = $0.dSum / 4 } }
        check.knows(
            "j",
            "Only the first rows got anything. How many there are differs from call to call: ask x.shape[0]."
        ) { input in
            let mask = column(Tensor((0..<input.x.shape[0]).map { $0 < 3 ? Scalar(1) : 0 }))
            let right = rightRows(input)
            return (right.dSum * mask, right.dMean * mask, right.dMax * mask)
        }
        return check
    }

    private static func column(_ g: Tensor) -> Tensor { g.reshaped(to: [g.size, 1]) }
    private static func winners(_ x: Tensor) -> Tensor {
        Tensor(oneHot: x.argmax(alongAxis: 1), classes: x.shape[1])
    }
    private static func tied(_ x: Tensor) -> Tensor { x .>= x.max(alongAxes: 1, keepingAxes: true) }

    private static func rightRows(_ input: Arrival) -> RowReduced {
        let spread = column(input.g) * Tensor(ones: input.x.shape)
        return (spread, spread / Scalar(input.x.shape[1]), spread * winners(input.x))
    }

    private static func changed(_ input: Arrival, _ change: (inout RowReduced) -> Void) -> RowReduced {
        var reduced = rightRows(input)
        change(&reduced)
        return reduced
    }
}
