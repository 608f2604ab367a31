import Grading
import Nabla
import Testing

/// Code that was fitted to the numbers of one call. Most of it stands among the known wrong answers; what traps as soon
/// as the next call has other extents cannot stand there, for it would end the tests.
@Suite struct HardCodedTests {
    private static func runLesson06(softmax: @escaping @Sendable (Tensor) throws -> Tensor) -> Finding? {
        let lesson = Lesson06(
            softmax: softmax, crossEntropy: { _, _ in throw notAttempted() },
            crossEntropyGradient: { _, _ in throw notAttempted() },
            scales: { _, _, _, _ in throw notAttempted() }, symmetryPrediction: { throw notAttempted() },
            batches: { _, _, _, _ in throw notAttempted() }, dropout: { _, _, _, _ in throw notAttempted() },
            dropoutBackward: { _, _, _ in throw notAttempted() }, evaluate: { _ in throw notAttempted() })
        return lesson.checks.first { $0.exercise.id == "6.1" }?.run(5) { _ in }
    }

    @Test func softmaxWithTheNumberOfRowsFromTheCallPasses() {
        let finding = Self.runLesson06 { x in
            let e = exp(x - x.max(alongAxes: 1).reshaped(to: [x.shape[0], 1]))
            return e / e.sum(alongAxes: 1).reshaped(to: [x.shape[0], 1])
        }
        #expect(finding?.state == .passed)
    }

    @Test func softmaxWithThreeRowsWrittenDownTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = HardCodedTests.runLesson06 { x in
                let e = exp(x - x.max(alongAxes: 1).reshaped(to: [3, 1]))
                return e / e.sum(alongAxes: 1).reshaped(to: [3, 1])
            }
        }
    }
}
