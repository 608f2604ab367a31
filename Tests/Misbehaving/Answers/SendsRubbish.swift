// Sends the judge bytes that are no reply.
// verdict: crashed

import Exercises
import Foundation
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    let rubbish = [UInt8](repeating: 0xff, count: 4096)
    for descriptor in Int32(100)..<256 { _ = write(descriptor, rubbish, rubbish.count) }
    return 2 * x
}
