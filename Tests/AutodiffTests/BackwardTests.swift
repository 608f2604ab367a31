import Autodiff
import Tensors
import Testing

@Suite("backward")
struct BackwardTests {
    @Test("a value used twice receives both contributions: b = a + a has slope 2, a·(a + 1) at 3 has slope 7")
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

    @Test("a second goal over a graph that was used is refused, not answered in part")
    func secondGoal() async {
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
        let goal = square(product).sum()
        goal.backward()
        #expect(product.gradient == [2 * 10])
        #expect(a.gradient == [2 * 10 * 5])
        #expect(b.gradient == nil)
        #expect(goal.gradient?.item == 1)
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
        let goal: Variable
        do {
            let middle = exp(a)
            inner = middle
            goal = middle.sum()
        }
        #expect(inner != nil)
        goal.backward()
        #expect(inner == nil)
        #expect(goal.parents.isEmpty)
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
