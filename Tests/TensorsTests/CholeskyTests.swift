import Tensors
import Testing

@Suite("Cholesky factorization and symmetric systems")
struct CholeskyTests {
    /// [[4, 2], [2, 5]] = L·Lᵀ with L = [[2, 0], [1, 2]]: 2·2, 1·2, 1·1 + 2·2.
    @Test("by hand")
    func byHand() throws {
        #expect(try cholesky([[4, 2], [2, 5]]) == [[2, 0], [1, 2]])
        #expect(try cholesky([[25, 15, -5], [15, 18, 0], [-5, 0, 11]]) == [[5, 0, 0], [3, 3, 0], [-1, 1, 3]])
        // 4x + 2y = 2, 2x + 5y = −3: x = 1, y = −1.
        #expect(try solve(symmetric: [[4, 2], [2, 5]], [2, -3]) == [1, -1])
        #expect(try solve(symmetric: [[4]], [[8, 2]]) == [[2, 0.5]])
        #expect(try cholesky(Tensor(zeros: [0, 0])).shape == [0, 0])
    }

    @Test("L·Lᵀ gives the matrix back, and A·x the right side", arguments: [1, 2, 17, 64, 150])
    func random(n: Int) throws {
        var generator = SeededGenerator(seed: UInt64(n))
        let x = Tensor(randomNormal: [2 * n + 3, n], using: &generator)
        let a = matmul(x.transposed(), x) / Scalar(n) + 0.1 * Tensor(identity: n)
        let L = try cholesky(a)
        let scale = abs(a).max()
        #expect(abs(matmul(L, L.transposed()) - a).max() < 2e-6 * scale)
        for i in 0..<n { #expect(L[i, (i + 1)...].scalars.allSatisfy { $0 == 0 } && L[i, i].item > 0) }
        let b = Tensor(randomNormal: [n, 3], using: &generator)
        #expect(abs(matmul(a, solve(cholesky: L, b)) - b).max() < 1e-4)
        #expect(abs(matmul(a, solve(cholesky: L, b[.all, 1])) - b[.all, 1]).max() < 1e-4)
    }

    @Test("the upper triangle is not read")
    func lowerOnly() throws {
        let nan = Tensor(Scalar.nan)
        #expect(try cholesky([[4, nan], [2, 5]]) == [[2, 0], [1, 2]])
    }

    @Test("what is not positive definite is thrown, with row and hint")
    func errors() {
        func failure(_ a: Tensor) -> NotPositiveDefinite? {
            do { _ = try cholesky(a) } catch { return error as? NotPositiveDefinite }
            return nil
        }
        let dependent = failure([[1, 1], [1, 1]])
        #expect(dependent?.row == 1 && dependent?.pivot == 0)
        #expect(failure([[-2]])?.pivot == -2)
        let third = failure([[1, 0, 2], [0, 1, 0], [2, 0, 1]])
        #expect(third?.row == 2 && third?.pivot == -3)
        #expect(failure([[1, 0], [0, Tensor(Scalar.nan)]])?.row == 1)
        #expect("\(dependent!)".contains("expected a positive definite matrix"))
        #expect("\(dependent!)".contains("add a small number to the diagonal"))
    }
}
