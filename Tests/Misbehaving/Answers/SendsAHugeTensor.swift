// A reply that says it is larger than all memory.
// verdict: crashed

import Exercises
import Foundation
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    var reply: [UInt8] = [0, 5, 2, 0, 0, 0, 0, 0, 0, 0]
    for _ in 0..<2 { reply += [0, 0, 0, 0, 0, 1, 0, 0] }
    let frame = Frame.bytes(of: reply)
    for descriptor in Int32(100)..<256 { _ = write(descriptor, frame, frame.count) }
    return 2 * x
}
