// A function that calls itself for ever.
// verdict: crashed
// says: calls itself

import Exercises
import Foundation
import Nabla

func descend(_ depth: Int) -> Int { depth < 0 ? 0 : 1 + descend(depth + 1) }

func double(_ x: Tensor) throws -> Tensor {
    print(descend(0))
    return x
}
