// A process that outlives the answer by far.
// verdict: passed

import Exercises
import Foundation
import Nabla

/// Stands for this run among all processes of the machine: the test puts another number here each time.
let mark = 314_159

/// Starts a process that outlives this one.
func leave(_ command: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    try? process.run()
}

func double(_ x: Tensor) throws -> Tensor {
    leave("sleep \(mark)")
    return 2 * x
}
