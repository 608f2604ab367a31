// By hand: the engine has no such function. A kit for students has the stub here.

import Nabla

func write(next: ([Int]) -> [Scalar], start: Int, end: Int, limit: Int) throws -> [Int] {
    var written: [Int] = []
    for _ in 0..<limit {
        let symbol = Tensor(next([start] + written)).argmax()
        guard symbol != end else { break }
        written.append(symbol)
    }
    return written
}
