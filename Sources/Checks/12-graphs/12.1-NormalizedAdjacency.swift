// 12.1 normalizedAdjacency
// points: 2
// minutes: 10
// difficulty: easy
// essential: yes
// by hand: Graph
// hint: Do the example on paper: which entries are not 0 before the division, and which two degrees does each of them join?
// hint: Self-loops first, then the degrees: a self-loop counts as a neighbour.
// hint: Row sums with `keepingAxes: true` are [n, 1], transposed they are [1, n]. Their product is an n × n table of dᵢ·dⱼ.

import Grading
import Nabla

extension Tensor {
    /// Each entry divided by the roots of the two degrees that it joins.
    fileprivate func normalized(by degrees: Tensor) -> Tensor { self / sqrt(degrees * degrees.transposed()) }
    /// The same by two diagonal matrices, where 1/√0 is ∞ and 0·∞ is NaN.
    fileprivate func scaled(by degrees: Tensor) -> Tensor {
        let roots = 1 / sqrt(degrees)
        return roots * self * roots.transposed()
    }
    fileprivate var right: Tensor { looped.normalized(by: looped.rowSums) }
    /// The rows of a node without neighbours left 0.
    fileprivate var guarded: Tensor { normalized(by: maximum(rowSums, Tensor(1))) }
}

let normalizedAdjacency = Check<Tensor, Tensor>(input: "adjacency", result: "Â") { c in
    c.inputs { generator in
        [5, 7, 6].map { DrawnGraph($0, hasLoneNode: true, using: &generator).adjacency }
    }
    c.right { $0.right }
    c.wrong("The self-loops are missing. A node averages over its neighbours and itself.", { $0.guarded })
    c.wrong(
        "The self-loops are missing, and a node without neighbours is divided by 0. Which neighbour does every node have after the first step?",
        { $0.normalized(by: $0.rowSums) }, { $0.scaled(by: $0.rowSums) })
    c.wrong(
        "The degrees were counted before the self-loops were added. Which row sums belong to the matrix that you divide?",
        { $0.looped.normalized(by: $0.rowSums) }, { $0.looped.scaled(by: $0.rowSums) },
        { $0.looped.normalized(by: maximum($0.rowSums, Tensor(1))) })
    c.wrong(
        .convention,
        "Each row was divided by its degree: every row sums to 1. That is an average too, but the text asks for both degrees of an edge."
    ) { $0.looped / $0.looped.rowSums }
    c.wrong(
        .axis,
        "Each column was divided by its degree: every column sums to 1. An edge joins two degrees; where is the other?"
    ) { $0.looped / $0.looped.rowSums.transposed() }
    c.wrong(
        .sign,
        "Multiplied by the roots: edges between nodes of high degree grow. The sum over many neighbours should not."
    ) {
        $0.looped * sqrt($0.looped.rowSums * $0.looped.rowSums.transposed())
    }
    c.wrong(.twice, "Every node has two self-loops. Count how often the identity was added.") {
        $0.looped.looped.normalized(by: $0.looped.looped.rowSums)
    }
    c.wrong("Divided by both degrees in full. The two roots together weigh as much as one degree.") {
        $0.looped / ($0.looped.rowSums * $0.looped.rowSums.transposed())
    }
    c.wrong(
        .average, "Nothing is divided: the entries are 0 and 1. A sum over many neighbours grows with their number."
    ) {
        $0.looped
    }
    c.wrong("This is the adjacency matrix as it came.") { $0 }
    c.wrong(
        "Only one root was taken: the other degree stands there in full.",
        {
            $0.looped / ($0.looped.rowSums * sqrt($0.looped.rowSums.transposed()))
        }, { $0.looped / (sqrt($0.looped.rowSums) * $0.looped.rowSums.transposed()) })
    c.wrong(
        "Only the rows were divided by the roots. Each entry joins two nodes.", { $0.looped / sqrt($0.looped.rowSums) })
    c.wrong("Only the columns were divided by the roots. Each entry joins two nodes.") {
        $0.looped / sqrt($0.looped.rowSums.transposed())
    }
    c.wrong("Every degree counts as one number that does not depend on the node.", forEach: [2, 3, 4] as [Scalar]) {
        $0.looped / $1
    }
    c.wrong(
        "The matrix was divided by the number of nodes. By what should the entry of a node with two neighbours be divided?"
    ) {
        $0.looped / Scalar($0.shape[0])
    }
    c.accepts("two diagonal matrices") {
        let roots = Tensor(identity: $0.shape[0]) / sqrt($0.looped.rowSums)
        return matmul(matmul(roots, $0.looped), roots)
    }
}
