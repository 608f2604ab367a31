// By hand: the engine has no such function. A kit for students has the stub here.

import Nabla

func pairs(ids: [Int], length: Int) throws -> [(input: [Int], target: [Int])] {
    var (rest, found) = (ids[...], [(input: [Int], target: [Int])]())
    while rest.count > length {
        found.append((Array(rest.prefix(length)), Array(rest.dropFirst().prefix(length))))
        rest = rest.dropFirst(length)
    }
    return found
}
