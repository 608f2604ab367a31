import Foundation
import Nabla
import Notebook

public func ownNetwork() throws {
    //: # 06 · MNIST with your own network
    //:
    //: Here the functions that you wrote for the exercises of lesson 06 train a network: 784 pixels, 128 hidden units with
    //: ReLU, ten scores. The engine multiplies matrices and cuts nothing short. Starting weights, batches, dropout, loss,
    //: gradient and score are computed by your functions; where an answer of yours does not pass its check yet, the engine
    //: stands in.
    //:
    //: **You need** the exercises of [06](../../06-mlp-mnist/index.html), as many as you like.
    //:
    //: **Time** 5 minutes.

    note("\(calledFunctions.stamp). The table says which.")
    print(calledFunctions.table)

    //: ## The digits and the starting weights

    let mnist = try MNIST.load()
    if let words = mnist.standInNote { note(words) }
    let kept = (quick ? 11_000 : mnist.training.count * 11 / 12)
    let training = mnist.training.part(0..<kept)
    let validation = mnist.training.part(kept..<kept + 1_000)
    print("images to learn from: \(training.count), to watch: \(validation.count), to test with: \(mnist.test.count)")

    //: The standard deviation of the first layer is He's, of the second Xavier's: those of your `scales`.

    let hidden = 128
    let first = try scales(fanIn: 784, fanOut: hidden, inChannels: 1, kernel: 28)
    let second = try scales(fanIn: hidden, fanOut: 10, inChannels: 1, kernel: 1)
    var generator = SeededGenerator(seed: seed)
    let start = [
        Tensor(randomNormal: [784, hidden], standardDeviation: first.heStd, using: &generator),
        Tensor(zeros: [hidden]),
        Tensor(randomNormal: [hidden, 10], standardDeviation: second.xavierStd, using: &generator),
        Tensor(zeros: [10]),
    ]
    print("standard deviations:", decimals(4, [first.heStd, second.xavierStd]))

    //: ## One step, by your functions and by the engine
    //:
    //: Forwards: the sums of the hidden units, ReLU, dropout, the scores, the loss. Backwards: the same way with the
    //: gradient, as in lesson 05. `u` holds the random numbers of dropout.

    let p: Scalar = 0.2

    func yours(_ x: Tensor, _ labels: [Int], _ u: Tensor, _ w: [Tensor]) throws -> (Scalar, [Tensor]) {
        let sums = matmul(x, w[0]) + w[1]
        let values = try dropout(x: relu(sums), u: u, p: p, training: true)
        let logits = matmul(values, w[2]) + w[3]
        let loss = try crossEntropy(logits: logits, labels: labels)
        let delta = try crossEntropyGradient(logits: logits, labels: labels)
        let back = try dropoutBackward(g: matmul(delta, w[2].transposed()), u: u, p: p) * (sums .> 0)
        return (
            loss,
            [
                matmul(x.transposed(), back), back.sum(alongAxes: 0), matmul(values.transposed(), delta),
                delta.sum(alongAxes: 0),
            ]
        )
    }

    //: The engine's version of the same step, with the same `u`. It needs no backward pass written down.

    func engines(_ x: Tensor, _ labels: [Int], _ u: Tensor, _ w: [Tensor]) -> (Scalar, [Tensor]) {
        let parameters = w.map { Variable($0) }
        let sums = linear(.constant(x), weight: parameters[0], bias: parameters[1])
        let values = relu(sums) * .constant((u .>= p) / (1 - p))
        let loss = softmaxCrossEntropy(
            scores: linear(values, weight: parameters[2], bias: parameters[3]), labels: labels)
        loss.backward()
        return (loss.item, parameters.map { $0.gradient! })
    }

    //: ## Training
    //:
    //: Both are trained from the same weights, on the same images in the same order: rounds of 5,000 images in batches of
    //: 100, with momentum 0.9 and learning rate 0.05. Between two rounds a thousand images that the network does not learn
    //: from say how good it is. Only the time of the steps is counted; yours end after 40 seconds at the latest, and the
    //: engine takes as many steps as yours.

    struct Run {
        var weights: [Tensor]
        var losses: [Scalar] = []
        var seconds = 0.0
        var accuracies: [(seconds: Double, accuracy: Scalar)] = []
    }

    func scores(_ images: Tensor, _ w: [Tensor]) -> Tensor {
        matmul(relu(matmul(images.flattened(), w[0]) + w[1]), w[2]) + w[3]
    }

    func train(
        _ name: String, steps: Int = .max, batches: (Tensor, [Int], [Int]) throws -> [(x: Tensor, y: [Int])],
        step: (Tensor, [Int], Tensor, [Tensor]) throws -> (Scalar, [Tensor]),
        accuracy: (Tensor, [Int]) throws -> Scalar
    ) throws -> Run {
        var generator = SeededGenerator(seed: seed + 1)
        var run = Run(weights: start)
        var velocities = start.map { Tensor(zeros: $0.shape) }
        let (rounds, size) = quick ? (4, 2_500) : (33, 5_000)
        let clock = ContinuousClock()
        for round in progress(name, 0..<rounds) where run.seconds < 40 && run.losses.count < steps {
            let from = round * size % (training.count - size + 1)
            let part = training.part(from..<from + size)
            let (before, began) = (run.seconds, clock.now)
            let order = (0..<size).shuffled(using: &generator)
            for batch in try batches(part.images.flattened(), part.labels, order) {
                let u = Tensor(randomUniform: [batch.y.count, hidden], in: 0..<1, using: &generator)
                let (loss, gradients) = try step(batch.x, batch.y, u, run.weights)
                run.losses.append(loss)
                for k in velocities.indices {
                    velocities[k] = 0.9 * velocities[k] - 0.05 * gradients[k]
                    run.weights[k] += velocities[k]
                }
                run.seconds = before + (clock.now - began) / .seconds(1)
                if run.seconds > 40 || run.losses.count == steps { break }
            }
            run.accuracies.append(
                (run.seconds, try accuracy(scores(validation.images, run.weights), validation.labels)))
        }
        return run
    }

    let mine = try train(
        "your functions", batches: { try batches(x: $0, y: $1, order: $2, size: 100) }, step: yours,
        accuracy: { try evaluate(batches: [(scores: $0, labels: $1)]).accuracy })
    let theirs = try train(
        "the engine", steps: mine.losses.count,
        batches: { x, y, order in
            stride(from: 0, to: order.count, by: 100).map { start in
                let rows = Array(order[start..<start + 100])
                return (x.gathering(rows), rows.map { y[$0] })
            }
        }, step: { engines($0, $1, $2, $3) }, accuracy: { Nabla.accuracy(scores: $0, labels: $1) })

    let times = mine.seconds / Double(mine.losses.count) / (theirs.seconds / Double(theirs.losses.count))
    print("your functions: \(mine.losses.count) steps in \(decimals(1, mine.seconds)) s")
    print("the engine:     \(theirs.losses.count) steps in \(decimals(1, theirs.seconds)) s")
    print("a step of yours takes \(decimals(1, times)) times as long as one of the engine's")
    let allSteps = (quick ? 4 * 2_500 : 33 * 5_000) / 100
    let isComplete = mine.losses.count == allSteps
    if !isComplete {
        note(
            """
            Your functions were stopped after 40 seconds and \(mine.losses.count) of \(allSteps) steps. What follows is \
            what both networks had learned by then. Which of your functions takes so long? `--without` leaves one out.
            """)
    }

    figure(
        "Your functions and the engine, from the same weights: the losses lie on each other, the seconds do not.",
        alt: """
            Left the loss of every twentieth step, yours as a wide line and the engine's as a thin one. Right the \
            validation accuracy against the seconds that the steps took.
            """
    ) {
        func smooth(_ losses: [Scalar]) -> (steps: [Int], means: [Scalar]) {
            let starts = Array(stride(from: 0, to: losses.count, by: 20))
            return (starts, starts.map { Tensor(Array(losses[$0..<min($0 + 20, losses.count)])).mean() })
        }
        let (my, their) = (smooth(mine.losses), smooth(theirs.losses))
        return Figure(columns: 2) {
            Axes(title: "loss", xLabel: "step", yScale: .log) {
                Line(my.steps, my.means, label: "yours", color: .prediction, weight: .thick)
                Line(their.steps, their.means, label: "the engine's", color: .data, weight: .thin)
            }
            Axes(title: "validation accuracy (%)", xLabel: "seconds of training") {
                Line(
                    mine.accuracies.map(\.seconds), mine.accuracies.map { 100 * $0.accuracy }, label: "yours",
                    color: .prediction, weight: .thick)
                Line(
                    theirs.accuracies.map(\.seconds), theirs.accuracies.map { 100 * $0.accuracy },
                    label: "the engine's", color: .data)
            }
        }
    }
    claim("loss before the first step, ln 10 is 2.3", mine.losses[0], in: 1.8...4)
    let both = zip(mine.losses, theirs.losses).prefix(50)
    claim("largest difference of the first 50 losses", both.map { abs($0 - $1) }.max()!, atMost: 0.01)

    //: The two curves begin as one: the same numbers, up to rounding. Later the rounding of thousands of steps has grown,
    //: and they part a little.

    //: ## What your network says of the test digits

    func tested(_ w: [Tensor]) -> [(scores: Tensor, labels: [Int])] {
        stride(from: 0, to: mnist.test.count, by: 1_000).map { first in
            let part = mnist.test.part(first..<first + 1_000)
            return (scores(part.images, w), part.labels)
        }
    }
    let test = tested(mine.weights)
    let result = try evaluate(batches: test)
    let reference = Nabla.accuracy(
        scores: Tensor(concatenating: tested(theirs.weights).map(\.scores)), labels: mnist.test.labels)
    print("test accuracy of your network: \(percent(result.accuracy)), of the engine's: \(percent(reference))")

    figure(
        "Every test digit: rows are the truth, columns what your network answered.",
        alt: "A confusion matrix of ten by ten; the diagonal holds almost everything.", height: 1080
    ) {
        let counts = (0..<10).map { truth in (0..<10).map { Int(result.confusion[truth, $0].item) } }
        return Figure(xLabel: "answer", yLabel: "digit") { ConfusionMatrix(counts) }
    }

    //: The digit that your network is most wrong about: it gives its label the least probability of all.

    let probabilities = try softmax(of: Tensor(concatenating: test.map(\.scores)))
    let ofLabels = (probabilities * Tensor(oneHot: mnist.test.labels, classes: 10)).sum(alongAxes: 1)
    let worst = ofLabels.argmin()
    figure(
        "A \(mnist.test.labels[worst]), and what your softmax says of it.",
        alt: "A test digit, and ten bars with the probabilities of the classes."
    ) {
        Figure(columns: 2) {
            ImageGrid(title: "test image \(worst)", columns: 1, range: 0...1) {
                Tile(mnist.test.images[worst].scalars, width: 28)
            }
            Axes(title: "probability of each digit", yRange: 0...1) {
                Bars((0..<10).map(String.init), probabilities[worst].scalars, decimals: 2)
            }
        }
    }

    claim("your network's test accuracy minus the engine's", result.accuracy - reference, in: -0.01...0.01)
    if isComplete {
        claim(
            "test accuracy of your network", result.accuracy,
            atLeast: mnist.isBuiltIn ? (quick ? 0.8 : 0.9) : (quick ? 0.88 : 0.95))
    }

    //: In [lesson 06](../../06-mlp-mnist/index.html) 784-32-10 gets about 96 %, and 784-512-10, four times as wide as
    //: yours, about 98 %.
}
