import Autodiff
import Tensors
import Testing

private let brokenContracts: [(message: String, run: @Sendable () -> Void)] = [
    (
        "backward: expected a loss with one element, but got shape [2]; take its sum() or mean() first",
        { Variable([1, 2]).backward() }
    ),
    (
        "backward: expected a loss that depends on a variable with a gradient",
        { Variable.constant([1]).backward() }
    ),
    ("mean: expected at least one element, but got shape [0]", { _ = Variable(Tensor(zeros: [0])).mean() }),
    (
        "mean: expected at least one element along [0], but got shape [0, 2]",
        { _ = Variable(Tensor(zeros: [0, 2])).mean(alongAxes: 0) }
    ),
    (
        "sum: expected an axis between 0 and 1, but got 2",
        { _ = Variable(Tensor(ones: [2, 3])).sum(alongAxes: 2) }
    ),
    (
        "embedding: expected a table [K, D], a row for each symbol, but got shape [3]",
        { _ = embedding(Variable([1, 2, 3]), rows: [0], shape: [1]) }
    ),
    (
        "embedding: expected a number for each element of shape [2, 2], but got 3",
        { _ = embedding(Variable(Tensor(ones: [2, 3])), rows: [0, 1, 1], shape: [2, 2]) }
    ),
    (
        "gathering: expected row numbers within 0..<2, but got -1",
        { _ = Variable(Tensor(ones: [2, 3])).gathering([-1]) }
    ),
    (
        "summed: expected a shape that can be broadcast to [2, 3], but got [2]",
        { _ = Tensor(ones: [2, 3]).summed(toShape: [2]) }
    ),
    (
        "summed: expected a shape that can be broadcast to [3], but got [2, 3]",
        { _ = Tensor(ones: [3]).summed(toShape: [2, 3]) }
    ),
    (
        "updateGradient: expected a gradient of shape [1], but got [1, 1]; keep the shape",
        {
            let x = Variable([1])
            x.sum().backward()
            x.updateGradient { $0.reshaped(to: [1, 1]) }
        }
    ),
    ("centralDifference: expected a step other than 0", { _ = centralDifference(at: 1, step: 0) { $0 } }),
    (
        "softmaxCrossEntropy: expected labels in 0..<3, but sample 1 has 3",
        { _ = softmaxCrossEntropy(scores: Variable(Tensor(ones: [2, 3])), labels: [0, 3]) }
    ),
    (
        "softmaxCrossEntropy: expected a label that counts, but all 2 are -1, which is ignored",
        {
            _ = softmaxCrossEntropy(
                scores: Variable(Tensor(ones: [2, 3])), labels: [-1, -1], smoothing: 0, ignoring: -1)
        }
    ),
    (
        "softmaxCrossEntropy: expected a smoothing in 0..<1, but got 1.0",
        { _ = softmaxCrossEntropy(scores: Variable(Tensor(ones: [1, 3])), labels: [0], smoothing: 1) }
    ),
    (
        "matmul: expected two matrices, but got [3] · [2, 3, 4]",
        { _ = matmul(Variable([1, 2, 3]), Variable(Tensor(ones: [2, 3, 4]))) }
    ),
    ("concatenating: expected at least one tensor, but got none", { _ = concatenate([]) }),
    ("softmax: expected at least one axis, but got a scalar", { _ = softmax(Variable(1)) }),
    ("max: expected at least one element along [0]", { _ = Variable(Tensor(zeros: [0])).max(alongAxis: 0) }),
]

@Suite("Broken contracts of variables stop with what was expected, what came and a hint")
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
