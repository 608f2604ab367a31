import Autodiff
import Tensors
import Testing

@Suite("backward")
struct BackwardTests {
    @Test(
        "a value used twice receives both contributions: b = a + a has derivative 2, a·(a + 1) at 3 has derivative 7"
    )
    func usedTwice() {
        let a = Variable([3])
        (a + a).sum().backward()
        #expect(a.gradient == [2])
        a.zeroGradient()
        (a * (a + 1)).sum().backward()
        #expect(a.gradient == [7])
    }

    @Test("gradients accumulate until they are zeroed")
    func accumulates() {
        let a = Variable([1, 2])
        square(a).sum().backward()
        square(a).sum().backward()
        #expect(a.gradient == [4, 8])
        a.zeroGradient()
        #expect(a.gradient == nil)
    }

    @Test("a second loss over a graph that was used is refused, not answered in part")
    func secondLoss() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let shared = square(Variable([3]))
            let (first, second) = (shared.sum(), (shared * 10).sum())
            first.backward()
            second.backward()
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("expected a graph that was not used before"))
    }

    @Test("every node of the graph keeps its gradient, constants have none")
    func innerNodes() {
        let (a, b) = (Variable([2]), Variable.constant([5]))
        let product = a * b
        let loss = square(product).sum()
        loss.backward()
        #expect(product.gradient == [2 * 10])
        #expect(a.gradient == [2 * 10 * 5])
        #expect(b.gradient == nil)
        #expect(loss.gradient?.item == 1)
    }

    @Test("nothing is recorded when no gradient is wanted")
    func constants() {
        let a = Variable.constant([1, 2])
        let b = exp(a * 2).sum()
        #expect(b.parents.isEmpty)
        #expect(!b.requiresGradient)
        let c = Variable([1, 2])
        #expect(exp(c.detached).parents.isEmpty)
    }

    @Test("a chain of a million nodes goes backward, and one that never does is released, without overflow")
    func depth() {
        let start = Variable([1])
        var node = start
        for _ in 0..<1_000_000 { node = node + 1 }
        node.sum().backward()
        #expect(start.gradient == [1])
        var unused = Variable([1])
        for _ in 0..<1_000_000 { unused = -unused }
    }

    @Test("the graph is unlinked by backward, so that its nodes are released")
    func released() {
        let a = Variable([1])
        weak var inner: Variable?
        let loss: Variable
        do {
            let middle = exp(a)
            inner = middle
            loss = middle.sum()
        }
        #expect(inner != nil)
        loss.backward()
        #expect(inner == nil)
        #expect(loss.parents.isEmpty)
    }

    @Test("order: parents before users, each node once")
    func order() {
        let a = Variable([1])
        let b = a + a
        let c = b * a
        #expect(c.topologicalOrder().map(\.operation) == ["leaf", "add", "multiply"])
    }

    @Test(
        "summed(toShape:) is the transpose of broadcasting: ⟨broadcast(x), y⟩ = ⟨x, summed(y)⟩",
        arguments: [
            ([3], [2, 3]), ([2, 1], [2, 3]), ([1, 1], [4, 5]), ([], [2, 3]), ([3, 1, 2], [4, 3, 5, 2]),
        ])
    func transposeOfBroadcast(small: [Int], large: [Int]) {
        var generator = SeededGenerator(seed: 4)
        let x = Tensor(randomNormal: small, using: &generator)
        let y = Tensor(randomNormal: large, using: &generator)
        let (left, right) = ((x.broadcast(to: large) * y).sum(), (x * y.summed(toShape: small)).sum())
        #expect(y.summed(toShape: small).shape == small)
        #expect(abs(left - right) < 1e-4)
    }

    @Test("the mean along several axes takes them in an array too")
    func meanAlongAxes() {
        let x = Variable(Tensor(arange: 0..<24).reshaped(to: [2, 3, 4]))
        #expect(x.mean(alongAxes: [0, 2]).value == [7.5, 11.5, 15.5])
        #expect(x.mean(alongAxes: [0, 2], keepingAxes: true).shape == [1, 3, 1])
        x.mean(alongAxes: [0, -1]).sum().backward()
        #expect(x.gradient == Tensor(repeating: 1 / 8, shape: [2, 3, 4]))
    }

    @Test(
        "the derivative of a quotient with respect to a large or small divisor neither overflows nor vanishes"
    )
    func quotient() {
        for (a, b) in [(1e20, 1e20), (1e-20, 1e-20), (3e20, 1e25), (1e-25, 2e-25)] as [(Scalar, Scalar)] {
            let (x, y) = (Variable([0]), Variable(Tensor([b])))
            (Variable.constant(Tensor([a])) / y + x).sum().backward()
            let expected = -Double(a) / Double(b) / Double(b)
            #expect(abs(Double(y.gradient!.item) / expected - 1) < 1e-6, "\(a) / \(b)")
        }
    }

    /// p − 1 = −1/(1 + e^s) for two scores s and 0 and the first label.
    @Test(
        "where a score is far ahead, the gradient keeps the digits of its small remainder",
        arguments: [1, 10, 14, 20, 50, 80] as [Scalar])
    func farAhead(score: Scalar) {
        let small = 1 / (1 + Double(exp(Tensor(score)).item))
        func expectClose(_ gradient: Tensor?, _ what: String) {
            for (value, expected) in zip(gradient!.scalars, [-small, small]) {
                #expect(
                    abs(Double(value) - expected) <= 2e-6 * small, "\(what): \(value), expected \(expected)")
            }
        }
        let scores = Variable(Tensor([[score, 0]]))
        softmaxCrossEntropy(scores: scores, labels: [0]).backward()
        expectClose(scores.gradient, "softmaxCrossEntropy")
        scores.zeroGradient()
        (-logSoftmax(scores)[0, 0]).backward()
        expectClose(scores.gradient, "logSoftmax")
    }

    @Test("a masked score (−∞) gets probability 0 and gradient 0")
    func masked() {
        let scores = Variable(Tensor([[1, -Scalar.infinity, 1]]))
        let loss = softmaxCrossEntropy(scores: scores, labels: [0])
        loss.backward()
        #expect(abs(loss.item - 0.693_147_2) < 1e-6)
        #expect(scores.gradient == [[-0.5, 0, 0.5]])
        scores.zeroGradient()
        (logSoftmax(scores)[0, 2]).backward()
        #expect(scores.gradient == [[-0.5, 0, 0.5]])
    }

    @Test("fused rules equal the composed ones")
    func fused() {
        var generator = SeededGenerator(seed: 6)
        let x = Variable(Tensor(randomNormal: [3, 4], using: &generator))
        let w = Variable(Tensor(randomNormal: [4, 5], using: &generator))
        let b = Variable(Tensor(randomNormal: [5], using: &generator))
        let labels = [4, 0, 2]
        let composed =
            -(logSoftmax(matmul(x, w) + b) * .constant(Tensor(oneHot: labels, classes: 5))).sum() / 3
        composed.backward()
        let expected = [x, w, b].map { $0.gradient! }
        for leaf in [x, w, b] { leaf.zeroGradient() }
        let fused = softmaxCrossEntropy(scores: linear(x, weight: w, bias: b), labels: labels)
        fused.backward()
        #expect(abs(fused.item - composed.item) < 1e-5)
        for (leaf, gradient) in zip([x, w, b], expected) {
            #expect(abs(leaf.gradient! - gradient).max() < 1e-5)
        }
    }
}
