import Nabla

extension Lesson08 {
    // MARK: 8.6 clip by the common norm

    typealias Long = (gradients: [Tensor], maximum: Scalar)

    static var clip: Check<Long, [Tensor]> {
        var check = Check<Long, [Tensor]>(
            exercise: Exercise(
                id: "8.6", name: "clip", points: 2, byHand: ["clipGradients", "gradientNorm"],
                hints: [
                    "Think of all gradients written one after the other as a single arrow. How long is it?",
                    "Squares add up across the tensors; the root comes once, at the end.",
                    "Too long? Multiply every tensor by the same number, so that the length becomes the maximum. Short "
                        + "enough? Return them as they came.",
                ]),
            inputs: { generator in
                // Too long, short enough, much too long, and all zero. Numbers and sizes of tensors differ.
                let long: Long = (drawn([[2, 3], [4]], &generator), 2.5)
                let short: Long = (drawn([[3], [2, 2], [5]], &generator), 200)
                let wild: Long = (drawn([[7], [3, 2], [1], [2]], &generator), 0.75)
                let zero: Long = ([Tensor(zeros: [3]), Tensor(zeros: [2, 5])], 1.5)
                return [long, short, wild, zero]
            },
            show: { input in
                input.gradients.enumerated().map { Part("gradient \($0)", $1) }
                    + [Part("maximum", input.maximum)]
            },
            results: { _, clipped in
                [Part("number of gradients", clipped.count)]
                    + clipped.enumerated().map { Part("clipped \($0)", $1) }
            },
            right: { input in
                let length = norm(input.gradients)
                return scaled(input.gradients, length > input.maximum ? input.maximum / length : 1)
            })
        check.knows(
            "a",
            "Each tensor was shortened by its own norm, and the step turned. Clip the length of the whole step."
        ) { input in
            input.gradients.map { gradient in
                let length = norm([gradient])
                return length > input.maximum ? gradient * (input.maximum / length) : gradient
            }
        }
        check.knows(
            "b",
            "Every number was cut at the maximum, and the step turned. Shorten the arrow without turning it."
        ) { input in
            input.gradients.map { minimum(maximum($0, Tensor(-input.maximum)), Tensor(input.maximum)) }
        }
        check.knows(
            "c",
            "Short gradients were made longer. What should happen to one that is short enough?",
            { input in scaled(input.gradients, input.maximum / max(norm(input.gradients), 1e-12)) },
            { input in scaled(input.gradients, input.maximum / norm(input.gradients)) }
        )
        check.knows(
            "d",
            "Long gradients became longer: the factor is upside down. After clipping, measure the length again."
        ) { input in
            let length = norm(input.gradients)
            return scaled(input.gradients, length > input.maximum ? length / input.maximum : 1)
        }
        check.knows(
            "e",
            "The root is missing: this is the squared length. A length has a root.",
            { input in
                let square = norm(input.gradients) * norm(input.gradients)
                return scaled(input.gradients, square > input.maximum ? input.maximum / square : 1)
            }
        )
        check.knows(
            "f",
            "The lengths of the tensors were added up. Lengths of parts do not add; their squares do."
        ) { input in
            let sum = input.gradients.reduce(0) { $0 + norm([$1]) }
            return scaled(input.gradients, sum > input.maximum ? input.maximum / sum : 1)
        }
        check.knows(
            "g",
            "Measured by the largest entry. Which norm is meant?"
        ) { input in
            let largest = input.gradients.map { abs($0).max() }.max()!
            return scaled(input.gradients, largest > input.maximum ? input.maximum / largest : 1)
        }
        check.knows(
            "h",
            "Scaled to length 1. How long may it be?",
            { input in
                let length = norm(input.gradients)
                return scaled(input.gradients, length > input.maximum ? 1 / length : 1)
            },
            { input in scaled(input.gradients, 1 / max(norm(input.gradients), 1e-12)) }
        )
        check.knows(
            "i",
            "Nothing was clipped. Compare the common length with the maximum."
        ) { $0.gradients }
        check.knows(
            "j",
            "The maximum is written in the code. It comes with the call.",
            { fixed($0, 5) }, { fixed($0, 6.5) }
        )
        check.knows(
            "k",
            "Only the first two tensors count. There may be any number of them.",
            { input in
                let length = norm(Array(input.gradients.prefix(2)))
                return scaled(input.gradients, length > input.maximum ? input.maximum / length : 1)
            },
            { input in
                let length = norm(input.gradients)
                let factor = length > input.maximum ? input.maximum / length : 1
                return scaled(Array(input.gradients.prefix(2)), factor)
            }
        )
        check.knows("l", .sign, "The clipped gradients point the other way.") { input in
            let length = norm(input.gradients)
            return scaled(input.gradients, length > input.maximum ? -input.maximum / length : -1)
        }
        check.knows("m", "Gradients that are too long were thrown away. They should be shortened.") { input in
            scaled(input.gradients, norm(input.gradients) > input.maximum ? 0 : 1)
        }
        check.accepts("the factor as the smaller of 1 and maximum / length") { input in
            let length = norm(input.gradients)
            return scaled(input.gradients, length == 0 ? 1 : min(1, input.maximum / length))
        }
        check.accepts("PyTorch's way: a millionth added to the length") { input in
            scaled(input.gradients, min(1, input.maximum / (norm(input.gradients) + 1e-6)))
        }
        return check
    }

    private static func drawn(_ shapes: [[Int]], _ generator: inout SeededGenerator) -> [Tensor] {
        shapes.map { generator.nonZeroHalves($0) }
    }

    private static func norm(_ gradients: [Tensor]) -> Scalar {
        gradients.reduce(0) { $0 + square($1).sum() }.squareRoot()
    }

    private static func scaled(_ gradients: [Tensor], _ factor: Scalar) -> [Tensor] {
        gradients.map { $0 * factor }
    }

    private static func fixed(_ input: Long, _ maximum: Scalar) -> [Tensor] {
        let length = norm(input.gradients)
        return scaled(input.gradients, length > maximum ? maximum / length : 1)
    }

    // MARK: 8.7 sampling with temperature

    typealias Draw = (scores: Tensor, temperature: Scalar, u: Scalar)
    typealias Drawn = (shares: Tensor, index: Int)

    static var sample: Check<Draw, Drawn> {
        var check = Check<Draw, Drawn>(
            exercise: Exercise(
                id: "8.7", name: "sample", points: 2,
                hints: [
                    "The temperature changes the scores before they become shares. Should a high one make them differ more or less?",
                    "Softmax as in 6.1, with the row's largest score subtracted. The shares must sum to 1 at any temperature.",
                    "Walk along the shares and add them up. Stop at the first place where the sum exceeds u.",
                ]),
            inputs: { generator in
                // Kinds, temperatures and u differ; the last is extreme.
                [(4, 2, 0.75), (5, 0.5, 0.93), (3, 1, 0.1), (6, 4, 0.5), (7, 0.25, 0.6)].map { kinds, t, u in
                    var scores = generator.halves([kinds], limit: 3)
                    if kinds == 7 { scores = scores * 20 }
                    return (scores, Scalar(t), Scalar(u))
                }
            },
            show: { [Part("scores", $0.scores), Part("temperature", $0.temperature), Part("u", $0.u)] },
            results: { [Part("shares", $1.shares), Part("index", $1.index)] },
            right: { drawn(softmax($0.scores / $0.temperature), at: $0.u) })
        check.knows(
            "a",
            "The scores were multiplied by the temperature. Hot means undecided: check a very large one."
        ) { drawn(softmax($0.scores * $0.temperature), at: $0.u) }
        check.knows(
            "b", .twice,
            "The temperature was applied twice. Apply it once; at 1 the difference does not show."
        ) { drawn(softmax($0.scores / ($0.temperature * $0.temperature)), at: $0.u) }
        check.knows(
            "c",
            "The shares were divided by the temperature and no longer sum to 1. Change the scores."
        ) { drawn(softmax($0.scores) / $0.temperature, at: $0.u) }
        check.knows(
            "d", .twice,
            "Softmax was applied twice, and the shares are nearly equal. Scores go in once."
        ) { drawn(softmax(softmax($0.scores) / $0.temperature), at: $0.u) }
        check.knows(
            "e",
            "The index is that of the largest share, whatever u is. Where does chance enter?"
        ) { draw in
            let shares = softmax(draw.scores / draw.temperature)
            return (shares, shares.reshaped(to: [1, -1]).argmax(alongAxis: 1)[0])
        }
        check.knows(
            "f", .offByOne,
            "The index is one too far. Try u = 0."
        ) { draw in
            let right = drawn(softmax(draw.scores / draw.temperature), at: draw.u)
            return (right.shares, right.index + 1)
        }
        check.knows(
            "g",
            "Single shares were compared with u. Compare the sum so far.",
            { draw in
                let shares = softmax(draw.scores / draw.temperature)
                return (shares, shares.scalars.firstIndex { $0 > draw.u } ?? 0)
            },
            { draw in
                let shares = softmax(draw.scores / draw.temperature)
                return (shares, shares.scalars.firstIndex { $0 > draw.u } ?? shares.size - 1)
            }
        )
        check.knows(
            "h", .convention,
            "The sum was taken from the right. Any order works, but this task states one."
        ) { draw in
            let shares = softmax(draw.scores / draw.temperature)
            let fromRight = drawn(Tensor(shares.scalars.reversed()), at: draw.u)
            return (shares, shares.size - 1 - fromRight.index)
        }
        check.knows(
            "i",
            "The temperature is not used. At 1 that does not show."
        ) { drawn(softmax($0.scores), at: $0.u) }
        check.knows(
            "j", .overflow,
            "Right for moderate scores, no number for large ones: the exponential overflows. Which constant may be subtracted?"
        ) { draw in
            let powers = exp(draw.scores / draw.temperature)
            return drawn(powers / powers.sum(), at: draw.u)
        }
        check.knows(
            "k",
            "The temperature is written in the code. It comes with the call.",
            { drawn(softmax($0.scores / 2), at: $0.u) }, { drawn(softmax($0.scores / 0.5), at: $0.u) }
        )
        check.knows(
            "l", .offByOne,
            "The index is one too low. The place at which the sum exceeds u is the answer, not the one before.",
            { draw in
                let right = drawn(softmax(draw.scores / draw.temperature), at: draw.u)
                return (right.shares, max(0, right.index - 1))
            }
        )
        check.knows("m", "All shares are equal. The scores say otherwise.") { draw in
            let kinds = draw.scores.size
            return drawn(Tensor(repeating: 1 / Scalar(kinds), shape: [kinds]), at: draw.u)
        }
        check.knows("n", "The shares are 0.") { draw in (Tensor(zeros: draw.scores.shape), 0) }
        check.accepts("the temperature applied to the logarithms of the shares, normalised again") { draw in
            drawn(softmax(logSoftmax(draw.scores) / draw.temperature), at: draw.u)
        }
        return check
    }

    /// The first place where the sum of the shares exceeds u.
    private static func drawn(_ shares: Tensor, at u: Scalar) -> Drawn {
        var sum: Scalar = 0
        for (index, share) in shares.scalars.enumerated() {
            sum += share
            if sum > u { return (shares, index) }
        }
        return (shares, shares.size - 1)
    }
}
