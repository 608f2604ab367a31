import Exercises
import Nabla

// 12.6  One answer per graph
//
// Is this molecule soluble? Such a question is about a whole graph. Many graphs are put into one table of nodes, and after
// the last layer the nodes of each graph are averaged: the readout.
//
//     x [n, d]   what the layers made of each node
//     graph      n numbers: which graph the node belongs to, in any order
//     graphs     G, how many graphs there are
//     returns [G, d], the mean over the nodes of each graph; a row of zeros for a graph without nodes
//
// Example: x = [[1], [5], [3]], graph = [1, 0, 1], graphs = 3. The answer is [[5], [2], [0]].
//
// `means[graph] += x[node]` adds a row to a row of a tensor in a `var`.

func readout(x: Tensor, graph: [Int], graphs: Int) throws -> Tensor {
    var means = Tensor(zeros: [graphs, x.shape[1]])
    var counts = [Scalar](repeating: 0, count: graphs)
    for (node, number) in graph.enumerated() {
        means[number] += x[node]
        counts[number] += 1
    }
    for number in counts.indices where counts[number] > 0 { means[number] /= counts[number] }
    return means
}

// Why: a mean does not care in which order the nodes come, and does not grow with their number, so graphs of any size can be
// compared. The number of graphs is given: counting those that occur would lose an empty one and shift all after it.
