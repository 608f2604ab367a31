// 7.5 convBackward
// points: 3
// minutes: 25
// difficulty: hard
// by hand: Variable, Parameter, convolutionInputGradient, convolutionWeightGradient, convolutionBiasGradient, transposedConvolution
// hint: Take one output cell with gradient g[i, j]. Which pixels did it read, and with which weights? Those are the ones
//   it sends something to.
// hint: A pixel that several windows read collects from all of them; so does a weight, which was used in every window; so
//   does the bias.
// hint: Four loops, over i, j and over the kernel's u, v. In the middle one line adds to dx[i + u, j + v] and one to
//   dk[u, v]. What does each add?

import Grading
import Nabla

struct BackwardPass {
    var x: Tensor, kernel: Tensor, g: Tensor

    struct Gradients { var dx: Tensor, dk: Tensor, db: Scalar }

    /// Every cell of the output with every entry of the kernel.
    func forEach(_ body: (_ i: Int, _ j: Int, _ u: Int, _ v: Int) -> Void) {
        for i in 0..<g.shape[0] {
            for j in 0..<g.shape[1] {
                for u in 0..<kernel.shape[0] { for v in 0..<kernel.shape[1] { body(i, j, u, v) } }
            }
        }
    }

    /// Something of the shape of x, and of the kernel, filled by those loops.
    func dx(_ fill: (inout Plane, _ i: Int, _ j: Int, _ u: Int, _ v: Int) -> Void) -> Tensor {
        var dx = Plane(0 * x)
        forEach { fill(&dx, $0, $1, $2, $3) }
        return dx.tensor
    }

    func dk(_ fill: (inout Plane, _ i: Int, _ j: Int, _ u: Int, _ v: Int) -> Void) -> Tensor {
        var dk = Plane(0 * kernel)
        forEach { fill(&dk, $0, $1, $2, $3) }
        return dk.tensor
    }

    /// The gradients, right unless told otherwise.
    func gradients(dx: Tensor? = nil, dk: Tensor? = nil, db: Scalar? = nil) -> Gradients {
        let (x, k, g) = (Plane(x), Plane(kernel), Plane(g))
        return Gradients(
            dx: dx ?? self.dx { $0[$1 + $3, $2 + $4] += k[$3, $4] * g[$1, $2] },
            dk: dk ?? self.dk { $0[$3, $4] += x[$1 + $3, $2 + $4] * g[$1, $2] }, db: db ?? self.g.sum())
    }

    func with(kernel: Tensor? = nil, g: Tensor? = nil) -> BackwardPass {
        BackwardPass(x: x, kernel: kernel ?? self.kernel, g: g ?? self.g)
    }

    /// The right gradients, as far as the first rows and columns of the kernel go.
    func cut(_ rows: Int, _ columns: Int) -> Gradients {
        let (x, k, g) = (Plane(x), Plane(kernel).cut(rows, columns), Plane(g))
        return gradients(
            dx: self.dx { $0[$1 + $3, $2 + $4] += k[$3, $4] * g[$1, $2] },
            dk: self.dk { $0[$3, $4] += $3 < rows && $4 < columns ? x[$1 + $3, $2 + $4] * g[$1, $2] : 0 })
    }
}

let convBackward = Check<BackwardPass, BackwardPass.Gradients> { c in
    c.inputs { generator in
        [((5, 6), (2, 3)), ((7, 4), (3, 2)), ((6, 8), (3, 3))].map { size, kernel in
            BackwardPass(
                x: generator.nonZeroHalves([size.0, size.1]),
                kernel: generator.nonZeroHalves([kernel.0, kernel.1], limit: 2),
                g: generator.nonZeroHalves([size.0 - kernel.0 + 1, size.1 - kernel.1 + 1], limit: 3))
        }
    }
    c.right { $0.gradients() }
    c.wrong(
        .transpose,
        "dx is that of a kernel rotated by 180°: it was slid as in the forward pass, or rotated where each output hands its gradient to the pixels it read."
    ) { $0.gradients(dx: $0.with(kernel: Plane($0.kernel).rotated.tensor).gradients().dx) }
    c.wrong(
        .accumulate,
        "Where windows overlap, the last one overwrites the others. A pixel seen by several windows collects from all."
    ) { way in
        let (k, g) = (Plane(way.kernel), Plane(way.g))
        return way.gradients(dx: way.dx { $0[$1 + $3, $2 + $4] = k[$3, $4] * g[$1, $2] })
    }
    c.wrong("dx was filled at [i, j], the place of the output. The pixel that was read there lies at [i + u, j + v].") {
        way in
        let (k, g) = (Plane(way.kernel), Plane(way.g))
        return way.gradients(dx: way.dx { $0[$1, $2] += k[$3, $4] * g[$1, $2] })
    }
    c.wrong("dk is rotated by 180°. Sliding is not symmetric in its two inputs: which of them is large?") {
        $0.gradients(dk: Plane($0.gradients().dk).rotated.tensor)
    }
    c.wrong("dx is smaller than x. The gradient has the shape of the input: border pixels were read too.") {
        $0.gradients(dx: $0.gradients().dx[0..<$0.g.shape[0], 0..<$0.g.shape[1]])
    }
    c.wrong(
        .average,
        "dx was divided by the number of windows that read each pixel. Contributions add; they are not averaged."
    ) { way in way.gradients(dx: way.gradients().dx / way.dx { $0[$1 + $3, $2 + $4] += 1 }) }
    c.wrong(.average, "db is a mean. The same bias was added in every window: how often does it count?") {
        $0.gradients(db: $0.g.mean())
    }
    c.wrong(
        .sharedUse, "db is one element of g. There is one bias, and every output used it.",
        { $0.gradients(db: $0.g[0, 0].item) }, { $0.gradients(db: $0.g.scalars.last!) })
    c.wrong(
        .average,
        "dk was divided by the number of windows. The same weight was used in every one of them: its gradient is the sum."
    ) { $0.gradients(dk: $0.gradients().dk / Scalar($0.g.size)) }
    c.wrong(
        .accumulate, "dk holds one product for each weight, that of the last window. Every window adds to it."
    ) { way in
        let (x, g) = (Plane(way.x), Plane(way.g))
        return way.gradients(dk: way.dk { $0[$3, $4] = x[$1 + $3, $2 + $4] * g[$1, $2] })
    }
    c.wrong(
        .valueOrSlope,
        "The gradients of kernel and pixels are exchanged in the sum: dk needs the pixels, dx the weights.",
        { way in
            let (x, g) = (Plane(way.x), Plane(way.g))
            return way.gradients(dx: way.dx { $0[$1 + $3, $2 + $4] += x[$1 + $3, $2 + $4] * g[$1, $2] })
        },
        { way in
            let (k, g) = (Plane(way.kernel), Plane(way.g))
            return way.gradients(dk: way.dk { $0[$3, $4] += k[$3, $4] * g[$1, $2] })
        })
    c.wrong(.chain, "g is missing: these are the gradients for outputs that all count 1. g comes with the call.") {
        $0.with(g: 0 * $0.g + 1).gradients()
    }
    c.wrong(
        "The kernel's size is written in the code. It differs from call to call.", forEach: [[2, 3], [3, 2], [2, 2]]
    ) { $0.cut($1[0], $1[1]) }
    c.wrong(
        "The gradients do not depend on the input.", { $0.gradients(dx: 0 * $0.x, dk: 0 * $0.kernel, db: 0) },
        { $0.gradients(dx: 0 * $0.x + 1, dk: 0 * $0.kernel + 1, db: 1) })
    c.opposite("All gradients have the opposite sign. The step downhill comes later.")
}
