import Nabla

extension Lesson01 {
    // MARK: 1.4 product

    typealias Factors = (a: Tensor, b: Tensor)

    static var product: Check<Factors, Tensor> {
        var check = Check<Factors, Tensor>(
            exercise: Exercise(
                id: "1.4", name: "product", points: 2, byHand: ["matmul", ByHand.loop],
                hints: [
                    "Compute the 43 of the example by hand. Which four numbers did you read, in which order?",
                    "Three indices: one for the row of a, one for the column of b, one that runs through both at the "
                        + "same time.",
                    "Every cell of the result is a sum of its own, with K products in it. Where does that sum begin?",
                ]),
            inputs: { generator in
                // M < N < K, so that a loop over the wrong length ends instead of leaving the table.
                func factors(_ m: Int, _ n: Int, _ k: Int) -> Factors {
                    (generator.nonZeroHalves([m, k]), generator.nonZeroHalves([k, n]))
                }
                return Bool.random(using: &generator)
                    ? [factors(3, 4, 6), factors(4, 6, 8), factors(5, 5, 5)]
                    : [factors(4, 5, 7), factors(3, 4, 8), factors(6, 6, 6)]
            },
            show: { [Part("a", $0.a), Part("b", $0.b)] },
            results: { [Part("product", $1)] },
            right: { cells($0) })
        check.knows(
            "a",
            "Numbers in the same place were multiplied. One cell of the product uses a whole row and a whole column."
        ) { factors in
            let (m, n) = (factors.a.shape[0], factors.b.shape[1])
            return factors.a[0..<m, 0..<n] * factors.b[0..<m]
        }
        check.knows(
            "b", .transpose,
            "Rows of a met rows of b. Which index runs through both, and where does it stand in each of them?"
        ) { factors in
            let n = factors.b.shape[1]
            return matmul(factors.a[.all, 0..<n], factors.b[0..<n].transposed())
        }
        check.knows(
            "c", .transpose,
            "The product lies there transposed. Row of the left factor, column of the right one: which is which in "
                + "the result?"
        ) { cells($0).transposed() }
        check.knows(
            "d", .accumulate,
            "Each cell holds the last product only. The cell is the sum of all of them."
        ) { factors in cells(factors) { $0 == factors.a.shape[1] - 1 } }
        check.knows(
            "e", .memory,
            "The sum is never set back, so each cell holds all the cells before it as well. Each cell starts its own "
                + "sum."
        ) { factors in
            var running: Scalar = 0
            let product = cells(factors)
            return Tensor(
                scalars: product.scalars.map {
                    running += $0; return running
                }, shape: product.shape)
        }
        check.knows(
            "f",
            "The inner loop ends too early. Which length do both factors share?",
            { factors in cells(factors) { $0 < factors.a.shape[0] } },
            { factors in cells(factors) { $0 < factors.b.shape[1] } }
        )
        check.knows(
            "g",
            "b was read with the wrong row length. A row of b is as long as its last axis."
        ) { factors in
            let (k, n) = (factors.b.shape[0], factors.b.shape[1])
            let strip = factors.b.scalars
            let misread = (0..<k).flatMap { inner in (0..<n).map { strip[($0 * k + inner) % strip.count] } }
            return cells((factors.a, Tensor(scalars: misread, shape: [k, n])))
        }
        check.knows(
            "h",
            "The lengths of the example stand in the code: 2 rows, 2 columns, 2 products."
        ) { cells(($0.a[0..<2, 0..<2], $0.b[0..<2, 0..<2])) }
        check.knows(
            "i", .offByOne,
            "The last product of every sum is missing. How often must the inner loop run?"
        ) { factors in cells(factors) { $0 < factors.a.shape[1] - 1 } }
        check.knows(
            "j", .offByOne,
            "The first product of every sum is missing. The first place has number 0."
        ) { factors in cells(factors) { $0 > 0 } }
        check.knows(
            "k", .average,
            "These are means. The products are added up; nothing is divided."
        ) { cells($0) / Tensor(Scalar($0.a.shape[1])) }
        check.accepts("(bᵀ·aᵀ)ᵀ") { matmul($0.b.transposed(), $0.a.transposed()).transposed() }
        return check
    }

    /// The product with only those inner places that are counted.
    private static func cells(_ factors: Factors, _ isCounted: (Int) -> Bool = { _ in true }) -> Tensor {
        let (m, k, n) = (factors.a.shape[0], factors.a.shape[1], factors.b.shape[1])
        let (a, b) = (factors.a.scalars, factors.b.scalars)
        let cells = (0..<m * n).map { cell in
            (0..<k).filter(isCounted).reduce(Scalar(0)) { $0 + a[cell / n * k + $1] * b[$1 * n + cell % n] }
        }
        return Tensor(scalars: cells, shape: [m, n])
    }

    // MARK: 1.5 sum

    typealias Summands = (x: Tensor, axis: Int)

    static var sum: Check<Summands, Tensor> {
        var check = Check<Summands, Tensor>(
            exercise: Exercise(
                id: "1.5", name: "sum", points: 2, byHand: [".sum", ByHand.loop],
                hints: [
                    "What is the shape of the answer for x of shape [3, 4, 5] and each of the three axes?",
                    "A slice at one place of the axis has exactly that shape. How many such slices are there?",
                    "`x[2]`, `x[.all, 2]` and `x[.all, .all, 2]` are those slices for axes 0, 1 and 2. Add them up.",
                ]),
            inputs: { generator in
                // The lengths move on by one place, so that no axis has the same length twice.
                let lengths = [3, 4, 5].shuffled(using: &generator)
                return [0, 1, 2].shuffled(using: &generator).enumerated().map { turn, axis in
                    let shape = (0..<3).map { lengths[($0 + turn) % 3] }
                    let numbers = Array(-60...60).shuffled(using: &generator).prefix(60).map { Scalar($0) }
                    return (Tensor(scalars: numbers, shape: shape), axis)
                }
            },
            show: { [Part("x", $0.x), Part("axis", $0.axis)] },
            results: { [Part("sum", $1)] },
            right: { $0.x.sum(alongAxes: $0.axis) })
        check.knows(
            "a", .axis,
            "The named axis stayed and the others went. The axis that is named is the one that disappears."
        ) { input in input.x.sum(alongAxes: [0, 1, 2].filter { $0 != input.axis }) }
        check.knows(
            "b", .axis,
            "The axes were counted from the right. Axis 0 is the outermost, the first length of the shape."
        ) { $0.x.sum(alongAxes: 2 - $0.axis) }
        check.knows(
            "c", .offByOne,
            "The axes were counted from 1. The first axis has number 0."
        ) { $0.x.sum(alongAxes: ($0.axis + 2) % 3) }
        check.knows(
            "d", .axis,
            "Everything was added up. Only one axis disappears; how many numbers should be left?"
        ) { Tensor($0.x.sum()) }
        check.knows(
            "e", .average,
            "These are means. A sum is not divided by anything."
        ) { $0.x.mean(alongAxes: $0.axis) }
        check.knows(
            "f",
            "The right values, but the axis is still there with length 1. It is to disappear."
        ) { $0.x.sum(alongAxes: $0.axis, keepingAxes: true) }
        check.knows(
            "g", .axis,
            "The same axis disappears whatever is asked. Use `axis`.",
            { $0.x.sum(alongAxes: 0) }, { $0.x.sum(alongAxes: 1) }, { $0.x.sum(alongAxes: 2) }
        )
        check.knows(
            "h", .accumulate,
            "Only the last slice is left. Each slice is to be added to those before it."
        ) { slice($0, $0.x.shape[$0.axis] - 1) }
        check.knows(
            "i",
            "Only the first two places along the axis are added, as many as in the example. How long is the axis?"
        ) { slice($0, 0) + slice($0, 1) }
        check.knows(
            "j", .startValue,
            "The first slice was counted twice: as the start, and again in the loop."
        ) { $0.x.sum(alongAxes: $0.axis) + slice($0, 0) }
        check.knows(
            "k",
            "These are the largest numbers along the axis. The sum was asked."
        ) { $0.x.max(alongAxes: $0.axis) }
        return check
    }

    private static func slice(_ input: Summands, _ place: Int) -> Tensor {
        var indices: [any TensorIndex] = [AllIndex(), AllIndex(), AllIndex()]
        indices[input.axis] = place
        return input.x[indices]
    }
}
