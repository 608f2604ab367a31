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
        message:
            "+: expected shapes that fit, compared from the right (equal lengths, or 1), but got [2, 3] and [4]; "
            + "a missing axis counts as 1 and is added on the left"
    ) { _ = x + Tensor(zeros: [4]) },
    BrokenContract(
        message:
            "*: expected shapes that fit, compared from the right (equal lengths, or 1), but got [2, 3] and [2]; "
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
    BrokenContract(message: "x[…] = y: expected a value that fits shape [3], but got [2]") {
        var y = x
        y[0] = [1, 2]
    },
    BrokenContract(message: "sum: expected an axis between 0 and 1, but got 2; a tensor of rank 2 has 2 axes")
    {
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
