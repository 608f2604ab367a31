import Notebook
import Tensors

public func broadcasting() throws {
    //: # 02 · Broadcasting
    var generator = SeededGenerator(seed: seed)
    let features = Tensor(randomNormal: [100, 2], using: &generator)
    let noise = Tensor(randomNormal: [100], using: &generator)
    let y = 10 + matmul(features, [9, -2]) + noise  // [100]
    let points = Tensor(concatenating: [features, Tensor(ones: [100, 1])], alongAxis: 1)  // [100, 3]
    func loss(_ w: Tensor) -> Scalar {
        square(matmul(points, w) - y).mean()
    }
    let mystery = nudged(Tensor(zeros: [3, 1]), downhill: loss, steps: 60)
    figure(
        "Everyone's dream of a training run: smooth, steady, settled. And wrong.",
        alt: "A loss curve that falls steeply, bends, and stays level far above 0."
    ) { BroadcastingFigures.mystery(mystery.losses) }
    //: A hundred points. Each has two **features**, x₁ and x₂, and a value y, its **target**, that was made as
    //: 10 + 9x₁ − 2x₂ and a little noise. A program looks for the three numbers, the **weights**. It measures how wrong its
    //: predictions are with a single number, the **loss**: the mean of the squared differences between
    //: prediction and y. Then it tries each weight a little larger and a little smaller, moves all three to
    //: where the loss is lower, and does so 60 times. (How to do that well is lesson 03.)
    print("loss:", mystery.losses[0], "→", mystery.losses.last!)
    print("weights of 1, x₁, x₂:", mystery.w.gathering([2, 0, 1]).reshaped(to: [3]))
    claim(
        "the run has settled: the last step changes the loss by, at most",
        abs(mystery.losses[59] - mystery.losses[60]), atMost: 1e-2)
    claim("weights found", mystery.w[0..<2].scalars, in: -0.05...0.05)
    claim("loss at the end", mystery.losses[60], atLeast: 30)
    predict(
        "y was made as 10 + 9x₁ − 2x₂. The weights found for x₁ and x₂ are nearly 0. What will this program say for a "
            + "point far out, with x₁ = 10 and x₂ = 0?",
        answer: "What it says for every point: the weight that it found in the place of the 10.",
        tempting: "Something near 100: that is what 10 + 9 · 10 makes.",
        why:
            "That is how y was made. But with these weights both features are multiplied by almost nothing."
    )
    let far = matmul([[10, 0, 1]], mystery.w)
    print(far)
    claim(
        "far out, it says what it says for a point at 0", far.item, equals: mystery.w[2, 0].item, within: 0.5)
    //: Nothing crashed, nothing complained. And what it found is nonsense: both features are ignored, so every point
    //: gets nearly the same prediction. In the lines above a shape is wrong. By the end of this page you will spot it
    //: in ten seconds.
    //:
    //: **You will be able to**
    //:
    //: - say whether two shapes are compatible, and what comes out, before you run it (exercises 2.1, 2.2);
    //: - scale and shift every column of a table without a loop (2.3);
    //: - compare all pairs of two sets of points (2.5);
    //: - undo a broadcast: sum where it repeated (2.4);
    //: - find the bug above (2.6), and say what the broken loss asks for (2.7).
    //:
    //: **You need** from [01](../01-tensors/index.html): shape and axis; an operation takes the elements with the
    //: same indices; the axis that a sum names disappears.
    //:
    //: **Time** 30 minutes.
    //:
    //: ## Three ways to scale each column
    //: A table with two rows and three columns. The first column is to be halved, the second switched off,
    //: the third made ten times larger. You know two ways. A loop:
    let x: Tensor = [[2, 3, 4], [5, 6, 7]]
    let factors: Tensor = [0.5, 0, 10]
    var byLoop = x
    for row in 0..<2 {
        for column in 0..<3 {
            byLoop[row, column] = x[row, column] * factors[column]
        }
    }
    //: Or make a table of factors first, with the row repeated, and multiply element by element:
    let repeated: Tensor = [[0.5, 0, 10], [0.5, 0, 10]]
    print(x * repeated)
    //: Both are wordier than needed. We would like to write `x * factors` and have the row repeated for us.
    print(x * factors)
    let wanted: Tensor = [[1, 0, 40], [2.5, 0, 70]]
    claim(
        "loop, repeated table and broadcast agree",
        isTrue: byLoop == wanted && x * repeated == wanted && x * factors == wanted)
    figure(
        "One row of factors for two rows of numbers. The dashed row is not there; it is only read again.",
        alt: """
            A table of 2 rows and 3 columns, times, a row of three factors with a pale dashed copy below it, equals \
            the table of products.
            """,
        height: 620
    ) { BroadcastingFigures.ghosts(x, "×", factors, x * factors) }
    //: The shapes differ, [2, 3] and [3], and it works all the same. This is called **broadcasting**: the
    //: smaller one is read as if it were repeated.
    //:
    //: > Broadcasting reads a tensor again where another one is longer.
    //:
    //: ## Line the shapes up on the right
    //: When does it work, and along which axis is it repeated? There is one rule. Write the two shapes one
    //: below the other, flush right, as numbers in a sum. Compare column by column. Two lengths are
    //: **compatible** when they are **equal**, or when **one of them is 1**. An axis of length 1 is repeated
    //: until it is as long as the other.
    //:
    //:     [5, 1, 3]
    //:     [5, 2, 3]
    //:     [5, 2, 3]   is what comes out
    print((Tensor(ones: [5, 1, 3]) + Tensor(ones: [5, 2, 3])).shape)
    claim("5×1×3 with 5×2×3", (Tensor(ones: [5, 1, 3]) + Tensor(ones: [5, 2, 3])).shape, equals: [5, 2, 3])
    //: And if one shape is shorter? Then axes are missing **on the left**, and a missing axis counts as 1.
    //: That is how [3] met [2, 3]: it was read as [1, 3].
    //:
    //: > Line the shapes up on the right: equal, or one of them is 1. Everything else is an error, and a
    //: > welcome one.
    //:
    //: ## Six pairs to try
    //: Cover the last line of each sum below and fill it in yourself.
    predict(
        "Are [4, 3] and [4] compatible?",
        answer: "No. On the right stand 3 and 4.",
        tempting: "Yes: both have a 4, one number for each row.",
        why:
            "One number for each row is a sensible thing to want. But the 4 of [4] lines up with the 3: shapes are read from the right."
    )
    let pairs = [
        ([2, 3], [3]), ([5, 1, 3], [5, 2, 3]), ([256, 256, 3], [3]), ([4, 3], [4]), ([3, 1], [3]),
        ([2, 3], [3, 2]),
    ]
    for (a, b) in pairs {
        print(a, "with", b, "→", broadcastShape(a, b).map { "\($0)" } ?? "not compatible")
    }
    figure(
        "Equal, or one of them 1: compatible. In a red column stand two lengths that are neither.",
        alt: """
            Six pairs of shapes set like sums, flush right: four are compatible and show their result, two are not, the \
            failing column framed in red. Missing axes are dashed ones.
            """,
        height: 800
    ) { BroadcastingFigures.sums(pairs) }
    claim("[2, 3] with [3]", broadcastShape([2, 3], [3])!, equals: [2, 3])
    claim("256×256×3 with [3]", broadcastShape([256, 256, 3], [3])!, equals: [256, 256, 3])
    claim("[3, 1] with [3]", broadcastShape([3, 1], [3])!, equals: [3, 3])
    claim(
        "[4, 3] with [4] and [2, 3] with [3, 2] are not compatible",
        isTrue: broadcastShape([4, 3], [4]) == nil && broadcastShape([2, 3], [3, 2]) == nil)
    //: What happens when they are not? The program stops, with these words:
    // Tensor(ones: [4, 3]) + Tensor(ones: [4])
    print(message(ShapeError.broadcast([4, 3], [4])))
    claim(
        "the message names the cure",
        isTrue: ShapeError.broadcast([4, 3], [4])!.contains("expanded(atAxis: 1)"))
    //: Read it as four answers. *Who speaks?* `+`. *What did it expect?* Two lengths that are equal, or a 1.
    //: *What came?* The two shapes. *What may you have meant?* A column. Let us look at that.
    //:
    //: **Change one line.** Put five pairs of your own into `pairs`, one of them with a `[]`, the shape of a
    //: single number. Say what comes out before you run.
    //:
    //: > A number common to both shapes does not make them compatible. Where it stands decides.
    //:
    //: ## A list is a row, unless you give it an axis
    //: Four numbers, one for each row of a [4, 3] table. They have to stand below each other, as a column: [4, 1]. A
    //: row would be [1, 4]. `expanded(atAxis:)` inserts an axis of length 1. The number says where it goes.
    let perRow: Tensor = [10, 20, 30, 40]
    print(perRow.expanded(atAxis: 0).shape, perRow.expanded(atAxis: 1).shape)
    print(Tensor(zeros: [4, 3]) + perRow.expanded(atAxis: 1))
    claim("as a row", perRow.expanded(atAxis: 0).shape, equals: [1, 4])
    claim("as a column", perRow.expanded(atAxis: 1).shape, equals: [4, 1])
    claim(
        "one number for each row", (Tensor(zeros: [4, 3]) + perRow.expanded(atAxis: 1))[2].scalars,
        equals: [30, 30, 30])
    figure(
        "The same three numbers. Alone they are neither row nor column; beside a matrix they are read as a row.",
        alt: """
            Three drawings of the numbers 1, 2, 3: with one axis; with an axis of length 1 in front, a row; with an \
            axis of length 1 behind, a column.
            """,
        height: 600
    ) { BroadcastingFigures.rowAndColumn([1, 2, 3]) }
    //: Sums can be kept as columns, too: with **keepingAxes** an axis that is summed stays, with length 1. Then
    //: `sum(alongAxes: 1, keepingAxes: true)` of a [4, 3] table is [4, 1], compatible with the table it came from.
    let shares = x / x.sum(alongAxes: 1, keepingAxes: true)  // [2, 3] / [2, 1]
    print(shares)
    claim("every row adds up to 1", shares.sum(alongAxes: 1).scalars, equals: [1, 1], within: 1e-6)
    //: **Careful.** Try it without `keepingAxes` on a *square* table, and nothing complains: [3] is read as a
    //: row, and every column is divided instead. A test on equal lengths cannot see that.
    let square3 = Tensor(arange: 1..<10).reshaped(to: [3, 3])
    print((square3 / square3.sum(alongAxes: 1)).sum(alongAxes: 1))
    claim(
        "rows of the square table, divided without keepingAxes, do not add up to 1",
        isTrue: (square3 / square3.sum(alongAxes: 1)).sum(alongAxes: 1) != Tensor([1, 1, 1]))
    //: Lines like these **standardise** a table, and nearly every training begins with them: subtract from every column its mean,
    //: divide by its **standard deviation** σ. That is the root of the **variance**, the mean squared distance from
    //: the mean. After that every column has mean 0 and standard deviation 1.
    let people: Tensor = [[1.60, 55], [1.70, 80], [1.80, 75]]  // metres and kilograms
    let mean = people.mean(alongAxes: 0)  // [2]
    let deviation = sqrt(square(people - mean).mean(alongAxes: 0))  // [3, 2] − [2], then [2]
    print(mean, deviation)
    print((people - mean) / deviation)
    claim("mean of each column", mean.scalars, equals: [1.7, 70], within: 1e-5)
    claim("standard deviation of each column", deviation.scalars, equals: [0.0816, 10.801], within: 1e-3)
    claim(
        "standardised: variance of each column",
        square((people - mean) / deviation).mean(alongAxes: 0).scalars, equals: [1, 1], within: 1e-3)
    //: > [n] is read as a row. A column is [n, 1], and you have to say so.
    //:
    //: ## Both may be repeated
    //: So far one tensor was small and the other large. The rule does not ask for that.
    let column: Tensor = [[10], [20], [30]]
    let row: Tensor = [1, 2, 3]
    predict(
        "[3, 1] + [3]: three numbers, or nine?",
        answer: "Nine. The column is repeated to the right, the row downwards.",
        tempting: "Three: each has three numbers.",
        why:
            "Each has three, and it would be three if both were lists. But the column has an axis more, of length 1."
    )
    print(column + row)
    claim("[3, 1] + [3]", isTrue: column + row == [[11, 12, 13], [21, 22, 23], [31, 32, 33]])
    figure(
        "A column and a row make a table: every number meets every other.",
        alt: """
            A column 10, 20, 30 with two pale dashed copies beside it, plus a row 1, 2, 3 with two dashed copies below \
            it, equals a full 3 × 3 table.
            """,
        height: 740
    ) { BroadcastingFigures.ghosts(column, "+", row, column + row) }
    //: This is useful: multiplication tables, grids, distances between all pairs of points. It is also the
    //: trap of this lesson. Keep it in mind.
    //:
    //: **Change one line.** Make the column [10, 20, 30] a list, without the inner brackets. What comes out
    //: now?
    //:
    //: > A column against a row is a table of all pairs.
    //:
    //: ## A photograph in another light
    //: A photograph of 256 × 256 pixels has three numbers for each pixel: how much red, green, blue. Its
    //: shape is [256, 256, 3]. Three factors are a filter in front of the lens. (Ours is painted by formulas,
    //: with nothing but broadcasting; they lie in `Sunset.swift`.)
    let photograph = sunset(side: 256)
    let warm: Tensor = [1, 0.7, 0.35]
    print(photograph.shape, (photograph * warm).shape)
    figure(
        "Three factors for 65,536 pixels. A 0 switches a colour off.",
        alt: """
            Three pictures of the same sunset over the sea: as it is, in warm light with less green and blue, and \
            without red.
            """,
        height: 780
    ) {
        BroadcastingFigures.photographs([
            ("as it is", photograph), ("× [1, 0.7, 0.35]", photograph * warm),
            ("× [0, 1, 1]", photograph * [0, 1, 1]),
        ])
    }
    claim("256×256×3 by three factors", (photograph * warm).shape, equals: [256, 256, 3])
    claim(
        "red stays, blue is 0.35 of what it was", (photograph * warm)[100, 50].scalars,
        equals: (photograph[100, 50] * warm).scalars)
    //: **Change one line.** Give the factors the shape [3, 1]. What does the message say?
    //:
    //: > The last axis is the one that a short list meets.
    //:
    //: ## What it costs: the inputs nothing, the result everything
    //: Is the row copied a thousand times in memory? No. It is read again; nothing is copied. But the
    //: *result* is real, and it can be larger than both inputs together.
    //:
    //: <details><summary>How is something read again without a copy?</summary>
    //:
    //: Lesson 01 called the jumps along the flat buffer strides. Give the repeated axis the stride 0: a step along
    //: it goes nowhere, and the same numbers are read once more. A shape and its strides are all it takes.
    //:
    //: </details>
    //:
    let (n, d) = (10_000, 784)
    let all = broadcastShape([n, 1, d], [n, d])!
    print(all, "are", all.reduce(1, *), "numbers,", all.reduce(1, *) * 4, "bytes")
    print("two sets of digits:", 2 * n * d * 4, "bytes")
    claim("the shape of all differences", all, equals: [10_000, 10_000, 784])
    claim(
        "all differences are so many times as large as both sets",
        Double(all.reduce(1, *)) / Double(2 * n * d), equals: 5_000)
    //: `a.expanded(atAxis: 1) - b` for two sets of 10,000 digits asks for 78 billion numbers, 314 GB. If all
    //: you want are the distances, there is a way around. Multiply |a − b|² out: |a|² − 2a·b + |b|². Take 30
    //: points a and a single point b first:
    let a = Tensor(randomNormal: [30, 784], using: &generator)
    let b = Tensor(randomNormal: [784], using: &generator)
    let direct = square(a - b).sum(alongAxes: 1)  // [30, 784] − [784], summed → [30]
    let around = square(a).sum(alongAxes: 1) - 2 * matmul(a, b) + square(b).sum()
    print(direct[0..<4], around[0..<4])
    claim("both ways agree, of values around 1,500", abs(direct - around).max(), atMost: 0.01)
    //: With many points b the term in the middle is one matrix product, and the largest thing that is made
    //: has one number for each pair: 10,000 × 10,000, or 0.4 GB. Exercise 2.5 goes there.
    //:
    //: **Careful.** The way around takes large numbers from each other. For points that nearly coincide almost
    //: nothing is left, and with seven digits that little is wrong. It may even come out negative:
    let close = a + 0.001
    let closeDirect = square(a - close).sum(alongAxes: 1)
    let closeAround =
        square(a).sum(alongAxes: 1) - 2 * (a * close).sum(alongAxes: 1) + square(close).sum(alongAxes: 1)
    print(closeDirect[0..<4], closeAround[0..<4])
    claim("close points, directly: 784 · 0.001²", closeDirect.mean(), equals: 0.000784, within: 2e-6)
    claim("by the way around, wrong by at least", abs(closeAround - closeDirect).max(), atLeast: 2e-5)
    //: This is called **cancellation**. Where small distances matter, take the differences.
    figure(
        "Each step of the scale is ten times as much. One line of code decides between 314 GB and 0.4.",
        alt: """
            Three dots on a logarithmic scale of gigabytes: the two inputs 0.06 GB, all differences 314 GB, the same \
            distances by a matrix product 0.4 GB.
            """,
        height: 620
    ) { BroadcastingFigures.memory(samples: n, features: d) }
    //: > Inputs are not copied. Results are stored in full.
    //:
    //: ## A bias is a row for every sample
    //: In every network of this course a layer computes scores for many samples and adds the same few numbers, the
    //: **bias**, to each row. (n, out) + (out): you know now why that works.
    let scores = matmul([[1, 2], [3, 4], [5, 6]], [[1, 0], [0, 1]]) + [100, 200]  // [3, 2] · [2, 2] + [2]
    print(scores)
    claim("[3, 2] + [2]", isTrue: scores == [[101, 202], [103, 204], [105, 206]])
    //: Books often make the added numbers disappear. They write W·h + b for one sample h, append a 1 to h and
    //: glue b to W as one more column:
    //:
    //:     [W b]·[h; 1] = W·h + b
    let W: Tensor = [[1, 2, 3], [4, 5, 6]]
    let (bias, h): (Tensor, Tensor) = ([10, 20], [1, 0, -1])
    let glued = Tensor(concatenating: [W, bias.expanded(atAxis: 1)], alongAxis: 1)  // [2, 4]
    let longer = Tensor(concatenating: [h, [1]])  // [4]
    print(matmul(W, h) + bias, matmul(glued, longer))
    claim("the bias trick", matmul(glued, longer).scalars, equals: (matmul(W, h) + bias).scalars)
    figure(
        "The last product of each row is bias times 1. So a bias is a weight for an input that is always 1.",
        alt: """
            A 2 × 4 matrix, its last column in another colour, times a column that ends in a 1 of the same colour, \
            equals two numbers.
            """,
        height: 620
    ) { BroadcastingFigures.biasTrick(glued, longer) }
    //: We used the trick ourselves: the column of ones in the first lines of this page is there for the 10.
    //:
    //: > Bias: one row, added to every sample.
    //:
    //: ## Back to the mystery
    //: The loss was `square(matmul(points, w) - y).mean()`. It looks right. Do what you would do with any
    //: shape you are not sure of: print it.
    let predictions = matmul(points, mystery.w)
    let difference = predictions - y
    print(predictions.shape, "-", y.shape, "→", difference.shape)
    claim(
        "predictions, targets, difference", [predictions.shape, difference.shape],
        equals: [[100, 1], [100, 100]])
    //: There it is. The predictions are a column, the **targets** a list, and a list is read as a row. The
    //: program compared every prediction with *every* target: 10,000 differences instead of 100.
    predict(
        "Which single number is the best compromise with all 100 targets at once?",
        answer: "Their mean. So the run learned the mean of y, and the features are of no use to it.",
        tempting: "There is none; the run should have failed.",
        why: "It did what it was asked. The question was wrong.")
    //: Why the mean? The loss of one number c for all is the mean of (c − y)². With m for the mean of y, c − y is
    //: (c − m) + (m − y). Square that:
    //:
    //:     (c − y)² = (c − m)² + 2(c − m)(m − y) + (m − y)²,   m the mean of y
    //:
    //: Take the mean over all y. The middle term drops out, for the mean of m − y is 0, and the last one becomes the
    //: variance of y. So the loss is (c − m)² plus the variance: smallest at c = m, and there it is the variance. That
    //: holds for squares only: the mean of |c − y| is lowest at the median.
    print("mean of y:", y.mean(), " found:", mystery.w[2, 0].item)
    print("variance of y:", y.variance(), " loss:", mystery.losses.last!)
    claim("the run found the mean of y", mystery.w[2, 0].item, equals: y.mean(), within: 0.02)
    claim("its loss is the variance of y", mystery.losses[60], equals: y.variance(), within: 0.05)
    //: The two strange numbers from the beginning are the mean of y and its variance. Now give y the axis
    //: that was missing:
    let targets = y.reshaped(to: [100, 1])
    func rightLoss(_ w: Tensor) -> Scalar { square(matmul(points, w) - targets).mean() }
    let solved = nudged(Tensor(zeros: [3, 1]), downhill: rightLoss, steps: 60)
    print("weights of 1, x₁, x₂:", solved.w.gathering([2, 0, 1]).reshaped(to: [3]))
    print("loss:", solved.losses.last!)
    claim("found, in the order x₁, x₂, 1", solved.w.scalars, equals: [9, -2, 10], within: 0.5)
    claim(
        "what is left is the noise: loss over the noise's own mean square",
        solved.losses[60] / square(noise).mean(), in: 0.8...1.05)
    figure(
        "Only the diagonal should count. The wrong run does settle, on another question.",
        alt: """
            Three plots. A 100 × 100 table of squared differences between all predictions and all targets, with the \
            diagonal marked: there each prediction meets its own target. Two loss curves: one levels off at the \
            variance of y, the other falls to about 1. \
            Predictions against targets: one run gives a flat line, the other a diagonal cloud.
            """,
        height: 860
    ) { BroadcastingFigures.allPairs(points: points, y: y, wrong: mystery, right: solved) }
    //: Does the wrong loss at least vanish when predictions and targets are the very same numbers? Not even that.
    //: First the right one, then the wrong one:
    print(square(targets - targets).mean(), square(targets - y).mean())
    claim("targets against themselves", square(targets - targets).mean(), equals: 0)
    claim(
        "against themselves as a list: twice the variance", square(targets - y).mean(),
        equals: 2 * y.variance(), within: 0.05)
    predict(
        "With a single sample, n = 1: does the bug show?",
        answer: "No. [1, 1] − [1] is [1, 1], and all is well.",
        tempting: "Yes, a bug is a bug.",
        why:
            "With one prediction and one target, all pairs are one pair. A quick test with one sample sees nothing."
    )
    print((Tensor(ones: [1, 1]) - Tensor(ones: [1])).shape)
    claim("n = 1", (Tensor(ones: [1, 1]) - Tensor(ones: [1])).shape, equals: [1, 1])
    //: > [n, 1] − [n] is [n, n]: every prediction against every target.
    //:
    //: ## Three defences
    //: It is an easy bug to live with for days: everything runs, and the loss goes down.
    //:
    //: - The losses of this course refuse it, by name. You will see this message when you forget:
    print(message(ShapeError.loss(predicted: [100, 1], expected: [100])))
    claim(
        "the loss would refuse",
        isTrue: ShapeError.loss(predicted: [100, 1], expected: [100])!.hasPrefix("meanSquaredError"))
    //: - Keep targets in the shape of the predictions, [n, 1] here, from the first line on.
    //: - Look at the shape of every difference once. It takes ten seconds.
    //:
    //: > Give targets the shape of the predictions, and look once at the shape of every difference.
    //:
    //: ## A look ahead: what was repeated comes back as a sum
    //: In lesson 05 we will go backwards through such operations, and ask how much each number contributed to
    //: the loss. What was repeated going forward has contributed several times. So going back its
    //: contributions are *summed*:
    let contributions: Tensor = [[1, 2, 3], [4, 5, 6]]  // what came back for [2, 3]
    print(contributions.sum(alongAxes: 0))  // for a row, [3], that was repeated twice
    print(contributions.sum(alongAxes: 1, keepingAxes: true))  // for a column, [2, 1]: its axis of length 1 stays
    claim("a row: summed along the axis it lacked", contributions.sum(alongAxes: 0).scalars, equals: [5, 7, 9])
    claim(
        "a column: summed along its axis of length 1",
        contributions.sum(alongAxes: 1, keepingAxes: true).shape, equals: [2, 1])
    //: > Repeated going forward, summed going back.
    //:
    //: ## What we did not do
    //: - Our search turned three numbers one at a time. For thousands that takes for ever: lesson 03.
    //: - We believed the noise is all that is left. Whether a model is good on *new* points is lesson 06.
    //:
    //: ## In short
    //: Shapes are compared from the right: equal, or one of them is 1; a missing axis counts as 1, on the
    //: left. A list is read as a row; a column has to be made. Both sides may be repeated, and then every
    //: number meets every other. Inputs are not copied, results are stored in full. A loss that compares all
    //: pairs is smallest for the mean, and its value is the variance. Print the shape of every difference.
    //:
    //: ## Words
    //: - **broadcasting**: reading a tensor again along axes of length 1, or missing ones.
    //: - **compatible**: equal lengths or a 1 in every place, from the right.
    //: - *row, column*: shapes [1, n] and [n, 1]. A list [n] is neither, and is read as a row.
    //: - *expanded*: with an axis of length 1 put in; elsewhere `unsqueeze`, `expand_dims`, `newaxis`.
    //: - **keepingAxes**: a reduced axis stays, with length 1; elsewhere `keepdim`, `keepdims`.
    //: - **bias**: numbers added to the scores of every sample.
    //: - **target**: the number that a prediction should equal.
    //: - **loss**: one number that says how wrong the predictions are; the lower, the better.
    //: - **features**: the numbers that describe a sample.
    //: - **variance**: the mean squared distance from the mean. **Standard deviation** σ: its root.
    //: - **standardise**: subtract its mean from each feature, divide by its standard deviation.
    //: - **cancellation**: digits lost when two nearly equal numbers are subtracted.
    //:
    //: ## Check yourself: can you
    //: <details><summary>say what [7, 1, 5] with [4, 1] gives?</summary>
    //:
    //: [7, 4, 5].
    //:
    //: </details>
    //: <details><summary>say why [4, 3] + [4] is refused?</summary>
    //:
    //: From the right, 3 meets 4: neither equal nor 1.
    //:
    //: </details>
    //: <details><summary>subtract from each row of a [6, 2] table its own mean?</summary>
    //:
    //: `x - x.mean(alongAxes: 1, keepingAxes: true)`: [6, 2] − [6, 1].
    //:
    //: </details>
    //: <details><summary>say how many numbers a column of 50 and a row of 20 make together?</summary>
    //:
    //: 1,000.
    //:
    //: </details>
    //: <details><summary>say what a model learns that compares all pairs, and what its loss is?</summary>
    //:
    //: The mean of the targets; their variance.
    //:
    //: </details>
    //: <details><summary>say why a test with one sample cannot find that bug?</summary>
    //:
    //: All pairs of one and one are one pair.
    //:
    //: </details>
    //: <details><summary>say what shape x.sum(alongAxes: 1) has, for x of shape [8, 5, 3]? (01)</summary>
    //:
    //: [8, 3].
    //:
    //: </details>
    //: <details><summary>say what reshaping [2, 3] to [3, 2] does to the flat buffer? (01)</summary>
    //:
    //: Nothing. The breaks move, the numbers stay.
    //:
    //: </details>
    //:
    //: ## Exercises
    //: They are in `Exercises/02-broadcasting`, and `swift run lesson check 02` tells you what is right, what
    //: is wrong and why.
    //:
    //: - **2.1 The rule.** Two shapes in, the shape of the result out, or nil.
    //: - **2.2 Add by hand.** Broadcasting without broadcasting: the loops behind `+`.
    //: - **2.3 Standardise.** Every column with mean 0 and standard deviation 1, measured on the training set only.
    //: - **2.4 The transpose of broadcasting.** Sum where it was repeated.
    //: - **2.5 All pairs.** Distances between two sets of points, without a loop.
    //: - **2.6 The trap.** A loss that survives [n, 1] against [n].
    //: - **2.7 What the broken loss wants.** The one number with the smallest loss when all pairs are compared.
    //: - **Open.** Make a chessboard of 8 × 8 zeros and ones from one row, one column and one comparison.
    //: - **In writing.** Three questions, in your own words, in `Exercises/02-broadcasting/Questions.md`.
    //:
    //: ## Further
    //: - *NumPy manual*, "Broadcasting": the rule in its reference form. PyTorch's is the same.
    //: - Andrej Karpathy, *makemore*, part 1: the kept axis, at length, in a real program.
    //: - Jake VanderPlas, *Python Data Science Handbook*, "Computation on Arrays: Broadcasting": more
    //:   drawings.
}
