// One request for more memory than there is.
// verdict: crashed
// says: more than 128 MB of memory

import Exercises
import Foundation
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    print([UInt8](repeating: 1, count: 1 << 42).count)
    return x
}
