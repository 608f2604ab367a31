// 13.2 features
// points: 2
// minutes: 10
// difficulty: medium
// hint: Take d = 2 and expand (x₁y₁ + x₂y₂)² on paper. Three terms come out; each is something of x times the same something of y.
// hint: The mixed term comes twice. Which factor, put into the features of x and of y, gives 2 in their product?
// hint: All squares xᵢ², and for every pair i < j the product √2·xᵢ·xⱼ: two loops.

import Grading
import Nabla

struct Samples: Sendable {
    /// A sample a row.
    var samples: Tensor

    /// The table of products, if x·y is p and Σ xᵢ²yᵢ² is s.
    func table(_ entry: (_ p: Tensor, _ s: Tensor) -> Tensor) -> Tensor {
        let squares = square(samples)
        return entry(matmul(samples, samples.transposed()), matmul(squares, squares.transposed()))
    }
}

let features = Check<Samples, Tensor>(result: "products of the features") { c in
    c.inputs { generator in
        [
            Samples(samples: generator.nonZeroHalves([4, 2], limit: 2)),
            Samples(samples: generator.nonZeroHalves([3, 3], limit: 2)),
        ]
    }
    c.right { $0.table { p, _ in square(p) } }
    c.wrong("The mixed products come without the root of 2. Expand the square: how often does each appear?") {
        $0.table { p, s in (square(p) + s) / 2 }
    }
    c.wrong(.convention, "These are the features of (1 + x·y)², a neighbour of this kernel.") {
        $0.table { p, _ in square(p + 1) }
    }
    c.wrong(
        "The mixed products count double: what stands in front of them appears in both vectors, and so twice in the product."
    ) {
        $0.table { p, s in s + 2 * (square(p) - s) }
    }
    c.wrong("Only the squares are there. Without mixed products (1, 1) and (1, −1) are the same.") {
        $0.table { _, s in s }
    }
    c.wrong("The coordinates and their products are there. Every term of the square has degree two.") {
        $0.table { p, s in p + (square(p) - s) / 2 }
    }
    c.wrong("These are the coordinates themselves. Their product is x·y, before it is squared.") {
        $0.table { p, _ in p }
    }
    c.wrong(
        "Only the mixed products are there. Where are the squares?", { $0.table { p, s in square(p) - s } },
        { $0.table { p, s in (square(p) - s) / 2 } })
    c.wrong(.twice, "The products are those of (x·y)⁴. Square once.") { $0.table { p, _ in square(square(p)) } }
    c.wrong("The coordinates stand beside the right features, and their product is added to the kernel.") {
        $0.table { p, _ in square(p) + p }
    }
    c.accepts("all d² products, without the root") { $0.table { p, _ in square(p) } }
}
