import Nabla
import Notebook

public func ownLine() throws {
    //: # 03 · A line and a logistic regression with your own functions
    //:
    //: Here the functions that you wrote for the exercises of lesson 03 fit a line to the bean and answer yes or no about
    //: two groups of points. Gradients, steps, momentum and losses are computed by your functions; where an answer of
    //: yours does not pass its check yet, the engine stands in.
    //:
    //: **You need** the exercises of [03](../../03-gradient-descent/index.html), as many as you like.
    //:
    //: **Time** 5 minutes.

    note("\(calledFunctions.stamp). The table says which.")
    print(calledFunctions.table)

    //: ## A line through the bean
    //:
    //: The lesson's bean, its days standardised. Your `largestRate` says at which learning rate the descent of w would no
    //: longer come down; we take a quarter of it.

    let days = Tensor(arange: 0..<11)
    let heights: Tensor = [1.8, 3.1, 4.9, 5.6, 7.9, 8.3, 10.6, 11.4, 12.7, 14.9, 15.2]  // cm
    let scaled = (days - days.mean()) / square(days - days.mean()).mean().squareRoot()
    let x = scaled.reshaped(to: [11, 1])
    func lineLoss(_ w: Tensor, _ b: Scalar) -> Scalar { square(matmul(x, w) + b - heights).mean() }

    let limit = try largestRate(x: scaled, y: heights)
    let rate = limit / 4
    print("largest rate \(decimals(2, limit)), taken \(decimals(2, rate))")

    //: Before the first step your two gradients are asked at the same place: the formula, and the finite differences.

    let formula = try mseGradient(x: x, y: heights, w: [1], b: 2)
    let differences = try numericGradient(of: { lineLoss($0[0..<1], $0[1].item) }, at: [1, 2], h: 0.05)
    print("mseGradient:    ", decimals(3, [formula.dw[0].item, formula.db]))
    print("numericGradient:", decimals(3, differences.scalars))
    claim(
        "your formula minus your finite differences", (Tensor([formula.dw[0].item, formula.db]) - differences).scalars,
        in: -0.05...0.05)

    //: Forty steps of yours, and forty of the engine's from the same place.

    let clock = ContinuousClock()
    var (w, b) = (Tensor([0]), Scalar(0))
    var lines: [(w: Scalar, b: Scalar)] = [(0, 0)]
    var began = clock.now
    for _ in 0..<40 {
        (w, b) = try step(x: x, y: heights, w: w, b: b, rate: rate)
        lines.append((w[0].item, b))
    }
    let lineSeconds = (clock.now - began) / .seconds(1)

    let parameters = [Parameter("w", Tensor(zeros: [1, 1])), Parameter("b", Tensor(zeros: [1]))]
    let optimizer = SGD(parameters, learningRate: rate)
    var theirLines: [(w: Scalar, b: Scalar)] = [(0, 0)]
    began = clock.now
    for _ in 0..<40 {
        let predicted = linear(.constant(x), weight: parameters[0], bias: parameters[1])
        let loss = meanSquaredError(predicted: predicted, expected: .constant(heights.reshaped(to: [11, 1])))
        optimizer.zeroGradients()
        loss.backward()
        optimizer.step()
        theirLines.append((parameters[0].value.sum(), parameters[1].value.sum()))
    }
    let theirLineSeconds = (clock.now - began) / .seconds(1)

    print("your line:        w = \(decimals(3, w[0].item)), b = \(decimals(3, b))")
    print("the engine's:     w = \(decimals(3, theirLines[40].w)), b = \(decimals(3, theirLines[40].b))")
    print("the best there is: w = \(decimals(3, (scaled * heights).mean())), b = \(decimals(3, heights.mean()))")
    print("40 steps of yours took \(decimals(1, lineSeconds / theirLineSeconds)) times as long as 40 of the engine's")

    figure(
        "Left: your line after 0, 1, 3 and 40 steps. Right: the loss on the way, yours wide, the engine's thin.",
        alt: "Eleven measured heights with four lines; beside it two loss curves on each other."
    ) {
        func losses(_ lines: [(w: Scalar, b: Scalar)]) -> [Scalar] { lines.map { lineLoss(Tensor([$0.w]), $0.b) } }
        return Figure(columns: 2) {
            Axes(title: "the bean", xLabel: "days, standardised", yLabel: "height (cm)", xRange: -1.7...1.9) {
                for shown in [0, 1, 3, 40] {
                    Line(over: -1.7...1.9, label: "step \(shown)", color: .prediction, weight: .thin) {
                        Double(lines[shown].w) * $0 + Double(lines[shown].b)
                    }
                }
                Points(scaled.scalars, heights.scalars, color: .data)
            }
            Axes(title: "loss (cm²)", xLabel: "step", yScale: .log) {
                Line(0...40, losses(lines), label: "yours", color: .prediction, weight: .thick)
                Line(0...40, losses(theirLines), label: "the engine's", color: .data, weight: .thin)
            }
        }
    }
    claim("your w minus the best w", w[0].item - (scaled * heights).mean(), in: -0.01...0.01)
    claim("your b minus the mean height", b - heights.mean(), in: -0.01...0.01)

    //: ## Raw days, with momentum
    //:
    //: On raw days the bowl is long and narrow. Your `momentum` is given all gradients so far and says where that leads;
    //: the gradient at that place is the next.

    let raw = days.reshaped(to: [11, 1])
    func descent(beta: Scalar) throws -> [Scalar] {
        var (gradients, place) = ([Tensor](), Tensor(zeros: [2]))
        var losses: [Scalar] = []
        for _ in 0..<80 {
            losses.append(square(matmul(raw, place[0..<1]) + place[1].item - heights).mean())
            let slopes = try mseGradient(x: raw, y: heights, w: place[0..<1], b: place[1].item)
            gradients.append([slopes.dw[0], Tensor(slopes.db)])
            let rates = Tensor(repeating: 0.01, shape: [gradients.count])
            place = try momentum(gradients: Tensor(stacking: gradients), rates: rates, beta: beta)[gradients.count - 1]
        }
        return losses
    }
    let (plain, rolling) = (try descent(beta: 0), try descent(beta: 0.7))
    print("loss after 80 steps: plain \(decimals(3, plain[79])), with momentum \(decimals(3, rolling[79]))")
    figure(
        "Your momentum on raw days: the same gradients, kept for a while, come further.",
        alt: "Two loss curves over 80 steps; the one with momentum ends lower.", height: 800
    ) {
        Figure(xLabel: "step", yLabel: "loss (cm²)", yScale: .log) {
            Line(0..<80, plain, label: "plain", color: .data)
            Line(0..<80, rolling, label: "momentum 0.7", color: .prediction, weight: .thick)
        }
    }
    claim("loss with momentum, as a fraction of that without", rolling[79] / plain[79], atMost: 1)

    //: ## Yes or no: a logistic regression
    //:
    //: Two hundred points of two groups that overlap. Your `logisticGradient` says where to go, your `crossEntropy` how
    //: far it is.

    var generator = SeededGenerator(seed: seed)
    let y = Tensor((0..<200).map { $0 % 2 == 0 ? 1 : 0 })
    let centre = Tensor((0..<200).map { $0 % 2 == 0 ? [1, 0.6] : [-1, -0.6] as [Scalar] })
    let points = centre + Tensor(randomNormal: [200, 2], using: &generator)

    var (weights, bias) = (Tensor(zeros: [2]), Scalar(0))
    var losses: [Scalar] = []
    began = clock.now
    for _ in 0..<200 {
        losses.append(try crossEntropy(scores: matmul(points, weights) + bias, y: y))
        let slopes = try logisticGradient(x: points, y: y, w: weights, b: bias)
        (weights, bias) = (weights - 0.5 * slopes.dw, bias - 0.5 * slopes.db)
    }
    let seconds = (clock.now - began) / .seconds(1)

    let theirs = [Parameter("w", Tensor(zeros: [2, 1])), Parameter("b", Tensor(zeros: [1]))]
    let theirOptimizer = SGD(theirs, learningRate: 0.5)
    var theirLosses: [Scalar] = []
    began = clock.now
    for _ in 0..<200 {
        let scores = linear(.constant(points), weight: theirs[0], bias: theirs[1])
        let loss = sigmoidCrossEntropy(scores: scores, expected: .constant(y.reshaped(to: [200, 1])))
        theirLosses.append(loss.item)
        theirOptimizer.zeroGradients()
        loss.backward()
        theirOptimizer.step()
    }
    let theirSeconds = (clock.now - began) / .seconds(1)
    print("200 steps of yours took \(decimals(1, seconds / theirSeconds)) times as long as 200 of the engine's")

    figure(
        "Left: where your model says one half, and where the engine's does. Right: the loss on the way.",
        alt: "Two overlapping groups of points with a line between them; beside it two loss curves on each other."
    ) {
        func boundary(_ w: Tensor, _ b: Scalar) -> (Double) -> Double {
            let (w, b) = (w.flattened().scalars.map(Double.init), Double(b))
            return { -(w[0] * $0 + b) / w[1] }
        }
        let (yes, no) = (y.scalars.indices.filter { $0 % 2 == 0 }, y.scalars.indices.filter { $0 % 2 == 1 })
        return Figure(columns: 2) {
            Axes(title: "the two groups", xLabel: "x₁", yLabel: "x₂", xRange: -4...4, yRange: -4...4) {
                Points(yes.map { points[$0, 0].item }, yes.map { points[$0, 1].item }, label: "yes", color: .data)
                Points(no.map { points[$0, 0].item }, no.map { points[$0, 1].item }, label: "no", color: .error)
                Line(over: -4...4, color: .prediction, weight: .thick, boundary(weights, bias))
                Line(
                    over: -4...4, color: .neutral, weight: .thin,
                    boundary(theirs[0].value, theirs[1].value.sum()))
            }
            Axes(title: "cross-entropy", xLabel: "step") {
                Line(0..<200, losses, label: "yours", color: .prediction, weight: .thick)
                Line(0..<200, theirLosses, label: "the engine's", color: .data, weight: .thin)
            }
        }
    }
    claim("the loss before a step: ln 2", losses[0], equals: 0.69315, within: 1e-4)
    claim(
        "largest difference of the 200 losses", zip(losses, theirLosses).map { abs($0 - $1) }.max()!, atMost: 0.001)
    let right = ((matmul(points, weights) + bias .>= 0) .== y).mean()
    claim("points that your logistic regression puts on the right side", right, atLeast: 0.8)
}
