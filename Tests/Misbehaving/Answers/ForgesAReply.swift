// Sends the judge a reply of its own making: it is a value like any other, and a wrong one.
// verdict: wrong

import Exercises
import Foundation
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    let reply = [UInt8](Frame.bytes(of: Reply.value(.text("passed")).bytes))
    for descriptor in Int32(100)..<256 { _ = write(descriptor, reply, reply.count) }
    return 2 * x
}
