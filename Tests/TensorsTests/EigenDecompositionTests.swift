import Tensors
import Testing

@Suite("Eigendecomposition of a symmetric matrix")
struct EigenDecompositionTests {
    /// [[2, 1], [1, 2]] stretches (1, 1) by 3 and leaves (1, −1) as it is.
    @Test("by hand, with the sign that is promised")
    func byHand() {
        let (values, vectors) = eigenDecomposition(symmetric: [[2, 1], [1, 2]])
        let half = sqrt(Tensor(0.5))
        let expected: (values: Tensor, vectors: Tensor) = ([1, 3], [[half, half], [-half, half]])
        #expect(abs(values - expected.values).max() < 1e-6)
        #expect(abs(vectors - expected.vectors).max() < 1e-6)
        let diagonal = eigenDecomposition(symmetric: [[5, 0, 0], [0, -2, 0], [0, 0, 1]])
        #expect(diagonal.values == [-2, 1, 5])
        #expect(diagonal.vectors == [[0, 0, 1], [1, 0, 0], [0, 1, 0]])
        #expect(eigenDecomposition(symmetric: [[7]]).values == [7])
        #expect(eigenDecomposition(symmetric: Tensor(zeros: [0, 0])).values.shape == [0])
    }

    @Test("V·diag(λ)·Vᵀ gives the matrix back, V is orthonormal, λ ascends", arguments: [2, 3, 17, 64, 150])
    func random(n: Int) {
        var generator = SeededGenerator(seed: UInt64(n))
        let x = Tensor(randomNormal: [n, n], using: &generator)
        let a = x + x.transposed()
        let (values, vectors) = eigenDecomposition(symmetric: a)
        let back = matmul(vectors * values, vectors.transposed())
        #expect(abs(back - a).max() < 2e-5 * abs(a).max())
        #expect(abs(matmul(vectors.transposed(), vectors) - Tensor(identity: n)).max() < 1e-5)
        #expect(zip(values.scalars, values.scalars.dropFirst()).allSatisfy(<=))
        for column in 0..<n {
            let vector = vectors[.all, column]
            #expect(vector[abs(vector).argmax()].item > 0)
        }
    }

    @Test("the principal components of points on a line, as the documentation has them")
    func principalComponents() {
        let x: Tensor = [[3, 4], [6, 8], [9, 12], [-3, -4]] + [1, 7]
        let centered = x - x.mean(alongAxes: 0)
        let covariance = matmul(centered.transposed(), centered) / 4
        let (variances, directions) = eigenDecomposition(symmetric: covariance)
        // 5, 10, 15 and −5 along (3, 4)/5: the mean is 6.25, the variance 54.6875.
        let (direction, expected): (Tensor, Tensor) = ([0.6, 0.8], [0, 54.6875])
        #expect(abs(directions[.all, 1] - direction).max() < 1e-5)
        #expect(abs(variances - expected).max() < 1e-3)
    }

    @Test("the upper triangle is not read")
    func lowerOnly() {
        #expect(eigenDecomposition(symmetric: [[2, 99], [0, 3]]).values == [2, 3])
    }
}
