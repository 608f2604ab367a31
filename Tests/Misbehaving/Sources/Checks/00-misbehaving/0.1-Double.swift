// 0.1 double
// points: 1
// hint: What is twice a number?
// hint: A number times a tensor multiplies each element.
// hint: 2 * x

import Grading
import Nabla

let double = Check<Tensor, Tensor>(result: "doubled") { c in
    c.inputs { generator in [generator.nonZeroHalves([3]), generator.nonZeroHalves([5])] }
    c.right { 2 * $0 }
    c.wrong("This is half of each number.") { $0 / 2 }
    c.opposite()
}
