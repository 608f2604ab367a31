// By hand: the engine has no such function. A kit for students has the stub here.

import Nabla

func pairs(
    sequences: [[Int]], start: Int, end: Int, padding: Int
) throws -> (inputs: [[Int]], targets: [[Int]], mask: [[Int]]) {
    let width = (sequences.map(\.count).max() ?? 0) + 1
    var (inputs, targets, mask) = ([[Int]](), [[Int]](), [[Int]]())
    for sequence in sequences {
        let rest = width - sequence.count - 1
        inputs.append([start] + sequence + Array(repeating: padding, count: rest))
        targets.append(sequence + [end] + Array(repeating: padding, count: rest))
        mask.append(Array(repeating: 1, count: width - rest) + Array(repeating: 0, count: rest))
    }
    return (inputs, targets, mask)
}
