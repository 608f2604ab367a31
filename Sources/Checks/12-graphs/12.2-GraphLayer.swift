// 12.2 graphLayer
// points: 3
// minutes: 20
// difficulty: hard
// by hand: Variable
// hint: Call A·x something, say `received`. What is left is a dense layer with ReLU: lesson 05 knows its gradients.
// hint: First the gradient of the scores: the output gradient where the score is positive, 0 elsewhere. All three gradients
//   begin with it.
// hint: dw is receivedᵀ times it. For dx go back through w, then through A: a message from j to i has the weight A[i, j]
//   both ways, so which table sends gradients from i to j?

import Grading
import Nabla

struct GraphStep: Sendable {
    var x: Tensor, a: Tensor, w: Tensor, b: Tensor, outputGradient: Tensor

    var received: Tensor { matmul(a, x) }
    var scores: Tensor { matmul(received, w) + b }
    var y: Tensor { maximum(scores, Tensor(0)) }
    /// The gradient of the scores.
    var gradient: Tensor { outputGradient * (scores .> 0) }
    /// The three gradients from a gradient of the scores; right unless told otherwise.
    func result(
        y: Tensor? = nil, gradient: Tensor? = nil, dx: Tensor? = nil, dw: Tensor? = nil, db: Tensor? = nil
    ) -> (y: Tensor, dx: Tensor, dw: Tensor, db: Tensor) {
        let g = gradient ?? self.gradient
        return (
            y ?? self.y, dx ?? matmul(a.transposed(), matmul(g, w.transposed())),
            dw ?? matmul(received.transposed(), g), db ?? g.sum(alongAxes: 0)
        )
    }
    /// The same step with other scores, and what ReLU makes of them.
    func result(scores: Tensor) -> (y: Tensor, dx: Tensor, dw: Tensor, db: Tensor) {
        result(y: maximum(scores, Tensor(0)), gradient: outputGradient * (scores .> 0))
    }
    /// Messages in the other direction.
    var turned: GraphStep {
        var turned = self
        turned.a = a.transposed()
        return turned
    }
    var smallestScore: Scalar { abs(scores).min() }
}

let graphLayer = Check<GraphStep, (y: Tensor, dx: Tensor, dw: Tensor, db: Tensor)> { c in
    c.inputs { generator in [step(3, 2, 4, &generator), step(4, 3, 2, &generator)] }
    c.right { $0.result() }
    c.wrong(
        "The bias was added before the messages were sent, so each node receives it as often as its row of A sums to. When is it added?",
        { s in
            let scores = matmul(s.a, matmul(s.x, s.w) + s.b)
            let gradient = s.outputGradient * (scores .> 0)
            return s.result(
                y: maximum(scores, Tensor(0)), gradient: gradient, db: (gradient * s.a.rowSums).sum(alongAxes: 0))
        }, { s in s.result(scores: matmul(s.a, matmul(s.x, s.w) + s.b)) })
    c.wrong(
        .transpose,
        "y is right, dx is not: A was not transposed. A message went from j to i; where does its gradient go?"
    ) { $0.result(dx: matmul($0.a, matmul($0.gradient, $0.w.transposed()))) }
    c.wrong(.chain, "A is missing in dw. Did the weights meet the node's features, or those that it received?") {
        $0.result(dw: matmul($0.x.transposed(), $0.gradient))
    }
    c.wrong(.transpose, "A stands the wrong way round in dw: (A·x)ᵀ is xᵀ·Aᵀ.") {
        $0.result(dw: matmul($0.x.transposed(), matmul($0.a, $0.gradient)))
    }
    c.wrong(
        "ReLU came before the messages were summed, so a negative value never cancels a positive one.",
        { s in s.result(y: matmul(s.a, maximum(matmul(s.x, s.w), Tensor(0))) + s.b) },
        { s in s.result(y: matmul(s.a, maximum(matmul(s.x, s.w) + s.b, Tensor(0)))) },
        { s in
            let inner = matmul(s.x, s.w)
            let back = matmul(s.a.transposed(), s.outputGradient) * (inner .> 0)
            return (
                matmul(s.a, maximum(inner, Tensor(0))) + s.b, matmul(back, s.w.transposed()),
                matmul(s.x.transposed(), back), s.outputGradient.sum(alongAxes: 0)
            )
        })
    c.wrong(
        .chain,
        "y is right, but ReLU was forgotten on the way back. Did a unit whose output is 0 have an influence on the loss?"
    ) { $0.result(gradient: $0.outputGradient) }
    c.wrong(
        .transpose, "The messages went the wrong way in the forward pass. Row i of A says from whom node i receives.",
        { $0.turned.result() }, { $0.result(scores: $0.turned.scores) })
    c.wrong(.chain, "A is missing in dx. Which other nodes' outputs depend on this node's features?") {
        $0.result(dx: matmul($0.gradient, $0.w.transposed()))
    }
    c.wrong(.sharedUse, "db was averaged over the nodes. One bias is used n times: what happens to n contributions?") {
        $0.result(db: $0.gradient.mean(alongAxes: 0))
    }
    c.wrong(
        "y is not bent: ReLU is missing in the forward pass.",
        {
            $0.result(y: $0.scores)
        }, { $0.result(y: $0.scores, gradient: $0.outputGradient) })
    c.wrong("The bias is missing in the scores.", { $0.result(scores: $0.scores - $0.b) })
    c.wrong("A is not used at all: this is a dense layer, and no node knows of another.") { s in
        var lonely = s
        lonely.a = Tensor(identity: s.a.shape[0])
        return lonely.result()
    }
    c.wrong(.sign, "The gradients have the opposite sign.") { $0.result(gradient: -$0.gradient) }
    c.wrong("The mask of ReLU was taken from the output gradient. It belongs to the scores.") {
        $0.result(gradient: $0.outputGradient * ($0.outputGradient .> 0))
    }
    c.accepts("the weights before the messages") { s in
        let transformed = matmul(s.x, s.w)
        let back = matmul(s.a.transposed(), s.gradient)
        return (
            maximum(matmul(s.a, transformed) + s.b, Tensor(0)), matmul(back, s.w.transposed()),
            matmul(s.x.transposed(), back), s.gradient.sum(alongAxes: 0)
        )
    }
}

/// A table that is not symmetric and whose rows do not sum to 1, scores of both signs and none near 0.
private func step(_ n: Int, _ d: Int, _ e: Int, _ generator: inout SeededGenerator) -> GraphStep {
    var step: GraphStep
    repeat {
        step = GraphStep(
            x: generator.nonZeroHalves([n, d], limit: 2), a: generator.nonZeroHalves([n, n], limit: 2) / 4,
            w: generator.nonZeroHalves([d, e], limit: 2), b: generator.nonZeroHalves([e], limit: 1),
            outputGradient: generator.nonZeroHalves([n, e], limit: 2))
    } while step.smallestScore < 0.05 || abs(step.a.rowSums - 1).min() < 0.1
        || abs(step.a - step.a.transposed()).max() < 0.2
    return step
}
