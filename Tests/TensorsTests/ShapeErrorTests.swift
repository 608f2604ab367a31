import Tensors
import Testing

@Suite("What shapes would be refused with can be asked before")
struct ShapeErrorTests {
    @Test(arguments: [([2, 3], [3]), ([2, 1], [1, 3]), ([], [4]), ([5, 1, 3], [5, 2, 3])])
    func compatibleShapesAreNoError(_ a: [Int], _ b: [Int]) {
        #expect(ShapeError.broadcast(a, b) == nil)
        #expect((Tensor(zeros: a) + Tensor(zeros: b)).shape == broadcastShape(a, b))
    }

    @Test func whatIsCompatibleOtherwiseIsNoError() {
        #expect(ShapeError.reshape([2, 3], to: [3, -1]) == nil)
        #expect(ShapeError.matmul([2, 3], [3, 4]) == nil && ShapeError.matmul([5, 2, 3], [3]) == nil)
        #expect(
            ShapeError.index(1, -1, shape: [2, 3]) == nil && ShapeError.index(0..<2, shape: [2, 3]) == nil)
    }

    /// The program stops with the very words that were shown.
    @Test(arguments: 0..<errors.count)
    func theMessageIsTheOneThatStopsTheProgram(number: Int) async throws {
        let message = try #require(errors[number].message)
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            [number = number as Int] in
            errors[number].run()
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains(message + "\n"))
    }
}

private struct Stop: Sendable {
    let message: String?
    let run: @Sendable () -> Void
}

private let errors: [Stop] = [
    Stop(message: ShapeError.broadcast([2, 3], [2])) { _ = Tensor(zeros: [2, 3]) + Tensor(zeros: [2]) },
    Stop(message: ShapeError.broadcast([4, 3], [2, 3], operation: "-")) {
        _ = Tensor(zeros: [4, 3]) - Tensor(zeros: [2, 3])
    },
    Stop(message: ShapeError.reshape([2, 3], to: [4, 2])) {
        _ = Tensor(zeros: [2, 3]).reshaped(to: [4, 2])
    },
    Stop(message: ShapeError.reshape([2, 3], to: [4, -1])) {
        _ = Tensor(zeros: [2, 3]).reshaped(to: [4, -1])
    },
    Stop(message: ShapeError.matmul([2, 3], [2, 4])) {
        _ = matmul(Tensor(zeros: [2, 3]), Tensor(zeros: [2, 4]))
    },
    Stop(message: ShapeError.index(0, 3, shape: [2, 3])) { _ = Tensor(zeros: [2, 3])[0, 3] },
    Stop(message: ShapeError.index(0, 0, 0, shape: [2, 3])) { _ = Tensor(zeros: [2, 3])[0, 0, 0] },
]
