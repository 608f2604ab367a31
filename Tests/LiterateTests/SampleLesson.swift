import Literate

/// Swift Testing has attachments of its own.
typealias Attached = Literate.Attachment

/// A lesson with everything a lesson may contain, and what a run of it would attach.
enum SampleLesson {
    static let text = ##"""
        import Nabla
        import Notebook

        public func sample() throws {
            //: # 05 · Backpropagation
            //:
            //: Our network has 13,002 numbers that may be turned. Nudge one, run, put it back,
            //: nudge the next:
            //: thirteen seconds for one step, *a day and a half* for ten thousand. On this page we
            //: get all 13,002
            //: slopes for the price of about **two** runs.
            //:
            //: You will be able to
            //:
            //: - compute the slope of a small network by hand, forwards and backwards;
            //: - predict where a slope is lost, and say why;
            //: - find the bug in an engine that stores where it should add.
            //:
            //: ## A number used twice sends blame back twice
            //:
            //: So far every number went one way: `a` made `b`, `b` made `c`. Now let `a` be used
            //: in two places.
            let a: Float = 3
            let b = a + 1
            let c = a * b  // both roads start at a
            print(c)

            //: Raise `a` by 0.01. By how much does `c` rise?
            predict("By how much does c rise: 0.03, 0.04, 0.07 or 0.12?", answer: "By about 0.07.")
            print(3.01 * 4.01)

            //: It rose by 0.0701: the slope is 7. *If you said 0.04:* you saw `a` multiplied by
            //: `b` = 4, and that
            //: road is real. Both are open at once, so `c` feels both.
            //:
            //:     ∂c/∂a = b + a·(∂b/∂a) = 4 + 3 = 7
            //:
            //: And in full, for the loss L of a neuron with the activation a = σ(z):
            //:
            //:     ∂L/∂w₁ = (a − y)·x₁
            //:     ∂L/∂b  = (a − y)
            //:
            //: **Change one line.** Make `c = a * a * a`. Before running: how many roads, and what
            //: do they add up
            //: to at a = 3?
            //:
            //: > Along a road slopes multiply. Where roads meet they add.
            claim("slope of c at 3", slope, equals: 7, within: 1e-4)
            claim("gradients in the first layer", [[0.25, -0.5], [1, 2]], atLeast: -0.5)

            //: ## The engine does the same
            //:
            //: This is the function that the whole course trains with, taken from its file:
            //:
            //: ![source](Sources/Autodiff/Backward.swift#Variable.backward)
            //:
            //: Its heart is four lines long. The rest keeps memory small, see
            //: [Griewank and Walther](https://example.org/derivatives), and
            //: <script>alert(1)</script> is text.
            func report(_ name: String, _ value: Float) {
                print("\(name): \(value, default: "none")", #"raw "\(text)" #1"#)
            }
            for step in 0..<3 {
                let loss = 1 / Float(step + 1)
                report("loss", loss)
            }

            /* A comment /* inside a comment */ is code. */
            let curve = try train(
                Sequential(Dense(2, 3), ReLU(), Dense(3, 1)),
                epochs: 40, learningRate: 0x1F, decay: 1_000.5e-3)
            figure(
                "Left of 0.003 nothing moves; right of 0.3 it explodes.",
                alt: "Loss against learning rate on a logarithmic axis: a valley between 0.003 and 0.3."
            ) {
                Figure(title: "Loss after ten epochs") {
                    Line(x: rates, y: losses)
                    HorizontalRule(at: 2.30, label: "chance")
                }
            }

            //: **Careful.** A loss of 2.30 is what guessing costs: ln 10. A network that stays
            //: there has learned
            //: nothing, however long it trains.
            //:
            //: | Rate | Loss, five seeds | Verdict |
            //: |-----:|:----------------:|---------|
            //: | 0.001 | 2.28 ± 0.01 | too slow: `0.003` is the least that moves |
            //: | 0.1 | 0.31 ± 0.02 | good |
            //: | 1 | nan | explodes |
            //:
            //: <details>
            //: <summary>Aside: who found it first?</summary>
            //:
            //: The reverse sweep was published in 1970 by Linnainmaa, as a way to bound *rounding errors*.
            //:
            //: </details>
            //:
            //: ### What memory costs
            //:
            //: 1. Keep the values of the forward run.
            //: 2. Walk back. For each operation
            //:    - ask its rule for the gradients,
            //:    - add them to what is there.
            //: 3. Let the values go.
            //:
            //: ```
            //: x [128, 784] ─ matmul ─ [128, 512] ─ relu ─ [128, 512]
            //: ```
            for epoch in 1...40 {
                print("epoch \(epoch)  loss \(1 / Float(epoch))  accuracy 0.9\(epoch)")
            }

            //: ## What we did not do
            //:
            //: Second derivatives. They are taken up in lesson 09.
            let veryLongName = try someFunction(thatTakes: "many arguments", and: [1, 2, 3], onOneLine: true)
        }

        """##

    /// Line of the first source line that contains `words`.
    static func line(_ words: String) -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.firstIndex { $0.contains(words) } ?? -1) + 1
    }

    static func attachments(figure: String) -> [Attachment] {
        var list = [
            Attachment(line: line("print(c)"), kind: .output("12.0\n")),
            Attachment(
                line: line("predict("),
                kind: .prediction(
                    question: "By how much does `c` rise: 0.03, 0.04, 0.07 or 0.12?",
                    answer: "By about 0.07.",
                    tempting: "0.04.", why: "You saw `a` multiplied by `b` = 4, and that road is real.")),
            Attachment(line: line("print(3.01"), kind: .output("12.0701\n")),
            Attachment(
                line: line("claim(\"slope"),
                kind: .claim(
                    name: "slope of c at 3", value: "7.00002", condition: "equals 7 within 0.0001", held: true
                )),
            Attachment(
                line: line("claim(\"gradients"),
                kind: .claim(
                    name: "gradients in the first layer", value: "[[0.25, −0.51], [1, 2]]",
                    condition: "at least −0.5", held: false)),
        ]
        for step in 1...3 {
            list.append(
                Attachment(
                    line: line("print(\"\\(name)"), kind: .output("loss: \(1 / Float(step)) <b>&</b>\n")))
        }
        list.append(
            Attachment(
                line: line("HorizontalRule"),
                kind: .figure(
                    FigureImage(
                        source: figure,
                        caption:
                            "Left of 0.003 nothing moves; right of 0.3 it explodes.",
                        alternative: "Loss against learning rate: a valley between 0.003 and 0.3.",
                        width: 1920, height: 1080))))
        list.append(
            Attachment(
                line: line("for epoch"), kind: .note("MNIST was not found: the built-in digits are used.")))
        for epoch in 1...40 {
            list.append(
                Attachment(
                    line: line("print(\"epoch"),
                    kind: .output("epoch \(epoch)  loss \(1 / Float(epoch))  accuracy 0.9\(epoch)\n")))
        }
        list.append(
            Attachment(
                line: line("let veryLongName"),
                kind: .failure("matmul: inner lengths must agree, but got [2, 3] · [4, 5]")))
        return list
    }

    static let engineFile = """
        import Tensors

        // MARK: - Backward

        extension Variable {
            /// Computes the gradient of this value with respect to every leaf it was made from.
            ///
            /// Gradients accumulate: two calls add up.
            public func backward() {
                precondition(value.size == 1, "backward: start at one number, not at {many}")
                accumulate(Tensor(ones: value.shape))
                for node in topologicalOrder.reversed() {
                    for (parent, gradient) in zip(node.parents, node.vjp(node.gradient)) {
                        parent.accumulate(gradient)  // add, do not store: }
                    }
                }
            }

            var isLeaf: Bool { parents.isEmpty }
        }
        """

    static func read(_ path: String) throws -> String { engineFile }

    static let info = PageInfo(
        seed: 1, data: "MNIST from Data/mnist", seconds: 12.34, peakMemoryMB: 213.7,
        previous: PageLink(title: "04 · The perceptron", address: "../04-perceptron/index.html"),
        next: PageLink(title: "06 · Handwritten digits", address: "../06-mlp-mnist/index.html"),
        home: PageLink(title: "Nabla", address: "../index.html"))
}
