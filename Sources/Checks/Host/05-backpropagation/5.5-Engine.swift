import Exercises

/// Tries the operation alone: its value, and the derivatives on the edges to each of the two.
func product(a: Double, b: Double) throws -> (value: Double, derivatives: [Double]) {
    let (x, y) = (Value(a), Value(b))
    let result = try product(x, y)
    return (result.value, [derivative(of: x, in: result), derivative(of: y, in: result)])
}

func exponential(a: Double) throws -> (value: Double, derivatives: [Double]) {
    let x = Value(a)
    let result = try exponential(x)
    return (result.value, [derivative(of: x, in: result)])
}

/// Calls the backward pass twice on a graph and lists the gradients of its nodes after each call. The graph is given node
/// by node, each after its parents: values, parents, local derivatives, and the gradients that are on them before.
func backward(values: [Double], parents: [[Int]], derivatives: [[Double]], gradients: [Double]) throws -> [[Double]] {
    var nodes: [Value] = []
    for index in values.indices {
        let edges = zip(parents[index], derivatives[index]).map { (parent: nodes[$0], derivative: $1) }
        nodes.append(Value(values[index], edges))
        nodes[index].gradient = gradients[index]
    }
    return try (1...2).map { _ in
        try backward(from: nodes[nodes.count - 1])
        return nodes.map(\.gradient)
    }
}

private func derivative(of node: Value, in result: Value) -> Double {
    result.edges.filter { $0.parent === node }.reduce(0) { $0 + $1.derivative }
}
