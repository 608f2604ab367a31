import Foundation
import Nabla
import Notebook

public func mlpOnMNIST() throws {
    //: # 06 · A multilayer perceptron on MNIST

    let mnist = try MNIST.load()
    let averages = averageDigits(mnist.training)  // [10, 784]
    let bound = DigitBounds(mnist, quick: quick)  // what the claims below may ask of these digits
    bound.differences.forEach { note($0) }  // what is not as the text says it

    figure(
        "Five hands for each digit. Framed: the average of all of them.",
        alt: "Ten columns, one for each digit: five handwritten versions and, below, their blurred mean."
    ) { digitGrid(mnist.training, averages: averages) }

    //: Ninety-eight per cent. Is that good? On MNIST a program that always answers "1" gets 11. One that
    //: measures the amount of ink gets 22. One that compares with ten average digits gets 82. Now ninety-eight
    //: means something.
    //:
    //: On this page we train a network that gets there in seconds. Then we move every test digit by three
    //: pixels, and about half of its answers are wrong. What has it learned?
    //:
    //: **You will be able to**
    //: - turn ten scores into ten probabilities and a loss, also when the scores are in the thousands;
    //: - say what the loss must be before training starts, and find the bug when it is not;
    //: - choose the size of the starting weights, and write down dropout and the L2 penalty;
    //: - write the training loop, with images and labels shuffled together;
    //: - read a loss curve and a confusion matrix, and say what each cannot tell;
    //: - show two pictures that fool a network which is 98 % right.
    //:
    //: **You need** three results. From [03](../03-gradient-descent/index.html): step against the gradient, a
    //: small batch at a time. From [04](../04-perceptron/index.html): a neuron adds up weighted inputs and
    //: applies an activation function to the sum. From [05](../05-backpropagation/index.html): `backward()`
    //: finds the gradients of all weights at once.
    //:
    //: **Time** about 70 minutes. Rest after *Weights outlive the program*.

    //: ## Look before you choose anything
    //:
    //: You cannot debug a network whose data you have never seen. So look first. MNIST holds 70,000 images of
    //: handwritten digits, 28 by 28 pixels, each with a **label** that says which digit it is. A pixel is a
    //: number: 0 is paper, 1 is ink.
    //:
    //: We split the training images in two at once, and so have three sets:
    //:
    //: - from the **training set**, most of the images, the network learns;
    //: - the **validation set** answers our questions while we try things out;
    //: - the **test set** tells how good the results are. Nothing is chosen by it.

    let used = quick ? 12_000 : mnist.training.count
    let kept = used * 11 / 12
    let training = mnist.training.part(0..<kept)
    let validation = mnist.training.part(kept..<used)
    let test = mnist.test
    for (name, set) in [("training", training), ("validation", validation), ("test", test)] {
        print(name, set.images.shape)
    }

    let counts = (0..<10).map { digit in test.labels.count { $0 == digit } }
    print("test images of each digit:", counts)
    claim(
        "fives and ones in the test set", [counts[5], counts[1]],
        equals: mnist.isBuiltIn ? [200, 200] : [892, 1135])

    let inked = (training.images[0..<10_000] .> 0).mean()
    let everUsed = (mnist.training.images.max(alongAxes: 0) .> 0).sum()
    print("pixels with ink:", percent(inked), "  pixels that never have any:", 784 - Int(everUsed))
    claim("fraction of pixels with ink", inked, in: mnist.isBuiltIn ? 0.1...0.3 : 0.185...0.195)
    claim(
        "pixels that never have ink", 784 - Int(everUsed),
        in: mnist.isBuiltIn ? 0...200 : 67...67)

    //: On MNIST the classes are uneven (892 fives, 1,135 ones), a fifth of the pixels carry ink, and 67
    //: pixels never do. No weight on those 67 can ever learn anything.
    //:
    //: > Look at the data before you choose anything.

    //: ## An accuracy means nothing without a baseline
    //:
    //: **Accuracy** is the fraction of right answers. Which accuracy must any network beat? That of a
    //: **baseline**: the simplest rule that gives an answer at all. Start with one that needs one line: keep the
    //: average image of each digit, answer with the nearest. Near means a small squared distance,
    //: |x − m|² = |x|² − 2x·m + |m|². The first term is the same for all ten averages, so it can go.
    //: Half of the rest, with its sign changed, is x·m − |m|²/2. Nearest is the average where that is largest.

    let pixels = test.images.flattened()  // [10000, 28, 28] → [10000, 784]
    let likeness = matmul(pixels, averages.transposed())  // [10000, 784] · [784, 10]
    let nearness = likeness - square(averages).sum(alongAxes: 1) / 2
    let nearest = accuracy(scores: nearness, labels: test.labels)
    print("nearest average:", percent(nearest))
    claim(
        "accuracy of the nearest average", nearest,
        in: mnist.isBuiltIn ? 0.65...0.85 : 0.82...0.821)

    claim(
        "accuracy without the last term", accuracy(scores: likeness, labels: test.labels),
        in: mnist.isBuiltIn ? 0.4...0.65 : 0.625...0.64)
    claim(
        "answers “5” without the last term", likeness.argmax(alongAxis: 1).count { $0 == 5 },
        in: mnist.isBuiltIn ? 0...50 : 0...0)

    let (firstHalf, secondHalf) = (0..<test.count / 2, test.count / 2..<test.count)
    let halves = [firstHalf, secondHalf].map { half in
        accuracy(scores: nearness[half], labels: Array(test.labels[half]))
    }
    print("first half of the test set:", percent(halves[0]), " second half:", percent(halves[1]))
    claim(
        "accuracy on the second half minus the first", halves[1] - halves[0],
        in: mnist.isBuiltIn ? -0.05...0.05 : 0.08...0.12)

    //: **Careful.** Never measure on the first part of a test set. MNIST's first 5,000 test images are harder
    //: than its last 5,000.
    //:
    //: **Change one line.** Leave out `- square(averages).sum(alongAxes: 1) / 2`. On MNIST 63 % is left, and
    //: not one answer is "5". Why do digits with much ink win now?
    //:
    //: Now a ladder of baselines: one answer for all, the single best pixel, the amount of ink, the averages, a
    //: network without a hidden layer (**logistic regression**, with ten classes also called softmax regression),
    //: and the most similar of some thousand training images (**nearest neighbour**).

    let ladder = Baselines(training: training, test: test).ladder(
        averages: averages, nearest: nearest, neighbours: quick ? 1000 : 5000,
        regression: logisticRegression(training, seed: seed))
    let (always, regression) = (ladder[0].accuracy, ladder[4].accuracy)

    figure(
        "Six baselines, none with a hidden layer. A network must beat the last two.",
        alt: "Horizontal bars of test accuracy, the longest last: from one answer for all to the best rule."
    ) { ladderFigure(ladder) }
    claim(
        "accuracy of one answer, one pixel, the ink", ladder[..<3].map(\.accuracy),
        equals: mnist.isBuiltIn ? [0.1, 0.19, 0.21] : [0.1135, 0.2093, 0.2229],
        within: mnist.isBuiltIn ? 0.04 : 0.005)
    claim(
        "accuracy without a hidden layer, and of the nearest neighbour", ladder[4...].map(\.accuracy),
        in: bound(0.905, quick: 0.86, builtIn: 0.83, quickBuiltIn: 0.8)...0.95)

    //: Chance is not 10 %. On MNIST, always "1" gets 11.35 %. Remember that number: a network that stays at
    //: 0.1135 says "1" to everything.
    //:
    //: > Measure a baseline first. It tells you what an accuracy is worth.

    //: ## You choose three things: functions, a measure, a search
    //:
    //: Every lesson of this course repeats three choices. Which *functions* are allowed? How do we *measure*
    //: one of them? How do we *search* for a better one? The task decides the end of the network and the
    //: measure:
    //:
    //: | the answer is | last layer | turned into | loss |
    //: |---|---|---|---|
    //: | a number | 1 score | nothing | mean squared error |
    //: | yes or no | 1 score | a probability, by sigmoid | binary cross-entropy |
    //: | one of many | a score per class | probabilities, by softmax | cross-entropy |
    //: | several at once | a score per label | a probability each, by sigmoid | binary cross-entropy of each |
    //:
    //: Ours is the third row. A layer takes rows of numbers, so an image of 28 by 28 is flattened to 784. The
    //: label becomes ten numbers, nine zeros and a one: the **one-hot** label y.

    let someLabels = Array(training.labels[0..<128])
    let x = training.images[0..<128].flattened()  // [128, 28, 28] → [128, 784]
    let y = Tensor(oneHot: someLabels, classes: 10)  // 128 digits → [128, 10]
    print(x.shape, y.shape, "from", x.min(), "to", x.max())
    print("label", someLabels[0], "as numbers:", y[0])
    claim("inputs after scaling", [x.min(), x.max()], equals: [0, 1], within: mnist.isBuiltIn ? 0.06 : 0)
    let ones = y.sum(alongAxes: 1)
    claim("ones in each label, fewest and most", [ones.min(), ones.max()], equals: [1, 1])

    //: And the functions? This page's network is a **multilayer perceptron** (MLP) with one hidden layer, in
    //: short 784-512-10. Each unit of a layer is connected with every unit of the layer before: such a layer is
    //: called **dense**, or fully connected. For a batch of N images x [N, 784], with W₁ [784, 512] and W₂ [512, 10]:
    //:
    //:     h = relu(x·W₁ + b₁)   [N, 512]   hidden units
    //:     z = h·W₂ + b₂         [N, 10]    ten scores, or logits
    //:     p = softmax(z)        [N, 10]    ten probabilities

    let fresh = Recipe(hidden: 512).network(seed: seed)  // our `Recipe` lies beside this page and builds it
    figure(
        "784-512-10 before training: an image goes in, ten probabilities come out, and none is near 1.",
        alt: """
            An image of a digit, its 784 pixels as a column of circles, lines to 512 hidden units and on to \
            ten scores, and bars of the ten probabilities that softmax makes of them.
            """, height: 860
    ) { networkFigure(fresh, training.images[0], label: training.labels[0]) }
    claim("largest probability before training", softmax(fresh.predict(training.images[0..<1])).max(), atMost: 0.5)

    //: > Functions, a measure, a search. Change one at a time.

    //: ## One hidden layer can approximate almost any curve
    //:
    //: Logistic regression has no hidden layer. On MNIST it stops near 92 %. What does a hidden layer add? Try
    //: it where we can see it: one number in, one number out, a curve with many bends to fit. Each width gets
    //: three random starts and keeps the best.

    let widths = [1, 3, 10, 100]
    let fits = progress("fitting a curve", widths).map {
        fitCurve(units: $0, steps: quick ? 800 : 2500, seed: seed)
    }
    print("error with", widths, "units:", decimals(3, fits.map(\.error)))

    figure(
        "More hidden units fit more bends. With 100 the network has more than it needs.",
        alt: "The same winding curve four times, fitted ever closer with 1, 3, 10 and 100 hidden units."
    ) { curveFigure(fits) }
    claim("error with 1 unit over error with 100", fits[0].error / fits[3].error, atLeast: 15)
    claim("error with 100 units", fits[3].error, atMost: quick ? 0.04 : 0.02)

    //: The **universal approximation theorem** says: any continuous function on a closed and bounded region can
    //: be approximated as closely as you like by one hidden layer with enough units, if the activation is not a
    //: polynomial. It does not say how many units, nor that training will find their weights, nor what happens
    //: away from the data.
    //:
    //: > More hidden units can fit more complicated functions. Nothing says that training finds the right one.

    //: ## Softmax turns scores into probabilities
    //:
    //: The network ends in ten **scores**, of any sign and size. Papers and error messages call them
    //: **logits**. We want ten **probabilities**: positive, summing to 1. Exponentials are always positive.
    //: Divide each by their sum; this is **softmax**.
    //:
    //:     pₖ = exp(zₖ) / Σⱼ exp(zⱼ)

    let scores: Tensor = [-6.8, 2.6, 5.9, 6.7, 1.9, -1.3, -5.7, 3.2, 1.3, 1.0]
    let probabilities = softmax(scores)
    print(decimals(4, probabilities.scalars))
    claim(
        "probabilities of the third and the fourth score", [probabilities[2].item, probabilities[3].item],
        equals: [0.2971, 0.6611], within: 5e-5)
    claim("all probabilities together", probabilities.sum(), equals: 1, within: 1e-5)

    predict(
        "Double all ten scores; their order stays. What happens to the largest probability, 0.66?",
        answer: "It grows to 0.83. Softmax looks at differences of scores, and doubling doubles them.",
        tempting: "nothing",
        why:
            "The ratios of the scores stay. But exponentials turn differences into ratios."
    )

    let doubled = softmax(scores * 2)
    let raised = softmax(scores + 100)
    print("doubled:  ", decimals(4, doubled.scalars))
    print("plus 100: ", decimals(4, raised.scalars))
    claim(
        "probabilities of the doubled scores", [doubled[2].item, doubled[3].item], equals: [0.1678, 0.8311],
        within: 5e-5)
    claim("largest change of a probability after adding 100", abs(raised - probabilities).max(), atMost: 1e-5)

    figure(
        "Doubling the scores makes the largest probability larger, although nothing new was seen.",
        alt:
            "Ten scores, their exponentials, their probabilities, and those after doubling the scores, as bars."
    ) { softmaxFigure(scores, probabilities, doubled: doubled) }

    //: Multiply the ten scores by other numbers. Before you move the factor: what are the probabilities with a factor
    //: of 0, and with a very large one?

    let factors: [Scalar] = [0, 0.25, 0.5, 1, 2, 4, 10]
    let largest = factors.map { softmax(scores * $0).max() }
    print("largest probability:", decimals(4, largest))
    claim(
        "the largest probability with each factor", largest,
        equals: [0.1, 0.2770, 0.4525, 0.6611, 0.8311, 0.9608, 0.9997], within: 1e-4)

    figure(
        "Move the factor. At 0 every digit gets a tenth; the larger it is, the more the largest score takes.",
        alt: """
            Ten probabilities as bars. With a factor of 0 all are 0.1; as it grows the bar of digit 3 rises to nearly 1, \
            digit 2's rises and then falls, and all others go to 0.
            """,
        over: factors, label: "factor", height: 760
    ) { factorFigure(softmax(scores * $0)) }

    //: Adding 100 to every score changes nothing: numerator and denominator are both multiplied by e¹⁰⁰. That is
    //: useful. exp(1000) is too large even for a number of 64 bits. So we first subtract the largest score m. The
    //: probabilities stay the same, and no exponential is larger than 1:
    //:
    //:     pₖ = exp(zₖ − m) / Σⱼ exp(zⱼ − m)

    let extreme = softmax([1000, 999, -1000])
    print(extreme)
    claim("probabilities of scores of ±1000", extreme.scalars, equals: [0.7311, 0.2689, 0], within: 5e-5)

    //: These numbers are called probabilities because they are positive and sum to 1. Whether a probability of
    //: 0.66 is right in 66 of 100 cases is another question; softmax does not guarantee it.
    //:
    //: > Softmax depends on the differences of scores only.

    //: ## The loss of a sample is −ln p
    //:
    //: Suppose the right digit is the fourth, with a probability of 0.6611. How large should the **loss** be?
    //: 0 if the probability were 1, and growing without bound as it goes to 0: a confident wrong answer should
    //: cost a lot.
    //:
    //:     loss of one sample = −ln p,   p the probability of its label

    let given: Tensor = [0.9, 0.5, 0.1, 0.01]
    print(-log(given))
    claim("losses of four probabilities", (-log(given)).scalars, equals: [0.105, 0.693, 2.303, 4.605], within: 6e-4)
    let row = Variable.constant(scores.reshaped(to: [1, 10]))
    let loss = softmaxCrossEntropy(scores: row, labels: [3]).item
    print("our ten scores, fourth right:", decimals(5, loss))
    claim("loss of the ten scores when the fourth is right", loss, equals: 0.41379, within: 1e-5)

    figure(
        "A confident wrong answer has a large loss. The squared error is never above 1.",
        alt: "The loss −ln p against the probability p of the right class; the squared error lies far below."
    ) { lossFigure() }

    //: Averaged over a batch, this is the **cross-entropy** loss. Making it small is the same as making the
    //: product of all the labels' probabilities large: **maximum likelihood**.
    //:
    //: The code never computes p and then ln p: p may be stored as 0, and ln 0 is −∞. Put the formula of softmax
    //: into the logarithm: ln of the numerator exp(zᵣ) is the score zᵣ itself, and the logarithm of the sum is
    //: left. It is called **log-sum-exp**. Here too the largest score m is subtracted first, then added back:
    //:
    //:     −ln pᵣ = ln Σⱼ exp(zⱼ) − zᵣ
    //:            = m + ln Σⱼ exp(zⱼ − m) − zᵣ

    let far: Tensor = [1000, 0]  // the second is right
    let m = far.max()
    let stable = m + log(exp(far - m).sum()) - far[1].item
    print("by log-sum-exp:", stable, "  −ln of the stored probability:", -log(softmax(far)[1].item))
    claim("loss of scores 1000 and 0 when the second is right", stable, equals: 1000, within: 1e-3)
    claim("its probability as it is stored", softmax(far)[1].item, equals: 0)

    //: So `softmaxCrossEntropy` takes scores, not probabilities.
    //:
    //: > A confident right answer costs almost nothing, a confident wrong one a lot.

    //: ## The gradient at each score is p − y
    //:
    //: Which of the ten scores should move, and how far? Take them one by one. Raise a score by a little and
    //: divide the change of the loss by the change of the score: a finite difference, as in lesson 03.

    predict(
        "The right class has a probability of 0.66. Raise its score by 0.01. How much does the loss change?",
        answer: "It falls by 0.0034. The partial derivative is −0.34: the probability minus 1.",
        tempting: "it falls by 0.0066, by 0.66 for each unit of the score",
        why: "A large probability looks like a large influence. But what is nearly right has little left to gain."
    )

    let step: Scalar = 0.01
    let each = Tensor(identity: 10)  // row k raises score k alone
    func lossWhenRaised(_ k: Int, by amount: Scalar) -> Scalar {
        let raised = (scores + amount * each[k]).reshaped(to: [1, 10])
        return softmaxCrossEntropy(scores: .constant(raised), labels: [3]).item
    }
    let differences = (0..<10).map { k in
        (lossWhenRaised(k, by: step) - lossWhenRaised(k, by: -step)) / (2 * step)
    }
    let oneHot = Tensor(oneHot: [3], classes: 10)[0]  // 1 for the right class, 0 for all others
    let gradient = probabilities - oneHot
    print("finite difference: \(decimals(3, differences))\np − y:             \(decimals(3, gradient.scalars))")
    claim("partial derivative of the loss at the right score", differences[3], equals: 0.6611 - 1, within: 1e-3)
    claim("finite differences against p − y", abs(Tensor(differences) - gradient).max(), atMost: 1e-3)
    claim("all ten partial derivatives together", differences.reduce(0, +), equals: 0, within: 2e-3)

    //: The two rows agree. With the one-hot label y, the partial derivative of the loss L with respect to score
    //: k is
    //:
    //:     ∂L/∂zₖ = pₖ − yₖ
    //:
    //: A step against the gradient lowers every wrong score in proportion to its probability, and raises the
    //: right one in proportion to 1 − p. The ten partial derivatives sum to 0. In a batch of N images the loss
    //: is a mean, so each is divided by N. Lesson 05 has the proof.
    //:
    //: > Softmax with cross-entropy: the gradient at the scores is probability minus one-hot label.

    //: ## Before training the loss is ln 10
    //:
    //: Here is a small network: 784 inputs, two hidden layers of 16, ten scores.

    var generator = SeededGenerator(seed: seed)
    let small = Sequential(
        Flatten(), Dense(784, 16, using: &generator), ReLU(),
        Dense(16, 16, using: &generator), ReLU(), Dense(16, 10, using: &generator))
    print(small.summary(inputShape: [28, 28]))
    claim("parameters of 784-16-16-10", small.parameterCount, equals: 13_002)

    predict(
        "A fresh network has not been trained. What is its loss on the ten digits, roughly?",
        answer:
            "About 2.3. Small random weights prefer no digit by much, and ten equal probabilities would give "
            + "−ln 0.1 = ln 10 = 2.303.",
        tempting: "very large, because it knows nothing",
        why:
            "Knowing nothing is not being wrong. Only a confident wrong answer costs much."
    )

    let untrained = evaluate(small, validation.images, validation.labels).loss
    print("untrained:", decimals(4, untrained))
    claim("loss of the untrained 784-16-16-10", untrained, equals: 2.30, within: 0.15)

    //: `Dense` starts with Glorot initialization, which the next section explains. Now spoil it in two ways, in a
    //: network with 128 hidden units. Draw all weights from N(0, 1), with a standard
    //: deviation of 1. Or start the last layer at 0.

    let large = Initializer.normal(standardDeviation: 1)
    let tooLarge = Recipe(hiddenStart: large, outputStart: large).network(seed: seed)
    let lastZero = Recipe(outputStart: .zeros).network(seed: seed)
    let starts = [tooLarge, lastZero].map { evaluate($0, validation.images, validation.labels).loss }
    print("N(0, 1):", decimals(1, starts[0]), "  last layer 0:", decimals(4, starts[1]))
    claim("loss before training with weights from N(0, 1)", starts[0], atLeast: 50)
    claim("loss before training with the last layer at 0", starts[1], equals: 2.302585, within: 1e-5)

    //: A loss near 100 means: confident, and mostly wrong. Zeros in the last layer are fine. Zeros *everywhere*
    //: are not: all hidden units get equal gradients and stay equal for ever. Random weights are there to break
    //: this **symmetry**.
    //:
    //: > Before training the loss is about ln 10. If it is far from that, stop and look.
    //:
    //: ## How large should starting weights be?
    //:
    //: How the first weights are drawn is called **initialization**. A unit adds up as many products as it has
    //: inputs; their number is called **fan-in**. Independent products with mean 0 add their variances, so with
    //: weights of variance v
    //:
    //:     variance of a sum = fan-in · v · mean of the squared inputs
    //:
    //: For the numbers to keep their size from layer to layer, fan-in · v has to be 1. ReLU sets half of the sums
    //: to 0, and half of the mean square is gone; there v has to be twice as large. Backwards the same argument
    //: holds with **fan-out**, the number of units that one input goes to. Two formulas follow:
    //:
    //: | initialization | for | variance of a weight | uniform in −a … a with a = |
    //: |---|---|---|---|
    //: | **Glorot** (Xavier) | tanh, linear | 2 / (fan-in + fan-out) | √(6 / (fan-in + fan-out)) |
    //: | **He** | ReLU | 2 / fan-in | √(6 / fan-in) |
    //:
    //: Glorot's is a compromise between the two directions. In the last column: numbers that are uniform in
    //: −a … a have variance a²/3. Set this equal to the variance and solve for a. Try three variances in ten
    //: layers of 256 ReLU units:

    func meanSquare(afterTenLayersWith variance: Scalar) -> Scalar {
        var generator = SeededGenerator(seed: seed)
        var values = Tensor(randomNormal: [64, 256], using: &generator)
        for _ in 0..<10 {
            let weights = Tensor(
                randomNormal: [256, 256], mean: 0, standardDeviation: variance.squareRoot(), using: &generator)
            values = relu(matmul(values, weights))
        }
        return square(values).mean()
    }
    let meanSquares = [1, 2, 4].map { meanSquare(afterTenLayersWith: $0 / 256) }
    print("mean square after ten layers, variance 1, 2 and 4 over fan-in:", meanSquares)
    claim("mean square with He's variance", meanSquares[1], in: 0.3...3.5)
    claim(
        "with half of He's variance and with twice of it, over He's: powers of 2",
        [meanSquares[0], meanSquares[2]].map { log($0 / meanSquares[1]) / log(2) }, equals: [-10, 10], within: 0.01)

    //: With He's variance the mean square keeps its order of magnitude; it began near 1. With half of that variance
    //: it is halved in every layer, with twice of it doubled: after ten layers it is 1,024 times smaller or larger than
    //: with He's. With one hidden layer, as here, both formulas work.
    //:
    //: > Variance 2 / fan-in for ReLU, so that values neither vanish nor explode.
    //:
    //: ## First overfit twenty images
    //:
    //: A second check, again before any long run. Take twenty images. A network of 100,000 weights must be able to
    //: memorize them. The `Trainer` runs the loop that the next section writes out: here a hundred steps, each on all
    //: twenty images.

    let few = training.part(0..<20)
    let memorizer = Recipe(hidden: 128).network(seed: seed)
    let memorized = Trainer(memorizer, optimizer: Adam(memorizer.parameters), seed: seed)
        .fit(few.images, few.labels, epochs: 100, batchSize: 20)
    let unseen = evaluate(memorizer, validation.images, validation.labels)
    print("loss on the twenty after 100 steps:", decimals(4, memorized.loss[99]))
    print("accuracy on digits it never saw:", percent(unseen.accuracy))
    claim("loss on twenty images after 100 steps", memorized.loss[99], atMost: 0.01)
    claim("accuracy after twenty images", unseen.accuracy, in: 0.35...0.7)

    //: Nearly zero. Had it got stuck, there would be a bug in the code: a wrong sign, labels out of step with
    //: images, a gradient that never arrives. Training longer would not have cured it. And twenty examples are
    //: already enough for about half of all unseen digits.
    //:
    //: > If it cannot overfit twenty images, more images will not help.

    //: ## An epoch is many small steps
    //:
    //: The gradient over all images is exact, and slow. The gradient over a small **batch** (mini-batch) is a good
    //: estimate at a fraction of the cost. Shuffle, cut into batches, take one step (one **update**) for each. When
    //: all images have been used once, an **epoch** is over.

    let six: Tensor = [1, 2, 3, 4, 5, 6]
    var seen: [Scalar] = []
    for batch in shuffledBatches(6, size: 2, using: &generator) {
        print("batch", six.gathering(batch))
        seen += six.gathering(batch).scalars
    }
    claim("one epoch shows every sample once", seen.sorted(), equals: [1, 2, 3, 4, 5, 6])

    //: Three batches, three steps, one epoch. Here is the whole training loop, in ten lines:

    let (images, labels) = (training.images, training.labels)
    let model = Sequential(
        Flatten(), Dense(784, 32, using: &generator), ReLU(), Dense(32, 10, using: &generator))
    let optimizer = RMSProp(model.parameters)
    func checked(_ network: Sequential) -> Scalar {
        evaluate(network, validation.images, validation.labels).accuracy
    }
    print("784-32-10 before training:", percent(checked(model)))

    for epoch in progress("784-32-10", 1...5) {
        for batch in shuffledBatches(labels.count, size: 128, using: &generator) {
            let scores = model(.constant(images.gathering(batch)), mode: .training)  // [128, 10]
            let loss = softmaxCrossEntropy(scores: scores, labels: batch.map { labels[$0] })
            optimizer.zeroGradients()
            loss.backward()
            optimizer.step()
        }
        print("after epoch \(epoch):", percent(checked(model)), "of the validation digits")
    }
    claim(
        "validation accuracy of 784-32-10", checked(model),
        atLeast: bound(0.955, quick: 0.88, builtIn: 0.9, quickBuiltIn: 0.9))

    //: Each step sees other images, so each gradient is a little wrong in another direction. Over an epoch these
    //: errors mostly cancel. One epoch here is 430 updates on MNIST: not one.
    //:
    //: `mode: .training` is stated explicitly in every call. Some layers, such as dropout below, behave
    //: differently in training and in **evaluation**, when the network only answers (`mode: .inference`).
    //:
    //: **Change one line.** Make the batches 1, or 4,096. Which is fastest for an epoch? Which gets furthest
    //: in one?
    //:
    //: > Shuffle, forward, loss, backward, step: that is training.

    //: ## Weights outlive the program
    //:
    //: What was learned is a handful of tensors. Save them, and another program, in another language, can go
    //: on.

    let file = NSTemporaryDirectory() + "digits-\(UUID().uuidString).safetensors"
    try model.saveWeights(to: file)
    let twin = Sequential(
        Flatten(), Dense(784, 32, using: &generator), ReLU(), Dense(32, 10, using: &generator))
    try twin.loadWeights(from: file)
    try FileManager.default.removeItem(atPath: file)
    let hundred = test.images[0..<100]
    print("same scores after loading:", twin.predict(hundred) == model.predict(hundred))
    claim("the loaded network gives equal scores", isTrue: twin.predict(hundred) == model.predict(hundred))

    //: The file is in the safetensors format: names, shapes, then the numbers. What is *not* in it is how we got here:
    //:
    //: - the data, and how they were prepared;
    //: - the network, as code;
    //: - the seed, the learning rate, the number of epochs.
    //:
    //: > Save the weights, and write down what made them.
    //:
    //: *Rest here.* You have a network that works, and you know how to tell that it does.

    //: ## A wider network errs less
    //:
    //: Now the network from the top of the page, 784-512-10, and a small one beside it, 784-15-10. The loop
    //: moves into `Trainer`, which does what the ten lines do. We keep the starting weights for later.

    func train(_ hidden: Int) -> (network: Sequential, start: Tensor) {
        let first = Dense(784, hidden, using: &generator)
        let network = Sequential(Flatten(), first, ReLU(), Dense(hidden, 10, using: &generator))
        let start = first.weight.value
        let bar = progress("784-\(hidden)-10", total: 5 * ((training.count + 127) / 128))
        Trainer(network, optimizer: RMSProp(network.parameters), seed: seed)
            .fit(images, labels, epochs: 5, batchSize: 128) {
                bar.advance("loss \(decimals(3, $0.loss))")
            }
        bar.finish()
        return (network, start)
    }

    let narrow = train(15).network
    let clock = ContinuousClock()
    let began = clock.now
    let (wide, wideStart) = train(512)
    let wideSeconds = (clock.now - began) / .seconds(1)
    print("784-512-10 has \(wide.parameterCount) parameters; validation:", percent(checked(wide)))
    claim("parameters of 784-512-10", wide.parameterCount, equals: 407_050)

    figure(
        "The same image after training: its label has more probability than all other digits together.",
        alt: "The image, the network 784-512-10 and the ten probabilities again; one bar is nearly full.",
        height: 860
    ) { networkFigure(wide, training.images[0], label: training.labels[0]) }
    claim(
        "probability of the first image's label after training",
        softmax(wide.predict(training.images[0..<1]))[0, training.labels[0]].item, atLeast: 0.5)

    //: The validation digits have been asked again and again while we tried things out. By the test digits nothing
    //: was chosen. So they can tell how good these networks are. We ask them once.

    let networks = [narrow, model, wide]
    let results = networks.map { evaluate($0, test.images, test.labels).accuracy }
    print("test set, with 15, 32 and 512 hidden units:", percent(results))
    claim(
        "test accuracy of 784-15-10", results[0],
        atLeast: bound(0.925, quick: 0.89, builtIn: 0.86, quickBuiltIn: 0.86))
    claim(
        "test accuracy of 784-32-10", results[1],
        atLeast: bound(0.945, quick: 0.9, builtIn: 0.89, quickBuiltIn: 0.89))
    claim(
        "test accuracy of 784-512-10", results[2],
        atLeast: bound(0.975, quick: 0.935, builtIn: 0.93, quickBuiltIn: 0.93))

    figure(
        "The baselines again, and three networks in orange: more hidden units, fewer errors.",
        alt: "The six baselines again as grey bars, and networks of 15, 32 and 512 hidden units in orange."
    ) { ladderFigure(ladder, networkRungs(networks, results)) }

    //: 784-512-10 gets about 98.0 % on MNIST, over five seeds never under 97.5. On 10,000 test images chance
    //: alone moves such a number by ±0.3 (two standard deviations). An improvement of 0.2, measured once, shows
    //: nothing.
    //:
    //: > Ask the validation set as often as you like. Ask the test set once.

    //: ## Classical methods make the same three choices
    //:
    //: Long before networks of this size could be trained, other methods named digits. They too choose functions, a
    //: measure and a search:
    //:
    //: | method | functions | measure | search |
    //: |---|---|---|---|
    //: | **naive Bayes** | x·W + b | probability of the images, pixels taken as independent | counting |
    //: | **linear regression** | x·W + b | squared error to the one-hot labels | one system of equations |
    //: | **logistic regression** | x·W + b | cross-entropy | gradient descent |
    //: | lesson 04's **support vector machine** (SVM) | x·W + b | hinge loss and a penalty on large weights | gradient descent |
    //: | **decision tree** | questions: has pixel j ink? | how pure the two sides of a question are | the best question, one after the other |
    //: | **k nearest neighbours** (kNN) | majority of the k most similar images | a distance | none: it keeps the images |
    //:
    //: Four of the six give each digit a score that is linear in the pixels, like a neuron's sum in lesson 04. Logistic
    //: regression was on the ladder. Each is a file of this lesson, of 40 lines at most. Naive Bayes is the shortest:
    //:
    //: ![source](Lessons/06-mlp-mnist/NaiveBayes.swift#naiveBayes)

    predict(
        "Which of the six comes nearest to the 98 % of 784-512-10?",
        answer: "kNN, which learned nothing: on MNIST it names 97 to 98 of 100 digits.",
        tempting: "the support vector machine, or logistic regression, because gradient descent made them best",
        why: "Descent finds the best W and b. But no x·W + b can bend its boundaries."
    )

    let fewer = test.picked(Array(stride(from: 0, to: test.count, by: quick ? 10 : 4)))  // kNN is slow to answer
    let classical = try [
        MeasuredMethod("naive Bayes", on: test) { naiveBayes(training) },
        MeasuredMethod("linear regression", on: test) { try linearRegression(training) },
        MeasuredMethod("logistic regression", on: test) { logisticRegression(training, seed: seed) },
        MeasuredMethod("linear SVM", on: test) { supportVectorMachine(training, seed: seed) },
        MeasuredMethod("decision tree", on: test) {
            DecisionTree(ink: training.images.flattened() .> 0.5, training.labels, depth: 12)
        },
        MeasuredMethod("3 nearest neighbours", on: fewer) { NearestNeighbours(3, of: training) },
    ]
    let network = MeasuredMethod("784-512-10", wide, learning: wideSeconds, on: test)
    print(methodTable(classical + [network]))

    figure(
        "kNN comes near the network, but keeps every training image. The four with x·W + b keep equally many numbers.",
        alt: """
            Test accuracy against numbers kept, on a log axis: a tree on the left, four linear methods at 7,850 numbers, \
            the network at 407,050 and k nearest neighbours far to the right.
            """
    ) { methodsFigure(classical, network: network) }
    let reached = classical.map(\.accuracy)
    let ownDigits: [Scalar] = [0.785, 0.82, 0.853, 0.808, 0.747]
    claim(
        "accuracy of naive Bayes, linear and logistic regression, the SVM and the tree", Array(reached[..<5]),
        equals: bound(
            [0.848, 0.862, 0.917, 0.905, 0.852], quick: [0.84, 0.847, 0.886, 0.846, 0.788],
            builtIn: ownDigits, quickBuiltIn: ownDigits), within: 0.012)
    claim(
        "accuracy of kNN", reached[5], equals: bound(0.976, quick: 0.952, builtIn: 0.942, quickBuiltIn: 0.942),
        within: quick ? 0.04 : 0.01)
    claim(
        "numbers that kNN keeps, over the network's",
        Scalar(classical[5].method.numbersKept) / Scalar(network.method.numbersKept),
        atLeast: bound(100, quick: 20, builtIn: 20, quickBuiltIn: 20))
    claim("time of an answer of kNN, over the network's", classical[5].answering / network.answering, atLeast: 2)

    //: Four times the same functions: on MNIST the measure alone takes them from 85 % to 92 %. (kNN was asked 2,500 of the
    //: test digits; chance moves such a number by ±0.7.)
    //:
    //: What does each assume? Naive Bayes, that the pixels of a digit are independent. Pixels side by side are not,
    //: so it counts the same evidence many times. The other three linear methods assume that one template for each
    //: digit will do, the tree that a dozen yes-no questions about single pixels decide, and kNN that images with
    //: nearly equal pixels show the same digit.
    //:
    //: On MNIST kNN's assumption is nearly true, for all digits were centred and scaled alike, and there are 55,000 to
    //: compare with. Why a network then?
    //:
    //: - **Cost.** kNN keeps all images and looks at each for every answer: 43 million multiplications, over a hundred
    //:   times as many as the network's 406,528. The network pays once, in training.
    //: - **Features.** The six take pixels as they are. A hidden layer computes new features from them, and gradient
    //:   descent chooses which. More layers, and layers that know neighbours (lesson 07), go on from there.
    //:
    //: > The same x·W + b, another measure: another accuracy. To bend the boundaries takes other functions.

    //: ## The gap between two curves shows overfitting
    //:
    //: One number at the end hides how training got there. Take a network of 128 units, some thousand images and
    //: five starts, and measure the loss on training and validation digits after every epoch.

    let experiments = DigitExperiments(training, validation, quick: quick, seed: seed)
    let curves = experiments.watch()
    print(
        "validation loss minus training loss at the end:", decimals(3, curves.map(\.gap)))

    figure(
        "The training loss keeps falling, the validation loss levels off. Tinted: the gap between them.",
        alt: "Loss and accuracy by epoch, a thin line for each start: training improves, validation stops."
    ) { curvesFigure(curves, regression: regression) }
    claim(
        "gap between validation and training loss", curves.map(\.gap),
        atLeast: bound(0.08, quick: 0.1, builtIn: 0.04, quickBuiltIn: 0.05))

    //: A network is **overfitting** when it does better on images it has learned from than on others. There is one
    //: thin line for each start: a difference smaller than that between starts means nothing.

    predict(
        "Another run: the loss sits at 1.5 and will not fall, yet 96 % of the digits are right. Why?",
        answer:
            "Softmax was applied twice. Probabilities differ by 1 at most; taken for scores they give no loss "
            + "below −ln(e / (e + 9)) = 1.4612.",
        tempting: "it needs more epochs",
        why: "A loss far from 0 looks unfinished. But the answers are fine. It is the loss that is computed wrongly."
    )

    let twice = Recipe().network(seed: seed)
    let history = Trainer(twice, optimizer: Adam(twice.parameters), seed: seed) { scores, labels in
        softmaxCrossEntropy(scores: softmax(scores), labels: labels)  // it expects scores
    }.fit(images, labels, epochs: quick ? 3 : 2, batchSize: 128)
    print("loss", decimals(3, history.loss.last!), " accuracy", percent(checked(twice)))
    claim("loss with softmax twice", history.loss.last!, in: 1.4611...1.8)

    //: > A loss that stops near 1.46 on ten classes: softmax was applied twice.

    //: ## Each wrong setting has a typical curve
    //:
    //: When training fails, look at three settings first: the learning rate, the initialization, the scale of
    //: the inputs. Change one at a time, with plain gradient descent on a few thousand images.

    let variations = experiments.variations()
    for setting in variations.rates + variations.initializations.dropFirst() + variations.scales.dropFirst() {
        print(setting.name, "→", percent(setting.ends))
    }

    figure(
        "Too low a learning rate is slow. Too high a rate, zeros and unscaled inputs: one answer for everything.",
        alt: """
            Three panels of accuracy against updates: learning rates, initializations, input scales. The \
            good setting rises in each; the failing ones lie on a dashed line near 11 per cent.
            """
    ) { variationsFigure(variations, chance: always) }
    claim(
        "accuracy at learning rate 0.1 from Glorot initialization", variations.rates[0].ends,
        atLeast: quick ? 0.7 : 0.85)
    claim(
        "accuracy at learning rate 0.001, as a fraction of it",
        variations.rates[1].ends.min()! / variations.rates[0].ends.min()!,
        atMost: 0.7)
    claim("accuracy at learning rate 10", variations.rates[2].ends, atMost: 0.25)
    claim("accuracy from weights that are all 0", variations.initializations[2].ends, atMost: 0.15)
    claim("accuracy with inputs 0…255", variations.scales[1].ends, atMost: 0.25)

    //: A flat line near chance: the hidden units are **dead**. Inputs 255 times as large make the first steps far
    //: too large; after them the units output 0 for every image, and there ReLU passes no gradient back. From
    //: zeros they never leave 0. Units of the first layer do not recover, because their inputs, the images, never
    //: change.
    //:
    //: > Flat at chance: dead units. Slow and straight: learning rate too low. Read the curve first.
    //:
    //: ## A network can memorize anything
    //:
    //: How much can a network memorize? Give 1,000 images **random labels**. Now there is no rule to learn.

    let randomLabels = (0..<1000).map { _ in Int.random(in: 0..<10, using: &generator) }
    let memory = Recipe(hidden: 512).network(seed: seed)
    let memoryRun = Trainer(memory, optimizer: Adam(memory.parameters, learningRate: 0.002), seed: seed)
        .fit(images[0..<1000], randomLabels, epochs: quick ? 40 : 60, batchSize: 100)
    print(
        "random labels learned:", percent(memoryRun.accuracy.last!), " true labels of other images:",
        percent(checked(memory)))
    claim("fraction of the random labels learned", memoryRun.accuracy.last!, atLeast: quick ? 0.95 : 0.97)
    claim("accuracy after random labels", checked(memory), in: 0.03...0.2)

    //: The labels are memorized, and nothing is learned that helps with other images. So a training loss near zero
    //: proves nothing about unseen digits. Four things help against overfitting; the last three are called
    //: **regularization**:
    //:
    //: - **more images**: the more there are, the less memorizing helps;
    //: - an **L2 penalty** (weight decay): add λ/2 · Σ w² to the loss. Its gradient is λ·w, so each step also
    //:   shrinks every weight a little, and only useful weights stay large;
    //: - **dropout**: in training set each hidden value to 0 with probability p (here ½), so that no unit can rely
    //:   on another;
    //: - **early stopping**: keep the weights of the epoch in which the validation loss was lowest.
    //:
    //: Dropout as a formula. With a random mask r of zeros (with probability p) and ones (with 1 − p):
    //:
    //:     training      h′ = h · r / (1 − p)
    //:     backward      ∂L/∂h = ∂L/∂h′ · r / (1 − p)
    //:     evaluation    h′ = h
    //:
    //: Why divide by 1 − p? The mean of r is 1 − p, so the mean of h′ is h: the next layer receives on average
    //: what it receives in evaluation.

    let cures = experiments.cures()
    for cure in cures {
        print(
            cure.name, "→ gap", decimals(2, cure.meanGap), " lowest validation loss",
            decimals(3, cure.bestLoss))
    }

    figure(
        "Five times the images helps most. Penalty and dropout slow the rise. Dots: the lowest validation loss.",
        alt: "Four panels of training and validation loss: few images, more of them, penalty, dropout."
    ) { curesFigure(cures) }
    claim(
        "gap of each remedy as a fraction of the gap without",
        cures.dropFirst().map { $0.meanGap / cures[0].meanGap }, atMost: quick ? 0.99 : 0.95)
    claim(
        "lowest validation loss of the others over that of five times the images",
        [0, 2, 3].map { cures[$0].bestLoss / cures[1].bestLoss }, atLeast: 1.25)
    claim(
        "validation loss at the end with penalty or dropout, as a fraction of that without",
        [2, 3].map { cures[$0].lastLoss / cures[0].lastLoss }, atMost: quick ? 1.02 : 0.97)

    predict(
        "How many training images does it take to name 90 % of the digits?",
        answer: "On MNIST about a thousand.",
        tempting: "tens of thousands",
        why:
            "MNIST has 60,000; who collects more than is needed? But the last per cents take the most images."
    )

    let sizes = quick ? [10, 100, 1000, 10_000] : [10, 30, 100, 300, 1000, 3000, 10_000]
    let bySize = experiments.accuracy(by: sizes, unseen: validation)
    let means = bySize.map { $0.reduce(0, +) / Scalar($0.count) }
    print(zip(sizes, means).map { "\($0): \(percent($1, decimals: 0))" }.joined(separator: "   "))

    figure(
        "The first thousand images bring most of the accuracy. Every tenfold after that brings less.",
        alt: "Validation accuracy against number of training images on a log axis: steep at first, then flat."
    ) { countFigure(sizes, bySize, chance: always) }
    claim("accuracy from ten images", means[0], in: 0.22...0.5)
    claim(
        "accuracy from 1,000 images", means[sizes.firstIndex(of: 1000)!],
        in: bound(0.89, quick: 0.84, builtIn: 0.85, quickBuiltIn: 0.82)...0.93)
    claim(
        "gain of the last step, as a fraction of the gain of the first",
        (means[means.count - 1] - means[means.count - 2]) / (means[1] - means[0]), atMost: 0.35)

    //: > More data helps most, and each tenfold helps less than the one before.

    //: ## It errs where you would hesitate
    //:
    //: Back to the wide network. Its accuracy says how often it errs, not where. Count every pair of true digit
    //: and answer in a **confusion matrix**: a row for each true digit, a column for each answer. And call the
    //: largest of the ten probabilities the network's **confidence**.

    let answers = Answers(wide, test)
    let confusion = confusionMatrix(predicted: answers.said, labels: test.labels, classes: 10)
    let sureRight = answers.meanConfidence(right: true)
    let sureWrong = answers.meanConfidence(right: false)
    print("mean confidence:", percent(sureRight), "when right,", percent(sureWrong), "when wrong")
    let worst = commonestMistake(confusion)
    print(
        "most often: \(worst.truth) taken for \(worst.said), \(worst.count) times; the other way round",
        confusion[worst.said][worst.truth])
    claim("entries of the confusion matrix", confusion.joined().reduce(0, +), equals: test.count)
    claim("mean confidence when right minus when wrong", sureRight - sureWrong, atLeast: 0.15)

    figure(
        "Which digit is taken for which? Compare each cell with its mirror image. The diagonal is grey: right answers.",
        alt: "Confusion matrix of ten digits: a row for each true digit, a column for each answer."
    ) {
        Figure(xLabel: "the network says", yLabel: "it is", theme: .fromAfar) { ConfusionMatrix(confusion) }
    }
    figure(
        "The nine wrong answers with the highest confidence. Some of them you would have given too.",
        alt: "Nine test digits that the network names wrongly, each with its ten probabilities as bars."
    ) { mistakesFigure(answers, test) }

    //: When it is wrong its confidence is lower on average, so low confidence is a warning. It is no more than
    //: that: the figure shows wrong answers with a probability of almost 1.
    //:
    //: > Look at the mistakes one by one. They say more than the accuracy.

    //: ## The hidden weights do not look like parts of digits
    //:
    //: A well-known story goes: the first layer finds edges, the next puts loops together, the last one names
    //: them. Each hidden unit here has 784 weights, so it can be drawn as an image. Look for the edges.

    let learned = (wide.layers[1] as! Dense).weight.value.transposed()  // [784, 512] → [512, 784]

    figure(
        "Weights of hidden units, blue above 0, orange below. Smudges and noise; no loops, no digits.",
        alt: "Weights of hidden units as images: a row before training, the same units after it, and others."
    ) { weightsFigure(start: wideStart.transposed(), trained: learned) }
    let start = wideStart.transposed()
    let cosine = (start * learned).sum() / (square(start).sum() * square(learned).sum()).squareRoot()
    print("cosine of the weights before and after (1 is the same direction):", decimals(2, cosine))
    claim(
        "cosine between the weights before and after", cosine,
        in: bound(0.5, quick: 0.7, builtIn: 0.7, quickBuiltIn: 0.7)...0.9)

    //: Much of the random start is still there, and the story does not hold for this network. So ask about one
    //: answer instead: which pixels does it depend on? There are three ways to measure it. The gradient of the
    //: score with respect to each pixel (**saliency**). How far the score falls when a square is covered
    //: (**occlusion**). And a **local linear model**, fitted to the scores of many half-covered copies of this one
    //: image.

    let chosen = answers.firstSure(of: 3)
    let question = Explanations(model: wide, image: test.images[chosen], digit: 3)
    let (saliency, occlusion) = (question.saliency, question.occlusion())
    let linear = question.localLinear(samples: quick ? 400 : 800, seed: seed)
    print("covering one square takes", decimals(1, occlusion.max()), "from the score of 3 at most")
    print("the linear model explains", percent(linear.explained), "of the variation")
    claim("fraction of the variation that the linear model explains", linear.explained, in: 0.75...1)
    claim("largest partial derivative at a pixel", abs(saliency).max(), in: 0.3...5)

    figure(
        "Three questions, three maps. They agree on some places and not on others.",
        alt: "A handwritten 3 and three maps of the pixels its answer depends on.", height: 760
    ) {
        explanationFigure(
            test.images[chosen], saliency: saliency, occlusion: occlusion, blocks: linear.blocks)
    }

    //: > Three measures of importance give three maps. Say which one you show.

    //: ## High confidence is not knowledge

    predict(
        "Move every test digit three pixels aside. What is left of the accuracy?",
        answer: "On MNIST half: about 50 %. Six pixels leave 12 %, which is chance.",
        tempting: "95 %",
        why:
            "You would hardly notice the move. To this network, moved ink is input to other weights."
    )

    let every = quick ? 5 : 1  // a quick run looks at every fifth
    let some = test.picked(Array(stride(from: 0, to: test.count, by: every)))
    let shifts = [0, 1, 2, 3, 4, 6].map { BrokenImages.accuracy(of: wide, some, shiftedBy: $0) }
    print(
        "moved by 0, 1, 2, 3, 4, 6 pixels:", percent(shifts, decimals: 0))
    claim(
        "accuracy after a move of 3 pixels", shifts[3],
        in: bound(0.45, quick: 0.33, builtIn: 0.28, quickBuiltIn: 0.28)...0.57)
    claim("accuracy after a move of 6 pixels", shifts[5], in: 0.07...0.18)

    let handful = test.picked(Array(stride(from: 0, to: test.count, by: quick ? 100 : 40)))
    let others = classical.map { BrokenImages.accuracy(of: $0.method, handful, shiftedBy: 3) }
    for (measured, right) in zip(classical, others) {
        print("moved by 3 pixels,", measured.name, percent(right, decimals: 0))
    }
    claim("accuracy of the classical methods after a move of 3 pixels", others, in: 0.15...0.55)

    //: The classical methods fall as well. None of them, and no dense network, knows that a digit may stand elsewhere.
    //:
    //: Then some pictures that are not digits at all, or hardly. First, random noise, like television static:

    predict(
        "What does the network say to noise?",
        answer: "It favours one digit, with high confidence. Which digit depends on the starting weights.",
        tempting: "ten times 10 %",
        why: "That would be the sensible answer. But in training it never saw anything that is not a digit.")

    let noise = Answers(wide, BrokenImages.noise(1000, seed: seed))
    let inverted = Answers(wide, BrokenImages.inverted(test.images))
    let shuffled = Answers(wide, BrokenImages.shuffled(test.images, seed: seed))
    for (name, broken) in [("noise", noise), ("inverted", inverted), ("shuffled", shuffled)] {
        print(
            name, "→ “\(broken.favourite.digit)” for", percent(broken.favourite.share),
            " mean confidence:", percent(broken.meanConfidence))
    }
    claim("share of the noise that gets the favourite digit", noise.favourite.share, atLeast: 0.25)
    claim(
        "mean confidence on noise", noise.meanConfidence,
        in: bound(0.8, quick: 0.5, builtIn: 0.7, quickBuiltIn: 0.7)...1)

    let aside = Answers(wide, BrokenImages.shifted(test.images, right: 3, down: 0))
    // About half are wrong after the move. Of the three shown, the first two are.
    let sure = test.images.gathering(
        [0, 3, 7].map { digit in
            answers.firstSure(of: digit) { (aside.said[$0] == digit) == (digit == 7) }
        })
    figure(
        "Five kinds of images and the confidence on each. Only in the first row is it justified.",
        alt: "Five rows of three images with ten bars each: digits, moved, inverted, pixels shuffled, noise."
    ) {
        plateFigure(
            wide,
            [
                PlateRow("digits", sure, right: shifts[0], sure: answers.meanConfidence),
                PlateRow(
                    "moved 3 pixels", BrokenImages.shifted(sure, right: 3, down: 0), right: shifts[3],
                    sure: aside.meanConfidence),
                PlateRow("inverted", BrokenImages.inverted(sure), sure: inverted.meanConfidence),
                PlateRow(
                    "shuffled pixels", BrokenImages.shuffled(sure, seed: seed), sure: shuffled.meanConfidence),
                PlateRow("noise", BrokenImages.noise(3, seed: seed), sure: noise.meanConfidence),
            ])
    }

    //: It has learned where ink lies in digits that were centred for it. That is less than we wanted. Lesson
    //: 07 shows what helps against the second row, and what does not; lesson 15 is about the last.
    //:
    //: > A probability near 1 compares ten classes with one another. It does not say that the image is a digit.

    //: ## Your own digit has to look like theirs
    //:
    //: Draw a digit in any paint program, or photograph one on paper. Save it as `Data/my-digit.png` and run
    //: this lesson again. What is not plain dark ink on white (a frame, a speck, grey paper, chalk on a board)
    //: is corrected, or you are told. Without such a file we draw a 3 in a corner of a sheet, write it to a PNG
    //: and read it back.

    let own = try OwnDigit.read()
    for remark in own.remarks { note(remark) }
    let squeezed = OwnDigit.squeezed(own.picture)  // the whole sheet, black on white
    let prepared = OwnDigit.prepared(own.sheet, invert: true, crop: true, centre: true)
    let ownProbabilities = softmax(wide.predict(Tensor(stacking: [squeezed, prepared])))
    for (name, row) in [("squeezed", ownProbabilities[0]), ("prepared", ownProbabilities[1])] {
        print(name, percent(row.scalars, decimals: 0))
    }
    claim(
        "probability of 3, prepared minus squeezed",
        own.isReaders ? 1 : ownProbabilities[1, 3].item - ownProbabilities[0, 3].item, atLeast: quick ? -0.05 : 0.2)
    claim("probability of 3 after preparing our own 3", own.isReaders ? 1 : ownProbabilities[1, 3].item, atLeast: 0.8)

    figure(
        "Only squeezed, it is unlike all training images. Inverted, cropped and centred, it looks like one.",
        alt: "A digit on a sheet, the two 28 by 28 images made of it, and the ten probabilities for each."
    ) { ownDigitFigure(own, squeezed: squeezed, prepared: prepared, probabilities: ownProbabilities) }

    //: Whoever made MNIST put the centre of mass of every digit in the middle of the image. The network
    //: relies on it. What was done to the training images has to be done to yours.
    //:
    //: **Change one line.** In the line of `prepared`, set one `true` at a time to `false`: the inversion, the
    //: cropping, the centring. Which one is missed most?
    //:
    //: > Prepare your own image exactly as the training images were prepared.

    //: ## What we did not do
    //:
    //: - The network does not know which pixels are neighbours: shuffle all images alike and it learns as well.
    //:   See lesson 07.
    //: - We chose every setting (**hyperparameter**) by eye. Searching for them, and learning rates that change,
    //:   come in 09.
    //: - It cannot say "unsure". Lesson 15 teaches it to.
    //:
    //: ## In short
    //:
    //: Look at the data, then measure a baseline. Softmax turns scores (logits) into probabilities, and the loss of a
    //: sample is −ln of its label's probability, computed with log-sum-exp. Its gradient at the scores is p − y.
    //: Weights start with variance 2/fan-in (He) or 2/(fan-in + fan-out) (Glorot). Before training the loss is about
    //: ln 10; on twenty images it must fall to almost 0. Shuffle, forward, loss, backward, step: the loop is ten
    //: lines. Classical methods make the same three choices; nearest neighbours come close, and pay at every answer.
    //: A gap between training and validation loss shows overfitting; more data helps best, then the L2 penalty,
    //: dropout and early stopping. Ask the test set once. And high confidence is not knowledge: on moved, inverted
    //: and shuffled digits, and on noise, it is often high too.
    //:
    //: ## Words
    //:
    //: - **training set**, **validation set**, **test set**: to learn from, to choose with (dev set), to report on once.
    //: - **label**: the right answer of a sample; also *target*.
    //: - **baseline**: the simplest rule that a network has to beat.
    //: - **accuracy**: the fraction of right answers.
    //: - **nearest neighbour**: answer with the label of the most similar training image; with k of them (*kNN*), with
    //:   the label that most of them have.
    //: - **naive Bayes**: the class that makes the features most probable, features taken as independent.
    //: - **linear regression**: scores x·W + b with the smallest squared error; also *least squares*.
    //: - **logistic regression**: probabilities by softmax of x·W + b with the smallest cross-entropy; also *softmax
    //:   regression*.
    //: - **decision tree**: a sequence of yes-no questions about single features that ends in a class.
    //: - **multilayer perceptron** (MLP): dense layers with an activation function between them.
    //: - **dense**: every output of the layer depends on every input; also *fully connected*, *linear*.
    //: - **one-hot**: a class as zeros with a single 1.
    //: - **logits**: the scores that the last layer returns, before softmax.
    //: - **softmax**: exponentials divided by their sum; turns scores into probabilities.
    //: - **cross-entropy**: the mean of −ln p of the labels; also *negative log-likelihood*.
    //: - **log-sum-exp**: ln Σ exp(z), computed as m + ln Σ exp(z − m) with m the largest z.
    //: - **maximum likelihood**: choose the parameters that make the labels as probable as possible.
    //: - **initialization**: how the weights are drawn before training.
    //: - **fan-in**: the number of inputs of a unit. **fan-out**: the number of units that one input goes to.
    //: - **Glorot initialization**: variance 2 / (fan-in + fan-out); also *Xavier*.
    //: - **He initialization**: variance 2 / fan-in; also *Kaiming*.
    //: - **batch**: the samples of one update; also *mini-batch*.
    //: - **epoch**: every training sample used once.
    //: - **overfitting**: better on the training set than on unseen samples.
    //: - **regularization**: what works against overfitting, such as an L2 penalty or dropout.
    //: - **L2 penalty**: λ/2 · Σ w², added to the loss; with plain gradient descent also *weight decay*; for short *L2*.
    //: - **dropout**: hidden values set to 0 at random in training, the others divided by 1 − p.
    //: - **early stopping**: keep the weights with the lowest validation loss.
    //: - **dead unit**: a ReLU unit that outputs 0 for every sample and gets no gradient.
    //: - **confusion matrix**: counts of true class against answer; right answers on the diagonal.
    //: - **confidence**: the largest probability of an answer.
    //: - **saliency**: the gradient of a score with respect to the input.
    //: - **occlusion**: how the score falls when a part of the input is covered.
    //: - **local linear model**: a linear model fitted near one input; also *surrogate*.
    //: - **universal approximation theorem**: one hidden layer with enough units approximates any continuous
    //:   function on a closed and bounded region.
    //: - **hyperparameter**: a setting that is chosen, not learned, such as the learning rate.
    //:
    //: ## Check yourself
    //:
    //: <details><summary>What does a loss of 2.303 on ten classes say? And one that stays at 1.46?</summary>
    //:
    //: The first: ten equal probabilities, nothing learned yet. The second: softmax was applied twice.
    //:
    //: </details>
    //: <details><summary>Why may the largest score be subtracted before the exponentials?</summary>
    //:
    //: Softmax depends on differences only. The same number subtracted from every score cancels.
    //:
    //: </details>
    //: <details><summary>A network gets 11.35 % on MNIST and stays there. What has it become?</summary>
    //:
    //: A program that always says "1". Most likely its hidden units are dead.
    //:
    //: </details>
    //: <details><summary>55,000 images, batches of 128: how many updates are an epoch?</summary>
    //:
    //: 430 updates; the last batch holds 88 images.
    //:
    //: </details>
    //: <details><summary>Three nearest neighbours need no training. What do they cost instead?</summary>
    //:
    //: They keep every training image, and compare with all of them for every answer.
    //:
    //: </details>
    //: <details><summary>Training loss 0.03, validation loss 0.30. What do you try first?</summary>
    //:
    //: More images. Then early stopping, dropout, an L2 penalty.
    //:
    //: </details>
    //: <details><summary>784 inputs, 512 ReLU units: which variance does He initialization give the weights?</summary>
    //:
    //: 2 / 784.
    //:
    //: </details>
    //: <details><summary>From 04: what can a network without a hidden layer never draw?</summary>
    //:
    //: A decision boundary that is not straight. XOR is the smallest case.
    //:
    //: </details>
    //: <details><summary>From 05: what is the gradient of the loss with respect to the scores?</summary>
    //:
    //: Probability minus one-hot label, p − y; for a batch also divided by its size.
    //:
    //: </details>
    //:
    //: ## Exercises
    //:
    //: In `Exercises/06-mlp-mnist`; `swift run lesson check 06` tells what is right, what is wrong and why.
    //:
    //: - **6.1** Softmax, row by row, also for scores of ±1000. (Repeat. Read as far as *Softmax turns scores into probabilities*.)
    //: - **6.2** Cross-entropy from scores and labels, without an infinity. (Repeat.)
    //: - **6.3** The gradient of 6.2. (Apply.)
    //: - **6.4** Standard deviations of starting weights, for dense and for convolutional layers. (Apply.)
    //: - **6.5** Predict, then run: equal weights, zero weights, random weights. (Break it.)
    //: - **6.6** Batches, with images and labels shuffled together. (Apply.)
    //: - **6.7** Dropout: forward, backward and in evaluation. (Apply.)
    //: - **6.8** Accuracy and confusion matrix. (Apply.)
    //:
    //: Open end: find an image that is not a digit and that the network calls an 8 with a probability of 0.99. How
    //: few inked pixels does it need?
    //:
    //: In writing: three questions, in your own words, in `Exercises/06-mlp-mnist/Questions.md`.
    //:
    //: ## Further
    //:
    //: - 3Blue1Brown, *Analyzing our neural network*: the hope for edges and loops, and how it fails.
    //: - A. Karpathy, *A Recipe for Training Neural Networks*: what to check in which order, from practice.
    //: - M. Nielsen, *Neural Networks and Deep Learning*: chapter 4 builds any curve by hand.
    //: - C. Yadav and L. Bottou, *Cold Case: The Lost MNIST Digits*: how well this test set has aged.
}
