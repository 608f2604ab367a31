// 3.1 numericGradient
// points: 2
// minutes: 15
// difficulty: medium
// by hand: centralDifference, Variable
// hint: Move one entry up by h and read f, move it down by h and read f. What else do you need for a slope?
// hint: A loop over the entries: each time start from x as it was given. How far apart are the two places?
// hint: Make a copy of x with var, add h to entry k; make another with h taken away. The difference of the two readings,
//   divided by the distance of the two places, is entry k of the answer.

import Grading
import Nabla

/// A function of D numbers with a place and a step: f(x) = Σ a·x³ + c·(first x)·(last x).
struct Probe {
    var a: Tensor, c: Scalar, x: Tensor, h: Scalar

    func f(_ x: Tensor) -> Scalar { (a * x * x * x).sum() + c * x[0].item * x[x.size - 1].item }

    /// f with entry k moved.
    func moved(_ k: Int, by δ: Scalar) -> Scalar {
        var place = x
        place[k] += δ
        return f(place)
    }

    func gradient(_ slope: (Int) -> Scalar) -> Tensor { Tensor((0..<x.size).map(slope)) }

    /// f above less f below, entry by entry, times a factor.
    func differences(times factor: Scalar, h: Scalar? = nil) -> Tensor {
        gradient { (moved($0, by: h ?? self.h) - moved($0, by: -(h ?? self.h))) * factor }
    }

    var right: Tensor { differences(times: 1 / (2 * h)) }

    /// Each entry is left where its last reading was taken.
    func unrestored(leaving side: Scalar) -> Tensor {
        var place = x
        return gradient { k in
            place[k] += side * h
            let first = f(place)
            place[k] -= 2 * side * h
            return side * (first - f(place)) / (2 * h)
        }
    }

    /// Two copies made before the loop, one that goes up and one that goes down.
    var twoCopies: Tensor {
        var (up, down) = (x, x)
        return gradient { k in
            up[k] += h
            down[k] -= h
            return (f(up) - f(down)) / (2 * h)
        }
    }
}

let numericGradient = Check<Probe, Tensor>(result: "gradient") { c in
    c.inputs { generator in
        zip([3, 5, 4], [0.25, 0.125, 0.2] as [Scalar]).map { count, h in
            Probe(
                a: generator.nonZeroHalves([count], limit: 1), c: generator.nonZeroHalf(limit: 2),
                x: generator.nonZeroHalves([count], limit: 1), h: h)
        }
    }
    // Two readings near 10 differ by rounding in the sixth digit, and are divided by an eighth.
    c.tolerance.relative = 1e-3
    c.tolerance.absolute = 1e-3
    c.right { $0.right }
    c.wrong(
        "Only one side was looked at, so the curvature spoils the slope. Look on both sides of the place.",
        { p in p.gradient { (p.moved($0, by: p.h) - p.f(p.x)) / p.h } },
        { p in p.gradient { (p.f(p.x) - p.moved($0, by: -p.h)) / p.h } })
    c.times(.average, "Twice too large. How far apart are the two places whose readings you subtract?", { _ in 2 })
    c.opposite("The signs are turned. Rise over run: which end comes first?")
    c.wrong("All entries were moved at once. One partial derivative belongs to one entry; hold the others.") { p in
        p.gradient { _ in (p.f(p.x + p.h) - p.f(p.x - p.h)) / (2 * p.h) }
    }
    c.wrong(
        "The second reading was taken at x itself: after a step of h up, a step of h down leads back to where it began.",
        { p in p.gradient { (p.moved($0, by: p.h) - p.f(p.x)) / (2 * p.h) } },
        { p in p.gradient { _ in (p.f(p.x + p.h) - p.f(p.x)) / (2 * p.h) } })
    c.wrong(
        .onePoint,
        "The first entry is right and the rest are off: an entry was not moved back. Each one starts from x.",
        { $0.unrestored(leaving: 1) }, { $0.unrestored(leaving: -1) }, { $0.twoCopies })
    c.times(nil, "Divided by a length twice. A derivative has one division by a distance.", { 1 / $0.h })
    c.times(
        nil, "Multiplied by h where it should be divided: `/ 2 * h` divides by 2 only. The distance needs brackets.",
        { $0.h * $0.h })
    c.wrong(
        "The gradient is 0. If you chose a step of your own, it is smaller than the rounding of x: a step that does not move x is no step.",
        { 0 * $0.x }, { $0.differences(times: 1 / 2e-8, h: 1e-8) })
    c.wrong(
        "Half of h, or twice h, was gone to each side. h says how far to go on each of the two.", forEach: [0.5, 2]
    ) {
        $0.differences(times: 1 / (2 * $1 * $0.h), h: $1 * $0.h)
    }
    c.wrong("The step was not h but a number of your own. The caller says how far to go.", forEach: [0.001, 0.01, 0.1])
    { $0.differences(times: 1 / (2 * $1), h: $1) }
    c.wrong(.valueOrSlope, "This is twice the place, the gradient of the page's bowl. Here f may be anything: ask it.")
    { 2 * $0.x }
    c.wrong("Only the first two entries have a derivative. How many entries does x have?") {
        Tensor($0.right.scalars.enumerated().map { $0 < 2 ? $1 : 0 })
    }
    c.times(nil, "The difference of the readings was not divided by the distance of the places.", { 2 * $0.h })
    c.accepts("half of the slopes to both sides") { p in
        p.gradient { k in
            let (up, down) = (p.moved(k, by: p.h) - p.f(p.x), p.f(p.x) - p.moved(k, by: -p.h))
            return 0.5 * (up / p.h + down / p.h)
        }
    }
}
