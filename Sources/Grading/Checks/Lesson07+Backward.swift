import Nabla

extension Lesson07 {
    // MARK: 7.5 backward of a convolution

    typealias Way = (x: Tensor, kernel: Tensor, g: Tensor)
    typealias Gradients = (dx: Tensor, dk: Tensor, db: Scalar)

    static var convolutionBackward: Check<Way, Gradients> {
        var check = Check<Way, Gradients>(
            exercise: Exercise(
                id: "7.5", name: "convBackward", points: 3,
                byHand: ["Variable", "Parameter", "convolutionInputGradient", "convolutionWeightGradient"],
                hints: [
                    "Take one output cell with gradient g[i, j]. Which pixels did it read, and with which weights? "
                        + "Those are the ones it sends something to.",
                    "A pixel that several windows read collects from all of them; so does a weight, which was used in "
                        + "every window; so does the bias.",
                    "Four loops, over i, j and over the kernel's u, v. In the middle one line adds to dx[i + u, j + v] "
                        + "and one to dk[u, v]. What does each add?",
                ]),
            inputs: { generator in
                [((5, 6), (2, 3)), ((7, 4), (3, 2)), ((6, 8), (3, 3))].map { size, kernel in
                    (
                        generator.nonZeroHalves([size.0, size.1]),
                        generator.nonZeroHalves([kernel.0, kernel.1], limit: 2),
                        generator.nonZeroHalves([size.0 - kernel.0 + 1, size.1 - kernel.1 + 1], limit: 3)
                    )
                }
            },
            show: { [Part("x", $0.x), Part("kernel", $0.kernel), Part("g", $0.g)] },
            results: { [Part("dx", $1.dx), Part("dk", $1.dk), Part("db", $1.db)] },
            right: { sent(back: $0) })
        check.knows(
            "a", .transpose,
            "dx was made by sliding the kernel as on the way forward. Going back, each output hands its gradient to "
                + "the pixels it read."
        ) { way in
            var all = sent(back: way)
            all.dx = sent(back: (way.x, Plane(way.kernel).turned.tensor, way.g)).dx
            return all
        }
        check.knows(
            "b", .accumulate,
            "Where windows overlap, the last one overwrites the others. A pixel seen by several windows collects from "
                + "all."
        ) { way in
            var (all, dx) = (sent(back: way), Plane(0 * way.x))
            forEach(way) { i, j, u, v in dx[i + u, j + v] = way.kernel[u, v].item * way.g[i, j].item }
            all.dx = dx.tensor
            return all
        }
        check.knows(
            "c",
            "dk is turned by half a turn. Sliding is not symmetric in its two inputs: which of them is large?"
        ) { way in
            var all = sent(back: way)
            all.dk = Plane(all.dk).turned.tensor
            return all
        }
        check.knows(
            "d",
            "dx is smaller than x. The gradient has the shape of the input: border pixels were read too."
        ) { way in
            var all = sent(back: way)
            all.dx = all.dx[0..<way.g.shape[0], 0..<way.g.shape[1]]
            return all
        }
        check.knows(
            "e", .average,
            "dx was divided by the number of windows that read each pixel. Contributions add; they are not averaged."
        ) { way in
            var (all, counts) = (sent(back: way), Plane(0 * way.x))
            forEach(way) { i, j, u, v in counts[i + u, j + v] += 1 }
            all.dx = all.dx / counts.tensor
            return all
        }
        check.knows(
            "f", .average,
            "db is a mean. The same bias was added in every window: how often does it count?"
        ) { way in
            var all = sent(back: way)
            all.db /= Scalar(way.g.size)
            return all
        }
        check.knows(
            "g", .sharedUse,
            "db is one element of g. There is one bias, and every output used it.",
            { way in changed(way) { $0.db = way.g[0, 0].item } },
            { way in changed(way) { $0.db = way.g.scalars.last! } }
        )
        check.knows(
            "h", .average,
            "dk was divided by the number of windows. The same weight was used in every one of them: its slope is the "
                + "sum."
        ) { way in changed(way) { $0.dk = $0.dk / Scalar(way.g.size) } }
        check.knows(
            "i", .accumulate,
            "dk holds one product for each weight, that of the last window. Every window adds to it."
        ) { way in
            changed(way) { all in
                var dk = Plane(0 * way.kernel)
                forEach(way) { i, j, u, v in dk[u, v] = way.g[i, j].item * way.x[i + u, j + v].item }
                all.dk = dk.tensor
            }
        }
        check.knows(
            "j", .valueOrSlope,
            "The gradients of kernel and pixels are exchanged in the sum: dk needs the pixels, dx the weights.",
            { way in
                changed(way) { all in
                    var dx = Plane(0 * way.x)
                    forEach(way) { i, j, u, v in
                        dx[i + u, j + v] += way.x[i + u, j + v].item * way.g[i, j].item
                    }
                    all.dx = dx.tensor
                }
            },
            { way in
                changed(way) { all in
                    var dk = Plane(0 * way.kernel)
                    forEach(way) { i, j, u, v in dk[u, v] += way.kernel[u, v].item * way.g[i, j].item }
                    all.dk = dk.tensor
                }
            }
        )
        check.knows(
            "k", .chain,
            "g is missing: these are the gradients for outputs that all count 1. g comes with the call.",
            { way in sent(back: (way.x, way.kernel, Tensor(ones: way.g.shape))) }
        )
        check.knows(
            "l",
            "The kernel's size is written in the code. It differs from call to call.",
            { cut($0, 2, 3) }, { cut($0, 3, 2) }, { cut($0, 2, 2) }
        )
        check.knows(
            "m",
            "The gradients do not depend on the input.",
            { way in (Tensor(zeros: way.x.shape), Tensor(zeros: way.kernel.shape), 0) },
            { way in (Tensor(ones: way.x.shape), Tensor(ones: way.kernel.shape), 1) }
        )
        check.knows(
            "n", .sign,
            "All gradients have the opposite sign. The step downhill comes later."
        ) { way in
            let all = sent(back: way)
            return (-all.dx, -all.dk, -all.db)
        }
        return check
    }

    private static func forEach(_ way: Way, _ body: (_ i: Int, _ j: Int, _ u: Int, _ v: Int) -> Void) {
        for i in 0..<way.g.shape[0] {
            for j in 0..<way.g.shape[1] {
                for u in 0..<way.kernel.shape[0] {
                    for v in 0..<way.kernel.shape[1] { body(i, j, u, v) }
                }
            }
        }
    }

    private static func sent(back way: Way) -> Gradients { cut(way, .max, .max) }

    private static func changed(_ way: Way, _ change: (inout Gradients) -> Void) -> Gradients {
        var all = sent(back: way)
        change(&all)
        return all
    }

    /// The right gradients, as far as the first rows and columns of the kernel go.
    private static func cut(_ way: Way, _ rows: Int, _ columns: Int) -> Gradients {
        let (x, k, g) = (Plane(way.x), Plane(way.kernel), Plane(way.g))
        var (dx, dk) = (Plane(0 * way.x), Plane(0 * way.kernel))
        forEach(way) { i, j, u, v in
            guard u < rows && v < columns else { return }
            dx[i + u, j + v] += k[u, v] * g[i, j]
            dk[u, v] += x[i + u, j + v] * g[i, j]
        }
        return (dx.tensor, dk.tensor, way.g.sum())
    }
}
