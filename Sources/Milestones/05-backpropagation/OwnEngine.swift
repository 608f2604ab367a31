import Exercises
import Nabla
import Notebook

public func ownEngine() throws {
    //: # 05 · XOR with your own engine
    //:
    //: Here the functions that you wrote for the exercises of lesson 05 train networks on the four corners of XOR: your
    //: scalar engine node by node, and your backward passes for whole layers. Where an answer of yours does not pass its
    //: check yet, the engine of the course stands in.
    //:
    //: **You need** the exercises of [05](../../05-backpropagation/index.html), as many as you like.
    //:
    //: **Time** 5 minutes.

    note("\(calledFunctions.stamp). The table says which.")
    print(calledFunctions.table)

    //: ## A network of nodes
    //:
    //: Two inputs, three hidden neurons, one output, all with the sigmoid: thirteen weights. `product`, `exponential` and
    //: `backward(from:)` are yours, `+` is the kit's, and division is written here, for the sigmoid needs it.

    func quotient(_ a: Value, _ b: Value) -> Value {
        Value(a.value / b.value, [(a, 1 / b.value), (b, -a.value / (b.value * b.value))])
    }
    func squashed(_ z: Value) throws -> Value {
        quotient(Value(1), try Value(1) + exponential(product(Value(-1), z)))
    }
    func neuron(_ inputs: [Value], _ weights: ArraySlice<Value>, _ bias: Value) throws -> Value {
        try squashed(zip(inputs, weights).reduce(bias) { try $0 + product($1.0, $1.1) })
    }
    func answer(_ x: [Double], _ w: [Value]) throws -> Value {
        let inputs = x.map { Value($0) }
        let hidden = try (0..<3).map { try neuron(inputs, w[2 * $0..<2 * $0 + 2], w[6 + $0]) }
        return try neuron(hidden, w[9..<12], w[12])
    }
    let corners: [(x: [Double], y: Double)] = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)]
    func loss(_ w: [Value]) throws -> Value {
        try corners.reduce(Value(0)) { sum, corner in
            let residual = try answer(corner.x, w) + Value(-corner.y)
            return try sum + product(residual, residual)
        }
    }

    //: First a test: the gradients of your engine against finite differences, compared by your `relativeError`.

    var generator = SeededGenerator(seed: seed)
    func drawn() -> [Double] { Tensor(randomNormal: [13], using: &generator).scalars.map(Double.init) }
    let place = drawn()
    let weights = place.map { Value($0) }
    try backward(from: loss(weights))
    let differences = try place.indices.map { k in
        let ends = try [1e-4, -1e-4].map { h in
            try loss(place.indices.map { Value(place[$0] + ($0 == k ? h : 0)) }).value
        }
        return Scalar((ends[0] - ends[1]) / 2e-4)
    }
    let error = try relativeError(analytic: Tensor(weights.map { Scalar($0.gradient) }), numeric: Tensor(differences))
    print("largest relative error of 13 gradients: \(error)")
    claim("relative error of your engine's gradients", error, atMost: 0.001)

    //: ## XOR
    //:
    //: Gradient descent on the squared error of the four corners. Not every start ends well, as the lesson shows, so there
    //: are ten; the first that learns is kept. The course's engine goes the same way from the same weights.

    let steps = quick ? 1_500 : 3_000
    let clock = ContinuousClock()
    func mine(from start: [Double]) throws -> (losses: [Double], weights: [Double], seconds: Double) {
        var (place, losses) = (start, [Double]())
        let began = clock.now
        for _ in 0..<steps where (clock.now - began) / .seconds(1) < 10 {
            let weights = place.map { Value($0) }
            let output = try loss(weights)
            try backward(from: output)
            losses.append(output.value)
            for k in place.indices { place[k] -= 2 * weights[k].gradient }
        }
        return (losses, place, (clock.now - began) / .seconds(1))
    }
    func theirs(from start: [Double]) -> (losses: [Double], seconds: Double) {
        let w = Tensor(start.map { Scalar($0) })
        let parameters = [
            Parameter("W1", w[0..<6].reshaped(to: [3, 2]).transposed()), Parameter("b1", w[6..<9]),
            Parameter("W2", w[9..<12].reshaped(to: [3, 1])), Parameter("b2", w[12..<13]),
        ]
        let x = Variable.constant(Tensor(corners.map { $0.x.map { Scalar($0) } }))
        let y = Variable.constant(Tensor(corners.map { [Scalar($0.y)] }))
        let optimizer = SGD(parameters, learningRate: 2)
        var losses: [Double] = []
        let began = clock.now
        for _ in 0..<steps {
            let hidden = sigmoid(linear(x, weight: parameters[0], bias: parameters[1]))
            let total = square(sigmoid(linear(hidden, weight: parameters[2], bias: parameters[3])) - y).sum()
            losses.append(Double(total.item))
            optimizer.zeroGradients()
            total.backward()
            optimizer.step()
        }
        return (losses, (clock.now - began) / .seconds(1))
    }

    var (start, tries) = (drawn(), 1)
    var run = try mine(from: start)
    while run.losses.last! > 0.1, tries < 10 {
        (start, tries) = (drawn(), tries + 1)
        run = try mine(from: start)
    }
    let reference = theirs(from: start)
    let answers = try corners.map { try answer($0.x, run.weights.map { Value($0) }).value }
    print("start number \(tries); your answers to 00, 01, 10, 11:", decimals(3, answers))
    let times = run.seconds / Double(run.losses.count) / (reference.seconds / Double(steps))
    print("a step of yours takes \(decimals(1, times)) times as long as one of the course's engine")

    let learned = run.weights.map { Value($0) }
    let table = try (0..<25).map { row in
        try (0..<25).map { try answer([Double($0) / 24, 1 - Double(row) / 24], learned).value }
    }
    figure(
        "Left: the loss, yours wide and the course's engine thin. Right: what your network answers in between.",
        alt: "Two loss curves on each other; beside it a square with two corners on one side and two on the other."
    ) {
        let shown = Array(stride(from: 0, to: run.losses.count, by: 20))
        return Figure(columns: 2) {
            Axes(title: "loss", xLabel: "step", yScale: .log) {
                Line(shown, shown.map { run.losses[$0] }, label: "yours", color: .prediction, weight: .thick)
                Line(shown, shown.map { reference.losses[$0] }, label: "the engine's", color: .data, weight: .thin)
            }
            Axes(title: "your network's answer", xLabel: "x₁", yLabel: "x₂", isEquallyScaled: true) {
                HeatMap(table, range: 0...1)
            }
        }
    }
    claim(
        "largest difference of the first 20 losses",
        zip(run.losses, reference.losses).prefix(20).map { abs($0 - $1) }.max()!, atMost: 0.001)

    //: ## The same by whole layers
    //:
    //: Your `gradients` of exercise 5.4 trains tanh units and cross-entropy, your `linearBackward` and `reluBackward` eight
    //: ReLU units and squared error.

    let x = Tensor(corners.map { $0.x.map { Scalar($0) } })
    let y = Tensor(corners.map { [Scalar($0.y)] })
    func weightsFor(_ hidden: Int) -> [Tensor] {
        [
            Tensor(randomNormal: [2, hidden], using: &generator), Tensor(zeros: [hidden]),
            Tensor(randomNormal: [hidden, 1], using: &generator), Tensor(zeros: [1]),
        ]
    }
    func descended(
        _ start: [Tensor], rate: Scalar, _ slopes: ([Tensor]) throws -> (Scalar, [Tensor])
    ) rethrows -> [Scalar] {
        var (w, losses) = (start, [Scalar]())
        for _ in 0..<steps {
            let (loss, gradients) = try slopes(w)
            losses.append(loss)
            for k in w.indices { w[k] -= rate * gradients[k] }
        }
        return losses
    }
    let byTanh = try descended(weightsFor(4), rate: 0.5) { w in
        let scores = matmul(tanh(matmul(x, w[0]) + w[1]), w[2]) + w[3]
        let slopes = try gradients(x: x, W1: w[0], b1: w[1], W2: w[2], b2: w[3], y: y)
        let loss = sigmoidCrossEntropy(scores: .constant(scores), expected: .constant(y)).item
        return (loss, [slopes.dW1, slopes.db1, slopes.dW2, slopes.db2])
    }
    let byRelu = try descended(weightsFor(8), rate: 0.05) { w in
        let sums = matmul(x, w[0]) + w[1]
        let hidden = relu(sums)
        let residuals = matmul(hidden, w[2]) + w[3] - y
        let second = try linearBackward(x: hidden, w: w[2], g: 2 * residuals / 4)
        let back = try reluBackward(x: sums.reshaped(to: [32]), g: second.dx.reshaped(to: [32]))
        let first = try linearBackward(x: x, w: w[0], g: back.reshaped(to: [4, 8]))
        return (square(residuals).mean(), [first.dw, first.db, second.dw, second.db])
    }
    print("loss at the end: tanh \(decimals(4, byTanh.last!)), ReLU \(decimals(4, byRelu.last!))")
    figure(
        "Your backward passes by layers: four tanh units with cross-entropy, eight ReLU units with squared error.",
        alt: "Two loss curves that fall.", height: 800
    ) {
        let shown = Array(stride(from: 0, to: steps, by: 20))
        return Figure(xLabel: "step", yLabel: "loss", yScale: .log) {
            Line(shown, shown.map { byTanh[$0] }, label: "tanh", color: .prediction)
            Line(shown, shown.map { byRelu[$0] }, label: "ReLU", color: .data)
        }
    }
    claim("loss of the tanh network at the end", byTanh.last!, atMost: byTanh[0])
    claim("loss of the ReLU network at the end", byRelu.last!, atMost: byRelu[0])
    claim(
        "largest error of your XOR", zip(answers, corners).map { abs($0 - $1.y) }.max()!, atMost: 0.4)
}
