// 14.4 losses
// points: 2
// minutes: 15
// difficulty: medium
// hint: Each mean is over its own images: N real ones, M generated ones.
// hint: The generator's loss is small when the discriminator is fooled. What is the derivative of −ln f?
// hint: Each entry of `fake` is one of M in the mean: its derivative is −1/(M·f).

import Grading
import Nabla

struct Opinions: Sendable {
    var real: Tensor, fake: Tensor

    var count: Scalar { Scalar(fake.size) }
    var discriminator: Scalar { -log(real).mean() - log(1 - fake).mean() }
    var generator: Scalar { -log(fake).mean() }
    var gradient: Tensor { -1 / (count * fake) }

    /// Draws real images that are taken for real, and fakes that are not; no two alike.
    init(_ reals: Int, _ fakes: Int, using generator: inout SeededGenerator) {
        real = Tensor(Array(Array(12...19).shuffled(using: &generator).prefix(reals)).map { Scalar($0) / 20 })
        fake = Tensor(Array(Array(1...8).shuffled(using: &generator).prefix(fakes)).map { Scalar($0) / 20 })
    }
}

let losses = Check<Opinions, (discriminator: Scalar, generator: Scalar, gradient: Tensor)> { c in
    c.inputs { generator in
        [Opinions(2, 3, using: &generator), Opinions(4, 2, using: &generator), Opinions(3, 5, using: &generator)]
    }
    c.right { ($0.discriminator, $0.generator, $0.gradient) }
    c.wrong("The generator minimizes mean ln(1 − fake). The aim is right, but the gradient is small where it matters.")
    {
        ($0.discriminator, log(1 - $0.fake).mean(), -1 / ($0.count * (1 - $0.fake)))
    }
    c.wrong("The generator was given the label of a fake. It would learn to be caught.") {
        ($0.discriminator, -log(1 - $0.fake).mean(), 1 / ($0.count * (1 - $0.fake)))
    }
    c.wrong("The discriminator's labels are exchanged. What should it say to a real image?") {
        (-log(1 - $0.real).mean() - log($0.fake).mean(), $0.generator, $0.gradient)
    }
    c.wrong(.meanOfRatios, "The logarithm of the mean was taken. First the logarithm, then the mean.") {
        (
            -log(Tensor($0.real.mean())).item - log(Tensor(1 - $0.fake.mean())).item, -log(Tensor($0.fake.mean())).item,
            $0.gradient
        )
    }
    c.wrong("No gradient reaches the fakes. The generator has to hear what the discriminator says of its images.") {
        ($0.discriminator, $0.generator, Tensor(zeros: $0.fake.shape))
    }
    c.wrong(.average, "The discriminator's mean is over both piles together. Two means, one for each pile.") { x in
        let all = log(x.real).sum() + log(1 - x.fake).sum()
        return (-all / Scalar(x.real.size + x.fake.size), x.generator, x.gradient)
    }
    c.wrong(.average, "These are sums. Each pile has a mean of its own.") {
        (-log($0.real).sum() - log(1 - $0.fake).sum(), -log($0.fake).sum(), -1 / $0.fake)
    }
    c.wrong(.convention, "The discriminator's loss was halved. Two conventions; here the two means are added.") {
        ($0.discriminator / 2, $0.generator, $0.gradient)
    }
    c.wrong(.sign, "The signs of the losses are turned. A loss is to be made small.") {
        (-$0.discriminator, -$0.generator, -$0.gradient)
    }
    c.wrong(.sign, "The losses are right, the gradient has the wrong sign. Does the loss rise or fall with `fake`?") {
        ($0.discriminator, $0.generator, -$0.gradient)
    }
    c.wrong(.average, "The losses are right, the gradient is that of the sum. Each entry is one of M in the mean.") {
        ($0.discriminator, $0.generator, -1 / $0.fake)
    }
    c.wrong("The losses are right, the gradient was averaged. Each entry of `fake` has its own.") {
        ($0.discriminator, $0.generator, Tensor(repeating: $0.gradient.mean(), shape: $0.fake.shape))
    }
    c.wrong("The generator's loss is the discriminator's with the sign turned. Here it is −mean ln(fake).") {
        ($0.discriminator, -$0.discriminator, -1 / ($0.count * (1 - $0.fake)))
    }
    c.wrong("The real images are missing in the discriminator's loss.") {
        (-log(1 - $0.fake).mean(), $0.generator, $0.gradient)
    }
    c.accepts("image by image") { x in
        let fakes = x.fake.scalars
        return (
            -log(x.real).sum() / Scalar(x.real.size) - log(1 - x.fake).sum() / x.count, -log(x.fake).sum() / x.count,
            Tensor(fakes.map { -1 / (Scalar(fakes.count) * $0) })
        )
    }
}
