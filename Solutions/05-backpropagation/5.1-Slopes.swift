import Exercises
import Nabla

// 5.1  Derivatives of activation functions
//
// How fast does each activation rise at z? z is what goes *into* the activation, not what comes out. At its
// corner, z = 0, ReLU has no derivative; by the rule of this course it counts as 0 there.
//
//     z [N]   the inputs of the activation, of both signs and 0
//     returns sigmoid [N], tanh [N], relu [N]: the derivatives of the three at each z
//
// Example: z = [0, 3]. The derivatives of the sigmoid are [0.25, 0.0452], those of tanh [1, 0.0099], those of ReLU
// [0, 1].
//
// sigmoid(z), tanh(z) and relu(z) work on a whole tensor; z .> 0 is 1 where z is above 0, and 0 elsewhere.
// By hand, please: without the engine's `Variable`, which finds a gradient by itself.

func slopes(of z: Tensor) throws -> (sigmoid: Tensor, tanh: Tensor, relu: Tensor) {
    let (s, t) = (sigmoid(z), tanh(z))
    return (s * (1 - s), 1 - t * t, z .> 0)
}

// Why: both formulas are written with the output, which the forward pass has computed already: no exponential
// is needed in the backward pass. They also say where learning stops: s near 0 or 1, t near -1 or 1, z below 0.
