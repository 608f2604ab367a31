import Nabla

extension Lesson06 {
    // MARK: 6.4 initial scale

    typealias Layout = (fanIn: Int, fanOut: Int, inChannels: Int, kernel: Int)
    typealias Scales = (heStd: Scalar, xavierStd: Scalar, heUniformBound: Scalar, heConvStd: Scalar)

    static var scales: Check<Layout, Scales> {
        var check = Check<Layout, Scales>(
            exercise: Exercise(
                id: "6.4", name: "scales", points: 1,
                hints: [
                    "All four are square roots of a fraction; the number of inputs of one unit stands below.",
                    "A uniform spread over −a … a has variance a²/3. Which a has the variance that He asks for?",
                    "One output of a convolution sums over a window of k × k pixels in every input channel: that is its fan-in.",
                ]),
            inputs: { generator in
                let channels = Array(3...8).shuffled(using: &generator)
                let kernels = [3, 5, 7].shuffled(using: &generator)
                return [100...300, 500...900].enumerated().map { index, range in
                    let fanIn = Int.random(in: range, using: &generator)
                    let fanOut = fanIn + Int.random(in: 50...199, using: &generator)
                    return (fanIn, fanOut, channels[index], kernels[index])
                }
            },
            show: {
                [
                    Part("fanIn", $0.fanIn), Part("fanOut", $0.fanOut), Part("inChannels", $0.inChannels),
                    Part("kernel", $0.kernel),
                ]
            },
            results: { _, scales in
                [
                    Part("heStd", scales.heStd), Part("xavierStd", scales.xavierStd),
                    Part("heUniformBound", scales.heUniformBound), Part("heConvStd", scales.heConvStd),
                ]
            },
            right: { rightScales($0) })
        check.knows(
            "a",
            "These are variances. A normal generator takes the standard deviation, the square root."
        ) { layout in
            let r = rightScales(layout)
            return (r.heStd * r.heStd, r.xavierStd * r.xavierStd, r.heUniformBound, r.heConvStd * r.heConvStd)
        }
        check.knows(
            "b",
            "One over the fan-in keeps a linear signal. What does ReLU do to half of it?"
        ) { layout in
            let r = rightScales(layout)
            return (r.heStd / root(2), r.xavierStd, r.heUniformBound, r.heConvStd / root(2))
        }
        check.knows(
            "c",
            "Outputs were counted for He. Which sum has to keep its size: over inputs or over outputs?"
        ) { layout in
            let (r, out) = (rightScales(layout), Scalar(layout.fanOut))
            return (root(2 / out), r.xavierStd, root(6 / out), r.heConvStd)
        }
        check.knows(
            "d",
            "2/fanIn + fanOut is not 2/(fanIn + fanOut). Read the fraction aloud."
        ) { layout in
            var r = rightScales(layout)
            r.xavierStd = root(2 / Scalar(layout.fanIn) + Scalar(layout.fanOut))
            return r
        }
        check.knows(
            "e",
            "The bound is the standard deviation. A uniform and a normal spread are not measured alike."
        ) { layout in
            var r = rightScales(layout)
            r.heUniformBound = r.heStd
            return r
        }
        check.knows(
            "f",
            "The window of the kernel is missing. How many numbers flow into one output pixel?"
        ) { layout in
            var r = rightScales(layout)
            r.heConvStd *= Scalar(layout.kernel)
            return r
        }
        check.knows(
            "h",
            "All four are 0: 2 / fanIn of two whole numbers is a whole number. Turn fanIn into a Scalar first."
        ) { _ in (0, 0, 0, 0) }
        check.knows(
            "i",
            "These are the numbers of the example. Other layers need other scales."
        ) { _ in (0.5, 0.25, root(0.75), 1) }
        check.knows(
            "j",
            "The same spread for every layer: then the values grow or fade from layer to layer."
        ) { _ in (1, 1, 1, 1) }
        check.knows(
            "k",
            "One side of the kernel is missing. The window is kernel × kernel pixels in every channel."
        ) { layout in
            var r = rightScales(layout)
            r.heConvStd *= root(Scalar(layout.kernel))
            return r
        }
        check.knows(
            "l",
            "The channels are missing. A window is looked at in every input channel."
        ) { layout in
            var r = rightScales(layout)
            r.heConvStd *= root(Scalar(layout.inChannels))
            return r
        }
        check.knows(
            "m",
            "The size of the kernel is written in the code. It comes with the call.",
            { layout in fixedKernel(3, layout) },
            { layout in fixedKernel(5, layout) }, { layout in fixedKernel(7, layout) }
        )
        check.knows(
            "n",
            "Xavier's fraction is 2 over the sum of both counts, neither 1 over it nor 2 over their mean.",
            { layout in
                var r = rightScales(layout)
                r.xavierStd /= root(2)
                return r
            },
            { layout in
                var r = rightScales(layout)
                r.xavierStd *= root(2)
                return r
            }
        )
        check.knows(
            "o",
            "Twice too far: this is the whole width of the spread. It runs from −a to a; a is half of it."
        ) { layout in
            var r = rightScales(layout)
            r.heUniformBound *= 2
            return r
        }
        check.knows(
            "p",
            "fanOut is in the bound, as in Xavier's. The a for He's variance was asked."
        ) { layout in
            var r = rightScales(layout)
            r.heUniformBound = root(3) * r.xavierStd
            return r
        }
        check.knows(
            "g",
            "The six belongs to the uniform form of Xavier's scale."
        ) { layout in
            var r = rightScales(layout)
            r.xavierStd *= root(3)
            return r
        }
        return check
    }

    private static func fixedKernel(_ kernel: Scalar, _ layout: Layout) -> Scales {
        var scales = rightScales(layout)
        scales.heConvStd *= Scalar(layout.kernel) / kernel
        return scales
    }

    private static func root(_ x: Scalar) -> Scalar { x.squareRoot() }

    private static func rightScales(_ layout: Layout) -> Scales {
        let (fanIn, fanOut) = (Scalar(layout.fanIn), Scalar(layout.fanOut))
        let window = Scalar(layout.inChannels * layout.kernel * layout.kernel)
        return (root(2 / fanIn), root(2 / (fanIn + fanOut)), root(6 / fanIn), root(2 / window))
    }
}
