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

    //: Shuffle the pixels of every image, all in the same way. You will not read a digit again. Train a dense network on
    //: ten thousand of them: about 94 %. On the originals: about 94 %. It never noticed. What had it been looking at?
    //:
    //: On this page we build a network that does notice. It has a twentieth of the parameters of lesson 06's, and it is
    //: right 99 times in 100.
    //:
    //: **One setting.** The experiments on this page use the first 10,000 training images, three epochs, batches of
    //: 64 and Adam with learning rate 0.002. The **MLP**, multilayer perceptron, is lesson 06's kind of network,
    //: 784-128-10. The **CNN**, convolutional network, is what this page builds: two convolutions, of 8 and 16
    //: kernels, and a dense layer after them. Only two kinds are trained otherwise, and the page says how: the one of
    //: 99 %, and the deep ones at the end.
    //:
    //: **You will be able to**
    //: - compute a convolution by hand, and its output's size before you run it;
    //: - say which two assumptions turn a dense layer into a convolution, and what they save;
    //: - write im2col, pooling, and the backward pass of both layers;
    //: - tell equivariance from invariance;
    //: - find where gradients vanish in a deep network, and what brings them back.
    //:
    //: **You need** from [05](../05-backpropagation/index.html): where a number is used twice, its gradients add
    //: up. From [06](../06-mlp-mnist/index.html): scores, softmax, and the training loop.
    //:
    //: **Time** about 60 minutes. Rest after *A kernel can be learned*.

    //: ## A dense network does not know which pixels are neighbours

    predict(
        "All images shuffled alike. How does the MLP do, and how the CNN?",
        answer: "The MLP as before. The CNN loses several points, and falls below it.",
        tempting: "both collapse",
        why: "To your eye nothing is left. But a dense network never used which pixels are neighbours."
    )

    let experiments = ConvolutionalExperiments(training: training, test: test, quick: quick, seed: seed)
    let shuffled = experiments.shuffling()
    for result in shuffled {
        print(result.name, percent(result.before), "as they are,", percent(result.after), "shuffled")
    }
    let (mlp, cnn) = (shuffled[0], shuffled[1])
    claim("MLP, as they are", mlp.before, in: bound(0.91, 0.6)...0.955)
    claim("MLP: shuffled minus as they are", mlp.after - mlp.before, in: -0.02...0.02)
    claim("shuffled: MLP minus CNN", mlp.after - cnn.after, atLeast: bound(0.01, 0.02))
    claim("CNN: as they are minus shuffled", cnn.before - cnn.after, atLeast: bound(0.035, 0.01))
    claim("CNN minus MLP, as they are", cnn.before - mlp.before, atLeast: bound(0.005, -0.1))

    figure(
        "Without neighbours the MLP loses nothing. The CNN depends on them.",
        alt: "Accuracy of an MLP and a CNN as bars, on digits as they are and on shuffled ones."
    ) { neighboursFigure(shuffled) }

    //: Each hidden unit of the dense network has a weight for every pixel. Rename the pixels, rename the
    //: weights: the same network. That two pixels lie side by side is written nowhere.
    //:
    //: > A dense layer sees a list of pixels. Which of them are neighbours it has to learn from data.

    //: ## One small detector looks everywhere
    //:
    //: Lay nine numbers, a **kernel**, on the upper left corner of an image. The pixels under it are its **window**.
    //: Multiply each number with the pixel under it and add up: one answer. Move one pixel to the right, and do it again.

    let picture: Tensor = [
        [1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0],
    ]
    let cross: Tensor = [[1, 0, 1], [0, 1, 0], [1, 0, 1]]
    let first = (picture[0..<3, 0..<3] * cross).sum()
    let second = (picture[0..<3, 1..<4] * cross).sum()
    print("first window:", first, " second:", second)
    claim("answers in the first two windows", [first, second], equals: [4, 3])

    predict(
        "The window moves on to the upper right corner: [1, 0, 0], [1, 1, 0], [1, 1, 1]. What is the answer of the cross, "
            + "which has a 1 in the middle and in each corner?",
        answer: "4: the corners 1, 0, 1, 1 and the middle 1 make 4.",
        tempting: "3",
        why: "The image is emptier there. But only five entries of the cross are not 0, and four of these meet a 1.")

    var slid = Tensor(zeros: [3, 3])
    for i in 0..<3 {
        for j in 0..<3 { slid[i, j] = Tensor((picture[i..<i + 3, j..<j + 3] * cross).sum()) }
    }
    print(slid)
    claim("all nine answers", slid.scalars, equals: [4, 3, 4, 2, 4, 3, 2, 3, 4])

    figure(
        "Nine windows, nine answers. In the blue frame pixel times weight; their sum goes into the orange cell.",
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

    //: The answers form an image again, a **feature map**. The sliding is called **convolution**.
    //:
    //: > One detector, used at every place.

    //: ## A kernel looks for a pattern
    //:
    //: The nine numbers decide what is looked for. Right minus left: is there an edge here? All of them 1/9: how bright is
    //: it around here?

    let edge: Tensor = [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]
    func answers(_ kernel: Tensor, _ image: Tensor) -> Tensor {
        let (images, kernels) = (image.reshaped(to: [1, 1, 5, 5]), kernel.reshaped(to: [1, 1, 3, 3]))
        return convolution(images, kernels, bias: [0]).reshaped(to: [3, 3])
    }
    let (straight, turned) = (answers(edge, picture), answers(-edge, picture))
    print(straight)
    print(turned)
    claim("the edge kernel's answers", straight.scalars, equals: [2, 0, -2, 3, 2, -2, 3, 1, -2])
    claim("edge plus flipped edge", abs(straight + turned).max(), equals: 0)

    let five = mnist.training.images[mnist.training.labels.firstIndex(of: 5)!]
    figure(
        "Blue is positive, orange negative. A negative answer of an edge kernel: the edge runs the other way.",
        alt: "A handwritten 5 and five kernels; below each kernel the map of its answers over the digit.",
        height: 720
    ) { zooFigure(five) }

    //: Now turn the edge kernel: its eight outer numbers move round the middle, 45 degrees at a time, clockwise. Before you
    //: do: at which angle do the level strokes of the 5 answer most, and what will 180 degrees look like?

    let quarters = [90, 180].map { edgeKernel(turnedBy: $0) }
    print(quarters[0], quarters[1])
    claim("turned by 90 degrees, against below minus above", abs(quarters[0] - edge.transposed()).max(), equals: 0)
    claim("turned by 180 degrees, plus the edge kernel", abs(quarters[1] + edge).max(), equals: 0)

    figure(
        """
        Move the angle. At 0 upright strokes answer, at 90 level ones, between them slanted ones. After 180 degrees each sign \
        has changed.
        """,
        alt: """
            The edge kernel, the 5, and the map of its answers. At 0 degrees upright strokes have blue and orange sides, at 90 \
            level ones, between them slanted ones; from 180 on the two colours are exchanged.
            """,
        over: [0, 45, 90, 135, 180, 225, 270, 315], label: "degrees", height: 700
    ) { turnedFigure(edgeKernel(turnedBy: $0), five) }

    //: Flipping the edge kernel, left to right, changes the sign of every answer. **Careful:** mathematics flips the kernel
    //: in both directions before it slides, and calls only that a convolution; without the flip it is a
    //: **cross-correlation**. We do not flip, nor do PyTorch, Keras and JAX, and all of us say convolution. The cross could
    //: not have told you: it is the same flipped.
    //:
    //: **Change one line.** Transpose `edge`. Which strokes answer now?
    //:
    //: > A kernel is a pattern to look for. The sign of the answer says which way round it is there.

    //: ## A dense layer with two assumptions
    //:
    //: Each of the nine answers is a weighted sum of 25 pixels, and most weights are 0. So a convolution *is* a
    //: dense layer, with a matrix of 9 rows and 25 columns.

    var matrix = Tensor(zeros: [9, 25])
    for window in 0..<9 {
        for entry in 0..<9 {
            let (row, column) = (window / 3 + entry / 3, window % 3 + entry % 3)
            matrix[window, row * 5 + column] = edge[entry / 3, entry % 3]
        }
    }
    let product = matmul(matrix, picture.reshaped(to: [25])).reshaped(to: [3, 3])
    print("the same nine answers:", product == straight)
    claim("matrix product minus convolution", abs(product - straight).max(), equals: 0)

    figure(
        "White: no weight. Equal colours: one shared number. A convolution is such a dense layer.",
        alt:
            "A 9 by 25 grid with nine colours repeating along slanted bands; a dense grid, all cells different."
    ) { matrixFigure(seed: seed) }

    predict(
        "28×28 pixels in, 24×24 answers out, a 5×5 window. How many weights, against a dense layer?",
        answer: "25 against 451,584.",
        tempting: "a tenth",
        why: "White places save a factor of 31. Sharing saves another factor of 576.")

    let (places, filled) = (784 * 576, 25 * 576)
    print("dense \(places) weights; \(filled) places filled,", percent(Scalar(filled) / Scalar(places)))
    claim(
        "weights of the dense layer, and places that are filled", [Scalar(places), Scalar(filled)],
        equals: [451_584, 14_400])

    //: Two assumptions did this. **Locality**: nearby pixels belong together, so all weights outside of the window are gone.
    //: **Weight sharing**: the same pattern can be anywhere, so all windows share their weights. What a network assumes
    //: before it has seen any data is its **inductive bias**.
    //:
    //: > A convolution is a dense layer with locality and weight sharing.

    //: ## Count where the window fits
    //:
    //: A window three wide fits into five pixels at three places: 5 − 3 + 1. Six such layers, and a digit of 28
    //: has lost twelve. To keep the border, put zeros around the image first: **padding**. To take larger steps,
    //: move the window by more than one pixel: the **stride**.
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

    //: In the last one a column is left over at the right and a row below: a window that does not fit whole is not
    //: taken.
    //:
    //: > The first window costs no step. Every further one costs a stride.

    //: ## A kernel reaches through all channels
    //:
    //: A photograph has three numbers at each place: red, green, blue. These are its **channels**. Feature maps come in
    //: dozens, and are the channels of what comes next. So an image is a block `[channels, height, width]`, and a kernel is
    //: a smaller block with a slice for each channel. What the slices answer is added up: *one* kernel, *one* map.
    //: Many kernels make many maps:
    //:
    //:     y[o, i, j] = b[o] + Σ w[o, c, u, v] · x[c, i + u, j + v]
    //:
    //: The sum goes over all channels c and all places u, v of the kernel.

    figure(
        "Each slice of a kernel slides over its own channel; the answers are added. One kernel, one map; 8 kernels, 8 maps.",
        alt: """
            Three channels, red, green, blue, each with a 5 by 5 window; beside each a slice of the kernel; arrows lead to a \
            plus with a bias and on to one feature map. On the right eight kernels of three slices, each with its map.
            """
    ) { channelsFigure() }

    var generator = SeededGenerator(seed: seed)
    let colour = Tensor(randomUniform: [2, 3, 28, 28], using: &generator)  // two photographs
    let eight = Conv2D(3, 8, size: 5, using: &generator)  // weight [8, 3, 5, 5], bias [8]
    print(eight.weight.shape, "→", eight.predict(colour).shape)
    claim("shape of the output", eight.predict(colour).shape, equals: [2, 8, 24, 24])
    claim("parameters of the layer", eight.parameterCount, equals: 8 * 3 * 25 + 8)

    //: The channels are added up, not kept apart. A kernel of 1×1 still mixes them: it weighs the channels of
    //: one place against each other.
    //:
    //: > A kernel has a slice for each channel of the input. A layer makes as many maps as it has kernels.

    //: ## A kernel can be learned
    //:
    //: Nobody needs to make kernels by hand. Take digits, and as targets what the edge kernel makes of them. Start with nine
    //: random numbers, measure the squared error, step against its gradient.

    let digits = ConvolutionalExperiments.pictures(mnist.training.part(0..<64))
    let targets = convolution(digits, edge.reshaped(to: [1, 1, 3, 3]), bias: [0])
    let learner = Conv2D(1, 1, size: 3, using: &generator)
    let descent = Adam(learner.parameters, learningRate: 0.05)
    var path = [(step: 0, kernel: learner.weight.value[0, 0])]
    for step in 1...400 {
        let error = meanSquaredError(
            predicted: learner(.constant(digits), mode: .training), expected: .constant(targets))
        descent.zeroGradients()
        error.backward()
        descent.step()
        if [5, 50, 400].contains(step) { path.append((step, learner.weight.value[0, 0])) }
    }
    let found = learner.weight.value[0, 0]
    print(found)
    claim("largest distance from the kernel made by hand", abs(found - edge).max(), atMost: 0.1)

    figure(
        "From random numbers to the edge kernel, by gradient descent alone. Blue is positive, orange negative.",
        alt:
            "A 3 by 3 kernel at four moments of training and the one made by hand, with its answers on a digit.",
        height: 800
    ) { learnedKernelFigure(path, target: edge, digit: five) }

    //: It found the nine numbers. Nobody told it what an edge is; the targets did. In a network even these targets are not
    //: given: what reaches the kernel is the gradient of the loss, sent back through the layers above.
    //:
    //: > Do not choose the kernels. Choose the loss, and learn them.
    //:
    //: *Rest here.* You have a layer that sees neighbours, and it learns.

    //: ## A weight gets a gradient from every window
    //:
    //: How did the gradient of one kernel entry come about? It was used in every window: 576 times on a 28×28 image with
    //: 5×5. That is lesson 05's fork with 576 paths: the gradients of all paths add up. With g, the gradient that arrives at
    //: the map,
    //:
    //:     ∂L/∂w[u, v] = Σ over i, j of g[i, j] · x[i + u, j + v]
    //:
    //: Let the loss be the sum of the map, so that every g is 1:

    let image = Variable.constant(five.reshaped(to: [1, 1, 28, 28]))
    let kernel = Variable(Tensor(randomNormal: [1, 1, 5, 5], using: &generator))
    let map = convolution(image, weight: kernel, bias: .constant([0]))
    map.sum().backward()
    let byHand = five[0..<24, 0..<24].sum()  // the first number met these pixels
    print("its gradient:", kernel.gradient![0, 0, 0, 0], "  pixels it met:", byHand)
    claim("windows", map.value.size, equals: 576)
    claim("gradient minus sum of the pixels", kernel.gradient![0, 0, 0, 0].item - byHand, in: -1e-3...1e-3)

    //: And a pixel? It was read by up to 25 windows, and collects from all of them. Each output sends its gradient back to
    //: the pixels it read, times the weight it read them with.
    //:
    //: > What was used many times collects the gradients of all its uses.

    //: ## Pooling keeps the strongest answer
    //:
    //: A feature map says at each place how well the pattern matches. Next to a good match there are other good ones. Keep
    //: the largest of each 2×2, and a quarter of the numbers is left: **max pooling**.

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

    //: In the backward pass the gradient goes to the winner alone; the other three had no influence. (Pooling can have
    //: padding too. A padded cell must never win, so it counts as −∞, not as 0.)
    //:
    //: Pooling also lets the next window see further. One answer of a 5×5 kernel depends on 5 pixels across. After pooling
    //: it is 6. A second 5×5 on top: 14. Pooled again: 16 of 28. This is the **receptive field**.

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
        "Two 3×3 kernels in a row see as far as one 5×5. Have they more weights or fewer?",
        answer: "Fewer: 18 against 25. And a non-linearity fits in between.",
        tempting: "the same",
        why: "They see the same 5×5 pixels. But each answer of the first serves up to nine windows of the second.")
    func weights(_ k: Int) -> Int { Conv2D(weight: Tensor(zeros: [1, 1, k, k]), bias: nil).parameterCount }
    claim("weights of two kernels 3×3 and of one 5×5", [2 * weights(3), weights(5)], equals: [18, 25])

    //: > Pooling forgets exact positions, and widens the receptive field.

    //: ## Few parameters, many multiplications
    //:
    //: Convolution, ReLU, pooling; again; then a dense layer for the ten scores, the **head**. This is the plan of *LeNet*,
    //: which read cheques in the 1990s. Ours has 16 and 32 kernels.

    let network = DigitNetworks.twoRounds(16, 32, seed: seed)
    print(network.summary(inputShape: [1, 28, 28]))
    let costs = LayerCost.all(of: network)
    print("multiplications for one image:", costs.map(\.multiplications))
    claim("parameters", network.parameterCount, equals: 18_378)
    claim("multiplications", costs.map(\.multiplications), equals: [230_400, 819_200, 5_120])

    figure(
        "The head multiplies least, and still holds more than a quarter of the parameters.",
        alt: "Two panels of bars for three layers: parameters, and multiplications for one image.",
        height: 860
    ) { costFigure(costs) }

    predict(
        "Twelve 5×5 kernels, pooling by 3, a dense head: 8,002 parameters. Where are they?",
        answer: "In the head: 7,690 of 8,002.",
        tempting: "in the convolution",
        why: "It does most of the work. But it does it with the same 312 numbers, again and again.")
    let one = DigitNetworks.oneRound(seed: seed)
    let counts = one.layers.map(\.parameterCount).filter { $0 > 0 }
    print("convolution and head:", counts)
    claim("parameters of the convolution and of the head", counts, equals: [312, 7_690])

    //: "Fewer parameters, so faster" is wrong here: 18,378 parameters take more than a million multiplications. Lesson 06's
    //: network has 407,050 parameters, and uses each once.
    //:
    //: > A convolution has few parameters and many multiplications.

    //: ## A twentieth of the parameters, half of the mistakes
    //:
    //: Now train it on all 60,000 images, three epochs, as well as we can. The
    //: loop is lesson 06's. One thing is new: after each epoch the learning rate gets five times smaller. Large steps get
    //: near; small ones settle. (Lesson 06's 784-512-10 had no such **schedule**, so part of its gain comes from there. Lesson 09
    //: measures what schedules do.)

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
        "Before: random numbers. After: two or three look like strokes or edges. What would you call the others?",
        alt: "Eight 5 by 5 kernels of the first layer before training and the same eight after.", height: 640
    ) { kernelsFigure(before: start, after: network.layers[0].parameters[0].value) }
    figure(
        "Four maps after each step. The box in the image is the receptive field of the boxed number.",
        alt: "A digit and the maps it becomes: after convolution, ReLU, pooling, and the same again.",
        height: 760
    ) { mapsFigure(network, five) }

    //: About 99.0 %, over five seeds never under 98.7. With a twentieth of the parameters it makes half of the
    //: mistakes of 784-512-10. Does it depend on the size? Train small and large networks of both kinds, in this page's
    //: setting, from three starts each.

    let sizes = experiments.sizes()
    for size in sizes {
        print(size.isConvolutional ? "CNN" : "MLP", size.parameters, "→", percent(size.accuracies))
    }
    let (dense, lean, wide) = (sizes[2], sizes[4], sizes[5])
    claim(
        "parameters of the CNN 8, 16 over those of 784-128-10",
        Scalar(wide.parameters) / Scalar(dense.parameters), atMost: 0.1)
    claim("accuracy of CNN 8, 16 minus 784-128-10", wide.mean - dense.mean, atLeast: bound(0.01, -0.05))
    claim("accuracy of CNN 4, 8 minus 784-128-10", lean.mean - dense.mean, atLeast: bound(-0.01, -0.12))

    figure(
        "Near 6,000 parameters the CNN is far ahead of the MLP; the MLP with 100,000 does not reach it.",
        alt: "Accuracy against number of parameters on a log axis: the CNN's line lies above the MLP's."
    ) { sizesFigure(sizes) }

    //: The CNN with 8 and 16 kernels has less than a tenth of the parameters of 784-128-10, and is more accurate:
    //: about 96 % against 94. The one with 4 and 8 kernels does as well as the MLP with under a fortieth, give or
    //: take one percentage point.
    //:
    //: > An inductive bias that is true is worth more than parameters.

    //: ## Where is not whether
    //:
    //: Lesson 06's network fell to about half when digits moved by three pixels. You may have read that convolutional
    //: networks do not care where things are. Three networks, one start each: the MLP, and a CNN with two kinds of heads. (Its
    //: two convolutions are padded and have 8 and 24 kernels, so that both heads have enough to go by.) One head is dense. The
    //: other takes the maximum of each whole map, **global max pooling**, and weighs these 24 numbers.

    predict(
        "Move the test digits by three pixels. What is left of a CNN's accuracy: all, most, half?",
        answer: "With a dense head 20 to 40 percentage points are lost, with global max pooling a few at most.",
        tempting: "all of it",
        why: "The maps move along with the image. But a dense head has a weight for each place of them."
    )

    let pixels = [0, 1, 2, 3, 4, 5, 6]
    let curves = experiments.shifts(by: pixels)
    for curve in curves {
        print(
            curve.name.replacingOccurrences(of: "\n", with: " "), percent(curve.accuracies, decimals: 0))
    }
    let (moved, whole) = (curves.map { $0.accuracies[3] }, curves.map { $0.accuracies[0] })
    claim("moved by 3: dense head minus MLP", moved[1] - moved[0], atLeast: bound(0.15, 0.05))
    claim("moved by 3: global max pooling minus dense head", moved[2] - moved[1], atLeast: bound(0.12, 0))
    claim("lost by the dense head at 3 pixels", whole[1] - moved[1], in: bound(0.2, 0.05)...bound(0.42, 0.6))
    claim("lost by global max pooling at 3 pixels", whole[2] - moved[2], atMost: bound(0.07, 0.2))
    claim("not moved: dense head minus global max pooling", whole[1] - whole[2], atLeast: bound(0.005, -0.05))

    figure(
        "A dense head has weights for places, so it falls. Global max pooling does not know places, and holds.",
        alt: "Accuracy against shift in pixels, three curves: the MLP falls fastest, global max pooling stays high."
    ) { shiftsFigure(pixels, curves) }

    //: Shift the image, and the maps shift: that is **equivariance**, and convolution has it (away from the border). Not to
    //: change at all is **invariance**, and it needs something else: here, throwing positions away. That has a price. Where
    //: nothing moved, global max pooling is behind: it cannot tell a stroke above from one below.
    //:
    //: **Change one line.** In `shifts`, train on digits that were moved at random. Data can teach what the
    //: architecture did not.
    //:
    //: > Convolution is equivariant to shifts. Invariance takes more.

    //: ## The same sum as one product
    //:
    //: The formula is seven loops. Here they are, as the engine has them:
    //:
    //: ![source](Sources/Tensors/ConvolutionByLoops.swift#convolutionByLoops)
    //:
    //: Processors like one thing better than loops: a large matrix product. So lay every window out as a row,
    //: and the kernels as columns. This is **im2col**.

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
    claim("time of the loops over that of the engine", ways[0].milliseconds / ways[2].milliseconds, atLeast: 10)

    figure(
        "The same numbers, up to rounding, by three ways. Only the time differs.",
        alt: "Horizontal bars of the time for one batch: loops, im2col with a matrix product, the engine.",
        height: 620
    ) { timingFigure(ways) }

    //: The windows overlap, so im2col stores every pixel up to 25 times. The engine reads the windows where they
    //: lie, and takes part of the batch on each core.
    //:
    //: > Write the loops first. Then make them fast, and check the fast ones against the loops.

    //: ## Deep networks need a shortcut
    //:
    //: More layers see further and can compute more. So stack them: 2, 8, 20 convolutions of 16 kernels 3×3, on digits
    //: averaged to 7×7, each for the same 100 steps of momentum on 6,400 images. Three kinds. A *plain* one. One with **batch
    //: norm**: each map is centred and scaled over the batch, and then given a scale γ and a centre β that are learned,
    //:
    //:     y = γ·(x − μ) / √(σ² + ε) + β
    //:
    //: with the mean μ and the variance σ² over the batch and all places of a map; the small number ε keeps the root
    //: away from 0.
    //:
    //: And one with **skip connections** as well: every two layers compute only what is *added* to their input,
    //: y = relu(x + f(x)). That is a **residual block**. At the start f answers 0, because its last γ starts at 0.

    let depths = quick ? [2, 12] : [2, 8, 20]
    let climbs = experiments.depths(depths)
    for climb in climbs { print(climb.tower.rawValue, climb.depth, "layers: loss", decimals(3, climb.loss)) }
    let deep = Tower.allCases.map { tower in climbs.last { $0.tower == tower }! }
    claim("loss of the deepest plain network", deep[0].loss, atLeast: 2.2)
    claim(
        "loss of the deepest network with batch norm, over that with skips", deep[1].loss / deep[2].loss,
        atLeast: bound(1.5, 0))
    claim("loss of the deepest network with skips", deep[2].loss, atMost: bound(0.4, 1.5))
    claim(
        "with skips: loss of the deepest network over that of the shallowest",
        deep[2].loss / climbs.first { $0.tower == deep[2].tower }!.loss, atMost: bound(1.15, 1.5))

    figure(
        "Right, from right to left: plain, the gradient all but vanishes; with batch norm it grows; with skips it keeps its size.",
        alt: "Left: training loss against depth for three kinds of networks. Right: gradient norms by layer, log scale."
    ) { depthFigure(climbs) }

    let lost = deep.map { $0.slopes[0].size / $0.slopes[$0.slopes.count - 1].size }
    print("gradient norm at the first maps over that at the last:", decimals(4, lost))
    claim("plain: gradient norm at the first maps over that at the last", lost[0], atMost: bound(0.01, 0.2))
    claim("batch norm: the same", lost[1], atLeast: bound(5, 1.5))
    claim("skips: the same", lost[2], in: 0.3...3)

    //: These networks begin with Glorot initialization, which does not reckon with ReLU (lesson 06): so every plain
    //: layer lets only a part of the gradient through. Multiply 20 such parts. Batch norm mends the size of the maps,
    //: and overshoots with the gradients. A skip connection leaves an identity path with the derivative 1: for
    //: y = x + f(x), ∂y/∂x = 1 + f′(x). Here a ReLU closes the block, y = relu(x + f(x)), and its own derivative, the
    //: **gate**, stands in front:
    //:
    //:     ∂y/∂x = gate · (1 + f′(x)),   gate = 1 where y > 0, else 0
    //:
    //: **Careful.** Skip connections were not invented against **vanishing gradients**. Their inventors had batch norm, healthy
    //: gradients, and networks that still trained worse the deeper they were. The identity is hard to learn for a stack of
    //: layers. With a skip it is the default. And in inference mode batch norm uses averages that it kept while training: a
    //: prediction should not depend on what else is in the batch.
    //:
    //: > Let layers add to their input, and depth does no harm.

    //: ## What we did not do
    //:
    //: - Harder images, deeper networks, and boxes around objects come in 10.
    //: - Kernels on anything but images. Lesson 12 does something alike on graphs.
    //: - Whether "edges, then parts, then objects" is true: we saw a few strokes among eight kernels, and
    //:   no more.
    //:
    //: ## In short
    //:
    //: A dense network does not know neighbours. A convolution is one small detector, used everywhere: a dense layer
    //: with locality and weight sharing. A kernel has a slice for each channel, and makes one map. The output has
    //: ⌊(n + 2p − k) / s⌋ + 1 places along each axis, with padding p and stride s. A weight that was used many times
    //: collects the gradients of all its uses. Pooling forgets exact positions. Convolution is equivariant to shifts;
    //: invariance takes global max pooling, or data. Skip connections make the identity the default.
    //:
    //: ## Words
    //:
    //: - **kernel**: the weights that slide; also *filter*.
    //: - **window**: the pixels under the kernel; also *patch*.
    //: - **convolution**: the sum of products of kernel and window, at every place; without the flip of mathematics it is
    //:   strictly a *cross-correlation*.
    //: - **feature map**: the answers of one kernel; also *activation map*.
    //: - **channel**: one of the maps, or colours, of an image.
    //: - **locality**: only nearby pixels are connected.
    //: - **weight sharing**: the same weights at every place.
    //: - **inductive bias**: what a model assumes before it has seen data.
    //: - **padding**: a border of zeros around the image.
    //: - **stride**: the step of the window.
    //: - **max pooling**: the largest number of each window.
    //: - **global max pooling**: the largest number of each whole map.
    //: - **receptive field**: the part of the image that a unit depends on.
    //: - **im2col**: all windows laid out as rows of a matrix.
    //: - **equivariance**: shift the input, and the output shifts.
    //: - **invariance**: shift the input, and the output stays the same.
    //: - **batch norm**: each feature centred and scaled over the batch, with a learned scale and centre.
    //: - **skip connection**: a path that adds a block's input to its output; also *shortcut*.
    //: - **residual block**: x + f(x), mostly with a ReLU on top.
    //: - **head**: the last layers, which make scores of the features.
    //: - **MLP**: multilayer perceptron, dense layers only. **CNN**: convolutional network.
    //:
    //: ## Check yourself
    //:
    //: <details><summary>A 3×3 window on 10 pixels, stride 3, padding 1: how many places?</summary>
    //:
    //: 4: (10 + 2 − 3) / 3 = 3, and one more for the first.
    //:
    //: </details>
    //: <details><summary>How many parameters has a layer from 8 to 24 channels with 5×5 kernels?</summary>
    //:
    //: 24 · 8 · 25 + 24 = 4,824.
    //:
    //: </details>
    //: <details><summary>What does a kernel with a single 1 in its middle do?</summary>
    //:
    //: It returns the image. With the 1 elsewhere it moves the image.
    //:
    //: </details>
    //: <details><summary>Why is the gradient of a kernel entry a sum?</summary>
    //:
    //: It was used in every window. Each use is a path, and gradients of paths add.
    //:
    //: </details>
    //: <details><summary>Where does the gradient go in max pooling?</summary>
    //:
    //: To the winner of each window. A winner of two windows collects twice.
    //:
    //: </details>
    //: <details><summary>From 06: what is the loss of a network that has learned nothing?</summary>
    //:
    //: ln 10 = 2.303 for ten classes. Our deepest plain network stayed there.
    //:
    //: </details>
    //: <details><summary>From 05: c = a · (a + 1). How many paths lead from a to c?</summary>
    //:
    //: Two. Their derivatives, 4 and 3 at a = 3, add up to 7.
    //:
    //: </details>
    //:
    //: ## Exercises
    //:
    //: In `Exercises/07-convolutional-networks`; `swift run lesson check 07` tells what is right, what is wrong
    //: and why.
    //:
    //: - **7.1** The size of an output. (Repeat.)
    //: - **7.2** Convolution with one channel, by loops. (Repeat.)
    //: - **7.3** Convolution with many channels. (Apply.)
    //: - **7.4** im2col. (Apply.)
    //: - **7.5** The backward pass of a convolution. (Apply.)
    //: - **7.6** Max pooling, forward and backward. (Apply.)
    //: - **7.7** A residual block, forward and backward. (Apply.)
    //:
    //: Open end: end the network in one *average* for each map instead of one maximum. What does a moved digit
    //: cost now, and an empty border twice as wide?
    //:
    //: In writing: three questions, in your own words, in `Exercises/07-convolutional-networks/Questions.md`.
    //:
    //: ## Further
    //:
    //: - 3Blue1Brown, *But what is a convolution?*: convolution for dice, blurs and polynomials.
    //: - C. Olah, *Understanding Convolutions*: from a dropped ball to the matrix, in symbols.
    //: - R. Zhang, *Making Convolutional Networks Shift-Invariant Again*: what strides break, and how to mend it.
    //: - K. He and others, *Deep Residual Learning*: section 4.1 says what the plain networks did and did not suffer from.
    //: - A. Karpathy, *Deep Neural Nets: 33 years ago and 33 years from now*: LeCun's network of 1989, rebuilt.
}
