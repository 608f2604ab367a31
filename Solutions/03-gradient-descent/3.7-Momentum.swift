import Exercises
import Nabla

// 3.7  Momentum
//
// The page's rule, for any number of steps: the new velocity is β times the old one, minus this step's rate
// times this step's gradient; then the place moves by the new velocity. Place and velocity start at 0. The
// gradients are given, whatever the place is, so that the answer is exact. The rate changes from step to
// step.
//
//     gradients [T, D]   one gradient a row
//     rates [T]          the learning rate of each step
//     beta               the fraction β of the velocity that is kept
//     returns [T, D]; row t is the place after that step
//
// Example: gradients [[2], [4], [0]], rates [0.1, 0.2, 0.2], beta 0.6. Velocities −0.2, −0.92, −0.552; places
// −0.2, −1.12, −1.672.
//
// `gradients.shape` is [T, D]; `gradients[0]` is the first row, `rates[0].item` a number. `Tensor(zeros:
// [3])` makes zeros, and `Tensor(stacking: rows)` a matrix of an array of rows.

func momentum(gradients: Tensor, rates: Tensor, beta: Scalar) throws -> Tensor {
    var velocity = Tensor(zeros: [gradients.shape[1]])
    var place = velocity
    var places: [Tensor] = []
    for t in 0..<gradients.shape[0] {
        velocity = beta * velocity - rates[t].item * gradients[t]
        place += velocity
        places.append(place)
    }
    return Tensor(stacking: places)
}

// Why: with the rate inside the velocity each gradient keeps the rate of its own step; with the rate outside, old
// gradients would be scaled anew at every change. Both are in use, and agree only while the rate stays the same.
