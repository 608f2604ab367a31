import Nabla

func kMeans(_ x: Tensor, clusters k: Int, iterations rounds: Int, using g: inout SeededGenerator) -> (
    centers: Tensor, labels: [Int], inertia: Scalar
) {
    var c = x.gathering(Array((0..<x.shape[0]).shuffled(using: &g).prefix(k)))
    for _ in 0..<rounds {
        let near = squaredDistances(x, c).argmin(alongAxis: 1)
        let members = Tensor(oneHot: near, classes: c.shape[0]).transposed()
        let counts = members.sum(alongAxes: 1, keepingAxes: true)
        let means = matmul(members, x) / maximum(counts, Tensor(1))
        let empty = counts .== 0
        c = means * (1 - empty) + c * empty
    }
    return (c, [], 0)
}
func eigenDecomposition(symmetric matrix: Tensor) -> (values: Tensor, vectors: Tensor) {
    let n = matrix.shape[0]
    var g = SeededGenerator(seed: 1)
    let block = min(n, 44)
    var q = orthonormalized(Tensor(randomNormal: [block, n], using: &g))
    for _ in 0..<(n < 10 ? 200 : 60) { q = orthonormalized(matmul(q, matrix)) }
    let values = (matmul(q, matrix) * q).sum(alongAxes: 1)
    let back = Array((0..<block).reversed())
    let v = q.gathering(back).padded(alongAxis: 0, before: n - block, after: 0).transposed()
    return (values.gathering(back).padded(alongAxis: 0, before: n - block, after: 0), v)
}
