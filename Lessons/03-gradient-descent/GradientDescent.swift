import Foundation
import Nabla
import Notebook

public func gradientDescent() throws {
    //: # 03 · Gradient descent
    figure(
        "Two walkers, one start. One stops in the first valley. The other remembers how it came.",
        alt: """
            A landscape in space with two valleys and a low pass between them, above a floor with its \
            lines of equal height. From a rim on the right one path ends in the near valley; another \
            crosses the pass and ends in the far, deeper valley. Both paths are drawn again on the \
            floor.
            """
    ) { DescentFigures.landscape() }
    //: Think of two sliders and a meter. The meter shows how badly a line fits eleven points. Get it as low as
    //: you can by hand. It takes a while. A program does it with two sliders, or with a million, and asks one
    //: question only: *if I nudge this slider, what does the meter do?* Nudge, read, step downhill, again. The
    //: field calls the sliders **parameters**, the meter the **loss**, and the method **gradient descent**.
    //: Every network in this course learns that way. There is one number you must choose, the size of the
    //: steps, and with it the loss falls slowly, lands at once, bounces, or **diverges**: it grows without
    //: end. By the end of part one you can predict which.
    //:
    //: **You will be able to**
    //:
    //: - measure a slope without any calculus (exercise 3.1);
    //: - compute the slopes of a fit, and step against them (3.2, 3.3);
    //: - say beforehand at which rate a fit diverges (3.4);
    //: - descend with momentum (3.7, after part two);
    //: - give a yes/no answer a loss, and say which way to push it (3.5, 3.6, after part two).
    //:
    //: **You need** from [01](../01-tensors/index.html): `x * y` multiplies element by element, `.mean()`
    //: averages, `matmul` sums products. From [02](../02-broadcasting/index.html): two compatible shapes are
    //: stretched to each other, also when you did not mean it. No calculus. (Greek letters on this page: θ,
    //: *theta*, a parameter; α, *alpha*, and β, *beta*, numbers you choose; σ, *sigma*. And J, the loss as a
    //: function of θ.)
    //:
    //: **Time** 70 minutes. They come in two parts, 35 and 35. Stop between them if you can. Four exercises belong to
    //: the first, three to the second.
    //:
    //: ## Part one: measure the slope, step against it
    //: First, what a loss is. Then how a nudge tells which way it falls, for one parameter and for two. At the end of this
    //: part a program fits a line to the eleven points, and you know why it gets there.
    //:
    //: ## A loss says how wrong; guessing at it wastes nearly every try
    //: Somebody measured a bean every day. We guess that it grows evenly: height = w · day + b. One parameter,
    //: w, is centimetres per day; the other, b, is the height at the start. How bad is a guess? Take the
    //: **residual** of every day, guess minus height. Square it, so that nothing is negative, and average.
    let days = Tensor(arange: 0..<11)
    let heights: Tensor = [1.8, 3.1, 4.9, 5.6, 7.9, 8.3, 10.6, 11.4, 12.7, 14.9, 15.2]  // cm
    func residuals(_ w: Scalar, _ b: Scalar) -> Tensor { w * days + b - heights }
    func loss(_ w: Scalar, _ b: Scalar) -> Scalar { square(residuals(w, b)).mean() }
    let tries: [(w: Scalar, b: Scalar)] = [(0, 0), (2, -2), (0.5, 6), (1.5, 1)]
    for (w, b) in tries { print("w = \(w)  b = \(b)  loss \(loss(w, b))") }
    claim(
        "the loss at four tries", tries.map { loss($0.w, $0.b) }, equals: [96.016, 4.562, 7.975, 0.357],
        within: 0.001)
    figure(
        "Each line on the left is a point on the right. Fitting is a search on the right.",
        alt: """
            Left, eleven measured heights over days and four lines, from flat to nearly fitting. Right, \
            a plane with the parameters w and b as axes and four points, labelled with the loss.
            """,
        height: 1000
    ) { DescentFigures.tries(tries, days: days, heights: heights, loss: loss) }
    //: For the loss you also read *cost* or *objective*. This one is the *mean squared error*. With absolute values
    //: instead of squares, far-off points would pull less.
    //:
    //: Now let a program do the turning. First, 300 guesses anywhere between −5 and 5. Then 300 small random
    //: steps, each kept only if the loss falls.
    var generator = SeededGenerator(seed: seed)
    let guesses = Tensor(randomUniform: [300, 2], in: -5..<5, using: &generator)
    let bestGuess = (0..<300).map { loss(guesses[$0, 0].item, guesses[$0, 1].item) }.min()!
    var (here, kept) = (Tensor(zeros: [2]), 0)
    for _ in 1...300 {
        let there = here + 0.3 * Tensor(randomNormal: [2], using: &generator)
        if loss(there[0].item, there[1].item) < loss(here[0].item, here[1].item) {
            here = there
            kept += 1
        }
    }
    let afterSteps = loss(here[0].item, here[1].item)
    print("best guess", bestGuess, " after random steps", afterSteps, " kept", kept)
    claim("the best of 300 guesses", bestGuess, atLeast: 0.1459)
    claim("after 300 random steps", afterSteps, in: 0.1459...0.2)
    claim("the best guess less the loss after the steps", bestGuess - afterSteps, atLeast: 0)
    claim("steps that were kept, of 300", kept, in: 5...40)
    //: The steps do better: about 0.15, and no line gets below 0.1459, as part two will find. But of 300 tries about
    //: 15 were kept. With two parameters a random direction is often not too bad. With a million it is almost at a
    //: right angle to the right one. If only the loss told us where to go!
    //:
    //: > A loss is one number that says how wrong the parameters are. Random tries lower it, and waste nearly
    //: > all of their work.
    //:
    //: ## Nudge one parameter and read the slope
    //: It does tell us, if we ask well. Take the simplest loss there is, f(x) = x², with its parameter at 3.
    //: Nudge it up by a little. By how much does the loss rise, *for each unit of x*?
    func f(_ x: Double) -> Double { x * x }
    for nudge in [0.1, 0.01, 0.001] {
        let rise = f(3 + nudge) - f(3)
        print(
            "nudge", nudge, " loss +", formatted(rise, decimals: 6), " per unit",
            formatted(rise / nudge, decimals: 3))
    }
    let bothSides = (f(3.01) - f(2.99)) / 0.02
    print("from both sides:", formatted(bothSides, decimals: 6))
    claim(
        "rise per unit of x² at 3", [0.1, 0.01, 0.001].map { (f(3 + $0) - f(3)) / $0 },
        equals: [6.1, 6.01, 6.001], within: 1e-9)
    claim("the rate from both sides", bothSides, equals: 6, within: 1e-9)
    //: 6.1, 6.01, 6.001: the smaller the nudge, the nearer to 6. Nudge down as well as up, take the
    //: difference of the two losses and divide by the distance between the two places: the surplus cancels, for x²
    //: completely, for other curves nearly. The limit, 6, is called the **derivative** of f at 3, or the **slope** there.
    //: Its unit is that of the loss per that of x. Measuring it by nudging is called a **finite difference**.
    figure(
        "The nearer the second point, the nearer the line's slope to 6: it is 9, 8, 7.",
        alt: """
            Left, the curve x squared with three lines through the point at 3, with slopes 9, 8 and 7, that turn \
            towards the line with slope 6, which only touches the curve. Right, their slopes against the step: 9 at \
            3, 8 at 2, 7 at 1, and 6 at 0.
            """
    ) { DescentFigures.secants() }
    //: **Careful.** A nudge can be too small. A `Scalar` keeps about seven digits (the `Double` of f keeps 16), and 3
    //: plus 0.00000001 is stored as 3: the loss does not move, and the slope comes out as 0. A thousandth is a good
    //: nudge.
    let tooSmall: Scalar = 3 + 1e-8
    print(tooSmall == 3)
    claim("3 + 0.00000001 is stored as 3", isTrue: tooSmall == 3)
    //: > A slope says how much the loss rises per unit of the parameter, at one place.
    //:
    //: ## A slope predicts small steps
    //: At 3 the slope is 6. So a step h should take the loss from 9 to about 9 + 6h. In place of the curve we follow a
    //: straight line that touches it and has its slope, the **tangent**. That is called the **linear approximation**.
    //: A step of 1 should lead to 15. It leads to 4² = 16, for on the way the slope rises from 6 to 8: an error of 1.
    predict(
        "The linear approximation has an error of 1 for a step of 1. What is its error for a step of 0.1?",
        answer: "0.01: a hundredth, for a tenth of the step.",
        tempting: "0.1: a tenth of the step, a tenth of the error.",
        why: "Two things became ten times smaller: the step, and by how much the slope changes on the way."
    )
    for step in [1, 0.1, 0.01] {
        let (predicted, got) = (9 + 6 * step, f(3 + step))
        print(
            "predicted", predicted, " got", formatted(got, decimals: 4), " error",
            formatted(got - predicted, decimals: 4))
    }
    claim("f(3 + 1)", f(4), equals: 16)
    claim(
        "error of the linear approximation: the square of the step",
        [1, 0.1, 0.01].map { f(3 + $0) - 9 - 6 * $0 },
        equals: [1, 0.01, 0.0001], within: 1e-12)
    figure(
        "A tenth of the step, a hundredth of the error.",
        alt: """
            On logarithmic axes the error of the linear approximation against the step, a straight line \
            through 0.0001 at 0.01, 0.01 at 0.1 and 1 at 1.
            """,
        height: 720
    ) { DescentFigures.approximationError() }
    //: The error is h², for x². Other curves bend more or less: 5x² has five times the error. But wherever a curve is
    //: smooth, a tenth of a small step leaves about a hundredth of the error, or less, so small steps can trust the slope.
    claim(
        "error of the linear approximation to 5x², the same steps",
        [1, 0.1, 0.01].map { 5 * f(3 + $0) - 45 - 30 * $0 }, equals: [5, 0.05, 0.0005], within: 1e-12)
    //: Four rules more, all by nudging:
    func rate(of f: (Double) -> Double, at x: Double) -> Double { (f(x + 0.001) - f(x - 0.001)) / 0.002 }
    let slopes = [
        ("x² at 1", rate(of: f, at: 1)), ("x² at 2", rate(of: f, at: 2)), ("x² at −4", rate(of: f, at: -4)),
        ("5x² at 3", rate(of: { 5 * f($0) }, at: 3)), ("x² + 7x at 3", rate(of: { f($0) + 7 * $0 }, at: 3)),
        ("|x|, left of 0", rate(of: abs, at: -1)), ("|x|, right of 0", rate(of: abs, at: 1)),
    ]
    for (name, slope) in slopes { print(name, " slope", formatted(slope, decimals: 3)) }
    claim(
        "slopes of x² at 1, 2, −4", [1, 2, -4].map { rate(of: f, at: $0) }, equals: [2, 4, -8], within: 1e-6)
    claim("slopes of |x| left and right of 0", [slopes[5].1, slopes[6].1], equals: [-1, 1], within: 1e-6)
    claim("the slope of 5x² at 3", rate(of: { 5 * f($0) }, at: 3), equals: 30, within: 1e-6)
    claim("the slope of x² + 7x at 3", rate(of: { f($0) + 7 * $0 }, at: 3), equals: 13, within: 1e-6)
    //: - x² has slope 2x: twice the place.
    //: - A factor stays in front: 5 times the function, 5 times the slope.
    //: - Sums add: slope 6 and slope 7 make 13.
    //: - A corner has no slope: |x| falls by 1 on its left and rises by 1 on its right, and nothing in
    //:   between.
    //:
    //: <details><summary>Holes and cliffs: other places without a slope</summary>
    //:
    //: A curve you can draw in one stroke is *continuous*; one without corners is *smooth*. A curve can fail to be
    //: continuous in three ways. *Removable*: one point is missing, and could be put back. *Jump*: left and right end at
    //: different heights, as in a staircase; across a jump of 1 a nudge h finds the slope 1/h, which grows without end
    //: as h shrinks. *Essential*: the curve settles at no height, as sin(1/x), which swings ever faster between −1 and
    //: 1 on its way to 0.
    //:
    //: </details>
    //:
    //: > Near here, loss ≈ loss now + slope · step. A tenth of the step has about a hundredth of the error, or less.
    //:
    //: ## Step against the slope, and the steps shrink by themselves
    //: A positive slope says: a larger x has a larger loss. So go down. We take a tenth of the slope as the step. That
    //: tenth is called the **learning rate**, α. You choose it, and descent does not change it: such a number is a
    //: **hyperparameter**.
    //:
    //:     x ← x − α · slope
    func descend(_ x: Double, rate α: Double, steps: Int, slope: (Double) -> Double) -> [Double] {
        var path = [x]
        for _ in 0..<steps { path.append(path.last! - α * slope(path.last!)) }
        return path
    }
    let smooth = descend(3, rate: 0.1, steps: 40) { 2 * $0 }
    let corner = descend(3, rate: 0.4, steps: 40) { $0 < 0 ? -1 : 1 }
    func show(_ path: ArraySlice<Double>) -> String {
        path.map { formatted($0, decimals: 3) }.joined(separator: "  ")
    }
    print("x²: ", show(smooth[..<5]), " …\n|x|:", show(corner[..<5]), " … ", show(corner[37...]))
    claim("the first steps on x²", Array(smooth[..<4]), equals: [3, 2.4, 1.92, 1.536], within: 1e-12)
    claim("x² after 40 steps", smooth[40], in: 0..<0.001)
    claim(
        "on |x| the last places", corner[37...40].map { abs($0) }, equals: [0.2, 0.2, 0.2, 0.2], within: 1e-9)
    figure(
        "The rate stays the same. On the bowl the steps shrink, because the slope does. At a corner they "
            + "do not.",
        alt: """
            Left, the curve x squared with places at 3, 2.4, 1.92 and so on, each with a piece of \
            tangent, flatter towards the bottom. Right, the absolute value; the places march down at \
            equal distances and then jump to and fro around the corner.
            """
    ) { DescentFigures.tangents(smooth, corner) }
    //: From 3 to 2.4, to 1.92, to 1.536: steps of 0.6, 0.48 and 0.384. Nobody shortened them. On |x| the slope is 1 until the corner, and
    //: x jumps to and fro over it for ever, always by 0.4.
    //:
    //: **Careful.** The learning rate is not the length of a step. The step is rate times slope.
    //:
    //: **Change one line.** Give `smooth` the slope of x⁴, which is 4x³, and start at 1.5. Where does it
    //: hurry, where does it crawl? The claims will complain: they are about x².
    //:
    //: > Downhill is against the slope. Near the bottom the slope fades, and so do the steps.
    //:
    //: ## Two parameters, two slopes: that pair is the gradient
    //: Now a loss with two parameters, a round bowl: J(θ) = θ₁² + θ₂², at the place (1, 3). Nudge one, hold the other.
    //: A slope that is measured so is called a **partial derivative**, written ∂J/∂θ₁ (say: of J with respect to θ₁).
    func J(_ θ: Tensor) -> Scalar { square(θ).sum() }
    let nudge: Scalar = 0.001
    print("∂J/∂θ₁:", (J([1 + nudge, 3]) - J([1 - nudge, 3])) / (2 * nudge))
    print("∂J/∂θ₂:", (J([1, 3 + nudge]) - J([1, 3 - nudge])) / (2 * nudge))
    claim(
        "partial derivatives of J at (1, 3)",
        [
            (J([1 + nudge, 3]) - J([1 - nudge, 3])) / (2 * nudge),
            (J([1, 3 + nudge]) - J([1, 3 - nudge])) / (2 * nudge),
        ], equals: [2, 6], within: 0.01)
    //: About 2 and 6. Write them as a pair, (2, 6), and you have the **gradient**: one partial derivative for
    //: each parameter, all measured from the same place. For J it is 2θ. Both parameters step at once:
    // `step` gives the step itself, −α · gradient.
    func walk(from start: Tensor, steps: Int, _ step: (Tensor) -> Tensor) -> [Tensor] {
        var path = [start]
        for _ in 0..<steps { path.append(path.last! + step(path.last!)) }
        return path
    }
    let round = walk(from: [1, 3], steps: 20) { θ in -0.1 * (2 * θ) }
    print(round[1], round[2], round[3])
    claim(
        "the first three places", round[1...3].map(\.scalars),
        equals: [[0.8, 2.4], [0.64, 1.92], [0.512, 1.536]], within: 1e-6)
    figure(
        """
        Seen from above. Lines join places of equal loss; the gradient is at a right angle to them and \
        points uphill.
        """,
        alt: """
            Left, circles of equal loss around the origin with labels, and a field of arrows that all \
            point outwards. Right, the same circles with a path from (1, 3) to the middle, its steps \
            growing shorter, and the gradient at the start as an arrow away from the middle.
            """
    ) { DescentFigures.bowl(round) }
    claim(
        "the steepest of 360 directions, less that of (2, 6), in degrees",
        steepestDirection(from: [1, 3], of: J) - atan2(6.0, 2) * 180 / .pi,
        in: -2.0...2)
    //: The picture on top of this page shows another loss of two parameters, as a landscape. It hides half of itself:
    //: hills stand in front of valleys. Seen from straight above nothing is hidden, so from now on we draw maps, as
    //: hikers know them: a line that joins places of equal loss is called a **contour**. The gradient is an arrow on the
    //: map. It says how to change the parameters; it does not climb the hill. Its direction is the steepest way up: of
    //: 360 directions tried, none rises faster. We go the other way. Doing that again and again is **gradient descent**.
    //:
    //: > The gradient is one slope per parameter. Step against it: gradient descent.
    //:
    //: ## How far? One V-shaped curve answers
    predict(
        "After 20 steps from (1, 3), who is nearer to the bottom: α = 0.1 or α = 0.9?",
        answer: "Neither. Both are at the same distance, to the last digit that matters.",
        tempting: "0.1: nine tenths of the slope must overshoot.",
        why: "It does overshoot, every time. But the other side of the valley is just as low."
    )
    let rates: [Scalar] = [0.1, 0.5, 0.9, 1.05]
    let runs = rates.map { α in walk(from: [1, 3], steps: 20) { -α * (2 * $0) } }
    for (α, run) in zip(rates, runs) { print("α", α, " first", run[1], " after 20", run[20]) }
    let ends = runs.map { dot($0[20], $0[20]).squareRoot() / Scalar(10).squareRoot() }
    claim(
        "α = 0.1 and 0.9: the share of the way that is left", Array(ends[0...2]),
        equals: [0.01153, 0, 0.01153], within: 1e-5)
    claim("α = 1.05: times as far away as at the start", ends[3], equals: 6.727, within: 0.01)
    //: The slope is 2θ, so a step α · 2θ takes the share 2α of the distance away. What is left is 1 − 2α of it: 0.8 for
    //: a rate of 0.1, and −0.8 for 0.9, the same on the other side. With 0.5 nothing is left: it lands in one step. With
    //: 1.05 every step takes it 1.1 times as far away. A run whose distance shrinks to nothing is said to **converge**.
    //:
    //:     factor per step = |1 − α · c|
    //:
    //: Here c is 2. It says how fast the slope changes as you move, and is called the **curvature**. For x²
    //: the slope is 2x, so moving by 1 changes it by 2.
    figure(
        "Too low, just right, too high: four runs on one curve are four dots on one V. The left arm creeps, "
            + "the right arm bounces, above 1 it diverges.",
        alt: """
            A V-shaped line: factor per step against learning rate from 0 to 1.1, touching 0 at 0.5. \
            Dots at 0.1 and 0.9 at the same height of 0.8, at 0.5 on the floor, at 1.05 above the dashed \
            line at 1. Beside it, in the same colours, four runs on the curve x squared: one creeps down its \
            right side, one lands at once, one bounces from side to side towards the bottom, one climbs out.
            """
    ) { DescentFigures.vee(rates.map { Double($0) }) }
    predict(
        "And exactly α = 1, where the V reaches 1?",
        answer: "(1, 3), (−1, −3), (1, 3), for ever.",
        tempting: "It diverges: 1 is too much.",
        why: "It is the border. Just above it diverges, and just below it arrives, slowly."
    )
    let forever = walk(from: [1, 3], steps: 20) { -1 * (2 * $0) }
    print(forever[1], forever[2], forever[20])
    claim("α = 1: places 1 and 20", [forever[1].scalars, forever[20].scalars], equals: [[-1, -3], [1, 3]])
    //: > Too small: slow. 1/curvature: one step. Beyond 2/curvature: it diverges.
    //:
    //: ## A real fit needs a formula for its slopes
    //: Back to the bean. Nudging works for its two parameters, and costs two readings for each. A million
    //: parameters would cost two million. So let us think once. Take one day, x, with its residual r = w · x + b −
    //: height. Nudge w by a tiny h: r moves by x · h. And when r moves, r² moves 2r times as much: that is the slope of a
    //: square. Together r² moves by 2r · x · h. For b, r moves by h itself. So
    //:
    //:     ∂(r²)/∂w = ∂(r²)/∂r · ∂r/∂w = 2r · x
    //:     ∂(r²)/∂b = ∂(r²)/∂r · ∂r/∂b = 2r · 1
    //:
    //: One slope times the next: that is the **chain rule**, and lesson 05 is about nothing else. (With several features,
    //: w · x is a sum of products, and each weight has a slope of its own: 2r times *its* feature.) The loss is the mean
    //: over the days, and so are its slopes:
    func gradient(_ w: Scalar, _ b: Scalar) -> Tensor {
        [Tensor((2 * residuals(w, b) * days).mean()), Tensor((2 * residuals(w, b)).mean())]
    }
    let byNudge: [Scalar] = [
        (loss(nudge, 0) - loss(-nudge, 0)) / (2 * nudge), (loss(0, nudge) - loss(0, -nudge)) / (2 * nudge),
    ]
    print("formula", gradient(0, 0), " finite difference", Tensor(byNudge))
    claim("the gradient at (0, 0)", gradient(0, 0).scalars, equals: [-115.2545, -17.5273], within: 1e-3)
    claim("by finite differences", byNudge, equals: gradient(0, 0).scalars, within: 0.05)
    //: They agree; the finite difference has lost a few digits on the way. Now descend with a rate of 0.02 (part two finds
    //: it), and count the steps until the loss is within one per cent of the best there is, 0.1459.
    let fit = walk(from: [0, 0], steps: 600) { -0.02 * gradient($0[0].item, $0[1].item) }
    let fitLosses = fit.map { loss($0[0].item, $0[1].item) }
    let arrived = fitLosses.firstIndex { $0 < 1.01 * 0.14594 }!
    print(fit[arrived], "loss", fitLosses[arrived], "after", arrived, "steps")
    claim("steps of rate 0.02 until within one per cent", arrived, in: 265...290)
    claim("the loss after five steps", fitLosses[5], in: 0.5...1)
    claim("w and b after 600 steps", fit[600].scalars, equals: [1.381, 1.859], within: 0.01)
    figure(
        "One step is a hop on the left and a turn on the right. The first hops do most of the work.",
        alt: """
            Left, long thin ellipses of equal loss over w and b with the path, a quick hop into the \
            valley and then a crawl along it. Right, the measured heights and the lines of the same \
            steps, in the same colours.
            """
    ) { DescentFigures.twoSpaces(fit, days: days, heights: heights, loss: loss) }
    //: 600 steps in, w is 1.38 cm a day and b 1.86 cm: a line through eleven points, found by slopes alone. The first five
    //: steps take the loss from 96 to below 1. Then it crawls: 278 get within that one per cent. Why? Look at the contours:
    //: this bowl is not round. Part two begins there.
    //:
    //: **Careful.** Let the heights come as a column, [11, 1], the guesses as a row, [11]. The difference
    //: is [11, 11]: every guess against every height. Its mean is a number, it can be descended, and means
    //: nothing.
    let column = heights.expanded(atAxis: 1)
    print((1.5 * days - column).shape, square(1.5 * days - column).mean(), "instead of", loss(1.5, 0))
    claim("the shape of the accident", (1.5 * days - column).shape, equals: [11, 11])
    claim("its mean", square(1.5 * days - column).mean(), atLeast: 30)
    //: The kit's losses compare the two shapes first. They would stop the program here, and say:
    let refusal = ShapeError.loss(predicted: days.shape, expected: column.shape)!
    print(refusal)
    claim("the message names the loss", isTrue: refusal.hasPrefix("meanSquaredError"))
    claim("and the cure", isTrue: refusal.contains("did you mean"))
    //: > Slope of a squared residual: twice the residual, times what the parameter is multiplied by. Then the
    //: > mean.
    //:
    //: ## Part one in short
    //: - A **loss** says as one number how wrong the parameters are.
    //: - A slope says what the loss does per unit of one parameter, at one place. A nudge measures it; the chain rule
    //:   gives it as a formula.
    //: - The gradient holds one slope for each parameter. Step against it, again and again: gradient descent.
    //: - On a bowl of curvature c each step multiplies the distance by |1 − α · c|. Beyond α = 2/c it diverges.
    //:
    //: *A good place to stop.* You have the whole method, and it works. Before part two, answer these, and do the four
    //: exercises. They are in `Exercises/03-gradient-descent`; `swift run lesson check 03` tells you what is right, what is
    //: wrong and why, and `Tensor` calls you may need stand in each file.
    //:
    //: - **3.1 Slopes by finite differences.** Any number of parameters, one at a time, from both sides.
    //: - **3.2 The slopes of a fit.** The bean's formula for several features at once.
    //: - **3.3 One step.** All parameters move together.
    //: - **3.4 Predict when it diverges.** The largest rate that still shrinks the error, without running
    //:   anything.
    //:
    //: <details><summary>Can you say what a slope of −4 means for a step of 0.01?</summary>
    //:
    //: The loss falls by about 0.04.
    //:
    //: </details>
    //: <details><summary>Can you say why the steps get shorter near the bottom of a bowl?</summary>
    //:
    //: The step is rate times slope, and the slope fades.
    //:
    //: </details>
    //: <details><summary>Can you say what α = 0.3 does on a bowl of curvature 5, and α = 0.5?</summary>
    //:
    //: Factor |1 − 1.5| = 0.5: it bounces and arrives. Factor |1 − 2.5| = 1.5: it diverges.
    //:
    //: </details>
    //: <details><summary>Can you give the slope of (w·x + b − y)² for w, and for b?</summary>
    //:
    //: 2r · x and 2r, with the residual r = w·x + b − y.
    //:
    //: </details>
    //:
    //: ## Part two: make it fast, and use it
    //: The bean took 278 steps, at a rate that fell from the sky. This part says why, and what helps: scaled features,
    //: momentum, a part of the data at a time, steps that adapt. And it fits answers that are not numbers but yes or no.
    //: From part one you need the gradient, the rate α, and the factor |1 − α · c| with the curvature c.
    //:
    //: ## A stretched bowl has two V's and one rate
    //: Real bowls are not round. Make the second direction ten times as steep: ½(θ₁² + 10 θ₂²). Its gradient is
    //: (θ₁, 10 θ₂): the ½ is there to cancel the 2 in the slope of a square. We stand at (10, 1), and the **minimum**, the
    //: lowest place, is at (0, 0).
    predict(
        "Where does the arrow against the gradient point?",
        answer: "Along (−10, −10). The minimum lies along (−10, −1): 39 degrees off.",
        tempting: "At the minimum: downhill is downhill.",
        why: "On round bowls it does, and nearly every picture shows a round one."
    )
    let (downhill, toMinimum): (Tensor, Tensor) = ([-10, -10], [-10, -1])
    let cosine = dot(downhill, toMinimum) / (dot(downhill, downhill) * dot(toMinimum, toMinimum)).squareRoot()
    let degrees = acos(Double(cosine)) * 180 / .pi
    print(formatted(degrees, decimals: 1), "degrees")
    claim("degrees between the arrow and the direction to the minimum", degrees, equals: 39.29, within: 0.01)
    //: (The **cosine** of the angle between two arrows is their dot product, divided by both lengths.) Steepest is not
    //: shortest. And since the first slope depends on θ₁ only and the second on θ₂ only, each direction has a V of its
    //: own: curvature 1 is best served by α = 1, curvature 10 diverges beyond 0.2. The one rate we have must serve
    //: both. The slower direction decides, so the larger of the two factors should be as small as possible. It is so
    //: where the left arm of the one V meets the right arm of the other: 1 − α = 10 · α − 1, so α = 2/11.
    func stepsToAThousandth(ratio: Scalar) -> Int {
        let (curvatures, α): (Tensor, Scalar) = ([1, Tensor(ratio)], 2 / (1 + ratio))
        var (θ, count): (Tensor, Int) = ([1, 1], 0)
        while abs(θ).max() > 0.001 {
            θ -= α * curvatures * θ
            count += 1
        }
        return count
    }
    let counted = [1, 10, 100].map { stepsToAThousandth(ratio: $0) }
    print(counted)
    claim("steps to a thousandth of the way: curvatures 1:1, 1:10, 1:100", counted, equals: [1, 35, 346])
    figure(
        """
        One rate for two V's: the best is where they cross. Right: the arrow misses the minimum, on this \
        zigzag by 39 degrees at every step.
        """,
        alt: """
            Left, two V-shaped lines, a wide one for curvature 1 and a steep one for curvature 10; the \
            larger of both is thick, lowest at α = 2/11 with factor 9/11. Right, a map of the angle \
            between the arrow and the direction to the minimum, in sectors from 0 to over 50 degrees, and a \
            zigzag path from (10, 1).
            """,
        height: 1000
    ) { DescentFigures.stretched() }
    //: Now turn the rate yourself. Before you do, say from the two V's: up to which rate does the path not swing from side to
    //: side, and which of the two directions diverges first?
    let turned = [0.02, 0.05, 0.1, 0.15, 0.182, 0.19, 0.2, 0.21]
    let reached = turned.map { α in
        let end = walk(from: [10, 1], steps: 30) { -Scalar(α) * ([1, 10] * $0) }[30]
        return dot(end, end).squareRoot()
    }
    print("distance after 30 steps:", reached.map { formatted(Double($0), decimals: 2) }.joined(separator: "  "))
    claim(
        "the distance after 30 steps at those rates, from 10.05", reached,
        equals: [5.4548, 2.1464, 0.4239, 0.0763, 0.0243, 0.0460, 1.0001, 17.4494], within: 5e-3)
    figure(
        """
        Move the rate. Up to 0.1 the path does not swing. Near 2/11 both dots on the V's are equally high. At 0.2 the steep \
        direction no longer shrinks; beyond, it diverges.
        """,
        alt: """
            Left, the two V's with a dot on each at the rate. Right, the contours of the stretched bowl and 30 steps from \
            (10, 1): at small rates they creep along the valley, then they swing across it, at 0.21 they leave the page.
            """,
        over: turned, label: "α", height: 860
    ) { DescentFigures.turnedRate($0) }
    //: One step, 35, 346. The count grows with the *ratio* of the curvatures, the **condition number**.
    //:
    //: And the bean? Its bowl is stretched as well, but not along the axes: it is steepest along (1, 0.144), where w
    //: and b grow together, and flattest at a right angle to that, along (−0.144, 1). Take the two directions on trust,
    //: and check them: start at (0, 0), make a step along each, and see by how much the gradient changes.
    let along: [Tensor] = [[1, 0.144], [-0.144, 1]]
    let changes = along.map { gradient($0[0].item, $0[1].item) - gradient(0, 0) }
    for (step, change) in zip(along, changes) { print("step", step, " the gradient changes by", change) }
    let (steepest, flattest) = (changes[0][0].item, changes[1][1].item)
    claim("the two curvatures", [steepest, flattest], equals: [71.4, 0.56], within: 0.05)
    claim("first change less 71.4 times the step", (changes[0] - steepest * along[0]).scalars, in: -0.01...0.01)
    claim("second change less 0.56 times the step", (changes[1] - flattest * along[1]).scalars, in: -0.01...0.01)
    claim("condition number", steepest / flattest, equals: 127.6, within: 0.1)
    //: Along the first it changes by 71.4 times the step, along the second by 0.56 times: these are the two curvatures.
    //: The one is 128 times the other. That is why it took 278 steps.
    //:
    //: **Change one line.** Call `stepsToAThousandth` with a ratio of 1,000. Guess the count first.
    //:
    //: > The steep direction forbids large steps, the flat one needs them. That conflict is what makes
    //: > descent slow.
    //:
    //: ## Sweep the rate: it finds the limit without the curvature
    //: Why did the bean get a rate of 0.02, and not 0.2? For this bowl we know: beyond 2 / 71.4 = 0.028 the V is above 1.
    //: For a network nobody hands you the curvature. So look for the limit: try many rates, each for 30 steps from the
    //: same start. Will it show up at 0.028?
    let swept = (0...60).map { Scalar(pow(10, -4 + 3 * Double($0) / 60)) }
    let afterThirty = swept.map { α in
        let end = walk(from: [0, 0], steps: 30) { -α * gradient($0[0].item, $0[1].item) }[30]
        return loss(end[0].item, end[1].item)
    }
    let lowest = afterThirty.indices.min { afterThirty[$0] < afterThirty[$1] }!
    let tooHigh = swept.firstIndex { $0 > 0.03 }!
    print("lowest at rate", swept[lowest], " loss at", swept[tooHigh], "is", afterThirty[tooHigh])
    claim("the rate with the lowest loss after 30 steps", swept[lowest], in: 0.015...0.028)
    claim("the loss at a rate of 0.032", afterThirty[tooHigh], atLeast: 1e6)
    let limit = 2 / steepest
    let lastGood = swept.indices.last { afterThirty[$0] < loss(0, 0) }!
    print("2 / curvature:", limit, " last rate that lowers the loss:", swept[lastGood], " next:", swept[lastGood + 1])
    claim("the first rate that fails, over 2/curvature", swept[lastGood + 1] / limit, in: 1...1.13)
    claim("the last that works, over 2/curvature", swept[lastGood] / limit, in: 0.88...1)
    figure(
        "Far left of the dip little happens, right of it the loss diverges. Take a rate a little left of the dip.",
        alt: """
            Left, loss against steps on a logarithmic axis for three rates: one falls slowly, one fast, \
            one shoots up. Right, loss after thirty steps against learning rate on logarithmic axes: \
            falling, then nearly flat down to a dip near 0.025, then a wall.
            """
    ) {
        DescentFigures.finder(rates: swept, losses: afterThirty) { α, steps in
            walk(from: [0, 0], steps: steps) { -α * gradient($0[0].item, $0[1].item) }
                .map { loss($0[0].item, $0[1].item) }
        }
    }
    //: It does: the rates are a factor 1.12 apart, and the limit lies between the last that works and the first
    //: that fails. Such a sweep is called a **learning-rate finder**. A smaller rate is not safer: it looks converged while
    //: it creeps. And here is the best first test of any gradient: with a tiny rate the loss *must* fall. If it rises, the
    //: gradient is wrong, most often by its sign.
    //:
    //: > Sweep the rate in factors, not in steps. Take one a little left of the dip.
    //:
    //: ## Scale the features before you train
    //: The valley is long because days run from 0 to 10, all on one side: a little more w looks much like a
    //: little more b. So **standardise**, as in lesson 02: measure days from their mean, in units of their standard
    //: deviation.
    let deviation = sqrt(square(days - 5).mean())  // √10
    let scaled = (days - days.mean()) / deviation
    func scaledLoss(_ w: Scalar, _ b: Scalar) -> Scalar { square(w * scaled + b - heights).mean() }
    func scaledGradient(_ θ: Tensor) -> Tensor {
        let residual = θ[0] * scaled + θ[1] - heights
        return [Tensor((2 * residual * scaled).mean()), Tensor((2 * residual).mean())]
    }
    predict(
        "Raw days took 278 steps. Scaled, with the best rate?",
        answer: "One.",
        tempting: "Perhaps half: it is the same data.",
        why:
            "It is, and so is the line found. But both curvatures are now 2, and a round bowl lands at α = "
            + "0.5."
    )
    let landed = walk(from: [0, 0], steps: 1) { -0.5 * scaledGradient($0) }[1]
    let back = landed[0] / deviation
    print("in one step:", landed, "loss", scaledLoss(landed[0].item, landed[1].item))
    print("in days again: w =", back.item, " b =", (landed[1] - 5 * back).item)
    claim(
        "the loss after one step", scaledLoss(landed[0].item, landed[1].item), equals: 0.14594, within: 1e-4)
    claim(
        "w and b in days", [back.item, (landed[1] - 5 * back).item], equals: [1.3809, 1.8591], within: 1e-3)
    figure(
        "The same eleven points. Subtract the mean, divide by the standard deviation, and the valley becomes a bowl.",
        alt: """
            Left, raw days: contours so long and thin that they are nearly parallel, and a path that \
            turns into the valley and crawls. Right, scaled days: circles, and one arrow from the start \
            to the middle.
            """
    ) { DescentFigures.scaling(raw: (fit, loss), scaled: ([[0, 0], landed], scaledLoss)) }
    //: The gradient depends on the units you measure in. That is why the way against it need not lead straight to the
    //: minimum, and why inputs are scaled before training.
    //:
    //: > Scale the inputs first. It is the cheapest speed you will ever get.
    //:
    //: ## Remember the last step: momentum
    //: Scaling cannot round every bowl. In a valley the slopes across cancel from step to step, those along
    //: agree. So keep a running sum of the steps, the **velocity** v, let it fade by a factor β, and move by it:
    //:
    //:     v ← β·v − α·gradient,   then   θ ← θ + v
    //:
    //: This is called **momentum**. With β = 0 it is plain descent.
    func roll(ratio: Scalar, rate α: Scalar, keep β: Scalar, steps: Int) -> [Tensor] {
        var v = Tensor(zeros: [2])
        return walk(from: [1, 1], steps: steps) { θ in
            v = β * v - α * [1, Tensor(ratio)] * θ
            return v
        }
    }
    func settled(_ path: [Tensor]) -> Int { path.lastIndex { abs($0).max() > 0.001 }! + 1 }
    let plain = settled(roll(ratio: 100, rate: 2 / 101, keep: 0, steps: 500))
    let rolling = settled(roll(ratio: 100, rate: 4 / 121, keep: 81 / 121, steps: 500))
    let everyday = settled(roll(ratio: 100, rate: 0.01, keep: 0.9, steps: 500))
    print("ratio 100: plain", plain, " momentum", rolling, " with β = 0.9", everyday)
    claim("steps to a thousandth at ratio 100: plain", plain, equals: 346)
    claim("with momentum, the best rate and the best β", rolling, in: 54...60)
    claim("with the everyday β = 0.9 and a rate of 0.01", everyday, in: 126...138)
    //: 346 steps become 58, each with the best rate and β for this ratio. (For curvatures c₁ and c₂ they are
    //: α = 4/(√c₁ + √c₂)² and β = ((√c₂ − √c₁)/(√c₂ + √c₁))²; with 1 and 100 that is 4/121 and 81/121.) With
    //: the usual β = 0.9 and a rate chosen by hand it is 132.
    //:
    //: Move β with that rate of 0.01. Before you do: 0 takes 688 steps and 0.9 takes 132. Is 0.99 better still?
    let shares = [0, 0.3, 0.6, 0.8, 0.9, 0.95, 0.99]
    let stepsFor = shares.map { settled(roll(ratio: 100, rate: 0.01, keep: Scalar($0), steps: 2000)) }
    print("β", shares, "steps", stepsFor)
    claim(
        "steps to a thousandth with a rate of 0.01, for each β", stepsFor,
        equals: [688, 478, 264, 101, 132, 273, 1389], within: 10)
    figure(
        "Move β. To 0.8 each step of it helps. Then θ rolls past the minimum and back, and at 0.99 it does so for long.",
        alt: """
            Left, a bowl stretched 1 : 100 with the path of 100 steps from (1, 1): straight at β = 0, then curved, and with a \
            large β ever longer swings through the minimum. Right, the distance from it over 400 steps on a logarithmic axis.
            """,
        over: shares, label: "β", height: 860
    ) { β in DescentFigures.turnedMomentum(roll(ratio: 100, rate: 0.01, keep: Scalar(β), steps: 400)) }
    //: No. What is kept too long has to be braked again.
    //:
    //: <details><summary>Other books, other formulas</summary>
    //:
    //: Some keep the rate outside: v ← βv + g, θ ← θ − αv. Equal as long as α stays the same. Some average: v ← βv + (1
    //: − β)g, which is the same with a rate 1/(1 − β) times as large. **Nesterov** momentum computes the same v, and
    //: then moves by βv − αg in place of v: it looks one step ahead, as if v had faded and been added once more.
    //:
    //: </details>
    //:
    //: So far every loss had one minimum. Here is one with two valleys, the right one shallow, the left one
    //: deep: the landscape on top of this page. We start high on the right, once without and once with
    //: momentum.
    //:
    //: ![source](Lessons/03-gradient-descent/TwoValleys.swift#TwoValleys.loss)
    func rollInWells(from start: Tensor = [1.7, 1.2], keep β: Scalar) -> [Tensor] {
        var v = Tensor(zeros: [2])
        return walk(from: start, steps: 200) { θ in
            v = β * v - 0.02 * TwoValleys.gradient(θ)
            return v
        }
    }
    let (stuck, crossed) = (rollInWells(keep: 0), rollInWells(keep: 0.9))
    print("θ₁ at the end: plain", stuck[200][0].item, " momentum", crossed[200][0].item)
    claim("plain ends in the shallow valley: θ₁", stuck[200][0].item, equals: 0.960, within: 0.005)
    claim("momentum in the deep one: θ₁", crossed[200][0].item, equals: -1.036, within: 0.01)
    figure(
        "Left, on a bowl of 1 : 20, momentum cuts the zigzag. Right, it rolls over the pass, by luck of its start, "
            + "not by foresight.",
        alt: """
            Left, a stretched bowl with the zigzag of plain descent and the shorter, curved path of \
            momentum. Right, two valleys from above: plain descent ends in the right one, momentum \
            swings through it, over the pass, and ends in the left one.
            """
    ) { DescentFigures.momentum(roll: roll, stuck: stuck, crossed: crossed) }
    //: The lower valley is the **global minimum**, the other a **local minimum**. Momentum crossed here. From (1.2, 0.2) it
    //: does not cross, and from (−1.7, 1.2) it rolls out of the deep valley into the shallow one:
    let others: [Tensor] = [[1.2, 0.2], [-1.7, 1.2]]
    for start in others { print("from", start, "to θ₁ =", rollInWells(from: start, keep: 0.9)[200][0].item) }
    claim(
        "with momentum from (1.2, 0.2) and from (−1.7, 1.2), both end in the shallow valley: θ₁",
        others.map { rollInWells(from: $0, keep: 0.9)[200][0].item }, equals: [0.96, 0.96],
        within: 0.01)
    //: Count on it for speed, not for rescue.
    //:
    //: **Change one line.** For `crossed` keep 0.8, or 0.99. Which end do you get?
    //:
    //: > Momentum adds up what the slopes agree on: it is fast along valleys. Which valley descent ends in depends on the
    //: > start.
    //:
    //: ## A mini-batch estimates the gradient
    //: Eleven points are quickly averaged. A million are not. Must we use them all before every step? Think of
    //: an opinion poll: ask a few. Take 1,024 samples with two features, and use one, 32, or all.
    let features = Tensor(randomNormal: [1024, 2], using: &generator) * [1, 0.6]
    let targets = matmul(features, [2, -1]) + Tensor(randomNormal: [1024], using: &generator)
    func batchGradient(_ rows: [Int], _ w: Tensor) -> Tensor {
        let x = features.gathering(rows)  // [B, 2]
        let residual = matmul(x, w) - targets.gathering(rows)  // [B]
        return 2 * matmul(residual, x) / Scalar(rows.count)  // [B] · [B, 2] → [2]
    }
    let everyone = Array(0..<1024)
    let batches = (0..<32).map { batchGradient(Array(everyone[32 * $0..<32 * ($0 + 1)]), [0, 0]) }
    let full = batchGradient(everyone, [0, 0])
    let meanOfBatches = Tensor(stacking: batches).mean(alongAxes: 0)
    print("all 1,024:", full, " mean of 32 batches:", meanOfBatches)
    claim("mean of the batches against the full gradient", abs(meanOfBatches - full).max(), atMost: 1e-5)
    //: The batches disagree with each other, and their mean is the full gradient. So the gradient of one random
    //: **mini-batch**, or **batch**, is an *unbiased estimate*: right on average, noisy, cheap.
    //:
    //: How noisy is a single sample? Let us say that its gradient g points the wrong way if a tiny step against it,
    //: −h·g, would raise the loss of all. That loss changes by about slope times step, added up over the parameters: −h
    //: times the dot product of g and the full gradient. So g points the wrong way where that product is below 0.
    predict(
        "Near the minimum, for how many of the 1,024 samples does its own gradient point the wrong way?",
        answer: "40 to 50 %.",
        tempting: "Few: every one of them makes the fit better.",
        why:
            "Far from the minimum they mostly agree. Near it the gradient of all is almost 0, but those of single "
            + "samples are not: they point to all sides and all but cancel."
    )
    let nearMinimum: Tensor = [2.1, -0.9]
    let (wholeNear, wholeFar) = (batchGradient(everyone, nearMinimum), full)
    func wrongWay(_ w: Tensor, _ whole: Tensor) -> Scalar {
        Scalar(everyone.count { dot(batchGradient([$0], w), whole) < 0 }) / 1024
    }
    print("far:", wrongWay([0, 0], wholeFar), " near:", wrongWay(nearMinimum, wholeNear))
    func length(_ g: Tensor) -> Scalar { dot(g, g).squareRoot() }
    let lengths = everyone.map { length(batchGradient([$0], nearMinimum)) }
    let meanLength = lengths.reduce(0, +) / 1024
    print("length of the gradient near the minimum: single", meanLength, " of all", length(wholeNear))
    claim(
        "share of samples that point the wrong way, far from the minimum", wrongWay([0, 0], wholeFar),
        atMost: 0.35)
    claim("near the minimum", wrongWay(nearMinimum, wholeNear), in: 0.38...0.5)
    claim("length of a single gradient there, on average, over that of all", meanLength / length(wholeNear), atLeast: 3)
    //: It still trains. Once through all samples is an **epoch**. Here are three epochs, at one rate, 0.02, for each size
    //: of batch:
    func train(size: Int, epochs: Int = 3) -> (path: [Tensor], perSecond: Double) {
        let start = ContinuousClock.now
        var path: [Tensor] = [[-1, 1]]
        for _ in 1...epochs {
            let order = everyone.shuffled(using: &generator)
            for first in stride(from: 0, to: 1024, by: size) {
                path.append(path.last! - 0.02 * batchGradient(Array(order[first..<first + size]), path.last!))
            }
        }
        return (path, Double(path.count - 1) / ((ContinuousClock.now - start) / .seconds(1)))
    }
    let trained = [1, 32, 1024].map { (size: $0, run: train(size: $0)) }
    for (size, run) in trained {
        print(
            "batch", size, " updates", run.path.count - 1, " a second", Int(run.perSecond), " end",
            run.path.last!)
    }
    let distances = trained.map { abs($0.run.path.last! - [2, -1]).max() }
    claim("updates in three epochs", trained.map { $0.run.path.count - 1 }, equals: [3072, 96, 3])
    claim("batch 1: distance to (2, −1)", distances[0], atMost: 0.8)
    claim("batch 32", distances[1], atMost: 0.7)
    claim("all at once", distances[2], atLeast: 2)
    claim(
        "updates per second, batch 1 against all", trained[0].run.perSecond / trained[2].run.perSecond,
        atLeast: 1)
    figure(
        "Left: single samples scatter widely around the full gradient, batches of 32 little. Right: many rough "
            + "steps beat few exact ones.",
        alt: """
            Left, sixty thin arrows for single samples that scatter widely, sixty for batches of 32 that \
            scatter little, around the thick arrow of the full gradient. Right, a contour map with the paths \
            of three epochs: 3,072 jittery steps around the minimum; 96 steps that come near; 3 steps that \
            hardly move.
            """
    ) {
        DescentFigures.miniBatches(trained.map { ($0.size, $0.run.path) }, gradient: batchGradient) { w in
            square(matmul(features, w) - targets).mean()
        }
    }
    //: Batch 1 makes 3,072 updates, arrives early and keeps jumping around the minimum. All at once makes three, and is
    //: hardly on its way. So is one sample best? The column *a second* says no: an update with 32 samples takes far
    //: less than 32 times as long as one with a single sample, for one matrix product serves them all. Its 96 updates
    //: were done long before the 3,072. In practice one takes such a batch, and more epochs. Descent on random
    //: mini-batches is called **stochastic** gradient descent, SGD; strictly, that means one sample at a time.
    //:
    //: > A mini-batch is right on average and cheap. Many rough steps beat few exact ones.
    //:
    //: ## For yes or no, a score becomes a probability
    //: Some answers are not numbers but yes (1) or no (0): did the bean sprout? Our line still gives a number, and it may
    //: be anything. We call it a **score** z (also a **logit**), and want a probability p from it, between 0 and 1. The
    //: **sigmoid** makes one:
    //:
    //:     p = σ(z) = 1 / (1 + e⁻ᶻ)
    //:
    //: Here e is the number 2.718…, and e⁻ᶻ is 1 divided by eᶻ: huge for a very negative z, 1 for z = 0, nearly 0 for a
    //: large z. So p climbs from 0 over ½ to 1:
    func σ(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
    for z in [-7.0, -2, 0, 2, 7] { print("σ(\(formatted(z, decimals: 0))) =", formatted(σ(z), decimals: 4)) }
    claim(
        "σ at −7, −2, 0, 2, 7", [-7, -2, 0, 2, 7].map(σ), equals: [0.0009, 0.1192, 0.5, 0.8808, 0.9991], within: 5e-5)
    //: The further from 0, the flatter: between 2 and 7 the score rises by 5 and p by 0.12. There the sigmoid is said to be
    //: **saturated**.
    //:
    //: > The sigmoid turns any score into a probability.
    //:
    //: ## The loss must be steep where the answer is badly wrong
    //: What should a wrong p cost? Two candidates, for an answer that should be yes: half of the squared error, ½(p − 1)²,
    //: and −ln p. The **logarithm** ln undoes the power: ln(eᶻ) = z. It turns products into sums,
    //:
    //:     ln(a·b) = ln a + ln b
    //:     ln(1/a) = −ln a
    //:     ln 1 = 0
    //:
    //: and it falls without end as its argument goes to 0. So −ln p is 0 where p is 1, and grows without end as p goes to
    //: 0. Take a bad case, a score of −7 where the answer is yes, and nudge the score under both:
    func squaredError(_ z: Double) -> Double { 0.5 * (σ(z) - 1) * (σ(z) - 1) }
    func crossEntropy(_ z: Double) -> Double { -log(σ(z)) }
    print("squared error:", formatted(rate(of: squaredError, at: -7), decimals: 4))
    print("−ln p:        ", formatted(rate(of: crossEntropy, at: -7), decimals: 4))
    claim("slope of the squared error at −7", rate(of: squaredError, at: -7), equals: -0.0009, within: 5e-5)
    claim("slope of the cross-entropy at −7", rate(of: crossEntropy, at: -7), equals: -0.9991, within: 5e-5)
    //: The answer is badly wrong, and yet the slope of the squared error is nearly 0, for the sigmoid is saturated: descent
    //: would hardly move. The other one stays steep. It is called the **cross-entropy**: minus the logarithm of the
    //: probability that was given to the truth. That is −ln p for a yes and −ln(1 − p) for a no, in one line with y = 1 or
    //: 0:
    //:
    //:     loss = −(y · ln p + (1 − y) · ln(1 − p))
    //:
    //: Its slope for the score is the shortest formula on this page: p − y, probability minus truth. Lesson 05 shows
    //: why; here we nudge it, at two answers that should be yes and one that should be no:
    let answers: [(z: Double, y: Double)] = [(-7, 1), (0.5, 1), (2, 0)]
    let nudged = answers.map { z, y in rate(of: { -(y * log(σ($0)) + (1 - y) * log(1 - σ($0))) }, at: z) }
    for ((z, y), slope) in zip(answers, nudged) {
        print("score", z, " slope", formatted(slope, decimals: 4), " p − y", formatted(σ(z) - y, decimals: 4))
    }
    claim("slope of the loss less p − y", zip(answers, nudged).map { $1 - (σ($0.z) - $0.y) }, in: -1e-6...1e-6)
    //: A line, a sigmoid and this loss together are **logistic regression**. By the chain rule the slope for w is
    //: (p − y) · feature, averaged; for b it is p − y, averaged. Here are 200 beans, each with a temperature (scaled),
    //: sprouted or not:
    let warmth = Tensor(randomNormal: [200], using: &generator)
    let chance = Tensor(randomUniform: [200], in: 0..<1, using: &generator)
    let sprouted = chance .< sigmoid(2 * warmth - 0.5)  // 1 or 0
    func logisticLoss(_ θ: Tensor) -> Scalar {
        let p = sigmoid(θ[0] * warmth + θ[1])
        return -(sprouted * log(p) + (1 - sprouted) * log(1 - p)).mean()
    }
    let logistic = walk(from: [0, 0], steps: 200) { θ in
        let over = sigmoid(θ[0] * warmth + θ[1]) - sprouted  // p − y
        return -0.5 * [Tensor((over * warmth).mean()), Tensor(over.mean())]
    }
    let scores = logistic[200][0] * warmth + logistic[200][1]
    let right = ((scores .>= 0) .== sprouted).mean()
    let usual = max(sprouted.mean(), 1 - sprouted.mean())
    print(
        "loss", logisticLoss(logistic[0]), "→", logisticLoss(logistic[200]), " right", right, " baseline", usual)
    claim("the loss before a step: ln 2", logisticLoss(logistic[0]), equals: 0.69315, within: 1e-4)
    claim("after 200 steps", logisticLoss(logistic[200]), in: 0.3...0.58)
    claim("share of right answers", right, atLeast: 0.68)
    claim("minus that of the baseline", right - usual, atLeast: 0.03)
    let kit = sigmoidCrossEntropy(scores: .constant(scores), expected: .constant(sprouted))
    claim("the kit's loss against ours", kit.item - logisticLoss(logistic[200]), in: -1e-4...1e-4)
    figure(
        "Left: where the answer is badly wrong, squares go flat and cross-entropy does not. Right: the "
            + "curve it finds.",
        alt: """
            Left, two losses against the score when the answer is yes: the squared error levels off at \
            one half on the left, the cross-entropy rises in a straight line. Right, 200 points at 0 and \
            1 over temperature and the S-shaped curve after 0, 5, 20 and 200 steps.
            """
    ) { DescentFigures.logistic(warmth: warmth, sprouted: sprouted, path: logistic) }
    //: With w = b = 0 every p is ½, so it begins at −ln ½ = ln 2 = 0.693, the loss of knowing nothing. The
    //: **baseline**, always giving the more frequent answer, is right in 53 to 65 of 100 cases over twelve seeds; the
    //: curve in 74 to 83, with a loss between 0.36 and 0.50 at the end.
    //:
    //: **Careful.** For scores far from 0 do not compute −ln p as it stands. At z = −1000 it needs e¹⁰⁰⁰, which a
    //: `Scalar` cannot hold: it becomes ∞, p becomes 0, and its logarithm −∞. On paper −ln σ(z) is ln(1 + e⁻ᶻ), by the
    //: rules above, and here that is 1000 all but exactly. Exercise 3.5 finds a form that never overflows.
    //:
    //: > Cross-entropy through a sigmoid has the slope p − y. Bad mistakes are corrected fast.
    //:
    //: ## Adaptive step sizes
    //: One rate for all parameters is the conflict of the two V's. What if every parameter's slope g were divided
    //: by its *usual size*? Then steep and flat directions take equal steps. Three rules differ in what
    //: "usual" means:
    //:
    //: - **AdaGrad** adds up all squares so far, s ← s + g², and steps by α·g / √s.
    //: - **RMSProp** forgets old ones: s ← 0.9·s + 0.1·g².
    //: - **Adam** forgets more slowly, s ← 0.999·s + 0.001·g², and puts momentum in the place of g: a running mean
    //:   m ← 0.9·m + 0.1·g. It steps by α·m / √s. But both means start at 0 and so begin too small: after one step m is
    //:   only 0.1·g. So after t steps Adam divides m by 1 − 0.9ᵗ and s by 1 − 0.999ᵗ. And to √s it adds a small number ε,
    //:   against a division by 0. For one parameter:
    func adamSteps(from start: Double, rate α: Double, steps: Int, slope: (Double) -> Double) -> Double {
        var (w, m, s) = (start, 0.0, 0.0)
        var (left1, left2) = (1.0, 1.0)  // 0.9ᵗ and 0.999ᵗ
        for _ in 1...steps {
            let g = slope(w)
            (m, s) = (0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g * g)
            (left1, left2) = (0.9 * left1, 0.999 * left2)
            w -= α * (m / (1 - left1)) / ((s / (1 - left2)).squareRoot() + 1e-7)  // ε = 1e-7
        }
        return w
    }
    let ours = [1, 3].map { adamSteps(from: $0, rate: 0.1, steps: 10) { 2 * $0 } }
    print("from (1, 3), ten steps:", ours.map { formatted($0, decimals: 4) }.joined(separator: "  "))
    predict(
        "Multiply all losses by 1,000 and keep the rate. What happens to plain descent's path, and to Adam's?",
        answer: "Plain descent takes steps 1,000 times as long and diverges. Adam's path stays as it was.",
        tempting: "Both change, or neither does.",
        why:
            "The factor is in every slope. Plain descent passes it on; Adam divides by the size of the "
            + "slope, factor and all."
    )
    func onJ(times factor: Scalar, _ make: ([Parameter]) -> any Optimizer) -> [Tensor] {
        Race.walk(from: [1, 3], steps: 10, slopes: { factor * 2 * $0 }, with: make)
    }
    let adam = onJ(times: 1) { Adam($0, learningRate: 0.1) }
    let louder = onJ(times: 1000) { Adam($0, learningRate: 0.1) }
    let loudPlain = onJ(times: 1000) { SGD($0, learningRate: 0.1) }
    print("Adam:         ", adam[1], adam[10])
    print("Adam, × 1000: ", louder[1], louder[10])
    print("plain, × 1000:", loudPlain[1])
    claim("Adam's first step", adam[1].scalars, equals: [0.9, 2.9], within: 1e-5)
    claim("Adam's tenth place", adam[10].scalars, equals: [0.0763, 2.0142], within: 2e-4)
    claim("ours, less the kit's", zip(ours, adam[10].scalars).map { $0 - Double($1) }, in: -2e-4...2e-4)
    claim("the same with the loss times 1,000", louder[10].scalars, equals: adam[10].scalars, within: 1e-4)
    claim(
        "plain descent's first step with it", loudPlain[1].scalars, equals: [-199, -597],
        within: 0.01)
    //: The kit's Adam lands where ours did. Its first step is α in every direction, whatever the slope: m and √s are
    //: then both the slope's size.
    //:
    //: Now a race: curvatures 1 and 20, from (10, 2), 40 steps. The smallest *sum of the losses along the path* wins:
    //: who comes down early is better than who only ends low. Each rule gets the best of twelve rates by that sum:
    //: 0.005 and its doubles.
    let rules: [(name: String, make: ([Parameter], Scalar) -> any Optimizer)] = [
        ("plain", { SGD($0, learningRate: $1) }),
        ("momentum", { SGD($0, learningRate: $1, momentum: 0.9) }),
        ("Nesterov", { SGD($0, learningRate: $1, momentum: 0.9, nesterov: true) }),
        ("AdaGrad", { AdaGrad($0, learningRate: $1) }),
        ("RMSProp", { RMSProp($0, learningRate: $1) }),
        ("Adam", { Adam($0, learningRate: $1) }),
    ]
    func atItsBest(_ name: String, _ make: ([Parameter], Scalar) -> any Optimizer) -> Race.Run {
        let tried = (0..<12).map { index in
            let rate = Scalar(0.005 * pow(2, Double(index)))
            let path = Race.walk(from: [10, 2], steps: 40, slopes: { [1, 20] * $0 }) { make($0, rate) }
            return (name: name, rate: rate, path: path)
        }
        return tried.min { Race.total($0.path) < Race.total($1.path) }!
    }
    let racers = rules.map { atItsBest($0.name, $0.make) }
    let shortMemory = atItsBest("β = 0.4") { SGD($0, learningRate: $1, momentum: 0.4) }
    for racer in racers + [shortMemory] {
        print(
            racer.name.padding(toLength: 9, withPad: " ", startingAt: 0), "rate", racer.rate, " sum of losses",
            Race.total(racer.path), " loss after 40 steps", Race.bowl(racer.path[40]))
    }
    let totals = racers.map { Race.total($0.path) }
    claim("the loss at the start", Race.bowl([10, 2]), equals: 90)
    claim(
        "sum of losses: plain, momentum, Nesterov, AdaGrad, RMSProp, Adam", totals,
        equals: [388, 539, 282, 176, 223, 348], within: 1)
    claim("momentum with β = 0.4", Race.total(shortMemory.path), equals: 279, within: 1)
    claim(
        "loss after 40 steps: plain, Adam", [0, 5].map { Race.bowl(racers[$0].path[40]) },
        equals: [0.063, 0.249], within: 0.01)
    claim("the largest loss at the end of the race", racers.map { Race.bowl($0.path[40]) }.max()!, atMost: 1)
    figure(
        "A dot every fifth step. Plain zigzags, momentum swings, and the adaptive rules set off equally "
            + "fast both ways.",
        alt: """
            Six maps of the same stretched bowl, one for each rule, with its path from the same start \
            and a dot at every fifth step.
            """
    ) { DescentFigures.race(racers) }
    //: They all come down, from 90 to below 1. But momentum comes last, behind plain descent! With β = 0.9 it remembers
    //: too long for so mild a bowl: it swings, as its loops show. With the β of the formula above, 0.4 for a ratio of
    //: 20, its sum is about half as large; and at a ratio of 100 even 0.9 needed 132 steps against 346. So do not choose
    //: by one race. Nor by one measure: by the sum Adam is ahead of plain descent, by the loss after step 40 behind it.
    //: Adaptive rules are made for losses whose slopes differ by factors of thousands, as those of deep networks can.
    //:
    //: What can still go wrong? Besides two valleys: a **saddle**, down one way and up another, and a
    //: **plateau**, flat all around. Slope 0 does not mean a minimum. With many parameters these are thought to be
    //: the more common trouble, rather than bad local minima.
    //:
    //: > Divide each slope by its usual size, and one rate can serve all parameters.
    //:
    //: ## What we did not do
    //: - The slopes of a network with layers need more than one formula. Lesson 05 finds them all at once.
    //: - We fitted points that we had seen. Whether a fit holds for new points is lesson 06.
    //: - The rate stayed the same to the end. Lesson 09 lets it fall.
    //:
    //: ## In short
    //: Part one: a loss is one number that says how wrong the parameters are. A finite difference measures its slope, which
    //: predicts small steps. One partial derivative for each parameter: that is the gradient; step against it. On a bowl
    //: each step multiplies the distance by |1 − α·c|: too small is slow, too large diverges.
    //:
    //: Part two: two curvatures must share one rate. Scale the inputs and most of that conflict is gone; where much of
    //: it is left, momentum and adaptive steps help. A mini-batch is a cheap, unbiased estimate. For yes or no use
    //: cross-entropy, whose slope is p − y.
    //:
    //: ## Words
    //: - **loss**: how wrong the parameters are, as one number; also *cost*, *objective*.
    //: - **parameters**: the numbers that training sets; here w and b, or θ for all of them.
    //: - **residual**: guess minus truth.
    //: - **derivative**, **slope**: rise of the loss per unit of a parameter, for a tiny step.
    //: - **partial derivative** ∂J/∂θ: the derivative by one parameter, the others held.
    //: - **finite difference**: a slope measured by nudging.
    //: - **gradient**: the partial derivatives by all parameters, at one place.
    //: - **chain rule**: slopes of functions inside each other are multiplied.
    //: - **tangent**: the straight line that touches a curve and has its slope.
    //: - **cosine** of the angle between two vectors: their dot product, divided by both lengths.
    //: - **linear approximation**: follow the tangent: value here + slope · step.
    //: - **gradient descent**: step against the gradient, again and again.
    //: - **learning rate** α: what the gradient is multiplied by to make a step.
    //: - **hyperparameter**: a number that you choose and training does not change, as α.
    //: - **curvature**: how fast the slope changes along the way. **Condition number**: largest over smallest.
    //: - **diverges**: grows without end. **converge**: settle at one place.
    //: - **contour**: a line of equal loss, seen from above.
    //: - **minimum**: a lowest place. **local minimum**: lower than all around it. **global minimum**: the lowest of all.
    //: - **saddle**, **plateau**: slope 0, and no minimum.
    //: - **standardise**: subtract a feature's mean, divide by its standard deviation; also *scale*.
    //: - **momentum**: adding a share β of the last step. **velocity**: that running sum.
    //: - **mini-batch**, **batch**: the samples used for one step. **epoch**: once through all of them.
    //: - **stochastic** gradient descent, SGD: with random mini-batches, strictly with one sample.
    //: - **learning-rate finder**: a sweep of rates, each for a few steps.
    //: - **score**, **logit**: a number before the sigmoid. **sigmoid**: σ(z) = 1 / (1 + e⁻ᶻ), squeezes it into 0…1.
    //: - **saturated**: where the sigmoid is flat.
    //: - **baseline**: how good the simplest answer is, one that does not look at the features.
    //: - **logarithm**: ln undoes the power of e: ln(eᶻ) = z.
    //: - **logistic regression**: a line, a sigmoid, cross-entropy.
    //: - **cross-entropy**: minus the logarithm of the probability given to the truth.
    //:
    //: ## Check yourself: can you
    //: <details><summary>say what makes a bowl slow, and two things that help?</summary>
    //:
    //: Two curvatures far apart: one rate must serve both. Scale the features; add momentum.
    //:
    //: </details>
    //: <details><summary>say what p − y is, and of what it is the slope?</summary>
    //:
    //: Probability minus truth: the slope of the cross-entropy with respect to the score.
    //:
    //: </details>
    //: <details><summary>say why the gradient need not point away from the minimum?</summary>
    //:
    //: A steep direction counts more than a long one. Only on round bowls do they agree.
    //:
    //: </details>
    //: <details><summary>say what a mini-batch gradient has in common with the full one?</summary>
    //:
    //: Its average over many batches.
    //:
    //: </details>
    //: <details><summary>say what shape [5, 1] − [5] has? (02)</summary>
    //:
    //: [5, 5]: every one against every other.
    //:
    //: </details>
    //: <details><summary>say what `matmul` of [32] and [32, 2] gives? (01)</summary>
    //:
    //: [2]: for each column, the sum of the products.
    //:
    //: </details>
    //:
    //: ## Exercises
    //: 3.1 to 3.4 stand at the end of part one. These three belong to part two:
    //:
    //: - **3.5 A loss that never overflows.** Cross-entropy from scores of any size.
    //: - **3.6 The slopes of logistic regression.** Probability minus truth, for several features.
    //: - **3.7 Momentum.** With a rate that changes on the way.
    //: - **Open.** Fit y = w·x² + b to points of your own. What is w multiplied by? Scale it, and count the
    //:   steps.
    //: - **In writing.** Three questions, in your own words, in `Exercises/03-gradient-descent/Questions.md`.
    //:
    //: ## Further
    //: - *CS231n*, notes on optimisation: the blindfolded hiker, and random search done properly.
    //: - Grant Sanderson (3Blue1Brown), *Gradient descent, how neural networks learn*: the same for 13,002
    //:   parameters.
    //: - Gabriel Goh, *Why Momentum Really Works* (Distill): turn rate and momentum yourself, once the V is
    //:   clear.
    //: - Michael Nielsen, *Neural Networks and Deep Learning*, chapter 3: why a bad mistake should be
    //:   corrected fast, at length.
    //: - The code of this page's figures lies beside it, in `Lessons/03-gradient-descent`.
}
