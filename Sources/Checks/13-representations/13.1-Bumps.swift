// 13.1 bumps
// points: 2
// minutes: 10
// difficulty: easy
// hint: Begin with the table of squared distances, n × m. Which axis of the differences has to disappear?
// hint: Then −d² over 2·width², with the width squared, and `exp` of it all.
// hint: `square(x.expanded(atAxis: 1) - centres.expanded(atAxis: 0)).sum(alongAxes: 2)` is d².

import Grading
import Nabla

struct Bumps: Sendable {
    var x: Tensor, centres: Tensor, width: Scalar

    var differences: Tensor { x.expanded(atAxis: 1) - centres.expanded(atAxis: 0) }
    /// d². Shape: [n, m].
    var squared: Tensor { square(differences).sum(alongAxes: 2) }
    var right: Tensor { exp(squared / (-2 * width * width)) }
}

let bumps = Check<Bumps, Tensor>(result: "bumps") { c in
    c.inputs { generator in [drawn(3, 2, 4, &generator), drawn(4, 5, 3, &generator)] }
    c.right { $0.right }
    c.wrong("The width is not squared. Try a width that is not 1.") { exp($0.squared / (-2 * $0.width)) }
    c.wrong(.convention, "The 2 is missing. Two conventions are in use; this text divides by 2·width².") {
        exp($0.squared / (-$0.width * $0.width))
    }
    c.wrong("The distance is not squared: this is a pointed tent. A bump is round at its top.") {
        exp(sqrt($0.squared) / (-2 * $0.width * $0.width))
    }
    c.wrong(.sign, "The sign is turned: the values are above 1 and grow with the distance. Nearer must be larger.") {
        exp($0.squared / (2 * $0.width * $0.width))
    }
    c.wrong("The squared distance was multiplied by the squared width. Should a wide bump reach far, or not?") {
        exp($0.squared * $0.width * $0.width / -2)
    }
    c.wrong(
        .convention,
        "The values are those of a density, divided by √(2π)·width or a power of it. How high is a bump at its own centre?",
        { $0.right / ((2 * Scalar.pi).squareRoot() * $0.width) },
        { $0.right / (2 * Scalar.pi * $0.width * $0.width) })
    c.wrong(.axis, "There is a row for each centre. One row for each sample was asked.") { $0.right.transposed() }
    c.wrong(
        "Each row was divided by its sum. A sample far from all centres should feel none of them.",
        { $0.right / $0.right.sum(alongAxes: 1, keepingAxes: true) })
    c.wrong("The distance runs along the axes: a sum of absolute differences. The short way goes across.") {
        exp(square(abs($0.differences).sum(alongAxes: 2)) / (-2 * $0.width * $0.width))
    }
    c.wrong("This is d² itself. What does a bump make of a distance?") { $0.squared }
    c.wrong(
        .average, "The squared differences were averaged over the coordinates. d² is their sum."
    ) { exp(square($0.differences).mean(alongAxes: 2) / (-2 * $0.width * $0.width)) }
    c.constant("the width", [1, 2, 3]) { exp($0.squared / (-2 * $1 * $1)) }
    c.accepts("‖x‖² + ‖c‖² − 2·x·c") { input in
        let (xx, cc) = (
            square(input.x).sum(alongAxes: 1, keepingAxes: true), square(input.centres).sum(alongAxes: 1)
        )
        let squared = xx + cc - 2 * matmul(input.x, input.centres.transposed())
        return exp(squared / (-2 * input.width * input.width))
    }
}

/// A width that is neither a whole number nor small against the distances.
private func drawn(_ samples: Int, _ centres: Int, _ features: Int, _ generator: inout SeededGenerator) -> Bumps {
    Bumps(
        x: generator.nonZeroHalves([samples, features], limit: 3),
        centres: generator.nonZeroHalves([centres, features], limit: 3),
        width: Scalar([1.5, 2.5, 3.5].randomElement(using: &generator)!))
}
