// Ends the program before there is a result.
// verdict: crashed
// says: before the check was done

import Exercises
import Foundation
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    exit(0)
}
