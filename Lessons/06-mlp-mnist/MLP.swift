import Foundation
import Nabla
import Notebook

public func mlpOnMNIST() throws {
    //: # 06 · A multilayer perceptron on MNIST

    let mnist = try MNIST.load(trainingCount: quick ? 12_000 : nil)
    let averages = averageDigits(mnist.training)  // [10, 784]
    let bound = DigitBounds(mnist, quick: quick)  // what the claims below may ask of these digits

    figure(
        "Five hands for each digit. Framed: the average of all of them.",
        alt:
            "Ten columns, one for each digit from 0 to 9: five handwritten versions and, below, their blurred mean."
    ) { digitGrid(mnist.training, averages: averages) }

    //: Ninety-eight per cent. Is that good? On MNIST a program that always answers "1" gets 11. One that weighs the
    //: ink gets 22. One that compares with ten average digits gets 82. Now ninety-eight means something.
    //:
    //: On this page we train a network that gets there in seconds. Then we move every test digit by three pixels, and
    //: about half of its answers are wrong. What has it learned?
    //:
    //: **You will be able to**
    //: - turn ten scores into ten shares and a loss, also when the scores are in the thousands;
    //: - say what the loss must be before training starts, and find the bug when it is not;
    //: - write the training loop, with images and labels shuffled together;
    //: - read a loss curve and a confusion matrix, and say what each cannot tell;
    //: - show two pictures that fool a network which is 98 % right.
    //:
    //: **You need** three results. From 03: step against the gradient, a small batch at a time. From 04: a neuron
    //: adds up weighted inputs and bends the sum. From 05: `backward()` finds the slopes of all weights at once.
    //:
    //: **Time** about 60 minutes. Rest after *Weights outlive the program*.

    if mnist.isBuiltIn {
        note(
            "MNIST is not on this machine. This run uses digits that the kit writes itself; they are tidier.")
    }

    //: ## Look before you choose anything
    //:
    //: Nobody can mend a network whose data they have not seen. So look first. MNIST holds 70,000 images of
    //: handwritten digits, 28 by 28 pixels, each with a label that says which digit it is. A pixel is a number: 0 is
    //: paper, 1 is ink.
    //:
    //: We cut the training images in two at once. From most of them the network learns. The others, the *validation
    //: set*, answer our questions while we try things out. The *test set* stays locked away until the end.

    let kept = mnist.training.count * 11 / 12
    let training = mnist.training.part(0..<kept)
    let validation = mnist.training.part(kept..<mnist.training.count)
    let test = mnist.test
    print("training", training.images.shape, "validation", validation.images.shape, "test", test.images.shape)
    claim(
        "training and validation images together", training.count + validation.count,
        equals: mnist.training.count)

    let counts = (0..<10).map { digit in test.labels.count { $0 == digit } }
    print("how many of each digit in the test set:", counts)
    claim(
        "fives and ones in the test set", [counts[5], counts[1]],
        equals: mnist.isBuiltIn ? [200, 200] : [892, 1135])

    let share = (training.images[0..<10_000] .> 0).mean()
    let everUsed = (mnist.training.images.max(alongAxes: 0) .> 0).sum()
    print("pixels with ink:", percent(share), "  pixels that never have any:", 784 - Int(everUsed))
    claim("share of pixels with ink", share, in: mnist.isBuiltIn ? 0.05...0.35 : 0.18...0.20)
    claim(
        "pixels that never have ink", 784 - Int(everUsed),
        in: mnist.isBuiltIn ? 0...400 : quick ? 67...120 : 67...67)

    //: On MNIST the classes are uneven (892 fives, 1,135 ones), a fifth of the pixels carry ink, and 67 pixels never
    //: do. No weight on those 67 can ever learn anything.
    //:
    //: **Careful.** Never measure on the first part of a test set. MNIST's first 5,000 test images are harder than
    //: its last 5,000.
    //:
    //: > Look at the data before you choose anything.

    //: ## A score means nothing beside no other score
    //:
    //: What is the least that any program must beat? Start with a rule that needs one line: keep the average image of
    //: each digit, answer with the nearest. Near means a small squared distance, |x − m|² = |x|² − 2 x·m + |m|². The
    //: first term is the same for all ten averages, so it can go.

    let pixels = test.images.flattened()  // [10000, 28, 28] → [10000, 784]
    let likeness = matmul(pixels, averages.transposed())  // [10000, 784] · [784, 10]
    let nearest = accuracy(scores: likeness - square(averages).sum(alongAxes: 1) / 2, labels: test.labels)
    print("nearest average:", percent(nearest))
    claim(
        "accuracy of the nearest average", nearest,
        in: bound(
            0.815, quick: 0.80, builtIn: 0.5, quickBuiltIn: 0.5)...bound(
                0.825, quick: 0.84, builtIn: 1, quickBuiltIn: 1))

    //: **Change one line.** Leave out `- square(averages).sum(alongAxes: 1) / 2`. On MNIST 63 % is left, and not one
    //: answer is "5". Why do digits with much ink win now?
    //:
    //: Now the whole ladder: one answer for all, the single best pixel, the amount of ink, the averages, a network
    //: without hidden layer (softmax regression), and the most similar of some thousand training images.

    let rules = DumbRules(training: training, test: test)
    let always = rules.alwaysTheCommonest
    let pixel = rules.onePixel
    let regression = rules.softmaxRegression(seed: seed)
    let neighbour = rules.nearestNeighbour(among: quick ? 1000 : 5000)
    let drawn = RungPictures(averages: averages, sample: training.images[0])
    let ladder = [
        Rung(name: "always “\(rules.commonest)”", accuracy: always, picture: drawn.average(rules.commonest)),
        Rung(
            name: "one pixel", accuracy: pixel.accuracy,
            picture: drawn.pixel(row: pixel.row, column: pixel.column)),
        Rung(name: "amount of ink", accuracy: rules.darkness, picture: drawn.darkness),
        Rung(name: "nearest average", accuracy: nearest, picture: drawn.average(3)),
        Rung(
            name: "no hidden layer", accuracy: regression.accuracy,
            picture: drawn.weights(regression.weights[.all, 3])),
        Rung(name: "nearest neighbour", accuracy: neighbour, picture: drawn.image),
    ]

    figure(
        "Six answers without a hidden layer. A network must beat the last two.",
        alt: "Horizontal bars of test accuracy, from one answer for all up to the nearest neighbour."
    ) { ladderFigure(ladder, highlighted: 0) }
    claim("accuracy of the dumb answers", ladder.map(\.accuracy), in: 0.09...0.999)

    //: Chance is not 10 %. On MNIST, always "1" gets 11.35 %. Remember that number: a network that sits at 0.1135 has
    //: died and says "1" to everything.
    //:
    //: > First find the cheapest answer. It gives your number a scale.

    //: ## You choose three things: functions, a measure, a search
    //:
    //: Every lesson of this course repeats three choices. Which *functions* are allowed? How do we *measure* one of
    //: them? How do we *search* for a better one? The task decides the end of the network and the measure:
    //:
    //: | the answer is | last layer | made readable by | loss |
    //: |---|---|---|---|
    //: | a number | 1 score | nothing | mean squared error |
    //: | yes or no | 1 score | sigmoid | cross-entropy of one share |
    //: | one of many | a score per class | softmax | cross-entropy of the right share |
    //: | several at once | a score per label | a sigmoid each | one cross-entropy per label |
    //:
    //: Ours is the third row. The network wants rows of numbers, so an image is flattened. The label becomes ten
    //: numbers, nine zeros and a one: *one-hot*.

    let someLabels = Array(training.labels[0..<128])
    let x = training.images[0..<128].flattened()  // [128, 28, 28] → [128, 784]
    let y = Tensor(oneHot: someLabels, classes: 10)  // 128 digits → [128, 10]
    print(x.shape, y.shape, "from", x.min(), "to", x.max())
    print("label", someLabels[0], "as numbers:", y[0])
    claim("inputs after scaling", [x.min(), x.max()], equals: [0, 1], within: 0.06)
    claim("every label has one 1", y.sum(alongAxes: 1).scalars, equals: [Scalar](repeating: 1, count: 128))

    //: > Functions, a measure, a search. Change one at a time.

    //: ## One hidden layer can bend into almost any curve
    //:
    //: Softmax regression has no hidden layer and stops near 92 %. What does a hidden layer buy? Try it where we can
    //: see it: one number in, one number out, a crooked curve to follow.

    let widths = [1, 3, 10, 100]
    let fits = progress("fitting a curve", widths).map {
        fitCurve(units: $0, steps: quick ? 500 : 2000, seed: seed)
    }
    print("error with", widths, "units:", fits.map { decimals(3, $0.error) })

    figure(
        "Each hidden unit adds one bend. With 100 the network has more bends than it needs.",
        alt:
            "The same crooked curve four times, fitted by networks with 1, 3, 10 and 100 hidden units, ever closer."
    ) { curveFigure(fits) }
    claim("error with 1 unit over error with 100", fits[0].error / fits[3].error, atLeast: 5)
    claim("error with 100 units", fits[3].error, atMost: 0.1)

    //: Any continuous function on a bounded region can be followed as closely as you like, with enough units, if the
    //: activation is no polynomial. That is the whole promise. It does not say how many units, nor that a search will
    //: find their weights, nor what happens beside the data.
    //:
    //: > More hidden units allow more bends. They do not promise the right ones.

    //: ## Softmax turns scores into shares
    //:
    //: The network ends in ten scores, of any sign and size. We want ten shares: positive, summing to 1. Exponentials
    //: are always positive. Divide each by their sum.
    //:
    //:     pₖ = exp(zₖ) / Σⱼ exp(zⱼ)

    let scores: Tensor = [-6.8, 2.6, 5.9, 6.7, 1.9, -1.3, -5.7, 3.2, 1.3, 1.0]
    let shares = softmax(scores)
    print(shares)
    claim(
        "shares of the third and the fourth score", [shares[2].item, shares[3].item],
        equals: [0.2971, 0.6611], within: 5e-5)
    claim("all shares together", shares.sum(), equals: 1, within: 1e-5)

    predict(
        "Double all ten scores; their order stays. What happens to the winner's share of 0.66?",
        answer: "It grows to 0.83. Softmax looks at differences of scores, and doubling doubles them.",
        tempting: "Nothing.",
        why:
            "The ratios of the scores are unchanged. But exponentials turn differences, not ratios, into ratios."
    )

    let doubled = softmax(scores * 2)
    print("doubled:", decimals(4, doubled[3].item), "  plus 100:", decimals(4, softmax(scores + 100)[3].item))
    claim(
        "shares of the doubled scores", [doubled[2].item, doubled[3].item], equals: [0.1678, 0.8311],
        within: 5e-5)
    claim("shares after adding 100", softmax(scores + 100).scalars, equals: shares.scalars, within: 1e-4)

    figure(
        "Doubling the scores makes the winner surer, although nothing new was seen.",
        alt:
            "Ten scores, their exponentials, their shares, and the shares after doubling the scores, as bars."
    ) { softmaxFigure(scores, shares, doubled: doubled) }

    //: Adding 100 to every score changes nothing. That is more than a curiosity. exp(1000) is too large for any
    //: computer; so the largest score is subtracted first, and the shares stay the same.

    let extreme = softmax([1000, 999, -1000])
    print(extreme)
    claim("shares of scores of ±1000", extreme.scalars, equals: [0.7311, 0.2689, 0], within: 5e-5)

    //: Shares are no certainty. They are positive and they sum to 1; that is all softmax promises.
    //:
    //: > Softmax sees differences of scores. Only a larger gap makes it surer.

    //: ## Being wrong costs −ln p
    //:
    //: Suppose the right digit is the fourth, with a share of 0.6611. How much should that cost? Nothing if the share
    //: were 1, and without limit as it goes to 0: who was certain and wrong should pay.
    //:
    //:     price = −ln p

    for p: Scalar in [0.9, 0.5, 0.1, 0.01] { print("p =", p, " price", decimals(3, -log(Tensor(p)).item)) }
    let row = Variable.constant(scores.reshaped(to: [1, 10]))
    let price = softmaxCrossEntropy(scores: row, labels: [3]).item
    print("our ten scores, fourth right:", decimals(5, price))
    claim("loss of the ten scores when the fourth is right", price, equals: 0.41379, within: 1e-5)

    figure(
        "Certain and wrong is expensive. The squared error shrugs: it never asks more than 1.",
        alt:
            "The price −ln p against the share p of the right class, with the squared error far below it on the left."
    ) { priceFigure() }

    //: Averaged over a batch, this price is our loss. Its name is *cross-entropy*. It takes scores, not shares: the
    //: logarithm and the exponential cancel before either can overflow.
    //:
    //: > Being sure is cheap when you are right and ruinous when you are wrong.

    //: ## A sane network starts at ln 10
    //:
    //: Here is a small network: 784 inputs, two hidden layers of 16, ten scores.

    var generator = SeededGenerator(seed: seed)
    let small = Sequential(
        Flatten(), Dense(784, 16, using: &generator), ReLU(), Dense(16, 16, using: &generator), ReLU(),
        Dense(16, 10, using: &generator))
    print(small.summary(inputShape: [28, 28]))
    claim("numbers to turn in 784-16-16-10", small.parameterCount, equals: 13_002)

    predict(
        "It has not been trained. What is its loss, roughly?",
        answer: "About 2.3. Small random weights give ten nearly equal shares, and −ln 0.1 = ln 10 = 2.303.",
        tempting: "Very large, because it knows nothing.",
        why:
            "Knowing nothing is not the same as being wrong. It costs dearly only to be sure of something wrong."
    )

    let untrained = evaluate(small, validation.images, validation.labels).loss
    print("untrained:", decimals(4, untrained))
    claim("loss of the untrained 784-16-16-10", untrained, in: 2.15...2.45)

    //: Now spoil the start in two ways. Draw all weights with a spread of 1. Or start the last layer at 0.

    let spread = Initializer.normal(standardDeviation: 1)
    let loud = Recipe(hiddenStart: spread, outputStart: spread).network(seed: seed)
    let silent = Recipe(outputStart: .zeros).network(seed: seed)
    let starts = [loud, silent].map { evaluate($0, validation.images, validation.labels).loss }
    print("spread 1:", decimals(1, starts[0]), "  last layer 0:", decimals(4, starts[1]))
    claim("loss at the start with a spread of 1", starts[0], atLeast: 15)
    claim("loss at the start with the last layer at 0", starts[1], equals: 2.302585, within: 1e-5)

    //: A loss of 70 at the start means: sure, and mostly wrong. The first hundred steps are then spent on forgetting.
    //: Zeros in the last layer are fine. Zeros *everywhere* are not: all hidden units stay the same unit for ever.
    //:
    //: > Before training the loss is ln 10. If it is not, stop and look.

    //: ## First learn twenty images by heart
    //:
    //: A second check, again before any long run. Take twenty images. A network of 100,000 weights must be able to
    //: learn them by heart.

    let few = training.part(0..<20)
    let parrot = Recipe(hidden: 128).network(seed: seed)
    let lessonByHeart = Trainer(parrot, optimizer: Adam(parrot.parameters), seed: seed)
        .fit(few.images, few.labels, epochs: 100, batchSize: 20)
    let unseen = evaluate(parrot, validation.images, validation.labels)
    print("loss on the twenty after 100 steps:", decimals(4, lessonByHeart.loss[99]))
    print("accuracy on digits it never saw:", percent(unseen.accuracy))
    claim("loss on twenty images after 100 steps", lessonByHeart.loss[99], atMost: 0.03)
    claim("accuracy after twenty images", unseen.accuracy, in: 0.2...0.9)

    //: Nearly zero. Had it stuck, the fault would be in the code: a wrong sign, labels out of step with images, a
    //: gradient that never arrives. No longer run would have cured it. And twenty examples already buy about half of
    //: all unseen digits.
    //:
    //: > If it cannot learn twenty images by heart, more images will not help.

    //: ## An epoch is many small steps
    //:
    //: One step over all images is exact, and slow. A step over a small *batch* is a good guess and costs a hundredth.
    //: Shuffle, cut into batches, take one step for each. When all images have been used once, an *epoch* is over.

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

    for epoch in progress("784-32-10", 1...(quick ? 2 : 5)) {
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
        atLeast: bound(0.945, quick: 0.85, builtIn: 0.85, quickBuiltIn: 0.8))

    //: Each step sees other images, so each step is a little wrong in another direction. Over an epoch the errors
    //: cancel. One epoch here is 430 updates on MNIST: not one.
    //:
    //: `mode: .training` is said aloud, with every call. Some layers, such as dropout below, must behave differently
    //: when the network is asked than when it learns.
    //:
    //: **Change one line.** Make the batches 1, or 4,096. Which is fastest for an epoch? Which gets furthest in one?
    //:
    //: > Shuffle, forward, loss, backward, step. Everything else on this page is looking.

    //: ## Weights outlive the program
    //:
    //: What was learned is a handful of tensors. Save them, and another program, in another language, can go on.

    let file = NSTemporaryDirectory() + "digits-\(ProcessInfo.processInfo.processIdentifier).safetensors"
    try model.saveWeights(to: file)
    let twin = Sequential(
        Flatten(), Dense(784, 32, using: &generator), ReLU(), Dense(32, 10, using: &generator))
    try twin.loadWeights(from: file)
    try FileManager.default.removeItem(atPath: file)
    print(
        "same scores after loading:",
        twin.predict(test.images[0..<100]) == model.predict(test.images[0..<100]))
    claim(
        "the loaded network gives equal scores",
        isTrue: twin.predict(test.images[0..<100]) == model.predict(test.images[0..<100]))

    //: The file is in the safetensors format: names, shapes, then the numbers. What is *not* in it is how we got here:
    //: the data, the seed, the number of epochs. Write those down.
    //:
    //: *Rest here.* You have a network that works, and you know how to tell that it does.

    //: ## 512 units reach ninety-eight
    //:
    //: Now the network from the first line: 784-512-10, and one half its smallest: 784-15-10. The loop moves into
    //: `Trainer`, which does what the ten lines do.

    func trained(_ hidden: Int) -> Sequential {
        let network = Sequential(
            Flatten(), Dense(784, hidden, using: &generator), ReLU(), Dense(hidden, 10, using: &generator))
        let bar = progress("784-\(hidden)-10", total: 5 * ((training.count + 127) / 128))
        Trainer(network, optimizer: RMSProp(network.parameters), seed: seed)
            .fit(images, labels, epochs: 5, batchSize: 128) { bar.advance("loss \($0.loss)") }
        bar.finish()
        return network
    }

    let narrow = trained(15)
    let wide = trained(512)
    print("784-512-10 has \(wide.parameterCount) numbers to turn")
    print("validation:", percent(checked(wide)))

    //: The validation digits have been asked often by now. The test set has not. Open it, once:

    let accuracies = [narrow, model, wide].map { evaluate($0, test.images, test.labels).accuracy }
    print(
        "test: 784-15-10", percent(accuracies[0]), " 784-32-10", percent(accuracies[1]), " 784-512-10",
        percent(accuracies[2]))
    claim(
        "test accuracy of 784-512-10", accuracies[2],
        atLeast: bound(0.975, quick: 0.93, builtIn: 0.9, quickBuiltIn: 0.9))
    claim(
        "test accuracy of 784-32-10", accuracies[1],
        atLeast: bound(0.945, quick: 0.85, builtIn: 0.85, quickBuiltIn: 0.8))
    claim(
        "test accuracy of 784-15-10", accuracies[0],
        atLeast: bound(0.92, quick: 0.85, builtIn: 0.8, quickBuiltIn: 0.8))

    figure(
        "The network gets most of what the best dumb answer leaves over.",
        alt:
            "The ladder of dumb answers again, with three networks of 15, 32 and 512 hidden units below them."
    ) {
        ladderFigure(
            ladder
                + zip(["784-15-10", "784-32-10", "784-512-10"], zip([narrow, model, wide], accuracies)).map {
                    name, pair in
                    let weights = (pair.0.layers[1] as! Dense).weight.value
                    return Rung(name: name, accuracy: pair.1, picture: drawn.weights(weights[.all, 0]))
                },
            highlighted: 3)
    }

    //: About 98.0 % on MNIST, over five seeds never under 97.5. On 10,000 test images chance alone moves that by ±0.3:
    //: a trick that gains 0.2 once has shown nothing.
    //:
    //: > Ask the validation set as often as you like. Ask the test set once.

    //: ## Curves show when learning turns into remembering
    //:
    //: Train a network of 128 units on a few thousand images, from five starts, and watch both sets.

    let curves = (0..<(quick ? 2 : 5)).map { start in
        Recipe(epochs: quick ? 4 : 12).train(
            on: training.part(0..<(quick ? 2000 : 10_000)), validation: validation,
            seed: 100 * seed + UInt64(start)
        ).curve
    }
    let gaps = curves.map { $0.validationLoss.last! - $0.trainingLoss.last! }
    print("gap between the losses at the end:", gaps.map { decimals(3, $0) })

    figure(
        "Training keeps falling. Validation stops. The tinted gap is learned by heart.",
        alt:
            "Loss and accuracy against epochs for several starts: training goes on improving, validation levels off."
    ) { curvesFigure(curves, regression: regression.accuracy) }
    claim("gap between the losses", gaps, atLeast: bound(0.05, quick: 0, builtIn: 0.005, quickBuiltIn: -0.05))

    //: Five thin lines, not one thick one: the spread between starts is the smallest difference worth talking about.

    predict(
        "Another run: the loss sits at 1.5 and will not fall. Yet 96 % of the digits are right. What happened?",
        answer:
            "Softmax was applied twice. Shares lie between 0 and 1; as scores they can differ by 1 at most, "
            + "and then the best possible loss is −ln(e / (e + 9)) = 1.4612.",
        tempting: "It needs more epochs.",
        why:
            "A loss far from 0 looks unfinished. But the accuracy says that the answers are fine; the measure is not."
    )

    let twice = Recipe().network(seed: seed)
    let history = Trainer(twice, optimizer: Adam(twice.parameters), seed: seed) { scores, labels in
        softmaxCrossEntropy(scores: softmax(scores), labels: labels)  // a bug: the loss wants scores
    }.fit(images, labels, epochs: quick ? 3 : 2, batchSize: 128)
    print("loss", decimals(3, history.loss.last!), " accuracy", percent(checked(twice)))
    claim("loss with softmax twice", history.loss.last!, in: 1.4611...1.75)

    //: > A loss that stops at 1.46 has seen softmax twice.

    //: ## Each knob has a wrong setting with a face of its own
    //:
    //: The same network on 5,000 images, with one thing changed at a time: the learning rate, the start, the scale of
    //: the inputs. You will meet these faces again in your own work.

    let knobImages = quick ? 1500 : 5000
    func settings(_ list: [(String, Ink, Recipe)], inputScale: [Scalar] = [1, 1, 1]) -> [Setting] {
        zip(list, inputScale).map {
            Setting(name: $0.0, ink: $0.1, recipe: $0.2, inputScale: $1, count: knobImages)
        }
    }
    let descent = Recipe(learningRate: 0.1, isDescent: true, epochs: quick ? 3 : 6)
    let digits = (training: training, validation: validation.part(0..<min(2000, validation.count)))
    let rates = settings([
        ("0.001", .series(5), Recipe(learningRate: 0.001, isDescent: true, epochs: descent.epochs)),
        ("0.1", .series(0), descent),
        ("10", .error, Recipe(learningRate: 10, isDescent: true, epochs: descent.epochs)),
    ]).run(digits, starts: quick ? 1 : 3, seed: seed)
    let beginnings = settings([
        ("Glorot", .series(0), descent),
        (
            "spread 1", .series(4),
            Recipe(
                hiddenStart: spread, outputStart: spread, learningRate: 0.1, isDescent: true,
                epochs: descent.epochs)
        ),
        (
            "all 0", .error,
            Recipe(
                hiddenStart: .zeros, outputStart: .zeros, learningRate: 0.1, isDescent: true,
                epochs: descent.epochs)
        ),
    ]).run(digits, starts: quick ? 1 : 3, seed: seed)
    let scales = settings([("0…1", .series(0), descent), ("0…255", .error, descent)], inputScale: [1, 255])
        .run(digits, starts: quick ? 1 : 3, seed: seed)

    figure(
        "Too low crawls, too high dies. Zeros and unscaled inputs die as well: one answer for everything.",
        alt:
            "Three panels of validation accuracy against updates for learning rates, starting weights and input scales."
    ) {
        Figure(columns: 3, sharing: .y) {
            settingsPanel("learning rate", rates, yLabel: "accuracy (%)")
            settingsPanel("starting weights", beginnings)
            settingsPanel("inputs", scales)
        }
    }
    func ends(_ setting: Setting) -> [Scalar] { setting.curves.map { $0.validationAccuracy.last! } }
    print("ends at, rate 0.001, 0.1, 10:", rates.map { ends($0) })
    print("starts:", beginnings.map { ends($0) }, "scales:", scales.map { ends($0) })
    claim("accuracy with rate 0.1", ends(rates[1]), atLeast: 0.8)
    claim("accuracy with rate 10", ends(rates[2]), atMost: 0.5)
    claim("accuracy from zeros", ends(beginnings[2]), atMost: 0.2)
    claim("accuracy with inputs 0…255", ends(scales[1]), atMost: 0.5)

    //: ## Learning by heart is always possible
    //:
    //: How far can remembering go? Give 1,000 images labels drawn by lot. There is nothing to understand now.

    let randomLabels = (0..<1000).map { _ in Int.random(in: 0..<10, using: &generator) }
    let crammer = Recipe(hidden: 512).network(seed: seed)
    let crammed = Trainer(crammer, optimizer: Adam(crammer.parameters, learningRate: 0.002), seed: seed)
        .fit(training.images[0..<1000], randomLabels, epochs: quick ? 40 : 80, batchSize: 100)
    print(
        "learned by lot:", percent(crammed.accuracy.last!), " on true labels of other digits:",
        percent(checked(crammer)))
    claim("share of the random labels learned", crammed.accuracy.last!, atLeast: quick ? 0.8 : 0.97)
    claim("accuracy after random labels", checked(crammer), in: 0.02...0.25)

    //: All of it learned, none of it worth anything. A training loss near zero proves memory, not understanding. What
    //: helps against remembering? Four things, each from five starts on 2,000 images.

    let brief = Recipe(epochs: quick ? 8 : 24)
    let crowd = quick ? 1000 : 2000
    let cures = [
        Setting(name: "nothing", ink: .data, recipe: brief, count: crowd),
        Setting(
            name: "5 × as many images", ink: .data, recipe: Recipe(epochs: brief.epochs / 5), count: 5 * crowd
        ),
        Setting(
            name: "L2 penalty 0.002", ink: .data, recipe: Recipe(decay: 0.002, epochs: brief.epochs),
            count: crowd),
        Setting(
            name: "dropout ½", ink: .data, recipe: Recipe(dropout: 0.5, epochs: brief.epochs), count: crowd),
    ].run(digits, starts: quick ? 2 : 5, seed: seed)

    figure(
        "More data closes the gap best. Dots: the place to stop early.",
        alt: "Four panels of training and validation loss: nothing, more images, L2 penalty, dropout."
    ) {
        Figure(columns: 2, sharing: .both) {
            cures.map { overfittingPanel($0, showsBest: $0.name == "nothing") }
        }
    }
    func gap(_ setting: Setting) -> Scalar {
        setting.curves.map { $0.validationLoss.last! - $0.trainingLoss.last! }.reduce(0, +)
            / Scalar(setting.curves.count)
    }
    print("gap between the losses:", cures.map { "\($0.name) \(decimals(3, gap($0)))" })
    for cure in cures {
        print(
            cure.name, cure.curves.map { $0.validationLoss.min()! },
            cure.curves.map { $0.validationLoss.last! })
    }
    claim(
        "gap left by each cure, as a share of the gap without",
        cures.dropFirst().map { gap($0) / gap(cures[0]) }, atMost: 1)

    predict(
        "How many training images does it take to name 90 % of the digits?",
        answer: "On MNIST between one and two thousand.",
        tempting: "Tens of thousands.",
        why:
            "MNIST has 60,000, and nobody collects more than are needed. But the last points cost most: each tenfold buys less."
    )

    let sizes = quick ? [10, 100, 1000, 10_000] : [10, 30, 100, 300, 1000, 3000, 10_000]
    let bySize = accuracyByCount(
        sizes, training: training, unseen: test, starts: quick ? 2 : 3, updates: quick ? 150 : 500, seed: seed
    )
    let means = bySize.map { $0.reduce(0, +) / Scalar($0.count) }
    print(zip(sizes, means).map { "\($0): \(percent($1, decimals: 0))" }.joined(separator: "   "))

    figure(
        "The first thousand images do most of the work. Every tenfold after that buys less.",
        alt:
            "Test accuracy against number of training images on a log axis, rising steeply and then flattening."
    ) { countFigure(sizes, bySize, chance: always) }
    claim("accuracy from 10 images", means[0], in: 0.2...0.7)
    claim(
        "gain of the last step over gain of the first",
        (means.last! - means[means.count - 2]) / (means[1] - means[0]), atMost: 0.7)

    //: ## It errs where you would hesitate
    //:
    //: Back to the wide network and its mistakes on the test set. Rows are the truth, columns the answers.

    let answers = Answers(wide, test)
    let confusion = confusionMatrix(predicted: answers.said, labels: test.labels, classes: 10)
    print(
        "sure by", percent(answers.meanConfidence(right: true)), "when right,",
        percent(answers.meanConfidence(right: false)), "when wrong")
    claim("entries of the confusion matrix", confusion.joined().reduce(0, +), equals: test.count)
    claim(
        "confidence when right minus when wrong",
        answers.meanConfidence(right: true) - answers.meanConfidence(right: false), atLeast: 0.1)

    figure(
        "The diagonal is grey, so that the colours belong to the errors.",
        alt: "Confusion matrix of ten digits: true digit by row, answer by column."
    ) {
        Figure(xLabel: "the network says", yLabel: "it is") { ConfusionMatrix(confusion) }
    }

    figure(
        "The surest of the wrong answers. Some of them you would have given too.",
        alt: "Twelve test digits that the network names wrongly, with its ten shares beside each."
    ) { mistakesFigure(answers, test) }

    //: ## Inside there are blobs, not strokes
    //:
    //: A common story: the first layer finds edges, the next loops, the last digits.

    var twinGenerator = SeededGenerator(seed: seed)
    let firstWeights = Dense(784, 512, using: &twinGenerator).weight.value.transposed()
    let lastWeights = (wide.layers[1] as! Dense).weight.value.transposed()
    let busiest = (0..<512).sorted {
        square(lastWeights[$0]).sum() > square(lastWeights[$1]).sum()
    }
    figure(
        "Trained weights look barely tidier than random ones: blobs, no strokes, no loops.",
        alt: "Rows of 28 by 28 weight images in blue and orange: random start, then trained units."
    ) { weightsFigure(start: firstWeights, trained: lastWeights, units: Array(busiest.prefix(24))) }

    let chosen = test.labels.indices.first { test.labels[$0] == 3 && answers.said[$0] == 3 }!
    let explained = Explanations(model: wide, image: test.images[chosen], digit: 3)
    let saliency = explained.saliency
    let occluded = explained.occlusion()
    let local = explained.localLinear(samples: quick ? 400 : 800, seed: seed)
    print(
        "covered, the share of 3 falls to", percent(occluded.min()), " the linear model explains",
        percent(local.explained))
    claim("the saliency has no NaN", saliency.scalars, in: -1000...1000)
    claim("share of variation that the linear model explains", local.explained, in: 0.3...1)

    figure(
        "Three questions, three answers: none of them is “the stroke of a 3”.",
        alt:
            "A handwritten 3, and three maps of which pixels matter: saliency, occlusion, local linear model."
    ) {
        explanationFigure(test.images[chosen], saliency: saliency, occlusion: occluded, blocks: local.blocks)
    }

    //: ## It does not know what it does not know

    let shifts = [0, 1, 2, 3, 4, 6].map { BrokenImages.accuracy(of: wide, test, shiftedBy: $0) }
    print("accuracy after 0, 1, 2, 3, 4, 6 pixels:", shifts.map { percent($0, decimals: 0) })
    claim("accuracy after 3 pixels", shifts[3], in: 0.2...0.8)

    let noise = Answers(
        wide, ImageSet(images: BrokenImages.noise(1000, seed: seed), labels: [Int](repeating: 0, count: 1000))
    )
    let inverted = Answers(wide, ImageSet(images: BrokenImages.inverted(test.images), labels: test.labels))
    let shuffled = Answers(
        wide, ImageSet(images: BrokenImages.shuffled(test.images, seed: seed), labels: test.labels))
    func mean(_ values: [Scalar]) -> Scalar { values.reduce(0, +) / Scalar(values.count) }
    func commonestShare(_ a: Answers) -> (Int, Scalar) {
        let counts = (0..<10).map { digit in a.said.count { $0 == digit } }
        let top = counts.indices.max { counts[$0] < counts[$1] }!
        return (top, Scalar(counts[top]) / Scalar(a.said.count))
    }
    for a in [noise, inverted, shuffled] { print(mean(a.confidence), commonestShare(a)) }
    let firsts = [0, 3, 7].map { digit in
        test.labels.indices.first { test.labels[$0] == digit && answers.said[$0] == digit }!
    }
    let some = test.images.gathering(firsts)
    figure(
        "What ninety-eight per cent does not know: sure of everything, right about the first row.",
        alt:
            "Five rows of three images with ten bars each: digits, shifted, inverted, shuffled pixels, noise."
    ) {
        plateFigure(
            wide,
            [
                PlateRow(
                    name: "digit", images: some,
                    note:
                        "right: \(percent(shifts[0]))\nsure by \(percent(mean(answers.confidence), decimals: 0))"
                ),
                PlateRow(
                    name: "moved 3 pixels", images: BrokenImages.shifted(some, right: 3, down: 0),
                    note: "right: \(percent(shifts[3]))"),
                PlateRow(
                    name: "inverted", images: BrokenImages.inverted(some),
                    note: "sure by \(percent(mean(inverted.confidence), decimals: 0))"),
                PlateRow(
                    name: "pixels shuffled", images: BrokenImages.shuffled(some, seed: seed),
                    note: "sure by \(percent(mean(shuffled.confidence), decimals: 0))"),
                PlateRow(
                    name: "noise", images: BrokenImages.noise(3, seed: seed),
                    note: "sure by \(percent(mean(noise.confidence), decimals: 0))"),
            ])
    }

    //: ## Your own digit must look like theirs

    let own = try OwnDigit.read()
    let raw = OwnDigit.squeezed(own.picture)
    let prepared = OwnDigit.prepared(own.picture)
    let ownShares = softmax(wide.predict(Tensor(stacking: [raw, prepared])))
    print(ownShares)
    claim("share of 3 for our own digit", own.isReaders ? 1 : ownShares[1, 3].item, atLeast: 0.5)
    figure(
        "Squeezed as it is, it is read as nonsense. Cropped, inverted and centred, it is read.",
        alt: "A digit drawn in a paint program, the 28 by 28 images made of it, and the ten shares of each."
    ) {
        ownDigitFigure(
            own.picture,
            [
                (name: "squeezed", image: raw, shares: ownShares[0]),
                (name: "prepared", image: prepared, shares: ownShares[1]),
            ])
    }
}
