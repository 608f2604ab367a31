import Nabla

/// A graph as the checks draw it: nodes that are told apart by their degrees.
struct DrawnGraph: Sendable {
    /// 1 where an edge joins two nodes, 0 elsewhere.
    var adjacency: Tensor

    var count: Int { adjacency.shape[0] }

    /// The neighbours of each node.
    var neighbors: [[Int]] {
        (0..<count).map { node in (0..<count).filter { adjacency[node, $0].item == 1 } }
    }

    /// Every edge once, the smaller number first.
    var edges: [(Int, Int)] {
        neighbors.enumerated().flatMap { node, others in others.filter { $0 > node }.map { (node, $0) } }
    }

    /// Draws a graph with at least three different degrees. One of its nodes, never the first, is alone if that is asked.
    init(_ count: Int, hasLoneNode: Bool, using generator: inout SeededGenerator) {
        repeat {
            adjacency = Tensor(zeros: [count, count])
            let alone = hasLoneNode ? Int.random(in: 1..<count, using: &generator) : -1
            for one in 0..<count {
                for other in one + 1..<max(count, one + 1)
                where one != alone && other != alone && Bool.random(using: &generator) {
                    adjacency[one, other] = Tensor(1)
                    adjacency[other, one] = Tensor(1)
                }
            }
        } while !isUneven(hasLoneNode: hasLoneNode)
    }

    private func isUneven(hasLoneNode: Bool) -> Bool {
        let degrees = neighbors.map(\.count)
        return degrees.count { $0 == 0 } == (hasLoneNode ? 1 : 0) && Set(degrees.filter { $0 > 0 }).count >= 3
    }
}

extension Tensor {
    /// The sum of each row, one beside each row.
    var rowSums: Tensor { sum(alongAxes: 1, keepingAxes: true) }
    /// Self-loops added.
    var looped: Tensor { self + Tensor(identity: shape[0]) }
}
