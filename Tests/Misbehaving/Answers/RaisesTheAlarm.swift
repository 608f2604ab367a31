// An alarm before its time is no sign that time is over.
// verdict: crashed
// says: Stopped by the system (signal 14)

import Exercises
import Foundation
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    raise(SIGALRM)
    return x
}
