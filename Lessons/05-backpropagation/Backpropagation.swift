import Foundation
import Nabla
import Notebook

public func backpropagation() throws {
    //: # 05 · Backpropagation by hand
    figure(
        """
        One gradient taken apart: what comes back through the sums of two outputs, and what is left of it at the \
        weight. It can be read after the section on the deltas of the hidden neurons.
        """,
        alt: """
            Ribbons run from a box E on the right through the sums of two outputs to a hidden unit and on to the \
            weight w₁. The blue ribbon is wide, the orange one narrow and cancels a part of it; behind the hidden \
            unit little is left. Beside it the same sum, term by term.
            """
    ) { GradientBreakdown().figure() }
    //: A small network for lesson 06 has 784 inputs, two hidden layers of 16 and ten outputs. That makes 13,002
    //: **parameters**. Lesson 03's finite differences would nudge one of them up, run the network, nudge it down, run
    //: it again, and go on to the next: at a millisecond a run, 26 seconds for one step of gradient descent, and three
    //: days for ten thousand. On this page we get all 13,002 partial derivatives, the **gradient**, at once. For the
    //: cost of how many runs? Guess; the last section measures it.
    let parameters = 784 * 16 + 16 + 16 * 16 + 16 + 16 * 10 + 10
    print(parameters, "parameters;", 2 * Double(parameters) / 1000, "seconds a step")
    claim("weights and biases of 784-16-16-10", parameters, equals: 13_002)
    claim("days for 10,000 steps at a millisecond a run", 2 * Double(parameters) * 10 / 86_400, in: 2.9...3.1)
    //: **You will be able to**
    //:
    //: - give the derivative of σ, tanh and ReLU anywhere, and send gradients back through them (exercises 5.1,
    //:   5.3);
    //: - compute the gradient of every weight and bias of a network with two layers (5.2, 5.4);
    //: - write `backward`, and say what breaks when a line of it is wrong (5.5);
    //: - test a gradient so that a mistake cannot hide (5.6, 5.7).
    //:
    //: **You need** three results. From [03](../03-gradient-descent/index.html): a partial derivative, in one
    //: dimension the slope of a curve, says how fast a result changes with one of its inputs; gradient descent
    //: steps against it. From [04](../04-perceptron/index.html): a neuron computes z = x·w + b and applies an
    //: activation function, for instance σ(z) = 1/(1 + e⁻ᶻ). From [02](../02-broadcasting/index.html): what is
    //: broadcast is used several times.
    //:
    //: **Time** 75 minutes. Rest after *How far is a gradient valid?*, at about 40.
    //:
    //: ## Along a path, derivatives multiply
    //: A small change of a weight passes through many steps before it reaches the loss. What becomes of it?
    //: Think of gears. The second turns three times for each turn of the first, the third twice for each turn of
    //: the second.
    func second(_ first: Double) -> Double { 3 * first }
    func third(_ second: Double) -> Double { 2 * second }
    print(digits(4, (third(second(1.01)) - third(second(1))) / 0.01))
    claim(
        "turns of the third gear for one of the first", (third(second(1.01)) - 6) / 0.01, equals: 6,
        within: 1e-9)
    //: Six: 3 times 2. How fast the result of one step changes with its input is the **local derivative** of that
    //: step. The product of the local derivatives along the whole path is the derivative of the end with respect to
    //: the beginning. This is the **chain rule**. For c that is made from b, which is made from a:
    //:
    //:     ∂c/∂a = ∂c/∂b · ∂b/∂a
    //:
    //: It also holds when the local derivatives change from point to point; they are evaluated at the current
    //: point. At 3 the square has the derivative 6. Five times the square has 5 · 6 = 30.
    let fromBothSides = (5 * 3.001 * 3.001 - 5 * 2.999 * 2.999) / 0.002
    print(digits(3, fromBothSides))
    claim("the derivative of 5x² at 3, by a finite difference from both sides", fromBothSides, equals: 30, within: 1e-6)
    //: > Along a path, local derivatives multiply.
    //:
    //: ## One number, used twice
    //: So far every number was used once. Now let a be used twice: b = a + 1, and c = a · b.
    func fork(_ a: Double) -> Double { a * (a + 1) }
    print(fork(3))
    predict(
        "Raise a from 3 to 3.01. By how much does c rise from 12: by 0.03, 0.04, 0.07 or 0.12?",
        answer: "By 0.0701: the derivative is 7.",
        tempting: "0.04, or 0.03.",
        why: """
            Each sees one of the two paths from a to c. a is multiplied by b = 4. And a changes b, which is \
            multiplied by a = 3. Both happen at once: 4 + 3.
            """)
    print(digits(4, fork(3.01)))
    claim("c at 3 and at 3.01", [fork(3), fork(3.01)], equals: [12, 12.0701], within: 1e-9)
    claim("its derivative, by a finite difference of 0.01", (fork(3.01) - fork(3)) / 0.01, equals: 7.01, within: 1e-9)
    //: This is the other half of the chain rule. When several quantities b₁, b₂, … depend on a, and c depends on
    //: all of them, add over the paths:
    //:
    //:     ∂c/∂a = ∂c/∂b₁ · ∂b₁/∂a + ∂c/∂b₂ · ∂b₂/∂a + …
    //:
    //: Here b₁ is a itself and b₂ is a + 1. Their product has the local derivatives 4 and 3, and both grow as fast
    //: as a: 4 · 1 + 3 · 1 = 7.
    //:
    //: **Change one line.** Write `a * a * a` in `fork`. How many paths are there now, and what do they add
    //: up to at 3? (The claims will complain: they are about a·(a + 1).)
    //:
    //: > Where paths meet, derivatives add.
    //:
    //: ## The computation graph, and four steps
    //: Two rules, and a drawing to keep track of them:
    //:
    //: 1. Draw a **node** for every number, and an **edge** from each number to those made from it. No path leads
    //:    back to where it came from. The drawing is called the **computation graph**.
    //: 2. A node holds two things: its value, and below it its **gradient**, the derivative of the output with
    //:    respect to it. The **output** is the last node: in a network, the loss.
    //: 3. All gradients start at 0. Only the output's own is 1: ∂c/∂c = 1.
    //: 4. Go through the nodes backwards, each after its **users**, the nodes that were made from it. A node sends along
    //:    every edge into it: its gradient times the local derivative of the edge. What arrives at a node is added.
    figure(
        "Left, the forward pass. Right, the backward pass: each edge brings local derivative times gradient.",
        alt: """
            The graph of c = a·(a + 1) at 3, twice. Left each node has a value and the words “not yet”, the \
            edges carry the local derivatives 4, 3, 1 and 1. Right the gradients are filled in, c 1, b 3, \
            a 7, and the edges to a bring 4 and 3.
            """,
        height: 640
    ) { BackpropagationGraphs.fork() }
    //: Computing the values is the **forward pass**, computing the gradients the **backward pass**. The whole
    //: algorithm is called **backpropagation**. It finds gradients. It does not learn: gradient descent does that,
    //: with these gradients.
    //:
    //: > Values forwards, gradients backwards: multiply along edges, add at nodes.
    //:
    //: ## There are many paths, but few edges
    //: Why node by node, and not path by path? Count. Put ten forks in a row. Each doubles the number of paths.
    func paths(_ forks: Int) -> Int { forks == 0 ? 1 : paths(forks - 1) + paths(forks - 1) }
    print(paths(10), "paths,", 4 * 10, "edges")
    claim("paths through ten forks in a row", paths(10), equals: 1024)
    figure(
        "There are 1,024 paths through ten forks, but only 40 edges. Adding at each node uses each edge once.",
        alt: """
            Ten diamonds in a row. Above, the number of paths doubles from 1 to 1,024; below, the number of \
            edges grows by four from 0 to 40.
            """,
        height: 590
    ) { BackpropagationGraphs.diamonds() }
    //: A node waits until everything has arrived, adds it up, and sends the sum on *once*. So the cost grows
    //: with the number of edges, not of paths. This is why step 4 says "after all its users". An order that has
    //: every node after those it is made from is a **topological order**; the backward pass takes it in reverse.
    //:
    //: > Add first, then pass it on: each edge is used once.
    //:
    //: ## Every operation knows its local derivatives
    //: Which local derivatives stand on the edges? One line for each operation. Where those of eᵃ, ln, σ and tanh come
    //: from does not matter here: everybody looks them up. A finite difference confirms them. (**tanh** a is 2σ(2a) −
    //: 1, a sigmoid from −1 to 1.)
    //:
    //: | operation | local derivative for each input | what it does to a gradient |
    //: |---|---|---|
    //: | a + b | 1, 1 | copies it |
    //: | a − b | 1, −1 | copies it, and turns the sign of one |
    //: | a · b | b, a | multiplies it by the *other* input |
    //: | a² | 2a | multiplies it by 2a |
    //: | eᵃ | eᵃ, the output itself | multiplies it by the *output* |
    //: | ln a | 1/a | divides it by a |
    //: | s = σ(a) | s · (1 − s), s the *output* | multiplies it by at most ¼ |
    //: | t = tanh a | 1 − t², t the *output* | multiplies it by at most 1 |
    //: | ReLU(a) | 1 if a > 0, else 0 | passes it or not |
    //: | the largest of several | 1 for the largest, 0 for the others | passes it to one |
    //: | the sum of n numbers | 1 for each | copies it |
    //: | the mean of n numbers | 1/n for each | divides it by n |
    func σ(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
    let rules: [(name: String, f: (Double) -> Double, derivative: Double)] = [
        ("square", { $0 * $0 }, 2 * 0.7), ("exp", { exp($0) }, exp(0.7)), ("ln", { log($0) }, 1 / 0.7),
        ("σ", σ, σ(0.7) * (1 - σ(0.7))), ("tanh", { tanh($0) }, 1 - tanh(0.7) * tanh(0.7)),
        ("ReLU", { max($0, 0) }, 1),
    ]
    let differences = rules.map { ($0.f(0.7 + 1e-5) - $0.f(0.7 - 1e-5)) / 2e-5 }
    for (rule, difference) in zip(rules, differences) { print(rule.name, digits(8, [rule.derivative, difference])) }
    claim(
        "local derivative by rule and by finite difference at 0.7, the largest deviation",
        zip(rules, differences).map { abs($0.derivative - $1) }.max()!, atMost: 1e-8)
    figure(
        "A gradient of 2 arrives at each: + copies it, × multiplies by the other input, max passes it to the larger.",
        alt: """
            Four small graphs on the way back. Plus sends 2 and 2. Times, of 3 and 5, sends 10 and 6. Max \
            sends 0 and 2. σ at 1 sends 0.39.
            """
    ) { BackpropagationGraphs.gates() }
    //: **Careful.** In s·(1 − s) stands the output of σ, not its input. At z = 2 the formula with the input gives 2·(1
    //: − 2) = −2: a sigmoid that falls. And at a = 0 ReLU has a corner: 0 on the left, 1 on the right. We take 0. Two
    //: inputs may also be equally large: then exercise 5.8 gives the whole gradient to the first, and the engine's
    //: `max` half of it to each.
    //:
    //: > Every operation needs its own local derivatives, and nothing else.
    //:
    //: ## A network with ten parameters: the forward pass
    //: Now a real network, small enough for a sheet of paper: two inputs, two hidden neurons, two outputs,
    //: all with σ. The inputs are 0.1 and 0.5; the **targets**, what the outputs should be, are 0.05 and 0.95. The
    //: neurons of a layer share one bias. The loss E is half the sum of the squared errors; the ½ cancels the 2 that
    //: comes from the square:
    //:
    //:     E = ½(o₁ − t₁)² + ½(o₂ − t₂)²
    //:
    let p = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.25, 0.35]  // w₁ … w₈, the hidden bias, the output bias
    func network(_ p: [Double]) -> (z: [Double], h: [Double], o: [Double], E: Double) {
        let zh = [p[0] * 0.1 + p[2] * 0.5 + p[8], p[1] * 0.1 + p[3] * 0.5 + p[8]]
        let h = zh.map(σ)
        let zo = [p[4] * h[0] + p[5] * h[1] + p[9], p[6] * h[0] + p[7] * h[1] + p[9]]
        let o = zo.map(σ)
        let E = 0.5 * (o[0] - 0.05) * (o[0] - 0.05) + 0.5 * (o[1] - 0.95) * (o[1] - 0.95)
        return (zh + zo, h, o, E)
    }
    let (z, h, o, E) = network(p)
    for (name, numbers) in [("z", z), ("h", h), ("o", o), ("E", [E])] { print(name, digits(6, numbers)) }
    claim("the four weighted sums", z, equals: [0.41, 0.47, 1.01977, 1.26307], within: 5e-6)
    claim("h", h, equals: [0.601088, 0.615384], within: 5e-7)
    claim("o", o, equals: [0.734929, 0.779554], within: 5e-7)
    claim("E", E, equals: 0.249090, within: 5e-7)
    figure(
        "The network with all its numbers. Each weight stands on its own edge.",
        alt: """
            A network of two inputs 0.1 and 0.5, two hidden units 0.601 and 0.615, two outputs 0.735 and \
            0.780. w₁ = 0.1 and w₃ = 0.3 lead into the first hidden unit, w₂ = 0.2 and w₄ = 0.4 into the second, \
            w₅ = 0.5 and w₆ = 0.6 into the first output, w₇ = 0.7 and w₈ = 0.8 into the second; biases 0.25 and \
            0.35.
            """,
        height: 820
    ) {
        Figure(
            NetworkDiagram(
                layers: [2, 2, 2], weights: [[[0.1, 0.2], [0.3, 0.4]], [[0.5, 0.7], [0.6, 0.8]]],
                weightNames: [[["w₁", "w₂"], ["w₃", "w₄"]], [["w₅", "w₇"], ["w₆", "w₈"]]],
                values: [[0.1, 0.5], h, o], biases: [[0.25, 0.25], [0.35, 0.35]],
                layerTitles: ["inputs x", "hidden h", "outputs o"],
                outputNames: ["target: 0.05", "target: 0.95"],
                decimals: 3))
    }
    //: **Careful.** The first layer's weights are numbered by where they come from: w₁ and w₂ leave x₁. The
    //: second layer's by where they go: w₅ and w₆ enter o₁. Use the first layer's numbering for both and you get
    //: E = 0.259096.
    let misread = network([0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.6, 0.8, 0.25, 0.35])
    claim("E with the second layer numbered like the first", misread.E, equals: 0.259096, within: 5e-7)
    //: > Keep every value of the forward pass: the backward pass needs it.
    //:
    //: ## The backward pass: deltas of the outputs
    //: From E to an output: the derivative of ½(o − t)² is o − t, the error. From the output to its sum z: times
    //: the derivative of σ, o·(1 − o).
    let errors = [o[0] - 0.05, o[1] - 0.95]
    let δo = [errors[0] * o[0] * (1 - o[0]), errors[1] * o[1] * (1 - o[1])]
    print("errors", digits(6, errors), " deltas", digits(6, δo))
    claim("o − t", errors, equals: [0.684929, -0.170446], within: 5e-7)
    claim("the derivatives of σ there", o.map { $0 * (1 - $0) }, equals: [0.194809, 0.171850], within: 6e-7)
    claim("δ of the outputs", δo, equals: [0.133430, -0.029291], within: 5e-7)
    //: The derivative of the loss with respect to a weighted sum z is used so often that it has a name: **delta**,
    //: δ = ∂E/∂z. Where it is positive, a lower sum makes E smaller; where it is negative, a higher one does. The
    //: first output is far too high, the second too low.
    //:
    //: > Delta is the derivative of the loss with respect to a neuron's weighted sum.
    //:
    //: ## The backward pass: deltas of the hidden neurons
    //: h₁ feeds both outputs. For the first it should be lower, for the second higher. Which effect is larger? There
    //: are two paths, so we add: through w₅ = 0.5 comes 0.5 times the first delta, through w₇ = 0.7 comes 0.7 times
    //: the second.
    let intoH1 = [0.5 * δo[0], 0.7 * δo[1]]
    let intoH2 = [0.6 * δo[0], 0.8 * δo[1]]
    let atHidden = [intoH1[0] + intoH1[1], intoH2[0] + intoH2[1]]
    let δh = [atHidden[0] * h[0] * (1 - h[0]), atHidden[1] * h[1] * (1 - h[1])]
    print("into h₁", digits(6, intoH1), " sum", digits(6, atHidden[0]), " delta", digits(6, δh[0]))
    claim("what the two paths bring to h₁", intoH1, equals: [0.066715, -0.020504], within: 5e-7)
    claim(
        "∂E/∂h₁, the derivative of σ there, and δ", [atHidden[0], h[0] * (1 - h[0]), δh[0]],
        equals: [0.046211, 0.239781, 0.011081], within: 6e-7)
    claim(
        "what the two paths bring to h₂, and its δ", intoH2 + [δh[1]], equals: [0.080058, -0.023433, 0.013402],
        within: 6e-7)
    figure(
        "From w₁ to E there are two paths. Backwards they bring +0.067 and −0.021 to h₁: together 0.046.",
        alt: """
            The graph from w₁ over z, h₁ and both outputs to E, with value and gradient on every node and the \
            local derivative on every edge.
            """,
        height: 560
    ) { BackpropagationGraphs.waysOfOneWeight() }
    //: The first is larger: 0.0667 against 0.0205. Then the derivative of σ at h₁ leaves about a quarter. The figure
    //: at the top of this page is this sum.
    //:
    //: > A hidden neuron's delta: the deltas it feeds, each times the weight on the way, added, then times the
    //: > derivative of its own activation.
    //:
    //: ## The gradient of a weight: its input times the delta
    //: A weight multiplies its input, the value at the start of its edge. So its local derivative is that input, and
    //: its gradient is the input times the delta at the end, for instance
    //:
    //:     ∂E/∂w₅ = h₁ · δ of o₁ = 0.601088 · 0.133430 = 0.080203
    //:
    //: A bias is multiplied by 1; ours are used twice, so two deltas add.
    let byHand = [
        0.1 * δh[0], 0.1 * δh[1], 0.5 * δh[0], 0.5 * δh[1],  // w₁ … w₄: inputs times hidden deltas
        h[0] * δo[0], h[1] * δo[0], h[0] * δo[1], h[1] * δo[1],  // w₅ … w₈: hidden values times output deltas
        δh[0] + δh[1], δo[0] + δo[1],
    ]
    //: Ten partial derivatives from one backward pass. Lesson 03 would have needed ten finite differences:
    let numerical = p.indices.map { k in
        var (up, down) = (p, p)
        up[k] += 1e-5
        down[k] -= 1e-5
        return (network(up).E - network(down).E) / 2e-5
    }
    let names = ["w₁", "w₂", "w₃", "w₄", "w₅", "w₆", "w₇", "w₈", "b₁", "b₂"]
    for k in p.indices { print(names[k], column(byHand[k]), column(numerical[k])) }
    claim(
        "the ten gradients by hand", byHand,
        equals: [
            0.001108058, 0.001340240, 0.005540290, 0.006701199, 0.080203124, 0.082110622, -0.017606526,
            -0.018025268, 0.024482978, 0.104138847,
        ], within: 6e-10)
    claim(
        "by hand against finite differences, the largest difference",
        zip(byHand, numerical).map { abs($0 - $1) }.max()!,
        atMost: 1e-9)
    claim("∂E/∂w₅ without the derivative of σ", errors[0] * h[0], equals: 0.411702, within: 5e-7)
    //: If you forget the derivative of σ, ∂E/∂w₅ comes out as 0.4117 instead of 0.0802: right sign, wrong size.
    //:
    //: > Gradient of a weight: its input times the delta at its end.
    //:
    //: ## The four equations of backpropagation
    //: What you did number by number is four equations. From here an index counts layers, no longer neurons: z₁, h and
    //: z₂, o are the sums and values of the two layers, as rows [N, units]; ∘ multiplies entry by entry; σ′(z) =
    //: σ(z)·(1 − σ(z)).
    //:
    //:     (1)   δ₂ = (o − t) ∘ σ′(z₂)          at the outputs, for our E
    //:     (2)   δ₁ = (δ₂·W₂ᵀ) ∘ σ′(z₁)         one layer back
    //:     (3)   ∂E/∂W = aᵀ·δ                   weights, with input a
    //:     (4)   ∂E/∂b = Σ δ over the samples   biases
    //:
    //: In (3) and (4) δ is the delta of the same layer. A network with more layers uses (2) once for each hidden layer.
    //: Another activation has another derivative in the place of σ′, another loss another (1). If E is a mean over N
    //: samples, divide (1) by N, and nothing else: (2), (3) and (4) pass it on. In our network both neurons of a layer
    //: share a bias, so its sum runs over the two neurons as well.
    //:
    //: > Deltas from the outputs backwards, by (1) and (2); then every gradient, by (3) and (4).
    //:
    //: ## How far is a gradient valid?
    predict(
        "∂E/∂w₅ is 0.0802. Raise w₅ by 0.1: E rises by 0.0080. Raise it by 1: by 0.080, by more, or by less?",
        answer: "By less: 0.073. The derivative itself changes on the way: it becomes smaller.",
        tempting: "By 0.080: ten times the step, ten times the rise.",
        why:
            "A larger w₅ moves o₁ from 0.73 towards 1, where σ is flatter. Derivative times step is a linear "
            + "approximation, good for small steps only."
    )
    let raised = [0.1, 1].map { step in
        var q = p
        q[4] += step
        return network(q).E - E
    }
    print(digits(5, raised))
    claim("E's rise for w₅ + 0.1 and w₅ + 1", raised, equals: [0.00797, 0.073], within: 5e-4)
    //: Now a step against the whole gradient, with learning rate α = 0.5. Every parameter moves by −α times its
    //: derivative, and derivative times step is the change of E: −α · (∂E/∂w)² for each of them.
    let predictedDrops = byHand.map { 0.5 * $0 * $0 }
    let trueDrops = p.indices.map { k in
        var q = p
        q[k] -= 0.5 * byHand[k]
        return E - network(q).E
    }
    func stepped(_ rate: Double) -> Double { network(zip(p, byHand).map { $0 - rate * $1 }).E }
    claim(
        "one step with learning rate 0.5, predicted and true", [predictedDrops.reduce(0, +), E - stepped(0.5)],
        equals: [0.01267, 0.01270], within: 5e-6)
    figure(
        """
        A step against the gradient with learning rate 0.5: each dot (true) lies in its ring (linear approximation).
        """,
        alt: """
            Ten parameters on a logarithmic axis: a ring for the predicted fall of E, a dot for the true one, each dot \
            in the middle of its ring; the bias of the outputs brings most, w₁ ten thousand times less. On the \
            right the sums 0.01267 and 0.01270.
            """,
        height: 760
    ) {
        BackpropagationFigures.predictions(
            names: names, predicted: predictedDrops, actual: trueDrops,
            all: (predictedDrops.reduce(0, +), E - stepped(0.5)))
    }
    predict(
        "One step with a learning rate of 100 instead. E was 0.249. Does it explode, fall, or neither?",
        answer: "Neither: 0.4524. Both outputs are near 0, where σ is flat, and the next steps hardly change them.",
        tempting: "It explodes.",
        why: "On a parabola it would. Here σ keeps the outputs between 0 and 1, and the units saturate.")
    print("E:", digits(4, E), " after a step of 1:", digits(4, stepped(1)), " of 100:", digits(4, stepped(100)))
    claim("E after one step with learning rate 100", stepped(100), equals: 0.452436, within: 5e-6)
    let far = zip(p, byHand).map { $0 - 100 * $1 }
    let farOutputs = network(far).o
    claim("the derivatives of σ at the outputs there", farOutputs.map { $0 * (1 - $0) }, atMost: 1e-3)
    claim("E with both outputs at 0", 0.5 * (0.05 * 0.05 + 0.95 * 0.95), equals: 0.4525, within: 1e-9)
    claim("the bias of the outputs there", far[9], in: -10.1 ... -10)
    //: The second output was too low, and yet it fell as well: the bias that both share went down to −10 and took it
    //: along. A unit whose sum lies where σ is flat is **saturated**: its derivative is nearly 0, and it hardly learns.
    //:
    //: > A gradient gives a linear approximation. Too large a step saturates σ, and from there learning is very slow.
    //:
    //: ## The same as a program
    //: **Rest here**, before you go on. You have computed all gradients of a network by hand, and ten finite
    //: differences agree. Now a program does the work.
    //:
    //: A node becomes a small object that holds
    //:
    //: - a value;
    //: - a gradient, 0 at first;
    //: - edges, each from a **parent** (a number that it is made from), with the local derivative.
    //:
    //: The rules for +, − and · stand inside. (`Arithmetic` only helps Swift to find them.)
    final class Value: Arithmetic {
        var value: Double
        var gradient = 0.0
        let edges: [(parent: Value, derivative: Double)]
        init(_ value: Double, _ edges: [(parent: Value, derivative: Double)] = []) {
            (self.value, self.edges) = (value, edges)
        }
        static func + (a: Value, b: Value) -> Value { Value(a.value + b.value, [(a, 1), (b, 1)]) }
        static func - (a: Value, b: Value) -> Value { Value(a.value - b.value, [(a, 1), (b, -1)]) }
        static func * (a: Value, b: Value) -> Value {
            Value(a.value * b.value, [(a, b.value), (b, a.value)])
        }
    }
    func σ(_ z: Value) -> Value {
        let s = σ(z.value)
        return Value(s, [(z, s * (1 - s))])
    }
    //: Step 4 needs each node after all its users. So first a topological order: a node goes on the list when all
    //: its parents are there. Reversed, that list has every user first. (`ObjectIdentifier` tells nodes apart, even
    //: if they hold the same number; `insert` says whether a node is new.)
    func ordered(_ output: Value) -> [Value] {
        var (order, seen) = ([Value](), Set<ObjectIdentifier>())
        func visit(_ node: Value) {
            guard seen.insert(ObjectIdentifier(node)).inserted else { return }
            for edge in node.edges { visit(edge.parent) }
            order.append(node)
        }
        visit(output)
        return order
    }
    //: > A node is an object: a value, a gradient, and the edges from its parents.
    //:
    //: ## A first backward pass, with a mistake
    //: Start the output at 1, take the nodes from last to first, and let each send its gradient along its edges:
    func firstTry(from output: Value) {
        output.gradient = 1
        for node in ordered(output).reversed() {
            for edge in node.edges { edge.parent.gradient = edge.derivative * node.gradient }
        }
    }
    predict(
        "This first engine makes a mistake. Which gradient does it find for a in a·(a + 1) at 3?",
        answer: "It says 3. The path over b comes last, and overwrites the 4 that stood there.",
        tempting: "7, or 4.",
        why: "Every product in it is right. Only the assignment is wrong: it stores where it should add.")
    let a = Value(3)
    firstTry(from: a * (a + Value(1)))
    print(a.gradient)
    claim("the gradient that the first try finds", a.gradient, equals: 3)
    //: > It stores where it should add, and nothing crashes.
    //:
    //: ## One sign repairs it
    //: `+=` for `=`:
    func backward(from output: Value) {
        output.gradient = 1
        for node in ordered(output).reversed() {
            for edge in node.edges { edge.parent.gradient += edge.derivative * node.gradient }
        }
    }
    //: Now the path over b adds its 3 to the 4 that stood there.
    let a2 = Value(3)
    let c = a2 * (a2 + Value(1))
    backward(from: c)
    print(a2.gradient)
    let doubled = Value(3)
    backward(from: doubled + doubled)
    claim("the gradients of a·(a + 1) and of a + a at 3", [a2.gradient, doubled.gradient], equals: [7, 2])
    //: **Change one line.** Leave out `.reversed()` in `backward`. Which path to a is missing now, and why?
    //: Does XOR, at the end of this section, still learn?
    //:
    //: **Careful.** What if we call it twice?
    backward(from: c)
    print(a2.gradient)
    claim("a's gradient after a second call", a2.gradient, equals: 17)
    //: Not 7, not even 14. The gradients of the first call were still on the nodes. a had 7 and got 4 from c: 11. b had
    //: 3, got 3 more, and sent all 6 on to a: 11 + 6 = 17. Nodes in the middle are made anew in every forward pass.
    //: Weights live on, so *their* gradients must be set to 0 before each backward pass. Exercise 5.5 makes `backward`
    //: safe.
    //:
    //: Now the ten gradients, without a formula of ours. (`reduce` starts with the bias and adds, for every input, the
    //: input times its weight.)
    func neurons(_ x: [Value], _ w: [[Value]], _ b: [Value]) -> [Value] {  // w[from][to]
        b.indices.map { j in σ(x.indices.reduce(b[j]) { $0 + x[$1] * w[$1][j] }) }
    }
    let q = p.map { Value($0) }
    let hidden = neurons([Value(0.1), Value(0.5)], [[q[0], q[1]], [q[2], q[3]]], [q[8], q[8]])
    let outputs = neurons(hidden, [[q[4], q[6]], [q[5], q[7]]], [q[9], q[9]])
    let (error1, error2) = (outputs[0] - Value(0.05), outputs[1] - Value(0.95))
    backward(from: Value(0.5) * (error1 * error1 + error2 * error2))
    print(digits(6, q.map(\.gradient)))
    claim(
        "the scalar engine against the calculation by hand, the largest difference",
        zip(q, byHand).map { abs($0.gradient - $1) }.max()!, atMost: 1e-15)
    //: With gradient descent it learns XOR, whose weights lesson 04 chose by hand: three hidden neurons, random
    //: **initialization**: random starting weights. Training may fail, so we try up to ten random initializations.
    let corners: [(x: [Double], y: Double)] = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)]
    var generator = SeededGenerator(seed: seed)
    func normal() -> Value { Value(Double(Tensor(randomNormal: [], using: &generator).item)) }  // from N(0, 1)
    func answer(_ x: [Double], _ w: [Value]) -> Value {
        let hidden = neurons(x.map { Value($0) }, [Array(w[0..<3]), Array(w[3..<6])], Array(w[6..<9]))
        return neurons(hidden, w[9..<12].map { [$0] }, [w[12]])[0]
    }
    var (weights, starts) = ([Value](), 0)
    repeat {
        weights = (0..<13).map { _ in normal() }
        starts += 1
        for _ in 0..<(quick ? 600 : 1000) {  // quick: a short run of this page
            var loss = Value(0)  // the squared errors at the four corners, added up
            for corner in corners {
                let error = answer(corner.x, weights) - Value(corner.y)
                loss = loss + error * error
            }
            for weight in weights { weight.gradient = 0 }
            backward(from: loss)
            for weight in weights { weight.value -= 2 * weight.gradient }
        }
    } while starts < 10 && corners.contains { abs(answer($0.x, weights).value - $0.y) > 0.4 }
    print("initialization", starts, digits(3, corners.map { answer($0.x, weights).value }))
    claim(
        "XOR: the largest error", corners.map { abs(answer($0.x, weights).value - $0.y) }.max()!, atMost: 0.4)
    //: > Nodes, a topological order, and one loop that adds: an engine for **automatic differentiation**.
    //:
    //: ## Tensors: the same four steps
    //: One object for every number is simple but slow. In the engine of this course each node holds a whole tensor.
    //: Here is its backward pass, as it stands in the source. An edge has a function there, its **vjp**
    //: (vector–Jacobian product), where ours has a number, the local derivative. You know its loop; the rest refuses
    //: wrong calls and frees memory:
    //:
    //: ![source](Sources/Autodiff/Backward.swift#backward)
    //:
    //: It refuses what our program let through: a second backward pass over the same graph. A node is a `Variable`: a
    //: tensor and its gradient, which is there after the backward pass (hence the `!`). A `.constant` is data and gets
    //: none. The ten gradients once more:
    let x = Variable.constant([[0.1, 0.5]])  // [1, 2]: one sample
    let (W1, b1) = (Variable([[0.1, 0.2], [0.3, 0.4]]), Variable([0.25]))  // [2, 2], [1]
    let (W2, b2) = (Variable([[0.5, 0.7], [0.6, 0.8]]), Variable([0.35]))
    let hiddenRow = sigmoid(matmul(x, W1) + b1)  // [1, 2]
    let outputRow = sigmoid(matmul(hiddenRow, W2) + b2)
    let target: Tensor = [[0.05, 0.95]]
    (0.5 * square(outputRow - .constant(target)).sum()).backward()
    print(W1.gradient!, b1.gradient!)
    print(W2.gradient!, b2.gradient!)
    //: Four columns, one table: by hand, by our `Value`, by tensors, by finite differences.
    let (g1, g2) = (W1.gradient!.scalars, W2.gradient!.scalars)
    let byTensors = (g1 + [g2[0], g2[2], g2[1], g2[3]] + b1.gradient!.scalars + b2.gradient!.scalars).map {
        Double($0)
    }
    print("      by hand    Value      tensors    differences")
    for k in p.indices {
        print(names[k], column(byHand[k]), column(q[k].gradient), column(byTensors[k]), column(numerical[k]))
    }
    claim(
        "the largest difference between any two of the four columns",
        p.indices.map { k in
            let four = [byHand[k], q[k].gradient, byTensors[k], numerical[k]]
            return four.max()! - four.min()!
        }.max()!, atMost: 5e-8)
    figure(
        "Twelve nodes instead of dozens, with E drawn as one. Each gradient has the shape of its value; x needs none.",
        alt: """
            The network as a graph of tensors, x and W₁ to a product, plus b₁, σ, times W₂, plus b₂, σ, E. \
            Every node carries its shape twice, for value and gradient; x, a constant, has no gradient.
            """,
        height: 620
    ) { BackpropagationGraphs.tensors() }
    //: > A gradient has the shape of its value. Always.
    //:
    //: ## The backward pass of a dense layer
    //: In a **dense** layer every output depends on every input. One rule is new: the matrix product. Take three samples at once, y = x·w + b, and let g = ∂E/∂y be the
    //: gradient that arrives. It is equations (2), (3) and (4) again:
    //:
    //: - w[i][j] leads from input i to output j. For one sample its gradient is x[i] · g[j]: input times delta.
    //:   Every sample uses the same w, so the samples *add*: **xᵀ·g**.
    //: - x[i] feeds every output j, each by its weight w[i][j]. All paths add: **g·wᵀ**.
    //: - b was broadcast to every row. Each copy was used, so the rows add: **g summed over the samples**.
    let batch = Variable([[1, -2], [3, 0.5], [-1, 4]])  // x [3, 2]: three samples
    let (w, bias) = (Variable([[2, -1, 0.5, 1], [0, 3, 1, -2]]), Variable(Tensor(zeros: [4])))
    let g = Tensor(randomNormal: [3, 4], using: &generator)  // what arrives, all different
    ((matmul(batch, w) + bias) * .constant(g)).sum().backward()
    let dw = matmul(batch.value.transposed(), g)  // [2, 3] · [3, 4] → [2, 4]
    let dx = matmul(g, w.value.transposed())  // [3, 4] · [4, 2] → [3, 2]
    let db = g.sum(alongAxes: 0)  // [3, 4] → [4]
    print(dw.shape, dx.shape, db.shape)
    claim(
        "the three rules against the engine, the largest difference",
        [abs(dw - w.gradient!).max(), abs(dx - batch.gradient!).max(), abs(db - bias.gradient!).max()].max()!,
        atMost: 1e-5)
    //: No average anywhere. If the loss is a *mean* over N samples, each row of g already contains the factor 1/N.
    //: Dividing by N again is a very common mistake. With these rules the 2-2-2 network by hand is a few lines:
    let out = outputRow.value
    let inner = hiddenRow.value
    let δout = (out - target) * out * (1 - out)  // [1, 2], deltas of the outputs
    let dW2 = matmul(inner.transposed(), δout)  // [2, 1] · [1, 2] → [2, 2]
    let δhidden = matmul(δout, W2.value.transposed()) * inner * (1 - inner)  // through W₂, then σ
    let dW1 = matmul(x.value.transposed(), δhidden)
    let (db1, db2) = (δhidden.sum(), δout.sum())  // one bias for the whole layer: all its deltas add
    print(dW1, db1)
    print(dW2, db2)
    claim(
        "by matrices against the engine", max(abs(dW1 - W1.gradient!).max(), abs(dW2 - W2.gradient!).max()),
        atMost: 1e-7)
    claim("and its biases", [db1 - b1.gradient!.item, db2 - b2.gradient!.item], in: -1e-7...1e-7)
    //: **Careful.** Right shapes prove nothing. With square matrices g·w has the right shape as well as g·wᵀ, and
    //: no shape tells a mean from a sum. A finite difference does.
    //:
    //: > What was copied in the forward pass is added in the backward pass.
    //:
    //: ## Softmax and cross-entropy leave p − y
    //: Lesson 06 turns ten scores z into probabilities p, which are positive and sum to 1, by softmax: pₖ = exp(zₖ) / S.
    //: Here exp(z) is eᶻ, and S is the sum of exp(zₖ) over all ten. Its loss, **cross-entropy**, is −ln of the right
    //: class's probability. Together the two have a simple gradient. With r for the right class:
    //:
    //:     L = −ln pᵣ = −ln(exp(zᵣ) / S)
    //:       = ln S − zᵣ
    //:
    //: Take the derivative with respect to zₖ. Only one term of S contains it, so ∂S/∂zₖ = exp(zₖ), and by the chain
    //: rule
    //:
    //:     ∂(ln S)/∂zₖ = 1/S · exp(zₖ) = pₖ
    //:
    //: The other term, −zᵣ, has the derivative −1 if k is the right class, and 0 if it isn't. Write y for 1 at the
    //: right class and 0 elsewhere (the one-hot label):
    //:
    //:     ∂L/∂zₖ = pₖ − yₖ
    //:
    //: Everything else has cancelled. Over a batch the loss is a mean, so each of N samples gets (p − y)/N.
    let scores = Variable([[-6.8, 2.6, 5.9, 6.7, 1.9, -1.3, -5.7, 3.2, 1.3, 1.0]])  // the right class is 3
    softmaxCrossEntropy(scores: scores, labels: [3]).backward()
    let probabilities = softmax(scores.value)
    let pMinusY = probabilities - Tensor(oneHot: [3], classes: 10)
    print(digits(3, scores.gradient!.scalars.map { Double($0) }))
    claim("p − y against the engine", abs(pMinusY - scores.gradient!).max(), atMost: 1e-6)
    claim(
        "the right class and its rival", [pMinusY[0, 3].item, pMinusY[0, 2].item], equals: [-0.3389, 0.2971],
        within: 5e-5)
    claim("all ten together", pMinusY.sum(), equals: 0, within: 1e-6)
    figure(
        "Left p, right p − y: the gradient is negative at the right class only, and all ten sum to 0.",
        alt: """
            Bars of ten probabilities, 0.30 for class 2 and 0.66 for class 3; beside them the gradient, the same but \
            −0.34 for class 3.
            """,
        height: 640
    ) { BackpropagationFigures.probabilityMinusLabel(probabilities.scalars, pMinusY.scalars) }
    //: For one yes/no score it is the same: with σ and binary cross-entropy, −ln p for a yes and −ln(1 − p) for
    //: a no, the delta of the output is p − y. The derivative of σ has cancelled. Lesson 04's rule, label minus
    //: answer, was this.
    let yes = Variable([0.8])
    sigmoidCrossEntropy(scores: yes, expected: .constant([1])).backward()
    print(yes.gradient!, sigmoid(yes.value) - 1)
    claim(
        "σ with its cross-entropy at score 0.8, label 1", yes.gradient!.item,
        equals: (sigmoid(yes.value) - 1).item, within: 1e-6)
    //: > With cross-entropy the delta of the outputs is probability minus label: p − y.
    //:
    //: ## Check every gradient with finite differences
    //: A network with a wrong gradient often still learns, only worse, and nobody notices. So compare every partial
    //: derivative with a **finite difference** from both sides, (E(w + h) − E(w − h)) / 2h. This is a **gradient
    //: check**. How large should h be?
    predict(
        "A derivative is a limit for small h, and for our ten weights h was 10⁻⁵. Is 10⁻¹² better, just as good, or worse?",
        answer: "Far worse: the two values of E agree in so many digits that little is left.",
        tempting: "Better: the smaller, the nearer to the limit.",
        why: "On paper it is. But a computer keeps 16 digits, and subtracting throws away the equal ones.")
    let vs = DifferenceErrors(derivative: byHand[4])
    for (bits, best) in [(64, vs.best(vs.centred64)), (32, vs.best(vs.centred32))] {
        print(bits, "bits:", String(format: "best h %.0e, error %.0e", best.step, best.error))
    }
    claim(
        "the best step in 64 bits and its error", [vs.best(vs.centred64).step, vs.best(vs.centred64).error],
        in: 1e-13...2e-4)
    claim(
        "the error at 10⁻¹², as a multiple of the best", vs.centred64.last! / vs.best(vs.centred64).error,
        atLeast: 1000)
    claim("the best error in 32 bits", vs.best(vs.centred32).error, in: 1e-8...1e-4)
    figure(
        "Error of a finite difference against its step h. A dot marks the best h: to both sides the error grows.",
        alt: """
            Relative error of a finite difference over its step on logarithmic axes, four curves that fall to a lowest \
            place and rise again. In 64 bits it lies near 3·10⁻⁵ for two sides and near 10⁻⁷ for one, in 32 bits near \
            3·10⁻³ and 3·10⁻⁴, far higher up.
            """
    ) { BackpropagationFigures.differenceErrors(vs) }
    //: How close is close enough? Take the **relative error**, entry by entry, and the worst of them:
    //:
    //:     |computed − numerical| / (|computed| + |numerical|)
    //:
    //: with 0 where both are 0. An average would hide one wrong entry among thousands. Let us plant a mistake
    //: of one part in a thousand in w₅ alone:
    func worst(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).map { $0 == $1 ? 0 : abs($0 - $1) / (abs($0) + abs($1)) }.max()!
    }
    var planted = byHand
    planted[4] *= 1.001
    print(String(format: "right: %.0e, with the mistake: %.0e", worst(byHand, numerical), worst(planted, numerical)))
    claim("worst relative error of the right gradients", worst(byHand, numerical), atMost: 1e-8)
    claim("with one mistake of a thousandth", worst(planted, numerical), equals: 0.0005, within: 1e-6)
    claim("how many times larger", worst(planted, numerical) / worst(byHand, numerical), in: 2e5...2e7)
    //: The mistake stands out by about six orders of magnitude. (It is half a thousandth, for the formula divides by
    //: both sizes together.)
    //:
    //: **Change one line.** Plant a smaller one: 1.000001 for 1.001. Does it still stand out? From which size
    //: on can it hide among the digits that run out?
    //:
    //: The course's engine goes through the same test, every operation and every layer of it, element by
    //: element, with its numbers in 64 bits. There a mistake of one part in a thousand is found, wherever it
    //: sits. At a corner the test needs a rule:
    let (left, right) = ((0 - max(-0.001, 0)) / 0.001, (max(0.001, 0) - 0) / 0.001)
    print("ReLU at 0, from the left", left, " from the right", right, " from both sides", (left + right) / 2)
    let corner = gradientCheck(at: [[0, 1, -1]]) { relu($0[0]) }
    print("ReLU at 0, 1, −1: corners found", corner.kinks, " worst error", corner.worstError)
    claim("ReLU at 0 from the left and from the right", [left, right], equals: [0, 1], within: 1e-9)
    claim("corners found", corner.kinks, equals: 1)
    claim("worst error of ReLU, its corner included", corner.worstError, atMost: 1e-3)
    //: At 0 the difference to the right gives 1, to the left 0, both together ½. The engine says 0. None is wrong:
    //: at a corner every number between the two one-sided derivatives will do (a **subgradient**). So the check
    //: looks from either side, and where the two disagree however small the step, it counts a corner (in code `kinks`)
    //: and accepts what lies between. That is why the engine's 0 has no error.
    //:
    //: **Careful.** A test can be blind. With one sample a mean and a sum agree. With all numbers 1, or a
    //: symmetric matrix, things can change places unseen. If what arrives is 0, every gradient is 0:
    let mirror: Tensor = [[2, 1], [1, 5]]
    let lopsided: Tensor = [[2, 1], [3, 5]]
    let arriving: Tensor = [[1, -2], [0.5, 3], [2, 1]]
    print([mirror, lopsided].map { abs(matmul(arriving, $0) - matmul(arriving, $0.transposed())).max() })
    claim(
        "a forgotten transpose, with a symmetric matrix and with another",
        [mirror, lopsided].map { abs(matmul(arriving, $0) - matmul(arriving, $0.transposed())).max() },
        equals: [0, 6])
    //: So: several samples, unequal lengths, unequal numbers of both signs, and compare *every* result.
    //:
    //: > Every partial derivative, relative error, the worst one counts. And a test must be able to fail.
    //:
    //: ## Without activation functions, three layers are one
    //: What would be lost without σ? A network of three layers with two neurons each; the last has no activation.
    //: One row of each matrix below is one neuron, so we transpose them, for the course writes [in, out].
    let A1 = Tensor([[1, -2], [-1, 1]]).transposed(), c1: Tensor = [1, 0]
    let A2 = Tensor([[2, -1], [-2, -1]]).transposed()
    let A3 = Tensor([[3, -1], [-1, 4]]).transposed(), c3: Tensor = [-2, 2]
    func bent(_ x: Tensor) -> Tensor {
        let first = sigmoid(matmul(x, A1) + c1)
        return matmul(sigmoid(matmul(first, A2)), A3) + c3
    }
    func straight(_ x: Tensor) -> Tensor { matmul(matmul(matmul(x, A1) + c1, A2), A3) + c3 }
    let two: Tensor = [[1, -1], [0, 0]]
    print(bent(two))
    claim(
        "f(1, −1) and f(0, 0)", rowsOf(bent(two)), equals: [[0.47982, 1.57943], [0.04740, 1.76941]],
        within: 6e-6)
    let firstHidden = sigmoid(matmul(two[0..<1], A1) + c1)
    claim(
        "hidden values of (1, −1)", firstHidden.scalars + sigmoid(matmul(firstHidden, A2)).scalars,
        equals: [0.98201, 0.11920, 0.86352, 0.11074], within: 6e-6)
    //: Take the two σ out, and multiply the three matrices once and for all:
    let single = matmul(matmul(A1, A2), A3)
    let offset = straight([[0, 0]])
    let places = Tensor(randomNormal: [1000, 2], using: &generator)
    print(single, abs(straight(places) - (matmul(places, single) + offset)).max())
    claim(
        "three layers without σ against one matrix, at 1,000 places",
        abs(straight(places) - (matmul(places, single) + offset)).max(), atMost: 1e-4)
    figure(
        "Bands of the first output. Without σ they are straight and of one width, however many layers; with σ they bend.",
        alt: """
            The square of inputs twice, striped where the first output rises by equal steps. Left, straight \
            parallel stripes; right, stripes that bend and crowd together.
            """,
        height: 860
    ) { BackpropagationFigures.bands(straight: straight, bent: bent) }
    //: **Change one line.** In `bent` take the first of the two `sigmoid` away, in the line of `first`. Do the
    //: bands still bend? (The claims will complain.)
    //:
    //: > Layers without an activation function between them are one layer.
    //:
    //: ## XOR: the initialization decides
    //: One reads that sigmoid fails at XOR and ReLU solves it. Try it, and not once: two sigmoid units, two
    //: ReLU units, three ReLU units, a linear output, biases that start at 0, Adam with learning rate 0.05,
    //: squared error, 1,000 epochs, a hundred random initializations each. Learned means: all four outputs on
    //: the right side of ½. The weights start as N(0.75, 0.1²) (normal, mean 0.75, standard deviation 0.1), N(0.75, 0.01²)
    //: or N(0, 1).
    let initializations = [
        XORStarts.Start(name: "N(0.75, 0.1²) ", mean: 0.75, standardDeviation: 0.1),
        XORStarts.Start(name: "N(0.75, 0.01²)", mean: 0.75, standardDeviation: 0.01),
        XORStarts.Start(name: "N(0, 1)       ", mean: 0, standardDeviation: 1),
    ]
    let nets: [(name: String, units: Int, activation: XORStarts.Activation)] = [
        ("2 sigmoid", 2, .sigmoid), ("2 ReLU", 2, .relu), ("3 ReLU", 3, .relu),
    ]
    let runs = progress("XOR from many initializations", initializations).map { start in
        nets.map { net in
            XORStarts(
                start, units: net.units, activation: net.activation, rate: 0.05, starts: 100, epochs: 1000,
                seed: seed)
        }
    }
    print("weights         2 sigmoid  2 ReLU  3 ReLU")
    for (start, row) in zip(initializations, runs) {
        print("\(start.name) ", row.map { digits(2, $0.solved) }.joined(separator: "       "))
    }
    figure(
        """
        A hundred initializations each, stacked over the loss they end at. From N(0, 1) 2 ReLU do better, 3 ReLU and \
        sigmoid worse.
        """,
        alt: """
            Columns for a hundred initializations of three networks over the loss at the end: solved at 0, \
            stuck at 1/8, 1/6 and 1/4. From weights near 0.75 nearly all sigmoid networks learn XOR, few \
            with two ReLU units, most with three; from weights around 0 all three learn from some.
            """
    ) {
        BackpropagationFigures.starts(
            [0, 2].map { index in
                let start = initializations[index].name.trimmingCharacters(in: .whitespaces)
                return ("weights from \(start)", zip(nets, runs[index]).map { ($0.name, $1) })
            })
    }
    //: One that learns, from near: two sigmoid units, from N(0.75, 0.1²). It answers everywhere, not at four corners only.
    //: Before you move on from the start: which corners are right at first? And how many cuts can two hidden units make?
    let watched = (0..<20).lazy.map { WatchedXOR(initializations[0], seed: seed + $0) }
        .first { $0.rightAtLast == 4 }!
    print("right corners:", watched.moments.map { "\($0.right) after \($0.epoch)" }.joined(separator: ", "))
    claim(
        "right corners before training and after it", [watched.moments[0].right, watched.rightAtLast],
        equals: [2, 4])
    figure(
        """
        Move through the training. At first all four corners are above ½, so 01 and 10 are right. In the end two cuts leave a band \
        between them.
        """,
        alt: """
            Left, the plane of the two inputs, tinted where the output is above ½, with XOR's four corners. From moment to moment \
            a boundary comes in and bends, until a band is left that holds 01 and 10. Right, the loss over the epochs, with a \
            dot at the moment.
            """,
        over: watched.moments.map(\.epoch), label: "epoch", height: 800
    ) { BackpropagationFigures.watched(watched, at: $0) }
    let solved = runs.map { $0.map(\.solved) }
    claim("N(0.75, 0.1²): two sigmoid units", solved[0][0], atLeast: 0.9)
    claim("N(0.75, 0.1²): two ReLU units", solved[0][1], atMost: 0.14)
    claim("N(0.75, 0.1²): three ReLU units", solved[0][2], in: 0.7...0.94)
    claim("N(0.75, 0.01²): two sigmoid units", solved[1][0], atLeast: 0.9)
    claim("N(0.75, 0.01²): the ReLU networks", Array(solved[1][1...]), atMost: 0.03)
    claim("N(0, 1): two sigmoid units", solved[2][0], in: 0.65...0.95)
    claim("N(0, 1): two ReLU units", solved[2][1], in: 0.05...0.32)
    claim("N(0, 1): three ReLU units", solved[2][2], in: 0.22...0.55)
    let eight = XORStarts(
        initializations[2], units: 8, activation: .relu, rate: 0.05, starts: 100, epochs: 1000, seed: seed)
    print("eight ReLU units, N(0, 1):", digits(2, eight.solved))
    claim("N(0, 1): eight ReLU units", eight.solved, in: 0.78...0.99)
    //: Over many seeds two sigmoid units from N(0.75, 0.1²) learn about 98 times of 100, two ReLU units about 5 times.
    //: So sigmoid is better? Give ReLU a third unit: about 83. From N(0, 1) two ReLU units do better, three ReLU and
    //: sigmoid worse: no initialization here is best for all. Eight ReLU units learn about 90 times.
    //:
    //: Why does ReLU get stuck near 0.75? All weights are positive, so every ReLU is on at the three corners that have
    //: a 1, and its sum is 0 at the fourth: on the four corners the network starts as a linear function. The best
    //: linear function for XOR answers ½ everywhere; that is a loss of ¼, and the gradient there is 0. Besides, equal
    //: units get equal gradients, so they stay equal (**symmetry**): they act as one unit, and one unit cannot do XOR.
    //: From N(0.75, 0.01²), where units are nearly equal, next to no ReLU network learns. Two sigmoid units start as
    //: equal there, and learn: σ bends everywhere, so a small difference can grow. Such a table compares
    //: initializations as much as activation functions.
    //:
    //: > Whether a network learns depends on its initialization.
    //: >
    //: > What helped ReLU here: weights that differ, and more units than the least.
    //:
    //: ## What does it cost?
    predict(
        "Forwards takes one unit of time for the 13,002 numbers. How much does forwards and backwards take?",
        answer:
            "A few. By matrix products alone two or three: backwards, each layer needs at most two for its one forwards.",
        tempting: "13,002 units, one for each partial derivative.",
        why: "That is the cost of finite differences. One backward pass finds all.")
    let model = Sequential(
        Dense(784, 16, using: &generator), Sigmoid(), Dense(16, 16, using: &generator), Sigmoid(),
        Dense(16, 10, using: &generator))
    let images = Tensor(randomUniform: [128, 784], using: &generator)
    let labels = (0..<128).map { $0 % 10 }
    func forwards() {
        _ = softmaxCrossEntropy(scores: model(.constant(images), mode: .inference), labels: labels)
    }
    func both() {
        softmaxCrossEntropy(scores: model(.constant(images), mode: .training), labels: labels).backward()
    }
    let times = (forwards: fastest(of: 60, forwards), both: fastest(of: 60, both))
    print("forwards and backwards, in units of forwards:", digits(2, times.both / times.forwards))
    claim("the parameters of the model", model.parameterCount, equals: 13_002)
    claim("time for the whole gradient, in units of one forward pass", times.both / times.forwards, in: 1.3...6)
    //: A few, not 13,002. The backward pass has at most two matrix products for each one of the forward pass: one
    //: for the weights, one for the inputs. That makes at most three units of products; in the time printed is also what
    //: is no product, such as σ, softmax and the graph. That is why networks with millions of parameters can be trained.
    //:
    //: > The whole gradient for the cost of a few forward passes.
    //:
    //: ## What we did not do
    //: - Gradients are not learning. What to do with them was lesson 03; the whole loop is lesson 06.
    //: - σ multiplies a gradient by at most ¼ in every layer. With small weights a deep stack lets next to nothing
    //:   through; with large ones it can also grow. Lessons 08 and 09 deal with that.
    //: - For many outputs and few inputs it is cheaper to go forwards (*forward mode*). A network has one loss and
    //:   many parameters, so we go backwards (*reverse mode*).
    //:
    //: ## In short
    //: The chain rule: along a path local derivatives multiply, and where paths meet they add. A node for every
    //: number holds its value and its gradient; in the backward pass each node adds up what arrives and passes it on
    //: once. A delta is the derivative at a neuron's sum: the deltas it feeds, times the weights, times the
    //: derivative of its own activation. The gradient of a weight is its input times the delta at its end. With
    //: softmax and cross-entropy the delta of the outputs is p − y. A finite difference checks every gradient, and a
    //: test must be able to fail. The whole gradient costs a few forward passes.
    //:
    //: ## Words
    //: - **computation graph**: a node for every number or tensor, an edge from each to those made from it.
    //: - **node**: a number or tensor with its value and its gradient.
    //: - **edge**: leads from a node to one made from it, and carries the local derivative.
    //: - **users** of a node: the nodes made from it.
    //: - **local derivative**: how fast the result of one operation changes with one of its inputs.
    //: - **gradient** of a node: the derivative of the output with respect to it, ∂E/∂w; also *adjoint*.
    //: - **output**: the one number whose gradient we want, usually the loss.
    //: - **chain rule**: along a path multiply the local derivatives, where paths meet add.
    //: - **forward pass**: computes the values. **backward pass**: computes the gradients.
    //: - **backpropagation**: the gradient of the loss, from the output backwards, each edge once; also
    //:   *reverse-mode automatic differentiation*.
    //: - **topological order**: every node after its parents.
    //: - **delta** δ: the derivative of the loss with respect to a neuron's weighted sum.
    //: - **parent**: a node that another is made from.
    //: - **target**: what an output should be.
    //: - **saturated**: where an activation function is nearly flat and its derivative nearly 0.
    //: - **vjp**: what a tensor operation does to a gradient in the backward pass (vector–Jacobian product).
    //: - **cross-entropy**: −ln of the probability of the right class.
    //: - **finite difference**: change of the result divided by a small change of the input; also *numerical
    //:   gradient*.
    //: - **gradient check**: every gradient against a finite difference.
    //: - **relative error**: the difference, divided by the sizes of both numbers together.
    //: - **subgradient**: at a corner, any number between the derivatives from the left and from the right.
    //:
    //: ## Check yourself: can you
    //: <details><summary>give the derivative of c = a·a·a at 3, path by path?</summary>
    //:
    //: Three paths of 9 each: 27.
    //:
    //: </details>
    //: <details><summary>say why a node must wait for all its users?</summary>
    //:
    //: It sends its sum on once. What arrives later would be lost.
    //:
    //: </details>
    //: <details><summary>give the derivative of σ, from its output and from its input?</summary>
    //:
    //: s·(1 − s) with s = σ(z).
    //:
    //: </details>
    //: <details><summary>give the three results that go back through x·w + b?</summary>
    //:
    //: xᵀ·g for w, g·wᵀ for x, g summed over the samples for b.
    //:
    //: </details>
    //: <details><summary>say when the delta of an output is p − y?</summary>
    //:
    //: With softmax, or σ, and its cross-entropy: the derivative of the activation cancels.
    //:
    //: </details>
    //: <details><summary>write down the four equations of backpropagation?</summary>
    //:
    //: δ₂ = (o − t) ∘ σ′(z₂); δ₁ = (δ₂·W₂ᵀ) ∘ σ′(z₁); ∂E/∂W = aᵀ·δ; ∂E/∂b = Σ δ over the samples.
    //:
    //: </details>
    //: <details><summary>say why the smallest step h is not the best?</summary>
    //:
    //: Two nearly equal numbers lose their digits when they are subtracted.
    //:
    //: </details>
    //: <details><summary>say what one step of gradient descent does with a gradient? (03)</summary>
    //:
    //: It subtracts the learning rate times the gradient.
    //:
    //: </details>
    //: <details><summary>say why XOR needs a hidden layer? (04)</summary>
    //:
    //: Its four conditions on one line contradict each other.
    //:
    //: </details>
    //:
    //: ## Exercises
    //: They are in `Exercises/05-backpropagation`. `swift run lesson check 05` says what is right, what is
    //: wrong and which mistake it looks like.
    //:
    //: - **5.1 Derivatives of activation functions.** σ′, tanh′ and ReLU′ from the input, the corner included.
    //: - **5.2 Back through a layer.** dx, dw and db of x·w + b.
    //: - **5.3 Back through ReLU.** Which gradients pass?
    //: - **5.4 Two layers by hand.** All gradients of a network with tanh and σ.
    //: - **5.5 A scalar engine.** Two operations and `backward`, safe to call twice.
    //: - **5.6 How wrong is it?** The relative error that hides nothing.
    //: - **5.7 Break it.** Write the test that seven wrong layers cannot pass.
    //: - **5.8 Back through sum, mean and max.** Along the rows of a matrix.
    //: - **Open.** Add division, or tanh, to `Value`, and check it with a finite difference.
    //: - **In writing.** Three questions, in your own words, in `Exercises/05-backpropagation/Questions.md`.
    //:
    //: ## Further
    //: - Christopher Olah, *Calculus on Computational Graphs*: why backwards is cheap, with one drawing that
    //:   grows.
    //: - Grant Sanderson (3Blue1Brown), *Backpropagation, intuitively*: what each weight should do, before any
    //:   symbol.
    //: - Andrej Karpathy, *The spelled-out intro to neural networks and backpropagation*: a scalar engine,
    //:   typed live.
    //: - Andrej Karpathy, *Yes you should understand backprop*: what goes wrong for those who do not.
    //: - CS231n notes, *Backpropagation, Intuitions*: what each operation does to a gradient.
}
