import Exercises
import Nabla

// 3.1  Slopes by finite differences
//
// How fast does f change with each variable? Move one variable up by h and read f, move it down by h and read f. The
// difference of the two readings, divided by the distance of the two places, is the central difference: it estimates the
// partial derivative. Each variable is moved alone, from the place x as it was given.
//
//     f         takes places [D] and returns a number
//     x [D]     the place
//     h         how far to move, to each side
//     returns [D], the numerical gradient: one partial derivative for each variable
//
// Example: f(x) = x₀² + 3x₁ at [3, 5] with h = 0.5. Variable 0: (12.25 + 15 − (6.25 + 15)) / 1 = 6. Variable 1:
// 3. The answer is [6, 3].
//
// The checks use for f the sum of all a·x³, and c·(first x)·(last x), with a and c shown if something is wrong.
//
// `x.size` is the number of variables. `var place = x` makes a copy that may be changed: `place[0] += h`.
// `Tensor(numbers)` makes a tensor of an array of `Scalar`.
// By hand, please: without the engine's `centralDifference`.

func numericGradient(of f: (Tensor) -> Scalar, at x: Tensor, h: Scalar) throws -> Tensor {
    var slopes: [Scalar] = []
    for k in 0..<x.size {
        var (up, down) = (x, x)
        up[k] += h
        down[k] -= h
        slopes.append((f(up) - f(down)) / (2 * h))
    }
    return Tensor(slopes)
}

// Why: a finite difference to one side is off by half the curvature times h; from both sides that error cancels, and
// what is left shrinks with h². Fresh copies for every variable keep all partial derivatives at one place: that is
// what a gradient is.
