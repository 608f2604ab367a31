// An endless loop.
// verdict: timed out
// says: No answer after 0.5 s.
// seconds: 0.5

import Exercises
import Foundation
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    while CommandLine.argc > 0 {}
    return x
}
