import Nabla

extension Lesson03 {
    // MARK: 3.3 one step

    typealias StepInput = (fit: Fit, rate: Scalar)
    typealias Place = (w: Tensor, b: Scalar)

    static var step: Check<StepInput, Place> {
        var check = Check<StepInput, Place>(
            exercise: Exercise(
                id: "3.3", name: "step", points: 1, byHand: ["Variable", "Parameter"],
                hints: [
                    "All slopes first, all steps afterwards: they belong to one place.",
                    "New place = old place minus rate times slope, for every weight and for the bias.",
                    "Call your mseGradient once, keep what it returns, and use it for w and for b.",
                ]),
            inputs: { generator in
                let rates: [Scalar] = [0.25, 0.05, 0.125]
                return zip([(5, 3), (3, 4), (6, 7)], rates).map { extents, rate in
                    (fit(extents.0, extents.1, &generator), rate)
                }
            },
            show: { show($0.fit) + [Part("rate", $0.rate)] },
            results: { [Part("w", $1.w), Part("b", $1.b)] },
            right: { moved($0) })
        check.knows(
            "a", .onePoint,
            "w is right, b is not: its slope was taken after w had moved. All slopes belong to one place."
        ) { input in
            let (w, _) = moved(input)
            let later = slopes(
                input.fit, blame: misses((input.fit.x, input.fit.y, w, input.fit.b)), factor: 2)
            return (w, input.fit.b - input.rate * later.db)
        }
        check.knows(
            "b", .onePoint,
            "The sliders moved one after the other, each from a new place. Take all slopes first."
        ) { input in
            var fit = input.fit
            for k in 0..<fit.w.size {
                fit.w[k] -= input.rate * slopes(fit, blame: misses(fit), factor: 2).dw[k]
            }
            return (fit.w, fit.b - input.rate * slopes(fit, blame: misses(fit), factor: 2).db)
        }
        check.knows("c", .sign, "Uphill: the slope was added. Which way lowers the loss?") {
            moved($0, by: -1)
        }
        check.knows(
            "d", "The rate is missing. The slope says where to, the rate how far."
        ) { moved($0, by: 1 / $0.rate) }
        check.knows("e", "b did not move. Every parameter of the model learns.") { input in
            (moved(input).w, input.fit.b)
        }
        check.knows("f", "This is the step, not the place after it. A step starts from where you are.") {
            input in
            (moved(input).w - input.fit.w, moved(input).b - input.fit.b)
        }
        check.knows("g", .average, "Divided by N once more. The average has been taken already.") {
            moved($0, by: 1 / Scalar($0.fit.x.shape[0]))
        }
        check.knows(
            "h", "The rate was not the one given but a number of your own.",
            { moved($0, by: 0.02 / $0.rate) }, { moved($0, by: 0.1 / $0.rate) },
            { moved($0, by: 0.5 / $0.rate) },
            { moved($0, by: 0.01 / $0.rate) })
        check.knows("i", "Half a step: the 2 that the square leaves is missing.") { moved($0, by: 0.5) }
        check.knows("j", "Nothing moved.") { ($0.fit.w, $0.fit.b) }
        check.knows("k", .average, "The sum over the samples was used, not their mean: N times too far.") {
            moved($0, by: Scalar($0.fit.x.shape[0]))
        }
        check.accepts("b first, with slopes of the old place") { input in
            let old = slopes(input.fit, blame: misses(input.fit), factor: 2)
            let b = input.fit.b - input.rate * old.db
            return (input.fit.w - input.rate * old.dw, b)
        }
        return check
    }

    private static func moved(_ input: StepInput, by factor: Scalar = 1) -> Place {
        let slopes = slopes(input.fit, blame: misses(input.fit), factor: 2 * factor * input.rate)
        return (input.fit.w - slopes.dw, input.fit.b - slopes.db)
    }

    // MARK: 3.4 predict the explosion

    typealias Curve = (x: Tensor, y: Tensor)

    static var largestRate: Check<Curve, Scalar> {
        var check = Check<Curve, Scalar>(
            exercise: Exercise(
                id: "3.4", name: "largestRate", points: 2,
                hints: [
                    "The distance to the best w is multiplied by |1 − α·c| at each step. At which α does "
                        + "that reach 1?",
                    "c says by how much the slope changes when w grows by 1. Write the slope for w and for "
                        + "w + 1, "
                        + "and subtract: what is left?",
                    "One squared miss has slope 2 · (w·x − y) · x. Per unit of w it grows by 2 · x · x; "
                        + "the loss takes the "
                        + "mean of that. The limit is 2 divided by it.",
                ]),
            inputs: { generator in
                [4, 3, 6].map { count in
                    // Sizes that differ: no square is the mean of all, and no mean is small.
                    let x = generator.nonZeroHalves([count], limit: 2) + Tensor(linspace: 0...3, count: count)
                    return (x + 1.25, generator.nonZeroHalves([count], limit: 3))
                }
            },
            show: { [Part("x", $0.x), Part("y", $0.y)] },
            results: { [Part("rate", $1)] },
            right: { 1 / square($0.x).mean() })
        check.knows(
            "a",
            "Twice the limit: the curvature was taken as the mean of x². The square leaves a factor in the "
                + "slope."
        ) { 2 / square($0.x).mean() }
        check.knows(
            "b",
            "Half the limit. This rate lands in one jump; the limit is where the jump overshoots by its "
                + "own length."
        ) { 0.5 / square($0.x).mean() }
        check.knows(
            "c", .average,
            "The squares were added, not averaged. The limit must not change when the data is written twice.",
            { 1 / square($0.x).sum() }, { 2 / square($0.x).sum() }, { 0.5 / square($0.x).sum() })
        check.knows("d", .meanOfRatios, "The mean was squared. Square first, then average.") { curve in
            1 / (curve.x.mean() * curve.x.mean())
        }
        check.knows(
            "e", "This depends on y. Moving the targets moves the bowl; does it change its shape?",
            { 1 / abs(($0.x * $0.y).mean()) }, { 1 / square($0.y).mean() })
        check.knows("f", "Only the largest x was used. Every sample bends the bowl.") {
            1 / square($0.x).max()
        }
        check.knows(
            "g", "A number of your own, whatever the data. How curved is the bowl of these samples?",
            { _ in 1 }, { _ in 0.2 }, { _ in 0.5 }, { _ in 0.02 }, { _ in 0.028 }, { _ in 0.1 })
        check.knows(
            "h", "This is the curvature, or part of it. The rate is 2 divided by it.",
            { square($0.x).mean() }, { 2 * square($0.x).mean() })
        check.knows(
            "i", .average, "The mean was taken over a number of your own. How many samples are there?",
            { 4 / square($0.x).sum() }, { 5 / square($0.x).sum() }, { 11 / square($0.x).sum() })
        check.knows("j", "The limit 2 over curvature was taken with the mean of x, not of x².") {
            1 / $0.x.mean()
        }
        check.accepts("2 over the change of the slope between w = 0 and w = 1") { curve in
            func slope(_ w: Scalar) -> Scalar { (2 * (w * curve.x - curve.y) * curve.x).mean() }
            return 2 / (slope(1) - slope(0))
        }
        return check
    }

    // MARK: 3.7 momentum

    typealias Ride = (gradients: Tensor, rates: Tensor, beta: Scalar)

    static var momentum: Check<Ride, Tensor> {
        var check = Check<Ride, Tensor>(
            exercise: Exercise(
                id: "3.7", name: "momentum", points: 2,
                hints: [
                    "Two things live from step to step: where you are, and how fast you move. Both start "
                        + "at 0.",
                    "First the new velocity, from the old one and the gradient; then move by the new "
                        + "velocity.",
                    "In each pass of the loop: v becomes β·v minus this step's rate times this step's "
                        + "gradient, the place "
                        + "becomes place + v, and that place is a row of the answer.",
                ]),
            inputs: { generator in
                [
                    ride([4, 2], [0.5, 0.25, 0.125, 1], 0.75, &generator),
                    ride([5, 3], [0.25, 1, 0.5, 0.75, 0.125], 0.5, &generator),
                    ride([6, 4], [1, 0.5, 0.75, 0.125, 0.25, 0.5], 0.8, &generator),
                ]
            },
            show: { [Part("gradients", $0.gradients), Part("rates", $0.rates), Part("beta", $0.beta)] },
            results: { [Part("places", $1)] },
            right: { Rider().places($0) })
        check.knows(
            "a", .convention,
            "The gradient was weighted by 1 − β: an average instead of a sum. Both exist; the text asks "
                + "for the sum."
        ) { Rider(weight: { 1 - $0 }).places($0) }
        check.knows(
            "b", .convention,
            "Right until the rate changes: the rate stands outside the velocity. In the text an old push "
                + "keeps its old rate."
        ) { Rider(isRateOutside: true).places($0) }
        check.knows("c", .memory, "This is plain descent: the velocity is forgotten between the steps.") {
            input in
            Rider().places((input.gradients, input.rates, 0))
        }
        check.knows(
            "d", "The first step is already longer: this looks ahead (Nesterov). The text moves by v."
        ) {
            Rider(isLookingAhead: true).places($0)
        }
        check.knows(
            "e", .onePoint,
            "One step late: it moves with the old velocity, or it returns the place before each step. Update "
                + "the velocity first; the answer starts with the place after the first step."
        ) { Rider(movesFirst: true).places($0) }
        check.knows("f", .sign, "Uphill: two minus signs, or none.") { -Rider().places($0) }
        check.knows("g", "β and 1 − β are exchanged. Which factor keeps the past?") { input in
            Rider().places((input.gradients, input.rates, 1 - input.beta))
        }
        check.knows(
            "h", "β or the rate is a number of your own, or the first of the rates was used throughout.",
            { Rider().places(($0.gradients, $0.rates, 0.9)) },
            { Rider().places(($0.gradients, Tensor(repeating: 0.02, shape: $0.rates.shape), $0.beta)) },
            { Rider().places(($0.gradients, Tensor(repeating: 0.1, shape: $0.rates.shape), $0.beta)) },
            {
                Rider().places(
                    ($0.gradients, Tensor(repeating: $0.rates[0].item, shape: $0.rates.shape), $0.beta))
            })
        check.knows(
            "i", .accumulate, "These are the velocities. Add each to the place, and return the places."
        ) { velocities($0) }
        check.knows("j", "These are zeros, or one number everywhere, whatever the gradients.") { input in
            Tensor(zeros: input.gradients.shape)
        }
        return check
    }

    private static func ride(
        _ shape: [Int], _ rates: Tensor, _ beta: Scalar, _ generator: inout SeededGenerator
    ) -> Ride { (generator.nonZeroHalves(shape, limit: 3), rates, beta) }

    private static func velocities(_ input: Ride) -> Tensor {
        let places = rows(Rider().places(input))
        return matrix(
            places.indices.map { t in
                t == 0 ? places[0] : zip(places[t], places[t - 1]).map { $0 - $1 }
            })
    }
}

/// Momentum with its known variations, for right and wrong answers alike.
private struct Rider {
    /// What the new gradient counts, given β.
    var weight: (Scalar) -> Scalar = { _ in 1 }
    var isRateOutside = false
    var isLookingAhead = false
    var movesFirst = false

    func places(_ input: Lesson03.Ride) -> Tensor {
        var v = Tensor(zeros: [input.gradients.shape[1]])
        var place = v
        var places: [Tensor] = []
        for t in 0..<input.gradients.shape[0] {
            let rate = input.rates[t].item
            let push = weight(input.beta) * (isRateOutside ? 1 : rate) * input.gradients[t]
            let old = v
            v = input.beta * v - push
            let move = movesFirst ? old : isLookingAhead ? input.beta * v - push : v
            place += isRateOutside ? rate * move : move
            places.append(place)
        }
        return Tensor(stacking: places)
    }
}
