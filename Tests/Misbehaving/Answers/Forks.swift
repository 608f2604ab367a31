// Fifty processes at once.
// verdict: crashed
// says: processes were running

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
    for _ in 0..<50 { leave("sleep \(mark)") }
    sleep(1000)
    return x
}
