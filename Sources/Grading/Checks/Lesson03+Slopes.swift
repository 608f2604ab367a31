import Nabla

extension Lesson03 {
    // MARK: 3.1 numericGradient

    /// A function of D numbers with a place and a nudge: f(x) = Σ a·x³ + c·(first x)·(last x).
    struct Probe: Sendable {
        let a: Tensor
        let c: Scalar
        let x: Tensor
        let h: Scalar

        func f(_ x: Tensor) -> Scalar {
            (a * x * x * x).sum() + c * x[0].item * x[x.size - 1].item
        }

        /// f with coordinate k moved by δ.
        func moved(_ k: Int, by δ: Scalar) -> Scalar {
            var place = x
            place[k] += δ
            return f(place)
        }

        func slopes(_ slope: (Int) -> Scalar) -> Tensor { Tensor((0..<x.size).map(slope)) }
    }

    static var numericGradient: Check<Probe, Tensor> {
        var check = Check<Probe, Tensor>(
            exercise: Exercise(
                id: "3.1", name: "numericGradient", points: 2, byHand: ["centralDifference", "Variable"],
                hints: [
                    "Turn one slider up by h and read f, turn it down by h and read f. What else do you "
                        + "need for a slope?",
                    "A loop over the sliders: each time start from x as it was given. How far apart are "
                        + "the two places?",
                    "Make a copy of x with var, add h to entry k; make another with h taken away. The "
                        + "difference of "
                        + "the two readings, divided by the distance of the two places, is entry k of the "
                        + "answer.",
                ]),
            inputs: { generator in
                zip([3, 5, 4], [0.25, 0.125, 0.2] as [Scalar]).map { count, h in
                    Probe(
                        a: generator.nonZeroHalves([count], limit: 1), c: generator.nonZeroHalf(limit: 2),
                        x: generator.nonZeroHalves([count], limit: 1), h: h)
                }
            },
            show: { [Part("a", $0.a), Part("c", $0.c), Part("x", $0.x), Part("h", $0.h)] },
            results: { [Part("slopes", $1)] },
            right: { probe in
                probe.slopes {
                    (probe.moved($0, by: probe.h) - probe.moved($0, by: -probe.h)) / (2 * probe.h)
                }
            })
        // Two readings near 10 differ by rounding in the sixth digit, and are divided by a nudge of an eighth.
        check.tolerance = Tolerance(relative: 1e-3, absolute: 1e-3)
        check.knows(
            "a",
            "Only one side was looked at, so the curve's bend spoils the slope. Look on both sides of the "
                + "place.",
            { probe in probe.slopes { (probe.moved($0, by: probe.h) - probe.f(probe.x)) / probe.h } },
            { probe in probe.slopes { (probe.f(probe.x) - probe.moved($0, by: -probe.h)) / probe.h } }
        )
        check.knows(
            "b", .average, "Twice too large. How far apart are the two places whose readings you subtract?"
        ) { probe in
            probe.slopes { (probe.moved($0, by: probe.h) - probe.moved($0, by: -probe.h)) / probe.h }
        }
        check.knows("c", .sign, "The signs are turned. Rise over run: which end comes first?") { probe in
            probe.slopes { (probe.moved($0, by: -probe.h) - probe.moved($0, by: probe.h)) / (2 * probe.h) }
        }
        check.knows(
            "d", "All sliders were turned at once. One slope belongs to one slider; hold the others."
        ) { probe in
            probe.slopes { _ in (probe.f(probe.x + probe.h) - probe.f(probe.x - probe.h)) / (2 * probe.h) }
        }
        check.knows(
            "e", .onePoint,
            "The first slope is right and the rest are off: a slider was not turned back. Each nudge "
                + "starts from x.",
            { unrestored($0, leaving: 1) }, { unrestored($0, leaving: -1) })
        check.knows("f", "Divided by a length twice. A slope has one division by a distance.") { probe in
            probe.slopes {
                (probe.moved($0, by: probe.h) - probe.moved($0, by: -probe.h)) / (2 * probe.h * probe.h)
            }
        }
        check.knows(
            "g",
            "All slopes are 0. If you chose a nudge of your own, it is smaller than the rounding of x: "
                + "a step that does not move x is no step.",
            { probe in Tensor(zeros: probe.x.shape) },
            { probe in probe.slopes { (probe.moved($0, by: 1e-8) - probe.moved($0, by: -1e-8)) / 2e-8 } })
        check.knows(
            "h", "The nudge was not h but a number of your own. The caller says how far to turn.",
            { fixed($0, 0.001) }, { fixed($0, 0.01) }, { fixed($0, 0.1) })
        check.knows(
            "i", .valueOrSlope,
            "This is twice the place, the gradient of the page's bowl. Here f may be anything: ask it."
        ) { 2 * $0.x }
        check.knows("j", "Only the first two sliders have a slope. How many sliders does x have?") { probe in
            let right = probe.slopes {
                (probe.moved($0, by: probe.h) - probe.moved($0, by: -probe.h)) / (2 * probe.h)
            }
            return Tensor(right.scalars.enumerated().map { $0 < 2 ? $1 : 0 })
        }
        check.knows("k", "The difference of the readings was not divided by the distance of the places.") {
            probe in
            probe.slopes { probe.moved($0, by: probe.h) - probe.moved($0, by: -probe.h) }
        }
        check.accepts("half of the slopes to both sides") { probe in
            probe.slopes { k in
                let here = probe.f(probe.x)
                let (up, down) = (probe.moved(k, by: probe.h) - here, here - probe.moved(k, by: -probe.h))
                return 0.5 * (up / probe.h + down / probe.h)
            }
        }
        return check
    }

    private static func fixed(_ probe: Probe, _ h: Scalar) -> Tensor {
        probe.slopes { (probe.moved($0, by: h) - probe.moved($0, by: -h)) / (2 * h) }
    }

    /// Each slider is left where its last reading was taken.
    private static func unrestored(_ probe: Probe, leaving side: Scalar) -> Tensor {
        var place = probe.x
        return probe.slopes { k in
            place[k] += side * probe.h
            let first = probe.f(place)
            place[k] -= 2 * side * probe.h
            return side * (first - probe.f(place)) / (2 * probe.h)
        }
    }

    // MARK: 3.2 mseGradient

    static var mseGradient: Check<Fit, Slopes> {
        var check = Check<Fit, Slopes>(
            exercise: Exercise(
                id: "3.2", name: "mseGradient", points: 2, byHand: ["Variable", "Parameter"],
                hints: [
                    "First the misses, one for each sample: what does the model say, and what is true?",
                    "The page's bean had one feature. With D features each weight has a slope of its own: "
                        + "twice the miss, "
                        + "times the feature this weight is multiplied by, averaged over the samples.",
                    "matmul(misses, x) is [N] · [N, D] → [D]: for each feature the sum over samples of "
                        + "miss times feature. "
                        + "Two factors are still missing.",
                ]),
            inputs: { generator in [fit(5, 3, &generator), fit(3, 4, &generator), fit(7, 6, &generator)] },
            show: { show($0) }, results: { show($1) }, right: { slopes($0, blame: misses($0), factor: 2) })
        check.knows(
            "a", .average, "This is the sum over the samples. The loss is an average, and so are its slopes."
        ) { slopes($0, blame: misses($0), factor: 2 * Scalar($0.x.shape[0])) }
        check.knows(
            "b", "Half of what was asked. What does nudging do to a square: which factor does it leave?"
        ) {
            slopes($0, blame: misses($0))
        }
        check.knows(
            "c", .sign,
            "The signs are turned. A miss is guess minus truth: a guess that is too high must come down."
        ) { slopes($0, blame: misses($0), factor: -2) }
        check.knows(
            "d", .average,
            "The slopes were divided by the number of features too. The average is over samples only."
        ) { fit in
            let right = slopes(fit, blame: misses(fit), factor: 2)
            return (right.dw / Scalar(fit.w.size), right.db)
        }
        check.knows("e", "The guess was made without b. Gradient and guess must use the same model.") { fit in
            slopes(fit, blame: misses(fit) - fit.b, factor: 2)
        }
        check.knows(
            "f", "Every weight has the slope of b. How strongly does this weight act on this sample?"
        ) { fit in
            let db = slopes(fit, blame: misses(fit), factor: 2).db
            return (Tensor(repeating: db, shape: fit.w.shape), db)
        }
        check.knows(
            "g", .pairing,
            "The features of the first sample were used for all. Each miss meets its own sample."
        ) { fit in
            let db = slopes(fit, blame: misses(fit), factor: 2).db
            return (db * fit.x[0], db)
        }
        check.knows("h", "dw is right, db lacks its 2. The bias is a weight whose feature is 1.") { fit in
            (slopes(fit, blame: misses(fit), factor: 2).dw, slopes(fit, blame: misses(fit)).db)
        }
        check.knows(
            "i", .axis,
            "dw holds one number, the mean over samples and features. Each weight has a slope of its own: "
                + "average over "
                + "the samples, feature by feature."
        ) { fit in
            let all = (2 * misses(fit).expanded(atAxis: 1) * fit.x).mean()
            return (Tensor(repeating: all, shape: fit.w.shape), slopes(fit, blame: misses(fit), factor: 2).db)
        }
        check.knows(
            "j", .average, "Divided by a number of your own. The number of samples is the length of y.",
            { divided($0, by: 11) }, { divided($0, by: 5) }, { divided($0, by: 3) }, { divided($0, by: 10) })
        check.knows("k", .valueOrSlope, "These are zeros, or one number everywhere, whatever the data.") {
            fit in
            (Tensor(zeros: fit.w.shape), 0)
        }
        check.accepts("the loop over samples") { fit in
            var (dw, db) = (Tensor(zeros: fit.w.shape), Scalar(0))
            for n in 0..<fit.x.shape[0] {
                let miss = dot(fit.x[n], fit.w) + fit.b - fit.y[n].item
                dw += 2 * miss / Scalar(fit.x.shape[0]) * fit.x[n]
                db += 2 * miss / Scalar(fit.x.shape[0])
            }
            return (dw, db)
        }
        return check
    }

    /// Guess minus truth of each sample: [N].
    static func misses(_ fit: Fit) -> Tensor { predictions(fit) - fit.y }

    private static func divided(_ fit: Fit, by count: Scalar) -> Slopes {
        slopes(fit, blame: misses(fit), factor: 2 * Scalar(fit.x.shape[0]) / count)
    }
}
