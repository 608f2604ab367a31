// 5.4 gradients
// points: 3
// minutes: 25
// difficulty: hard
// by hand: Variable, Parameter
// section: The four equations of backpropagation
// hint: Forwards first, and keep what you pass: the hidden values a, the answers p. Then start at the output.
// hint: The delta of the output is (p − y)/N: the page's section on softmax says why no derivative of σ stands there.
//   Then each layer is exercise 5.2.
// hint: Through W2 the delta becomes delta · W2ᵀ; then the derivative of tanh, 1 − a², entry by entry. N is divided by
//   once.

import Grading
import Nabla

struct Network {
    var x: Tensor, W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor, y: Tensor

    typealias Gradients = (dW1: Tensor, db1: Tensor, dW2: Tensor, db2: Tensor)

    var n: Scalar { Scalar(x.shape[0]) }
    /// The sums of the hidden layer.
    var z: Tensor { matmul(x, W1) + b1 }

    /// With biases of 0 times what they are.
    func with(b1: Scalar = 1, b2: Scalar = 1) -> Network {
        Network(x: x, W1: W1, b1: b1 * self.b1, W2: W2, b2: b2 * self.b2, y: y)
    }

    /// The forward and the backward pass, with places where it can be done wrongly.
    ///
    /// - Parameters:
    ///   - derivative: of the hidden layer's activation, from its input z and its output a.
    ///   - delta: the gradient at the output, before its activation.
    ///   - rate: how far W2 has moved before it is used in the backward pass.
    func backward(
        hidden: (Tensor) -> Tensor = Nabla.tanh,
        derivative: (_ z: Tensor, _ a: Tensor) -> Tensor = { 1 - square($1) },
        delta: ((_ p: Tensor) -> Tensor)? = nil, movedBy rate: Scalar = 0
    ) -> Gradients {
        let a = hidden(z)
        let p = sigmoid(matmul(a, W2) + b2)
        let outer = delta?(p) ?? (p - y) / n
        let dW2 = matmul(a.transposed(), outer)
        let inner = matmul(outer, (W2 - rate * dW2).transposed()) * derivative(z, a)
        return (matmul(x.transposed(), inner), inner.sum(alongAxes: 0), dW2, outer.sum(alongAxes: 0))
    }

    /// The delta of squared error and σ, for one sample.
    func squaredError(_ p: Tensor) -> Tensor { (p - y) * p * (1 - p) }

    /// The bias gradients with a row for each sample.
    var unsummed: Gradients {
        let rows = (0..<x.shape[0]).map { row in
            let only = Tensor((0..<x.shape[0]).map { $0 == row ? Scalar(1) : 0 }).reshaped(to: y.shape)
            return backward(delta: { ($0 - y) * only / n })
        }
        let right = backward()
        return (right.dW1, Tensor(stacking: rows.map(\.db1)), right.dW2, Tensor(stacking: rows.map(\.db2)))
    }
}

let gradients = Check<Network, Network.Gradients> { c in
    c.inputs { [network(5, 3, 4, &$0), network(7, 2, 6, &$0)] }
    c.right { $0.backward() }
    c.wrong(
        .chain,
        "At the hidden layer the derivative of tanh is missing. The backward pass goes through the activation too."
    ) { $0.backward(derivative: { 0 * $1 + 1 }) }
    c.wrong(.average, "At the hidden layer 1/N was taken again. The average is taken once, at the loss.") { i in
        i.backward(derivative: { (1 - square($1)) / i.n })
    }
    c.wrong(
        .onePoint, "W2 was changed before it was used in the backward pass. All gradients belong to the same weights.",
        forEach: [0.5, 1, 0.1]
    ) { $0.backward(movedBy: $1) }
    c.wrong(
        .valueOrSlope, "1 − z² stands where 1 − a² belongs: the derivative of tanh is written with its output."
    ) { $0.backward(derivative: { z, _ in 1 - square(z) }) }
    c.wrong(
        .valueOrSlope,
        "a is an output of tanh already, and tanh was applied to it again. Input or output: which one do you hold?"
    ) { $0.backward(derivative: { 1 - square(tanh($1)) }) }
    c.wrong(
        .valueOrSlope, "a·(1 − a) is the derivative of a sigmoid. Which activation does the hidden layer have?"
    ) { $0.backward(derivative: { $1 * (1 - $1) }) }
    c.wrong(
        .valueOrSlope,
        "At the hidden layer a stands where its derivative belongs. Value and derivative are different things."
    ) { $0.backward(derivative: { $1 }) }
    c.wrong(
        .convention,
        """
        This is the page's 2-2-2 network: σ in the hidden layer, squared error, one sample. Here the hidden layer has \
        tanh, and the loss is the mean cross-entropy.
        """, { $0.backward(derivative: { $1 * (1 - $1) }, delta: $0.squaredError) },
        { $0.backward(hidden: Nabla.sigmoid, derivative: { $1 * (1 - $1) }, delta: $0.squaredError) })
    c.wrong(
        .convention,
        """
        The output is that of the page's 2-2-2 network: squared error, with the derivative of σ, and one sample. Here \
        the loss is the mean cross-entropy.
        """
    ) { $0.backward(delta: $0.squaredError) }
    c.wrong(
        .chain, "The derivative of σ stands at the output. With cross-entropy it has cancelled: p − y is all."
    ) { i in i.backward(delta: { i.squaredError($0) / i.n }) }
    c.times(.average, "All four are N times too large. The loss is an average over the samples.") { $0.n }
    c.wrong(.average, "Divided by D, the number of features. The loss is a mean over the N samples.") { i in
        i.backward(delta: { ($0 - i.y) / Scalar(i.x.shape[1]) })
    }
    c.wrong(
        .valueOrSlope, "dW2 was formed with the sums before tanh. What W2 is multiplied by in the forward pass is a."
    ) { i in
        var all = i.backward()
        let p = sigmoid(matmul(tanh(i.z), i.W2) + i.b2)
        all.dW2 = matmul(i.z.transposed(), (p - i.y) / i.n)
        return all
    }
    c.wrong(
        "Biases are missing in the forward pass. The gradients of another network came out.",
        { $0.with(b1: 0, b2: 0).backward() }, { $0.with(b1: 0).backward() }, { $0.with(b2: 0).backward() })
    c.wrong(
        "In the forward pass the hidden layer has a sigmoid, and in the backward pass tanh. The task says tanh for both."
    ) { $0.backward(hidden: { sigmoid($0) }) }
    c.times(.average, "All four were divided by N twice. The average is taken once, at the loss.") { 1 / $0.n }
    c.wrong(
        .chain,
        "The gradient with respect to p was sent on as if it were that of the sum before: the derivative of σ is missing.",
        { i in i.backward(delta: { ($0 - i.y) / ($0 * (1 - $0)) / i.n }) },
        { i in i.backward(delta: { ($0 - i.y) / ($0 * (1 - $0)) }) })
    c.wrong(.valueOrSlope, "1 − a stands where 1 − a² belongs. How is the derivative of tanh written with its output?")
    { $0.backward(derivative: { 1 - $1 }) }
    c.stops("W2 was multiplied as in the forward pass. From outputs to inputs a matrix is transposed.") { i in
        ["\(i.y.shape) · \(i.W2.shape)"]
    }
    c.stops(
        "x and the delta of the hidden layer were multiplied as they stand. A gradient adds over the samples: transpose x."
    ) { ["\($0.x.shape) · \([$0.x.shape[0], $0.b1.size])"] }
    c.opposite("All signs are turned: y − p instead of p − y.")
    c.wrong(
        "The number of samples was written down. It differs from call to call: ask x.shape[0].", forEach: [5, 2]
    ) { i, count in i.backward(delta: { ($0 - i.y) / count }) }
    c.wrong(
        .sharedUse, "The biases have a row for each sample. Every sample pushes the same bias: add them up."
    ) { $0.unsummed }
    c.times(nil, "Everything is 0.") { _ in 0 }
}

private func network(_ n: Int, _ d: Int, _ h: Int, _ generator: inout SeededGenerator) -> Network {
    let labels = (0..<n).map { Scalar($0 % 2) }.shuffled(using: &generator)
    return Network(
        x: generator.nonZeroHalves([n, d], limit: 1), W1: generator.nonZeroHalves([d, h], limit: 1),
        b1: generator.halves([h], limit: 1), W2: generator.nonZeroHalves([h, 1], limit: 1),
        b2: generator.halves([1], limit: 1), y: Tensor(scalars: labels, shape: [n, 1]))
}
