// By hand: the engine has no such function. A kit for students has the stub here.

import Nabla

func batches(x: Tensor, y: [Int], order: [Int], size: Int) throws -> [(x: Tensor, y: [Int])] {
    var (rest, found) = (order[...], [(x: Tensor, y: [Int])]())
    while !rest.isEmpty {
        let part = Array(rest.prefix(size))
        found.append((x.gathering(part), part.map { y[$0] }))
        rest = rest.dropFirst(size)
    }
    return found
}
