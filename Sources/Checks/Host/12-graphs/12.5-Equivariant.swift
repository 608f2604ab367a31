import Nabla

/// Tries the exercise's function on eight models, and says which of them pass.
func isEquivariant(x: Tensor, adjacency: Tensor, order: [Int], tableWeights: Tensor, featureWeights: Tensor)
    throws -> [Bool]
{
    let models: [(Tensor, Tensor) throws -> Tensor] = [
        { x, a in matmul(a, x) / maximum(a.sum(alongAxes: 1, keepingAxes: true), Tensor(1)) },
        { x, _ in x + Tensor(arange: 0..<x.shape[0]).expanded(atAxis: 1) },
        { x, a in
            var values = Tensor(zeros: x.shape)
            for node in 0..<x.shape[0] {
                for other in 0..<x.shape[0] where a[node, other].item > 0 { values[node] = x[other] }
            }
            return values
        },
        { _, a in matmul(a, tableWeights) },
        { x, _ in
            var sums = x
            for node in 1..<x.shape[0] { sums[node] += sums[node - 1] }
            return sums
        },
        { x, _ in x.mean(alongAxes: 0, keepingAxes: true) + 0 * x },
        { x, _ in matmul(x, featureWeights) },
        { _, a in a.sum(alongAxes: 1, keepingAxes: true) },
    ]
    return try models.map { try isEquivariant(model: $0, x: x, adjacency: adjacency, order: order) }
}
