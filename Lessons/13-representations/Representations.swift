import Foundation
import Nabla
import Notebook

public func representations() throws {
    //: # 13 · Representations

    let mnist = try MNIST.load(trainingCount: quick ? 10_000 : 20_000, testCount: quick ? 1_000 : 2_000)
    let size = RunSize(quick: quick, isBuiltIn: mnist.isBuiltIn)
    size.differences.forEach { note($0) }

    var generator = SeededGenerator(seed: seed)
    let ring = RingAndBlob(count: 100, using: &generator)
    let unseen = RingAndBlob(count: 500, using: &generator)

    figure(
        "One hundred points in a blob, one hundred on a ring. Which straight line separates them?",
        alt: "Orange points close together, and around them a ring of blue points.", height: 800
    ) { ring.openingFigure() }

    //: A blob of points, and around it a ring of other points. You see at once which is which. But no straight line
    //: separates them, so neither a perceptron nor logistic regression can. Do we need a stronger method?
    //:
    //: Or other numbers? Give every point one more number, its squared distance from the middle. Now one threshold on
    //: that number separates blob and ring. The points are the same. Only how we describe them has changed.
    //:
    //: The numbers that describe a sample are its **representation**; each of them is a **feature**, or a
    //: **coordinate**. This lesson chooses representations in four ways: by hand, by comparing with examples, by
    //: letting a network find them, and by taking them over from another task.
    //:
    //: **You will be able to**
    //: - say what a kernel is, and find the features behind one (exercise 13.2);
    //: - build a radial-basis network: place its bumps and solve for its weights (13.1, 13.3);
    //: - say what an autoencoder is trained for, and what PCA has to do with it (13.4, 13.5);
    //: - write a mixture of experts with its gradient, and know when it collapses (13.6, 13.7);
    //: - freeze a part of a network, and say what still moves in it (13.8).
    //:
    //: **You need** from [04](../04-perceptron/index.html): the decision boundary and its weights. From
    //: [05](../05-backpropagation/index.html): why XOR needs a hidden layer. From [06](../06-mlp-mnist/index.html):
    //: softmax, cross-entropy. From [09](../09-training-craft/index.html): least squares (the weights with the
    //: smallest mean squared error, solved for at once) and the ridge, the small L2 penalty that keeps these weights
    //: from growing without bound.
    //:
    //: **Time** about 80 minutes. Rest after *A hidden layer finds its own coordinates*, at about 45.

    //: ## No line is good enough
    //:
    //: First, let us make sure. Try lines in 90 directions, at every place between two points, and count the points
    //: on the correct side. (Another 1,000 points are kept for testing.)

    let bestLine = ring.bestLine()
    print("the best of all lines:", percent(bestLine.accuracy), "of the points on the right side")
    claim("accuracy of the best of all lines", bestLine.accuracy, in: 0.68...0.8)

    predict(
        "The best of all lines gets about three quarters of the points right. How many does logistic regression get right?",
        answer: "50 to 68 %, depending on the points. It does not find that line.",
        tempting: "three quarters; finding the best line is its job",
        why:
            "But it minimizes the cross-entropy, not the number of errors. The ring looks nearly the same in all "
            + "directions, so a weight loses about as much on one side as it gains on the other."
    )

    let straight = logisticRegression(ring.points, ring.labels, rate: 0.2)
    let straightAccuracy = ring.accuracy(matmul(ring.points, straight.weights) + straight.bias)
    print("weights", straight.weights, " bias", decimals(3, straight.bias), " right", percent(straightAccuracy))
    claim("length of the weights", straight.weights.norm(), atMost: 0.7)
    claim("accuracy of logistic regression", straightAccuracy, atMost: 0.72)
    claim("the best line less logistic regression", bestLine.accuracy - straightAccuracy, atLeast: 0.02)

    figure(
        "Left, the line with the fewest errors. Right, the line with the lowest cross-entropy.",
        alt: "A ring around a blob twice, cut by a line: beside the blob on the left, near its middle on the right."
    ) { ring.linesFigure(best: bestLine, logistic: straight) }

    //: The weights came out small: the lowest cross-entropy is reached with probabilities near ½ for all points. So
    //: when somebody says "the best line", ask: by which measure?
    //:
    //: > The line with the lowest cross-entropy need not be the one with the fewest errors.

    //: ## One more number, and a plane is enough
    //:
    //: A point (x₁, x₂) gets a third coordinate, x₁² + x₂². For points of the ring it is about 4, for most points of
    //: the blob less than 1. Draw it as a height: the points now lie on a bowl (a paraboloid), with the blob at the
    //: bottom and the ring high on the wall.

    let bowl = logisticRegression(lifted(ring.points), ring.labels, rate: 0.2)
    let bowlScores = matmul(lifted(unseen.points), bowl.weights) + bowl.bias
    let bowlAccuracy = unseen.accuracy(bowlScores)
    let radius = (-bowl.bias / bowl.weights[2].item).squareRoot()
    print("weights", bowl.weights, " right on new points:", percent(bowlAccuracy))
    print("radius of the circle, if the two small weights were 0:", decimals(2, radius))
    claim("accuracy on new points with x₁² + x₂²", bowlAccuracy, atLeast: 0.99)
    claim("radius of the circle", radius, in: 1.2...1.5)

    figure(
        "The points rise to the height x₁² + x₂². In the end a plane separates blob and ring.",
        alt: "Points on a grid seen from the side; the ring rises to a bowl's wall and a plane cuts it from the blob.",
        over: quick ? [0, 1] : [0, 0.2, 0.4, 0.6, 0.8, 1], label: "share of the height"
    ) { ring.liftFigure(share: $0, plane: bowl) }

    //: The same logistic regression, the same two thousand steps. In space its decision boundary is a plane,
    //: w·(x₁, x₂, x₁² + x₂²) + b = 0. In x₁ and x₂ alone that is the equation of a circle. The method is still linear:
    //: linear in the three coordinates.
    //:
    //: We cheated, of course: we had seen the ring before we chose x₁² + x₂². With 784 pixels there is no such picture
    //: to look at.
    //:
    //: > Good coordinates turn a hard problem into an easy one.

    //: ## A dot product can stand for many coordinates
    //:
    //: Suppose we do not know which new coordinates help, and take *all* products of two old ones. From x₁ and x₂ we
    //: get three. Call the function that makes them φ. (Why the root of 2? It makes the next calculation come out.)
    //:
    //:     φ(x) = (x₁², √2·x₁·x₂, x₂²)

    func φ(_ x: Tensor) -> Tensor {
        let (a, b) = (x[0].item, x[1].item)
        return [Tensor(a * a), Tensor(Scalar(2).squareRoot() * a * b), Tensor(b * b)]
    }
    let (one, other): (Tensor, Tensor) = ([1, 2], [3, 1])
    print("φ(1, 2) =", φ(one), " φ(3, 1) =", φ(other))
    print(
        "dot product of the features:", dot(φ(one), φ(other)), " square of the dot product:",
        dot(one, other) * dot(one, other))
    claim("terms of the product", (φ(one) * φ(other)).scalars, equals: [9, 12, 4], within: 1e-5)
    claim("φ(1, 2)·φ(3, 1)", dot(φ(one), φ(other)), equals: 25, within: 1e-4)
    claim("((1, 2)·(3, 1))²", dot(one, other) * dot(one, other), equals: 25)

    //: φ(x)·φ(y) is 9 + 12 + 4 = 25, and (x·y)² is (1·3 + 2·1)² = 25. That is no accident. Multiply out:
    //:
    //:     (x₁y₁ + x₂y₂)² = x₁²·y₁² + 2·x₁x₂·y₁y₂ + x₂²·y₂²
    //:
    //: These are the three terms of φ(x)·φ(y); the 2 is √2·√2. So we get the dot product of the long vectors from the
    //: short ones. (For vectors of any length: exercise 13.2.)
    //:
    //: How much does that save? For 784 pixels φ has 307,720 entries: 784 squares, and one product for each of the
    //: 306,936 pairs. But (x·y)² takes 784 multiplications and one square.

    claim("entries of φ for 784 pixels", 784 * 785 / 2, equals: 307_720)

    //: A function k(x, y) that is the dot product of φ(x) and φ(y), for some φ, is a **kernel**. (Another meaning than
    //: the kernel of a convolution in lesson 07.)
    //:
    //: How does it help a linear model, whose score is w·φ(x) with 307,720 weights? Write w as a sum of the training
    //: samples, each with a number aᵢ:
    //:
    //:     w = Σᵢ aᵢ·φ(xᵢ)
    //:     score(x) = w·φ(x) = Σᵢ aᵢ·k(xᵢ, x)
    //:
    //: Now φ is gone: one number for each sample, and the kernel. This is the **kernel trick**. Does it cost anything?
    //: Any w is such a sum plus a rest that is perpendicular to all φ(xᵢ). The rest changes no sample's score; it only
    //: makes w longer. A ridge wants w short, so the best w has no rest.
    //:
    //: The kernel that is used most is the **Gaussian kernel** (RBF kernel):
    //:
    //:     k(x, y) = exp(−‖x − y‖² / (2·width²))
    //:
    //: ‖x − y‖ is the distance of the two points. The kernel is 1 when they are equal and falls towards 0 as they move
    //: apart: it measures similarity. So the score above compares x with every training point. (That this kernel
    //: is a dot product too, of vectors with infinitely many coordinates, we take on trust.)
    //:
    //: A positive score says ring, a negative one blob. We want score(xᵢ) = yᵢ, which is 1 on the ring and −1 in the
    //: blob. Let K be the table of all k(xᵢ, xⱼ), [200, 200]; in the code `bumps` makes it, since a Gaussian kernel is a
    //: bump around a point. The scores of the samples are K·a, and ‖w‖² is a·K·a.
    //: Least squares with a ridge minimizes ‖K·a − y‖² + 0.001·a·K·a. The gradient is 2·K·(K·a + 0.001·a − y), which
    //: is 0 if
    //:
    //:     (K + 0.001·I)·a = y
    //:
    //: (I is the identity matrix: 1 on the diagonal, 0 elsewhere.) These are 200 linear equations for 200 numbers. This
    //: is **kernel ridge regression**.

    let widths: [Scalar] = [0.1, 1, 10]
    let byWidth = try widths.map { width in
        let k = bumps(ring.points, ring.points, width: width)
        let a = try solve(symmetric: k + 0.001 * Tensor(identity: 200), ring.signs)
        return unseen.accuracy(matmul(bumps(unseen.points, ring.points, width: width), a))
    }
    print("right on new points, widths 0.1, 1, 10:", percent(byWidth))
    claim("kernel ridge regression at three widths", byWidth, atLeast: 0.99)

    //: Nobody told it about circles. And the width hardly matters here: a hundredfold change, nearly the same accuracy,
    //: because blob and ring are far apart. On a curve, further down, the width will decide.
    //:
    //: > A kernel is a dot product in coordinates that nobody has to compute.

    //: ## The widest street
    //:
    //: Now two clouds that a line *can* separate. Then many lines can. Lesson 04's perceptron stops at the first one it
    //: finds. Which one should we take?
    //:
    //: Think of a street between the two classes, as wide as the points allow, with the decision boundary in its
    //: middle. Half of its width, the distance from the boundary to the nearest point, is the **margin**. Take the
    //: boundary with the largest margin. This is the **support vector machine** (SVM; Boser, Guyon and Vapnik 1992).
    //: Lesson 04 trained its weights w with the hinge loss. Here we write w as a sum of samples, so that a kernel fits.
    //:
    //: By hand: (1, 1) and (2, 3) against (−1, −1) and (−3, 0). The points of different classes that are nearest to each
    //: other are (1, 1) and (−1, −1). No street between the classes is wider than their distance, 2·√2. The street
    //: perpendicular to the segment that joins them is that wide, and the other two points lie outside it. So it is the
    //: widest. (It is not always that easy: a third point may lie in the street that the nearest two suggest.)

    let byHand: Tensor = [[1, 1], [2, 3], [-1, -1], [-3, 0]]
    func dotProducts(_ x: Tensor, _ y: Tensor) -> Tensor { matmul(x, y.transposed()) }
    let handMachine = SupportVectorMachine(byHand, signs: [1, 1, -1, -1], kernel: dotProducts)
    print("w =", handMachine.w, " b =", decimals(3, handMachine.bias), " scores:", handMachine.scores(byHand))
    print("width of the street, 2 / length of w:", decimals(4, 2 / handMachine.w.norm()))
    claim("w by hand", handMachine.w.scalars, equals: [0.5, 0.5], within: 1e-3)
    claim(
        "the scores of the four points", handMachine.scores(byHand).scalars, equals: [1, 2.5, -1, -1.5], within: 2e-3)
    claim("width of the street, 2·√2", 2 / handMachine.w.norm(), equals: 2.8284, within: 3e-3)

    //: w and b can be scaled without moving the boundary. Choose the scale so that the nearest points have the scores
    //: 1 and −1. A score is ‖w‖ times the distance from the boundary, so the margin is 1/‖w‖ and the street 2/‖w‖
    //: wide. To find the widest street, look for the smallest ‖w‖ under the constraint yᵢ·scoreᵢ ≥ 1 for every point.
    //: (y is 1 for one class and −1 for the other: the score has the right sign, and is at least 1 in size.)
    //:
    //: The smallest w has no part that is perpendicular to all samples, as above, so it is a sum of samples:
    //:
    //:     w = Σᵢ aᵢ·xᵢ
    //:     score(x) = Σᵢ aᵢ·(xᵢ·x) + b
    //:     ‖w‖² = Σᵢⱼ aᵢ·aⱼ·(xᵢ·xⱼ)
    //:
    //: Samples appear only in dot products, those of `dotProducts` above, and a kernel can take their place. (`limit` in
    //: the code below is the largest |aᵢ| allowed, here too large to matter.)

    let clouds = ToyData.separableBlobs(count: 40, margin: 0.5, using: &generator)
    let signs = Tensor(clouds.labels.map { $0 == 0 ? -1 : 1 })
    let machine = SupportVectorMachine(clouds.points, signs: signs, limit: 1e6, kernel: dotProducts)
    let perceptrons = perceptronLines(clouds.points, signs: signs, count: 20, seed: seed)
    func street(_ weights: Tensor, _ bias: Scalar) -> Scalar {
        streetWidth(clouds.points, signs: signs, weights: weights, bias: bias)
    }
    let widest = street(machine.w, Scalar(machine.bias))
    let streets = perceptrons.map { street($0.weights, $0.bias) }
    print("streets of 20 perceptrons: from", decimals(2, streets.min()!), "to", decimals(2, streets.max()!))
    print("widest street:", decimals(2, widest))
    claim("widest street less each perceptron's", streets.map { widest - $0 }, atLeast: -1e-3)

    predict(
        "Remove all points that are not at the edge of the street, and search for the widest street again. What changes?",
        answer: "Nothing. Only the points at the edge count.",
        tempting: "the line moves; it has seen fewer points",
        why:
            "But points farther away have a score beyond 1, so their constraint holds anyway. (In least squares every point "
            + "counts.)"
    )

    print("the four points by hand: a =", Tensor(handMachine.a.map { Scalar($0) }))
    print("the 40 points: aᵢ is not 0 for", machine.supportVectors.count)
    claim("a by hand", handMachine.a, equals: [0.25, 0, -0.25, 0], within: 1e-3)
    claim("support vectors of the line", machine.supportVectors.count, in: 2...4)
    let curved = SupportVectorMachine(ring.points, signs: ring.signs) { bumps($0, $1, width: 1) }
    let carriers = curved.supportVectors
    let again = SupportVectorMachine(ring.points.gathering(carriers), signs: ring.signs.gathering(carriers)) {
        bumps($0, $1, width: 1)
    }
    let change = abs(again.scores(unseen.points) - curved.scores(unseen.points)).max()
    print(
        "Gaussian kernel:", carriers.count, "support vectors of 200, right on new points",
        percent(unseen.accuracy(curved.scores(unseen.points))))
    print("largest change of a score without the others:", decimals(4, change))
    claim(
        "accuracy of the support vector machine on the ring", unseen.accuracy(curved.scores(unseen.points)),
        atLeast: 0.985)
    claim("support vectors on the ring", carriers.count, in: 5...30)
    claim("largest change of a score without the other points", change, atMost: 0.01)

    figure(
        "Ringed: the support vectors. Left, the widest street; right, the same method with the Gaussian kernel.",
        alt: "Two clouds with a wide street between them; a ring and a blob with a curved street; few points ringed."
    ) {
        ring.marginFigure(
            line: (clouds.points, clouds.labels, machine, perceptrons), curved: curved)
    }

    //: The points at the edge are the **support vectors**. Without the others the widest street is the same, and then w
    //: is a sum of support vectors alone. So all others have aᵢ = 0. By hand, w = ¼·(1, 1) − ¼·(−1, −1).
    //:
    //: On the right, ring and blob: the Gaussian kernel takes the place of the dot product, `bumps` that of
    //: `dotProducts`. The boundary is flat in the kernel's coordinates; in the plane it goes around the blob. The numbers
    //: on the lines are scores.
    //:
    //: > The boundary with the largest margin depends on a few points only, the support vectors.

    //: ## Two bumps solve XOR
    //:
    //: Why compare with all points? Choose a few places, the **centres**, and put a bump on each: a **radial basis
    //: function** (RBF), largest at the centre and smaller with the distance d from it. The values of the bumps at a
    //: point are its new coordinates, and a linear layer follows. This is a **radial-basis network**.
    //:
    //: XOR, which no line solves, with two bumps exp(−d²), on (0, 0) and on (1, 1):

    let corners = ToyData.truthTableInputs
    let onTwo = bumps(corners, [[0, 0], [1, 1]], width: Scalar(0.5).squareRoot())
    let target: Tensor = [0, 1, 1, 0]
    print(onTwo)
    let weights = try leastSquares(withConstant(onTwo), target, ridge: 0)
    print("weights and constant:", weights, " answers:", matmul(withConstant(onTwo), weights))
    claim(
        "heights of the bumps at the corners", onTwo.scalars,
        equals: [1, 0.1353, 0.3679, 0.3679, 0.3679, 0.3679, 0.1353, 1], within: 1e-4)
    claim("two weights and a constant", weights.scalars, equals: [-2.5027, -2.5027, 2.8413], within: 1e-3)
    claim("answers", matmul(withConstant(onTwo), weights).scalars, equals: [0, 1, 1, 0], within: 1e-4)

    //: Each row is a corner, each column a bump. The bumps are Gaussian kernels of width √½: exp(−d²/(2·½)) = exp(−d²).
    //: In general: with d² = 5 and a width of 3 a bump has the value exp(−5/18) = 0.7575. If you forget to square the
    //: width, you get exp(−5/6) = 0.4346. At width 1 the mistake does not show (exercise 13.1).

    let (near, unsquared) = (bumps([[1, 2]], [[3, 1]], width: 3).item, exp(Tensor(-5 / (2 * 3))).item)
    claim(
        "a bump of width 3 at d² = 5, and with the width not squared", [near, unsquared], equals: [0.7575, 0.4346],
        within: 1e-4)

    //: Look at the rows of the table again. (0, 1) and (1, 0) have become the same point, (0.3679, 0.3679), and the two
    //: others lie on the far side of a line. There is no initialization and no training that may fail: three linear
    //: equations for two weights and a constant.

    figure(
        "Left, the network's answer over the plane. Right, the four corners in the coordinates of the bumps.",
        alt: "Four corners on a landscape with two valleys; the same corners in new coordinates, cut by a line."
    ) {
        xorFigure(bump: { exp(-(($0 - $2) * ($0 - $2) + ($1 - $3) * ($1 - $3))) }, weights: weights.scalars)
    }

    predict(
        "And with the bumps on the other two corners, (0, 1) and (1, 0)?",
        answer: "It works too: the weights are 2.503 twice, the constant −1.841.",
        tempting: "it fails; a bump must be where the answer is 0",
        why:
            "But the two pairs of corners have changed places. The weights change their sign, and the constant does the rest."
    )

    let onOthers = withConstant(bumps(corners, [[0, 1], [1, 0]], width: Scalar(0.5).squareRoot()))
    let otherWeights = try leastSquares(onOthers, target, ridge: 0)
    let bare = try leastSquares(onTwo, target, ridge: 0)
    print("other corners:", otherWeights, " answers:", matmul(onOthers, otherWeights))
    print("without the constant:", bare, " answers:", matmul(onTwo, bare))
    claim("weights on the other corners", otherWeights.scalars, equals: [2.5027, 2.5027, -1.8413], within: 1e-3)
    //: It is the constant that we cannot leave out. Without it no weights fit all four corners; the best answers of
    //: least squares are 0.456 and 0.296, and the ones that should be 0 are the larger.

    claim(
        "answers without the constant", matmul(onTwo, bare).scalars, equals: [0.456, 0.296, 0.296, 0.456], within: 1e-3)

    //: > Once the centres and the width are chosen, the weights are found by solving linear equations.

    //: ## How wide, and how many?
    //:
    //: A curve, sin 2πx + ½·sin 6πx, measured at 100 places, with noise of standard deviation 0.1. We fit evenly
    //: spaced bumps by least squares with a ridge of 0.001. The error is the root of the mean squared difference from
    //: the curve without noise.

    let curve = NoisyCurve(using: &generator)
    let bumpWidths: [Scalar] = [0.005, 0.05, 0.5]
    let five = try bumpWidths.map { try curve.fit(bumps: 5, width: $0).testError }
    let twenty = try bumpWidths.map { try curve.fit(bumps: 20, width: $0).testError }
    for (count, errors) in [(5, five), (20, twenty)] {
        print(count, "bumps of width 0.005, 0.05, 0.5: error", decimals(3, errors))
    }

    predict(
        "20 bumps of width 0.05 come within 0.04 to 0.09 of the clean curve. And 100 bumps of that width, one for each point?",
        answer: "The same, 0.04 to 0.09.",
        tempting: "far worse: 100 numbers for 100 points, it fits the noise",
        why:
            "But the sum of bumps is about as smooth as one of them. To follow the noise, neighbours would need huge weights "
            + "of opposite sign, and the ridge forbids these."
    )

    let hundred = try bumpWidths.map { try curve.fit(bumps: 100, width: $0).testError }
    print("100 bumps of width 0.005, 0.05, 0.5: error", decimals(3, hundred))
    claim("error of 20 bumps, width 0.005", twenty[0], atLeast: 0.7)
    claim("error of 5 bumps, width 0.05", five[1], atLeast: 0.3)
    claim("errors of 20 and of 100 bumps, width 0.05", [twenty[1], hundred[1]], atMost: 0.12)
    claim("width 0.05: error of 100 bumps less that of 20", hundred[1] - twenty[1], atMost: 0.01)
    claim("errors of 20 and of 100 bumps, width 0.5", [twenty[2], hundred[2]], atLeast: 0.3)
    let narrow = try curve.fit(bumps: 100, width: 0.005)
    claim("100 bumps, width 0.005: error on the measured points", narrow.trainingError, atMost: 0.08)
    claim("100 bumps, width 0.005: error from the clean curve", narrow.testError, atLeast: 0.2)

    let ladder: [Scalar] = quick ? [0.005, 0.05, 0.5] : [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5]
    let errors = try [20, 100].map { count in
        (count: count, test: try ladder.map { try curve.fit(bumps: count, width: $0).testError })
    }
    try figure(
        "Dashed, the clean curve; orange, the fit. Too narrow: 20 bumps leave gaps, 100 follow the noise. Too wide: the fit is stiff.",
        alt: "Fits with 20 and 100 bumps to noisy points, and the error against the width: lowest near 0.05.",
        over: ladder, label: "width", height: 900
    ) { try widthFigure(curve, width: $0, widths: ladder, errors: errors) }

    //: Many books warn of too many bumps. Too few are bad, too: five bumps of width 0.05 stand 0.2 apart and leave gaps.
    //: Twenty overlap, and 100 are no worse than these. From there on the width decides. Narrow bumps are bad in two
    //: ways: 20 of them leave gaps, and 100 of them follow the noise (their error on the measured points is below the
    //: noise, 0.1).
    //:
    //: **Careful.** Wide bumps are almost equal, so that the equations for their weights are nearly the same equation
    //: many times. Without the ridge:

    do {
        _ = try curve.fit(bumps: 100, width: 0.5, ridge: 0)
        claim("least squares without a ridge stops", isTrue: false)
    } catch {
        print(message("\(error)"))
        claim("least squares without a ridge stops", isTrue: true)
    }

    //: Not every program stops there; some return numbers that mean nothing. When a model with wide bumps or many
    //: features gives absurd answers, look at the equations first, and add a ridge.
    //:
    //: > The width decides how smooth the fit is. Once the bumps overlap, more of them change little.

    //: ## Where to put them
    //:
    //: Evenly spaced centres would fill a grid, and a grid with only two places for each of 784 pixels has 2⁷⁸⁴. So
    //: put the centres where the data are. One way is **k-means**. Begin with some of the images as centres. Then
    //: repeat: assign every image to its nearest centre; move every centre to the mean of its images. (A centre
    //: without images stays where it is.) Exercise 13.3 is one such step. The other way costs nothing: pick images at
    //: random as centres.

    let learned = mnist.training.part(0..<size.bumpImages)
    let pixels = learned.images.flattened()
    let places = (0..<size.bumpImages).shuffled(using: &generator).prefix(size.centres)
    let picked = pixels.gathering(Array(places))
    let found = kMeans(pixels, clusters: size.centres, iterations: size.rounds, using: &generator).centers

    let factors: [Scalar] = [0.3, 1, 3]
    func accuracies(_ centres: Tensor) throws -> [Scalar] {
        try factors.map { try BumpNetwork(learned, centres: centres, factor: $0).accuracy(mnist.test) }
    }
    let (onFound, onPicked) = (try accuracies(found), try accuracies(picked))
    let straightDigits = try leastSquaresOnPixels(learned, mnist.test)
    print(size.centres, "centres by k-means, width ×0.3, ×1, ×3:", percent(onFound))
    print(size.centres, "centres picked,     width ×0.3, ×1, ×3:", percent(onPicked))
    print("least squares on the pixels themselves:      ", percent(straightDigits))
    claim("k-means, width ×1", onFound[1], atLeast: size(0.9, quick: 0.8, builtIn: 0.9, quickBuiltIn: 0.8))
    claim("width ×1 less ×0.3, k-means and picked", [onFound[1] - onFound[0], onPicked[1] - onPicked[0]], atLeast: 0.1)
    claim("k-means less least squares on the pixels", onFound[1] - straightDigits, atLeast: size(0.05, quick: 0.02))
    claim("k-means less picked", onFound[1] - onPicked[1], in: -0.02...0.06)

    figure(
        "Means of images are smooth, picked images are sharp. At the best width the centres matter little.",
        alt: "Two grids of digits, blurred means and plain ones; bars of accuracy for three widths.", height: 760
    ) {
        centresFigure(
            found: found, picked: picked,
            bars: factors.indices.map { ("×\(decimals($0 == 0 ? 1 : 0, factors[$0]))", onFound[$0], onPicked[$0]) })
    }

    //: ×1 means: the width is the distance of an image from its nearest centre (root mean square over the images). No
    //: gradient was computed for any of this, and it is far better than least squares on the pixels. At the best
    //: width, ×1, k-means gains only one to three percentage points over random centres. When the bumps are too
    //: narrow, it gains more.
    //:
    //: > Choose centres and width, solve for the weights: a radial-basis network needs no gradient descent.

    //: ## A hidden layer finds its own coordinates
    //:
    //: Back to the ring. A network with a hidden layer, 2-h-1, learns its coordinates: the values of its h hidden
    //: units. Its last layer is linear in them, as before.

    predict(
        "Ring and blob, two tanh units, trained ten times. How many points does the best of the ten get right?",
        answer: "About 85 %. With three units nearly all.",
        tempting: "all of them; XOR needed only two units, too",
        why:
            "But two tanh units only bend the plane, and in the bent plane the ring still surrounds the blob. A third "
            + "dimension is needed."
    )

    let starts = quick ? 2 : 10
    let kinds = [(2, true), (3, true), (3, false), (8, false)]
    let networks = kinds.map { units, isTanh in
        inParallel(0..<starts) { RingNetwork(units: units, isTanh: isTanh, on: ring, seed: 100 * seed + UInt64($0)) }
    }
    let accuracies = networks.map { $0.map { unseen.accuracy($0.scores(unseen.points)) } }
    for (kind, list) in zip(kinds, accuracies) {
        print(kind.0, kind.1 ? "tanh" : "ReLU", "units: from", percent(list.min()!), "to", percent(list.max()!))
    }
    claim("two tanh units, every start", accuracies[0], atMost: 0.9)
    claim("three tanh units, every start", accuracies[1], atLeast: 0.95)
    if !quick { claim("three ReLU units, worst start", accuracies[2].min()!, atMost: 0.96) }
    claim("eight ReLU units, best start", accuracies[3].max()!, atLeast: 0.98)

    //: Two tanh units map the plane into a square. It is stretched and bent, but never torn and never folded (as long
    //: as the two weight vectors do not point along one line). The ring still surrounds the blob, and no line
    //: separates them. A third unit adds a third dimension, as x₁² + x₂² did. ReLU *can* fold: it maps a whole
    //: half-plane to 0. But with three ReLU units some of the runs fail, and others reach 99 %: training need not find
    //: a solution that exists.

    let best = accuracies[1].indices.max { accuracies[1][$0] < accuracies[1][$1] }!
    // Before its units saturate: more can be seen.
    let early = RingNetwork(units: 3, on: ring, steps: 150, seed: 100 * seed + UInt64(best))
    figure(
        "Ring and blob in four representations. Above, the points and a linear boundary; below, that boundary in x₁ and x₂.",
        alt: "Four columns: plane, paraboloid, two similarities, a hidden layer's bent grid; below four borders."
    ) { ring.fourCoordinatesFigure(best: bestLine, plane: bowl, network: early) }

    //: The third column has two coordinates made with the Gaussian kernel: to the right the mean similarity of a point
    //: to the blob, upwards its mean similarity to the ring. (The line there is logistic regression's.) The last column
    //: shows the three hidden units after 150 of 600 steps, when a few points may still lie on the wrong side. We look
    //: along the separating plane, so it appears as a line. The grey curves were straight lines of a square grid in x₁
    //: and x₂: the network has bent the plane until its middle, with the blob, stands out to one side.
    //:
    //: Above, every boundary is flat. Below, the first is a line, and the others are closed curves around the blob. The
    //: only difference is the coordinates.
    //:
    //: > Kernels fix the coordinates beforehand. Networks learn them by gradient descent.
    //:
    //: **Rest here.** So far we used labels to tell which coordinates are good. Next we do without labels.

    //: ## The plane that loses least
    //:
    //: Describe an image by fewer numbers and lose as little as possible. The oldest answer is **principal component
    //: analysis** (PCA): find the plane through the mean of the samples with the smallest mean squared distance to
    //: them. Replace each sample by the nearest point of the plane. With one number per sample the plane is a line,
    //: with 32 it has 32 dimensions; we call all of them planes.
    //:
    //: How do we find it? By the **covariance** of the samples, a table [d, d]. Subtract the mean from the samples; the
    //: entry (i, j) is then the mean of the product of coordinates i and j. On its diagonal stand the variances. Four
    //: points by hand, with mean 0, to be described by one number each. (`squaredError` is a mean over all coordinates.
    //: A point has two, so its squared distance is the mean times 2.)

    let four: Tensor = [[3, 1], [1, 3], [-3, -1], [-1, -3]]
    let covariance = matmul(four.transposed(), four) / 4
    let line = PrincipalPlane(four, kept: 2)
    print("covariance:", covariance, "\nits eigenvalues:", line.variances)
    print("lost per point with one number:", decimals(2, 2 * squaredError(four, line.keeping(1).reconstructed(four))))
    claim("covariance", covariance.scalars, equals: [5, 3, 3, 5])
    claim("variances along the two directions", line.variances.scalars, equals: [8, 2], within: 1e-4)
    claim(
        "squared distance to the line, mean over the points",
        2 * squaredError(four, line.keeping(1).reconstructed(four)),
        equals: 2, within: 1e-4)

    figure(
        "Along the first direction the variance is 8. The variance across it, 2, is lost.",
        alt: "Four points around a diagonal; short arrows lead from each at a right angle to the diagonal."
    ) { fourPointsFigure(four, line) }

    //: Multiply the covariance by (1, 1): [[5, 3], [3, 5]]·(1, 1) = (8, 8), which is 8 times (1, 1). A vector that a
    //: matrix only stretches is an **eigenvector** of it, and the factor, here 8, is its **eigenvalue**. The other
    //: eigenvector is (1, −1), with the eigenvalue 2. For a covariance, the eigenvalue is the variance along its
    //: eigenvector. PCA keeps the directions with the largest ones. The mean squared distance of the samples from the
    //: plane is the sum of the eigenvalues that are left out: here 2, of 8 + 2 = 10. (Exercise 13.5.)

    //: ## An autoencoder without activations
    //:
    //: An **autoencoder** is a network that is trained to return its input, through a layer with few units, the
    //: **bottleneck**. The values there are the **code** (or latent vector) of the input. The layers before it are the
    //: **encoder**, the layers after it the **decoder**. No labels are needed: the input is the target. The loss is the
    //: mean of all squared differences. First without activations and biases, just two matrices: 784-2-784. From every
    //: image the mean image is subtracted, as in PCA.

    let (x, asked, askedLabels) = (mnist.training.images.flattened(), mnist.test.images.flattened(), mnist.test.labels)
    let few = x[0..<size.pcaImages]
    let plane = PrincipalPlane(few, kept: 32)
    let pair = plane.keeping(2)
    let least = squaredError(few, pair.reconstructed(few))
    print("PCA with two numbers: error", decimals(4, least), " the largest variances:", plane.variances[0..<4])

    predict(
        "The network with a code of two numbers (3,136 weights), or PCA with two directions: which has the smaller error?",
        answer: "At best they are equal. The network cannot be better.",
        tempting: "the network; it can be trained longer",
        why: "But without activations all its outputs lie in a plane, too, and PCA has the best of all planes."
    )

    let centred = few - plane.mean
    let linear = inParallel([(rate: 0.01, epochs: 10), (0.001, 5)] as [(rate: Scalar, epochs: Int)]) { rate, epochs in
        LinearAutoencoder(centred, code: 2, rate: rate, epochs: epochs, seed: seed)
    }
    func compared(_ network: LinearAutoencoder) -> (ratio: Scalar, angle: Scalar) {
        (squaredError(centred, network.reconstructed(centred)) / least, pair.largestAngle(to: network.up.value))
    }
    let (quickly, slowly) = (compared(linear[0]), compared(linear[1]))
    print(
        "learning rate 0.01:  error", decimals(4, quickly.ratio), "of PCA's, planes", decimals(1, quickly.angle),
        "degrees apart"
    )
    print(
        "learning rate 0.001: error", decimals(4, slowly.ratio), "of PCA's, planes", decimals(1, slowly.angle),
        "degrees apart")
    claim("error of both networks as a multiple of PCA's", [quickly.ratio, slowly.ratio], in: 0.9999...1.06)
    claim("rate 0.01: error as a multiple of PCA's", quickly.ratio, atMost: 1.002)
    claim("rate 0.01: angle between the planes", quickly.angle, atMost: 6)
    claim("rate 0.001: angle between the planes", slowly.angle, atLeast: 25)

    //: With a learning rate of 0.01, falling to 0, the network reaches PCA's error and, within a few degrees, PCA's
    //: plane. It need not find PCA's directions: any two directions in the plane give the same error.
    //:
    //: With a tenth of that learning rate and half the epochs, the error is a few per cent larger, but the plane is a
    //: different one: 40 to 80 degrees off. How can that be? Let us take PCA's third direction in place of its second.
    //: Then the second variance is lost in place of the third. What does that cost, beside all that is lost anyway?

    let exchanged = plane.directions.gathering([0, 2])
    let cost = squaredError(centred, matmul(matmul(centred, exchanged.transposed()), exchanged)) / least
    print(
        "first and third direction: error", decimals(4, cost), "of PCA's, planes",
        decimals(1, pair.largestAngle(to: exchanged)), "degrees apart")
    let (more, lost) = (plane.variances[1].item - plane.variances[2].item, 784 * least)
    print("second variance less third:", decimals(2, more), " lost anyway, per image:", decimals(2, lost))
    claim("error with the third direction in the place of the second", cost, in: 1.001...1.02)
    claim("the same from the variances", 1 + more / lost, equals: cost, within: 1e-4)
    claim("angle between these planes", pair.largestAngle(to: exchanged), equals: 90, within: 0.5)

    //: One direction of the plane has turned by 90 degrees, and the error grew by about one per cent: the difference of
    //: two variances is little beside the sum of the 782 that are lost. If you compare errors only, you do not notice.
    //:
    //: > Two models with nearly the same error can be quite different.

    //: ## With activations: from one number to thirty-two
    //:
    //: Now 784-128-64-k-64-128-784 with ReLU, and a sigmoid at the end, since pixels lie between 0 and 1; four epochs for
    //: each code length k. All outputs of PCA lie in a plane; those of this decoder may lie on a curved surface.

    let deepBar = progress("autoencoders", total: size.codes.count)
    let trained = inParallel(size.codes) { k in
        let network = Autoencoder([784, 128, 64, k], seed: seed)
        network.train(x, epochs: size.epochs, rate: 0.003, seed: seed)
        deepBar.advance()
        return network
    }
    deepBar.finish()
    let deep = Dictionary(uniqueKeysWithValues: zip(size.codes, trained))
    let test = CodeTest(
        known: x[0..<size.neighbours], knownLabels: Array(mnist.training.labels[0..<size.neighbours]), asked: asked,
        labels: askedLabels)
    let byNetwork = size.codes.map { k in
        test.report(k, codes: deep[k]!.codes, reconstructed: deep[k]!.reconstructed)
    }
    let byPlane = size.codes.map { k in
        test.report(k, codes: plane.keeping(k).codes, reconstructed: plane.keeping(k).reconstructed)
    }

    //: A second measure besides the error, the **nearest code**: find the training image whose code is nearest to the
    //: code of a test image. Does it show the same digit?

    func show(_ network: CodeReport, _ flat: CodeReport) {
        print("code of", network.length, "error", decimals(4, network.error), "PCA", decimals(4, flat.error))
        print("  nearest code right:", percent(network.neighbours), "PCA", percent(flat.neighbours))
    }
    for (network, flat) in zip(byNetwork, byPlane) where network.length < 32 { show(network, flat) }
    let ratio = zip(byNetwork, byPlane).map { $0.error / $1.error }
    func place(_ k: Int) -> Int { size.codes.firstIndex(of: k)! }
    claim(
        "error as a multiple of PCA's, 2 numbers", ratio[place(2)],
        atMost: size(0.93, quick: 1.05, builtIn: 0.98, quickBuiltIn: 1.08))
    if !quick {
        claim("error as a multiple of PCA's, 1 number", ratio[place(1)], in: 0.9...1.05)
        claim("error as a multiple of PCA's, 10 numbers", ratio[place(10)], atMost: size.isBuiltIn ? 0.92 : 0.85)
        claim(
            "nearest codes less PCA's, 10 numbers", byNetwork[place(10)].neighbours - byPlane[place(10)].neighbours,
            in: -0.1...0.03)
    }
    claim(
        "nearest codes less PCA's, 2 numbers", byNetwork[place(2)].neighbours - byPlane[place(2)].neighbours,
        atLeast: size(0.02, quick: -0.08))

    let two = deep[2]!
    figure(
        "Test images at their two-number codes: left PCA, right the autoencoder. The labels (colours) were not used in training.",
        alt: "Two clouds of points in ten colours with small digits; on the right the colours lie apart more."
    ) {
        codesFigure(
            asked[0..<1000], labels: Array(askedLabels[0..<1000]),
            panels: [("PCA", pair.codes(asked[0..<1000])), ("autoencoder", two.codes(asked[0..<1000]))], drawn: 40)
    }

    //: With two numbers the network separates the digits better: on MNIST its error is 10 to 20 % below PCA's, and the
    //: nearest code has the right label in 43 to 55 % of the cases, with PCA in 39 %. (On the kit's own digits it gains
    //: less.) Neither was given a label. With one number little is gained; with ten the error is well below PCA's.

    predict(
        "With ten numbers the network's error is well below PCA's. And with 32?",
        answer:
            "Above PCA's, on MNIST 0.018 to 0.022 against 0.0175. A wider network, 784-256-32-256-784, has 0.012.",
        tempting: "far below; the more numbers, the more it can do",
        why:
            "But the deep network has more, and narrower, layers to train, and four epochs are too few. PCA is solved "
            + "exactly."
    )

    var kept: [(name: String, reconstructed: (Tensor) -> Tensor)] = [
        ("PCA, 2", pair.reconstructed), ("network, 2", two.reconstructed), ("PCA, 10", plane.keeping(10).reconstructed),
    ]
    let wide = Autoencoder([784, 256, 32], seed: seed)
    if !quick {
        wide.train(x, epochs: size.epochs, rate: 0.004, seed: seed)
        let (last, flat) = (byNetwork[place(32)], byPlane[place(32)])
        let wideRow = test.report(32, codes: wide.codes, reconstructed: wide.reconstructed)
        show(last, flat)
        print("code of 32, wide network: error", decimals(4, wideRow.error))
        print("  nearest code right:", percent(wideRow.neighbours))
        claim(
            "wide network, 32 numbers: error as a multiple of PCA's", wideRow.error / flat.error,
            atMost: size.isBuiltIn ? 0.95 : 0.85)
        claim("deep narrow network, 32 numbers: error as a multiple of PCA's", last.error / flat.error, in: 1.03...1.8)
        claim(
            "nearest codes, 32 numbers: PCA's less the deep network's", flat.neighbours - last.neighbours, atLeast: 0.01
        )
        figure(
            "Error, and label of the nearest code. With 32 numbers PCA beats the deep network; a wide network has a lower error than both.",
            alt: "Error and accuracy of nearest codes against 1, 2, 10 and 32 numbers, for PCA and the autoencoder."
        ) { errorsFigure(pca: byPlane, deep: byNetwork, wide: wideRow) }
        kept += [
            ("network, 10", deep[10]!.reconstructed), ("PCA, 32", plane.reconstructed),
            ("wide, 32", wide.reconstructed),
        ]
    }

    let oneOfEach = (0..<10).map { digit in askedLabels.firstIndex(of: digit)! }
    let shown = asked.gathering(oneOfEach)
    figure(
        "Ten test images and their reconstructions from two, ten and 32 numbers.",
        alt: "Ten digits in the first row; below them reconstructions with PCA and with networks.",
        height: quick ? 760 : 1080
    ) { rowsFigure([("input", shown)] + kept.map { ($0.name, $0.reconstructed(shown)) }, count: 10) }

    //: Compare the two measures. With ten numbers the network's error is smaller than PCA's, and yet its nearest codes
    //: are no better, on the kit's own digits even worse. A small error says that the image can be reconstructed from
    //: its code. It does not say that similar images have similar codes.
    //:
    //: **Change one line.** In `Autoencoders.swift`, write `.glorotUniform` in place of `.heNormal`, and compare the errors of
    //: both networks at 32 numbers for three seeds (`--seed`). Does it help both?
    //:
    //: > A non-linear autoencoder need not beat PCA. Always compare it with PCA at the same code length.

    //: ## Noise in, clean out
    //:
    //: A bottleneck is one way to force a network to learn what images are like. Another: give it a damaged image and
    //: ask for the original. This is a **denoising autoencoder** (its error is exercise 13.4). Input: the image with
    //: normal noise of standard deviation 0.5 on every pixel, chosen anew each time, then clipped to 0…1. Target: the
    //: *clean* image. The network is 784-128-784. (128 numbers are no narrow bottleneck; the noise does the work.)

    let denoiser = Autoencoder([784, 128], seed: seed)
    trainDenoiser(denoiser, x, epochs: size.epochs, rate: 0.002, seed: seed)
    let noise = Tensor(randomNormal: asked.shape, standardDeviation: 0.5, using: &generator)
    let damaged = noisy(asked, noise)
    let untouched = squaredError(asked, damaged)
    let projected = squaredError(asked, plane.reconstructed(damaged))
    let denoised = squaredError(asked, denoiser.reconstructed(damaged))
    print("noisy images, untouched: error ", decimals(4, untouched))
    print("PCA with 32 numbers:           ", decimals(4, projected))
    print("denoising autoencoder:         ", decimals(4, denoised))
    claim("error of the noisy images", untouched, in: 0.09...0.14)
    claim("PCA as a share of it", projected / untouched, in: 0.24...0.33)
    claim("denoiser as a share of it", denoised / untouched, atMost: size(0.3, quick: 0.5))
    if !quick {
        let astray = squaredError(asked, wide.reconstructed(damaged))
        print("wide autoencoder, trained on clean images: ", decimals(4, astray))
        claim("denoiser as a multiple of PCA's error", denoised / projected, atMost: size.isBuiltIn ? 1.05 : 0.8)
        claim("autoencoder for clean images, as a multiple of the denoiser's error", astray / denoised, atLeast: 1.5)
    }

    figure(
        "Ten clean images, the same with noise, and what each method returns for the noisy ones.",
        alt: "Rows of digits: clean, noisy, PCA, an autoencoder trained on clean images, the denoiser.", height: 900
    ) {
        let rough = damaged.gathering(oneOfEach)
        return rowsFigure(
            [("clean", shown), ("noisy", rough), ("PCA, 32", plane.reconstructed(rough))]
                + (quick ? [] : [("trained on clean", wide.reconstructed(rough))])
                + [("denoiser", denoiser.reconstructed(rough))], count: 10)
    }

    //: PCA alone removes about 70 % of the error: it drops 752 of 784 directions, and with them the noise along these.
    //: So compare a denoiser with PCA, too. The wide autoencoder of the last section (not in a quick run) was trained on
    //: clean images only, and noisy ones give it codes that it has never met: its error is 1.5 to 2.5 times the denoiser's.

    predict(
        "Now give the denoiser clean images. Is its error smaller than on noisy ones?",
        answer: "No, five to seven times as large.",
        tempting: "yes; there is nothing to remove",
        why:
            "But it has never had a clean image as input. Clipped noise makes a black pixel 0.2 on average, and a white one "
            + "0.8. Its weights are made for that: they correct what is not there."
    )

    let onClean = squaredError(asked, denoiser.reconstructed(asked))
    // What noise makes of each pixel on average: the mean of ten draws.
    let first = asked[0..<500]
    let averaged = (0..<10).reduce(Tensor(zeros: first.shape)) { sum, _ in
        sum + noisy(first, Tensor(randomNormal: first.shape, standardDeviation: 0.5, using: &generator)) / 10
    }
    let (isBlack, isWhite) = (first .<= 0, first .>= 0.99)
    let usual = [isBlack, isWhite].map { (averaged * $0).sum() / $0.sum() }
    let onAveraged = squaredError(first, denoiser.reconstructed(averaged))
    print("error on noisy images:", decimals(4, denoised), " on clean images:", decimals(4, onClean))
    print("mean under noise of a black pixel:", decimals(2, usual[0]), " of a white one:", decimals(2, usual[1]))
    print("on clean images, each pixel moved to its mean under noise:", decimals(4, onAveraged))
    claim("means under noise of black and of white pixels", usual, equals: [0.195, 0.805], within: 0.01)
    claim(
        "error on clean images as a multiple of that on noisy ones", onClean / denoised,
        atLeast: size(5, quick: 1.2, builtIn: 4, quickBuiltIn: 1.2))
    claim("error on the moved images as a multiple of that on noisy ones", onAveraged / denoised, atMost: 1.1)

    //: The last line shows that the denoiser does not miss the noise itself, only what clipped noise does to the means.
    //: With every pixel at its usual mean, and hardly any noise, it works well.
    //:
    //: > Train a denoiser on inputs like those it will be used on: noisy in, clean as the target.

    //: ## Two experts and a gate
    //:
    //: So far one representation served all inputs. A **mixture of experts** can use a different one for each part of
    //: the inputs. It has several networks, the **experts**, and a **gate** (or router), which gives each expert a
    //: probability: a softmax over scores that depend on the input. The answer is the sum of the experts' outputs,
    //: each times its probability. With scores 0 and ln 3, and experts with the outputs 4 and 8:

    let scores = log(Tensor([1, 3]))  // 0 and ln 3
    let probabilities = softmax(scores.reshaped(to: [1, 2])).reshaped(to: [2])
    print("probabilities:", probabilities, " answer:", dot(probabilities, [4, 8]))
    claim("probabilities of the gate", probabilities.scalars, equals: [0.25, 0.75], within: 1e-6)
    claim("mixture of 4 and 8", dot(probabilities, [4, 8]), equals: 7, within: 1e-5)

    //: Now two experts, each a straight line a·x + b, and a gate with a score w·x + v for each. Together they are to
    //: learn |x| on −1…1. One line alone has a mean squared error of 0.0833 at best, with the constant ½. We train the
    //: mixture from 20 random initializations, and call a run solved if its error is below 0.003.

    var mixture = ExpertStudy()
    (mixture.starts, mixture.steps) = (size.mixtures, size.mixtureSteps)
    let soft = mixture.run(seed: seed)
    print("solved:", soft.solved, "of", size.mixtures)

    predict(
        "Let both experts, and both scores of the gate, begin with the same parameters. What happens?",
        answer: "They stay the same. Every run ends with one straight line, error 0.084.",
        tempting: "they take different halves; that is what the gate is for",
        why: "But equal parameters get equal gradients, step after step. It is the symmetry of lesson 05."
    )

    mixture.isAlike = true
    let alike = mixture.run(seed: seed)
    print("all alike: errors from", decimals(4, alike.errors.min()!), "to", decimals(4, alike.errors.max()!))
    claim("soft gate: error of every start", soft.errors, atMost: size(0.003, quick: 0.03))
    claim("all alike: error of every start", alike.errors, in: 0.081...0.086)

    //: Large mixtures compute only the expert with the largest probability p (**top-1** routing), so that a sample
    //: costs the time of one expert, however many there are: y = p·(its output). Why the factor p? Which expert is
    //: largest changes in jumps and has no gradient. Without p, the gate would get no gradient at all. With p it gets
    //: one through the softmax. If expert c is chosen, then
    //:
    //:     ∂p_c/∂(score of c) = p_c·(1 − p_c)
    //:     ∂p_c/∂(score of k) = −p_c·p_k for every other k
    //:
    //: Above, expert 2 has p = ¾ and the output 8. So y = 6, and y grows by 8·¾·¼ = 1.5 per unit of its own score, and
    //: falls by 8·¾·¼ = 1.5 per unit of the other score (exercise 13.6).
    //:
    //: Top-1 has a danger. The chosen expert learns. An expert that is not chosen gets no gradient, stays bad, and is
    //: chosen even less.

    mixture.isAlike = false
    mixture.answer = .largestOnly
    let asking = mixture.run(seed: seed)
    print("top-1: solved", asking.solved, " one expert does everything:", asking.collapsed, "of", size.mixtures)
    claim("top-1: starts where one expert does everything", asking.collapsed, in: size(4...18, quick: 1...8))

    //: In about half of the runs one expert ends up with all samples. This is **collapse**. The remedy is a second
    //: term in the loss, the **balance** (load-balancing loss):
    //:
    //:     K·Σₖ fₖ·Pₖ
    //:
    //: K is the number of experts, fₖ the fraction of samples for which expert k is chosen, and Pₖ the mean of its
    //: probability over *all* samples. By hand, four samples with probabilities 0.9, 0.8, 0.6, 0.3 for the first of two
    //: experts:

    let table: Tensor = [[0.9, 0.1], [0.8, 0.2], [0.6, 0.4], [0.3, 0.7]]
    let term = balance(table)
    print("f =", term.f, " P =", term.p, " balance =", decimals(2, term.value))
    claim("f", term.f, equals: [0.75, 0.25])
    claim("P", term.p, equals: [0.65, 0.35], within: 1e-6)
    claim("balance", term.value, equals: 1.15, within: 1e-5)
    claim("balance when even", balance([[0.75, 0.25], [0.25, 0.75]]).value, equals: 1, within: 1e-6)

    //: If each expert is chosen equally often, the term is 1. If one expert is chosen more often and has the larger
    //: mean probability, it is above 1. f is a count of choices and has no gradient; the gradient goes through P
    //: (exercise 13.7). It lowers the probability of an expert that is chosen too often, and so raises that of one
    //: that is not chosen at all. With 0.1 times this term in the loss:

    mixture.balance = 0.1
    let balanced = mixture.run(seed: seed)
    print(
        "top-1, balanced: solved", balanced.solved, " one expert does everything:", balanced.collapsed, "of",
        size.mixtures)
    claim("top-1, balanced: starts where one expert does everything", balanced.collapsed, equals: 0)

    let worst = asking.busiest.indices.max { asking.busiest[$0] < asking.busiest[$1] }!
    figure(
        "Background: the expert with the larger probability. Dashed: the two experts. Black: the answer. Grey: |x|.",
        alt: "Four panels: two lines share a V; a V by the largest only; one line everywhere; two equal lines.",
        height: 700
    ) {
        territoryFigure([
            ("all experts", soft, 0), ("top-1, balanced", balanced, 0), ("top-1, collapsed", asking, worst),
            ("equal start", alike, 0),
        ])
    }

    //: In the top-1 panels the black line is p times the chosen expert, so it lies nearer to 0 than the dashed line. In
    //: the last panel it hides both experts: all three lines are the same.
    //:
    //: Papers often say that a mixture collapses without a balance term. Here that is true of top-1. With all experts,
    //: as the first mixtures worked (Jacobs and others 1991), none of our runs collapsed: every expert gets some
    //: gradient from every sample.
    //:
    //: > With top-1, an expert that is never chosen never learns. The balance term keeps every expert in use.

    //: ## What one task teaches for another
    //:
    //: Labels are expensive. Can a network use what it has learned on another task? This is **transfer learning**:
    //: train on a **source** task with many labels, keep the layers that compute the features, put a new last layer
    //: (the **head**) on top, and learn the **target** task from few labels. The kept layers are either **frozen**,
    //: that is, not changed any more, or trained further together with the head (**fine-tuning**).
    //:
    //: Images of digits are too easy to show it. We take MNIST-1D from lesson 09: each digit is a short line, a shape of
    //: 12 points, which is stretched, moved and tilted, with noise around it. Source: 4,000 curves, made by the same
    //: recipe from ten *other* shapes. Target: the digits, with few curves per class.

    let study = TransferStudy(
        seed: seed, sourceSteps: size.sourceSteps, steps: size.targetSteps, test: quick ? 500 : 2_000)
    figure(
        "Above, shapes; below, a curve made from each. Here the shape stands at its beginning (thick); in the data it is moved.",
        alt: "Eight small panels: four smooth shapes and below each a noisy curve that begins with it.", height: 700
    ) { shapesFigure(study) }

    predict(
        "Frozen features from the other shapes, or everything from scratch: which is better with 20 curves per class, and with 400?",
        answer: "With 20, frozen: 40 to 52 % against 30. With 400, from scratch: 81 to 88 % against 61 to 74.",
        tempting: "frozen both times; these features come from 4,000 curves more",
        why:
            "But frozen features cannot adapt to the digits, however many labels there are. What helped first is now a limit."
    )

    let scratch = study.accuracies(size.counts, .nothing, of: nil)
    let shapes = study.pretrained()
    let frozen = study.accuracies(size.counts, .frozen, of: shapes)
    let tuned = study.accuracies(size.counts, .tuned, of: shapes)
    print("curves per class:", size.counts, "\nscratch:   ", percent(scratch))
    print("frozen:    ", percent(frozen), "\nfine-tuned:", percent(tuned))
    let lead = zip(frozen, scratch).map { $0 - $1 }
    let (small, large) = (size.counts.firstIndex(of: 20)!, size.counts.count - 1)
    claim("20 per class: frozen less scratch", lead[small], atLeast: size(0.06, quick: 0.04))
    claim("lead of the frozen features lost from 20 to 400 per class", lead[small] - lead[large], atLeast: 0.08)
    claim("20 per class: tuned less scratch", tuned[small] - scratch[small], atLeast: size(0.05, quick: 0.02))
    if !quick {
        claim("400 per class: scratch less frozen", -lead[large], atLeast: 0.03)
        claim("100 per class: tuned less scratch", tuned[large - 1] - scratch[large - 1], atLeast: 0.06)
        claim("400 per class: tuned less scratch", tuned[large] - scratch[large], in: -0.05...0.1)
    }

    //: And a source that should be of no use: the digits themselves, with the 40 values of every curve put in another
    //: order, the same for all curves. Neighbouring values then have nothing to do with each other.

    let shuffled = study.pretrainedOnShuffled()
    let wrongFrozen = study.accuracies(size.counts, .frozen, of: shuffled)
    let wrongTuned = study.accuracies(size.counts, .tuned, of: shuffled)
    print("from shuffled curves, frozen:    ", percent(wrongFrozen))
    print("from shuffled curves, fine-tuned:", percent(wrongTuned))
    claim(
        "400 per class: scratch less frozen from shuffled curves", scratch[large] - wrongFrozen[large],
        atLeast: size(0.2, quick: 0.1))
    if !quick {
        claim(
            "400 per class: scratch less tuned from shuffled curves", scratch[large] - wrongTuned[large], atLeast: -0.04
        )
    }

    figure(
        "Left: frozen features help with few labels and limit with many. Right: features from shuffled curves.",
        alt: "Accuracy against labels per class; frozen and scratch cross between 50 and 400, tuned joins scratch."
    ) {
        transferFigure(
            counts: size.counts, scratch: scratch, shapes: (frozen, tuned), shuffled: (wrongFrozen, wrongTuned))
    }

    //: Read the left plot from left to right. *Frozen* is better than *scratch* where labels are few, and worse where
    //: they are many: somewhere between 50 and 400 curves per class they cross. *Fine-tuned* begins below *frozen*,
    //: passes it between 20 and 100, and stays above *scratch* until both have enough labels. So with very few labels
    //: try freezing, with more try fine-tuning, and measure: this is one source and one target.
    //:
    //: On the right, with 5 to 20 curves per class even the features from shuffled curves are a little better than
    //: none: they are *some* non-linear features. With 400, frozen ones cost 30 to 35 percentage points, and
    //: fine-tuning from them gains nothing; mostly it ends below *scratch*. A source can hurt: this is **negative
    //: transfer**.
    //:
    //: **Careful: a frozen layer can still change.** Freezing stops gradients, but not what changes without one. Batch
    //: norm in training mode goes on updating its running mean and variance with every batch:

    let norm = BatchNorm(3)
    norm.freeze()
    let batch = Tensor(randomNormal: [50, 3], mean: 2, using: &generator)
    let before = norm.buffers.map(\.value)
    _ = norm(.constant(batch), mode: .training)
    let moved = zip(norm.buffers, before).map { abs($0.value - $1).max() }
    print("running mean before:", before[0], " after one batch:", norm.buffers[0].value)
    claim("largest change of the frozen layer's running mean", moved[0], atLeast: 0.05)

    //: And an optimizer with momentum from earlier steps, or with weight decay, changes a weight even when its
    //: gradient is 0. So a gradient of 0 is not enough: leave a frozen parameter out of the optimizer's step (exercise
    //: 13.8).
    //:
    //: > Features from another task help while labels are few. Whether they still help with many must be measured.

    //: ## What we did not do
    //:
    //: - The support vector machine for classes that overlap: its limit C, and how to choose it.
    //: - Autoencoders that can make new images. A code picked at random is no image yet: lesson 14.
    //: - Convolutional autoencoders, and codes learned by comparing pairs of images (contrastive learning).
    //: - Maps such as t-SNE and UMAP. They are for looking: distances between clusters on them, and sizes, mean little.
    //: - Large pretrained models, whose features are used for many tasks. The principle is that of the last section.
    //:
    //: ## In short
    //:
    //: Whether a problem is hard depends on the representation. A kernel is a dot product in coordinates that nobody
    //: has to compute; a support vector machine keeps the few samples nearest to the boundary. A radial-basis network
    //: needs centres and a width, and the width decides. A hidden layer learns its coordinates by gradient descent, if
    //: it has enough units. Without labels, PCA is the plane that loses least; an autoencoder can do better, and must
    //: be compared with it. Experts that are never chosen never learn. And features from another task help while
    //: labels are few.
    //:
    //: ## Words
    //:
    //: - **representation**: the numbers that describe a sample; each is a **feature** or **coordinate**;
    //: - **kernel**: a function of two samples that is a dot product in other coordinates; **kernel trick**: use it in
    //:   place of the dot product;
    //: - **Gaussian kernel** (RBF): exp(−d²/(2·width²)); **kernel ridge regression**: a weight for every training
    //:   sample;
    //: - **margin**: distance from the decision boundary to the nearest sample; **support vectors**: the samples at
    //:   that distance;
    //: - **support vector machine** (SVM): the boundary with the largest margin;
    //: - **radial basis function** (RBF, bump): a function of the distance from a **centre**; **radial-basis network**:
    //:   such functions, then a linear layer; **k-means**: finds centres as means of the nearest samples;
    //: - **covariance**: mean products of pairs of centred coordinates; **eigenvector**: a vector that a matrix only
    //:   stretches, by its **eigenvalue**;
    //: - **principal component analysis** (PCA): the plane that loses least, from the eigenvectors of the covariance;
    //: - **autoencoder**: a network that returns its input; **encoder**, **decoder**: its two parts; **code** (latent
    //:   vector): the values in the **bottleneck** between them; **denoising autoencoder**: noisy input, clean target;
    //: - **mixture of experts**: several networks, the **experts**, weighted by a **gate**; **top-1**: only the expert
    //:   with the largest probability is computed; **collapse**: one expert gets all samples; **balance**
    //:   (load-balancing loss): a term against it;
    //: - **transfer learning**: from a **source** task to a **target** task; **head**: the new last layer; **frozen**:
    //:   not changed any more; **fine-tuning**: trained further; **negative transfer**: a source that hurts.
    //:
    //: ## Check yourself
    //:
    //: <details><summary>"The kernel trick makes the ring linear." What is wrong with it?</summary>
    //:
    //: The ring stays a ring. The boundary is linear in the kernel's coordinates, and curved in the plane.
    //:
    //: </details>
    //: <details><summary>Which samples could a support vector machine forget?</summary>
    //:
    //: All that are farther from the boundary than the margin. Only the support vectors determine it.
    //:
    //: </details>
    //: <details><summary>A fit with 100 bumps wiggles. What do you change first?</summary>
    //:
    //: The width. Narrow bumps can follow noise; once bumps overlap, their number hardly matters.
    //:
    //: </details>
    //: <details><summary>The error of an autoencoder without activations is two per cent above PCA's. What do you know
    //: about its plane?</summary>
    //:
    //: Little. With another direction in the place of one of PCA's, the error may be hardly larger. Measure the angle.
    //:
    //: </details>
    //: <details><summary>What goes into a denoising autoencoder, and what should come out?</summary>
    //:
    //: Noisy images go in, in training and in use. The clean image is the target.
    //:
    //: </details>
    //: <details><summary>Why is the output of the chosen expert multiplied by its probability?</summary>
    //:
    //: It is the only way in which the output changes smoothly with the gate. Without it the gate has no gradient.
    //:
    //: </details>
    //: <details><summary>From 05: why must weights not all begin with the same number?</summary>
    //:
    //: Equal units get equal gradients and stay equal. Here: equal experts with equal scores.
    //:
    //: </details>
    //: <details><summary>From 09: what is a ridge, and what does it do to the equations here?</summary>
    //:
    //: An L2 penalty: a small number added to the diagonal. Without it, nearly equal columns make the equations
    //: unsolvable.
    //:
    //: </details>
    //:
    //: ## Exercises
    //:
    //: In `Exercises/13-representations`; `swift run lesson check 13` tells what is right, what is wrong and why.
    //: Begin with the essential ones.
    //:
    //: - **13.4 The denoising autoencoder's error.** Repeat.
    //: - **13.6 Gate and experts, with the gradient of the gate.** Apply.
    //: - **13.8 What moves when you freeze?** Predict, then write one step.
    //: - **13.1 A bump.** Repeat. Read as far as *Two bumps solve XOR*.
    //: - **13.2 The features behind a kernel.** Apply.
    //: - **13.3 A step of k-means.** Apply.
    //: - **13.5 What a plane loses.** Apply.
    //: - **13.7 Balance.** Repeat.
    //:
    //: Open end: look for the limits of a denoiser. Train it with noise of 0.5 and use it on noise of 0.2, then on
    //: images with black bars. What does it draw there?
    //:
    //: ## Further
    //:
    //: - C. Olah, *Neural Networks, Manifolds, and Topology* (2014): animations of hidden layers that bend the plane,
    //:   and why two units cannot separate a ring from a blob.
    //: - B. Schölkopf and A. Smola, *Learning with Kernels* (2002): which functions are kernels, and the support vector
    //:   machine in full.
    //: - G. Hinton and R. Salakhutdinov, *Reducing the Dimensionality of Data with Neural Networks* (2006): the deep
    //:   autoencoder beside PCA, with the picture of codes coloured by digit.
    //: - R. Jacobs, M. Jordan, S. Nowlan and G. Hinton, *Adaptive Mixtures of Local Experts* (1991): the soft gate;
    //:   W. Fedus and others, *Switch Transformers* (2021): one expert asked, and the balance term that we used.
    //: - J. Yosinski and others, *How transferable are features in deep neural networks?* (2014): freezing and
    //:   fine-tuning layer by layer, on ImageNet.
}
