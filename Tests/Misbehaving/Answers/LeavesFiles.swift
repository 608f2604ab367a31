// Files in its working folder and in the temporary one.
// verdict: passed

import Exercises
import Foundation
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    for folder in [".", NSTemporaryDirectory()] {
        try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/left-behind"))
    }
    return 2 * x
}
