import Nabla
import Notebook

public func ownAttention() throws {
    //: # 11 · Your attention reverses a word
    //:
    //: Here the functions that you wrote for the exercises of lesson 11 write words backwards: first a head whose weights
    //: you chose, then two heads that are trained. Where an answer of yours does not pass its check yet, the engine stands
    //: in.
    //:
    //: **You need** the exercises of [11](../../11-attention/index.html), as many as you like.
    //:
    //: **Time** 5 minutes.

    note("\(calledFunctions.stamp). The table says which.")
    print(calledFunctions.table)

    func spelled(_ letters: [Int]) -> String {
        String(String.UnicodeScalarView(letters.map { UnicodeScalar(UInt8(97 + $0 % 26)) }))
    }

    //: ## Without training
    //:
    //: Your `head` sets the weights, your `attend` reads. A letter comes as its one-hot vector and that of its place.

    let word = "nabla".utf8.map { Int($0) - 97 }
    let places = word.count
    let byHand = try head(letters: 26, length: places, task: 1)
    let x = Tensor(
        concatenating: [Tensor(oneHot: word, classes: 26), Tensor(identity: places)], alongAxis: 1)
    let (queries, keys) = (matmul(x, byHand.wq), matmul(x, byHand.wk))
    let read = try attend(q: queries, k: keys, v: matmul(x, byHand.wv))
    let reversed = spelled(read.argmax(alongAxis: 1))
    print("\(spelled(word)) → \(reversed)")
    claim("letters that your own head puts in their place", zip(reversed, "alban").count { $0 == $1 }, equals: places)

    //: With the identity for values your `attend` gives the weights themselves.

    let weights = try attend(q: queries, k: keys, v: Tensor(identity: places))
    figure(
        "Your head: each row is a place that asks, each column a place that is read.",
        alt: "A map of five by five with ones on the diagonal that runs against the usual one.", height: 900
    ) {
        let names = spelled(word).map(String.init)
        return Figure(xLabel: "is read", yLabel: "asks") {
            HeatMap((0..<places).map { weights[$0].scalars }, rows: names, columns: names, range: 0...1)
        }
    }

    //: ## A decoder that learns it
    //:
    //: Now nobody chooses weights. Five letters out of eight, a mark, and behind it the network is to write the five letters
    //: backwards and an end. Your `pairs` makes inputs, targets and mask, your `positions` tells the places apart, your
    //: `split` cuts two heads, your `masked` hides what comes later, your `joined` puts the heads together, your `meanLoss`
    //: counts only what is asked.

    let (letters, length, mark, end, padding) = (8, 5, 8, 9, 10)
    let (symbols, width, heads) = (11, 16, 2)
    let total = 2 * length + 1
    let table = try positions(count: total, width: width)
    let features = symbols + width

    struct Example {
        var input: [Int]
        var targets: [Int]
        var mask: [Int]
    }
    func examples(_ count: Int, using generator: inout SeededGenerator) throws -> [Example] {
        let words = (0..<count).map { _ in (0..<length).map { _ in Int.random(in: 0..<letters, using: &generator) } }
        let made = try pairs(sequences: words.map { $0.reversed() }, start: mark, end: end, padding: padding)
        let unasked = Array(repeating: 0, count: length)
        return words.indices.map {
            Example(
                input: words[$0] + made.inputs[$0], targets: unasked + made.targets[$0],
                mask: unasked + made.mask[$0])
        }
    }
    func encoded(_ symbolsOfWord: [Int]) -> Tensor {
        let count = symbolsOfWord.count
        return Tensor(
            concatenating: [Tensor(oneHot: symbolsOfWord, classes: symbols), table[0..<count]], alongAxis: 1)
    }

    var generator = SeededGenerator(seed: seed)
    func drawn(_ rows: Int, _ columns: Int) -> Tensor {
        Tensor(randomNormal: [rows, columns], standardDeviation: (1 / Scalar(rows)).squareRoot(), using: &generator)
    }
    let start = [drawn(features, 32), drawn(features, 32), drawn(features, 32), drawn(32, symbols)]
    let scale = 1 / Scalar(32 / heads).squareRoot()

    //: Forwards for one word: queries, keys and values, cut into heads; weights and mixtures for each head; scores for each
    //: place.

    func attended(
        _ x: Tensor, _ w: [Tensor]
    ) throws -> (q: Tensor, k: Tensor, v: Tensor, weights: [Tensor], mixed: Tensor, scores: Tensor) {
        let count = x.shape[0]
        let parts = try (0..<3).map {
            try split(x: matmul(x, w[$0]).reshaped(to: [1, count, 32]), heads: heads)[0]
        }
        let weights = try (0..<heads).map {
            try masked(scores: scale * matmul(parts[0][$0], parts[1][$0].transposed()), real: count)
        }
        let mixtures = (0..<heads).map { matmul(weights[$0], parts[2][$0]) }
        let mixed = try joined(y: Tensor(stacking: mixtures).reshaped(to: [1, heads, count, 32 / heads]))[0]
        return (parts[0], parts[1], parts[2], weights, mixed, matmul(mixed, w[3]))
    }

    //: Backwards by hand: the softmax of each head sends back A∘(dA − the sum of dA∘A along the row).

    func yours(_ batch: [Example], _ w: [Tensor]) throws -> (loss: Scalar, gradients: [Tensor]) {
        var gradients = w.map { Tensor(zeros: $0.shape) }
        let mask = Tensor(batch.map { $0.mask.map { Scalar($0) } })
        var rows: [Tensor] = []
        for example in batch {
            let x = encoded(example.input)
            let (q, k, v, weights, mixed, scores) = try attended(x, w)
            let expected = Tensor(oneHot: example.targets, classes: symbols)
            rows.append(-(logSoftmax(scores) * expected).sum(alongAxes: 1))
            let kept = Tensor(example.mask.map { Scalar($0) }).expanded(atAxis: 1) / mask.sum()
            let delta = (softmax(scores) - expected) * kept
            gradients[3] += matmul(mixed.transposed(), delta)
            let back = try split(
                x: matmul(delta, w[3].transposed()).reshaped(to: [1, total, 32]), heads: heads)[0]
            var parts: [[Tensor]] = [[], [], []]
            for head in 0..<heads {
                let dWeights = matmul(back[head], v[head].transposed())
                let along = (dWeights * weights[head]).sum(alongAxes: 1, keepingAxes: true)
                let dScores = scale * weights[head] * (dWeights - along)
                parts[0].append(matmul(dScores, k[head]))
                parts[1].append(matmul(dScores.transposed(), q[head]))
                parts[2].append(matmul(weights[head].transposed(), back[head]))
            }
            for number in 0..<3 {
                let joint = Tensor(stacking: parts[number]).reshaped(to: [1, heads, total, 32 / heads])
                gradients[number] += matmul(x.transposed(), try joined(y: joint)[0])
            }
        }
        return (try meanLoss(losses: Tensor(stacking: rows), mask: mask), gradients)
    }

    //: The engine's version, all words at once and without a backward pass.

    func engines(_ batch: [Example], _ w: [Tensor]) -> (loss: Scalar, gradients: [Tensor]) {
        let p = w.map { Variable($0) }
        let x = Variable.constant(Tensor(stacking: batch.map { encoded($0.input) }))
        func cut(_ number: Int) -> Variable {
            matmul(x, p[number]).reshaped(to: [batch.count, total, heads, 32 / heads])
                .transposed(permutation: [0, 2, 1, 3])
        }
        let mixed = attention(queries: cut(0), keys: cut(1), values: cut(2), mask: causalMask(total)).output
            .transposed(permutation: [0, 2, 1, 3]).reshaped(to: [batch.count * total, 32])
        let asked = batch.flatMap(\.mask).enumerated().filter { $0.element == 1 }.map(\.offset)
        let targets = batch.flatMap(\.targets)
        let loss = softmaxCrossEntropy(
            scores: matmul(mixed, p[3]).gathering(asked), labels: asked.map { targets[$0] })
        loss.backward()
        return (loss.item, p.map { $0.gradient! })
    }

    let clock = ContinuousClock()
    func train(
        _ name: String, _ step: ([Example], [Tensor]) throws -> (loss: Scalar, gradients: [Tensor])
    ) throws -> (weights: [Tensor], losses: [Scalar], seconds: Double) {
        var generator = SeededGenerator(seed: seed + 1)
        let parameters = start.map { Parameter("w", $0) }
        let optimizer = Adam(parameters, learningRate: 0.02)
        var (losses, seconds) = ([Scalar](), 0.0)
        for _ in progress(name, 0..<(quick ? 150 : 500)) where seconds < 40 {
            let batch = try examples(16, using: &generator)
            let began = clock.now
            let (loss, gradients) = try step(batch, parameters.map(\.value))
            losses.append(loss)
            optimizer.zeroGradients()
            // A sum of products with the gradient has it as its gradient: so the optimizer is given yours.
            for (parameter, gradient) in zip(parameters, gradients) {
                (parameter * .constant(gradient)).sum().backward()
            }
            optimizer.step()
            seconds += (clock.now - began) / .seconds(1)
        }
        return (parameters.map(\.value), losses, seconds)
    }
    let mine = try train("your functions", yours)
    let theirs = try train("the engine") { engines($0, $1) }
    let times = mine.seconds / Double(mine.losses.count) / (theirs.seconds / Double(theirs.losses.count))
    print("your functions: \(mine.losses.count) steps in \(decimals(1, mine.seconds)) s")
    print("the engine:     \(theirs.losses.count) steps in \(decimals(1, theirs.seconds)) s")
    print("a step of yours takes \(decimals(1, times)) times as long as one of the engine's")
    let isComplete = mine.losses.count == theirs.losses.count
    if !isComplete {
        note(
            "Your functions were stopped after 40 seconds and \(mine.losses.count) of \(theirs.losses.count) steps. "
                + "Which of them takes so long? `--without` leaves one out.")
    }

    //: ## It writes
    //:
    //: Your `write` asks for one letter after the other, by the weights that your functions have found.

    func answer(_ word: [Int]) throws -> [Int] {
        try write(
            next: { past in
                let input = encoded(word + past)
                return (try? attended(input, mine.weights).scores[past.count + length - 1].scalars) ?? []
            }, start: mark, end: end, limit: length + 1)
    }
    var testing = SeededGenerator(seed: 1_000)
    let words = (0..<100).map { _ in (0..<length).map { _ in Int.random(in: 0..<letters, using: &testing) } }
    let answers = try words.map(answer)
    for (word, answer) in zip(words, answers).prefix(5) { print("\(spelled(word)) → \(spelled(answer))") }

    let shown = try attended(encoded(words[0] + [mark] + words[0].reversed()), mine.weights)
    figure(
        "Left: the loss, yours wide and the engine's thin. Right: where your two heads look while they write.",
        alt: "Two loss curves on each other; two maps of attention: later places read the earlier ones backwards."
    ) {
        let names = spelled(words[0]).map(String.init) + ["|"] + spelled(words[0].reversed()).map(String.init)
        return Figure(columns: 3, columnWidths: [1.3, 1, 1]) {
            Axes(title: "loss", xLabel: "step", yScale: .log) {
                Line(Array(mine.losses.indices), mine.losses, label: "yours", color: .prediction, weight: .thick)
                Line(
                    Array(theirs.losses.indices), theirs.losses, label: "the engine's", color: .data, weight: .thin)
            }
            (0..<heads).map { head -> any Panel in
                Axes(title: "head \(head + 1)") {
                    HeatMap(
                        (0..<total).map { shown.weights[head][$0].scalars }, rows: names, columns: names, range: 0...1,
                        showsValues: false, colorBar: nil)
                }
            }
        }
    }
    claim(
        "largest difference of the first 10 losses",
        zip(mine.losses, theirs.losses).prefix(10).map { abs($0 - $1) }.max()!, atMost: 0.001)
    let right = Scalar(zip(words, answers).count { $0.reversed() == $1 }) / 100
    if isComplete { claim("words of five letters that your attention reverses", right, atLeast: 0.9) }
}
