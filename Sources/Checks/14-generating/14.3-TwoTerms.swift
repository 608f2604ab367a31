// 14.3 loss
// points: 2
// minutes: 10
// difficulty: medium
// essential: yes
// hint: Write both terms for one image first. Over what does each of them sum?
// hint: The squared error is summed over the pixels and halved; the divergence is summed over the codes.
// hint: Add both sums over all images, and divide once, by the number of images.

import Grading
import Nabla

struct TwoTerms: Sendable {
    var x: Tensor, out: Tensor, mean: Tensor, logVariance: Tensor

    var images: Scalar { Scalar(x.shape[0]) }
    var pixels: Scalar { Scalar(x.shape[1]) }
    var codes: Scalar { Scalar(mean.shape[1]) }
    var reconstruction: Scalar { 0.5 * square(x - out).sum() / images }
    var divergence: Scalar { 0.5 * (square(mean) + exp(logVariance) - logVariance - 1).sum() / images }

    init(_ images: Int, _ pixels: Int, _ codes: Int, using generator: inout SeededGenerator) {
        func tenths() -> Tensor {
            let drawn = (0..<images * pixels).map { _ in Scalar(Int.random(in: 0...10, using: &generator)) / 10 }
            return Tensor(scalars: drawn, shape: [images, pixels])
        }
        (x, out) = (tenths(), tenths())
        let clouds = Clouds(images: images, codes: codes, using: &generator)
        (mean, logVariance) = (clouds.mean, clouds.logVariance)
    }
}

let loss = Check<TwoTerms, Scalar> { c in
    c.inputs { generator in
        [
            TwoTerms(3, 6, 2, using: &generator), TwoTerms(2, 7, 3, using: &generator),
            TwoTerms(5, 8, 4, using: &generator),
        ]
    }
    c.right { $0.reconstruction + $0.divergence }
    c.wrong(
        .average,
        "The squared error is a mean over the pixels, the divergence a sum over the codes. Both speak about one image: sum both."
    ) { $0.reconstruction / $0.pixels + $0.divergence }
    c.wrong(
        .average, "Both terms are means, over many pixels and over few codes. Which of the two shrank more? Sum both."
    ) { $0.reconstruction / $0.pixels + $0.divergence / $0.codes }
    c.wrong(.average, "The divergence is a mean over the codes. Each code costs.") {
        $0.reconstruction + $0.divergence / $0.codes
    }
    c.wrong(.average, "This is the sum over the images. Should the loss depend on the size of the batch?") {
        $0.images * ($0.reconstruction + $0.divergence)
    }
    c.wrong(.sign, "The divergence was subtracted. One term pulls to the image, one to the center; both are costs.") {
        $0.reconstruction - $0.divergence
    }
    c.wrong("The half before the squared error is missing. A Gaussian of variance 1 has ½ in its exponent.") {
        2 * $0.reconstruction + $0.divergence
    }
    c.wrong("The half of the divergence is missing.") { $0.reconstruction + 2 * $0.divergence }
    c.wrong("The divergence is missing. What keeps the clouds together?") { $0.reconstruction }
    c.wrong("The reconstruction is missing. What ties a cloud to its image?") { $0.divergence }
    c.wrong(.average, "The divergence was divided by the number of images twice. Mean with mean.") {
        $0.reconstruction + $0.divergence / $0.images
    }
    c.wrong(.average, "The reconstruction was divided by the number of images twice. Mean with mean.") {
        $0.reconstruction / $0.images + $0.divergence
    }
    c.wrong(.average, "The divergence was summed over the images, the reconstruction averaged. Mean with mean.") {
        $0.reconstruction + $0.divergence * $0.images
    }
    c.wrong("The difference was not squared. A Gaussian has the square in its exponent.") { input in
        0.5 * abs(input.x - input.out).sum() / input.images + input.divergence
    }
    c.accepts("image by image") { input in
        let each =
            0.5 * square(input.x - input.out).sum(alongAxes: 1)
            + 0.5 * (square(input.mean) + exp(input.logVariance) - input.logVariance - 1).sum(alongAxes: 1)
        return each.mean()
    }
}
