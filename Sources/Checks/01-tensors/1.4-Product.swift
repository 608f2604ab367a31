// 1.4 product
// points: 2
// minutes: 12
// difficulty: easy
// essential: yes
// by hand: matmul, a loop
// hint: Compute the 43 of the example by hand. Which four numbers did you read, in which order?
// hint: Three indices: one for the row of a, one for the column of b, one that runs through both at the same time.
// hint: Every cell of the result is a sum of its own, with K products in it. Where does that sum begin?

import Grading
import Nabla

struct Factors {
    var a: Tensor, b: Tensor

    var m: Int { a.shape[0] }
    var k: Int { a.shape[1] }
    var n: Int { b.shape[1] }

    /// The product with only those inner places that are counted.
    func product(_ isCounted: (Int) -> Bool = { _ in true }) -> Tensor {
        let inner = (0..<k).filter(isCounted)
        return matmul(a.transposed().gathering(inner).transposed(), b.gathering(inner))
    }
}

let product = Check<Factors, Tensor>(result: "product") { c in
    c.inputs { generator in
        // M < N < K, so that a loop over the wrong length ends instead of leaving the table.
        let sizes = [[(3, 4, 6), (4, 6, 8), (5, 5, 5)], [(4, 5, 7), (3, 4, 8), (6, 6, 6)]]
        return sizes.randomElement(using: &generator)!.map { m, n, k in
            Factors(a: generator.nonZeroHalves([m, k]), b: generator.nonZeroHalves([k, n]))
        }
    }
    c.right { $0.product() }
    c.wrong("Numbers in the same place were multiplied. One cell of the product uses a whole row and a whole column.") {
        $0.a[0..<$0.m, 0..<$0.n] * $0.b[0..<$0.m]
    }
    c.wrong(
        .transpose, "Rows of a met rows of b. Which index runs through both, and where does it stand in each of them?"
    ) { matmul($0.a[.all, 0..<$0.n], $0.b[0..<$0.n].transposed()) }
    c.wrong(
        .transpose,
        """
        The product lies there transposed. Row of the left factor, column of the right one: which is which in the result?
        """
    ) { $0.product().transposed() }
    c.wrong(
        "The right numbers, listed column by column. Row-major order has the rows of the result one after the other."
    ) {
        $0.product().transposed().reshaped(to: [$0.m, $0.n])
    }
    c.wrong(.accumulate, "Each cell holds the last product only. The cell is the sum of all of them.") { factors in
        factors.product { $0 == factors.k - 1 }
    }
    c.wrong(
        .memory,
        "The sum is never set back, so each cell holds all the cells before it as well. Each cell starts its own sum."
    ) {
        let product = $0.product()
        var running: Scalar = 0
        return Tensor(
            scalars: product.scalars.map {
                running += $0
                return running
            }, shape: product.shape)
    }
    c.wrong(
        "The inner loop ends too early. Which length do both factors share?",
        { factors in factors.product { $0 < factors.m } }, { factors in factors.product { $0 < factors.n } })
    c.wrong("b was read with the wrong row length. A row of b is as long as its last axis.") { factors in
        let (k, n, numbers) = (factors.k, factors.n, factors.b.scalars)
        let misread = (0..<k).flatMap { inner in (0..<n).map { numbers[($0 * k + inner) % numbers.count] } }
        return Factors(a: factors.a, b: Tensor(scalars: misread, shape: [k, n])).product()
    }
    c.wrong("The lengths of the example stand in the code: 2 rows, 2 columns, 2 products.") {
        Factors(a: $0.a[0..<2, 0..<2], b: $0.b[0..<2, 0..<2]).product()
    }
    c.wrong(.offByOne, "The last product of every sum is missing. How often must the inner loop run?") { factors in
        factors.product { $0 < factors.k - 1 }
    }
    c.wrong(.offByOne, "The first product of every sum is missing. The first place has number 0.") {
        $0.product { $0 > 0 }
    }
    c.times(.average, "These are means. The products are added up; nothing is divided.") { 1 / Scalar($0.k) }
    c.stops(
        "An index ran past an end of b. Its first index runs over the inner length, its second over the columns of the result: are they exchanged, or does a loop go one too far?"
    ) {
        [
            "0..<\($0.n) along axis 1, but got \($0.n); the shape is \($0.b.shape)",
            "0..<\($0.k) along axis 0, but got \($0.k); the shape is \($0.b.shape)",
        ]
    }
    c.accepts("(bᵀ·aᵀ)ᵀ") { matmul($0.b.transposed(), $0.a.transposed()).transposed() }
}
