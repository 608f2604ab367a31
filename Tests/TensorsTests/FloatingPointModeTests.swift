import Synchronization
import Testing

@testable import Tensors

/// Products and optimisers count denormal numbers as zero. The threads they run on must not notice it later.
@Suite("The floating-point mode of a thread is left as it was")
struct FloatingPointModeTests {
    /// A quarter of the smallest normal number is denormal: it is 0 where results are flushed, and four times as much
    /// is 0 where operands are.
    @inline(never)
    private static func keepsDenormals(_ x: Scalar = .leastNormalMagnitude) -> Bool {
        let quarter = x * 0.25
        return quarter != 0 && quarter * 4 == x
    }

    /// Asks this thread and, by a loop that is too long for one core, the workers.
    private func expectUsualMode(_ what: String) {
        #expect(Self.keepsDenormals(), "\(what), on the caller's thread")
        for _ in 0..<20 {
            let flushed = Atomic(0)
            ThreadPool.shared.run(8) { _ in
                if !Self.keepsDenormals() { flushed.add(1, ordering: .relaxed) }
            }
            #expect(flushed.load(ordering: .relaxed) == 0, "\(what), on a worker")
        }
    }

    private struct Rule: UpdateRule {
        let body: @Sendable () -> Void
        func callAsFunction(_ w: inout Scalar, _ a: inout Scalar, _ b: inout Scalar, _ g: Scalar) {
            w -= g
            body()
        }
    }

    @Test("after every kind of operation, small and large")
    func operations() {
        for n in [3, 300] {
            let x = Tensor(repeating: 1e-20, shape: [n, n])
            let row = x[0]
            let images = Tensor(repeating: 0.5, shape: [n, 1, 8, 8])
            let kernel = Tensor(repeating: 0.5, shape: [4, 1, 3, 3])
            _ = matmul(x, x)
            expectUsualMode("matrix product")
            _ = (matmul(row, x), matmul(x, row), matmul(x, x, adding: row), dot(row, row))
            expectUsualMode("vector product")
            let y = convolution(images, kernel, bias: Tensor(zeros: [4]))
            _ = convolutionInputGradient(y, kernel, inputShape: images.shape)
            _ = (convolutionWeightGradient(images, y, weightShape: kernel.shape), convolutionBiasGradient(y))
            expectUsualMode("convolution")
            _ = (
                x + x, exp(x), x.sum(), x.max(), softmax(x), logSoftmax(x), x.transposed() + x,
                x.gathering([0, 1])
            )
            expectUsualMode("element-wise")
            let cache = recurrentForward(
                .lstm, Tensor(ones: [n, 2, 3]), inputWeight: Tensor(ones: [3, 16]), bias: Tensor(ones: [16]),
                weight: Tensor(ones: [4, 16]), recurrentBias: nil, hidden: Tensor(zeros: [n, 4]),
                cell: Tensor(zeros: [n, 4]))
            _ = recurrentBackward(
                .lstm, cache, weight: Tensor(ones: [4, 16]), outputGradient: nil, lastCellGradient: nil)
            expectUsualMode("recurrence")
            _ = (maxPooling(images, size: 2, stride: 2), averagePooling(images, size: 2, stride: 2))
            expectUsualMode("pooling")
            var (w, a, b) = (x, x, x)
            update(&w, with: x, Rule {})
            update(&w, &a, with: x, Rule {})
            update(&w, &a, &b, with: x, Rule {})
            expectUsualMode("update")
        }
    }

    @Test("while a loop runs somebody's rule that itself computes, and after it")
    func nested() {
        var w = Tensor(zeros: [100_000])
        let g = Tensor(ones: [100_000])
        let count = Atomic(0)
        update(
            &w, with: g,
            Rule {
                guard count.add(1, ordering: .relaxed).newValue % 10_000 == 0 else { return }
                _ = matmul(Tensor(ones: [40, 40]), Tensor(ones: [40, 40])) + 1
            })
        expectUsualMode("a rule that computes")
        #expect(w == -g)
    }

    @Test("in the rule itself denormal numbers are flushed, on every thread")
    func flushed() {
        var w = Tensor(zeros: [200_000])
        let kept = Atomic(0)
        update(
            &w, with: w,
            Rule { if Self.keepsDenormals() { kept.add(1, ordering: .relaxed) } })
        #expect(kept.load(ordering: .relaxed) == 0)
        expectUsualMode("update")
    }

    @Test("several threads at once")
    func threads() async {
        await withTaskGroup(of: Bool.self) { group in
            for n in 1...8 {
                group.addTask {
                    let x = Tensor(repeating: 1e-20, shape: [40 * n, 40 * n])
                    return (0..<50).allSatisfy { _ in
                        _ = matmul(x, x)
                        return Self.keepsDenormals()
                    }
                }
            }
            for await keeps in group { #expect(keeps) }
        }
    }

    @Test("so numbers can be printed afterwards, however small")
    func printing() {
        let x = Tensor([1e-40])
        _ = matmul(Tensor(ones: [2, 2]), Tensor(ones: [2, 2])) + 1
        #expect("\(x)" == "[1e-40]" && "\(x + 1)" == "[1]")
    }
}
