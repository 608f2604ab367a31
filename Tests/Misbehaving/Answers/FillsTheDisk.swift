// Many files, none of them large.
// verdict: crashed
// says: MB were written to files

import Exercises
import Foundation
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    for number in 0..<100_000 {
        try Data(count: 4 << 20).write(to: URL(fileURLWithPath: NSTemporaryDirectory() + "/\(number)"))
    }
    return x
}
