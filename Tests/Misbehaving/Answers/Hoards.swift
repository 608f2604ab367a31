// Memory that grows without end.
// verdict: crashed
// says: more than 128 MB of memory

import Exercises
import Foundation
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    var hoard: [[UInt8]] = []
    while hoard.count >= 0 { hoard.append([UInt8](repeating: UInt8(hoard.count & 255), count: 1 << 20)) }
    return x
}
