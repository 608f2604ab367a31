import Nabla
import Notebook

public func ownLSTM() throws {
    //: # 08 · Your LSTM writes
    //:
    //: Here the functions that you wrote for the exercises of lesson 08 work on letters. Your recurrent network is trained
    //: by your own forward and backward passes through time; then an LSTM, trained by the engine on your pairs and with your
    //: clipping, writes letter by letter through your step. Where an answer of yours does not pass its check yet, the
    //: engine stands in.
    //:
    //: **You need** the exercises of [08](../../08-recurrent/index.html), as many as you like.
    //:
    //: **Time** 5 minutes.

    note("\(calledFunctions.stamp). The table says which.")
    print(calledFunctions.table)

    //: ## A recurrent network learns a verse
    //:
    //: Four lines, cut into pieces of 16 letters by your `pairs`. Each piece goes forwards through 48 tanh units by your
    //: `forward`, the gradient back through time by your `backward`; your `clip` keeps the steps short.

    let verse = """
        Shall I compare thee to a summer's day?
        Thou art more lovely and more temperate:
        Rough winds do shake the darling buds of May,
        And summer's lease hath all too short a date;

        """
    let small = TextCorpus(verse)
    let pieces = try pairs(ids: small.ids, length: 16)
    print("\(small.ids.count) letters, \(small.symbols.count) different ones, \(pieces.count) pieces")

    let (symbols, units) = (small.symbols.count, 48)
    var generator = SeededGenerator(seed: seed)
    let start = RNN(symbols, units, using: &generator)
    let out = Tensor(randomNormal: [units, symbols], standardDeviation: 0.1, using: &generator)
    let initial = [
        start.inputWeight.value, start.recurrentWeight.value, start.bias.value, out, Tensor(zeros: [symbols]),
    ]
    let origin = Tensor(zeros: [units])

    //: The loss is the mean cross-entropy of the next letter; its gradient for the scores is probability minus truth,
    //: divided by the number of letters.

    func yours(_ x: Tensor, _ targets: [Int], _ w: [Tensor]) throws -> (loss: Scalar, gradients: [Tensor]) {
        let states = try forward(x: x, h0: origin, Wx: w[0], Wh: w[1], b: w[2])
        let scores = Variable(matmul(states, w[3]) + w[4])
        let loss = softmaxCrossEntropy(scores: scores, labels: targets)
        loss.backward()
        let delta = scores.gradient!
        let back = try backward(
            x: x, h0: origin, Wx: w[0], Wh: w[1], b: w[2], g: matmul(delta, w[3].transposed()))
        let gradients = [
            back.dWx, back.dWh, back.db, matmul(states.transposed(), delta), delta.sum(alongAxes: 0),
        ]
        return (loss.item, try clip(gradients: gradients, limit: 1))
    }
    func engines(_ x: Tensor, _ targets: [Int], _ w: [Tensor]) -> (loss: Scalar, gradients: [Tensor]) {
        let layer = RNN(inputWeight: w[0], recurrentWeight: w[1], bias: w[2])
        let head = [Parameter("weight", w[3]), Parameter("bias", w[4])]
        let states = layer(.constant(x.reshaped(to: [1] + x.shape)), mode: .training)
        let scores = linear(states.reshaped(to: [targets.count, units]), weight: head[0], bias: head[1])
        let loss = softmaxCrossEntropy(scores: scores, labels: targets)
        loss.backward()
        let parameters = [layer.inputWeight, layer.recurrentWeight, layer.bias] + head
        clipGradients(of: parameters, norm: 1)
        return (loss.item, parameters.map { $0.gradient! })
    }

    let clock = ContinuousClock()
    func train(
        _ name: String, _ step: (Tensor, [Int], [Tensor]) throws -> (loss: Scalar, gradients: [Tensor])
    ) rethrows -> (losses: [Scalar], seconds: Double) {
        var (w, losses) = (initial, [Scalar]())
        let began = clock.now
        for _ in progress(name, 0..<(quick ? 60 : 200)) where (clock.now - began) / .seconds(1) < 20 {
            for piece in pieces {
                let (loss, gradients) = try step(Tensor(oneHot: piece.input, classes: symbols), piece.target, w)
                losses.append(loss)
                for k in w.indices { w[k] -= 0.3 * gradients[k] }
            }
        }
        return (losses, (clock.now - began) / .seconds(1))
    }
    let mine = try train("your functions", yours)
    let theirs = train("the engine", engines)
    let times = mine.seconds / Double(mine.losses.count) / (theirs.seconds / Double(theirs.losses.count))
    print("your functions: \(mine.losses.count) steps in \(decimals(1, mine.seconds)) s")
    print("the engine:     \(theirs.losses.count) steps in \(decimals(1, theirs.seconds)) s")
    print("a step of yours takes \(decimals(1, times)) times as long as one of the engine's")
    let isComplete = mine.losses.count == theirs.losses.count
    if !isComplete {
        note(
            "Your functions were stopped after 20 seconds and \(mine.losses.count) of \(theirs.losses.count) steps. "
                + "Which of them takes so long? `--without` leaves one out.")
    }

    figure(
        "The loss of your recurrent network on the verse, a mean for each pass; the engine's lies on it.",
        alt: "Two loss curves on each other that fall.", height: 800
    ) {
        func passes(_ losses: [Scalar]) -> [Scalar] {
            stride(from: 0, to: losses.count, by: pieces.count).map {
                Tensor(Array(losses[$0..<min($0 + pieces.count, losses.count)])).mean()
            }
        }
        let (my, their) = (passes(mine.losses), passes(theirs.losses))
        return Figure(xLabel: "passes through the verse", yLabel: "loss (nats per letter)") {
            Line(Array(my.indices), my, label: "yours", color: .prediction, weight: .thick)
            Line(Array(their.indices), their, label: "the engine's", color: .data, weight: .thin)
        }
    }
    claim(
        "largest difference of the first 20 losses",
        zip(mine.losses, theirs.losses).prefix(20).map { abs($0 - $1) }.max()!, atMost: 0.01)
    claim(
        "loss on the verse at the end, as a fraction of that before", mine.losses.last! / mine.losses[0],
        atMost: isComplete ? 0.7 : 1)

    //: ## An LSTM learns to write
    //:
    //: The backward pass of an LSTM is no exercise, so here the engine computes the gradients. Your `pairs` cuts the text
    //: and your `clip` keeps the steps short.

    let corpus = try TextCorpus.tinyShakespeare(characters: quick ? 60_000 : 300_000) {
        String(repeating: verse, count: 80)
    }
    if corpus.isOwnText { note("Shakespeare's works are not here: the LSTM learns from the four lines.") }
    let vocabulary = corpus.symbols.count
    let learned = corpus.ids.count * 9 / 10
    let cut = try pairs(ids: Array(corpus.ids[0..<learned]), length: 32)
    let lstm = LSTM(vocabulary, 128, using: &generator)
    let dense = Dense(128, vocabulary, initializer: .normal(standardDeviation: 0.01), using: &generator)
    let parameters = lstm.parameters + dense.parameters
    let optimizer = Adam(parameters, learningRate: 0.01)
    var curve: [Scalar] = []
    for _ in progress("LSTM", 0..<(quick ? 80 : 500)) {
        let batch = (0..<32).map { _ in cut[Int.random(in: 0..<cut.count, using: &generator)] }
        let x = Tensor(oneHot: batch.flatMap(\.input), classes: vocabulary).reshaped(to: [32, 32, vocabulary])
        let states = lstm(.constant(x), mode: .training)
        let scores = dense(states.reshaped(to: [1_024, 128]), mode: .training)
        let loss = softmaxCrossEntropy(scores: scores, labels: batch.flatMap(\.target))
        curve.append(loss.item)
        optimizer.zeroGradients()
        loss.backward()
        let clipped = try clip(gradients: parameters.map { $0.gradient! }, limit: 1)
        for (parameter, gradient) in zip(parameters, clipped) { parameter.updateGradient { _ in gradient } }
        optimizer.step()
    }
    print("loss: \(decimals(2, curve[0])) before, \(decimals(2, curve.last!)) at the end, in nats per letter")

    //: ## It writes through your step
    //:
    //: From here on every state is your `lstmStep`'s and every letter your `sample`'s.

    let W = Tensor(concatenating: [lstm.inputWeight.value, lstm.recurrentWeight.value])
    struct Memory {
        var h = Tensor(zeros: [128])
        var c = Tensor(zeros: [128])
    }
    func read(_ id: Int, _ memory: inout Memory) throws -> Tensor {
        let x = Tensor(oneHot: [id], classes: vocabulary)[0]
        (memory.h, memory.c) = try lstmStep(x: x, h: memory.h, c: memory.c, W: W, b: lstm.bias.value)
        return matmul(memory.h, dense.weight.value) + dense.bias.value
    }
    func written(_ length: Int, temperature: Scalar) throws -> String {
        var (memory, ids) = (Memory(), corpus.encode("The "))
        var scores = Tensor(zeros: [vocabulary])
        for id in ids { scores = try read(id, &memory) }
        for _ in 0..<length {
            let u = Scalar(generator.nextUniform())
            ids.append(try sample(scores: scores, temperature: temperature, u: u).index)
            scores = try read(ids.last!, &memory)
        }
        return corpus.decode(ids)
    }
    let began = clock.now
    for temperature: Scalar in [0.5, 1] {
        print("temperature \(temperature):\n\(try written(200, temperature: temperature))\n")
    }
    print("400 letters in \(decimals(2, (clock.now - began) / .seconds(1))) s")

    //: How well does it know text that it has never seen? Your step reads 400 letters of it, and the engine's the same.

    let unseen = Array(corpus.ids[learned...].prefix(401))
    let clockStart = clock.now
    var memory = Memory()
    let scores = try Tensor(stacking: unseen.dropLast().map { try read($0, &memory) })
    let mySeconds = (clock.now - clockStart) / .seconds(1)
    let engineStart = clock.now
    var state = lstm.initialState(samples: 1)
    let reference = Tensor(
        stacking: unseen.dropLast().map { id in
            state = lstm.step(.constant(Tensor(oneHot: [id], classes: vocabulary)), state, mode: .inference)
            return dense(state.hidden, mode: .inference).value[0]
        })
    let engineSeconds = (clock.now - engineStart) / .seconds(1)
    func nats(_ scores: Tensor) -> Scalar {
        softmaxCrossEntropy(scores: .constant(scores), labels: Array(unseen.dropFirst())).item
    }
    print("your step: \(decimals(3, nats(scores))) nats per letter, the engine's: \(decimals(3, nats(reference)))")
    print("a step of yours takes \(decimals(1, mySeconds / engineSeconds)) times as long as one of the engine's")
    claim("largest difference of all scores", abs(scores - reference).max(), atMost: 0.01)
    claim(
        "nats per letter that your LSTM needs on new text", nats(scores),
        atMost: corpus.isOwnText ? 2.5 : (quick ? 3.2 : 2.4))

    //: Guessing among all letters alike costs ln 65 = 4.2 nats; [lesson 08](../../08-recurrent/index.html) trains longer
    //: and comes further.
}
