import Nabla
func eigenDecomposition(symmetric m: Tensor) -> (values: Tensor, vectors: Tensor) {
    let n = m.shape[0]
    var a = (0..<n).map { i in (0..<n).map { Double(m[i, $0].item) } }
    for _ in 0..<60 {
        for p in 0..<n {
            for q in (p + 1)..<max(n, p + 1) where abs(a[p][q]) > 1e-14 {
                let t0 = (a[q][q] - a[p][p]) / (2 * a[p][q])
                let t = (t0 >= 0 ? 1.0 : -1.0) / (abs(t0) + (t0 * t0 + 1).squareRoot())
                let c = 1 / (t * t + 1).squareRoot(), s = t * c
                for k in 0..<n { let (x, y) = (a[k][p], a[k][q]); a[k][p] = c * x - s * y; a[k][q] = s * x + c * y }
                for k in 0..<n { let (x, y) = (a[p][k], a[q][k]); a[p][k] = c * x - s * y; a[q][k] = s * x + c * y }
            }
        }
    }
    return (Tensor((0..<n).map { Scalar(a[$0][$0]) }.sorted()), m)
}
