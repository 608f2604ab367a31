// 5.2 linearBackward
// points: 2
// minutes: 10
// difficulty: medium
// essential: yes
// by hand: Variable, Parameter
// section: The backward pass of a dense layer
// hint: Write the three shapes down: x [N, D], w [D, H], g [N, H]. Each result has the shape of its own.
// hint: One weight: value at the start times what arrives at the end, added up over the samples. That is a product of
//   x and g, one of them transposed.
// hint: An input feeds all H outputs, each by its weight: g goes back through w transposed. The bias was used once by
//   each sample.

import Grading
import Nabla

/// What goes into a linear layer, and the gradient that arrives at its output.
struct Layer: Question {
    var x: Tensor, w: Tensor, g: Tensor

    typealias Gradients = (dx: Tensor, dw: Tensor, db: Tensor)

    var right: Gradients { (matmul(g, w.transposed()), matmul(x.transposed(), g), g.sum(alongAxes: 0)) }

    var n: Scalar { Scalar(x.shape[0]) }
    var isSquare: Bool { Set(x.shape + g.shape).count == 1 }
    func with(g: Tensor) -> Layer { Layer(x: x, w: w, g: g) }
    /// What the first four samples give.
    var firstFour: Gradients { Layer(x: x[0..<4], w: w, g: g[0..<4]).right }
}

let linearBackward = Check<Layer, Layer.Gradients> { c in
    c.inputs { generator in
        [(4, 3, 2), (5, 5, 5), (6, 2, 7)].map { n, d, h in
            Layer(
                x: generator.nonZeroHalves([n, d], limit: 2), w: generator.nonZeroHalves([d, h], limit: 2),
                g: generator.nonZeroHalves([n, h], limit: 2))
        }
    }
    c.right { $0.right }
    c.wrong(.transpose, "dw is transposed. A gradient has the shape of its parameter.") {
        $0.but { $0.dw = $0.dw.transposed() }
    }
    c.wrong(.average, "dw and db were divided by N. The average belongs to the loss, and is inside g already.") { i in
        i.but { ($0.dw, $0.db) = ($0.dw / i.n, $0.db / i.n) }
    }
    c.wrong(.sharedUse, "db was averaged over the samples. Every sample pushes the same bias: they add.") { i in
        i.but { $0.db = $0.db / i.n }
    }
    c.wrong(.sharedUse, "db has a row for each sample. How many biases are there?") { i in i.but { $0.db = i.g } }
    c.wrong(
        .axis, "db was added up over the outputs instead of the samples. Which axis was stretched in the forward pass?"
    ) { i in i.but { $0.db = i.g.sum(alongAxes: 1) } }
    c.wrong(
        .transpose, "dx is g·w. Going back through a matrix crosses it the other way.",
        { i in i.but { if i.isSquare { $0.dx = matmul(i.g, i.w) } } },
        { i in i.but { $0.dx = matmul(i.g, i.w.reshaped(to: i.w.shape.reversed())) } })
    c.wrong(
        "Entries were multiplied one by one. Every input meets every output: that is a matrix product.",
        { i in i.but { if i.isSquare { $0.dw = i.x * i.g } } },
        { i in i.but { if i.isSquare { $0.dx = i.g * i.w } } })
    c.stops("dx is g·w. Going back through a matrix crosses it the other way.") { ["\($0.g.shape) · \($0.w.shape)"] }
    c.stops("x and g were multiplied as they stand. dw adds over the samples: which of the two has to be transposed?") {
        ["\($0.x.shape) · \($0.g.shape)", "\($0.g.shape) · \($0.x.shape)"]
    }
    c.stops("Entries were multiplied one by one. Every input meets every output: that is a matrix product.") { i in
        [i.x.shape, i.w.shape].flatMap { ["\($0) and \(i.g.shape)", "\(i.g.shape) and \($0)"] }
    }
    c.wrong(.chain, "The answer does not depend on g. What arrives has to be sent on.") {
        $0.with(g: Tensor(ones: $0.g.shape)).right
    }
    c.opposite("All signs are turned. Gradients are asked for here, not steps against them.")
    c.times(nil, "Everything is 0.") { _ in 0 }
    c.wrong(
        "Only the first four samples are in dw and db. How many there are differs from call to call: x.shape[0].",
        { i in i.but { ($0.dw, $0.db) = (i.firstFour.dw, i.firstFour.db) } },
        { i in i.but { $0.dw = i.firstFour.dw } }, { i in i.but { $0.db = i.firstFour.db } })
    c.wrong("Divided by 4, the number of samples of one call only. And is an average asked for at all?") {
        $0.but { ($0.dw, $0.db) = ($0.dw / 4, $0.db / 4) }
    }
    c.accepts("the other way round, transposed at the end") {
        (
            matmul($0.w, $0.g.transposed()).transposed(), matmul($0.g.transposed(), $0.x).transposed(),
            $0.g.sum(alongAxes: 0)
        )
    }
}
