import Tensors
import Testing

@Suite("Tensor: shapes, literals, value semantics")
struct TensorTests {
    @Test("a nested literal has the shape of its nesting")
    func literal() {
        let x: Tensor = [[[1, 2], [3, 4]], [[5, 6], [7, 8]], [[9, 10], [11, 12]]]
        #expect(x.shape == [3, 2, 2])
        #expect(x.rank == 3)
        #expect(x.size == 3 * 2 * 2)
        #expect(x.scalars == (1...12).map { Scalar($0) })
    }

    @Test("changing a copy, a slice or a transpose leaves the original alone")
    func valueSemantics() {
        let x: Tensor = [[1, 2, 3], [4, 5, 6]]
        var copy = x
        copy[0, 0] = 10
        var row = x[1]
        row[2] = 60
        var turned = x.transposed()
        turned[0, 1] = 40
        var spread = x[0].broadcast(to: [2, 3])
        spread[0, 0] = -1
        #expect(x == [[1, 2, 3], [4, 5, 6]])
        #expect(copy == [[10, 2, 3], [4, 5, 6]])
        #expect(row == [4, 5, 60])
        #expect(turned == [[1, 40], [2, 5], [3, 6]])
        #expect(spread == [[-1, 2, 3], [1, 2, 3]])
    }

    @Test("slices select rows, columns and blocks")
    func slicing() {
        let x = Tensor(arange: 0..<24).reshaped(to: [4, 6])
        #expect(x[1] == [6, 7, 8, 9, 10, 11])
        #expect(x[-1, -1].item == 23)
        #expect(x[1..<3, 0] == [6, 12])
        #expect(x[.all, 1] == [1, 7, 13, 19])
        #expect(x[2..., ..<2] == [[12, 13], [18, 19]])
        #expect(x[..<(-2), 0] == [0, 6])
        #expect(x[(-2)..., 0] == [12, 18])
        #expect(x[...1, 0] == [0, 6])
        #expect(x[0...1, 4...5] == [[4, 5], [10, 11]])
        #expect(x.transposed()[4] == [4, 10, 16, 22])
        #expect(x.gathering([3, 0, 3])[.all, 0] == [18, 0, 18])
    }

    @Test("NaN equals nothing, whether two tensors share their numbers or not; zeros are equal")
    func equality() {
        let t = Tensor([1, .nan])
        let copy = t
        #expect(!(t == t) && t != copy && t != Tensor([1, .nan]) && t[0] == copy[0])
        #expect(t[1] != t[1] && t.transposed(permutation: [0]) != t)
        #expect(Tensor([0.0]) == Tensor([-0.0]) && Tensor(zeros: [0]) == Tensor(zeros: [0]))
        #expect(Tensor(zeros: [0, 2]) != Tensor(zeros: [2, 0]) && Tensor([1, 2]) != Tensor([1, 3]))
        let x: Tensor = [[1, 2], [3, 4]]
        #expect(x.transposed() == [[1, 3], [2, 4]] && x.transposed() != x)
        #expect(Tensor(1).broadcast(to: [2, 2]) == Tensor(ones: [2, 2]))
    }

    @Test("writing through a slice broadcasts")
    func sliceAssignment() {
        var x = Tensor(zeros: [2, 3])
        x[.all, 1] = [5, 6]
        x[0] = x[0] + 1
        x[1, 0..<2] = 9
        #expect(x == [[1, 6, 1], [9, 9, 0]])
    }

    @Test("reshape keeps row-major order, transpose does not")
    func reshapeAndTranspose() {
        let x: Tensor = [[1, 2], [3, 4], [5, 6]]
        #expect(x.transposed() == [[1, 3, 5], [2, 4, 6]])
        #expect(x.reshaped(to: [2, 3]) == [[1, 2, 3], [4, 5, 6]])
        #expect(x.transposed().reshaped(to: [3, -1]) == [[1, 3], [5, 2], [4, 6]])
        #expect(Tensor(arange: 0..<24).reshaped(to: [2, 3, 4]).flattened().shape == [2, 12])
        #expect(x.expanded(atAxis: 1).shape == [3, 1, 2])
        #expect(x.expanded(atAxis: -1).squeezed(axis: 2) == x)
        let cube = Tensor(arange: 0..<24).reshaped(to: [2, 3, 4])
        #expect(cube.transposed(permutation: [2, 0, 1])[3, 1, 2] == cube[1, 2, 3])
    }

    @Test("linspace ends where it says, at every count", arguments: 2..<200)
    func linspace(count: Int) {
        let x = Tensor(linspace: 0...0.7, count: count)
        #expect(x[0].item == 0 && x[-1].item == 0.7)
        #expect(x.max() == 0.7)
    }

    @Test("stacking and concatenating")
    func joining() {
        #expect(
            Tensor(concatenating: [[[1, 2]], [[3, 4], [5, 6]]], alongAxis: 0) == [[1, 2], [3, 4], [5, 6]])
        #expect(
            Tensor(concatenating: [[[1], [2]], [[3, 4], [5, 6]]], alongAxis: 1) == [[1, 3, 4], [2, 5, 6]])
        #expect(Tensor(oneHot: [2, 0], classes: 4) == [[0, 0, 1, 0], [1, 0, 0, 0]])
    }
}

@Suite("Broadcasting")
struct BroadcastingTests {
    @Test(
        "shapes fit from the right when equal or 1",
        arguments: [
            ([2, 3], [3], [2, 3]), ([5, 1, 3], [5, 2, 3], [5, 2, 3]), ([256, 256, 3], [3], [256, 256, 3]),
            ([4, 1], [1, 5], [4, 5]), ([], [2, 2], [2, 2]), ([0, 3], [1], [0, 3]),
        ])
    func fits(a: [Int], b: [Int], result: [Int]) {
        #expect(broadcastShape(a, b) == result)
        #expect(broadcastShape(b, a) == result)
    }

    @Test("shapes that do not fit", arguments: [([2, 3], [2]), ([4, 3], [4]), ([2, 2, 3], [3, 3])])
    func misfits(a: [Int], b: [Int]) {
        #expect(broadcastShape(a, b) == nil)
    }

    @Test("every way to walk two tensors gives the sum written as a loop")
    func againstLoops() {
        var generator = SeededGenerator(seed: 3)
        let shapes: [([Int], [Int])] = [
            ([4, 5], [4, 5]), ([4, 5], [5]), ([4, 5], [4, 1]), ([4, 5], [1, 1]), ([3, 1, 5], [4, 1]),
            ([2, 3, 4, 5], [3, 1, 5]), ([7], [2, 1]), ([300, 301], [301]), ([300, 301], [300, 1]),
        ]
        for (m, n) in shapes {
            let a = Tensor(randomNormal: m, using: &generator)
            let b = Tensor(randomNormal: n, using: &generator)
            let shape = broadcastShape(m, n)!
            let (x, y) = (a.broadcast(to: shape).scalars, b.broadcast(to: shape).scalars)
            #expect((a - b).scalars == zip(x, y).map { $0 - $1 }, "\(m) − \(n)")
            #expect((b / a).scalars == zip(y, x).map { $0 / $1 }, "\(n) / \(m)")
        }
        let t = Tensor(randomNormal: [30, 40], using: &generator)
        let s = Tensor(randomNormal: [40, 30], using: &generator)
        #expect((t.transposed() + s).scalars == zip(t.transposed().scalars, s.scalars).map { $0 + $1 })
        #expect((t[3..<20, 5..<9] * 2).scalars == t[3..<20, 5..<9].scalars.map { $0 * 2 })
    }

    @Test("the worked example of the course")
    func example() {
        let x: Tensor = [[2, 3, 4], [5, 6, 7]]
        #expect(x * [0.5, 0, 10] == [[1, 0, 40], [2.5, 0, 70]])
    }
}

@Suite("Element-wise functions")
struct ElementwiseTests {
    @Test("values at chosen points")
    func values() {
        #expect(relu([-2, 0, 3]) == [0, 0, 3])
        #expect(step([-0.5, 0, 0.5]) == [0, 1, 1])
        #expect(abs([-2, 3]) == [2, 3])
        #expect(square([-2, 3]) == [4, 9])
        #expect(maximum([1, 5], [4, 2]) == [4, 5])
        #expect(minimum([1, 5], 3) == [1, 3])
        #expect(([1, 2, 3] as Tensor .> 2) == [0, 0, 1])
        #expect(leakyRelu([-10, 10], slope: 0.1) == [-1, 10])
        #expect(-([1, -2] as Tensor) == [-1, 2])
        #expect(1 - ([1, -2] as Tensor) == [0, 3])
        let three: Scalar = 3
        #expect(three * ([1, -2] as Tensor) == [3, -6])
        #expect(([1, 3, 5] as Tensor .>= three) == [0, 1, 1])
    }

    @Test("exp, tanh and sigmoid agree with the C library to 3 units in the last place")
    func accuracy() {
        let x = Tensor(linspace: -86...88, count: 100_001)
        var worst = 0.0
        for (value, argument) in zip(exp(x).scalars, x.scalars) {
            let exact = reference.exp(Double(argument))
            worst = max(worst, abs(Double(value) - exact) / exact)
        }
        #expect(worst < 3 * Double(Scalar.ulpOfOne))
        let small = Tensor(linspace: -9...9, count: 100_001)
        for (value, argument) in zip(tanh(small).scalars, small.scalars) where argument != 0 {
            let exact = reference.tanh(Double(argument))
            #expect(
                abs(Double(value) - exact) <= 3 * Double(Scalar.ulpOfOne) * abs(exact), "tanh \(argument)")
        }
        #expect(abs(Double(sigmoid(7).item) - 0.999_088_948_805_599_3) < 1e-7)
    }

    @Test("extreme arguments")
    func extremes() {
        #expect(exp([1000, -1000, 0]) == Tensor([Scalar.infinity, 0, 1]))
        #expect(tanh([1000, -1000]) == [1, -1])
        #expect(sigmoid([1000, -1000]) == [1, 0])
        #expect(exp(Tensor(Scalar.nan)).item.isNaN)
    }

    @Test("tanh z = 2σ(2z) − 1")
    func tanhFromSigmoid() {
        let z = Tensor(linspace: -3...3, count: 61)
        let difference = abs(tanh(z) - (2 * sigmoid(2 * z) - 1)).max()
        #expect(difference < 1e-6)
    }

    @Test("numbers so small that they have lost digits (denormal) are numbers like others")
    func denormals() {
        guard Scalar.self == Float.self else { return }
        let tiny: Scalar = 1e-40
        let x = Tensor([tiny])
        #expect(log(Tensor(1e-38)).item == -87.498_23)
        #expect(abs(log(Tensor(1e-45)).item - -103.278_93) < 1e-5)
        #expect((x * 1).item == tiny)
        #expect((x + x).item == 2 * tiny)
        #expect((x / x).item == 1)
        #expect((-x).item == -tiny)
        #expect(Tensor([tiny, tiny]).sum() == 2 * tiny)
        #expect(x.mean() == tiny)
        #expect(sqrt(x).item == Scalar(Double(tiny).squareRoot()))
        for y in [tanh(x), abs(-x), relu(x), log1p(x), expm1(x), maximum(x, 0), x.max(alongAxes: 0)] {
            #expect(y.item == tiny)
        }
        #expect(sign(Tensor([tiny, -tiny])) == [1, -1])
        #expect(step(-x).item == 0)
        #expect((x .> 0).item == 1)
        #expect(Tensor([0, tiny]).argmax() == 1)
    }

    @Test("exp and sigmoid go down to the smallest number there is, and never fall where they should rise")
    func smallResults() {
        let x = Tensor(linspace: -110 ... -80, count: 300_001)
        // Half a unit of the smallest numbers, 2 units in the last place of the others.
        let (unit, relative) = (Double(Scalar.leastNonzeroMagnitude), 3 * Double(Scalar.ulpOfOne))
        for y in [exp(x), sigmoid(x)] {
            for (value, argument) in zip(y.scalars, x.scalars) {
                let exact = reference.exp(Double(argument))
                guard abs(Double(value) - exact) <= relative * exact + unit else {
                    Issue.record("\(argument): \(value), expected \(exact)")
                    return
                }
            }
            #expect(zip(y.scalars, y.scalars.dropFirst()).allSatisfy { $0 <= $1 })
        }
        let wide = Tensor(linspace: -20...20, count: 400_001)
        for y in [exp(wide), sigmoid(wide), tanh(wide)] {
            #expect(zip(y.scalars, y.scalars.dropFirst()).allSatisfy { $0 <= $1 })
        }
    }

    @Test("eˣ − 1 keeps its digits near 0")
    func exponentialMinusOne() {
        for argument in Tensor(linspace: -2...2, count: 40_001).scalars + [1e-7, -1e-7, 1e-30]
        where argument != 0 {
            let exact = reference.expm1(Double(argument))
            let value = Double(expm1(Tensor(argument)).item)
            #expect(abs(value - exact) <= 6 * Double(Scalar.ulpOfOne) * abs(exact), "\(argument)")
        }
        #expect(expm1(Tensor([-Scalar.infinity, -1000, 1000])) == Tensor([-1, -1, Scalar.infinity]))
        #expect(expm1(Tensor(Scalar.nan)).item.isNaN)
    }

    @Test("softplus keeps its digits on both sides, and is never below ReLU")
    func softplusDigits() {
        let x = Tensor(linspace: -80...80, count: 160_001)
        for (value, argument) in zip(softplus(x).scalars, x.scalars) {
            let z = Double(argument)
            let exact = max(z, 0) + reference.log1p(reference.exp(-abs(z)))
            guard abs(Double(value) - exact) <= 4 * Double(Scalar.ulpOfOne) * exact, value >= max(argument, 0) else {
                Issue.record("\(argument): \(value), expected \(exact)")
                return
            }
        }
        #expect(softplus(Tensor([-Scalar.infinity, -1000, 1000, .infinity])) == Tensor([0, 0, 1000, .infinity]))
    }

    @Test("binary cross-entropies of scores and their slopes keep their digits, for labels and for shares")
    func sigmoidCrossEntropyDigits() {
        let z = Tensor(linspace: -40...40, count: 8_001)
        for label in [0, 0.25, 1] as [Scalar] {
            let y = Tensor(repeating: label, shape: z.shape)
            let losses = sigmoidCrossEntropies(scores: z, expected: y).scalars
            let slopes = sigmoidCrossEntropySlopes(scores: z, expected: y).scalars
            for (i, score) in z.scalars.enumerated() {
                let (z, y) = (Double(score), Double(label))
                let (plus, minus) = (reference.log1p(reference.exp(-z)), reference.log1p(reference.exp(z)))
                let loss = y * plus + (1 - y) * minus
                #expect(abs(Double(losses[i]) - loss) <= 6 * Double(Scalar.ulpOfOne) * loss, "\(z), \(y)")
                let slope = (1 - y) / (1 + reference.exp(-z)) - y / (1 + reference.exp(z))
                let size = (1 - y) / (1 + reference.exp(-z)) + y / (1 + reference.exp(z))
                #expect(abs(Double(slopes[i]) - slope) <= 6 * Double(Scalar.ulpOfOne) * size, "\(z), \(y)")
            }
        }
    }

    @Test("NaN is stepped over by none of them")
    func notANumber() {
        let x = Tensor([Scalar.nan])
        let exponentials = [
            exp(x), log(x), log1p(x), expm1(x), tanh(x), sigmoid(x), softmax(x), logSoftmax(x), softplus(x),
            sigmoidCrossEntropies(scores: x, expected: [0]), sigmoidCrossEntropySlopes(scores: x, expected: [0]),
        ]
        let others = [sqrt(x), square(x), abs(x), sin(x), cos(x), relu(x), leakyRelu(x), pow(x, 3), -x]
        let choices = [step(x), sign(x), maximum(x, 0), minimum(0, x)]
        for (number, y) in (exponentials + others + choices).enumerated() {
            #expect(y.item.isNaN, "\(number)")
        }
    }
}
