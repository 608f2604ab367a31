import Grading
import Nabla

func update(w: Tensor, b: Scalar, x: Tensor, y: Scalar, rate: Scalar) throws -> (w: Tensor, b: Scalar) {
    let score = dot(w, x) + b
    guard y * score <= 0 else { return (w, b) }
    return (w + x * (rate * y), b + rate * y)
}

// Why: y·score is positive exactly when sign and label agree, so one comparison covers both classes and the tie. The
// step raises y·score by rate·(|x|² + 1): it always helps this sample, though perhaps not enough in one go.
