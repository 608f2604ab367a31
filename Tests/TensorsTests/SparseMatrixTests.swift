import Tensors
import Testing

@Suite("Sparse matrices")
struct SparseMatrixTests {
    private let a = SparseMatrix(
        shape: [4, 3], elements: [(3, 1, 3), (0, 1, 2), (3, 0, -1), (0, 0, 0.5), (2, 2, 1), (2, 2, 0.5)])

    @Test("elements come in any order, rows are kept in order, and those of one place are added up")
    func layout() {
        #expect(a.rowStarts == [0, 2, 2, 3, 5])
        #expect(a.columns == [0, 1, 2, 0, 1])
        #expect(a.values == [0.5, 2, 1.5, -1, 3])
        #expect(a.dense == [[0.5, 2, 0], [0, 0, 0], [0, 0, 1.5], [-1, 3, 0]])
        #expect(a.places.map(\.row) == [0, 0, 2, 3, 3])
        #expect(a.rowSums == [2.5, 0, 1.5, 2])
    }

    @Test("long rows, and many elements of one place, are added up in 64 bits")
    func longSums() {
        // 100 ones behind 2²⁵: in 32 bits each of them is lost.
        let ones = Tensor(scalars: [33_554_432] + [Scalar](repeating: 1, count: 2_000), shape: [2_001, 1])
        let row = SparseMatrix(shape: [1, 2_001], elements: (0..<2_001).map { (0, $0, 1) })
        #expect(matmul(row, ones).item == 33_556_432)
        let place = SparseMatrix(shape: [1, 1], elements: ones.scalars.map { (0, 0, $0) })
        #expect(place.values == [33_556_432])
    }

    @Test("NaN equals nothing, whether the elements lie in one place or in two")
    func equality() {
        let numbers = SparseMatrix(shape: [1, 2], elements: [(0, 0, 1), (0, 1, .nan)])
        #expect(numbers != numbers)
        #expect(numbers != SparseMatrix(shape: [1, 2], elements: [(0, 0, 1), (0, 1, .nan)]))
        #expect(a == a && a != a.transposed())
    }

    @Test("the transpose of the sparse is the transpose of the dense, and twice it is the same")
    func transpose() {
        #expect(a.transposed().dense == a.dense.transposed())
        #expect(a.transposed().transposed() == a)
    }

    @Test("a product equals that of the dense matrix; more axes on the right are kept")
    func product() {
        var generator = SeededGenerator(seed: 1)
        let elements = (0..<400).map { _ in
            (
                row: Int.random(in: 0..<300, using: &generator), column: Int.random(in: 0..<200, using: &generator),
                value: Scalar(Int.random(in: -4...4, using: &generator))
            )
        }
        let large = SparseMatrix(shape: [300, 200], elements: elements)
        let x = Tensor(scalars: (0..<200 * 33).map { Scalar($0 % 17 - 8) }, shape: [200, 33])
        #expect(matmul(large, x) == matmul(large.dense, x))
        #expect(
            matmul(large, x.transposed().reshaped(to: [200, 33]))
                == matmul(large.dense, x.transposed().reshaped(to: [200, 33])))
        let deep = x[.all, 0..<6].reshaped(to: [200, 2, 3])
        #expect(matmul(large, deep) == matmul(large.dense, x[.all, 0..<6]).reshaped(to: [300, 2, 3]))
        #expect(matmul(a, [1, 2, 4]) == [4.5, 0, 6, 5])
        #expect(matmul(SparseMatrix(shape: [0, 3], elements: []), Tensor(ones: [3, 2])).shape == [0, 2])
        // A row of 1,500 tenths is added up in 64 bits.
        let long = SparseMatrix(shape: [1, 1500], elements: (0..<1500).map { (0, $0, Scalar(0.1)) })
        let sum = (0..<1500).reduce(0.0) { sum, _ in sum + Double(Scalar(0.1)) }
        #expect(matmul(long, Tensor(ones: [1500, 3])) == Tensor(repeating: Scalar(sum), shape: [1, 3]))
    }

    @Test("the transpose is that of the values at hand, also where its places are known already")
    func transposes() {
        let first = a.transposed()
        #expect(first.dense == a.dense.transposed())
        #expect(a.transposed() == first)
        let other = a.replacingValues(with: a.values.map { -3 * $0 })
        #expect(other.transposed().dense == other.dense.transposed())
        #expect(other.transposed().transposed() == other)
        let empty = SparseMatrix(shape: [0, 3], elements: [])
        #expect(matmul(empty.transposed(), Tensor(zeros: [0, 2])) == Tensor(zeros: [3, 2]))
    }

    @Test("other values in the same places")
    func values() {
        let ones = a.replacingValues(with: [1, 1, 1, 1, 1])
        #expect(ones.dense == [[1, 1, 0], [0, 0, 0], [0, 0, 1], [1, 1, 0]])
        #expect(ones.columns == a.columns)
    }
}
