import Tensors
import Testing

/// Sums of a million products, which a total of 32 bits is too large to take up to the end. Tenths, so that each addition
/// rounds; the right values are products of two numbers.
@Suite("Long sums of products")
struct LongSumsTests {
    private let count = 1_000_000
    private let tenth = Double(0.1 as Scalar)

    private func error(_ sums: Tensor, _ expected: Double) -> Double {
        sums.scalars.map { abs(Double($0) / expected - 1) }.max()!
    }

    @Test("matrix products: few rows and columns, transposed or not, with leading axes, on top of a bias")
    func products() {
        let tenths = Tensor(repeating: 0.1, shape: [count, 3])
        let ones = Tensor(ones: [count, 3])
        let expected = tenth * Double(count)
        let row = tenths.reshaped(to: [3, count])
        for (left, right) in [
            (row[0...0], Tensor(ones: [count, 1])), (row, Tensor(ones: [count, 1])), (row[0...0], ones),
            (row, ones), (tenths.transposed(), ones),
            (tenths.transposed(), ones.reshaped(to: [3, count]).transposed()),
        ] {
            #expect(error(matmul(left, right), expected) < 3e-4, "\(left.shape) · \(right.shape)")
        }
        let batch = Tensor(stacking: [tenths.transposed(), tenths.transposed()])
        #expect(error(matmul(batch, Tensor(stacking: [ones, ones])), expected) < 3e-4)
        #expect(error(matmul(row, ones, adding: Tensor(repeating: 100_000, shape: [3])), expected + 100_000) < 3e-4)
        #expect(error(matmul(tenths.transposed()[0], Tensor(ones: [count])), expected) < 3e-4)
    }

    @Test("the gradient of a kernel sums over every window, of one large image and of many small ones")
    func kernels() {
        for (shape, weight) in [
            ([1, 1, 1000, 1000], [1, 1, 1, 1]), ([1, 2, 600, 800], [3, 2, 3, 3]), ([1500, 1, 28, 28], [17, 1, 3, 3]),
        ] {
            let y = convolutionShape(shape, weight)
            let gradient = convolutionWeightGradient(
                Tensor(repeating: 0.1, shape: shape), Tensor(ones: y), weightShape: weight)
            #expect(error(gradient, tenth * Double(y[0] * y[2] * y[3])) < 3e-4, "\(shape)")
        }
    }

    @Test("sums in pieces are those of the loop where nothing rounds")
    func exact() {
        // Whole numbers: every product and every total is exact in 32 bits.
        let (m, k, n) = (3, 40_000, 5)
        let a = Tensor(scalars: (0..<m * k).map { Scalar($0 % 7 - 3) }, shape: [m, k])
        let b = Tensor(scalars: (0..<k * n).map { Scalar($0 % 5 - 2) }, shape: [k, n])
        let product = matmul(a, b)
        for i in 0..<m {
            for j in 0..<n { #expect(product[i, j].item == dot(a[i], b[.all, j])) }
        }
    }
}
