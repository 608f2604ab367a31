// Ends the program before there is a result.
// verdict: crashed
// says: Without a verdict there are no points

import Exercises
import Foundation
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    exit(0)
}
