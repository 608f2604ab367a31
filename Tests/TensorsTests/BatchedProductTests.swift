import Tensors
import Testing

/// Every product against three loops in 64 bits. (Those of two matrices are also in TensorTests.)
@Suite("Matrix products over leading axes")
struct BatchedProductTests {
    /// c[…, i, j] = Σₖ a[…, i, k]·b[…, k, j]
    private func byLoops(_ a: Tensor, _ b: Tensor) -> Tensor {
        let (m, k, n) = (a.shape[a.rank - 2], a.shape[a.rank - 1], b.shape[b.rank - 1])
        let leading = broadcastShape(Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)))!
        let left = a.broadcast(to: leading + [m, k]).scalars.map { Double($0) }
        let right = b.broadcast(to: leading + [k, n]).scalars.map { Double($0) }
        var result: [Scalar] = []
        for place in 0..<leading.reduce(1, *) {
            for i in 0..<m {
                for j in 0..<n {
                    var sum = 0.0
                    for p in 0..<k { sum += left[(place * m + i) * k + p] * right[(place * k + p) * n + j] }
                    result.append(Scalar(sum))
                }
            }
        }
        return Tensor(scalars: result, shape: leading + [m, n])
    }

    private func expectProduct(_ a: Tensor, _ b: Tensor, _ what: String) {
        let (product, expected) = (matmul(a, b), byLoops(a, b))
        #expect(product.shape == expected.shape, "\(what)")
        if product.shape == expected.shape { #expect(abs(product - expected).max() < 1e-4, "\(what)") }
    }

    @Test(
        "shapes: leading axes are broadcast, from one matrix to many",
        arguments: [
            ([2, 3, 4], [2, 4, 5]), ([2, 3, 4], [4, 5]), ([3, 4], [2, 4, 5]), ([2, 1, 3, 4], [6, 4, 5]),
            ([7, 1, 4], [7, 4, 3]), ([7, 3, 4], [7, 4, 1]), ([1, 1, 1], [3, 1, 1]), ([300, 2, 3], [300, 3, 2]),
            ([2, 70, 90], [2, 90, 110]), ([1, 120, 90], [1, 90, 70]), ([3, 2, 65, 33], [1, 2, 33, 17]),
        ] as [([Int], [Int])])
    func shapes(_ a: [Int], _ b: [Int]) {
        var generator = SeededGenerator(seed: 1)
        expectProduct(
            Tensor(randomNormal: a, using: &generator), Tensor(randomNormal: b, using: &generator), "\(a) · \(b)")
    }

    @Test("transposed, permuted, sliced, strided and broadcast factors are read as they look")
    func views() {
        var generator = SeededGenerator(seed: 2)
        let x = Tensor(randomNormal: [4, 6, 3, 5], using: &generator)
        let y = Tensor(randomNormal: [4, 3, 5, 6], using: &generator)
        // The heads of attention: [N, T, h, d] seen as [N, h, T, d], and its transpose.
        let heads = x.transposed(permutation: [0, 2, 1, 3])
        expectProduct(heads, heads.transposed(), "heads by their transpose")
        expectProduct(heads, y, "permuted")
        expectProduct(x.transposed(permutation: [3, 2, 0, 1]), x[0, .all, 1], "no axis without gaps")
        expectProduct(x[1..<3, .all, 1..<2], y[1..<3, 0..<1, .all, 1..<4], "sliced")
        expectProduct(x[0, 0].broadcast(to: [2, 3, 5]), x[1, .all, 2].transposed(), "broadcast along an axis")
        expectProduct(Tensor([[2]]).broadcast(to: [3, 4]), Tensor(ones: [2, 4, 2]), "one number, repeated")
        expectProduct(x[.all, .all, 1], y[0, 0], "many rows with a gap between them")
    }

    @Test("empty axes: no matrices, no rows, and sums of nothing")
    func empty() {
        #expect(matmul(Tensor(ones: [0, 2, 3]), Tensor(ones: [0, 3, 4])).shape == [0, 2, 4])
        #expect(matmul(Tensor(ones: [5, 0, 3]), Tensor(ones: [5, 3, 4])).shape == [5, 0, 4])
        #expect(matmul(Tensor(ones: [2, 2, 0]), Tensor(ones: [2, 0, 3])) == Tensor(zeros: [2, 2, 3]))
    }

    @Test("NaN and infinity stay in their own matrix")
    func notANumber() {
        var a = Tensor(ones: [3, 2, 2])
        a[1, 0, 0] = Tensor(Scalar.nan)
        let y = matmul(a, Tensor(ones: [3, 2, 2]))
        #expect(y[0] == Tensor(repeating: 2, shape: [2, 2]) && y[2] == y[0] && y[1, 0, 0].item.isNaN)
    }

    @Test("what cannot be multiplied is said, with a hint")
    func messages() {
        #expect(ShapeError.matmul([2, 3, 4], [2, 4, 5]) == nil)
        #expect(ShapeError.matmul([5, 1, 3, 4], [2, 4, 5]) == nil)
        #expect(
            ShapeError.matmul([2, 3, 4], [5, 4, 6])?.contains(
                "expected leading axes [2] and [5] that are compatible (equal lengths, or 1)") == true)
        #expect(
            ShapeError.matmul([2, 3, 4], [2, 5, 4])?.hasPrefix(
                "matmul: inner lengths must agree, but got [2, 3, 4] · [2, 5, 4]; did you mean b.transposed()?")
                == true)
        #expect(
            ShapeError.matmul([2, 3, 4], [2, 5, 6])?.hasSuffix(
                "the last axis of the left must be as long as the last but one axis of the right") == true)
        #expect(ShapeError.matmul([4], [2, 4, 5])?.contains("make the vector a row") == true)
    }
}
