import Tensors

/// Central difference, (f(x + h) − f(x − h)) / 2h: the derivative of a function at a point, from two values.
///
/// The error shrinks with h² until rounding takes over: h near 10⁻⁵ is best in 64 bits, near 10⁻² in 32.
public func centralDifference(at x: Scalar, step h: Scalar = finiteDifferenceStep, _ f: (Scalar) -> Scalar)
    -> Scalar
{
    require(h != 0, "centralDifference: expected a step other than 0, but got \(h)")
    return (f(x + h) - f(x - h)) / (2 * h)
}

/// The step h of a finite difference, fitted to the precision of `Scalar`: its third root keeps both errors of a
/// central difference, curvature and rounding, equally small.
public let finiteDifferenceStep: Scalar = Scalar(MemoryLayout<Scalar>.size == 8 ? 1e-5 : 1e-2)

/// What a comparison of `backward()` with finite differences found.
public struct GradientCheck: CustomStringConvertible {
    /// The largest relative error over all elements of all inputs.
    public var worstError: Scalar = 0
    /// Where it is: the number of the input, and the place in its row-major order.
    public var worstPlace = (input: 0, element: 0)
    /// The derivative from `backward()` there.
    public var analytic: Scalar = 0
    /// The derivative from finite differences there.
    public var numeric: Scalar = 0
    /// How many elements were compared, and how many of them stood on a kink.
    public var elements = 0
    public var kinks = 0

    public var description: String {
        "worst relative error \(worstError) at input \(worstPlace.input), element \(worstPlace.element): "
            + "analytic \(analytic), numeric \(numeric) (\(elements) elements, \(kinks) on a kink)"
    }
}

/// Gradient check: compares the gradients of a function with finite differences, at every element of every input.
///
/// The loss is the sum of the outputs, each weighted by a number of its own, so that no reverse rule gets by on an
/// upstream gradient of 1. In 64 bits (`-Xswiftc -DNABLA_DOUBLE`) right rules come out below 10⁻⁶, and one that is wrong
/// by a thousandth stands out. In 32 bits they come out below 10⁻², and a mistake must be one part in thirty to be
/// seen. The error is relative to the larger of the two, or to a thousandth (in 32 bits a
/// hundredth) of the largest gradient of that input where both are smaller: near zero a ratio says nothing.
///
/// Where the one-sided derivatives to the left and to the right differ, the step is made sixteen times smaller. Curvature then makes
/// the difference sixteen times smaller too; on a kink it stays. There any derivative between the two is right, and the error
/// is the distance to that range. Beside a kink, nearer than the step, the smaller step counts.
public func gradientCheck(
    at inputs: [Tensor], seed: UInt64 = 1, _ function: ([Variable]) -> Variable
) -> GradientCheck {
    var generator = SeededGenerator(seed: seed)
    let leaves = inputs.map { Variable($0) }
    let output = function(leaves)
    let weights = Tensor(randomUniform: output.shape, in: 0.5..<1.5, using: &generator)
    (output * .constant(weights)).sum().backward()

    func loss(_ changed: [Tensor]) -> Double {
        let values = function(changed.map { Variable.constant($0) }).value.scalars
        return zip(values, weights.scalars).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    // With the error of h² gone a larger step is right in 32 bits, where rounding is what is left.
    let isDouble = MemoryLayout<Scalar>.size == 8
    var result = GradientCheck()
    let center = loss(inputs)
    for (number, input) in inputs.enumerated() {
        let gradient = leaves[number].gradient ?? Tensor(zeros: input.shape)
        require(
            gradient.shape == input.shape,
            "gradientCheck: expected a gradient of shape \(input.shape), but got \(gradient.shape)")
        let analytics = gradient.scalars
        let largest = analytics.filter(\.isFinite).map(\.magnitude).max() ?? 0
        let floor = Double(largest) * (isDouble ? 1e-3 : 1e-2) + Double(Scalar.ulpOfOne)
        for element in 0..<input.size {
            let h = Double(finiteDifferenceStep) * (isDouble ? 1 : 4)
            func difference(_ h: Double) -> Double {
                var scalars = input.scalars
                scalars[element] += Scalar(h)
                let moved = Double(scalars[element]) - Double(input.scalars[element])
                var changed = inputs
                changed[number] = Tensor(scalars: scalars, shape: input.shape)
                return (loss(changed) - center) / moved
            }
            var (left, right) = (difference(-h), difference(h))
            let analytic = Double(analytics[element])
            let size = analytic.isFinite ? analytic.magnitude : 0
            let scale = max(size, (left + right).magnitude / 2, floor)
            let gap = (right - left).magnitude
            var (isKink, isSmooth) = (false, true)
            if gap > scale * 4 * h {
                let closer = (left: difference(-h / 16), right: difference(h / 16))
                let rest = (closer.right - closer.left).magnitude
                isKink = rest > gap / 4
                isSmooth = rest > gap / 32 && rest < gap / 8
                if !isSmooth { (left, right) = closer }
            }
            var nearest = (left + right) / 2
            if isKink {
                nearest = min(max(analytic, min(left, right)), max(left, right))
            } else if isSmooth {
                // Two steps, h and h/2, tell the error that shrinks with h²; without it the rest shrinks with h⁴.
                nearest = (4 * (difference(-h / 2) + difference(h / 2)) / 2 - nearest) / 3
            }
            let error = analytic.isFinite ? Scalar((analytic - nearest).magnitude / scale) : .nan
            result.elements += 1
            if isKink { result.kinks += 1 }
            // NaN counts as the largest possible error.
            if !result.worstError.isNaN && !(error <= result.worstError) {
                result.worstError = error
                result.worstPlace = (number, element)
                (result.analytic, result.numeric) = (Scalar(analytic), Scalar(nearest))
            }
        }
    }
    return result
}
