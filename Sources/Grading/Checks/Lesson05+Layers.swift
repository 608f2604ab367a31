import Nabla

extension Lesson05 {
    // MARK: 5.2 backward of a linear layer

    typealias LayerInput = (x: Tensor, w: Tensor, g: Tensor)

    static var linearBackward: Check<LayerInput, LayerGradients> {
        var check = Check<LayerInput, LayerGradients>(
            exercise: Exercise(
                id: "5.2", name: "linearBackward", points: 2, byHand: ["Variable", "Parameter"],
                hints: [
                    "Write the three shapes down: x [N, D], w [D, H], g [N, H]. Each result has the shape of its own.",
                    "One weight: value at the start times what arrives at the end, added up over the samples. That is "
                        + "a product of x and g, one of them turned over.",
                    "An input feeds all H outputs, each by its weight: g goes back through w turned over. The bias "
                        + "was used once by each sample.",
                ]),
            inputs: { generator in
                [(4, 3, 2), (5, 5, 5), (6, 2, 7)].map { n, d, h in
                    (
                        generator.nonZeroHalves([n, d], limit: 2), generator.nonZeroHalves([d, h], limit: 2),
                        generator.nonZeroHalves([n, h], limit: 2)
                    )
                }
            },
            show: { [Part("x", $0.x), Part("w", $0.w), Part("g", $0.g)] },
            results: { [Part("dx", $1.dx), Part("dw", $1.dw), Part("db", $1.db)] },
            right: { rightLayer($0) })
        check.knows(
            "a", .transpose,
            "dw is turned over. A gradient has the shape of its parameter."
        ) { input in changed(input) { $0.dw = $0.dw.transposed() } }
        check.knows(
            "b", .average,
            "dw and db were divided by N. The average belongs to the loss, and is inside g already."
        ) { input in
            let n = Scalar(input.x.shape[0])
            return changed(input) { ($0.dw, $0.db) = ($0.dw / n, $0.db / n) }
        }
        check.knows(
            "c", .sharedUse,
            "db was averaged over the samples. Every sample pushes the same bias: they add."
        ) { input in changed(input) { $0.db = input.g.mean(alongAxes: 0) } }
        check.knows(
            "d", .sharedUse,
            "db has a row for each sample. How many biases are there?"
        ) { input in changed(input) { $0.db = input.g } }
        check.knows(
            "e", .axis,
            "db was added up over the outputs instead of the samples. Which axis was stretched on the way forwards?"
        ) { input in changed(input) { $0.db = input.g.sum(alongAxes: 1) } }
        check.knows(
            "f", .transpose,
            "dx is g·w. Going back through a matrix crosses it the other way.",
            { input in
                isSquare(input) ? changed(input) { $0.dx = matmul(input.g, input.w) } : rightLayer(input)
            },
            { input in
                let (d, h) = (input.w.shape[0], input.w.shape[1])
                return changed(input) { $0.dx = matmul(input.g, input.w.reshaped(to: [h, d])) }
            }
        )
        check.knows(
            "g",
            "Entries were multiplied one by one. Every input meets every output: that is a matrix product.",
            { input in isSquare(input) ? changed(input) { $0.dw = input.x * input.g } : rightLayer(input) },
            { input in isSquare(input) ? changed(input) { $0.dx = input.g * input.w } : rightLayer(input) }
        )
        check.knows(
            "h", .chain,
            "The answer does not depend on g. What arrives has to be sent on."
        ) { input in rightLayer((input.x, input.w, Tensor(ones: input.g.shape))) }
        check.knows(
            "i", .sign,
            "All signs are turned. Slopes are asked for here, not steps against them."
        ) { input in rightLayer((input.x, input.w, -input.g)) }
        check.knows(
            "j",
            "Everything is 0."
        ) { input in rightLayer((input.x, input.w, 0 * input.g)) }
        check.knows(
            "k",
            "Only the first four samples are in dw and db. How many there are differs from call to call: x.shape[0].",
            { input in
                let first = rightLayer((input.x[0..<4], input.w, input.g[0..<4]))
                return changed(input) { ($0.dw, $0.db) = (first.dw, first.db) }
            },
            { input in changed(input) { $0.dw = rightLayer((input.x[0..<4], input.w, input.g[0..<4])).dw } },
            { input in changed(input) { $0.db = input.g[0..<4].sum(alongAxes: 0) } }
        )
        check.knows(
            "l",
            "Divided by 4, the number of samples of one call only. And is an average asked for at all?"
        ) { input in changed(input) { ($0.dw, $0.db) = ($0.dw / 4, $0.db / 4) } }
        check.accepts("the other way round, turned over at the end") { input in
            (
                matmul(input.w, input.g.transposed()).transposed(),
                matmul(input.g.transposed(), input.x).transposed(), input.g.sum(alongAxes: 0)
            )
        }
        return check
    }

    private static func isSquare(_ input: LayerInput) -> Bool {
        Set(input.x.shape + input.g.shape).count == 1
    }

    static func rightLayer(_ input: LayerInput) -> LayerGradients {
        (
            matmul(input.g, input.w.transposed()), matmul(input.x.transposed(), input.g),
            input.g.sum(alongAxes: 0)
        )
    }

    private static func changed(
        _ input: LayerInput, _ change: (inout LayerGradients) -> Void
    ) -> LayerGradients {
        var gradients = rightLayer(input)
        change(&gradients)
        return gradients
    }

    // MARK: 5.4 two layers by hand

    typealias Network = (x: Tensor, W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor, y: Tensor)
    typealias NetworkGradients = (dW1: Tensor, db1: Tensor, dW2: Tensor, db2: Tensor)

    static var twoLayers: Check<Network, NetworkGradients> {
        var check = Check<Network, NetworkGradients>(
            exercise: Exercise(
                id: "5.4", name: "gradients", points: 3, byHand: ["Variable", "Parameter"],
                hints: [
                    "Forwards first, and keep what you pass: the hidden values a, the answers p. Then start at the output.",
                    "The delta of the output is (p − y)/N: the page's section on softmax says why no slope of σ "
                        + "stands there. Then each layer is exercise 5.2.",
                    "Through W2 the delta becomes delta · W2ᵀ; then the slope of tanh, 1 − a², entry by entry. N is "
                        + "divided by once.",
                ]),
            inputs: { generator in
                [(5, 3, 4), (7, 2, 6)].map { n, d, h in
                    let labels = (0..<n).map { Scalar($0 % 2) }.shuffled(using: &generator)
                    return (
                        generator.nonZeroHalves([n, d], limit: 1), generator.nonZeroHalves([d, h], limit: 1),
                        generator.halves([h], limit: 1), generator.nonZeroHalves([h, 1], limit: 1),
                        generator.halves([1], limit: 1), Tensor(scalars: labels, shape: [n, 1])
                    )
                }
            },
            show: {
                [
                    Part("x", $0.x), Part("W1", $0.W1), Part("b1", $0.b1), Part("W2", $0.W2),
                    Part("b2", $0.b2), Part("y", $0.y),
                ]
            },
            results: {
                [Part("dW1", $1.dW1), Part("db1", $1.db1), Part("dW2", $1.dW2), Part("db2", $1.db2)]
            },
            right: { walk($0) })
        check.knows(
            "a", .chain,
            "At the hidden layer the slope of tanh is missing. The road goes through the bend."
        ) { walk($0, bend: { 0 * $0.a + 1 }) }
        check.knows(
            "b", .average,
            "At the hidden layer 1/N was taken again. The average is taken once, at the loss."
        ) { walk($0, bend: { (1 - square($0.a)) / Scalar($0.a.shape[0]) }) }
        check.knows(
            "c", .onePoint,
            "W2 was changed before it was used on the way back. All slopes belong to the same weights.",
            { walk($0, movedBy: 0.5) }, { walk($0, movedBy: 1) }, { walk($0, movedBy: 0.1) }
        )
        check.knows(
            "d", .valueOrSlope,
            "1 − z² stands where 1 − a² belongs: the slope of tanh is written with its output."
        ) { walk($0, bend: { 1 - square($0.z) }) }
        check.knows(
            "n", .valueOrSlope,
            "a is an output of tanh already, and tanh was applied to it again. Input or output: which one do you hold?"
        ) { walk($0, bend: { 1 - square(Nabla.tanh($0.a)) }) }
        check.knows(
            "e", .valueOrSlope,
            "a·(1 − a) is the slope of a sigmoid. Which bend does the hidden layer have?"
        ) { walk($0, bend: { $0.a * (1 - $0.a) }) }
        check.knows(
            "f", .valueOrSlope,
            "At the hidden layer a stands where its slope belongs. Value and slope are different things."
        ) { walk($0, bend: { $0.a }) }
        check.knows(
            "m", .convention,
            "This is the page's 2-2-2 network: σ in the hidden layer, squared error, one sample. Here the hidden layer "
                + "has tanh, and the loss is the mean cross-entropy.",
            { walk($0, bend: { $0.a * (1 - $0.a) }, output: { ($0 - $1) * $0 * (1 - $0) }) },
            { input in
                walk(
                    input, hidden: Nabla.sigmoid, bend: { $0.a * (1 - $0.a) },
                    output: { ($0 - $1) * $0 * (1 - $0) })
            },
            { walk($0, output: { ($0 - $1) * $0 * (1 - $0) }) }
        )
        check.knows(
            "g", .chain,
            "The slope of σ stands at the output. With cross-entropy it has cancelled: p − y is all."
        ) { walk($0, output: { ($0 - $1) * $0 * (1 - $0) / Scalar($1.shape[0]) }) }
        check.knows(
            "h", .average,
            "All four are N times too large. The loss is an average over the samples."
        ) { walk($0, output: { $0 - $1 }) }
        check.knows(
            "i", .sign,
            "All signs are turned: y − p instead of p − y."
        ) { walk($0, output: { ($1 - $0) / Scalar($1.shape[0]) }) }
        check.knows(
            "j",
            "The number of samples was written down. It differs from call to call: ask x.shape[0].",
            { walk($0, output: { ($0 - $1) / 5 }) }, { walk($0, output: { ($0 - $1) / 2 }) }
        )
        check.knows(
            "k", .sharedUse,
            "The biases have a row for each sample. Every sample pushes the same bias: add them up."
        ) { network in
            let n = network.x.shape[0]
            let right = walk(network)
            let rowsOfOne = (0..<n).map { sample -> NetworkGradients in
                let only = Tensor((0..<n).map { $0 == sample ? Scalar(1) : 0 }).reshaped(to: [n, 1])
                return walk(network, output: { ($0 - $1) * only / Scalar(n) })
            }
            return (
                right.dW1, matrix(rowsOfOne.map { $0.db1.scalars }), right.dW2,
                matrix(rowsOfOne.map { $0.db2.scalars })
            )
        }
        check.knows(
            "l",
            "Everything is 0."
        ) { walk($0, output: { 0 * ($0 - $1) }) }
        return check
    }

    /// The way forwards and back, with places where it can be done wrongly.
    private static func walk(
        _ n: Network, hidden: (Tensor) -> Tensor = Nabla.tanh,
        bend: ((z: Tensor, a: Tensor)) -> Tensor = { 1 - square($0.a) },
        output: (_ p: Tensor, _ y: Tensor) -> Tensor = { ($0 - $1) / Scalar($1.shape[0]) },
        movedBy rate: Scalar = 0
    ) -> NetworkGradients {
        let z = matmul(n.x, n.W1) + n.b1
        let a = hidden(z)
        let p = Nabla.sigmoid(matmul(a, n.W2) + n.b2)
        let delta = output(p, n.y)
        let dW2 = matmul(a.transposed(), delta)
        let inner = matmul(delta, (n.W2 - rate * dW2).transposed()) * bend((z, a))
        return (matmul(n.x.transposed(), inner), inner.sum(alongAxes: 0), dW2, delta.sum(alongAxes: 0))
    }
}
