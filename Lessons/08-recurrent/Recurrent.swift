import Foundation
import Nabla
import Notebook

public func recurrentNetworks() throws {
    //: # 08 · Recurrent networks: RNN, LSTM, GRU

    let corpus = try TextCorpus.tinyShakespeare(characters: quick ? 150_000 : nil) { try courseProse() }
    let size = RunSize(quick: quick, text: corpus)
    size.differences.forEach { note($0) }

    figure(
        "A 1 is stored at the left. At every step each row multiplies it by a gate, and each gate has another bias.",
        alt:
            "Seven horizontal strips, dark at the left. The upper ones fade at once, the lower ones stay dark.",
        height: 620
    ) { fadingStrips(biases: [0, 1, 2, 3, 4, 5, 7], steps: 100) }

    //: *To be, or not to b*… You were there before the line ended. A table of letter pairs guesses too. How
    //: far back must one remember, and where does one keep it?
    //:
    //: Networks have had no memory so far. An image goes in, an answer comes out, and nothing of it is left when the
    //: next image comes. Text, weather and music come one piece after the other, and the order matters.
    //:
    //: **You will be able to**
    //: - compute the forward and the backward pass of a recurrent network by hand (exercises 8.2, 8.3);
    //: - say from one number how long a network remembers;
    //: - draw and write the cells of an LSTM and of a GRU (8.4, 8.5), and clip a gradient (8.6);
    //: - cut a text for training, and draw from a model with a temperature (8.1, 8.7);
    //: - name the baseline that a sequence model has to beat.
    //:
    //: **You need** three results. From [03](../03-gradient-descent/index.html): step against the gradient. From
    //: [05](../05-backpropagation/index.html): along a path local derivatives multiply, where paths meet gradients
    //: add. From [06](../06-mlp-mnist/index.html): softmax turns scores into probabilities, and −ln of the right
    //: one is the loss.
    //:
    //: **Time** about 75 minutes. Rest after *Multiply fifty times*.

    //: ## A table can guess the next letter
    //:
    //: Shannon played this game in 1951: cover a line, guess the next letter, uncover it, go on. Let a table play. In
    //: nine tenths of Shakespeare it counts what follows each **context**, the letters before. In the last tenth it
    //: guesses. (Each context is mixed with the shorter ones: a letter that never followed it would have the
    //: probability 0, and −ln 0 is infinite.)

    let kinds = corpus.symbols.count
    let cut = corpus.ids.count * 9 / 10
    let (learned, new) = (Array(corpus.ids[..<cut]), Array(corpus.ids[cut...]))
    let table = ContextTable(counting: learned, symbols: kinds, length: 6)
    let tables = (0...6).map { table.loss(on: new, back: $0) }
    let uniform = log(Double(kinds))
    print("vocabulary:", kinds, "characters; if all are equally likely the loss is ln \(kinds) =", decimals(3, uniform))
    print("looking back 0, 1, 2, 3 letters:", tables.prefix(4).map { decimals(3, $0) }.joined(separator: ", "))
    if !quick && !corpus.isOwnText {
        claim("ln 65", uniform, equals: 4.174, within: 0.001)
        claim("looking back 0 to 3 letters", Array(tables[..<4]), equals: [3.347, 2.486, 2.049, 1.774], within: 0.01)
    }
    claim(
        "each of the first three letters of context helps by", (0..<3).map { tables[$0] - tables[$0 + 1] },
        atLeast: 0.1)

    //: The loss is lesson 06's: −ln of the probability that the right letter got, averaged. The different characters
    //: of a text are its **vocabulary**. Shakespeare has 65: to give each the same probability costs ln 65 = 4.174.
    //: To know that *e* is common costs 3.347 on his text. With one letter of context it is 2.486, with two 2.049,
    //: with three 1.774.

    predict(
        "A table may look back three letters, four, five, six. Does its loss on new text go on falling?",
        answer: "No. For Shakespeare four letters cost 1.669, five 1.698, six 1.779.",
        tempting: "Yes: more context is more knowledge.",
        why:
            "On the text it has counted it falls with every letter. But new text has contexts that it never saw."
    )

    let counted = (0...6).map { table.loss(on: Array(learned.prefix(new.count)), back: $0) }
    print("on new text, 0 to 6 letters:", tables.map { decimals(3, $0) }.joined(separator: ", "))
    print("on text it has counted:     ", counted.map { decimals(3, $0) }.joined(separator: ", "))
    print("contexts of six letters in the table:", table.contextCount)
    if !quick && !corpus.isOwnText {
        claim("contexts of six letters", table.contextCount, equals: 264_623)
        claim("looking back 4 to 6 letters", Array(tables[4...]), equals: [1.669, 1.698, 1.779], within: 0.01)
    }
    claim(
        "loss on counted text, each letter back", zip(counted, counted.dropFirst()).map { $0 - $1 },
        atLeast: 0.01)
    claim(
        "six letters back cost more on new text than the best table by", tables[6] - tables.min()!,
        atLeast: 0.02)

    figure(
        "On counted text the loss falls with every letter, on new text it turns up: counting alone can overfit.",
        alt: "Loss against letters of context. On counted text it falls all the way; on new text it turns up."
    ) { staircase(learned: counted, new: tables, uniform: uniform) }

    //: Two other units are common. e to the power of the loss is the **perplexity**: a model with perplexity 5 is as
    //: uncertain as one that chooses among 5 equally likely characters. And the loss divided by ln 2 is in **bits per
    //: character**.

    let best = tables.min()!
    print(
        "perplexity with all equally likely", decimals(1, exp(uniform)), " of the best table", decimals(2, exp(best)),
        " bits per character", decimals(2, best / log(2)))
    if !quick && !corpus.isOwnText {
        claim("perplexity of the best table", exp(best), equals: 5.31, within: 0.06)
        claim("its bits per character", best / log(2), equals: 2.41, within: 0.02)
    }

    //: > A table needs to have seen each context often. Long contexts come only once or twice.

    //: ## Wanted: a summary of fixed size
    //:
    //: For Shakespeare the table of six letters has a quarter of a million rows. What it counted after *my king*
    //: tells it nothing about *my lord*: to a table they are different contexts. We want something else: a vector of
    //: numbers that sums up all that was read, however long it is. Each new letter changes it a little.
    //:
    //: Such a summary is called a **state**, or **hidden state**. It has a fixed size. It is made from the state
    //: before and from the new input, by the same rule at each step. And the rule is learned. With h for the state and x
    //: for the input,
    //:
    //:     hₜ = rule(hₜ₋₁, xₜ)          the same rule at every step t
    //:
    //: > A hidden state sums up the past, and always has the same size.

    //: ## A layer can be fed its own last output
    //:
    //: Take one tanh unit from lesson 04, and give it one input more: its own last output.
    //:
    //:     h ← tanh(0.5·x + 0.8·h)
    //:
    //: Feed it 1, 0, 0. Only the first input says anything.

    var h: Tensor = [0]
    for x in [1, 0, 0] as [Scalar] {
        h = tanh(0.5 * x + 0.8 * h)
        print(x, "→", h)
    }
    claim("the third state", h.item, equals: 0.2757, within: 1e-4)

    //: tanh(0.5) is 0.4621. Then tanh(0.8 · 0.4621) = 0.3537, then tanh(0.8 · 0.3537) = 0.2757. The 1 is
    //: over, and the state still shows it. That is memory: an echo that fades.
    //:
    //: The kit's layer does the same with matrices. W multiplies the input, U the state before:

    let rnn = RNN(inputWeight: [[0.5]], recurrentWeight: [[0.8]], bias: [0])
    let x = Variable([[[1], [0], [0]]])  // [samples, time, features]
    let states = rnn(x, mode: .training)
    print(states.value.flattened())
    claim("three states by the layer", states.value.scalars, equals: [0.4621, 0.3537, 0.2757], within: 1e-4)

    //: A layer that is fed its own output is called **recurrent**, and this one is the plain **RNN**, recurrent neural
    //: network: hₜ = tanh(xₜ·W + hₜ₋₁·U + b).
    //:
    //: > State in, input in, state out; and the same again.

    //: ## Unrolled, it is a deep network whose layers are one object
    //:
    //: How does the last state depend on the first input? No new rule is needed. Write the three steps side
    //: by side, **unrolled in time**, and it is a network with three layers. By the chain rule the local derivatives
    //: multiply along the path:
    //:
    //:     ∂h₃/∂x₁ = 0.9240 · 0.8 · 0.8749 · 0.8 · 0.7864 · 0.5
    //:
    //: The derivative of tanh at each state h is 1 − h²; between the states stands U = 0.8; at the input W = 0.5.

    states[0, 2, 0].backward()
    print(x.gradient!.flattened())
    claim("∂h₃/∂x₁", x.gradient![0, 0, 0].item, equals: 0.2034, within: 1e-4)
    let byHand = [0.9240, 0.8, 0.8749, 0.8, 0.7864, 0.5].reduce(1, *)
    claim("the product by hand", byHand, equals: 0.2034, within: 1e-4)
    let check = gradientCheck(at: [[[[1], [0], [0]]]]) { RNN.example(after: $0[0]) }  // h₃, from given inputs
    claim("worst relative error against finite differences", check.worstError, atMost: 0.01)

    figure(
        "Three steps, one W, one U. Dashed: the derivative of h₃ with respect to each state before it, a whole product.",
        alt:
            "Three cells in a row, inputs below, states handed to the right; two bars, W and U, touch all steps.",
        height: 860
    ) { Figure(UnrolledDiagram.threeSteps) }

    //: What of the weight? U is used at every step, so a gradient arrives at it from every step, and where paths
    //: meet gradients add. Give each step a copy of its own and look:

    let copies = (0..<3).map { _ in Variable([[0.8]]) }
    var state = Variable([[0]])
    for (step, input) in [1, 0, 0].enumerated() {
        state = tanh(0.5 * Scalar(input) + matmul(state, copies[step]))
    }
    state.sum().backward()
    print(copies.map { $0.gradient!.item }, "sum:", copies.map { $0.gradient!.item }.reduce(0, +))
    print("the shared weight:", rnn.recurrentWeight.gradient!.item)
    claim(
        "gradients of the three copies", copies.map { $0.gradient!.item }, equals: [0, 0.2989, 0.3268],
        within: 1e-4)
    claim("gradient of the shared weight", rnn.recurrentWeight.gradient!.item, equals: 0.6257, within: 1e-4)
    claim("δ₁, δ₂, δ₃", (x.gradient! / 0.5).scalars, equals: [0.4069, 0.6467, 0.9240], within: 1e-4)

    //: The first is 0, because h₀ is 0. Together: 0 + 0.2989 + 0.3268 = 0.6257. This is called **backpropagation
    //: through time** (BPTT). It is lesson 05 on a long graph with a shared weight, and nothing else: a loop from the
    //: last step to the first. Let δₜ be the derivative of the loss, here of h₃, with respect to the sum inside the
    //: tanh of step t:
    //:
    //:     δ₃ = 1 · 0.9240                        = 0.9240
    //:     δ₂ = 0.9240 · 0.8 · 0.8749             = 0.6467
    //:     δ₁ = 0.6467 · 0.8 · 0.7864             = 0.4069
    //:     ∂h₃/∂U = h₂·δ₃ + h₁·δ₂ + h₀·δ₁         = 0.3268 + 0.2989 + 0
    //:
    //: In general each state is a vector and may have a loss of its own, which sends it the gradient gₜ (here g₃ = 1,
    //: the others 0). Products of two vectors go entry by entry:
    //:
    //:     δₜ = (gₜ + δₜ₊₁·Uᵀ)·(1 − hₜ²)   after the last step: δ = 0
    //:     ∂L/∂U = Σ hₜ₋₁ᵀ·δₜ
    //:     ∂L/∂W = Σ xₜᵀ·δₜ
    //:     ∂L/∂b = Σ δₜ
    //:     ∂L/∂h₀ = δ₁·Uᵀ
    //:
    //: As in lesson 05 the transposed matrix takes the gradient back, and a column times a row is a matrix.
    //:
    //: > A weight that is shared by T steps receives T gradients, and they add up.

    //: ## Multiply fifty times
    //:
    //: Two factors stood between neighbouring states: a derivative of tanh, at most 1, and U. After fifty steps there
    //: are fifty of each.

    print("0.9⁵⁰ =", decimals(3, pow(0.9, 50)), "  1.1⁵⁰ =", decimals(0, pow(1.1, 50)))

    predict(
        "The states of an RNN lie between −1 and 1, and tanh′ is at most 1. Can the gradient through 99 steps explode?",
        answer: "Yes. With a large matrix U it reaches 100,000 and more.",
        tempting: "No, tanh squashes everything.",
        why:
            "tanh bounds the states. The gradient is also multiplied by U at each step, and near 0 tanh's derivative is near 1."
    )

    //: Take 64 units and draw U from N(0, scale²/64). Multiplying by such a matrix changes the length of a vector by
    //: the factor *scale*, on average.

    let layers = SlopeLayers(seed: seed)
    let scales = [0.5, 1, 1.5, 2].map { layers.rnn(scale: $0) }
    for curve in scales { print(curve.name, "→ after 99 steps:", power(curve.last)) }
    claim("scale 0.5 after 99 steps", scales[0].last, atMost: 1e-20)
    claim("scale 1 after 99 steps, as a power of ten", log10(scales[1].last), in: -11 ... -3)
    claim("scale 2 after 99 steps, as a power of ten", log10(scales[3].last), in: 3...10)

    figure(
        """
        How the last state depends on each input: with these inputs, only near scale 1.5 does the past neither vanish \
        nor explode. 64 units, 8 features from N(0, 1), input weights from N(0, 0.1²), U from N(0, scale²/64), biases 0.
        """,
        alt:
            "Norm of the gradient against steps back, logarithmic: scale 0.5 plunges, 1 falls, 1.5 stays level, 2 rises."
    ) { slopesFigure([("an RNN, by the scale of U", scales)]) }

    //: (Below 10⁻⁷ a number is lost when it is added to 1: single precision has about seven digits.)
    //:
    //: At scale 1 less than a ten-thousandth is left after 99 steps, often less than a millionth. In the sum that makes
    //: a weight's gradient the distant past is drowned out by the last few steps: the **vanishing gradient**, and
    //: nothing is learned from long ago. At scale 2 it is an **exploding gradient**, and one step throws the weights
    //: away.
    //:
    //: Explosions have a plain cure. Take the gradients of all weights as one long vector. If its **norm** (its
    //: length: the root of the sum of all squares) exceeds a limit, multiply it by limit / norm: it is shorter, and
    //: keeps its direction. That is **gradient clipping**:

    let wild = Parameter("wild", [0, 0])
    (wild * .constant([300, -400])).sum().backward()
    print("norm before:", clipGradients(of: [wild], norm: 5), " after:", wild.gradient!)
    claim("clipped", wild.gradient!.scalars, equals: [3, -4], within: 1e-5)

    //: Against vanishing no such trick helps: what is gone is gone. For that we need another cell.
    //:
    //: > Gradients through time are long products. Clip what explodes. What vanishes needs another path.
    //:
    //: **Rest here.** You have a network with a memory, and you know why it is short.

    //: ## Keep by adding, not by rewriting
    //:
    //: An RNN rewrites its whole state at each step: through U, through tanh. No wonder that little survives.
    //: Put a second vector beside it, the **cell state** c, and do almost nothing to it:
    //:
    //:     c ← f·c + i·g
    //:
    //: f says how much is kept. g is the **candidate**, what might be written, and i says how much of it is. Along c
    //: itself, from step to step, the derivative is f, and no matrix and no tanh stand in the way:
    //:
    //:     ∂cₜ/∂cₜ₋₁ = f                  along the cell state
    //:     ∂hₜ/∂hₜ₋₁ = (1 − hₜ²)·U        in an RNN
    //:
    //: (The gates depend on the state, and so on earlier c; those paths come on top.) If f is 1 and i is 0, c stays as it
    //: is, for fifty steps or for five thousand, and so does the gradient on its way back.
    //:
    //: > A cell state that is added to keeps its gradient, as long as f is near 1.
    //:
    //: ## Three gates decide
    //:
    //: f, i and a third one, o, are **gates**: numbers between 0 and 1, made by sigmoids from the input and the state.
    //: Think of taps: the **forget gate** f keeps, the **input gate** i lets in, the **output gate** o lets out:
    //:
    //:     h = o·tanh(c)
    //:
    //: Follow one cell. First it writes 0.9. Then it holds, with the output gate shut. Then it shows.

    var moments: [(name: String, gates: [Scalar], cell: Scalar, shown: Scalar)] = []
    var cell: Scalar = 0
    for (name, f, i, o, g) in [("write", 0, 1, 0, 0.9), ("hold", 1, 0, 0, -0.5), ("show", 1, 0, 1, 0.3)]
        as [(String, Scalar, Scalar, Scalar, Scalar)]
    {
        cell = f * cell + i * g
        moments.append((name, [f, i, o], cell, o * tanh(Tensor(cell)).item))
        print(name, "c =", cell, " h =", moments.last!.shown)
    }
    claim("the cell state: written, held, shown", moments.map(\.cell), equals: [0.9, 0.9, 0.9], within: 1e-6)
    claim("the hidden state", moments.map(\.shown), equals: [0, 0, 0.7163], within: 1e-4)

    figure(
        "Write, hold, show. While it holds, the input gate is shut, and new candidates are not written.",
        alt: "Three groups of bars for the gates f, i, o, the cell state c and the hidden state h.",
        height: 700
    ) { momentsFigure(moments) }

    //: > The cell state is changed by adding; the gates decide when.

    //: ## One bias is the half-life of the memory
    //:
    //: Real gates are seldom quite open. A forget gate with bias b is f = σ(b) as long as its other terms are 0. What
    //: is multiplied by f at each step is down to half after n steps if fⁿ = ½. The logarithm of a product is a sum,
    //: so n · ln f = ln ½. The **half-life** is n = ln ½ / ln f steps.

    predict(
        "An untrained LSTM, all its biases 0. How much of what its cell state held is left there after 20 steps?",
        answer: "Along c about a millionth: σ(0) = ½, and 0.5²⁰ = 0.00000095.",
        tempting: "Most of it. That is what an LSTM is for.",
        why:
            "The first LSTM of 1997 kept everything. The forget gate came in 2000, and at bias 0 it halves at each step."
    )

    let halfLives = [0, 1, 3, 5].map { halfLife(bias: $0) }
    print("half-life at bias 0, 1, 3, 5:", halfLives.map { decimals(1, $0) }.joined(separator: ", "), "steps")
    claim("half-lives", halfLives, equals: [1, 2.21, 14.3, 103], within: 0.3)
    claim("left after 20 steps at bias 0", pow(gate(bias: 0), 20), equals: 9.5e-7, within: 1e-8)

    figure(
        "The bias sets the half-life: at 0 half is gone after one step, at 5 after a hundred.",
        alt:
            "Left, half-life against bias on a log axis, a straight rise. Right, a stored 1 fading for four biases."
    ) { halfLifeFigure() }

    //: Three numbers are written into one cell, at steps 0, 20 and 40, and the input gate is shut in between. Before you move
    //: the bias: from which one on is more than a tenth of the first number left at step 60?

    let tried = [-1.0, 0, 1, 2, 3, 4, 5, 6]
    let first = tried.map { pow(gate(bias: $0), 60) }
    print("left of the first after 60 steps:", first.map { decimals(3, $0) }.joined(separator: ", "))
    claim(
        "left of the first after 60 steps, bias 1 to 6", Array(first[2...]),
        equals: [0, 0, 0.054, 0.337, 0.668, 0.862], within: 5e-4)

    figure(
        """
        Move the bias. Below 2 each is gone before the next is written. From 4 on step 60 holds a third or more of each, added \
        up.
        """,
        alt: """
            The cell state over 60 steps, and what is left of each of three written numbers. With a small bias three thin \
            peaks; with a large one three stairs that hardly fall.
            """,
        over: tried, label: "bias", height: 760
    ) { threeWritesFigure(bias: $0) }

    //: From 4 on: there 0.337 of it is left, at 3 only 0.054.
    //:
    //: Keras starts the forget gate's bias at 1, a half-life of 2.2 steps; PyTorch near 0. For a half-life of T steps
    //: from the start, take b ≈ ln(T / 0.69): for a hundred steps about 5. (For large b, f is nearly 1 − e⁻ᵇ and ln f
    //: nearly −e⁻ᵇ; ln ½ is −0.69; so T ≈ 0.69 · eᵇ.)
    //:
    //: > Remembering is multiplying by something near 1. The bias of the forget gate says how near.

    //: ## The LSTM whole
    //:
    //: Now put it together. The input x and the last hidden state h feed four small layers: three gates and the
    //: candidate. Then two lines make the new cell state and the new hidden state:
    //:
    //:     f = σ(x·Wf + h·Uf + bf)          forget gate
    //:     i = σ(x·Wi + h·Ui + bi)          input gate
    //:     g = tanh(x·Wg + h·Ug + bg)       candidate
    //:     o = σ(x·Wo + h·Uo + bo)          output gate
    //:     c′ = f·c + i·g                   cell state
    //:     h′ = o·tanh(c′)                  hidden state
    //:
    //: This is the **LSTM**, long short-term memory.

    figure(
        """
        One step of an LSTM. Along the top the cell state c meets a product and a sum, and no matrix. Boxes have weights; \
        discs work entry by entry.
        """,
        alt: """
            A cell: c runs along the top through a times and a plus; h and x below feed four boxes f, i, g and o; f scales \
            c, i times g is added, o times tanh of c is the new h. Beside it the six equations.
            """
    ) { lstmCellFigure() }

    //: In code one product does all four sums at once, in blocks of columns, in the order i, f, g, o. This is the kit's
    //: own step, as it runs:
    //:
    //: ![source](Sources/NeuralNetworks/Layers/LSTM.swift#step)
    //:
    //: > Three gates, one candidate, one sum: c′ = f·c + i·g, h′ = o·tanh(c′).

    //: ## The GRU, a lighter variant
    //:
    //: The **GRU**, gated recurrent unit, has no cell state: its hidden state is its memory. The **update gate** z says
    //: how much of the old state is kept, and 1 − z how much of the candidate n comes in. The **reset gate** r says how
    //: much of the old state the candidate sees:
    //:
    //:     z = σ(x·Wz + bz + h·Uz + dz)           update gate
    //:     r = σ(x·Wr + br + h·Ur + dr)           reset gate
    //:     a = h·Un + dn                          projection of the state
    //:     n = tanh(x·Wn + bn + r·a)              candidate
    //:     h′ = (1 − z)·n + z·h                   hidden state

    figure(
        """
        One step of a GRU. At z = 1 the state passes along the top unchanged; at z = 0 the candidate replaces it. It \
        has two gates and no cell state.
        """,
        alt: """
            A cell: h runs along the top through a times z and a plus; below, x and h feed the boxes z and r; r scales the \
            projection a of h on its way to the candidate n, which comes in times 1 minus z. Beside it the equations.
            """
    ) { gruCellFigure() }

    //: (Why two biases? r multiplies dn and leaves bn alone. In z and r only their sum counts; the kit keeps both
    //: there too, so that all three blocks are laid out alike, in the order r, z, n. Its code writes c for d.)
    //:
    //: **Careful.** Many texts write z and 1 − z the other way round, and some put r before the product, (r·h)·Un. Both
    //: work. On this page z keeps, and r comes after the product.
    //:
    //: > A GRU has one state and two gates: h′ = (1 − z)·n + z·h.

    //: ## Two axes: time and width
    //:
    //: A sequence has a length T, a state has a width H, and these are two axes: x [N, T, D] → states [N, T, H].

    var generator = SeededGenerator(seed: seed)
    let sequence = Tensor(randomNormal: [3, 10, 5], using: &generator)  // 3 samples, 10 steps, 5 features
    let cells: [any RecurrentLayer] = [
        RNN(5, 40, using: &generator), LSTM(5, 40, using: &generator), GRU(5, 40, using: &generator),
    ]
    for layer in cells {
        print(layer.description, layer.predict(sequence).shape, layer.parameterCount, "parameters")
    }
    claim("parameters of the three", cells.map(\.parameterCount), equals: [1_840, 7_360, 5_640])
    claim("all states of the LSTM", cells[1].predict(sequence).shape, equals: [3, 10, 40])

    predict(
        "LSTM(5, 40) reads sequences of 10 steps. How many times is the cell applied to one of them?",
        answer: "Ten times, and each time it makes 40 numbers.",
        tempting: "40 times.",
        why:
            "40 counts the units, how wide the state is. Time is another axis, and the layer does not fix its length."
    )

    figure(
        "Units say how wide the state is, steps how long the sequence is. Neither depends on the other.",
        alt:
            "Boxes: five features go into the same forty units at each step; forty numbers come out each time.",
        height: 860
    ) { shapeCard() }

    let lstm = LSTM(5, 40, using: &generator)
    var memory = lstm.initialState(samples: 3)
    for step in 0..<10 { memory = lstm.step(.constant(sequence[.all, step]), memory, mode: .inference) }
    let difference = abs(memory.hidden.value - lstm.predict(sequence)[.all, -1]).max()
    print("step by step and all at once differ by", difference)
    claim("step by step equals the whole forward pass", difference, atMost: 1e-5)

    //: > Units are the width of the state. Steps are the length of the sequence.

    //: ## The initial bias decides what survives
    //:
    //: Does the gradient survive on the new path? The same question as before, on one chart:

    let gated =
        [0, 1, 3].map { layers.lstm(forgetBias: $0) } + [
            layers.rnn(scale: 1, isReference: true, name: "RNN, scale 1")
        ]
    let kept =
        [0, 1, 3].map { layers.gru(updateBias: $0) } + [
            layers.rnn(scale: 1, isReference: true, name: "RNN, scale 1")
        ]
    for curve in gated.prefix(3) + kept.prefix(3) {
        print(curve.name, "→ after 99 steps:", power(curve.last))
    }
    claim("LSTM with bias 0, after 99 steps", gated[0].last, atMost: 1e-15)
    claim(
        "LSTM and GRU with bias 0, over the RNN of scale 1", [gated[0].last, kept[0].last].map { $0 / gated[3].last },
        atMost: 1e-3)
    claim("LSTM with bias 1, as a power of ten", log10(gated[1].last), in: -9 ... -5)
    claim("LSTM with bias 3, as a power of ten", log10(gated[2].last), in: -1...2.5)
    claim("GRU with bias 3, as a power of ten", log10(kept[2].last), in: -3 ... -1)

    figure(
        """
        At bias 0 both forget faster than the RNN of scale 1 (grey); the higher the bias, the more is kept. Bias of the \
        forget gate (left) and of the update gate (right); all others are 0. 64 units, inputs as above; recurrent weights \
        of LSTM and GRU uniform in ±1/√64, of the RNN from N(0, 1/64).
        """,
        alt:
            "Norm of the gradient against steps back. Bias 0 plunges below the RNN's line, bias 1 runs near it, bias 3 stays level."
    ) { slopesFigure([("LSTM", gated), ("GRU", kept)]) }

    //: An LSTM is no magic. With all biases 0 it forgets faster than the RNN of scale 1; with bias 3 its gradients do not
    //: fade over a hundred steps. The order of the curves is decided by the initialization.
    //:
    //: Is that not more than the half-life allows? At bias 3 it is 14.3 steps, and c alone would keep
    //: 2^(−99/14.3) = 0.008. The rest comes over h, which feeds the gates and the candidate at every step. In the GRU
    //: those paths count for little, because all that is new is multiplied by 1 − z, here 0.05: it keeps about what
    //: its half-life says.
    //:
    //: > Gates are a path that can be kept open. The initial bias decides whether it is.

    //: ## Adding two numbers shows who remembers
    //:
    //: A test from 1997. A long row of random numbers between 0 and 1; two of them carry a mark, one in each half.
    //: What is the sum of the marked ones? Nothing else counts. The baseline is to answer 1 always. Its mean squared
    //: error is the variance of the sum, 1/12 for each number: 1/6 = 0.1667. To do better, a network has to carry a
    //: number through all that noise.

    var adding: [(length: Int, runs: [AddingRun])] = []
    for length in progress("adding", size.lengths) {
        let runs = AddingRun.all(
            AddingProblem(length: length), updates: 400, starts: quick ? [seed] : [seed, seed + 100])
        adding.append((length, runs))
        for run in runs {
            let ends = run.ends.map { decimals(4, $0) }.joined(separator: ", ")
            print("\(length) numbers, \(run.name): \(ends)")
        }
    }
    claim(
        "error of the RNN from 50 numbers on, over 1/6",
        adding.dropFirst().map { $0.runs[0].ends.map { $0 * 6 } }, atLeast: 0.7)
    let short = adding[0].runs
    claim(
        "errors of LSTM and GRU at 10 numbers, over the RNN's",
        short.dropFirst().map { run in zip(run.ends, short[0].ends).map { $0 / $1 } }, atMost: 0.5)
    claim(
        "errors of LSTM and GRU, over 1/6", adding.map { $0.runs.dropFirst().map { $0.ends.map { $0 * 6 } } },
        atMost: 0.6)

    figure(
        """
        From 50 numbers on the RNN stays at the baseline, and LSTM and GRU get below it. 32 units; forget and update \
        biases give a half-life as long as the row, the LSTM's input gate starts at 1 − f, all U start orthogonal.
        """,
        alt:
            "Panels for rows of growing length: error against updates. From 50 on the RNN stays where it was."
    ) { addingFigure(adding) }

    //: At ten numbers the gated ones learn from every start. The RNN is slower: its error ends at more than twice
    //: theirs. From fifty on it does no better than always answering 1, while the gated ones
    //: get through. Nobody told them what a mark is. But they were told how long to remember: their initial biases give
    //: a half-life as long as the row. (All three, the RNN too, start with orthogonal matrices U, which leave the length of
    //: a vector as it is. In the RNN the gradient fades all the same: each step also multiplies it by tanh′, which is below
    //: 1 wherever a state is not 0.)
    //:
    //: **Change one line.** In `AddingProblem.swift`, beside this page, let the gates start at bias 0 (`keep`). Who
    //: still learns fifty numbers?
    //:
    //: > Where gradients vanish at initialization, nothing is learned from long ago.

    //: ## A network learns to write
    //:
    //: Back to the letters. First cut the text into windows of T characters, side by side. The targets are the same text,
    //: one character later: the last target of a window is the first input of the next.

    figure(
        "At every step the target is the character that comes next. What is left at the end fills no window.",
        alt: "The letters of a text in boxes, two windows of four inputs, and below each its target, one to the right.",
        height: 700
    ) { windowsFigure("to be, or no", length: 4) }

    //: So one window of 64 characters makes 64 predictions. (We cut ours at random places, so that no two epochs see the
    //: same windows.) Each character of the vocabulary gets a row of 32 numbers that training can change, an
    //: **embedding**. An LSTM reads the rows, and a dense layer turns each state into a score for every character.

    let model = CharacterModel(corpus, units: size.units, using: &generator)
    let parameters = model.network.parameters
    let optimizer = Adam(parameters)
    let schedule = Schedule.warmUp(steps: 20, then: .cosine(steps: size.updates - 20, lowest: 0.02))
    print("parameters:", model.network.parameterCount)
    let rivals = model.tableLosses(table)  // of the tables, on the same characters
    var curve = [(updates: 0, loss: model.lossOnNewText())]
    var pages = [model.page(seed: seed)]  // a few lines at three temperatures
    print("before training, on new text:", curve[0].loss)
    if !quick && !corpus.isOwnText { claim("parameters", model.network.parameterCount, equals: 92_897) }
    claim("loss before training", Double(curve[0].loss), equals: uniform, within: 0.05)

    //: It starts at the loss of equal probabilities (on Shakespeare ln 65 = 4.17), as it must, because the last layer
    //: starts small. Now the loop of lesson 06. New are the clipping, and a learning rate that first rises and then
    //: falls along a cosine (why, lesson 09 tells). And one thing is cut: each window starts from an empty state, and
    //: its gradient goes back through 64 steps and no further. That is **truncated backpropagation through time**.
    //: (In its usual form the state is carried from window to window, and only the gradient is cut.)

    for update in progress("training", 0..<size.updates) {
        let (inputs, targets) = corpus.pieces(
            size.batch, length: 64, within: model.learned, using: &generator)
        let loss = model.loss(inputs, targets, mode: .training)
        optimizer.zeroGradients()
        loss.backward()
        clipGradients(of: parameters, norm: 1)
        optimizer.learningRate = 0.01 * schedule.factor(at: update)
        optimizer.step()
        guard (update + 1) % (size.updates / 10) == 0 else { continue }
        curve.append((update + 1, model.lossOnNewText()))
        if curve.count == 2 || curve.count == 11 { pages.append(model.page(seed: seed)) }
    }
    let final = curve.last!.loss
    print("after \(size.updates) updates, on new text:", final, " perplexity:", exp(Double(final)))
    print("tables of 0 to 6 letters, on the same characters:", rivals.map { decimals(3, $0) }.joined(separator: ", "))
    claim(
        "loss after training, on new text", final,
        atMost: size.bound(1.9, quick: 2.6, ownText: 2.3, quickOwnText: 2.75))

    if !quick { claim("after 100 updates, below the table of pairs by", rivals[1] - Double(curve[1].loss), atLeast: 0) }
    if !quick && !corpus.isOwnText {
        claim("below the table of two letters by", rivals[2] - Double(final), atLeast: 0.1)
        claim("above the best table by", Double(final) - rivals.min()!, atLeast: 0.05)
    }

    figure(
        "The LSTM's loss falls towards those of the tables (dashed), all scored on the same new characters.",
        alt: "Loss on new text against updates, falling steeply at first, with the tables as dashed lines."
    ) { learningFigure(curve, uniform: uniform, tables: rivals) }

    //: The comparison is honest only if all are scored on the same characters: a hundred pieces of new text, each
    //: read from an empty state, and its first six characters only read, because the longest table needs them. In a full
    //: run the network passes the table of pairs within a hundred updates. What comes after is slower, as words are learned one
    //: by one. On Shakespeare it ends at about 1.85, between the tables of two letters and of three. The best table,
    //: of four letters, is still ahead: it stores every context it met, while our network has 92,897 parameters and
    //: read those plays about twice. Larger LSTMs that are trained for longer get past it.
    //:
    //: > The target is the text itself, one character later. The baseline is a table.

    //: ## Temperature flattens or sharpens
    //:
    //: To write, scores become probabilities, and a character is **sampled**. Divide the scores by a **temperature**
    //: first: p = softmax(scores / T). A low temperature sharpens the distribution, a high one flattens it; towards 0 it
    //: is always the top character, towards infinity all are equally likely.

    predict(
        "Scores 2, 1, 0 have the probabilities 0.665, 0.245, 0.090. What does temperature ½ make of them?",
        answer: "0.867, 0.117, 0.016: the ranking stays, and the ratio of any two of them (their odds) is squared.",
        tempting: "Half as large.",
        why:
            "Probabilities sum to 1. The scores double, and an exponential turns twice the score into the square."
    )

    let three: Tensor = [2, 1, 0]
    print(softmax(three), softmax(three / 0.5))
    claim("temperature ½", softmax(three / 0.5).scalars, equals: [0.867, 0.117, 0.016], within: 1e-3)

    //: How is one sampled? Lay the probabilities side by side on the line from 0 to 1, draw u uniformly from it, and take
    //: the character on whose part it falls: the first whose sum, its own probability and all before it, exceeds u.

    figure(
        "Three characters at temperature 1, and u = 0.7: it falls on the second. Wide parts are hit more often.",
        alt: "A strip from 0 to 1 in parts of 0.665, 0.245 and 0.090; an arrow at 0.7 points to the second.",
        height: 560
    ) { drawingFigure(softmax(three).scalars, names: ["a", "b", "c"], at: 0.7) }
    claim("the character drawn at u = 0.7", CharacterModel.draw(softmax(three).scalars, at: 0.7), equals: 1)

    //: Keep u = 0.7 and turn the temperature. Before you do: can the same u draw a, b and c?

    let temperatures: [Scalar] = [0.5, 1, 2, 5, 20, 100]
    let drawn = temperatures.map { CharacterModel.draw(softmax(three / $0).scalars, at: 0.7) }
    print("drawn:", drawn.map { ["a", "b", "c"][$0] }.joined(separator: " "))
    claim("the character drawn at u = 0.7, for each temperature", drawn, equals: [0, 1, 1, 1, 2, 2])

    figure(
        "Move T. The parts change their widths, never their order; the arrow stays, and meets a, then b, then c.",
        alt: """
            A strip from 0 to 1 in three parts and an arrow at 0.7. At temperature ½ most of it is a; as T grows the parts \
            become equally wide, and the arrow points to b, and from 20 on to c.
            """,
        over: temperatures, label: "T", height: 560
    ) { drawingFigure(softmax(three / $0).scalars, names: ["a", "b", "c"], at: 0.7) }

    let samples = zip(["before", "during", "after"], pages).map { stage, page in
        page.map { "\(stage) training, temperature \($0.temperature):\n\($0.text)" }.joined(separator: "\n\n")
    }
    print(samples[0] + "\n\n" + samples[1])
    print(samples[2])

    //: Before, it is random at any temperature: all scores are nearly equal, and we draw with the same u's, so even
    //: the three texts are nearly the same. A tenth of the way on, in a full run after 100 updates, the text at 1 has
    //: letters of about the right frequency and words of about the right length. At the end most words at ½ are words, in
    //: the manner of the text it read. At 1.5 it invents. That is no creativity, only a flatter distribution. And a low
    //: loss does not mean that it knows what the words mean. It predicts characters.
    //:
    //: > Temperature changes the scores, not the ranking.

    //: ## Inside, some units keep and some erase
    //:
    //: What does the state of so small a model hold on to? Read it a sentence and watch the forget gates: 1
    //: keeps, 0 erases.

    let sentence = "the king is dead, and all his men are gone."
    let openings = model.forgetGates(sentence)  // [units, letters]
    let spaces = sentence.enumerated().filter { $0.element == " " }.map(\.offset)
    let chosen = mostVaried(openings, count: 12, lowestAt: spaces)
    let elsewhere = (0..<sentence.count).filter { !spaces.contains($0) }
    print(
        "mean opening at the", spaces.count, "spaces:",
        chosen.map { decimals(2, mean($0, at: spaces)) }.joined(separator: " "))
    print("and elsewhere:", chosen.map { decimals(2, mean($0, at: elsewhere)) }.joined(separator: " "))
    claim(
        "swing of each of these forget gates", chosen.map { $0.max()! - $0.min()! },
        atLeast: size.quick ? 0.05 : 0.5)
    claim(
        "first unit: mean opening elsewhere minus that at spaces",
        mean(chosen[0], at: elsewhere) - mean(chosen[0], at: spaces),
        atLeast: size.quick ? 0.05 : 0.3)

    figure(
        "Twelve units whose forget gates move most. The upper ones shut at spaces: a word is over, start afresh.",
        alt: "A heat map: rows are units, columns the letters of a sentence, dark where the gate keeps; spaces framed."
    ) { gatesFigure(chosen, letters: sentence) }

    //: Nobody built a detector for the ends of words. Presumably it was learned because it lowers the loss. (We looked for it: of
    //: all the units these twelve move most, and above stand those that are shut at spaces more than elsewhere. Below
    //: stand those that are not; some even open there, and what they keep we do not know.)
    //:
    //: > Gates are learned like all else. Look at them before you tell stories about them.

    //: ## A forecast must beat "same as last season"
    //:
    //: Last, a series of numbers: a river's level by the month. The kit makes it: a season of two sines, a slow drift, and
    //: weather from N(0, 0.5²), which nobody can foresee. The **seasonal naive forecast** costs nothing: next March will be
    //: as last March was. Any forecast has to beat it.

    let season = Season(months: 2_400, using: &generator)
    let (windows, years) = season.windows(Array(0..<2_340))  // [2340, 48, 1] → [2340, 12]
    let (past, checking, future) = (0..<1_600, 1_660..<1_960, 2_020..<2_340)
    let forecaster = Sequential(
        GRU(1, 24, updateBias: 2, using: &generator), LastStep(), Dense(24, 12, using: &generator))
    let adam = Adam(forecaster.parameters)
    for update in progress("forecast", 0..<size.seasonUpdates) {
        let rows = (0..<64).map { _ in Int.random(in: past, using: &generator) }
        let forecast = forecaster(.constant(windows.gathering(rows)), mode: .training)
        let loss = meanSquaredError(predicted: forecast, expected: .constant(years.gathering(rows)))
        adam.zeroGradients()
        loss.backward()
        clipGradients(of: forecaster.parameters, norm: 1)
        adam.learningRate = 0.01 * Schedule.cosine(steps: size.seasonUpdates, lowest: 0.02).factor(at: update)
        adam.step()
    }

    //: The network reads four years and predicts the twelve months of the fifth. Around its forecast we draw a band
    //: that should hold nine of ten months. So the series is cut in three: to learn from, to measure how wide the
    //: band must be, and to test on. (The gaps of 60 months keep a window out of the next part.)

    func errors(_ guess: Tensor, _ range: Range<Int>) -> Tensor {
        sqrt(square(guess - years[range]).mean(alongAxes: 0))
    }
    // 1.64 standard deviations hold nine of ten errors, if these are normal and zero on average.
    let halfWidth = errors(forecaster.predict(windows[checking]), checking) * 1.64
    let forecast = forecaster.predict(windows[future])
    let (ours, naive) = (errors(forecast, future), errors(Season.asLastYear(windows[future]), future))
    let inside = (abs(forecast - years[future]) .<= halfWidth).mean()
    print("root mean square error, network:", ours.mean(), " as last year:", naive.mean(), " inside the band:", inside)
    claim("error over that of the naive forecast", ours.mean() / naive.mean(), atMost: size.quick ? 0.95 : 0.85)
    claim("fraction of months inside the band", inside, in: 0.8...0.97)

    figure(
        "The band holds about nine of ten months. The network beats last year's value, and no model beats the noise.",
        alt: "Left, a year's forecast with a band, the true months as dots. Right, errors by month ahead."
    ) {
        forecastFigure(
            past: windows[future.lowerBound, 24..., 0].scalars, truth: years[future.lowerBound].scalars,
            forecast: forecast[0].scalars, naive: Season.asLastYear(windows[future])[0].scalars,
            halfWidth: halfWidth.scalars, errors: (ours.scalars, naive.scalars))
    }

    //: Last year's value carries last year's weather. The network averages over four years and follows the drift, so
    //: its error is a fifth to a quarter smaller, and comes near the noise of 0.5 that nobody can beat. The band was
    //: measured on years the network had not seen, and it holds about nine of ten.
    //:
    //: > State the naive baseline first. Then draw the band.

    //: ## What we did not do
    //:
    //: - Stack layers, read backwards, or translate: a state of fixed size must hold a whole sentence then.
    //:   Lesson 11 lets the network look back instead.
    //: - Carry the state from piece to piece while training. The kit can: `model(x, from: state, mode:)`, with
    //:   `state.detached` to cut the gradient.
    //: - Train long. The samples come from a small model that learned for less than a minute.
    //:
    //: ## In short
    //:
    //: A recurrent layer carries a hidden state of fixed size from step to step and uses the same weights each time.
    //: Unrolled, it is a deep network, and the gradient of a shared weight is a sum over time. Gradients through time are
    //: products: they vanish or explode with the matrix. Clipping mends explosions. A cell state that is added to, behind
    //: gates, keeps a path open, if the forget gate's bias starts high enough. A loss means something beside a table's, a
    //: forecast beside last season's.
    //:
    //: ## Words
    //:
    //: - **state**: what a recurrent layer knows of the past, a vector of fixed size; also *hidden state*.
    //: - **recurrent**: fed with its own last output; the plain kind is the *RNN*, recurrent neural network.
    //: - **unrolled in time**: drawn or computed with one copy of the layer for each step, all with the same weights.
    //: - **backpropagation through time**: the chain rule on the unrolled network; *BPTT*.
    //: - **truncated backpropagation through time**: the same through a limited number of steps.
    //: - **vanishing gradient**: a gradient that comes near 0, because it is a product of many factors.
    //: - **exploding gradient**: one that grows out of bounds for the same reason.
    //: - **gradient clipping**: scaling a gradient whose norm exceeds a limit down to that limit.
    //: - **cell state**: the vector c that an LSTM keeps by adding to it.
    //: - **gate**: a number from 0 to 1, made by a sigmoid, that another number is multiplied by.
    //: - **forget gate**, **input gate**, **output gate**: the three of an LSTM: what is kept, written, shown.
    //: - **candidate**: what might be written into the state.
    //: - **update gate**: z of a GRU: how much of the old state is kept.
    //: - **reset gate**: r of a GRU: how much of the old state the candidate sees.
    //: - **half-life**: the number of steps after which half is left.
    //: - **LSTM**: long short-term memory; **GRU**: gated recurrent unit.
    //: - **vocabulary**: all symbols of a text; their number is the vocabulary size.
    //: - **perplexity**: e to the power of the loss.
    //: - **bits per character**: the loss divided by ln 2.
    //: - **embedding**: a row of learned numbers for each symbol.
    //: - **temperature**: what scores are divided by before softmax.
    //: - **seasonal naive forecast**: the value of one season ago; a baseline.
    //:
    //: ## Check yourself
    //:
    //: <details><summary>A forget gate stands at 0.99. When is half of the memory gone?</summary>
    //:
    //: After about 69 steps: ln ½ / ln 0.99.
    //:
    //: </details>
    //: <details><summary>Why is the gradient of an RNN's matrix U a sum over the steps?</summary>
    //:
    //: The same U is used at each step. Each use is a path to the loss, and where paths meet gradients add.
    //:
    //: </details>
    //: <details><summary>GRU(8, 16) reads 30 steps of a batch of 4. Shape of all states?</summary>
    //:
    //: [4, 30, 16].
    //:
    //: </details>
    //: <details><summary>A character model starts at a loss of 9. What is wrong?</summary>
    //:
    //: The last layer starts too large: it is confident before it has learned anything. ln(vocabulary size) is due.
    //:
    //: </details>
    //: <details><summary>The training loss of a character model is 0 at once. Why?</summary>
    //:
    //: The target is the input: nobody shifted it by one.
    //:
    //: </details>
    //: <details><summary>From 06: why are two losses compared on text that was not learned from?</summary>
    //:
    //: A model can memorize its text. The table of six letters did.
    //:
    //: </details>
    //: <details><summary>From 05: an input reaches the loss along two paths. How do their gradients combine?</summary>
    //:
    //: They add.
    //:
    //: </details>
    //:
    //: ## Exercises
    //:
    //: In `Exercises/08-recurrent`; `swift run lesson check 08` tells what is right, what is wrong and why.
    //:
    //: - **8.1** Windows of a text and their targets. (Repeat.)
    //: - **8.2** Forward through time. (Repeat.)
    //: - **8.3** Backward through time. (Apply.)
    //: - **8.4** One step of an LSTM. (Apply.)
    //: - **8.5** One step of a GRU. (Apply.)
    //: - **8.6** Gradient clipping. (Repeat.)
    //: - **8.7** Sampling with a temperature. (Apply.)
    //:
    //: Open end: let the model read the text from back to front. Which letters become harder to guess?
    //:
    //: In writing: three questions, in your own words, in `Exercises/08-recurrent/Questions.md`.
    //:
    //: ## Further
    //:
    //: - C. Olah, *Understanding LSTM Networks*: the drawing of the cell that everyone knows.
    //: - A. Karpathy, *The Unreasonable Effectiveness of Recurrent Neural Networks*: samples while training, and
    //:   units that follow quotation marks.
    //: - Distill, *Visualizing memorization in RNNs*: which letters a prediction rests on, to play with.
    //: - R. Jozefowicz and others, *An Empirical Exploration of Recurrent Network Architectures*: ten thousand
    //:   cells tried, and what remained was a bias of 1.
}
