import Autodiff
import Tensors
import Testing

/// An operation with inputs to check it at.
struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let shapes: [[Int]]
    var range: Range<Scalar> = -2..<2
    let function: @Sendable ([Variable]) -> Variable
}

/// A central difference is exact to about 10⁻¹⁰ in 64 bits, to about 10⁻³ in 32.
let tolerance: Scalar = MemoryLayout<Scalar>.size == 8 ? 1e-6 : 1e-2

/// Every primitive goes through one check of every element. Extents are unequal, so that a transposed answer fails
/// by its shape.
let cases: [Case] = [
    Case(testDescription: "add", shapes: [[3, 4], [3, 4]]) { $0[0] + $0[1] },
    Case(testDescription: "add, broadcast", shapes: [[3, 4], [4]]) { $0[0] + $0[1] },
    Case(testDescription: "add, both broadcast", shapes: [[3, 1], [1, 4]]) { $0[0] + $0[1] },
    Case(testDescription: "subtract, broadcast", shapes: [[4], [3, 4]]) { $0[0] - $0[1] },
    Case(testDescription: "negate", shapes: [[3]]) { -$0[0] },
    Case(testDescription: "multiply", shapes: [[3, 4], [3, 4]]) { $0[0] * $0[1] },
    Case(testDescription: "multiply, broadcast", shapes: [[2, 3, 4], [3, 1]]) { $0[0] * $0[1] },
    Case(testDescription: "multiply by itself", shapes: [[5]]) { $0[0] * $0[0] },
    Case(testDescription: "divide", shapes: [[3, 4], [4]], range: 0.5..<2) { $0[0] / $0[1] },
    Case(testDescription: "number and variable", shapes: [[3]], range: 0.5..<2) { 2 - 3 / (1 + $0[0]) * 4 },
    Case(testDescription: "exp", shapes: [[3, 2]]) { exp($0[0]) },
    Case(testDescription: "log", shapes: [[3, 2]], range: 0.5..<3) { log($0[0]) },
    Case(testDescription: "square", shapes: [[3, 2]]) { square($0[0]) },
    Case(testDescription: "sqrt", shapes: [[3, 2]], range: 0.5..<3) { sqrt($0[0]) },
    Case(testDescription: "pow", shapes: [[3, 2]], range: 0.5..<2) { pow($0[0], 2.5) },
    Case(testDescription: "pow 3, negative x", shapes: [[3, 2]], range: -2 ..< -0.5) { pow($0[0], 3) },
    Case(testDescription: "pow 0", shapes: [[3, 2]]) { pow($0[0], 0) },
    Case(testDescription: "slice to a scalar", shapes: [[4, 5]]) { square($0[0][-1, 2]) },
    Case(testDescription: "abs", shapes: [[4, 5]]) { abs($0[0]) },
    Case(testDescription: "tanh", shapes: [[3, 2]]) { tanh($0[0]) },
    Case(testDescription: "sigmoid", shapes: [[3, 2]]) { sigmoid($0[0]) },
    Case(testDescription: "relu", shapes: [[4, 5]]) { relu($0[0]) },
    Case(testDescription: "softplus", shapes: [[4, 5]]) { softplus($0[0]) },
    Case(testDescription: "leakyRelu", shapes: [[4, 5]]) { leakyRelu($0[0], slope: 0.1) },
    Case(testDescription: "maximum", shapes: [[4, 5], [5]]) { maximum($0[0], $0[1]) },
    Case(testDescription: "matmul", shapes: [[3, 4], [4, 5]]) { matmul($0[0], $0[1]) },
    Case(testDescription: "linear", shapes: [[3, 4], [4, 5], [5]]) {
        linear($0[0], weight: $0[1], bias: $0[2])
    },
    Case(testDescription: "sum", shapes: [[3, 4]]) { $0[0].sum() },
    Case(testDescription: "sum along 0", shapes: [[3, 4, 2]]) { $0[0].sum(alongAxes: 0) },
    Case(testDescription: "sum along 0 and 2", shapes: [[3, 4, 2]]) { $0[0].sum(alongAxes: 0, 2) },
    Case(testDescription: "sum along 1, kept", shapes: [[3, 4]]) {
        $0[0].sum(alongAxes: 1, keepingAxes: true)
    },
    Case(testDescription: "mean", shapes: [[3, 4]]) { $0[0].mean() },
    Case(testDescription: "mean along 1", shapes: [[3, 4]]) { $0[0].mean(alongAxes: 1) },
    Case(testDescription: "max along 1", shapes: [[3, 4]]) { $0[0].max(alongAxis: 1) },
    Case(testDescription: "reshape", shapes: [[3, 4]]) { square($0[0].reshaped(to: [2, 6])) },
    Case(testDescription: "flatten", shapes: [[2, 3, 4]]) { square($0[0].flattened()) },
    Case(testDescription: "transpose", shapes: [[3, 4]]) { square($0[0].transposed()) },
    Case(testDescription: "permute", shapes: [[2, 3, 4]]) {
        square($0[0].transposed(permutation: [2, 0, 1]))
    },
    Case(testDescription: "broadcast", shapes: [[3, 1]]) { square($0[0].broadcast(to: [2, 3, 4])) },
    Case(testDescription: "slice", shapes: [[4, 5]]) { square($0[0][1..<3, 2]) },
    Case(testDescription: "gather, one row twice", shapes: [[4, 2]]) { square($0[0].gathering([2, 0, 2])) },
    Case(testDescription: "concatenate", shapes: [[2, 3], [2, 4]]) { square(concatenate($0, alongAxis: 1)) },
    Case(testDescription: "softmax", shapes: [[3, 4]]) { softmax($0[0]) },
    Case(testDescription: "logSoftmax", shapes: [[3, 4]]) { logSoftmax($0[0]) },
    Case(testDescription: "softmaxCrossEntropy", shapes: [[3, 4]]) {
        softmaxCrossEntropy(scores: $0[0], labels: [2, 0, 1])
    },
]

@Suite("Every primitive against nudges")
struct GradientCheckTests {
    @Test("every element of every input", arguments: cases)
    func everyElement(_ item: Case) {
        var generator = SeededGenerator(seed: 11)
        let inputs = item.shapes.map { Tensor(randomUniform: $0, in: item.range, using: &generator) }
        let check = gradientCheck(at: inputs, item.function)
        #expect(check.elements == inputs.reduce(0) { $0 + $1.size })
        #expect(check.worstError < tolerance, "\(check)")
    }

    @Test("a rule that is wrong by one part in a thousand is found (in 64 bits; one in thirty in 32)")
    func plantedErrors() {
        let planted: Scalar = MemoryLayout<Scalar>.size == 8 ? 1e-3 : 0.033
        var generator = SeededGenerator(seed: 2)
        let x = Tensor(randomUniform: [3, 2], in: 0.5..<2, using: &generator)
        let check = gradientCheck(at: [x]) { inputs in
            let a = inputs[0]
            let y = exp(a.value)
            return Variable("wrong exp", y, edges: [a.edge { dy in dy * y * (1 + planted) }])
        }
        #expect(check.worstError > tolerance, "\(check)")
        #expect(abs(check.worstError / planted - 1) < 0.5)
    }

    @Test("a wrong rule at a single element is found and named")
    func plantedPlace() {
        let x: Tensor = [[1, 2, 3], [4, 5, 6]]
        let check = gradientCheck(at: [x / 4]) { inputs in
            let a = inputs[0]
            let value = a.value
            return Variable(
                "wrong square", square(value),
                edges: [
                    a.edge { dy in
                        var gradient = dy * 2 * value
                        gradient[1, 0] = gradient[1, 0] * 1.1
                        return gradient
                    }
                ])
        }
        #expect(check.worstPlace == (0, 3))
        #expect(check.worstError > tolerance)
    }

    @Test("on a kink every slope between left and right is accepted, others are not")
    func kinks() {
        #expect(gradientCheck(at: [[0, 1, -1]]) { relu($0[0]) }.worstError < tolerance)
        #expect(gradientCheck(at: [[0, 1, -1]]) { relu($0[0]) }.kinks == 1)
        let wrong = gradientCheck(at: [[0, 1, -1]]) { inputs in
            let a = inputs[0]
            let x = a.value
            return Variable(
                "relu with slope 2 at 0", relu(x), edges: [a.edge { $0 * ((x .> 0) + 2 * (x .== 0)) }])
        }
        #expect(wrong.worstError > 0.1)
        #expect(wrong.worstPlace.element == 0)
    }

    @Test("curvature is no kink: a wrong rule near a minimum is found")
    func curvature() {
        let x: Tensor = [0.05, -0.04, 0.03, 0]
        let right = gradientCheck(at: [x]) { square($0[0]) }
        #expect(right.worstError < tolerance && right.kinks == 0, "\(right)")
        let wrong = gradientCheck(at: [x]) { inputs in
            let a = inputs[0]
            let value = a.value
            return Variable("wrong square", square(value), edges: [a.edge { dy in dy * 2.2 * value }])
        }
        #expect(wrong.worstError > 0.05, "\(wrong)")
    }

    @Test("a slope that is no number is found, wherever it stands", arguments: 0..<3)
    func notANumber(place: Int) {
        let check = gradientCheck(at: [[1, 2, 3]]) { inputs in
            let a = inputs[0]
            let value = a.value
            return Variable(
                "broken square", square(value),
                edges: [
                    a.edge { dy in
                        var gradient = dy * 2 * value
                        gradient[place] = Tensor(Scalar.nan)
                        return gradient
                    }
                ])
        }
        #expect(check.worstError.isNaN && check.worstPlace.element == place)
    }

    @Test("the slope of x⁰ is 0 at 0 too")
    func powerZero() {
        let x = Variable([0, 1])
        pow(x, 0).sum().backward()
        #expect(x.gradient == [0, 0])
    }

    @Test("a single slope by two nudges")
    func slope() {
        #expect(abs(centralDifference(at: 3) { $0 * $0 } - 6) < 1e-3)
    }
}
