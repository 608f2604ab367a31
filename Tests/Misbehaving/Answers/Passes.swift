// A good answer.
// verdict: passed

import Exercises
import Foundation
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    2 * x
}
