import Testing

@testable import Tensors

/// Products of sizes at which the kernel changes its way: whole tiles and what is left of them, one panel and two, parts of the
/// inner length, few rows and many. Each is compared with the products of its single rows, which OpenBLAS computes.
@Suite("Matrix products at the borders of tiles, panels and parts")
struct ProductTileTests {
    static let rows = [2, 3, 4, 5, 7, 8, 9, 12, 13, 32, 33, 257]
    static let depths = [16, 17, 20, 256, 257, 515]
    static let columns = [9, 16, 17, 24, 31, 32, 33, 48, 65]

    @Test("equal the products of their rows, however the factors lie", arguments: rows)
    func borders(rows m: Int) {
        var generator = SeededGenerator(seed: UInt64(m))
        for k in Self.depths {
            for n in Self.columns {
                let a = Tensor(randomNormal: [m, k], using: &generator)
                let b = Tensor(randomNormal: [k, n], using: &generator)
                let start = Tensor(randomNormal: [n], using: &generator)
                let expected = Tensor(
                    scalars: (0..<m).flatMap { matmul(a[$0], b).scalars }, shape: [m, n])
                let bound = 1e-6 * Scalar(k).squareRoot() * 10
                for (what, left, right) in layouts(a, b) {
                    let product = matmul(left, right)
                    #expect(abs(product - expected).max() < bound, "\(what) [\(m), \(k)] · [\(k), \(n)]")
                    let sum = matmul(left, right, adding: start)
                    #expect(abs(sum - (expected + start)).max() < bound, "\(what) plus a vector, \(m) \(k) \(n)")
                }
            }
        }
    }

    /// So many that a core takes its part of them in several blocks.
    @Test("thousands of rows equal their products with the same factor, sixty at a time", arguments: [17, 33, 64])
    func manyRows(columns n: Int) {
        var generator = SeededGenerator(seed: UInt64(n))
        let (m, k) = (4_203, 60)
        let a = Tensor(randomNormal: [m, k], using: &generator)
        let b = Tensor(randomNormal: [k, n], using: &generator)
        let pieces = stride(from: 0, to: m, by: 60).flatMap { matmul(a[$0..<min($0 + 60, m)], b).scalars }
        let expected = Tensor(scalars: pieces, shape: [m, n])
        for (what, left, right) in layouts(a, b) {
            #expect(abs(matmul(left, right) - expected).max() < 1e-4, "\(what), \(n) columns")
            let sum = matmul(left, right, adding: b[0])
            #expect(abs(sum - (expected + b[0])).max() < 1e-4, "\(what) plus a vector, \(n) columns")
        }
    }

    /// The same factors: as they are, transposed, and inside larger matrices that are full of NaN.
    private func layouts(_ a: Tensor, _ b: Tensor) -> [(String, Tensor, Tensor)] {
        let (at, bt) = (a.transposed().rowMajorCopy().transposed(), b.transposed().rowMajorCopy().transposed())
        return [
            ("as they are", a, b), ("left transposed", at, b), ("right transposed", a, bt),
            ("inside others", framed(a), framed(b)), ("inside others, transposed", framed(at), framed(bt)),
        ]
    }

    private func framed(_ x: Tensor) -> Tensor {
        let isTransposed = x.strides[0] == 1
        let inner = isTransposed ? x.transposed() : x
        let (rows, columns) = (inner.shape[0], inner.shape[1])
        var frame = Tensor(repeating: .nan, shape: [rows + 2, columns + 3])
        frame[1..<(rows + 1), 1..<(columns + 1)] = inner
        let part = frame[1..<(rows + 1), 1..<(columns + 1)]
        return isTransposed ? part.transposed() : part
    }

    @Test("a NaN or an infinity in a row stays in its row")
    func notFinite() {
        for value in [Scalar.nan, .infinity] {
            for (m, n) in [(13, 40), (40, 33), (9, 7)] {
                var a = Tensor(ones: [m, 20])
                a[2, 3] = Tensor(value)
                let product = matmul(a, Tensor(ones: [20, n]))
                #expect((0..<m).allSatisfy { row in product[row].scalars.allSatisfy { $0.isFinite } == (row != 2) })
            }
        }
    }
}
