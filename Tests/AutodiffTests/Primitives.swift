import Autodiff
import Tensors
import Testing

/// An operation with inputs to check it at.
struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let shapes: [[Int]]
    var range: Range<Scalar> = -2..<2
    let function: @Sendable ([Variable]) -> Variable

    func inputs(using generator: inout SeededGenerator) -> [Tensor] {
        shapes.map { Tensor(randomUniform: $0, in: range, using: &generator) }
    }
}

/// A forward pass through time of 2 samples, 4 steps and 3 units, by all its inputs; both of its results count.
///
/// One feature in 32 bits: with five, the sums are so large that finite differences lose a digit more than the check allows.
private func recurrenceCase(_ kind: RecurrentKind) -> Case {
    let (samples, steps, features, units) = (2, 4, Scalar.self == Double.self ? 5 : 1, 3)
    let sums = kind.blocks * units
    var shapes = [
        [samples, steps, features], [features, sums], [sums], [units, sums], [samples, units],
        [samples, units],
    ]
    if kind == .gru { shapes.append([sums]) }
    return Case(testDescription: kind.rawValue, shapes: shapes, range: -1..<1) { v in
        let (outputs, cell, _) = recurrence(
            kind, v[0], inputWeight: v[1], bias: v[2], weight: v[3],
            recurrentBias: kind == .gru ? v[6] : nil, hidden: v[4], cell: v[5])
        return concatenate([outputs.reshaped(to: [samples, steps * units]), cell], alongAxis: 1)
    }
}

/// A central difference is exact to about 10⁻¹⁰ in 64 bits, to about 10⁻³ in 32.
let tolerance: Scalar = MemoryLayout<Scalar>.size == 8 ? 1e-6 : 1e-2

/// What the tests plant to see it found: one part in a thousand in 64 bits. In 32 bits finite differences are too coarse for that;
/// there one part in thirty is found.
let plantedError: Scalar = MemoryLayout<Scalar>.size == 8 ? 1e-3 : 0.033

/// The same value, but backwards every derivative comes out too large by `plantedError`.
func withWrongDerivative(_ x: Variable) -> Variable {
    Variable("wrong derivative", x.value, edges: [x.edge { dy in dy * (1 + plantedError) }])
}

/// Every primitive goes through one check of every element. Extents are unequal, so that a transposed answer fails
/// by its shape. A new primitive costs one line; without it `CompletenessTests` fail.
let primitives: [Case] = [
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
    Case(testDescription: "sigmoidCrossEntropies", shapes: [[4, 5], [4, 5]]) {
        sigmoidCrossEntropies(scores: $0[0], expected: $0[1])
    },
    Case(testDescription: "leakyRelu", shapes: [[4, 5]]) { leakyRelu($0[0], slope: 0.1) },
    Case(testDescription: "maximum", shapes: [[4, 5], [5]]) { maximum($0[0], $0[1]) },
    Case(testDescription: "minimum", shapes: [[4, 5], [5]]) { minimum($0[0], $0[1]) },
    Case(testDescription: "clamp", shapes: [[4, 5]]) { clamp($0[0], min: -0.8, max: 1.1) },
    Case(testDescription: "clamp, one bound", shapes: [[4, 5]]) { square(clamp($0[0], max: 0.5)) },
    Case(testDescription: "sin", shapes: [[4, 5]]) { sin($0[0]) },
    Case(testDescription: "cos", shapes: [[4, 5]]) { cos($0[0]) },
    Case(testDescription: "logSumExp", shapes: [[2, 3, 4]]) { logSumExp($0[0]) },
    Case(testDescription: "logSumExp of one row", shapes: [[5]]) { logSumExp($0[0]) },
    Case(testDescription: "matmul", shapes: [[3, 4], [4, 5]]) { matmul($0[0], $0[1]) },
    Case(testDescription: "matmul, leading axes", shapes: [[2, 3, 4], [2, 4, 2]]) { matmul($0[0], $0[1]) },
    Case(testDescription: "matmul, leading axes broadcast", shapes: [[2, 1, 3, 2], [3, 2, 2]]) {
        matmul($0[0], $0[1])
    },
    Case(testDescription: "matmul, one matrix on the right", shapes: [[2, 3, 4], [4, 2]]) {
        matmul($0[0], $0[1])
    },
    Case(testDescription: "matmul, one matrix on the left", shapes: [[3, 4], [2, 4, 2]]) {
        matmul($0[0], $0[1])
    },
    Case(testDescription: "linear, three axes", shapes: [[2, 3, 4], [4, 2], [2]]) {
        linear($0[0], weight: $0[1], bias: $0[2])
    },
    Case(testDescription: "gelu", shapes: [[4, 5]]) { gelu($0[0]) },
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
    Case(testDescription: "mean along 0 and 2, kept", shapes: [[3, 4, 2]]) {
        $0[0].mean(alongAxes: 0, 2, keepingAxes: true)
    },
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
    Case(testDescription: "scatter, one row twice, one never", shapes: [[4, 2]]) {
        square($0[0].scatteringSum(to: [2, 0, 2, 3], of: 5))
    },
    Case(testDescription: "sparse product", shapes: [[3, 2]]) {
        matmul(
            SparseMatrix(shape: [4, 3], elements: [(0, 1, 2), (3, 0, -1), (0, 0, 0.5), (2, 2, 1.5), (3, 1, 3)]), $0[0])
    },
    Case(testDescription: "concatenate", shapes: [[2, 3], [2, 4]]) { square(concatenate($0, alongAxis: 1)) },
    Case(testDescription: "convolution", shapes: [[2, 3, 5, 4], [4, 3, 2, 3], [4]]) {
        convolution($0[0], weight: $0[1], bias: $0[2])
    },
    Case(testDescription: "convolution, stride, padding", shapes: [[2, 2, 5, 6], [3, 2, 3, 3], [3]]) {
        convolution($0[0], weight: $0[1], bias: $0[2], stride: 2, padding: 1)
    },
    Case(
        testDescription: "convolution without bias, padding wider than the kernel",
        shapes: [[2, 2, 3, 2], [2, 2, 2, 1]]
    ) {
        convolution($0[0], weight: $0[1], stride: 2, padding: 3)
    },
    Case(testDescription: "transposed convolution", shapes: [[2, 3, 2, 3], [3, 2, 3, 2], [2]]) {
        transposedConvolution($0[0], weight: $0[1], bias: $0[2], stride: 2, padding: 1, outputPadding: 1)
    },
    Case(testDescription: "transposed convolution without bias", shapes: [[2, 2, 2, 3], [2, 3, 2, 2]]) {
        transposedConvolution($0[0], weight: $0[1], stride: 3)
    },
    Case(testDescription: "pad", shapes: [[2, 3, 2]]) { square($0[0].padded(alongAxis: -2, before: 2, after: 1)) },
    Case(testDescription: "max pooling", shapes: [[2, 2, 4, 5]]) { maxPooling($0[0], size: 2, stride: 1) },
    Case(testDescription: "max pooling, padding", shapes: [[2, 2, 4, 5]]) {
        maxPooling($0[0], size: 3, stride: 2, padding: 1)
    },
    Case(testDescription: "average pooling", shapes: [[2, 2, 4, 5]]) {
        averagePooling($0[0], size: 3, stride: 2, padding: 1)
    },
    Case(testDescription: "softmax", shapes: [[3, 4]]) { softmax($0[0]) },
    Case(testDescription: "softmax, masked, one row as a whole", shapes: [[2, 3, 4]]) {
        softmax($0[0], mask: [[1, 0, 1, 1], [0, 0, 0, 0], [1, 1, 0, 0]])
    },
    Case(testDescription: "standardize", shapes: [[2, 3, 5]]) { standardized($0[0], epsilon: 0.1) },
    Case(testDescription: "batchNormalize", shapes: [[3, 2, 2, 3], [2], [2]]) {
        batchNormalized($0[0], scale: $0[1], shift: $0[2], epsilon: 0.1).result
    },
    Case(testDescription: "batchNormalize, in inference", shapes: [[3, 2, 2, 3]]) {
        batchNormalized($0[0], scale: [2, -1], shift: [1, 3], mean: [0.5, -0.5], variance: [0.3, 4], epsilon: 0.1)
    },
    Case(testDescription: "logSoftmax", shapes: [[3, 4]]) { logSoftmax($0[0]) },
    Case(testDescription: "embedding, one row three times", shapes: [[4, 3]]) {
        embedding($0[0], rows: [3, 0, 3, 1, 3, 0], shape: [2, 3])
    },
    recurrenceCase(.rnn), recurrenceCase(.lstm), recurrenceCase(.gru),
    Case(testDescription: "softmaxCrossEntropy", shapes: [[3, 4]]) {
        softmaxCrossEntropy(scores: $0[0], labels: [2, 0, 1])
    },
    Case(testDescription: "softmaxCrossEntropy, smoothed, one ignored", shapes: [[3, 4]]) {
        softmaxCrossEntropy(scores: $0[0], labels: [2, -1, 1], smoothing: 0.2, ignoring: -1)
    },
]
