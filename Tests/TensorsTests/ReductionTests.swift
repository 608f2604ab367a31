import Tensors
import Testing

@Suite("Reductions")
struct ReductionTests {
    let x: Tensor = [[1, 2, 3], [4, 5, 6]]

    @Test("whole tensor")
    func whole() {
        let total: Scalar = 1 + 2 + 3 + 4 + 5 + 6
        #expect(x.sum() == total)
        #expect(x.mean() == total / 6)
        #expect(x.max() == 6)
        #expect(x.min() == 1)
        let squares: Scalar = 2.5 * 2.5 + 1.5 * 1.5 + 0.5 * 0.5
        #expect(abs(x.variance() - 2 * squares / 6) < 1e-6)
        #expect(Tensor(zeros: [0]).sum() == 0)
    }

    @Test("along an axis")
    func axes() {
        let columns: [Scalar] = [1 + 4, 2 + 5, 3 + 6]
        let rows: [Scalar] = [1 + 2 + 3, 4 + 5 + 6]
        #expect(x.sum(alongAxes: 0).scalars == columns)
        #expect(x.sum(alongAxes: 1).scalars == rows)
        #expect(x.sum(alongAxes: -1, keepingAxes: true) == [[6], [15]])
        #expect(x.sum(alongAxes: 0, 1).item == 21)
        #expect(x.mean(alongAxes: 0) == [2.5, 3.5, 4.5])
        #expect(x.max(alongAxes: 0) == [4, 5, 6])
        #expect(x.min(alongAxes: 1) == [1, 4])
        #expect(x.transposed().sum(alongAxes: 1) == x.sum(alongAxes: 0))
        #expect(Tensor(zeros: [0, 3]).sum(alongAxes: 0) == [0, 0, 0])
    }

    @Test("argmax takes the first of equals")
    func argmax() {
        #expect(([[1, 3, 3], [9, 2, 1]] as Tensor).argmax(alongAxis: 1) == [1, 0])
        #expect(([[1, 3, 3], [9, 2, 1]] as Tensor).argmax(alongAxis: 0) == [1, 0, 0])
        #expect(([[1, 3, 3], [9, 2, 1]] as Tensor).argmax() == 3)
    }

    @Test("the mean of twenty million equal numbers is that number")
    func manyTerms() {
        let mean = Tensor(repeating: 0.1, shape: [20_000_000]).mean()
        // Within a block each running sum takes 64 roundings of at most 2⁻²⁴.
        let bound: Scalar = 0.1 * 64 * 0x1p-24
        #expect(abs(mean - 0.1) < bound)
    }

    @Test("so is the mean of each column of sixty thousand rows")
    func manyRows() {
        let means = Tensor(repeating: 0.1, shape: [60_000, 3]).mean(alongAxes: 0)
        // Within a block a running sum takes 256 roundings of at most 2⁻²⁴.
        let bound: Scalar = 0.1 * 256 * 0x1p-24
        #expect(abs(means - 0.1).max() < bound)
        #expect(Tensor(ones: [20_000_000, 2]).sum(alongAxes: 0) == [20_000_000, 20_000_000])
    }

    @Test("a number that is none shows, wherever it stands", arguments: 0..<3)
    func notANumber(place: Int) {
        var x: Tensor = [1, 3, 2]
        x[place] = Tensor(Scalar.nan)
        #expect(x.max().isNaN && x.min().isNaN && x.sum().isNaN)
        #expect(x.reshaped(to: [3, 1]).max(alongAxes: 0).item.isNaN)
        #expect(maximum(x, [0, 0, 0]).sum().isNaN && maximum([0, 0, 0], x).sum().isNaN)
        #expect(minimum(x, [0, 0, 0]).sum().isNaN && minimum([0, 0, 0], x).sum().isNaN)
        #expect(relu(x).sum().isNaN && leakyRelu(x).sum().isNaN)
    }

    @Test("long sums and large tensors agree with sums in 64 bits")
    func large() {
        var generator = SeededGenerator(seed: 5)
        let big = Tensor(randomUniform: [700, 513], using: &generator)
        let exact = big.scalars.reduce(0.0) { $0 + Double($1) }
        #expect(abs(Double(big.sum()) - exact) / exact < 1e-6)
        let columns = big.sum(alongAxes: 0).scalars
        for j in [0, 100, 512] {
            let expected = (0..<700).reduce(0.0) { $0 + Double(big[$1, j].item) }
            #expect(abs(Double(columns[j]) - expected) / expected < 1e-6)
        }
        let cube = big.reshaped(to: [70, 10, 513])
        #expect(cube.sum(alongAxes: 0, 2).shape == [10])
        #expect(abs(cube.max(alongAxes: 1).max() - big.max()) == 0)
    }
}

@Suite("Matrix product")
struct MatrixProductTests {
    @Test("the four sums written out")
    func worked() {
        let a: Tensor = [[1, 2], [3, 4]]
        let b: Tensor = [[5, 6], [7, 8]]
        let expected: [[Scalar]] = [
            [1 * 5 + 2 * 7, 1 * 6 + 2 * 8],
            [3 * 5 + 4 * 7, 3 * 6 + 4 * 8],
        ]
        #expect(matmul(a, b) == Tensor(expected))
    }

    @Test("transposed, sliced and broadcast factors equal their copies")
    func views() {
        var generator = SeededGenerator(seed: 9)
        func matrix(_ m: Int, _ n: Int) -> Tensor { Tensor(randomNormal: [m, n], using: &generator) }
        func loops(_ a: Tensor, _ b: Tensor) -> Tensor {
            var c = Tensor(zeros: [a.shape[0], b.shape[1]])
            for i in 0..<a.shape[0] {
                for j in 0..<b.shape[1] { c[i, j] = Tensor((a[i] * b[.all, j]).sum()) }
            }
            return c
        }
        let pairs = [
            (matrix(3, 4), matrix(4, 5)), (matrix(4, 3).transposed(), matrix(5, 4).transposed()),
            (matrix(9, 8)[2..<5, 1..<5], matrix(9, 8).transposed()[0..<4, 2..<7]),
            (matrix(3, 1).broadcast(to: [3, 4]), matrix(4, 1)), (matrix(1, 4), matrix(4, 1)),
            (matrix(4, 1).transposed(), matrix(1, 4).transposed()),
            (matrix(1, 4), matrix(4, 5)), (matrix(1, 4), matrix(5, 4).transposed()),
            (matrix(4, 1).transposed(), matrix(4, 5)), (matrix(6, 4)[2..<3], matrix(4, 9)[0..., 2..<7]),
            (matrix(3, 4), matrix(4, 1)), (matrix(4, 3).transposed(), matrix(1, 4).transposed()),
            (matrix(3, 4), matrix(4, 6)[0..., 2..<3]), (matrix(9, 8)[2..<5, 1..<5], matrix(4, 1)),
        ]
        for (a, b) in pairs { #expect(abs(matmul(a, b) - loops(a, b)).max() < 1e-5, "\(a.shape)·\(b.shape)") }
    }

    /// Small whole numbers, whose sums are exact in any order.
    @Test(
        "products that are shared among cores are exact at every element",
        arguments: [
            [301, 77, 203], [1_003, 64, 30], [30, 64, 1_003], [17, 9_001, 19],
        ])
    func large(sizes: [Int]) {
        let (m, k, n) = (sizes[0], sizes[1], sizes[2])
        var generator = SeededGenerator(seed: 4)
        func digits(_ rows: Int, _ columns: Int) -> Tensor {
            Tensor(
                scalars: (0..<(rows * columns)).map { _ in Scalar(Int.random(in: -3...3, using: &generator))
                },
                shape: [rows, columns])
        }
        let (a, b, bias) = (digits(m, k), digits(k, n), digits(1, n)[0])
        let (rows, columns) = (a.scalars.map { Int($0) }, b.transposed().scalars.map { Int($0) })
        var expected = [Scalar](repeating: 0, count: m * n)
        for i in 0..<m {
            for j in 0..<n {
                var sum = 0
                for x in 0..<k { sum += rows[i * k + x] * columns[j * k + x] }
                expected[i * n + j] = Scalar(sum)
            }
        }
        let product = Tensor(scalars: expected, shape: [m, n])
        // The same factors, stored by rows and by columns.
        let aByColumns = Tensor(scalars: a.transposed().scalars, shape: [k, m])
        let bByColumns = Tensor(scalars: b.transposed().scalars, shape: [n, k])
        for left in [a, aByColumns.transposed()] {
            for right in [b, bByColumns.transposed()] {
                #expect(matmul(left, right) == product)
                #expect(matmul(left, right, adding: bias) == product + bias)
            }
        }
    }

    @Test("vectors and more axes")
    func ranks() {
        let w: Tensor = [[1, 2], [3, 4], [5, 6]]
        #expect(matmul([1, 1, 1], w) == [9, 12])
        #expect(matmul(w, [1, 10]) == [21, 43, 65])
        #expect(dot([1, 2, 3], [4, 5, 6]) == 32)
        let batch = Tensor(arange: 0..<12).reshaped(to: [2, 2, 3])
        #expect(matmul(batch, w).shape == [2, 2, 2])
        #expect(matmul(batch, w)[1, 1] == matmul(batch[1, 1], w))
        #expect(matmul(Tensor(zeros: [0, 3]), w).shape == [0, 2])
    }
}

@Suite("Random numbers")
struct RandomTests {
    @Test("the same seed gives the same numbers, another seed others")
    func seeds() {
        var (a, b, c) = (SeededGenerator(seed: 1), SeededGenerator(seed: 1), SeededGenerator(seed: 2))
        let x = Tensor(randomNormal: [50], using: &a)
        #expect(x == Tensor(randomNormal: [50], using: &b))
        #expect(x != Tensor(randomNormal: [50], using: &c))
    }

    @Test("mean and spread of 100,000 draws lie within five standard errors")
    func moments() {
        var generator = SeededGenerator(seed: 7)
        let normal = Tensor(randomNormal: [100_000], mean: 2, standardDeviation: 3, using: &generator)
        let root: Scalar = Scalar(100_000).squareRoot()
        #expect(abs(normal.mean() - 2) < 5 * 3 / root)
        #expect(abs(normal.variance() - 9) < 5 * 9 * 1.415 / root)
        let uniform = Tensor(randomUniform: [100_000], in: -1..<3, using: &generator)
        let standardError = (16.0 / 12 / 100_000 as Scalar).squareRoot()
        #expect(uniform.min() >= -1 && uniform.max() < 3)
        #expect(abs(uniform.mean() - 1) < 5 * standardError)
    }
}

@Suite("Printing")
struct PrintingTests {
    @Test("columns are aligned and only the decimals needed are shown")
    func texts() {
        #expect("\(Tensor([1, 2, 3]))" == "[1, 2, 3]")
        #expect("\(Tensor([0.5, -2, 10]))" == "[ 0.5, -2.0, 10.0]")
        #expect("\(Tensor([[1, 2], [30, 4]]))" == "[[ 1,  2],\n [30,  4]]")
        #expect("\(Tensor(2.5))" == "2.5")
        #expect("\(Tensor([1.0 / 3, 2]))" == "[0.3333, 2.0000]")
        #expect("\(Tensor([Scalar.nan, Scalar.infinity, 1]))" == "[nan, inf,   1]")
        #expect("\(Tensor([1e-6, 1]))" == "[1e-6,  1e0]")
        #expect("\(Tensor(zeros: [0]))" == "[]")
        #expect("\(Tensor(zeros: [2, 1, 2]))" == "[[[0, 0]],\n\n [[0, 0]]]")
        #expect("\(Tensor(arange: 0..<2000))" == "[   0,    1,    2, …, 1997, 1998, 1999]")
    }
}
