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

    @Test("argmax and argmin take the first NaN, as max and min do", arguments: [3, 100])
    func argmaxOfNaN(count: Int) {
        #expect(Tensor([1, .nan, 3]).argmax() == 1 && Tensor([1, .nan, 3]).argmin() == 1)
        #expect(Tensor([.nan, 1, .nan]).argmax() == 0)
        #expect(Tensor([3, 1, 2, 1]).argmin() == 1)
        var x = Tensor(arange: 0..<count)
        x[1] = Tensor(Scalar.nan)
        x[count - 1] = Tensor(Scalar.nan)
        #expect(x.argmax() == 1 && x.argmin() == 1 && x.max().isNaN && x.min().isNaN)
        let columns = Tensor(stacking: [x, -x])
        #expect(columns.argmax(alongAxis: 1) == [1, 1])
        #expect(columns.argmin(alongAxis: 0)[0] == 0 && columns.argmax(alongAxis: 0)[1] == 0)
        #expect(columns.argmax(alongAxis: 0)[2] == (count == 3 ? 0 : 0))
        #expect(
            Tensor(zeros: [0, 3]).argmax(alongAxis: 1) == []
                && Tensor(zeros: [0, 3]).max(alongAxes: 1).shape == [0])
    }

    /// The bound is that of one rounding to 32 bits at the end; in 64 bits the error of the sum itself is far below it.
    @Test("sums, means, norms, variances and dot products of millions are right to the last digit")
    func millions() {
        let x = Tensor(repeating: 0.1, shape: [3_000_000])
        let tenth = Double(Scalar(0.1))
        func isRounded(_ value: Scalar, _ exact: Double) -> Bool {
            abs(Double(value) - exact) <= 0x1.01p-24 * exact
        }
        #expect(isRounded(x.sum(), 3_000_000 * tenth))
        #expect(isRounded(x.mean(), tenth))
        #expect(isRounded(x.norm(), (3_000_000 * tenth * tenth).squareRoot()))
        #expect(isRounded(dot(x, x), 3_000_000 * tenth * tenth))
        #expect(x.variance() < 1e-15)
        let columns = x.reshaped(to: [-1, 3])
        #expect(
            columns.sum(alongAxes: 0).scalars.allSatisfy { isRounded($0, 1_000_000 * tenth) })
        #expect(
            columns.mean(alongAxes: 0).scalars.allSatisfy { isRounded($0, tenth) })
        let added = columns.scatteringSum(to: [Int](repeating: 1, count: 1_000_000), of: 2)
        #expect(added[1].scalars.allSatisfy { isRounded($0, 1_000_000 * tenth) })
        #expect(added[0] == [0, 0, 0])
        // 1, 2, 1, 2, …: mean 1.5, variance 0.25, exactly.
        let pairs = Tensor([1, 2]).broadcast(to: [1_000_000, 2])
        #expect(pairs.mean() == 1.5 && pairs.variance() == 0.25 && pairs.mean(alongAxes: 0) == [1, 2])
        let plane = x[0..<1_000_000].reshaped(to: [1, 1, 1000, 1000])
        #expect(isRounded(averagePooling(plane, size: 1000, stride: 1).item, tenth))
        #expect(abs(convolutionBiasGradient(plane)[0].item - 100_000) < 0.01)
    }

    @Test("squares neither overflow nor vanish in a norm or a variance, and sums not in a mean")
    func extremeSizes() {
        #expect(
            Tensor([3e30, 4e30]).norm() == 5e30 && abs(Tensor([3e-30, 4e-30]).norm() / 5e-30 - 1) < 1e-6)
        #expect(Tensor([0, 0]).norm() == 0 && Tensor(zeros: [0]).norm() == 0)
        #expect(Tensor([1, .infinity]).norm() == .infinity && Tensor([1, .nan]).norm().isNaN)
        let large = Scalar.greatestFiniteMagnitude
        #expect(Tensor([large, 0]).norm() == large && Tensor([large, large]).norm() == .infinity)
        let least = Scalar.leastNonzeroMagnitude
        #expect(Tensor([least, 0]).norm() == least && Tensor([3 * least, 4 * least]).norm() == 5 * least)
        if Scalar.self == Float.self {
            #expect(Tensor([large, large]).mean() == large)
            #expect(Tensor([1e19, -1e19]).variance() == 1e38)
            #expect(
                Tensor([[large, -large], [large, -large]]).mean(alongAxes: 0) == Tensor([large, -large]))
        }
    }

    @Test("the mean of twenty million equal numbers is that number")
    func manyTerms() {
        let mean = Tensor(repeating: 0.1, shape: [20_000_000]).mean()
        let bound: Scalar = 0.1 * 0x1.01p-24
        #expect(abs(mean - 0.1) <= bound)
    }

    @Test("so is the mean of each column of sixty thousand rows")
    func manyRows() {
        let means = Tensor(repeating: 0.1, shape: [60_000, 3]).mean(alongAxes: 0)
        let bound: Scalar = 0.1 * 0x1.01p-24
        #expect(abs(means - 0.1).max() <= bound)
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
    @Test("a half-open range never gives its upper bound, however narrow or wide it is")
    func halfOpen() {
        var generator = SeededGenerator(seed: 2)
        let large = Scalar.greatestFiniteMagnitude
        let ranges: [Range<Scalar>] = [
            5..<(5 as Scalar).nextUp, 0..<Scalar.leastNonzeroMagnitude, -large..<large, -1..<1,
            (1 as Scalar).nextDown..<1, 1e6..<(1e6 as Scalar).nextUp.nextUp,
        ]
        for range in ranges {
            let x = Tensor(randomUniform: [10_000], in: range, using: &generator)
            #expect(x.scalars.allSatisfy { range.contains($0) }, "\(range)")
        }
        let wide = Tensor(randomUniform: [1000], in: -large..<large, using: &generator)
        #expect(wide.max() > 0.9 * large && wide.min() < -0.9 * large)
        #expect(Tensor(randomNormal: [3], mean: 2, standardDeviation: 0, using: &generator) == [2, 2, 2])
    }

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
