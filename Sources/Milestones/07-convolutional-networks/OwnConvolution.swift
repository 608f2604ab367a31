import Nabla
import Notebook

public func ownConvolution() throws {
    //: # 07 · Digits with your own convolution
    //:
    //: Here the functions that you wrote for the exercises of lesson 07 train a small convolutional network: six kernels of
    //: 5×5 on digits of 14×14 pixels, ReLU, max pooling, a residual block, ten scores. Where an answer of yours does not
    //: pass its check yet, the engine stands in.
    //:
    //: **You need** the exercises of [07](../../07-convolutional-networks/index.html), as many as you like.
    //:
    //: **Time** 5 minutes.

    note("\(calledFunctions.stamp). The table says which.")
    print(calledFunctions.table)

    //: ## Kernels that somebody chose
    //:
    //: First your `convolve` with two kernels that are not learned: differences from left to right and from top to bottom.

    let mnist = try MNIST.load()
    if let words = mnist.standInNote { note(words) }
    let digit = mnist.test.images[0]
    let across: Tensor = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    let maps = try [across, across.transposed()].map { try convolve(x: digit, kernel: $0, stride: 1) }
    figure(
        "A test digit, and what your convolution makes of it with two edge kernels.",
        alt: "A digit; the same with its left and right edges, and with its upper and lower edges.", height: 700
    ) {
        Figure(columns: 3) {
            ImageGrid(title: "the digit", columns: 1, range: 0...1) { Tile(digit.scalars, width: digit.shape[1]) }
            ImageGrid(title: "left to right", columns: 1, range: -4...4) {
                Tile(maps[0].scalars, width: maps[0].shape[1])
            }
            ImageGrid(title: "top to bottom", columns: 1, range: -4...4) {
                Tile(maps[1].scalars, width: maps[1].shape[1])
            }
        }
    }

    //: ## The network
    //:
    //: The images are halved by the engine, because loops over pixels take their time. Your `outputSize` says how many
    //: places a kernel has, and how many are left after pooling.

    let side = 14
    let places = try outputSize(n: side, kernel: 5, stride: 1, padding: 0)
    let pooled = try outputSize(n: places, kernel: 2, stride: 2, padding: 0)
    let (kernels, features) = (6, 6 * pooled * pooled)
    print("\(side) pixels → \(places) places → \(pooled) after pooling; \(features) features")

    func halved(_ images: Tensor) -> Tensor {
        averagePooling(images.reshaped(to: [images.shape[0], 1, 28, 28]), size: 2, stride: 2)
    }
    let count = quick ? 400 : 2_000
    let (images, labels) = (halved(mnist.training.images[0..<count]), Array(mnist.training.labels[0..<count]))
    let tested = quick ? 200 : 1_000
    let (testImages, testLabels) = (halved(mnist.test.images[0..<tested]), Array(mnist.test.labels[0..<tested]))

    var generator = SeededGenerator(seed: seed)
    func drawn(_ shape: [Int], _ fanIn: Int) -> Tensor {
        Tensor(randomNormal: shape, standardDeviation: (2 / Scalar(fanIn)).squareRoot(), using: &generator)
    }
    let start = [
        drawn([kernels, 1, 5, 5], 25), Tensor(zeros: [kernels]),
        Tensor(randomNormal: [features, features], standardDeviation: 0.02, using: &generator),
        drawn([features, 10], features), Tensor(zeros: [10]),
    ]

    //: Your `im2col` lays every window out as a row, once for each image: then a convolution is one matrix product. Your
    //: `conv2d` says the same with loops.

    let clock = ContinuousClock()
    let began = clock.now
    let columns = try progress("your im2col", 0..<count).map {
        try im2col(x: images[$0], height: 5, width: 5, stride: 1)
    }
    let unfoldingSeconds = (clock.now - began) / .seconds(1)
    func convolved(_ columns: Tensor, _ w: [Tensor]) -> Tensor {  // [windows, kernels]
        matmul(columns, w[0].reshaped(to: [kernels, 25]).transposed()) + w[1]
    }
    let byLoops = try conv2d(x: images[0..<2], w: start[0], b: start[1])
    let byProduct = Tensor(
        stacking: (0..<2).map { convolved(columns[$0], start).transposed().reshaped(to: [kernels, places, places]) })
    claim("your conv2d minus your im2col and a product", abs(byLoops - byProduct).max(), atMost: 0.0001)

    //: ## One step, by your functions and by the engine
    //:
    //: A batch of images goes forwards image by image and map by map; the gradient goes back the same way. The gradient of
    //: a kernel is the product of the windows with what arrives at their places.

    func yours(_ rows: [Int], _ w: [Tensor]) throws -> (loss: Scalar, gradients: [Tensor]) {
        let maps = rows.map { convolved(columns[$0], w) }
        let active = maps.map { relu($0).transposed().reshaped(to: [kernels, places, places]) }
        let x = try Tensor(
            stacking: active.map { image in
                try Tensor(
                    stacking: (0..<kernels).map { try maxPool(x: image[$0], size: 2, stride: 2, padding: 0) }
                ).reshaped(to: [features])
            })
        let y = try block(x: x, w: w[2])
        let scores = Variable(matmul(y, w[3]) + w[4])
        let loss = softmaxCrossEntropy(scores: scores, labels: rows.map { labels[$0] })
        loss.backward()
        let delta = scores.gradient!
        let g = matmul(delta, w[3].transposed())
        let dx = try blockBackward(x: x, w: w[2], g: g)
        var (dKernels, dBias) = (Tensor(zeros: [kernels, 25]), Tensor(zeros: [kernels]))
        for (number, row) in rows.enumerated() {
            let arriving = dx[number].reshaped(to: [kernels, pooled, pooled])
            let back =
                try Tensor(
                    stacking: (0..<kernels).map {
                        try maxPoolBackward(x: active[number][$0], g: arriving[$0], size: 2, stride: 2)
                            .reshaped(to: [places * places])
                    }) * (maps[number].transposed() .> 0)
            dKernels += matmul(back, columns[row])
            dBias += back.sum(alongAxes: 1)
        }
        return (
            loss.item,
            [
                dKernels.reshaped(to: start[0].shape), dBias, matmul(x.transposed(), g * (y .> 0)),
                matmul(y.transposed(), delta), delta.sum(alongAxes: 0),
            ]
        )
    }
    func engines(_ rows: [Int], _ w: [Tensor]) -> (loss: Scalar, gradients: [Tensor]) {
        let p = w.map { Variable($0) }
        let maps = relu(convolution(.constant(images.gathering(rows)), weight: p[0], bias: p[1]))
        let x = maxPooling(maps, size: 2, stride: 2).reshaped(to: [rows.count, features])
        let scores = linear(relu(x + matmul(x, p[2])), weight: p[3], bias: p[4])
        let loss = softmaxCrossEntropy(scores: scores, labels: rows.map { labels[$0] })
        loss.backward()
        return (loss.item, p.map { $0.gradient! })
    }

    //: Your `convBackward` knows the gradient of one kernel on one image without any windows as rows. Both ways have to
    //: agree.

    let kernel = start[0][0, 0]
    let map = try convolve(x: images[0, 0], kernel: kernel, stride: 1)
    let direct = try convBackward(x: images[0, 0], kernel: kernel, g: map)
    let unfolded = matmul(map.reshaped(to: [1, places * places]), columns[0]).reshaped(to: [5, 5])
    let difference = abs(direct.dk - unfolded).max() / abs(unfolded).max()
    print("largest difference of the two gradients of a kernel:", difference)
    claim("relative difference of the two gradients", difference, atMost: 0.0001)

    //: ## Training
    //:
    //: Batches of 50, momentum 0.9, learning rate 0.05, the same order for both. Yours end after 40 seconds at the latest,
    //: and the engine takes as many steps as yours.

    struct Run {
        var weights: [Tensor]
        var losses: [Scalar] = []
        var seconds = 0.0
    }
    func train(
        _ name: String, steps: Int = .max, _ step: ([Int], [Tensor]) throws -> (loss: Scalar, gradients: [Tensor])
    ) rethrows -> Run {
        var generator = SeededGenerator(seed: seed + 1)
        var run = Run(weights: start)
        var velocities = start.map { Tensor(zeros: $0.shape) }
        let began = clock.now
        for _ in progress(name, 0..<(quick ? 4 : 6)) {
            for rows in shuffledBatches(count, size: 50, using: &generator)
            where run.seconds < 40 && run.losses.count < steps {
                let (loss, gradients) = try step(rows, run.weights)
                run.losses.append(loss)
                for k in velocities.indices {
                    velocities[k] = 0.9 * velocities[k] - 0.05 * gradients[k]
                    run.weights[k] += velocities[k]
                }
                run.seconds = (clock.now - began) / .seconds(1)
            }
        }
        return run
    }
    let mine = try train("your functions", yours)
    let theirs = train("the engine", steps: mine.losses.count, engines)
    print("your im2col, once: \(decimals(1, unfoldingSeconds)) s")
    print("your functions:    \(mine.losses.count) steps in \(decimals(1, mine.seconds)) s")
    print("the engine:        \(theirs.losses.count) steps in \(decimals(2, theirs.seconds)) s")
    let times = mine.seconds / Double(mine.losses.count) / (theirs.seconds / Double(theirs.losses.count))
    print("a step of yours takes \(decimals(0, times)) times as long as one of the engine's")
    let allSteps = (quick ? 4 : 6) * count / 50
    let isComplete = mine.losses.count == allSteps
    if !isComplete {
        note(
            """
            Your functions were stopped after 40 seconds and \(mine.losses.count) of \(allSteps) steps. What follows is \
            what both networks had learned by then. Which of your functions takes so long? `--without` leaves one out.
            """)
    }

    figure(
        "Left: the loss of every step, yours wide and the engine's thin. Right: the six kernels that your functions learned.",
        alt: "Two loss curves on each other, and six small pictures of five by five."
    ) {
        Figure(columns: 2) {
            Axes(title: "loss", xLabel: "step", yScale: .log) {
                Line(Array(mine.losses.indices), mine.losses, label: "yours", color: .prediction, weight: .thick)
                Line(
                    Array(theirs.losses.indices), theirs.losses, label: "the engine's", color: .data, weight: .thin)
            }
            ImageGrid(title: "your kernels", columns: 3) {
                (0..<kernels).map { Tile(mine.weights[0][$0].scalars, width: 5) }
            }
        }
    }
    claim(
        "largest difference of the first 10 losses",
        zip(mine.losses, theirs.losses).prefix(10).map { abs($0 - $1) }.max()!, atMost: 0.01)

    //: ## The test digits
    //:
    //: Asked by the engine with the weights that your functions found, and with its own.

    func accuracy(_ w: [Tensor]) -> Scalar {
        let maps = relu(convolution(testImages, w[0], bias: w[1]))
        let x = maxPooling(maps, size: 2, stride: 2).values.reshaped(to: [tested, features])
        return Nabla.accuracy(scores: matmul(relu(x + matmul(x, w[2])), w[3]) + w[4], labels: testLabels)
    }
    let accuracies = [mine, theirs].map { accuracy($0.weights) }
    print("test accuracy with your weights \(percent(accuracies[0])), with the engine's \(percent(accuracies[1]))")
    if isComplete {
        claim(
            "test accuracy of your convolution", accuracies[0],
            atLeast: mnist.isBuiltIn ? 0.5 : (quick ? 0.6 : 0.85))
    }
}
