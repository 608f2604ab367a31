// A file that grows without end, and has no name by which it could be found.
// verdict: crashed

import Exercises
import Foundation
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    let path = NSTemporaryDirectory() + "/misbehaving"
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let file = FileHandle(forWritingAtPath: path)!
    unlink(path)
    for _ in 0..<100_000 { file.write(Data(count: 1 << 20)) }
    return x
}
