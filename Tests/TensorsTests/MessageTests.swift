import Tensors
import Testing

/// A broken contract, and what the program must say before it stops.
struct BrokenContract: Sendable {
    let message: String
    let run: @Sendable () -> Void
}

private let x = Tensor(zeros: [2, 3])

private let brokenContracts: [BrokenContract] = [
    BrokenContract(
        message:
            "matmul: inner lengths must agree, but got [2, 3] · [4, 5]; the last axis of the left must be"
    ) { _ = matmul(x, Tensor(zeros: [4, 5])) },
    BrokenContract(
        message: "matmul: inner lengths must agree, but got [2, 3] · [5, 3]; did you mean b.transposed()?"
    ) { _ = matmul(x, Tensor(zeros: [5, 3])) },
    BrokenContract(
        message: "matmul: inner lengths must agree, but got [2, 3] · [2, 5]; did you mean a.transposed()?"
    ) { _ = matmul(x, Tensor(zeros: [2, 5])) },
    BrokenContract(
        message: "softmax: expected a mask of ones and zeros that can be broadcast to [2, 3], but got shape [2]"
    ) { _ = softmax(x, mask: [1, 0]) },
    BrokenContract(message: "with values from 0.0 to 2.0; 1 keeps a score, 0 hides it") {
        _ = softmax(x, mask: [0, 1, 2])
    },
    BrokenContract(
        message: "matmul: expected leading axes [2] and [3] that are compatible (equal lengths, or 1)"
    ) { _ = matmul(Tensor(zeros: [2, 3, 4]), Tensor(zeros: [3, 4, 5])) },
    BrokenContract(
        message:
            "+: expected compatible shapes, compared from the right (equal lengths, or 1), but got [2, 3] and [4]; "
            + "a missing axis counts as 1 and is added on the left"
    ) { _ = x + Tensor(zeros: [4]) },
    BrokenContract(
        message:
            "*: expected compatible shapes, compared from the right (equal lengths, or 1), but got [2, 3] and [2]; "
            + "did you mean expanded(atAxis: 1), which makes the vector a column?"
    ) { _ = x * Tensor(zeros: [2]) },
    BrokenContract(message: "Tensor: expected 6 scalars for shape [2, 3], but got 5") {
        _ = Tensor(scalars: [1, 2, 3, 4, 5], shape: [2, 3])
    },
    BrokenContract(message: "stacking: expected every element to have shape [2], but element 1 has [3]") {
        _ = [[1, 2], [3, 4, 5]] as Tensor
    },
    BrokenContract(message: "reshaped: expected a shape with 6 elements, as [2, 3] has, but got [4, 2]") {
        _ = x.reshaped(to: [4, 2])
    },
    BrokenContract(message: "Tensor: expected lengths that are not negative, but got shape [-2, -3]") {
        _ = Tensor(zeros: [-2, -3])
    },
    BrokenContract(message: "item: expected a tensor with 1 element, but got shape [2, 3]; use an index") {
        _ = x.item
    },
    BrokenContract(
        message: "x[…]: expected an index within 0..<2 along axis 0, but got 2; the shape is [2, 3]"
    ) {
        _ = x[2]
    },
    BrokenContract(message: "x[…]: expected at most 2 indices for shape [2, 3], but got 3") {
        _ = x[0, 0, 0]
    },
    BrokenContract(message: "x[…] = y: expected a value that can be broadcast to shape [3], but got [2]") {
        var y = x
        y[0] = [1, 2]
    },
    BrokenContract(message: "sum: expected an axis between 0 and 1, but got 2; a tensor of rank 2 has 2 axes") {
        _ = x.sum(alongAxes: 2)
    },
    BrokenContract(message: "mean: expected at least one element, but got shape [0]") {
        _ = Tensor(zeros: [0]).mean()
    },
    BrokenContract(
        message: "broadcast: expected lengths that equal [4, 3] or 1, compared from the right, but got [2, 3]"
    ) {
        _ = x.broadcast(to: [4, 3])
    },
    BrokenContract(
        message: "dot: expected two vectors of one length, but got [2, 3] and [2, 3]; for matrices use matmul"
    ) {
        _ = dot(x, x)
    },
    BrokenContract(message: "oneHot: expected labels between 0 and 2, but sample 1 has 3") {
        _ = Tensor(oneHot: [0, 3], classes: 3)
    },
    BrokenContract(message: "gathering: expected row numbers within 0..<2, but got 5") {
        _ = x.gathering([0, 5])
    },
    BrokenContract(message: "squeezed: expected length 1 along axis 1, but got shape [2, 3]") {
        _ = x.squeezed(axis: 1)
    },
    BrokenContract(
        message: "Tensor: expected fewer than 2⁶⁰ elements, but got shape [1099511627776, 1099511627776]"
    ) { _ = Tensor(zeros: [1 << 40, 1 << 40]) },
    BrokenContract(
        message: "Tensor: expected fewer than 2⁶⁰ elements, but got shape [0, 4611686018427387904, 4]"
    ) {
        _ = Tensor(zeros: [0, 1 << 62, 4])
    },
    BrokenContract(
        message: "Tensor: expected a tensor that fits into memory, but shape [1099511627776] takes"
    ) {
        _ = Tensor(repeating: 1, shape: [1 << 40])
    },
    BrokenContract(
        message: "Tensor: expected fewer than 2⁶⁰ elements, but got shape [9223372036854775807, 2]"
    ) {
        _ = Tensor(scalars: [1], shape: [.max, 2])
    },
    BrokenContract(message: "Tensor: expected lengths that are not negative, but got shape [-1, -1]") {
        _ = Tensor(scalars: [1], shape: [-1, -1])
    },
    BrokenContract(message: "randomNormal: expected lengths that are not negative, but got shape [-1, 2]") {
        var generator = SeededGenerator(seed: 1)
        _ = Tensor(randomNormal: [-1, 2], using: &generator)
    },
    BrokenContract(message: "randomUniform: expected lengths that are not negative, but got shape [-1, -2]") {
        var generator = SeededGenerator(seed: 1)
        _ = Tensor(randomUniform: [-1, -2], using: &generator)
    },
    BrokenContract(message: "randomUniform: expected fewer than 2⁶⁰ elements, but got shape") {
        var generator = SeededGenerator(seed: 1)
        _ = Tensor(randomUniform: [1 << 31, 1 << 31, 1 << 31], using: &generator)
    },
    BrokenContract(message: "randomUniform: expected a range with a number in it, but got 5.0..<5.0") {
        var generator = SeededGenerator(seed: 1)
        _ = Tensor(randomUniform: [1], in: 5..<5, using: &generator)
    },
    BrokenContract(message: "randomUniform: expected two finite bounds, but got 0.0..<inf") {
        var generator = SeededGenerator(seed: 1)
        _ = Tensor(randomUniform: [1], in: 0..<Scalar.infinity, using: &generator)
    },
    BrokenContract(
        message: "randomNormal: expected a finite mean and a standard deviation of at least 0, but got 0.0"
    ) {
        var generator = SeededGenerator(seed: 1)
        _ = Tensor(randomNormal: [1], standardDeviation: -1, using: &generator)
    },
    BrokenContract(message: "arange: expected fewer than 2⁶⁰ elements") { _ = Tensor(arange: .min ..< .max) },
    BrokenContract(message: "arange: expected a tensor that fits into memory, but shape [17592186044416]") {
        _ = Tensor(arange: 0..<(1 << 44))
    },
    BrokenContract(message: "linspace: expected two finite ends") {
        _ = Tensor(linspace: 0...Scalar.infinity, count: 3)
    },
    BrokenContract(
        message: "Tensor: expected fewer than 2⁶⁰ elements, but got shape [2147483648, 2147483648]"
    ) {
        _ = Tensor(identity: 1 << 31)
    },
    BrokenContract(message: "oneHot: expected at least one class, but got -1") {
        _ = Tensor(oneHot: [0], classes: -1)
    },
    BrokenContract(
        message: "broadcast: expected fewer than 2⁶⁰ elements, but got shape [4611686018427387904, 4]"
    ) {
        _ = Tensor(1).broadcast(to: [1 << 62, 4])
    },
    BrokenContract(message: "broadcast: expected lengths that are not negative, but got shape [-1]") {
        _ = Tensor(1).broadcast(to: [-1])
    },
    BrokenContract(
        message:
            "reshaped: expected a shape with 6 elements, as [2, 3] has, but got [4611686018427387904, 4, -1]"
    ) { _ = x.reshaped(to: [1 << 62, 4, -1]) },
    BrokenContract(message: "reshaped: expected a shape with 6 elements, as [2, 3] has, but got [-2, -3]") {
        _ = x.reshaped(to: [-2, -3])
    },
    BrokenContract(message: "Tensor: expected fewer than 2⁶⁰ elements, but got shape [1152921504606846976]") {
        let wide = Tensor(1).broadcast(to: [1 << 59])
        _ = Tensor(concatenating: [wide, wide])
    },
    BrokenContract(message: "Tensor: expected a tensor that fits into memory, but shape [1099511627776]") {
        _ = Tensor(1).broadcast(to: [1 << 40]) + 1
    },
    BrokenContract(
        message: "convolution: expected fewer than 2⁶⁰ elements, but got shape [1, 1, 4611686018427387904"
    ) {
        _ = convolutionShape([1, 1, 1 << 62, 1 << 62], [1, 1, 3, 3])
    },
    BrokenContract(
        message: "convolution: expected fewer than 2⁶⁰ elements, but got shape [1, 1, 9223372036854775807"
    ) {
        _ = convolutionShape([1, 1, 8, 8], [1, 1, .max, .max], padding: .max - 1)
    },
    BrokenContract(message: "pooling: expected a size and a stride of at least 1") {
        _ = poolingShape([1, 1, 8, 8], size: .max, stride: 1, padding: .max / 2)
    },
    BrokenContract(message: "pooling: expected images at least as large as the window, 1152921504606846976×") {
        _ = poolingShape([1, 1, 8, 8], size: 1 << 60, stride: 1, padding: 0)
    },
    BrokenContract(message: "pooling: expected indices within a plane, 0..<4, but one lies outside") {
        _ = maxPoolingGradient(
            Tensor(ones: [1, 1, 1, 1]), indices: [4], inputShape: [1, 1, 2, 2], size: 2, stride: 2)
    },
    BrokenContract(message: "x[…]: expected an index within 0..<2 along axis 0, but got 9223372036854775807") {
        _ = x[Int.max]
    },
    BrokenContract(message: "x[…]: expected an index within 0..<2 along axis 0, but got -9223372036854775808") {
        _ = x[Int.min]
    },
    BrokenContract(
        message: "x[…]: expected an index within 0..<2 along axis 0, but got 0...9223372036854775807"
    ) {
        _ = x[0...Int.max]
    },
    BrokenContract(message: "x[…]: expected an index within 0..<2 along axis 0, but got") {
        _ = x[...Int.max]
    },
    BrokenContract(message: "x[…]: expected an index within 0..<2 along axis 0, but got") {
        _ = x[Int.max...]
    },
    BrokenContract(message: "argmax: expected at least one element, but got shape [0]") {
        _ = Tensor(zeros: [0]).argmax()
    },
    BrokenContract(message: "max: expected at least one element along [0], but got shape [0, 3]") {
        _ = Tensor(zeros: [0, 3]).max(alongAxes: 0)
    },
    BrokenContract(message: "variance: expected at least one element, but got shape [0]") {
        _ = Tensor(zeros: [0]).variance()
    },
    BrokenContract(
        message: "sum: expected a tensor with at least one axis, but got a scalar; it has no axis 0"
    ) {
        _ = Tensor(1).sum(alongAxes: 0)
    },
    BrokenContract(message: "sum: expected each axis once, but got [0, -2]") { _ = x.sum(alongAxes: 0, -2) },
    BrokenContract(message: "scatteringSum: expected a number of rows of at least 0, but got -1") {
        _ = Tensor(zeros: [0, 3]).scatteringSum(to: [], of: -1)
    },
    BrokenContract(message: "elementCount: expected fewer than 2⁶⁰ elements") {
        _ = elementCount(of: [.max, .max])
    },
    BrokenContract(message: "threads: expected at least one, but got 0") { LinearAlgebraLibrary.threads = 0 },
    BrokenContract(message: "clamp: expected a min that is not above the max, but got 2.0 and 1.0; swap them") {
        _ = clamp(x, min: 2, max: 1)
    },
    BrokenContract(
        message: "logSumExp: expected at least one number along the last axis, but got shape [2, 0]"
    ) {
        _ = logSumExp(Tensor(zeros: [2, 0]))
    },
    BrokenContract(message: "eigenDecomposition: expected a square matrix [n, n], but got [2, 3]") {
        _ = eigenDecomposition(symmetric: x)
    },
    BrokenContract(message: "eigenDecomposition: expected finite numbers, but got NaN or an infinity") {
        _ = eigenDecomposition(symmetric: [[1, 0], [0, Tensor(Scalar.nan)]])
    },
    BrokenContract(
        message:
            "categoricalSample: expected probabilities, at least 0 and with the sum 1, but row 1 goes from 2.0 to 3.0 "
            + "and sums to 5.0; did you mean scores:?"
    ) {
        var generator = SeededGenerator(seed: 1)
        _ = categoricalSample(probabilities: [[0.5, 0.5], [2, 3]], using: &generator)
    },
    BrokenContract(
        message: "categoricalSample: expected a temperature above 0, but got 0.0; argmax takes the largest"
    ) {
        var generator = SeededGenerator(seed: 1)
        _ = categoricalSample(scores: x, temperature: 0, using: &generator)
    },
    BrokenContract(
        message:
            "transposedConvolution: expected images [N, C, H, W], a weight [C, O, height, width] and a bias [O], but "
            + "got [1, 2, 3, 3], [3, 2, 2, 2]; the weight begins with the channels that come in"
    ) {
        _ = transposedConvolution(Tensor(zeros: [1, 2, 3, 3]), Tensor(zeros: [3, 2, 2, 2]))
    },
    BrokenContract(message: "an outputPadding in 0..<stride, but got 2, 0 and 2") {
        _ = transposedConvolution(
            Tensor(zeros: [1, 2, 3, 3]), Tensor(zeros: [2, 2, 2, 2]), stride: 2, outputPadding: 2)
    },
    BrokenContract(message: "stride 1 and padding 2 would become 0×0; pad less") {
        _ = transposedConvolution(Tensor(zeros: [1, 2, 3, 3]), Tensor(zeros: [2, 2, 2, 2]), padding: 2)
    },
    // Sizes beyond all numbers.
    BrokenContract(message: "got shape [9223372036854775807, 3]; no memory holds so many") {
        _ = x.padded(alongAxis: 0, before: .max, after: 1)
    },
    BrokenContract(message: "convolution: expected fewer than 2⁶⁰ elements") {
        _ = convolution(Tensor(zeros: [1, 1, 5, 5]), Tensor(zeros: [1, 1, 3, 3]), padding: .max)
    },
    BrokenContract(message: "transposedConvolution: expected fewer than 2⁶⁰ elements") {
        _ = transposedConvolution(Tensor(zeros: [1, 1, 5, 5]), Tensor(zeros: [1, 1, 3, 3]), stride: .max)
    },
    BrokenContract(message: "transposedConvolution: expected images that leave a pixel") {
        _ = transposedConvolution(Tensor(zeros: [1, 1, 5, 5]), Tensor(zeros: [1, 1, 3, 3]), padding: .max)
    },
    BrokenContract(message: "scatteringSum: expected fewer than 2⁶⁰ elements, but got shape [9223372036854775807, 3]") {
        _ = x.scatteringSum(to: [0, 1], of: .max)
    },
    BrokenContract(message: "scatteringSum: expected a tensor that fits into memory") {
        _ = x.scatteringSum(to: [0, 1], of: 1 << 50)
    },
    BrokenContract(message: "SparseMatrix: expected fewer than 2⁶⁰ elements") {
        _ = SparseMatrix(shape: [1 << 61, 4], elements: [])
    },
    BrokenContract(message: "SparseMatrix: expected a tensor that fits into memory") {
        _ = SparseMatrix(shape: [4, 1 << 50], elements: []).transposed()
    },
    BrokenContract(message: "item: expected a tensor with 1 element, but got shape [2]") {
        _ = Tensor(ones: [2, 2])[0].item
    },
]

@Suite("Broken contracts stop with what was expected, what came and a hint")
struct MessageTests {
    @Test(arguments: 0..<brokenContracts.count)
    func message(number: Int) async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            [number = number as Int] in
            brokenContracts[number].run()
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains(brokenContracts[number].message), "\(text)")
    }
}
