// A flood of output.
// verdict: crashed
// says: more than 16 MB were printed

import Exercises
import Foundation
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    let line = String(repeating: "x", count: 1 << 20)
    for _ in 0..<1024 { print(line) }
    return 2 * x
}
