import Foundation
import Nabla
import Notebook

public func convolutionalNetworks() throws {
    //: # 07 · Convolutional networks

    let mnist = try MNIST.load()
    let bound = ConvolutionalBounds(mnist, quick: quick)  // what the claims below may ask of these digits
    bound.differences.forEach { note($0) }  // what is not as the text says it
    let training = mnist.training.part(0..<(quick ? 4_000 : mnist.training.count))
    let test = mnist.test.part(0..<min(quick ? 5_000 : .max, mnist.test.count))

    figure(
        "Above, six digits. Below, the same pixels, all images shuffled in the same way. Can you read them?",
        alt: "Six handwritten digits, and below each the same pixels scattered into grey noise.",
        height: 720
    ) { shuffleFigure(mnist.training) }

    //: Shuffle the pixels of every image, all in the same way. You will not read a digit again. Train a
    //: network like lesson 06's, but with 128 hidden units and for three epochs only, on ten thousand of them: about
    //: 93 %. On the originals: about 93 %. It never noticed. What had it been looking at?
    //:
    //: On this page we build a network that does notice. It has a twentieth of the numbers, and it is right 99
    //: times in 100.
    //:
    //: **You will be able to**
    //: - compute a convolution by hand, and its output's size before you run it;
    //: - say which two beliefs make a dense layer a convolution, and what they save;
    //: - write im2col, pooling and their way back;
    //: - tell *moves along with the picture* from *does not care where*;
    //: - find where slopes get lost in a deep network, and what brings them back.
    //:
    //: **You need** from [05](../05-backpropagation/index.html): where a number is used twice, its slopes add
    //: up. From [06](../06-mlp-mnist/index.html): scores, softmax, and the training loop.
    //:
    //: **Time** about 60 minutes. Rest after *A kernel can be learned*.

    //: ## A dense network does not know which pixels are neighbours

    predict(
        "All images shuffled alike. How does lesson 06's network do, and how a convolutional one?",
        answer: "The dense one as before. The convolutional one loses several points, and falls below it.",
        tempting: "both collapse",
        why: "To your eye nothing is left. But a dense network never used what your eye uses."
    )

    let experiments = ConvolutionalExperiments(training: training, test: test, quick: quick, seed: seed)
    let shuffled = experiments.shuffling()
    for result in shuffled {
        print(result.name, percent(result.before), "as they are,", percent(result.after), "shuffled")
    }
    let (mlp, cnn) = (shuffled[0], shuffled[1])
    claim("MLP, as they are", mlp.before, in: bound(0.91, 0.6)...0.955)
    claim("MLP: shuffled minus as they are", mlp.after - mlp.before, in: -0.02...0.02)
    claim("CNN: as they are minus shuffled", cnn.before - cnn.after, atLeast: bound(0.035, 0.01))
    claim("CNN minus MLP, as they are", cnn.before - mlp.before, atLeast: bound(0.005, -0.1))

    figure(
        "Without neighbours the dense network loses nothing. The other one lives from them.",
        alt: "Accuracy of an MLP and a CNN as bars, on digits as they are and on shuffled ones."
    ) { neighboursFigure(shuffled) }

    //: Each hidden unit of the dense network has a weight for every pixel. Rename the pixels, rename the
    //: weights: the same network. That two pixels lie side by side is nowhere written down.
    //:
    //: > A dense layer sees a list of pixels. It has to learn from data what you see at once.

    //: ## One small detector looks everywhere
    //:
    //: Nine numbers, a *kernel*, are laid on the upper left corner of a picture. Multiply each with the pixel
    //: under it and add up: one answer. Move one pixel to the right and ask again.

    let picture: Tensor = [
        [1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0],
    ]
    let cross: Tensor = [[1, 0, 1], [0, 1, 0], [1, 0, 1]]
    let first = (picture[0..<3, 0..<3] * cross).sum()
    let second = (picture[0..<3, 1..<4] * cross).sum()
    print("first window:", first, " second:", second)
    claim("answers in the first two windows", [first, second], equals: [4, 3])

    predict(
        "The window moves on once more, to the upper right corner. What is the third answer?",
        answer: "4: the corners 1, 0, 1, 1 and the middle 1 make 4.",
        tempting: "3",
        why: "The picture thins out there. But the cross asks only for its own five places.")

    var slid = Tensor(zeros: [3, 3])
    for i in 0..<3 {
        for j in 0..<3 { slid[i, j] = Tensor((picture[i..<i + 3, j..<j + 3] * cross).sum()) }
    }
    print(slid)
    claim("all nine answers", slid.scalars, equals: [4, 3, 4, 2, 4, 3, 2, 3, 4])

    figure(
        "Nine windows, nine answers. In the blue frame pixel times weight; their sum goes to the orange one.",
        alt:
            "A kernel, and its 3 by 3 window at each of nine places of a 5 by 5 image, with its products and the answers so far."
    ) {
        Figure(columns: 2, columnWidths: [0.11, 0.89]) {
            TensorBoxes(largestCell: 60) {
                TensorBox(cross.scalars, shape: cross.shape, title: "the kernel", axes: [.none, .none])
            }
            SlidingWindow(
                image: (0..<5).map { picture[$0].scalars }, kernel: (0..<3).map { cross[$0].scalars })
        }
    }

    //: The answers form a picture again, a *feature map*. The sliding is called *convolution*.
    //:
    //: > One detector, used at every place.

    //: ## A kernel is a question
    //:
    //: Which question is asked depends on the nine numbers. Right minus left: is there an edge here? All ninths:
    //: how bright is it around here?

    let edge: Tensor = [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]
    func answers(_ kernel: Tensor, _ image: Tensor) -> Tensor {
        let (images, kernels) = (image.reshaped(to: [1, 1, 5, 5]), kernel.reshaped(to: [1, 1, 3, 3]))
        return convolution(images, kernels, bias: [0]).reshaped(to: [3, 3])
    }
    let (straight, turned) = (answers(edge, picture), answers(-edge, picture))
    print(straight)
    print(turned)
    claim("the edge kernel's answers", straight.scalars, equals: [2, 0, -2, 3, 2, -2, 3, 1, -2])
    claim("edge plus turned edge", abs(straight + turned).max(), equals: 0)

    let five = mnist.training.images[mnist.training.labels.firstIndex(of: 5)!]
    figure(
        "Blue is a strong yes, orange a strong no. Negative answers matter: that edge runs the other way.",
        alt: "A handwritten 5 and five kernels; below each kernel the map of its answers over the digit.",
        height: 720
    ) { zooFigure(five) }

    //: Turning the edge kernel around changes the sign of every answer. **Careful:** mathematics turns the
    //: kernel around before it slides, and calls only that a convolution. We do not, and neither does any
    //: library of this field. The cross could not have told you: it looks the same from both sides.
    //:
    //: **Change one line.** Transpose `edge`. Which strokes answer now?
    //:
    //: > The kernel asks. The sign of the answer says which way.

    //: ## A dense layer with two beliefs
    //:
    //: Each of the nine answers is a weighted sum of 25 pixels, and most weights are 0. So a convolution *is* a
    //: dense layer, with a matrix of 9 rows and 25 columns.

    var matrix = Tensor(zeros: [9, 25])
    for window in 0..<9 {
        for tap in 0..<9 {
            let (row, column) = (window / 3 + tap / 3, window % 3 + tap % 3)
            matrix[window, row * 5 + column] = edge[tap / 3, tap % 3]
        }
    }
    let product = matmul(matrix, picture.reshaped(to: [25])).reshaped(to: [3, 3])
    print("the same nine answers:", product == straight)
    claim("matrix product minus convolution", abs(product - straight).max(), equals: 0)

    figure(
        "White places are no weights at all, and equal colours are one number. That is all a convolution is.",
        alt:
            "A 9 by 25 grid with nine colours repeating along slanted bands; a dense grid, all cells different."
    ) { matrixFigure(seed: seed) }

    predict(
        "28×28 pixels in, 24×24 answers out, a 5×5 window. How many weights, against a dense layer?",
        answer: "25 against 451,584.",
        tempting: "a tenth",
        why: "White places save a factor of 31. But sharing saves 576 once more.")

    let (places, filled) = (784 * 576, 25 * 576)
    print("dense \(places) weights; \(filled) places filled,", percent(Scalar(filled) / Scalar(places)))
    claim(
        "weights, places filled, share of places", [Scalar(places), Scalar(filled)],
        equals: [451_584, 14_400])

    //: Two beliefs did this. *Nearby things belong together*: so all weights outside the window are gone. *The
    //: same thing can happen anywhere*: so all windows share their weights.
    //:
    //: > A convolution is a dense layer that believes in neighbours and in repetition.

    //: ## Count where the window fits
    //:
    //: A window three wide fits into five pixels at three places: 5 − 3 + 1. Six such layers, and a digit of 28
    //: has lost twelve. To keep the border, put zeros around the picture first: *padding*. To step faster, move
    //: the window by more than one pixel: the *stride*.
    //:
    //:     output = ⌊(n + 2·padding − k) / stride⌋ + 1

    func size(_ n: Int, _ k: Int, stride: Int = 1, padding: Int = 0) -> Int {
        Conv2D(weight: Tensor(zeros: [1, 1, k, k]), bias: [0], stride: stride, padding: padding)
            .outputShape(for: [1, 1, n, n])[2]
    }
    print("5×5 on 28:", size(28, 5), "  padded by 2:", size(28, 5, padding: 2))
    print("3×3 on 28, stride 2:", size(28, 3, stride: 2))
    claim(
        "sizes of three outputs", [size(28, 5), size(28, 5, padding: 2), size(28, 3, stride: 2)],
        equals: [24, 28, 13])

    //: In the last one a column is left over at the right border: a window that does not fit whole is not taken.
    //:
    //: > The first window costs no step. Every further one costs a stride.

    //: ## A kernel reaches through all channels
    //:
    //: A photograph has three numbers at each place: red, green, blue. Feature maps come in dozens. So an image
    //: is a block `[channels, height, width]`, and a kernel is a smaller block that reaches through all its
    //: channels. It answers with *one* map. Many kernels make many maps.

    var generator = SeededGenerator(seed: seed)
    let colour = Tensor(randomUniform: [2, 3, 28, 28], using: &generator)  // two photographs
    let eight = Conv2D(3, 8, size: 5, using: &generator)  // weight [8, 3, 5, 5], bias [8]
    print(eight.weight.shape, "→", eight.predict(colour).shape)
    claim("shape of the output", eight.predict(colour).shape, equals: [2, 8, 24, 24])
    claim("numbers in the layer", eight.parameterCount, equals: 8 * 3 * 25 + 8)

    //: The channels are added up, not kept apart. A kernel of 1×1 still mixes them: it weighs the channels of
    //: one place against each other.
    //:
    //: > As deep as the input's channels; as many maps as kernels.

    //: ## A kernel can be learned
    //:
    //: Nobody needs to make kernels by hand. Take digits, and as wishes what the edge kernel makes of them.
    //: Start with nine random numbers, measure the squared error, step against its slope.

    let digits = ConvolutionalExperiments.pictures(mnist.training.part(0..<64))
    let wishes = convolution(digits, edge.reshaped(to: [1, 1, 3, 3]), bias: [0])
    let learner = Conv2D(1, 1, size: 3, using: &generator)
    let descent = Adam(learner.parameters, learningRate: 0.05)
    var path = [(step: 0, kernel: learner.weight.value[0, 0])]
    for step in 1...400 {
        let error = meanSquaredError(
            predicted: learner(.constant(digits), mode: .training), expected: .constant(wishes))
        descent.zeroGradients()
        error.backward()
        descent.step()
        if [5, 50, 400].contains(step) { path.append((step, learner.weight.value[0, 0])) }
    }
    let found = learner.weight.value[0, 0]
    print(found)
    claim("largest distance from the kernel made by hand", abs(found - edge).max(), atMost: 0.1)

    figure(
        "From noise to the edge kernel, by slopes alone. Blue is positive, orange negative.",
        alt:
            "A 3 by 3 kernel at four moments of training and the one made by hand, with its answers on a digit.",
        height: 800
    ) { learnedKernelFigure(path, target: edge, digit: five) }

    //: It found the nine numbers. Nobody told it what an edge is; the wishes did. In a network even the wishes
    //: come from elsewhere: from the loss, sent back through the layers above.
    //:
    //: > Do not choose the question. Choose the goal, and learn the question.
    //:
    //: *Rest here.* You have a layer that sees neighbours, and it learns.

    //: ## A weight hears from every place it was used
    //:
    //: How did the slope of one kernel number come about? It was used in every window: 576 times on a 28×28
    //: image with 5×5. Lesson 05's fork, 576 roads: the slopes of all roads add up.

    let image = Variable.constant(five.reshaped(to: [1, 1, 28, 28]))
    let kernel = Variable(Tensor(randomNormal: [1, 1, 5, 5], using: &generator))
    let map = convolution(image, weight: kernel, bias: .constant([0]))
    map.sum().backward()
    let byHand = five[0..<24, 0..<24].sum()  // the first number met these pixels
    print("slope of the first number:", kernel.gradient![0, 0, 0, 0], "  pixels it met:", byHand)
    claim("windows", map.value.size, equals: 576)
    claim("slope minus sum of the pixels", kernel.gradient![0, 0, 0, 0].item - byHand, in: -1e-3...1e-3)

    //: And a pixel? It was read by up to 25 windows, and collects from all of them. Each output hands its
    //: slope back to the pixels it read, times the weight it read them with.
    //:
    //: > What was used many times, hears from all of its uses.

    //: ## Pooling keeps the strongest answer
    //:
    //: A feature map says at each place how sure it is. Next to a sure place are other sure places. Keep the
    //: largest of each 2×2, and a quarter of the numbers is left: *max pooling*.

    let small: Tensor = [
        [1, 3, 0, 0, 2, 1], [2, 9, 4, 0, 1, 0], [0, 5, 6, 1, 0, 0],
        [0, 2, 8, 7, 1, 0], [1, 0, 3, 4, 2, 5], [0, 0, 1, 2, 6, 3],
    ]
    let pooled = MaxPool2D(2).predict(small.reshaped(to: [1, 1, 6, 6]))
    print(pooled.reshaped(to: [3, 3]))
    claim("the largest of each 2×2", pooled.scalars, equals: [9, 4, 2, 5, 8, 1, 1, 4, 6])

    figure(
        "Where exactly the 9 stood is forgotten. That it was there stays.",
        alt: "A 6 by 6 table of numbers and the 3 by 3 table of the largest number in each 2 by 2 square.",
        height: 760
    ) { poolingFigure(small) }

    //: On the way back the slope goes to the winner alone. The others had no say.
    //:
    //: Pooling also makes the next window see further. One answer of a 5×5 kernel has seen 5 pixels across.
    //: After pooling it speaks for 6. A second 5×5 on top: 14. Pooled again: 16 of 28. This is the *receptive
    //: field*.

    var (field, step) = (1, 1)
    var fields: [Int] = []
    for (window, stride) in [(5, 1), (2, 2), (5, 1), (2, 2)] {
        field += (window - 1) * step
        step *= stride
        fields.append(field)
    }
    print("pixels seen after each layer:", fields)
    claim("receptive fields", fields, equals: [5, 6, 14, 16])

    predict(
        "Two 3×3 kernels in a row see as far as one 5×5. Are they cheaper or dearer?",
        answer: "Cheaper: 18 numbers against 25. And a bend fits in between.",
        tempting: "the same",
        why: "They see the same 5×5 pixels. But the two share what they compute.")
    claim("numbers of both", [3 * 3 + 3 * 3, 5 * 5], equals: [18, 25])

    //: > Pooling forgets a little of where, and lets the next layer see further.

    //: ## The windows do the work, with few numbers
    //:
    //: Convolve, bend, pool; again; then a dense layer for the ten scores. This is the plan of *LeNet*, which
    //: read cheques in the 1990s.

    let network = DigitNetworks.twoRounds(16, 32, seed: seed)
    print(network.summary(inputShape: [1, 28, 28]))
    let costs = LayerCost.all(of: network)
    print("multiplications for one image:", costs.map(\.multiplications))
    claim("numbers to learn", network.parameterCount, equals: 18_378)
    claim("multiplications", costs.map(\.multiplications), equals: [230_400, 819_200, 5_120])

    figure(
        "The head multiplies least, and still holds more than a quarter of the numbers.",
        alt: "Two panels of bars for three layers: numbers to learn, and multiplications for one image.",
        height: 860
    ) { costFigure(costs) }

    predict(
        "Our one-round network of 8,002 numbers: twelve 5×5 kernels, pooling by 3, a dense head. Where do they sit?",
        answer: "In the head: 7,690 of 8,002.",
        tempting: "in the convolution",
        why: "It does most of the work. But it does it with the same 312 numbers, again and again.")
    let one = DigitNetworks.oneRound(seed: seed)
    let shares = one.layers.map(\.parameterCount).filter { $0 > 0 }
    print("convolution and head:", shares)
    claim("numbers in the convolution and in the head", shares, equals: [312, 7_690])

    //: "Fewer numbers, so faster" is wrong here: 18,378 numbers take more than a million multiplications. Lesson
    //: 06's network has 407,050 numbers, and uses each once.
    //:
    //: > Convolutions are poor in numbers and rich in work.

    //: ## A twentieth of the parameters, half of the mistakes
    //:
    //: Now train it, three epochs. The loop is lesson 06's. One thing is new: after each epoch the learning rate gets
    //: five times smaller. Large steps get near; small ones settle. (784-512-10 had no such schedule, so part of
    //: what follows is its doing. Lesson 09 measures what schedules do.)

    let start = network.layers[0].parameters[0].value
    let epochs = 3
    let bar = progress("two rounds", total: epochs * ((training.count + 63) / 64))
    ConvolutionalExperiments.train(
        network, on: training, epochs: epochs, seed: seed, rate: 0.003, slowing: 5
    ) { bar.advance("loss \(decimals(3, $0.loss))") }
    bar.finish()
    let right = evaluate(network, ConvolutionalExperiments.pictures(test), test.labels).accuracy
    print("test digits named correctly:", percent(right, decimals: 2))
    claim("test accuracy after three epochs", right, atLeast: bound(0.987, 0.9))

    figure(
        "Before: noise. After: two or three look like strokes or edges. What would you call the others?",
        alt: "Eight 5 by 5 kernels of the first layer before training and the same eight after.", height: 640
    ) { kernelsFigure(before: start, after: network.layers[0].parameters[0].value) }
    figure(
        "Four maps after each step. The box in the image is all that the boxed number has seen.",
        alt: "A digit and the maps it becomes: after convolution, ReLU, pooling, and the same again.",
        height: 760
    ) { mapsFigure(network, five) }

    //: About 99.0 %, over five seeds never under 98.7. With a twentieth of the parameters it makes half of the
    //: mistakes of 784-512-10. Is that luck of one size? Train small and large ones of both kinds, on fewer
    //: images.

    let sizes = experiments.sizes()
    for size in sizes {
        print(size.isConvolutional ? "CNN" : "MLP", size.parameters, "→", percent(size.accuracies))
    }
    let (dense, lean, wide) = (sizes[2], sizes[4], sizes[5])
    claim(
        "numbers of the CNN 8, 16 over those of 784-128-10",
        Scalar(wide.parameters) / Scalar(dense.parameters), atMost: 0.1)
    claim("accuracy of CNN 8, 16 minus 784-128-10", wide.mean - dense.mean, atLeast: bound(0.01, -0.05))
    claim("accuracy of CNN 4, 8 minus 784-128-10", lean.mean - dense.mean, atLeast: bound(-0.01, -0.12))

    figure(
        "For the same number of weights the CNN is far ahead. Two beliefs are worth a tenfold size.",
        alt: "Accuracy against number of parameters on a log axis: the CNN's line lies above the MLP's."
    ) { sizesFigure(sizes) }

    //: The CNN with 8 and 16 kernels has less than a tenth of the numbers of 784-128-10, and reads better: about
    //: 96 % against 94. The one with 4 and 8 kernels reads as well with under a fortieth, give or take one
    //: percent.
    //:
    //: > Beliefs that are true are worth more than weights.

    //: ## Where is not whether
    //:
    //: Lesson 06's network fell to about half when digits moved by three pixels. You may have read that
    //: convolutional networks do not care where things are. Three small networks, one start each, on 8,000 images:
    //: 784-128-10, and a CNN with two kinds of heads.

    predict(
        "Move the test digits by three pixels. What is left of a CNN's accuracy: all, most, half?",
        answer: "A dense head loses about a third, one maximum for each map one or two in a hundred.",
        tempting: "all of it",
        why: "The maps move along with the picture. But then a dense head asks where they are strong."
    )

    let pixels = [0, 1, 2, 3, 4, 5, 6]
    let curves = experiments.shifts(by: pixels)
    for curve in curves {
        print(
            curve.name.replacingOccurrences(of: "\n", with: " "), percent(curve.accuracies, decimals: 0))
    }
    let (moved, whole) = (curves.map { $0.accuracies[3] }, curves.map { $0.accuracies[0] })
    claim("moved by 3: dense head minus MLP", moved[1] - moved[0], atLeast: bound(0.15, 0.05))
    claim("moved by 3: one maximum minus dense head", moved[2] - moved[1], atLeast: bound(0.12, 0))
    claim("lost by the dense head at 3 pixels", whole[1] - moved[1], in: bound(0.2, 0.05)...bound(0.42, 0.6))
    claim("lost by one maximum at 3 pixels", whole[2] - moved[2], atMost: bound(0.05, 0.2))
    claim("not moved: dense head minus one maximum", whole[1] - whole[2], atLeast: bound(0.005, -0.05))

    figure(
        "The dense head asks where, so it falls. One maximum for each map asks only whether, and holds.",
        alt: "Accuracy against shift in pixels, three curves: the MLP falls fastest, one maximum stays high."
    ) { shiftsFigure(pixels, curves) }

    //: Shift the picture, and the maps shift: that is *equivariance*, and convolution has it (away from the
    //: border). Not to change at all is *invariance*, and it needs something else: here, throwing away where.
    //: That has a price. Where nothing moved, the maximum is behind: it cannot tell a stroke above from one
    //: below.
    //:
    //: **Change one line.** In `shifts`, train on digits that were moved at random. Data can teach what the
    //: architecture did not.
    //:
    //: > A convolution moves its answer along. It takes more not to care.

    //: ## The same sum as one product
    //:
    //: Seven loops are what the formula says. Here they are, in the engine's own words:
    //:
    //: ![source](Sources/Tensors/ConvolutionByLoops.swift#convolutionByLoops)
    //:
    //: Processors like one thing better than loops: a large matrix product. So lay every window out as a row,
    //: and the kernels as columns. This is *im2col*.

    let batch = ConvolutionalExperiments.pictures(mnist.training.part(0..<32))
    let (weight, bias) = (network.layers[0].parameters[0].value, network.layers[0].parameters[1].value)
    let rows = batch.windows(height: 5, width: 5)  // [32, 1, 28, 28] → [32·576, 25]
    let columns = weight.flattened().transposed()  // [16, 1, 5, 5] → [25, 16]
    let asProduct = (matmul(rows, columns) + bias).reshaped(to: [32, 24, 24, 16])
        .transposed(permutation: [0, 3, 1, 2])
    let asLoops = convolutionByLoops(batch, weight, bias: bias)
    print(rows.shape, "·", columns.shape)
    claim("largest difference between product and loops", abs(asProduct - asLoops).max(), atMost: 1e-4)

    let ways = Stopwatch.fastest(
        of: 5,
        [
            ("seven loops", { _ = convolutionByLoops(batch, weight, bias: bias) }),
            ("im2col and a product", { _ = matmul(batch.windows(height: 5, width: 5), columns) + bias }),
            ("the engine", { _ = convolution(batch, weight, bias: bias) }),
        ])
    for way in ways { print(way.name, decimals(2, Scalar(way.milliseconds)), "ms") }
    // A loose bound: what else the machine does can slow any of them down.
    claim(
        "time of the loops over that of the engine", ways[0].milliseconds / ways[2].milliseconds, atLeast: 1.5
    )

    figure(
        "The same numbers, in the same order, by three ways. Only the time differs.",
        alt: "Horizontal bars of the time for one batch: loops, im2col with a matrix product, the engine.",
        height: 620
    ) { timingFigure(ways) }

    //: The windows overlap, so im2col stores every pixel up to 25 times. The engine reads the windows where they
    //: lie, and takes part of the batch on each core.
    //:
    //: > Write the loops first. Then make them fast, and hold the two together.

    //: ## Deep networks need a way around
    //:
    //: More layers see further and bend more. So stack them: 2, 8, 20 convolutions of 16 kernels, and train
    //: each tower for the same few steps. Three kinds. A *plain* one. One with *batch norm*: each map is
    //: centred and scaled over the batch, and then given a scale and a centre that are learned. And one with
    //: *skips* as well: every two layers compute only what is *added* to their input, y = relu(x + f(x)). At the
    //: start f answers 0, because its last scale starts at 0.

    let depths = quick ? [2, 12] : [2, 8, 20]
    let climbs = experiments.depths(depths)
    for climb in climbs { print(climb.tower.rawValue, climb.depth, "layers: loss", decimals(3, climb.loss)) }
    let deep = Tower.allCases.map { tower in climbs.last { $0.tower == tower }! }
    claim("loss of the deepest plain tower", deep[0].loss, atLeast: 2.2)
    claim(
        "loss of the deepest tower with batch norm, over that with skips", deep[1].loss / deep[2].loss,
        atLeast: bound(1.5, 0))
    claim("loss of the deepest tower with skips", deep[2].loss, atMost: bound(0.4, 1.5))

    figure(
        "Plain, next to no slope comes through. With batch norm slopes grow on the way. With skips they arrive as sent.",
        alt: "Left: training loss against depth for three kinds of towers. Right: slopes by layer, log scale."
    ) { depthFigure(climbs) }

    let lost = deep.map { $0.slopes[0].size / $0.slopes[$0.slopes.count - 1].size }
    print("slope at the first maps over that at the last:", decimals(4, lost))
    claim("plain: slope at the first maps over the last", lost[0], atMost: bound(0.01, 0.2))
    claim("batch norm: the same", lost[1], atLeast: bound(5, 1.5))
    claim("skips: the same", lost[2], in: 0.3...3)

    //: From our usual start every plain layer lets only a part of the slope through. Multiply 20 such parts.
    //: Batch norm mends the size of the maps, and overshoots with the slopes. A skip leaves a way that
    //: multiplies by one: for y = x + f(x), ∂y/∂x = 1 + f′(x). Here a ReLU closes the block, y = relu(x + f(x)), and
    //: its gate stands in front:
    //:
    //:     ∂y/∂x = gate · (1 + f′(x)),   gate = 1 where y > 0, else 0
    //:
    //:
    //: **Careful.** Skips were not invented against lost slopes. Their inventors had batch norm, healthy slopes,
    //: and towers that still trained worse the deeper they were. "Do nothing" is hard to learn for a stack of
    //: layers. With a skip it is the default. And when the network is asked, batch norm uses averages it kept
    //: while training: an answer should not depend on who else is in the batch.
    //:
    //: > Let a layer add to its input, and depth does no harm.

    //: ## What we did not do
    //:
    //: - Harder pictures, deeper networks, and boxes around things come in 10.
    //: - Kernels for pictures only. Lesson 12 slides them over graphs.
    //: - Whether "edges, then parts, then objects" is true: we saw a few strokes among eight kernels, and
    //:   no more.
    //:
    //: ## In short
    //:
    //: A dense network does not know neighbours. A convolution is one small detector, used everywhere: a dense
    //: layer that believes in neighbours and in repetition. Its output has ⌊(n + 2p − k) / s⌋ + 1 places. A weight
    //: that was used many times hears from all of its uses. Pooling forgets where, a little. Maps move along
    //: with the picture, and it takes one maximum for each map not to care. Skips make doing nothing the default.
    //:
    //: ## Words
    //:
    //: - *kernel*: the weights that slide (filter); *window*: the pixels under it (patch);
    //: - *convolution*: sliding and adding up, the kernel not turned (cross-correlation);
    //: - *feature map*: one kernel's answers; *channel*: one of the maps, or colours, of an image;
    //: - *padding*: a border of zeros; *stride*: the step of the window;
    //: - *pooling*: one number for each window (subsampling); *receptive field*: what a unit can see;
    //: - *im2col*: windows laid out as rows of a matrix;
    //: - *equivariant*: moves along; *invariant*: stays the same;
    //: - *batch norm*: features centred and scaled over the batch;
    //: - *skip*, *residual block*: x + f(x) (shortcut).
    //:
    //: ## Check yourself
    //:
    //: <details><summary>A 3×3 window on 10 pixels, stride 3, padding 1: how many places?</summary>
    //:
    //: 4: (10 + 2 − 3) / 3 = 3, and one more for the first.
    //:
    //: </details>
    //: <details><summary>How many numbers has a layer from 8 to 24 channels with 5×5 kernels?</summary>
    //:
    //: 24 · 8 · 25 + 24 = 4,824.
    //:
    //: </details>
    //: <details><summary>What does a kernel with a single 1 in its middle do?</summary>
    //:
    //: It returns the image. With the 1 elsewhere it moves the image.
    //:
    //: </details>
    //: <details><summary>Why is the slope of a kernel's number a sum and no mean?</summary>
    //:
    //: It was used in every window. Each use is a road, and roads add.
    //:
    //: </details>
    //: <details><summary>Where does the slope go in max pooling?</summary>
    //:
    //: To the winner of each window. A winner of two windows collects twice.
    //:
    //: </details>
    //: <details><summary>From 06: what is the loss of a network that has learned nothing?</summary>
    //:
    //: ln 10 = 2.303 for ten classes. Our deepest plain tower stayed there.
    //:
    //: </details>
    //: <details><summary>From 05: c = a · (a + 1). How many roads from a to c?</summary>
    //:
    //: Two. Their slopes, 4 and 3 at a = 3, add up to 7.
    //:
    //: </details>
    //:
    //: ## Exercises
    //:
    //: In `Exercises/07-convolutional-networks`; `swift run lesson check 07` tells what is right, what is wrong
    //: and why.
    //:
    //: - **7.1** The size of an output. (Repeat. *Count where the window fits* suffices.)
    //: - **7.2** Convolution with one channel, by loops. (Repeat.)
    //: - **7.3** Convolution with many channels. (Apply.)
    //: - **7.4** im2col. (Apply.)
    //: - **7.5** The backward pass of a convolution. (Apply.)
    //: - **7.6** Max pooling, there and back. (Apply.)
    //: - **7.7** A residual block, there and back. (Apply.)
    //:
    //: Open end: end the network in one *average* for each map instead of one maximum. What does a moved digit
    //: cost now, and an empty border twice as wide?
    //:
    //: ## Further
    //:
    //: - 3Blue1Brown, *But what is a convolution?*: the same sliding for dice, blurs and polynomials.
    //: - C. Olah, *Understanding Convolutions*: from a dropped ball to the matrix, in symbols.
    //: - R. Zhang, *Making Convolutional Networks Shift-Invariant Again*: what strides break, and how to mend it.
    //: - K. He and others, *Deep Residual Learning*: section 4.1 says what the plain towers did and did not suffer.
    //: - A. Karpathy, *Deep Neural Nets: 33 years ago and 33 years from now*: LeCun's network of 1989, rebuilt.
}
