// 6.4 scales
// points: 1
// minutes: 15
// difficulty: medium
// section: How large should starting weights be?
// hint: All four are square roots of a fraction; the number of inputs of one unit stands below.
// hint: Uniform numbers in −a … a have variance a²/3. Which a has the variance that He asks for?
// hint: One output of a convolution sums over a window of k × k pixels in every input channel: that is its fan-in.

import Grading
import Nabla

struct Layout {
    var fanIn: Int, fanOut: Int, inChannels: Int, kernel: Int

    var right: Scales {
        let (fanIn, fanOut) = (Scalar(fanIn), Scalar(fanOut))
        return Scales(
            heStd: root(2 / fanIn), xavierStd: root(2 / (fanIn + fanOut)), heUniformBound: root(6 / fanIn),
            heConvStd: root(2 / Scalar(inChannels * kernel * kernel)))
    }
}

struct Scales {
    var heStd: Scalar, xavierStd: Scalar, heUniformBound: Scalar, heConvStd: Scalar

    /// The same scales with some of them multiplied.
    func times(he: Scalar = 1, xavier: Scalar = 1, bound: Scalar = 1, conv: Scalar = 1) -> Scales {
        Scales(
            heStd: heStd * he, xavierStd: xavierStd * xavier, heUniformBound: heUniformBound * bound,
            heConvStd: heConvStd * conv)
    }
}

private func root(_ x: Scalar) -> Scalar { x.squareRoot() }

let scales = Check<Layout, Scales> { c in
    c.inputs { generator in
        let channels = Array(3...8).shuffled(using: &generator)
        let kernels = [3, 5, 7].shuffled(using: &generator)
        return [100...300, 500...900].enumerated().map { index, range in
            let fanIn = Int.random(in: range, using: &generator)
            let fanOut = fanIn + Int.random(in: 50...199, using: &generator)
            return Layout(fanIn: fanIn, fanOut: fanOut, inChannels: channels[index], kernel: kernels[index])
        }
    }
    c.right { $0.right }
    c.wrong("These are variances. A normal generator takes the standard deviation, the square root.") { layout in
        let r = layout.right
        return r.times(he: r.heStd, xavier: r.xavierStd, conv: r.heConvStd)
    }
    c.wrong("One over the fan-in keeps a linear signal. What does ReLU do to half of it?") {
        $0.right.times(he: root(0.5), conv: root(0.5))
    }
    c.wrong("Outputs were counted for He. Which sum has to keep its size: over inputs or over outputs?") {
        let ratio = root(Scalar($0.fanIn) / Scalar($0.fanOut))
        return $0.right.times(he: ratio, bound: ratio)
    }
    c.wrong("2/fanIn + fanOut is not 2/(fanIn + fanOut). Read the fraction aloud.") { layout in
        var r = layout.right
        r.xavierStd = root(2 / Scalar(layout.fanIn) + Scalar(layout.fanOut))
        return r
    }
    c.wrong("The bound is the standard deviation. Uniform and normal numbers do not have it at the same place.") {
        $0.right.times(bound: root(1 / 3))
    }
    c.wrong("The variance of these uniform numbers is 1 / fanIn. He asks for twice that.") {
        $0.right.times(bound: root(0.5))
    }
    c.wrong("The root of the bound is missing. 6 / fanIn is a²: the variance of uniform numbers is a²/3.") {
        $0.right.times(bound: $0.right.heUniformBound)
    }
    c.wrong("The window of the kernel is missing. How many numbers flow into one output pixel?") {
        $0.right.times(conv: Scalar($0.kernel))
    }
    c.wrong("All four are 0: 2 / fanIn of two whole numbers is a whole number. Turn fanIn into a Scalar first.") { _ in
        Scales(heStd: 0, xavierStd: 0, heUniformBound: 0, heConvStd: 0)
    }
    c.wrong("These are the numbers of the example. Other layers need other scales.") { _ in
        Scales(heStd: 0.5, xavierStd: 0.25, heUniformBound: root(0.75), heConvStd: 1)
    }
    c.wrong("The same scale for every layer: then the values grow or fade from layer to layer.") { _ in
        Scales(heStd: 1, xavierStd: 1, heUniformBound: 1, heConvStd: 1)
    }
    c.wrong("One side of the kernel is missing. The window is kernel × kernel pixels in every channel.") {
        $0.right.times(conv: root(Scalar($0.kernel)))
    }
    c.wrong("The channels are missing. A window is looked at in every input channel.") {
        $0.right.times(conv: root(Scalar($0.inChannels)))
    }
    c.constant("The size of the kernel", [3, 5, 7] as [Scalar]) { $0.right.times(conv: Scalar($0.kernel) / $1) }
    c.wrong(
        "Xavier's fraction is 2 over the sum of both counts, neither 1 over it nor 2 over their mean.",
        { $0.right.times(xavier: root(0.5)) }, { $0.right.times(xavier: root(2)) })
    c.wrong("Twice too far: this is the whole width of the interval. It runs from −a to a; a is half of it.") {
        $0.right.times(bound: 2)
    }
    c.wrong("fanOut is in the bound, as in Xavier's. The a for He's variance was asked.") { layout in
        var r = layout.right
        r.heUniformBound = root(3) * r.xavierStd
        return r
    }
    c.wrong("The six belongs to the uniform form of Xavier's scale.") { $0.right.times(xavier: root(3)) }
}
