import Tensors

/// Measures the slope of a function at a point by two nudges: (f(x + h) − f(x − h)) / 2h.
///
/// The error shrinks with h² until rounding takes over: h near 10⁻⁵ is best in 64 bits, near 10⁻² in 32.
public func centralDifference(at x: Scalar, step h: Scalar = nudge, _ f: (Scalar) -> Scalar) -> Scalar {
    (f(x + h) - f(x - h)) / (2 * h)
}

/// The step of a nudge, fitted to the precision of `Scalar`: its third root keeps both errors of a central
/// difference equally small.
public let nudge: Scalar = Scalar(MemoryLayout<Scalar>.size == 8 ? 1e-5 : 1e-2)

/// What a comparison of `backward()` with nudges found.
public struct GradientCheck: CustomStringConvertible {
    /// The largest relative error over all elements of all inputs.
    public var worstError: Scalar = 0
    /// Where it is: the number of the input, and the place in its row-major order.
    public var worstPlace = (input: 0, element: 0)
    /// The slope from `backward()` there.
    public var computed: Scalar = 0
    /// The slope from nudges there.
    public var nudged: Scalar = 0
    /// How many elements were compared, and how many of them stood on a kink.
    public var elements = 0
    public var kinks = 0

    public var description: String {
        "worst relative error \(worstError) at input \(worstPlace.input), element \(worstPlace.element): "
            + "backward says \(computed), nudging says \(nudged) (\(elements) elements, \(kinks) on a kink)"
    }
}

/// Compares the gradients of a function with nudges, at every element of every input.
///
/// The goal is the sum of the outputs, each weighted by a number of its own, so that no reverse rule gets by on an
/// upstream gradient of 1. In 64 bits (`-Xswiftc -DNABLA_DOUBLE`) right rules come out below 10⁻⁶, and one that is wrong
/// by a thousandth stands out. In 32 bits they come out below 10⁻², and a mistake must be one part in thirty to be
/// seen. The error is relative to the larger of the two slopes, or to a thousandth (in 32 bits a
/// hundredth) of the largest slope of that input where both are smaller: near zero a ratio says nothing.
///
/// Where the slopes to the left and to the right differ, the step is made sixteen times smaller. Curvature then makes
/// the difference sixteen times smaller too; on a kink it stays. There any slope between the two is right, and the error
/// is the distance to that range. Beside a kink, nearer than the step, the smaller step counts.
public func gradientCheck(
    at inputs: [Tensor], seed: UInt64 = 1, _ function: ([Variable]) -> Variable
) -> GradientCheck {
    var generator = SeededGenerator(seed: seed)
    let leaves = inputs.map { Variable($0) }
    let output = function(leaves)
    let weights = Tensor(randomUniform: output.shape, in: 0.5..<1.5, using: &generator)
    (output * .constant(weights)).sum().backward()

    func goal(_ changed: [Tensor]) -> Double {
        let values = function(changed.map { Variable.constant($0) }).value.scalars
        return zip(values, weights.scalars).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    // With the error of h² gone a larger step is right in 32 bits, where rounding is what is left.
    let isDouble = MemoryLayout<Scalar>.size == 8
    var result = GradientCheck()
    let center = goal(inputs)
    for (number, input) in inputs.enumerated() {
        let gradient = leaves[number].gradient ?? Tensor(zeros: input.shape)
        require(
            gradient.shape == input.shape,
            "gradientCheck: expected a gradient of shape \(input.shape), but got \(gradient.shape)")
        let slopes = gradient.scalars
        let largest = slopes.filter(\.isFinite).map(\.magnitude).max() ?? 0
        let floor = Double(largest) * (isDouble ? 1e-3 : 1e-2) + Double(Scalar.ulpOfOne)
        for element in 0..<input.size {
            let h = Double(nudge) * (isDouble ? 1 : 4)
            func nudged(_ h: Double) -> Double {
                var scalars = input.scalars
                scalars[element] += Scalar(h)
                let moved = Double(scalars[element]) - Double(input.scalars[element])
                var changed = inputs
                changed[number] = Tensor(scalars: scalars, shape: input.shape)
                return (goal(changed) - center) / moved
            }
            var (left, right) = (nudged(-h), nudged(h))
            let computed = Double(slopes[element])
            let size = computed.isFinite ? computed.magnitude : 0
            let scale = max(size, (left + right).magnitude / 2, floor)
            let difference = (right - left).magnitude
            var (isKink, isSmooth) = (false, true)
            if difference > scale * 4 * h {
                let closer = (left: nudged(-h / 16), right: nudged(h / 16))
                let rest = (closer.right - closer.left).magnitude
                isKink = rest > difference / 4
                isSmooth = rest > difference / 32 && rest < difference / 8
                if !isSmooth { (left, right) = closer }
            }
            var nearest = (left + right) / 2
            if isKink {
                nearest = min(max(computed, min(left, right)), max(left, right))
            } else if isSmooth {
                // Two steps, h and h/2, tell the error that shrinks with h²; without it the rest shrinks with h⁴.
                nearest = (4 * (nudged(-h / 2) + nudged(h / 2)) / 2 - nearest) / 3
            }
            let error = computed.isFinite ? Scalar((computed - nearest).magnitude / scale) : .nan
            result.elements += 1
            if isKink { result.kinks += 1 }
            // A slope that is no number is the worst of all, and stays it.
            if !result.worstError.isNaN && !(error <= result.worstError) {
                result.worstError = error
                result.worstPlace = (number, element)
                (result.computed, result.nudged) = (Scalar(computed), Scalar(nearest))
            }
        }
    }
    return result
}
