import Foundation
import Nabla
import Notebook

public func backpropagation() throws {
    //: # 05 · Backpropagation by hand
    figure(
        "One number's bill: what two outputs say about it, and what is left of that on the way.",
        alt: """
            Ribbons run from a box E on the right through two outputs to a hidden unit and on to the weight \
            w₁. The blue ribbon is wide, the orange one narrow and cancels a part of it; behind the hidden \
            unit little is left. Beside it the same sum as a shop receipt.
            """
    ) { BlameReceipt().figure() }
    //: The network of lesson 06 could be small: 784 inputs, two hidden layers of 16, ten answers. That makes
    //: 13,002 numbers that may be turned. Nudge one, run, put it back, nudge the next: at a millisecond a
    //: run, 13 seconds for one step of descent, and a day and a half for ten thousand. On this page we get
    //: all 13,002 slopes for the price of a few runs.
    let knobs = 784 * 16 + 16 + 16 * 16 + 16 + 16 * 10 + 10
    print(knobs, "numbers;", Double(knobs) / 1000, "seconds a step")
    claim("weights and biases of 784-16-16-10", knobs, equals: 13_002)
    claim("days for 10,000 steps at a millisecond a run", Double(knobs) * 10 / 86_400, in: 1.45...1.55)
    //: **You will be able to**
    //:
    //: - give the slope of σ, tanh and ReLU anywhere, and send slopes back through them (exercises 5.1, 5.3);
    //: - compute every slope of a network with two layers (5.2, 5.4);
    //: - write `backward`, and say what breaks when a line of it is wrong (5.5);
    //: - test a gradient so that a mistake cannot hide (5.6, 5.7).
    //:
    //: **You need** three results. From [03](../03-gradient-descent/index.html): a *slope* says by how much
    //: the end moves for each bit that we nudge the beginning; descent steps against it. From
    //: [04](../04-perceptron/index.html): a neuron computes z = x·w + b and bends it, for instance with σ(z)
    //: = 1/(1 + e⁻ᶻ). From [02](../02-broadcasting/index.html): what is broadcast is used several times.
    //:
    //: **Time** 75 minutes. The resting place comes when ten numbers agree, at about 35.
    //:
    //: ## Along a road, slopes multiply
    //: A nudge at the beginning must travel through many steps before it reaches the end. What becomes of it?
    //: Take two gears. The second turns three times for each turn of the first, the third twice for each
    //: turn of the second.
    func second(_ first: Double) -> Double { 3 * first }
    func third(_ second: Double) -> Double { 2 * second }
    print(formatted((third(second(1.01)) - third(second(1))) / 0.01, decimals: 4))
    claim(
        "turns of the third gear for one of the first", (third(second(1.01)) - 6) / 0.01, equals: 6,
        within: 1e-9)
    //: Six: 3 times 2. How much one thing moves for each bit of the thing before it, we call the **rate** of
    //: that step. The product of the rates, over the whole road, is the slope. It stays true when the rates
    //: change from place to place, as long as we take them where we stand. At 3 the square moves at a rate of
    //: 6. Five times the square moves at 5 · 6 = 30.
    print((5 * 3.001 * 3.001 - 45) / 0.001)
    claim(
        "the slope of 5x² at 3, by a nudge of 0.001", (5 * 3.001 * 3.001 - 45) / 0.001, equals: 30,
        within: 0.01)
    //: > Along a road, slopes multiply.
    //:
    //: ## Where roads meet, slopes add
    //: So far every number was used once. Now let a be used twice: b = a + 1, and c = a · b.
    func fork(_ a: Double) -> Double { a * (a + 1) }
    print(fork(3))
    predict(
        "Raise a from 3 to 3.01. By how much does c rise from 12: by 0.03, 0.04, 0.07 or 0.12?",
        answer: "By 0.0701: the slope is 7.",
        tempting: "0.04, or 0.03.",
        why: """
            Each sees one road, and each road is real. a is multiplied by b = 4. And a makes b, which is \
            multiplied by 3. Both are open at once, so c feels both: 4 + 3.
            """)
    print(fork(3.01))
    claim("c at 3 and at 3.01", [fork(3), fork(3.01)], equals: [12, 12.0701], within: 1e-9)
    claim("its slope by a nudge of 0.01", (fork(3.01) - fork(3)) / 0.01, equals: 7.01, within: 1e-9)
    //: **Change one line.** Write `a * a * a` in `fork`. How many roads are there now, and what do they add
    //: up to at 3? (The claims will complain: they are about a·(a + 1).)
    //:
    //: > Where roads meet, slopes add.
    //:
    //: ## A card for each number, and four steps
    //: Two rules, and a drawing to keep track of them:
    //:
    //: 1. Draw a card for every number, and a wire from each number to those made from it. No wire leads back
    //:    to where it came from. The drawing is called the **graph** of the computation.
    //: 2. A card holds two things: its value, and below it the slope of the goal with respect to it.
    //: 3. All slopes start at 0. Only the goal's own is 1: raise c by a bit, and c rises by that bit.
    //: 4. Go through the cards backwards, each after all its users. A card sends along every wire into it:
    //:    its slope times the wire's rate. What arrives at a card is added.
    figure(
        "Left, values and rates. Right, the same cards on the way back: each wire brings rate times slope.",
        alt: """
            The graph of c = a·(a + 1) at 3, twice. Left each card has a value and the words “not yet”, the \
            wires carry the rates 4, 3, 1 and 1. Right the slopes are filled in, c 1, b 3, a 7, and the wires \
            to a bring 4 and 3.
            """,
        height: 640
    ) { BackpropagationGraphs.fork() }
    //: This is called **backpropagation**, and it is all of it. It finds slopes. It does not learn: descent
    //: does that, with the slopes.
    //:
    //: > Value forwards, slope backwards: multiply along wires, add at cards.
    //:
    //: ## Roads explode, wires do not
    //: Why backwards, card by card, and not road by road? Count. Put ten forks in a row. Each doubles the
    //: number of roads.
    func roads(_ forks: Int) -> Int { forks == 0 ? 1 : roads(forks - 1) + roads(forks - 1) }
    print(roads(10), "roads,", 4 * 10, "wires")
    claim("roads through ten forks in a row", roads(10), equals: 1024)
    figure(
        "Follow every road and you walk 1,024 times. Add up at each card and you walk each of 40 wires once.",
        alt: """
            Ten diamonds in a row. Above, the number of roads doubles from 1 to 1,024; below, the number of \
            wires grows by four from 0 to 40.
            """,
        height: 590
    ) { BackpropagationGraphs.diamonds() }
    //: A card waits until everything has arrived, adds it up, and sends the sum on *once*. So the bill grows
    //: with the wires, not with the roads. This is why step 4 says "after all its users".
    //:
    //: > Add first, then pass it on. Each wire is walked once.
    //:
    //: ## Every operation has one small rule
    //: Which rates stand on the wires? One line for each operation. Nudge any of them to see that it is true.
    //:
    //: | operation | rate for each input | what it does to a slope |
    //: |---|---|---|
    //: | a + b | 1, 1 | copies it |
    //: | a − b | 1, −1 | copies it, and turns the sign of one |
    //: | a · b | b, a | gives each the *other's* value |
    //: | a² | 2a | |
    //: | eᵃ | eᵃ, the output itself | |
    //: | ln a | 1/a | |
    //: | s = σ(a) | s · (1 − s), s the *output* | shrinks it, at least by 4 |
    //: | t = tanh a | 1 − t², t the *output* | shrinks it, or leaves it at a = 0 |
    //: | ReLU(a) | 1 if a > 0, else 0 | lets it through or not |
    //: | the largest of several | 1 for the winner, 0 for the others | opens one door; at a tie, the first |
    //: | the sum of n numbers | 1 for each | copies it |
    //: | the mean of n numbers | 1/n for each | deals it out |
    func σ(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
    let rules: [(name: String, f: (Double) -> Double, rate: Double)] = [
        ("square", { $0 * $0 }, 2 * 0.7), ("exp", { exp($0) }, exp(0.7)), ("ln", { log($0) }, 1 / 0.7),
        ("σ", σ, σ(0.7) * (1 - σ(0.7))), ("tanh", { tanh($0) }, 1 - tanh(0.7) * tanh(0.7)),
        ("ReLU", { max($0, 0) }, 1),
    ]
    let nudgedRates = rules.map { ($0.f(0.7 + 1e-5) - $0.f(0.7 - 1e-5)) / 2e-5 }
    for (rule, nudged) in zip(rules, nudgedRates) { print(rule.name, rule.rate, nudged) }
    claim(
        "rate by rule against rate by nudge at 0.7, the largest difference",
        zip(rules, nudgedRates).map { abs($0.rate - $1) }.max()!, atMost: 1e-8)
    figure(
        "A slope of 2 arrives at each. Plus copies it, times swaps, max opens one door, σ shrinks.",
        alt: """
            Four small graphs on the way back. Plus sends 2 and 2. Times, of 3 and 5, sends 10 and 6. Max \
            sends 0 and 2. σ at 1 sends 0.39.
            """
    ) { BackpropagationGraphs.gates() }
    //: **Careful.** In s·(1 − s) stands the output of σ, not its input. At z = 2 the formula with the input
    //: gives 2·(1 − 2) = −2: a sigmoid that falls. And at a = 0 ReLU has a corner: 0 on the left, 1 on the
    //: right. We take 0.
    //:
    //: > Every operation knows its own rates, and nothing else.
    //:
    //: ## A network of ten numbers, forwards
    //: Now a real network, small enough for a sheet of paper: two inputs, two hidden neurons, two outputs,
    //: all with σ. The inputs are 0.1 and 0.5; the outputs should be 0.05 and 0.95. Each layer shares one
    //: bias.
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
        "Every weight stands on its own wire. Read the drawing, not the numbering.",
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
                outputNames: ["wanted: 0.05", "wanted: 0.95"],
                decimals: 3))
    }
    //: The goal E is half the sum of the squared misses: the ½ cancels the 2 of the square.
    //:
    //: **Careful.** The first layer's weights are numbered by where they come from: w₁ and w₂ leave x₁. The
    //: second layer's by where they go: w₅ and w₆ enter o₁. Carry the first order over and E comes out as
    //: 0.259096, and you look for a mistake you have not made.
    let misread = network([0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.6, 0.8, 0.25, 0.35])
    claim("E with the second layer numbered like the first", misread.E, equals: 0.259096, within: 5e-7)
    //: > Forwards is arithmetic. Write every number down: the way back needs it.
    //:
    //: ## Backwards to the outputs
    //: From E to an output: the slope of ½(o − t)² is o − t, the miss. From the output to its sum z: times
    //: the slope of σ, o·(1 − o).
    let misses = [o[0] - 0.05, o[1] - 0.95]
    let δo = [misses[0] * o[0] * (1 - o[0]), misses[1] * o[1] * (1 - o[1])]
    print("misses", digits(6, misses), " deltas", digits(6, δo))
    claim("o − t", misses, equals: [0.684929, -0.170446], within: 5e-7)
    claim("the slopes of σ there", o.map { $0 * (1 - $0) }, equals: [0.194809, 0.171850], within: 6e-7)
    claim("δ of the outputs", δo, equals: [0.133430, -0.029291], within: 5e-7)
    //: The slope of the goal with respect to a weighted sum z is so useful that it has a name: **delta**, δ.
    //: It is positive where E wants the sum lower, negative where E wants it higher. The first output is far
    //: too high, the second too low.
    //:
    //: > A delta says how much the goal minds this neuron's sum.
    //:
    //: ## A hidden neuron hears from everyone it feeds
    //: h₁ feeds both outputs. One wants it lower, the other higher. Which one wins? Two roads, so we add: by
    //: w₅ = 0.5 comes 0.5 times the first delta, by w₇ = 0.7 comes 0.7 times the second.
    let roadsIntoH1 = [0.5 * δo[0], 0.7 * δo[1]]
    let roadsIntoH2 = [0.6 * δo[0], 0.8 * δo[1]]
    let atHidden = [roadsIntoH1[0] + roadsIntoH1[1], roadsIntoH2[0] + roadsIntoH2[1]]
    let δh = [atHidden[0] * h[0] * (1 - h[0]), atHidden[1] * h[1] * (1 - h[1])]
    print("into h₁", digits(6, roadsIntoH1), " sum", digits(6, atHidden[0]), " delta", digits(6, δh[0]))
    claim("the two roads into h₁", roadsIntoH1, equals: [0.066715, -0.020504], within: 5e-7)
    claim(
        "the slope at h₁, of σ there, and δ", [atHidden[0], h[0] * (1 - h[0]), δh[0]],
        equals: [0.046211, 0.239781, 0.011081], within: 6e-7)
    claim(
        "the roads into h₂, and its δ", roadsIntoH2 + [δh[1]], equals: [0.080058, -0.023433, 0.013402],
        within: 6e-7)
    figure(
        "From w₁ to E there are two roads. Backwards they bring +0.067 and −0.021 to h₁, and 0.046 is left.",
        alt: """
            The graph from w₁ over z, h₁ and both outputs to E, with value and slope on every card and what \
            each wire brings back.
            """,
        height: 560
    ) { BackpropagationGraphs.waysOfOneWeight() }
    //: The larger miss wins: 0.0667 against 0.0205. Then σ at h₁ lets a quarter through. The picture at the
    //: top of this page is this sum.
    //:
    //: > A hidden neuron's delta: all the deltas it feeds, each times its wire's weight, then times the slope
    //: > of its own bend.
    //:
    //: ## A weight's slope is the value at one end times the delta at the other
    //: A weight multiplies the value at the start of its wire. So its rate is that value, and its slope that
    //: value times the delta at the wire's end. A bias is multiplied by 1; ours are used twice, so two deltas
    //: add.
    let byHand = [
        0.1 * δh[0], 0.1 * δh[1], 0.5 * δh[0], 0.5 * δh[1],  // w₁ … w₄: inputs times hidden deltas
        h[0] * δo[0], h[1] * δo[0], h[0] * δo[1], h[1] * δo[1],  // w₅ … w₈: hidden values times output deltas
        δh[0] + δh[1], δo[0] + δo[1],
    ]
    //: Ten slopes from one walk back. Lesson 03 would have nudged ten times:
    let nudged = p.indices.map { k in
        var (up, down) = (p, p)
        up[k] += 1e-5
        down[k] -= 1e-5
        return (network(up).E - network(down).E) / 2e-5
    }
    let names = ["w₁", "w₂", "w₃", "w₄", "w₅", "w₆", "w₇", "w₈", "b₁", "b₂"]
    for k in p.indices { print(names[k], column(byHand[k]), column(nudged[k])) }
    claim(
        "the ten slopes by hand", byHand,
        equals: [
            0.001108058, 0.001340240, 0.005540290, 0.006701199, 0.080203124, 0.082110622, -0.017606526,
            -0.018025268, 0.024482978, 0.104138847,
        ], within: 6e-10)
    claim(
        "hand against nudge, the largest difference", zip(byHand, nudged).map { abs($0 - $1) }.max()!,
        atMost: 1e-9)
    claim("w₅'s slope without the slope of σ", misses[0] * h[0], equals: 0.411702, within: 5e-7)
    //: If you forget the slope of σ, w₅ gets 0.4117 instead of 0.0802: right sign, wrong size. Books write
    //: ∂E/∂w₅ for "the slope of E with respect to w₅", and we do so too when space is short.
    //:
    //: > A weight's slope: the value at the wire's start times the delta at its end.
    //:
    //: ## How far does a slope hold?
    predict(
        "∂E/∂w₅ is 0.0802. Raise w₅ by 0.1: E rises by 0.0080. Raise it by 1: by 0.080?",
        answer: "By 0.073. The slope flattens on the way, and the promise fades.",
        tempting: "Yes, by 0.080: ten times the nudge, ten times the rise.",
        why: "For 0.1 that worked: 0.0080 promised, 0.00797 true. A slope is a promise for small steps.")
    let raised = [0.1, 1].map { step in
        var q = p
        q[4] += step
        return network(q).E - E
    }
    print(raised)
    claim("E's rise for w₅ + 0.1 and w₅ + 1", raised, equals: [0.00797, 0.073], within: 5e-4)
    let promisedDrops = byHand.map { 0.5 * $0 * $0 }
    let trueDrops = p.indices.map { k in
        var q = p
        q[k] -= 0.5 * byHand[k]
        return E - network(q).E
    }
    func stepped(_ rate: Double) -> Double { network(zip(p, byHand).map { $0 - rate * $1 }).E }
    claim(
        "one step with learning rate 0.5, promised and true", [promisedDrops.reduce(0, +), E - stepped(0.5)],
        equals: [0.01267, 0.01270], within: 5e-6)
    figure(
        """
        Step against the slopes with learning rate 0.5. Each dot sits in its ring: every knob keeps its promise.
        """,
        alt: """
            Ten knobs on a logarithmic axis: a ring for the promised fall of E, a dot for the true one, each dot \
            in the middle of its ring; the bias of the outputs brings most, w₁ ten thousand times less. On the \
            right the sums 0.01267 and 0.01270.
            """,
        height: 760
    ) {
        BackpropagationFigures.promises(
            names: names, promised: promisedDrops, kept: trueDrops,
            all: (promisedDrops.reduce(0, +), E - stepped(0.5)))
    }
    predict(
        "One step with a learning rate of 100 instead. What becomes of E, which was 0.249?",
        answer: "It goes to 0.4524 and stays there: both outputs are pinned at 0, where σ is flat.",
        tempting: "It explodes.",
        why: "On a bowl it would. Here σ keeps the outputs between 0 and 1: too large a step kills quietly.")
    print(stepped(100), stepped(1))
    claim("E after one step with learning rate 100", stepped(100), equals: 0.452436, within: 5e-6)
    claim("E with both outputs at 0", 0.5 * (0.05 * 0.05 + 0.95 * 0.95), equals: 0.4525, within: 1e-9)
    //: > Small steps keep the slope's promise. A step too far kills quietly.
    //:
    //: **Rest here.** You have computed all slopes of a network by hand, and ten nudges agree. The second
    //: half hands the work to a program.
    //:
    //: ## The same as a program
    //: A card becomes a small object, a **node**: a value, a **gradient** (its slope), and its **edges** (the
    //: wires that lead to it), each from a **parent**, with the **local derivative** (its rate). The rules for
    //: +, − and · stand inside. (`Arithmetic`, beside this page, lets a class on a page have operators.)
    let engineStart = #line
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
    //: Step 4 wants each card after all its users. So first an order: put a number on the list when all it is
    //: made from is there. Backwards, that list has every user first. (`ObjectIdentifier` tells cards apart,
    //: even if they hold the same number.)
    func ordered(_ goal: Value) -> [Value] {
        var (order, seen) = ([Value](), Set<ObjectIdentifier>())
        func visit(_ node: Value) {
            guard seen.insert(ObjectIdentifier(node)).inserted else { return }
            for edge in node.edges { visit(edge.parent) }
            order.append(node)
        }
        visit(goal)
        return order
    }
    //: > A card is an object: a value, a slope, and the wires it was made from.
    //:
    //: ## The walk back, a first try
    //: Start the goal at 1, take the cards from last to first, and let each send its slope along its wires:
    func firstTry(from goal: Value) {
        goal.gradient = 1
        for node in ordered(goal).reversed() {
            for edge in node.edges { edge.parent.gradient = edge.derivative * node.gradient }
        }
    }
    predict(
        "This first engine makes a mistake. Which slope does it find for a in a·(a + 1) at 3?",
        answer: "It says 3. The road over b comes last, and overwrites the 4 that stood there.",
        tempting: "7, or 4.",
        why: "Every product in it is right. Only the last sign is wrong: it stores where it should add.")
    let a = Value(3)
    firstTry(from: a * (a + Value(1)))
    print(a.gradient)
    claim("the slope that the first try finds", a.gradient, equals: 3)
    //: > It stores where it should add. Wrong, and quietly wrong: nothing crashed.
    //:
    //: ## One sign mends it
    //: `+=` for `=`:
    func backward(from goal: Value) {
        goal.gradient = 1
        for node in ordered(goal).reversed() {
            for edge in node.edges { edge.parent.gradient += edge.derivative * node.gradient }
        }
    }
    //: Now the road over b adds its 3 to the 4 that stood there.
    let a2 = Value(3)
    let c = a2 * (a2 + Value(1))
    backward(from: c)
    print(a2.gradient)
    let doubled = Value(3)
    backward(from: doubled + doubled)
    claim("the slopes of a·(a + 1) and of a + a at 3", [a2.gradient, doubled.gradient], equals: [7, 2])
    //: **Change one line.** Leave out `.reversed()` in `backward`. Which road to a is missing now, and why?
    //: Does XOR, below, still learn?
    //:
    //: **Careful.** What if we call it twice?
    backward(from: c)
    print(a2.gradient)
    claim("a's slope after a second call", a2.gradient, equals: 17)
    //: Not 7, not even 14. The slopes of the first call still lay on the cards, b's 3 among them, and were
    //: sent again. Numbers in the middle are made anew in every forward pass. Weights live on, so *their*
    //: slopes must be set to 0 before each walk. Exercise 5.5 makes `backward` safe.
    //:
    //: Now the ten slopes, without a formula of ours:
    func neurons(_ x: [Value], _ w: [[Value]], _ b: [Value]) -> [Value] {  // w[from][to]
        b.indices.map { j in σ(x.indices.reduce(b[j]) { $0 + x[$1] * w[$1][j] }) }
    }
    let q = p.map { Value($0) }
    let hidden = neurons([Value(0.1), Value(0.5)], [[q[0], q[1]], [q[2], q[3]]], [q[8], q[8]])
    let outputs = neurons(hidden, [[q[4], q[6]], [q[5], q[7]]], [q[9], q[9]])
    let (miss1, miss2) = (outputs[0] - Value(0.05), outputs[1] - Value(0.95))
    backward(from: Value(0.5) * (miss1 * miss1 + miss2 * miss2))
    print(digits(6, q.map(\.gradient)))
    claim(
        "the scalar engine against the hand, the largest difference",
        zip(q, byHand).map { abs($0.gradient - $1) }.max()!, atMost: 1e-15)
    //: And it learns. XOR, which lesson 04 wired by hand: three hidden neurons, random weights, descent. A
    //: start may fail, so we give it up to ten.
    let corners: [(x: [Double], y: Double)] = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)]
    var generator = SeededGenerator(seed: seed)
    func normal() -> Value { Value(Double(Tensor(randomNormal: [], using: &generator).item)) }
    func answer(_ x: [Double], _ w: [Value]) -> Value {
        let hidden = neurons(x.map { Value($0) }, [Array(w[0..<3]), Array(w[3..<6])], Array(w[6..<9]))
        return neurons(hidden, w[9..<12].map { [$0] }, [w[12]])[0]
    }
    var (weights, starts) = ([Value](), 0)
    repeat {
        weights = (0..<13).map { _ in normal() }
        starts += 1
        for _ in 0..<(quick ? 600 : 1000) {
            var loss = Value(0)
            for corner in corners {
                let miss = answer(corner.x, weights) - Value(corner.y)
                loss = loss + miss * miss
            }
            for weight in weights { weight.gradient = 0 }
            backward(from: loss)
            for weight in weights { weight.value -= 2 * weight.gradient }
        }
    } while starts < 10 && corners.contains { abs(answer($0.x, weights).value - $0.y) > 0.4 }
    print("start", starts, digits(3, corners.map { answer($0.x, weights).value }))
    claim(
        "XOR: the largest miss", corners.map { abs(answer($0.x, weights).value - $0.y) }.max()!, atMost: 0.4)
    claim("lines of the engine with all it learned here, prose included", #line - engineStart, atMost: 150)
    //: > A card, an order, and one loop that adds. That is an engine.
    //:
    //: ## Tensors: the same four steps
    //: One object for every number is honest and slow. The engine of this course puts whole tensors on its
    //: cards. Here is its walk back, as it stands in the source. An edge has a function there, its *vjp*, where
    //: ours has a number, the local derivative. You know every line:
    //:
    //: ![source](Sources/Autodiff/Backward.swift#backward)
    //:
    //: It refuses what our program let through: a second walk over the same graph. The ten slopes once more:
    let x = Variable.constant([[0.1, 0.5]])  // [1, 2]: one sample
    let (W1, b1) = (Variable([[0.1, 0.2], [0.3, 0.4]]), Variable([0.25]))  // [2, 2], [1]
    let (W2, b2) = (Variable([[0.5, 0.7], [0.6, 0.8]]), Variable([0.35]))
    let hiddenRow = sigmoid(matmul(x, W1) + b1)  // [1, 2]
    let outputRow = sigmoid(matmul(hiddenRow, W2) + b2)
    let target: Tensor = [[0.05, 0.95]]
    (0.5 * square(outputRow - .constant(target)).sum()).backward()
    print(W1.gradient!, b1.gradient!)
    print(W2.gradient!, b2.gradient!)
    //: Four columns, one table: by hand, by our `Value`, by tensors, by nudges.
    let (g1, g2) = (W1.gradient!.scalars, W2.gradient!.scalars)
    let byTensors = (g1 + [g2[0], g2[2], g2[1], g2[3]] + b1.gradient!.scalars + b2.gradient!.scalars).map {
        Double($0)
    }
    print("      by hand    Value      tensors    nudges")
    for k in p.indices {
        print(names[k], column(byHand[k]), column(q[k].gradient), column(byTensors[k]), column(nudged[k]))
    }
    claim(
        "the largest difference between any two of the four columns",
        p.indices.map { k in
            let four = [byHand[k], q[k].gradient, byTensors[k], nudged[k]]
            return four.max()! - four.min()!
        }.max()!, atMost: 5e-8)
    figure(
        "Twelve cards instead of dozens. A slope has the shape of its value, always.",
        alt: """
            The network as a graph of tensors, x and W₁ to a product, plus b₁, σ, times W₂, plus b₂, σ, E. \
            Every card but that of x, a constant, carries the same shape twice, for value and slope.
            """,
        height: 620
    ) { BackpropagationGraphs.tensors() }
    //: > A gradient has the shape of its value. Always.
    //:
    //: ## What a layer does to a batch of slopes
    //: One rule is new: the matrix product. Take three samples at once, y = x·w + b, and let g be what
    //: arrives for y. Nothing in it is new but the bookkeeping:
    //:
    //: - w[i][j] leads from input i to output j. For one sample its slope is x[i] · g[j]: value at the start
    //:   times delta at the end. Every sample uses the same w, so the samples *add*: **xᵀ·g**.
    //: - x[i] feeds every output j, each by its weight w[i][j]. All roads add: **g·wᵀ**.
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
    //: No average anywhere. If the goal is a *mean* over N samples, the 1/N is in g already. Taking it again
    //: is the commonest mistake of all. With these rules the 2-2-2 network by hand is five lines:
    let out = outputRow.value
    let inner = hiddenRow.value
    let δout = (out - target) * out * (1 - out)  // [1, 2], deltas of the outputs
    let dW2 = matmul(inner.transposed(), δout)  // [2, 1] · [1, 2] → [2, 2]
    let δhidden = matmul(δout, W2.value.transposed()) * inner * (1 - inner)  // through W₂, then σ
    let dW1 = matmul(x.value.transposed(), δhidden)
    print(dW1, dW2)
    claim(
        "by matrices against the engine", max(abs(dW1 - W1.gradient!).max(), abs(dW2 - W2.gradient!).max()),
        atMost: 1e-7)
    //: **Careful.** Shapes are a reminder, not a proof. With square matrices g·w fits as well as g·wᵀ, and no
    //: shape tells a mean from a sum. The nudge is the proof.
    //:
    //: > What was copied forwards is added backwards.
    //:
    //: ## Softmax and cross-entropy leave p − y
    //: Lesson 06 turns ten scores z into shares p and pays −ln of the right one's. Two awkward rules; let us
    //: see what they make together. S is the sum of all eᶻ, and the right class is r:
    //:
    //:     L = −ln pᵣ = −ln(eᶻʳ / S)
    //:       = ln S − zᵣ
    //:
    //: Nudge the score of class k. The sum S moves at the rate e to the zₖ. So ln S moves at 1/S times that,
    //: and this is pₖ. The other term, −zᵣ, moves at −1 if k is the right class, and not at all if it isn't.
    //: Write y for 1 at the right class and 0 elsewhere:
    //:
    //:     ∂L/∂zₖ = pₖ − yₖ
    //:
    //: Everything else has cancelled. Over a batch the loss is a mean, so each of N samples gets (p − y)/N.
    let scores = Variable([[-6.8, 2.6, 5.9, 6.7, 1.9, -1.3, -5.7, 3.2, 1.3, 1.0]])  // the right class is 3
    softmaxCrossEntropy(scores: scores, labels: [3]).backward()
    let shares = softmax(scores.value)
    let pMinusY = shares - Tensor(oneHot: [3], classes: 10)
    print(digits(3, scores.gradient!.scalars.map { Double($0) }))
    claim("p − y against the engine", abs(pMinusY - scores.gradient!).max(), atMost: 1e-6)
    claim(
        "the right class and its rival", [pMinusY[0, 3].item, pMinusY[0, 2].item], equals: [-0.3389, 0.2971],
        within: 5e-5)
    claim("all ten together", pMinusY.sum(), equals: 0, within: 1e-6)
    figure(
        "The right class is pushed up, every other one down by its own share. All ten pushes sum to 0.",
        alt: """
            Bars of ten shares, 0.30 for class 2 and 0.66 for class 3; beside them the slopes, the same but \
            −0.34 for class 3.
            """,
        height: 640
    ) { BackpropagationFigures.shareMinusLabel(shares.scalars, pMinusY.scalars) }
    //: For one yes/no score it is the same: with σ and its cross-entropy, −ln p for a yes and −ln(1 − p) for
    //: a no, the delta of the output is p − y. The slope of σ has cancelled. Lesson 04's rule, label minus
    //: answer, was this.
    let yes = Variable([0.8])
    sigmoidCrossEntropy(scores: yes, expected: .constant([1])).backward()
    print(yes.gradient!, sigmoid(yes.value) - 1)
    claim(
        "σ with its cross-entropy at score 0.8, label 1", yes.gradient!.item,
        equals: (sigmoid(yes.value) - 1).item, within: 1e-6)
    //: > What the network believes minus what is true: no other factor.
    //:
    //: ## Trust a gradient only after a nudge
    //: A wrong gradient trains, only worse; nobody sees it. So compare every slope with a nudge from both
    //: sides, (E(w + h) − E(w − h)) / 2h. How large should h be?
    predict(
        "A slope is a limit for small h. Which h is best in 64 bits: 10⁻², 10⁻⁵ or 10⁻¹²?",
        answer: "10⁻⁵. Smaller, and the two values of E agree in so many digits that little is left.",
        tempting: "10⁻¹²: the smaller, the better.",
        why: "On paper it is. But a computer keeps 16 digits, and subtracting throws away the equal ones.")
    let vs = NudgeErrors(slope: byHand[4])
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
        "Each V has a best nudge at its foot. From both sides is better than from one; nobody should guess h.",
        alt: """
            Relative error of a nudge over its size on logarithmic axes, four V-shaped curves. In 64 bits the \
            foot lies near 10⁻⁵ for two sides and near 10⁻⁸ for one, in 32 bits near 10⁻² and 10⁻³.
            """
    ) { BackpropagationFigures.nudgeErrors(vs) }
    //: How close is close enough? Ask *relative* to the slopes, entry by entry, and take the worst:
    //:
    //:     |computed − nudged| / (|computed| + |nudged|)
    //:
    //: with 0 where both are 0. An average would hide one wrong entry among thousands. Let us plant a mistake
    //: of one part in a thousand in w₅ alone:
    func worst(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).map { $0 == $1 ? 0 : abs($0 - $1) / (abs($0) + abs($1)) }.max()!
    }
    var planted = byHand
    planted[4] *= 1.001
    print(worst(byHand, nudged), worst(planted, nudged))
    claim("worst relative error of the right slopes", worst(byHand, nudged), atMost: 1e-8)
    claim("with one mistake of a thousandth", worst(planted, nudged), equals: 0.0005, within: 1e-6)
    //: The mistake stands out by four orders of magnitude.
    //:
    //: **Change one line.** Plant a smaller one: 1.000001 for 1.001. Does it still stand out? From which size
    //: on can it hide among the digits that run out?
    //:
    //: The course's engine goes through the same test, every operation and every layer of it, element by
    //: element, with its numbers in 64 bits. There a mistake of one part in a thousand is found, wherever it
    //: sits. Networks are trained in 32 bits. There the V of the figure has its foot at a few millionths, for one
    //: well-chosen step; a test with one step for all elements, small slopes among them, has to allow far more: the
    //: engine's own tests allow one part in thirty. At a corner the test needs a rule:
    let corner = gradientCheck(at: [[0, 1, -1]]) { relu($0[0]) }
    print(corner)
    claim("corners found", corner.kinks, equals: 1)
    claim("worst error of ReLU, its corner included", corner.worstError, atMost: 1e-3)
    //: At 0 a nudge to the right says 1, to the left 0, both together ½. The engine says 0. Nobody is wrong:
    //: at a corner every slope between left and right will do. So the check looks from both sides, and where
    //: they disagree however small the nudge, it accepts what lies between.
    //:
    //: **Careful.** A test can be blind. With one sample a mean and a sum agree. With all numbers 1, or a
    //: symmetric matrix, things can change places unseen. If what arrives is 0, every slope is 0:
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
    //: > Every slope, relative, the worst one counts. And a test must be able to fail.
    //:
    //: ## Without a bend, three layers are one
    //: What would be lost without σ? A network of three layers with two neurons each; the last has no bend.
    //: One row of each matrix below is one neuron, so we turn them over, for the course writes [in, out].
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
        "Bands of the first answer. Without σ they are straight and of one width, however many layers; with σ they bend.",
        alt: """
            The square of inputs twice, striped where the first answer rises by equal steps. Left, straight \
            parallel stripes; right, stripes that bend and crowd together.
            """,
        height: 860
    ) { BackpropagationFigures.bands(straight: straight, bent: bent) }
    //: **Change one line.** In `bent` take the first of the two `sigmoid` away, in the line of `first`. Do the
    //: bands still bend? (The claims will complain.)
    //:
    //: > Layers without a bend between them are one layer.
    //:
    //: ## XOR three ways: the start decides
    //: One reads that sigmoid fails at XOR and ReLU solves it. Try it, and not once: two sigmoid units, two
    //: ReLU units, three ReLU units, a linear output, biases that start at 0, Adam, squared error, 1,000 epochs,
    //: many starts each. Learned means: all four answers on the right side of ½. First all weights start near
    //: 0.75, then around 0.
    let near = XORStarts.Start(name: "0.75 ± 0.1 ", mean: 0.75, spread: 0.1)
    let alike = XORStarts.Start(name: "0.75 ± 0.01", mean: 0.75, spread: 0.01)
    let around = XORStarts.Start(name: "0 ± 1      ", mean: 0, spread: 1)
    let settings: [(start: XORStarts.Start, rate: Scalar)] = [
        (near, 0.001), (near, 0.01), (near, 0.05), (alike, 0.05), (around, 0.01), (around, 0.05),
    ]
    let nets: [(name: String, units: Int, bend: XORStarts.Bend)] = [
        ("2 sigmoid", 2, .sigmoid), ("2 ReLU", 2, .relu), ("3 ReLU", 3, .relu),
    ]
    let runs = progress("XOR from many starts", settings).map { setting in
        nets.map { net in
            XORStarts(
                setting.start, units: net.units, bend: net.bend, rate: setting.rate,
                starts: 100, epochs: 1000, seed: seed)
        }
    }
    print("weights      rate    2 sigmoid  2 ReLU  3 ReLU")
    for (setting, row) in zip(settings, runs) {
        let rate = "\(setting.rate)".padding(toLength: 9, withPad: " ", startingAt: 0)
        print("\(setting.start.name)  \(rate)", row.map { digits(2, $0.share) }.joined(separator: "     "))
    }
    figure(
        "A hundred starts each, stacked over where they end. Left, 2 ReLU fail; right, they do better than before, 3 do worse.",
        alt: """
            Columns for a hundred starts of three networks over the loss at the end: solved at 0, \
            stuck at 1/8, 1/6 and 1/4. From weights near 0.75 nearly all sigmoid networks learn XOR, few \
            with two ReLU units, most with three; from weights around 0 all three learn from some starts.
            """
    ) {
        BackpropagationFigures.starts(
            [2, 5].map { index in
                let start = settings[index].start.name.trimmingCharacters(in: .whitespaces)
                let title = "weights \(start), learning rate \(settings[index].rate)"
                return (title, zip(nets, runs[index]).map { ($0.name, $1) })
            })
    }
    let shareTable = runs.map { $0.map(\.share) }
    claim("near 0.75, rate 0.001: nobody learns", shareTable[0], atMost: 0.03)
    claim("near 0.75, rate 0.05: two sigmoid units", shareTable[2][0], atLeast: 0.9)
    claim("near 0.75, rate 0.05: two ReLU units", shareTable[2][1], atMost: 0.12)
    claim("near 0.75, rate 0.05: three ReLU units", shareTable[2][2], in: 0.65...0.92)
    claim("within 0.01 of 0.75: the ReLU networks", Array(shareTable[3][1...]), atMost: 0.03)
    claim("within 0.01 of 0.75: two sigmoid units", shareTable[3][0], atLeast: 0.9)
    claim("around 0, rate 0.05: two ReLU units", shareTable[5][1], in: 0.08...0.32)
    claim(
        "around 0, rate 0.05: two sigmoid and three ReLU units", [shareTable[5][0], shareTable[5][2]],
        in: 0.25...0.92)
    let eight = XORStarts(
        around, units: 8, bend: .relu, rate: 0.05, starts: 100, epochs: 1000, seed: seed)
    print("eight ReLU units, weights 0 ± 1, rate 0.05:", digits(2, eight.share))
    claim("around 0, eight ReLU units", eight.share, atLeast: 0.8)
    //: At a learning rate of 0.001 nobody learns in this time. At 0.05, near 0.75, two sigmoid units learn
    //: from about 97 starts of 100, two ReLU units from about 4. So sigmoid wins? Give ReLU a third unit:
    //: about 80. Spread the weights around 0: two ReLU units do better, and sigmoid worse. Eight ReLU units
    //: learn from more than 90.
    //:
    //: Two things are at work. All weights near 0.75 are positive, so every ReLU is on at the three corners that
    //: have a 1, and its sum is 0 at the fourth: on the four corners the network starts as a straight line. And equal units stay equal: they get equal slopes. Within 0.01
    //: of 0.75 no ReLU network learns at all. So the table compares starts and learning rates as much as
    //: activations. Whoever reports one of its rows must say what was held fixed.
    //:
    //: > Which network learns depends on where it starts. Unequal weights, of both signs, and a unit to
    //: > spare.
    //:
    //: ## What does it cost?
    predict(
        "Forwards takes one unit of time for the 13,002 numbers. How much does forwards and backwards take?",
        answer: "About three units: every wire is walked once more, and each walk has two products to do.",
        tempting: "13,002 units, one for each slope.",
        why: "That is the price of nudging. Backwards, one walk serves all.")
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
    claim("time for all slopes, in units of one forward pass", times.both / times.forwards, in: 1...15)
    //: About two or three, on this machine and others, not 13,002. The way back does at most two products for
    //: each one on the way forward: one for the weights, one for the inputs. That is why all of this is
    //: possible.
    //:
    //: > All slopes for the price of a few forward passes.
    //:
    //: ## What we did not do
    //: - Slopes are not learning. What to do with them was lesson 03; the whole loop is lesson 06.
    //: - σ multiplies a gradient by at most ¼ in every layer. With small weights a deep stack lets next to nothing
    //:   through; with large ones it can also grow. Lessons 08 and 09 deal with that.
    //: - For many outputs and few inputs it is cheaper to go forwards. Networks have one goal, so we go back.
    //:
    //: ## In short
    //: Along a road slopes multiply, and where roads meet they add. A card for every number holds its value
    //: and its slope; backwards, each card adds up what arrives and passes it on once. A delta is the slope
    //: at a neuron's sum: the deltas it feeds, times the weights, times the slope of its own bend. A weight's
    //: slope is the value at the start of its wire times the delta at the end. With softmax and cross-entropy
    //: the first delta is p − y. A nudge checks every slope, and only a test that can fail is one. All slopes
    //: together cost a few forward passes.
    //:
    //: ## Words
    //: - **graph**: the cards and wires of a computation; also *computation graph*, *computational graph*.
    //: - **rate**: how fast a result moves with one input alone; also *local derivative*.
    //: - **slope** of a number: how fast the goal moves with it; also *gradient*, ∂E/∂w; *adjoint*.
    //: - **goal**: the one number whose slopes we want, usually the loss.
    //: - **chain rule**: along a road multiply, where roads meet add.
    //: - **backpropagation**: slopes from the goal backwards, each wire once; also *reverse-mode automatic
    //:   differentiation*.
    //: - **delta** δ: the slope at a neuron's weighted sum.
    //: - **leaf**: a card that is made from no other: weights, biases, inputs.
    //: - **vjp**: what a tensor operation does to a gradient on the way back (vector–Jacobian product).
    //: - **gradient check**: every slope against a nudge.
    //: - **relative error**: the difference, divided by the size of what is compared.
    //:
    //: ## Check yourself: can you
    //: <details><summary>say what c = a·a·a makes of a nudge at 3, road by road?</summary>
    //:
    //: Three roads of 9 each: 27.
    //:
    //: </details>
    //: <details><summary>say why a card must wait for all its users?</summary>
    //:
    //: It sends its sum on once. What arrives later would be lost.
    //:
    //: </details>
    //: <details><summary>give the slope of σ, from its output and from its input?</summary>
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
    //: With softmax, or σ, and its cross-entropy: the slope of the bend cancels.
    //:
    //: </details>
    //: <details><summary>say why the smallest nudge is not the best?</summary>
    //:
    //: Two nearly equal numbers lose their digits when they are subtracted.
    //:
    //: </details>
    //: <details><summary>say what one step of descent does with a slope? (03)</summary>
    //:
    //: It subtracts the learning rate times the slope.
    //:
    //: </details>
    //: <details><summary>say why XOR needs a hidden layer? (04)</summary>
    //:
    //: Its four wishes for one line contradict each other.
    //:
    //: </details>
    //:
    //: ## Exercises
    //: They are in `Exercises/05-backpropagation`. `swift run lesson check 05` says what is right, what is
    //: wrong and which mistake it looks like.
    //:
    //: - **5.1 Slopes of the bends.** σ′, tanh′ and ReLU′ from the input, the corner included.
    //: - **5.2 Back through a layer.** dx, dw and db of x·w + b.
    //: - **5.3 Back through ReLU.** Which slopes pass?
    //: - **5.4 Two layers by hand.** All slopes of a network with tanh and σ.
    //: - **5.5 A scalar engine.** Two operations and `backward`, safe to call twice.
    //: - **5.6 How wrong is it?** The relative error that hides nothing.
    //: - **5.7 Break it.** Write the test that seven wrong layers cannot pass.
    //: - **5.8 Back through sum, mean and max.** Along the rows of a matrix.
    //: - **Open.** Add division, or tanh, to `Value`, and check it with a nudge.
    //:
    //: ## Further
    //: - Christopher Olah, *Calculus on Computational Graphs*: why backwards is cheap, with one drawing that
    //:   grows.
    //: - Grant Sanderson (3Blue1Brown), *Backpropagation, intuitively*: every weight's wish, before any
    //:   symbol.
    //: - Andrej Karpathy, *The spelled-out intro to neural networks and backpropagation*: a scalar engine,
    //:   typed live.
    //: - Andrej Karpathy, *Yes you should understand backprop*: what goes wrong for those who do not.
    //: - CS231n notes, *Backpropagation, Intuitions*: what each gate does to a slope.
}
