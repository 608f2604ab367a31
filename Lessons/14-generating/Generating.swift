import Foundation
import Nabla
import Notebook

public func generating() throws {
    //: # 14 · Generating

    let mnist = try MNIST.load(trainingCount: quick ? 6_000 : 24_000, testCount: 2_000)
    let size = RunSize(quick: quick, isBuiltIn: mnist.isBuiltIn)
    size.differences(mnist).forEach { note($0) }
    var generator = SeededGenerator(seed: seed)
    let all = mnist.training.images.reshaped(to: [mnist.training.count, 784])
    let digits = all[0..<size.digits]
    let unseen = all[size.digits..<size.digits + size.unseen]
    let tests = mnist.test.images.reshaped(to: [mnist.test.count, 784])

    let mean = digits.mean(alongAxes: 0)
    figure(
        "Ten digits from the training set, and the one picture with the smallest squared error to all digits: their mean.",
        alt: "Ten handwritten digits; beside them a grey smear, the mean of all digits.", height: 620
    ) { averageFigure(digits, mean: mean, isBuiltIn: mnist.isBuiltIn) }

    //: Tell a network to draw a digit, any digit, and measure it by squared error: how far it is, on average, from the
    //: digits in the training set. Which picture is best? The one on the right, the mean of all of them. A real digit
    //: scores, on average, twice as badly.

    let variance = square(digits - mean).sum() / Scalar(digits.shape[0])
    let pairs = square(digits[0..<size.digits / 2] - digits[size.digits / 2..<size.digits]).sum(alongAxes: 1).mean()
    print("squared error of the mean:", decimals(1, variance), " of a random real digit:", decimals(1, pairs))
    claim("error of a random digit over that of the mean", pairs / variance, equals: 2, within: 0.06)

    //: So we need another measure. This page shows three ways. The first trains an autoencoder so that its codes follow a
    //: distribution from which we can draw. The second replaces the measure by a second network that looks for
    //: differences. The third takes noise away, a little at a time. All three are trained here, in a minute or two, and
    //: then compared by one score.
    //:
    //: **You will be able to**
    //:
    //: - write the loss of a variational autoencoder with both terms on one scale (exercises 14.1, 14.3);
    //: - pass a gradient through a random draw (14.2);
    //: - write both losses of a GAN, and say what a flat loss tells (14.4);
    //: - add noise in one step and take it away in many, and say why a step back is what it is (14.5, 14.6);
    //: - say what a style loss compares (14.7), and what a score of generated data does not see (14.8).
    //:
    //: **You need** three results. From [05](../05-backpropagation/index.html): a gradient reaches a number along the
    //: paths that lead from it to the loss. From [06](../06-mlp-mnist/index.html): cross-entropy, and the sigmoid.
    //: From [13](../13-representations/index.html): an autoencoder squeezes an image through a few numbers, its
    //: **code**, and decodes them again.
    //:
    //: **Time** about 70 minutes. Rest after *A walk from digit to digit*, at about 30.

    //: ## Which codes shall we decode?
    //:
    //: The second half of an autoencoder, its **decoder**, turns a code of 20 numbers into an image. So it can generate
    //: images: give it 20 numbers. But which ones?

    let auto = CodeModel(inputs: 784, hidden: [400], codes: 20, using: &generator)
    let bar = progress("autoencoder", total: size.updates(size.epochs))
    auto.train(on: digits, β: nil, epochs: size.epochs, seed: seed) { bar.advance() }

    predict(
        "Twenty numbers drawn from N(0, 1), each by itself, go into the decoder. What comes out?",
        answer: "Mostly smears: strokes that belong to no digit.",
        tempting: "Digits. That is all the decoder has ever been asked for.",
        why: "But it was asked for digits at the codes of digits. Nobody said how these lie, and N(0, 1) is a guess."
    )

    let codes = auto.clouds(digits).mean
    let drawn = Tensor(randomNormal: [1_000, 20], using: &generator)
    let blind = auto.images(drawn)
    let codeGaussian = try FittedGaussian(codes)
    let fitted = auto.images(codeGaussian.draw(1_000, using: &generator))
    let deviations = sqrt(square(codes - codes.mean(alongAxes: 0)).mean(alongAxes: 0))
    print("standard deviations of the 20 codes:", decimals(1, deviations.min()), "to", decimals(1, deviations.max()))
    let (blindDistance, fittedDistance) = (nearest(blind, unseen), nearest(fitted, unseen))
    let realDistance = nearest(tests[0..<1_000], unseen)
    print(
        "distance to the nearest real digit: ", "N(0, 1)", decimals(2, blindDistance),
        " fitted", decimals(2, fittedDistance), " real", decimals(2, realDistance))

    claim(
        "the autoencoder at N(0, 1) is farther from real digits than at the fitted Gaussian",
        blindDistance - fittedDistance, atLeast: 0.25)
    if !quick {
        claim(
            "fitted: the part of the extra distance that is gone",
            (blindDistance - fittedDistance) / (blindDistance - realDistance), in: 0.3...0.75)
    }

    figure(
        "Codes drawn from N(0, 1) decode to smears. Drawn from where the codes lie, they come closer to digits.",
        alt: "Three rows of ten images: digits as decoded, smears from N(0, 1), clearer images from a fitted Gaussian.",
        height: 640
    ) {
        rowsFigure([
            ("real codes", auto.images(auto.clouds(tests[0..<10]).mean)), ("N(0, 1)", blind[0..<10]),
            ("fitted\nGaussian", fitted[0..<10]),
        ])
    }

    //: The last row comes from the same decoder. We only measured how the codes lie, their mean and covariance, and drew
    //: from a Gaussian with these. One often reads that an autoencoder cannot generate because there are holes between
    //: its codes. Here about half of the trouble was that we drew in the wrong place. (With only two codes there was hardly
    //: any difference in our trials.)
    //:
    //: Measuring afterwards is one way. The other is to decide before training where the codes shall lie.
    //:
    //: > A decoder is a generator as soon as we know which codes to draw.

    //: ## Every image gets a cloud in place of a point
    //:
    //: Let the encoder answer with two lists: the means μ of the codes, and their variances σ². The image's code is then
    //: *drawn* from N(μ, σ²). We call this distribution the cloud of the image. The decoder hardly ever sees the same code
    //: twice, so all codes near μ have to decode to much the same digit.
    //:
    //: Left alone, the encoder would avoid the noise: σ near 0, and every image far from the others. That is the plain
    //: autoencoder again. So we add a cost for leaving N(0, 1), the **Kullback–Leibler divergence** of a cloud from
    //: N(0, 1):
    //:
    //:     ½ · Σ (μ² + σ² − ln σ² − 1)
    //:
    //: It is 0 for μ = 0, σ = 1, and more for every other cloud. The network gives ln σ² in place of σ², because a
    //: variance has to be positive and ln σ² may have any sign.
    //:
    //: ![source](Sources/NeuralNetworks/Losses/GaussianLosses.swift#gaussianKLDivergence)
    //:
    //: (`exponentialAboveTangent(v)` is eᵛ − v − 1, here σ² − ln σ² − 1.)

    func cost(_ μ: Scalar, _ variance: Scalar) -> Scalar {
        gaussianKLDivergence(mean: .constant([[Tensor(μ)]]), logVariance: .constant(log([[Tensor(variance)]]))).item
    }
    print("μ = 1, σ² = 1:", decimals(4, cost(1, 1)), "  μ = 0, σ² = 4:", decimals(4, cost(0, 4)))
    claim(
        "divergence of (1, 1), of (0, 4) and of both", [cost(1, 1), cost(0, 4), cost(1, 1) + cost(0, 4)],
        equals: [0.5, 0.8069, 1.3069], within: 1e-4)
    claim("divergence of N(0, 1)", cost(0, 1), equals: 0, within: 1e-6)
    claim("both, with σ² = 16 in place of 4", cost(1, 1) + cost(0, 16), equals: 6.6137, within: 1e-3)

    //: **Careful.** A common mistake takes the encoder's ln σ² for ln σ. The second cloud's σ² = 4 then counts as 16, and
    //: both clouds together cost 6.6137 in place of 1.3069: the network is trained for the wrong width.
    //:
    //: An autoencoder with this second term is a **variational autoencoder** (VAE; Kingma and Welling 2014).
    //:
    //: > A cloud instead of a point, and a cost for every cloud that is not N(0, 1).

    //: ## Draw first, then scale and shift
    //:
    //: One problem. The draw stands in the middle of the network, and a gradient has to pass through it, from the
    //: decoder to μ and σ. What is the derivative of "draw a number from N(μ, σ²)"?
    //:
    //: It has none. But drawing first, from N(0, 1), and then moving what was drawn gives the same distribution:
    //:
    //:     z = μ + σ·ε
    //:
    //: Now ε is an input, like a pixel, and z is a sum and a product. This is the **reparameterization trick**.

    figure(
        "On the right nothing random lies between loss and encoder. The noise comes in from the side.",
        alt: "Two diagrams: left the draw blocks the path from decoder to encoder, right noise enters from the side."
    ) { drawFigure() }

    predict(
        "μ = 1, ln σ² = 2 ln 2, and the noise is ε = ½. What is z?",
        answer: "2. σ is the root of 4, and 1 + 2·½ = 2.",
        tempting: "3",
        why: "But exp(2 ln 2) = 4 is the variance. Half of a logarithm is the logarithm of the root."
    )

    let (μ, ln) = (Variable([[1]]), Variable(2 * log([[2]])))
    let z = sampled(mean: μ, logVariance: ln, noise: [[0.5]])
    let value = z.item
    z.sum().backward()
    print("z:", value, " ∂z/∂μ:", μ.gradient!.item, " ∂z/∂ln σ²:", ln.gradient!.item)
    claim("the draw", value, equals: 2, within: 1e-5)
    claim("its gradients", [μ.gradient!.item, ln.gradient!.item], equals: [1, 0.5], within: 1e-5)

    //: ![source](Lessons/14-generating/CodeModels.swift#sampled)
    //:
    //: > Draw the noise first, as an input. Then a gradient can pass to μ and σ.

    //: ## Two terms about one image
    //:
    //: The loss of an image is the reconstruction plus the divergence. Both have to be *sums*: over its 784 pixels, and
    //: over its codes. The mean over the images comes last. For pixels in 0…1 we take the cross-entropy of lesson 06, one
    //: yes-or-no per pixel. Both terms are measured in nats, the unit of the natural logarithm.

    let vae = CodeModel(inputs: 784, hidden: [400], codes: 20, using: &generator)
    let vaeBar = progress("variational autoencoder", total: size.updates(size.epochs))
    vae.train(on: digits, β: 1, epochs: size.epochs, seed: seed) { vaeBar.advance() }
    let terms = vae.terms(tests, seed: seed)
    let total = terms.reconstruction + terms.divergence
    print(
        "test digits: reconstruction", decimals(1, terms.reconstruction), "+ divergence",
        decimals(1, terms.divergence), "=", decimals(1, total), "nats")
    claim("parameters", vae.parameters.reduce(0) { $0 + $1.value.size }, equals: 652_824)
    claim("both terms", total, atMost: size.bound(123, builtIn: 140, quick: 190))
    claim("divergence", terms.divergence, atLeast: size.bound(21, builtIn: 15, quick: 8))

    //: On MNIST, after five epochs of 20,000 digits, the sum is about 117 nats. With 60,000 digits and ten epochs,
    //: published runs of this network reach about 105.

    let samples = vae.images(Tensor(randomNormal: [1_000, 20], using: &generator))
    let sampleDistance = nearest(samples, unseen)
    print("distance to the nearest real digit: VAE", decimals(2, sampleDistance))
    claim(
        "autoencoder at N(0, 1) is farther from real digits than the VAE", blindDistance - sampleDistance,
        atLeast: 0.4)

    predict(
        "Somebody has a VAE with only two codes, and averages each term over its own length: 784 pixels, two codes. What has "
            + "changed?",
        answer: "The divergence weighs 392 times as much. All clouds become N(0, 1), and all samples look alike.",
        tempting: "Nothing but the scale of the loss.",
        why: "But a mean over 784 shrinks a term more than a mean over 2, and the ratio decides what is learned."
    )

    //: Such a factor in front of the divergence is called β, and the model a **β-VAE**. We try some values, on VAEs with
    //: two codes, so that we can draw these.

    let frames = dialFrames(size, digits, tests, labels: mnist.test.labels, seed: seed)
    for frame in frames.map(\.frame) {
        print(
            "β =", frame.β, " reconstruction", decimals(1, frame.terms.reconstruction),
            " divergence", decimals(3, frame.terms.divergence))
    }
    figure(
        "With a small β many of the clouds' means lie outside the circle (two standard deviations of N(0, 1)). At 392 all lie near 0.",
        alt: "For each β the codes of test digits by colour, seven digits, their reconstructions and fourteen samples.",
        over: frames.map(\.frame.β), label: "β"
    ) { β in frames.first { $0.frame.β == β }!.frame.figure(originals: tests[0..<7]) }

    let divergences = frames.map(\.frame.terms.divergence)
    claim("the divergence falls as β rises", isTrue: zip(divergences, divergences.dropFirst()).allSatisfy { $0 > $1 })
    claim("divergence at β = 392", divergences.last!, atMost: 0.05)
    if !quick { claim("divergence at β = 1", divergences[2], in: 3.5...7) }

    //: A small β hardly decodes better here: having only two codes is the limit, not the pull to the centre. And its
    //: samples are worse, since many come from places where no code lies. (At β = 1, so early in training, some still do.)
    //: Nobody chooses β = 392, but `mean()` in both terms gives it.
    //:
    //: > Sum both terms over one image. A mean in the wrong place is a β that nobody chose.

    //: ## A walk from digit to digit
    //:
    //: Take the model with β = 1, and train it for two epochs more, so that it uses its plane better. Here is what this
    //: decodes to.

    let planar = frames.first { $0.frame.β == 1 }!.model
    planar.train(on: digits, β: 1, epochs: size.bound(2, quick: 1), seed: seed + 1)
    figure(
        "Codes that are near each other decode to similar images.",
        alt: "A square of 15 by 15 decoded digits that change gradually from place to place."
    ) { planeFigure(planar) }

    //: With 20 codes we cannot draw the plane, but we can walk. Take two test digits and mix them, once pixel by pixel,
    //: once code by code.

    let (from, to) = (tests[0..<1], tests[1..<2])
    let shares = Tensor((0..<10).map { Scalar($0) / 9 }).reshaped(to: [10, 1])
    let mixedPixels = from * (1 - shares) + to * shares
    let ends = (vae.clouds(from).mean, vae.clouds(to).mean)
    let mixedCodes = vae.images(ends.0 * (1 - shares) + ends.1 * shares)
    figure(
        "Mixed pixels show one digit through the other. Mixed codes change the shape of one into that of the other.",
        alt:
            "Two rows of generated digits, a row that fades from one digit to another, a row that turns one into the other.",
        height: 720
    ) {
        rowsFigure([
            ("samples", samples[0..<10]), ("samples", samples[10..<20]), ("mixed\npixels", mixedPixels),
            ("mixed\ncodes", mixedCodes),
        ])
    }

    //: Some samples are digits, many only nearly, and all of them are soft. That is the mean again. Where the code leaves
    //: open whether a stroke ends here or two pixels farther, the best answer for each pixel is its mean: grey.
    //:
    //: **Change one line.** In `CodeModels.swift`, let `train` take zeros in place of the noise, and draw samples again.
    //: What have you built?
    //:
    //: > Where the code leaves something open, a VAE draws the mean.

    //: ## A second network as the measure
    //:
    //: Could we replace the error by a judge that sees when something is off? Train one: a **discriminator** D that is
    //: shown as many generated points as real ones, and gives the probability that a point is real. And train the **generator**
    //: to get a high probability. The two are a **generative adversarial network**, a GAN (Goodfellow and others 2014).
    //: Think of a forger and an expert who learn from each other.
    //:
    //: What should D say? Where real points have density p and generated ones q, the fraction p/(p + q) of all points is
    //: real: that is the best answer. To rate a D, take the mean of ln D at real points plus the mean of ln(1 − D) at
    //: generated ones: its value. Its loss is minus the value. (It is a cross-entropy, with the targets 1 and 0.) The
    //: generator's loss is −ln D, the mean over its points: a cross-entropy with the target 1.
    //:
    //: As an example let the real data be a fair coin, and a generator that gives heads ¾ of the time:

    let (p, q): (Tensor, Tensor) = ([0.5, 0.5], [0.75, 0.25])
    let best = p / (p + q)
    let worth = (p * log(best) + q * log(1 - best)).sum()
    print("D for heads and tails:", best, " its value:", decimals(4, worth))
    claim("the best discriminator", best.scalars, equals: [0.4, 0.6667], within: 1e-4)
    claim(
        "its value, and that of a generator nobody can catch", [worth, -2 * Scalar(log(2.0))],
        equals: [-1.3187, -1.3863], within: 1e-4)
    claim("half of the difference", (worth + 2 * Scalar(log(2.0))) / 2, equals: 0.0338, within: 1e-4)

    //: When p = q, the best D is ½ everywhere. Its value is −2 ln 2 = −1.3863, its loss 1.3863. How far the value lies
    //: above −1.3863 measures how much p and q differ; half of it is called the Jensen–Shannon divergence, 0.0338 here.
    //:
    //: Now a game on a line. The real points lie in two humps at −2 and 2. The generator turns noise from N(0, 1) into
    //: points.

    let humps = { @Sendable (count: Int, random: inout SeededGenerator) -> Tensor in
        let sides = Tensor((0..<count).map { _ in Bool.random(using: &random) ? 2 : -2 })
        return sides.reshaped(to: [count, 1])
            + Tensor(randomNormal: [count, 1], standardDeviation: 0.3, using: &random)
    }
    let games = humpGames(size, real: humps, seed: seed)
    for game in games {
        print(
            "within 0.9 of a hump:", decimals(2, game.near), " of all on the left:", decimals(2, game.left),
            " loss of D:",
            decimals(2, game.loss))
    }
    let shown = games.first { $0.fillsBoth } ?? games[0]
    figure(
        "The generator goes where D is high, and D follows. In the end points lie at both humps, where D is near ½. (Bars end at 220.)",
        alt: "A histogram of generated points beside two real humps, and below it the curve of the discriminator.",
        over: shown.film.map(\.step), label: "step"
    ) { step in
        shown.film.first { $0.step == step }!.figure {
            0.5 * gaussian($0, mean: -2, 0.3) + 0.5 * gaussian($0, mean: 2, 0.3)
        }
    }
    claim("starts that reach both humps", games.count { $0.fillsBoth }, atLeast: size.bound(2, quick: 1))
    claim("points within 0.9 of a hump, in every start", games.map(\.near), atLeast: size.bound(0.85, quick: 0.5))

    //: The figure shows the first start that reaches both humps. Most do, in a trial nine of ten. The tenth stayed in one
    //: hump: D was near 1 at the other, but no generated point was near enough to get a gradient towards it.
    //:
    //: No error was ever measured between a generated point and a real one. D's gradient says in which direction a point
    //: would look more real, and that was enough to find both humps, if not their shape.
    //:
    //: ![source](Lessons/14-generating/Adversarial.swift#generatorStep)
    //:
    //: In the discriminator's own step the generated points go in as numbers, without their graph (in PyTorch, `detach()`).
    //: That saves a backward pass through the generator. Its gradient there would be one for being recognized, and must
    //: not be left over for the generator's step.
    //:
    //: > A GAN replaces the error by a network that looks for the difference.

    //: ## Five flat losses
    //:
    //: Now the real points lie in one hump, N(3, 0.5²), and we start five times.

    predict(
        "Every discriminator answers ½, every loss lies flat at 2 ln 2 = 1.386. Are we done?",
        answer: "No. The mean is about right, but the standard deviation may be wrong by a factor of two.",
        tempting: "Yes: nobody can tell real from generated, that is what ½ means.",
        why: "But only this D cannot tell. It is a small network that was just trained against another generator."
    )

    let hump = { @Sendable (count: Int, random: inout SeededGenerator) -> Tensor in
        Tensor(randomNormal: [count, 1], mean: 3, standardDeviation: 0.5, using: &random)
    }
    let flat = inParallel(0..<size.starts) { start in
        flatGame(real: hump, steps: size.flatSteps, seed: 10 * seed + UInt64(start))
    }
    for run in flat {
        print(
            "mean", decimals(2, run.samples.mean()), " standard deviation",
            decimals(2, run.samples.variance().squareRoot()), " loss of D",
            decimals(3, run.losses.suffix(10).reduce(0, +) / 10))
    }
    figure(
        "Each start has a colour. All losses are flat at 2 ln 2, and yet some of the generated densities are too narrow or too wide.",
        alt: "Left, five loss curves at 1.386. Right, five densities around 3, not all of them as wide as the real one."
    ) { flatFigure(flat.map { ($0.losses, $0.samples.scalars) }, every: size.flatSteps / 50) }
    let spreads = flat.map { $0.samples.variance().squareRoot() }
    if !quick {
        claim(
            "starts whose standard deviation is off by more than a fifth", spreads.count { abs($0 - 0.5) > 0.1 },
            atLeast: 2)
        claim("their means", flat.map { $0.samples.mean() }, in: 2.6...3.4)
    }

    //: Longer training does not mend it: in a trial of 5,000 steps the ten standard deviations lay between 0.21 and 0.85.
    //: So look at the samples, not at the loss.
    //:
    //: > A flat loss means that neither network gains. It does not mean that the data are matched.

    //: ## When the discriminator is ahead
    //:
    //: The generator's loss was −ln D. Should it not be ln(1 − D), the same game with the sign turned? The aim is the same,
    //: the gradient is not. Take the derivatives with respect to the score s, with D = σ(s): that of ln(1 − D) is −D, that
    //: of −ln D is −(1 − D). Let D give a generated point 0.01. (−ln σ(s) is softplus(−s) and ln(1 − σ(s)) is
    //: −softplus(s), with softplus(s) = ln(1 + eˢ).)

    let score = Variable([[Tensor(-log(Scalar(99)))]])
    (-softplus(score)).sum().backward()
    let weak = score.gradient!.item
    score.zeroGradient()
    softplus(-score).sum().backward()
    let strong = score.gradient!.item
    print("gradient of ln(1 − D):", decimals(2, weak), " of −ln D:", decimals(2, strong))
    claim("gradients at D = 0.01", [weak, strong], equals: [-0.01, -0.99], within: 1e-3)

    //: A point that D recognizes as generated gets hardly any gradient from ln(1 − D), and nearly the largest from −ln D:
    //: (1 − D)/D = 99 times as much. Does it matter? Only when D is ahead. We train D alone for a while, and compare the two gradients at the points
    //: that are generated.

    let ahead = aheadTable(real: hump, steps: [0, 50, 100, 300, 600], starts: size.bound(5, quick: 3), seed: seed)
    for row in ahead {
        print(
            "D alone", row.steps, "steps: D on generated points", decimals(2, row.fake),
            " gradient of −ln D over that of ln(1 − D):", decimals(1, row.ratio))
    }
    //: (The gradients are summed over 512 generated points, each with a D and a slope of s of its own, so this ratio is
    //: not (1 − D)/D at the mean D. Every number is the median of the starts.)

    claim("ratio of the gradients, both untrained", ahead[0].ratio, in: 0.4...3)
    claim("ratio after 600 steps of D alone", ahead.last!.ratio, atLeast: 8)

    //: In a full game both learn together, D is rarely so far ahead, and in trials the two losses did equally well. One
    //: uses −ln D to be safe when D is ahead.
    //:
    //: > −ln D keeps a gradient where the generator is worst.

    //: ## Eight modes and a count
    //:
    //: On a line we can look. To score a generator, take data whose answer is known: eight small clouds on a ring, the
    //: **modes**. A sample is good if it lies within three standard deviations of a centre. A mode is found if the good
    //: samples around its centre are at least 1 % of all samples. A generator that leaves out modes suffers from **mode collapse**. (Exercise 14.8 is this score.)

    predict(
        "GANs are known for dropping modes. How many of the eight does a plain one find in 3,000 steps?",
        answer: "Most of them: six to eight, depending on the start.",
        tempting: "Two or three: mode collapse.",
        why:
            "But collapse has causes, such as a discriminator that learns too slowly. Here both learn at the same rate."
    )

    let ring = Ring()
    let draw = { @Sendable (count: Int, random: inout SeededGenerator) in ring.draw(count, using: &random) }
    let ganBar = progress("ring", total: size.ringSteps + size.laggingSteps)
    let rates: [(steps: Int, ofD: Scalar)] = [(size.ringSteps, 0.001), (size.laggingSteps, 0.0001)]
    let ringGames = inParallel(rates) { steps, rate in
        let gan = Adversaries(size: 2, hidden: (64, 64), generatorRate: 0.001, discriminatorRate: rate, seed: seed)
        var early = ring.centers
        gan.train(steps: steps, batch: 256, real: draw) { step in
            if step == size.ringSteps / 8, rate == 0.001 { early = gan.samples(2_500) }
            ganBar.advance()
        }
        return (early: early, points: gan.samples(2_500))
    }
    let (ganPoints, laggingPoints) = (ringGames[0].points, ringGames[1].points)
    let (ganScore, laggingScore) = (ring.coverage(ganPoints), ring.coverage(laggingPoints))
    print("equal rates:     ", ganScore.modes, "modes,", decimals(2, ganScore.good), "good")
    print("D ten times slower:", laggingScore.modes, "modes,", decimals(2, laggingScore.good), "good")
    figure(
        "Left: too few steps, not all modes yet. Middle: the same game later. Right: D learns too slowly.",
        alt: "Three clouds of points around eight rings: rays, a ring through all modes, and a few rays.",
        height: 760
    ) {
        cloudsFigure(
            [
                ("step \(size.ringSteps / 8)", ringGames[0].early),
                ("step \(size.ringSteps): \(ganScore.modes) modes", ganPoints),
                ("D ten times slower: \(laggingScore.modes) modes", laggingPoints),
            ], ring: ring, columns: 3)
    }
    if !quick {
        claim("modes found, equal rates", ganScore.modes, atLeast: 6)
        claim("good samples, equal rates", ganScore.good, atLeast: 0.35)
    }
    claim("modes found, D ten times slower", laggingScore.modes, atMost: 5)  // 0 to 4 on five seeds
    claim("good samples, D ten times slower", laggingScore.good, atMost: 0.2)

    //: It is a matter of balance. If D learns slowly, the generator moves all its points to where D is highest at the
    //: moment, and nothing makes it spread them. (In trials Adam with its usual momentum, 0.9 in place of our 0.5, found
    //: fewer modes too.)
    //:
    //: > When modes are missing, check first whether the two networks are in balance.

    //: ## Noise goes in one step at a time
    //:
    //: The third way begins by destroying. Each of T steps keeps √(1 − β) of a point and adds noise of variance β, so
    //: that data of variance 1 keep it. (This β is another one than the VAE's.) With β = 0.1 and 0.2 and x = 2, what is
    //: left after two steps? Of x, √0.9·√0.8 = √0.72. The first noise shrinks in the second step, to the variance
    //: 0.8·0.1 = 0.08, and 0.2 is added: variances of independent noises add. The sum of normal noises is normal, so both
    //: are one noise of variance 0.28 = 1 − 0.72. The next step makes of 1 − ᾱ in the same way (1 − β)·(1 − ᾱ) + β, which
    //: is 1 − (1 − β)·ᾱ. In general:
    //:
    //:     x after t steps = √ᾱ·x + √(1 − ᾱ)·ε
    //:     ᾱ = product of all 1 − β so far

    let β: [Scalar] = [0.1, 0.2]
    let ᾱ = products(of: β)
    let x2 = ᾱ[1].squareRoot() * 2 + (1 - ᾱ[1]).squareRoot() * 0.5
    print("ᾱ:", ᾱ, " x after two steps with ε = ½:", decimals(4, x2))
    claim("ᾱ", ᾱ, equals: [0.9, 0.72], within: 1e-5)
    claim("variance of both noises, 1 − ᾱ", (1 - β[1]) * β[0] + β[1], equals: 1 - ᾱ[1], within: 1e-5)
    claim("x after two steps", x2, equals: 1.9616, within: 1e-4)

    let β50 = PointDiffusion.evenly(from: 0.002, to: 0.4, steps: 50)
    let weak50 = PointDiffusion.evenly(from: 0.0001, to: 0.02, steps: 50)
    let thousand = PointDiffusion.evenly(from: 0.0001, to: 0.02, steps: 1_000)
    func leftOver(_ β: [Scalar]) -> Scalar { products(of: β).last!.squareRoot() }
    print("√ᾱ at the end: β to 0.4 in 50 steps", decimals(4, leftOver(β50)))
    print("β to 0.02 in 1,000 steps", decimals(4, leftOver(thousand)), " in 50 steps", decimals(4, leftOver(weak50)))
    claim(
        "√ᾱ at the end of the three", [leftOver(β50), leftOver(thousand), leftOver(weak50)],
        equals: [0.0028, 0.006, 0.776], within: 1e-3)

    //: The list of all β is the **schedule**. A good one ends with √ᾱ near 0, so that only noise is left. Ours does, with
    //: 50 steps of strong noise, and so does the usual one, with 1,000 steps of weak noise. Fifty steps of weak noise do
    //: not; we come back to them.
    //:
    //: This is the forward half of a **diffusion model**. Nothing is learned yet. But it makes as many training pairs as
    //: we like: a noisy point, and the noise that is in it.
    //:
    //: > Adding noise is one formula, however many steps it stands for.

    //: ## Guess the noise, take a little of it away
    //:
    //: A network gets the noisy point and t, and is trained to guess ε, by plain squared error. To generate, begin with pure
    //: noise and go back, step by step. What has to be taken away? The noise in x is √(1 − ᾱ)·ε, of variance 1 − ᾱ. Of
    //: this variance the last step brought β, the fraction f = β/(1 − ᾱ). If only the sum of independent normal noises is
    //: known, a noise with the fraction f of the variance has f times the sum as its mean. So the last step's noise was, on
    //: average,
    //:
    //:     f·√(1 − ᾱ)·ε = β/√(1 − ᾱ)·ε
    //:
    //: That is taken away. Then we divide by √(1 − β), the factor by which the step had shrunk the point. But the noise
    //: that *this* point got varies around that mean, and we do not know it. The part 1 − f of its variance stays open.
    //: Fresh noise stands for it, of variance β·(1 − f), divided by 1 − β like all the rest. A step back draws from a
    //: normal distribution with
    //:
    //:     mean = (x − β/√(1 − ᾱ)·ε) / √(1 − β)
    //:     variance = β·(1 − f) / (1 − β) = β·(1 − ᾱ before) / (1 − ᾱ)
    //:
    //: "ᾱ before" is the product without this step's factor: ᾱ = (1 − β)·ᾱ before. At step 1 it is 1, and the variance 0:
    //: the very last step back adds no noise. By hand, f = 0.2/0.28 = 5/7 in the example above, and one step back is:

    let back = stepBack(Tensor([x2]), noise: [0.5], step: 2, β: β)
    print(
        "one step back from", decimals(4, x2), ": mean", decimals(4, back.mean[0].item), " variance",
        decimals(4, back.variance))
    claim(
        "mean and variance of a step back", [back.mean[0].item, back.variance], equals: [1.9819, 0.0714], within: 1e-4)
    claim("β·(1 − f)/(1 − β)", 0.2 * (1 - 0.2 / (1 - ᾱ[1])) / 0.8, equals: back.variance, within: 1e-5)

    let diffusion = PointDiffusion(β: β50, seed: seed)
    let start = ring.draw(1_500, using: &generator)
    let noise = Tensor(randomNormal: [1_500, 2], using: &generator)
    func dissolved(after t: Int) -> Tensor {
        if t == 0 { return start }
        let steps = [Int](repeating: t, count: 1_500)
        return diffusion.noised(start / diffusion.scale, noise: noise, after: steps) * diffusion.scale
    }
    let diffusionBar = progress("diffusion", total: size.diffusionUpdates + 2 * size.unevenUpdates)
    diffusion.train(updates: size.diffusionUpdates, real: draw) { diffusionBar.advance() }
    var wayBack: [(step: Int, points: Tensor)] = []
    let begin = Date()
    let diffused = diffusion.samples(2_500) { step, points in
        if (quick ? [50, 6, 0] : [50, 20, 10, 6, 3, 1, 0]).contains(step) {
            wayBack.append((step, points))
        }
    }
    let seconds = Date().timeIntervalSince(begin)
    let diffusionScore = ring.coverage(diffused)
    figure(
        "Left, real points after so many steps of noise. Right, points on the way back, with as many steps left. The ring "
            + "appears only in the last ten steps, and then its modes.",
        alt: "Two heaps of points: the left one turns into eight dots, the right one into a ring, densest at the dots.",
        over: wayBack.map(\.step), label: "steps of noise", height: 900
    ) { step in
        cloudsFigure(
            [
                ("real, noised", dissolved(after: step)),
                ("generated, on the way back", wayBack.first { $0.step == step }!.points),
            ], ring: ring, columns: 2, bound: 4.2, size: 9)
    }
    print(
        "diffusion:", diffusionScore.modes, "modes,", decimals(2, diffusionScore.good), "good; 2,500 points took",
        decimals(2, seconds), "s")
    claim("modes found by diffusion", diffusionScore.modes, atLeast: size.bound(8, quick: 2))
    if !quick { claim("good samples by diffusion", diffusionScore.good, atLeast: 0.15) }

    //: Why does squared error blur so little this time? Because each step asks for very little. Far out, the mean of all
    //: points that this one could have been is the right direction. Near the ring few are left to be averaged. Between
    //: neighbouring modes some blur remains: with this small network about a third of the samples are good.
    //:
    //: > Each step back is a mean, but of points that are close together. So it blurs little.

    //: ## A schedule that stops early
    //:
    //: Going back, we start from N(0, 1). That is right only if adding noise ends in N(0, 1). The usual schedule, β from
    //: 0.0001 to 0.02, is made for 1,000 steps. With 50 it ends at √ᾱ = 0.776: most of the point is still there.

    predict(
        "Fifty steps of this weak noise, on a ring where one mode holds half of all points. What goes wrong?",
        answer: "The samples are sharper than before. But the heavy mode gets a third in place of a half.",
        tempting: "They stay blurred: the noise was never taken away completely.",
        why:
            "But all fifty steps deal with little noise, where sharpness is decided. Where the points go is decided while "
            + "there is much of it, and these steps are missing."
    )

    let uneven = Ring.uneven
    let drawUneven = { @Sendable (count: Int, random: inout SeededGenerator) in uneven.draw(count, using: &random) }
    let makers = inParallel([("strong noise", β50), ("weak noise", weak50)]) { name, β in
        let maker = PointDiffusion(β: β, seed: seed)
        maker.train(updates: size.unevenUpdates, real: drawUneven) { diffusionBar.advance() }
        let points = maker.samples(2_500)
        return (name: name, points: points, score: uneven.coverage(points))
    }
    for maker in makers {
        print(
            maker.name + ":", maker.score.modes, "modes,", decimals(2, maker.score.good), "good, heavy mode",
            decimals(3, maker.score.shares[0]))
    }
    figure(
        "Fifty steps each. Weak noise gives sharper samples, but the heavy mode (on the right) only about a third of them.",
        alt: "Two rings of points, the right one sharper, and bars: real 1/2, strong noise 1/2, weak noise 1/3.",
        height: 700
    ) { sharesFigure(uneven, makers.map { ($0.name, $0.points, $0.score.shares) }) }
    claim("heavy mode, strong noise", makers[0].score.shares[0], in: size.bound(0.44...0.6, quick: 0.35...0.7))
    claim("heavy mode, weak noise", makers[1].score.shares[0], atMost: size.bound(0.42, quick: 0.45))
    if !quick {
        claim("good samples, weak less strong noise", makers[1].score.good - makers[0].score.good, atLeast: 0.02)
    }

    //: On a ring with equal modes this hardly shows, because there a start from N(0, 1) favours no mode. Test a generator
    //: on data that are *not* symmetric. (A light mode, with 7 % of the points, may be too blurred to count as found.)
    //:
    //: > Going back, the first steps decide the proportions, the last ones the sharpness.

    //: ## Three families, one table
    //:
    //: The VAE has not met the ring yet. Its decoder gives the mean of a Gaussian with a standard deviation s that we
    //: choose, so the reconstruction is |x − out|²/(2s²); s = 1 is half the squared error. At s = 0.3 the reconstruction
    //: counts 1/0.3² = 11 times as much beside the divergence, as with β = 0.09.

    let vaes = inParallel([1, 0.3] as [Scalar]) { s in
        CodeModel.ofPoints(ring, deviation: s, updates: size.ringUpdates, seed: seed)
    }
    let rows = [
        ("VAE, s = 1", vaes[0].points(2_500, using: &generator), 1),
        ("VAE, s = 0.3", vaes[1].points(2_500, using: &generator), 1),
        ("GAN", ganPoints, 1), ("diffusion", diffused, 50),
    ].map { name, points, passes in (name: name, points: points, passes: passes, score: ring.coverage(points)) }
    for row in rows {
        print(
            row.name + ":", row.score.modes, "modes,", decimals(2, row.score.good), "good,", row.passes,
            row.passes == 1 ? "pass a sample" : "passes a sample")
    }
    figure(
        "How many of eight modes each family finds, from the same data, with networks of the same width (64).",
        alt: "Four clouds of points: a blurred ring, a blurred star, thin bridges between eight modes, an even ring.",
        height: 620
    ) {
        cloudsFigure(
            rows.map { ("\($0.name): \($0.score.modes)", $0.points) },
            ring: ring,
            columns: 4)
    }
    claim("modes of the VAE with s = 1", rows[0].score.modes, atMost: 1)
    if !quick {
        claim("good samples, GAN less diffusion", rows[2].score.good - rows[3].score.good, atLeast: 0)
    }
    if !quick { claim("modes of the VAE with s = 0.3", rows[1].score.modes, atLeast: 3) }

    //: | | loss | its samples | what goes wrong | passes a sample |
    //: |---|---|---|---|---|
    //: | VAE | reconstruction + divergence; can be compared | soft, everywhere | bridges between modes; s decides everything | 1 |
    //: | GAN | a game; a flat loss says nothing | sharp, mostly | balance: modes missing, wrong widths | 1 |
    //: | diffusion | squared error of the noise; falls as it should | even; sharper with width and steps | schedule: wrong proportions | one per step |
    //:
    //: At this size the GAN is the sharpest. Diffusion finds all eight modes of this ring and needs no balance, and it keeps
    //: improving: in a trial with 128 units, 100 steps and 4,000 updates 0.82 to 0.90 of its samples were good. Its price is
    //: fifty passes. (Updates here: GAN 3,000, diffusion 2,500, VAEs 2,000.)
    //:
    //: > VAE: one pass, soft. GAN: one pass, sharp, hard to balance. Diffusion: many passes, simple to train.

    //: ## Style is which features go together
    //:
    //: Another kind of generating: a picture whose *texture* is that of another. Slide filters over a picture; each answers
    //: at every pixel. Forget where, and keep what goes with what: for every two filters the mean of the product of their
    //: answers. That table, [C, C] for C filters, is the **Gram matrix**. (In exercise 14.7 each of N images has one:
    //: [N, C, C].) One image, two filters, and a picture of 1 × 3 pixels, so that the answers have the shape [1, 2, 1, 3]:

    let answers = Variable([[[[1, 2, 0]], [[0, 1, 1]]]])
    let table = gram(answers).value
    print(table)
    claim("Gram matrix", table.scalars, equals: [1.6667, 0.6667, 0.6667, 0.6667], within: 1e-4)

    //: In lesson 07 filters were learned. Usually those of a large trained network are taken here. But *random* filters do
    //: much of it (Ustyuzhaninov and others 2016): ours are 11 × 11 pixels, never trained, with a ReLU. We begin with noise
    //: and change the *pixels*, by Adam, until the Gram matrix G of the picture is like that of the given one, G*. The loss
    //: is the **style loss**
    //:
    //:     Σ |G − G*|² / |G*|²
    //:
    //: where |…|² is the sum of the squares of all entries, and Σ adds two terms: one for the picture, one for the
    //: picture at half its size.

    predict(
        "A Gram matrix averages over all places. Stripes, checks, brush strokes in all directions: which will look right in "
            + "the end, and will the lowest loss be among these?",
        answer: "Stripes and checks can be recognized. The loss is lowest for the strokes, and they look wrong.",
        tempting: "The one with the lowest loss looks best.",
        why:
            "But averages keep what repeats everywhere. Strokes lie anyhow, and noise in their colours has nearly the same "
            + "averages. The loss compares what these filters see, and no more."
    )

    let filters = RandomFilters(size.filters, seed: seed)
    let styleBar = progress("style", total: 5 * size.styleSteps)
    let textures = inParallel(Texture.allCases) { texture in
        let original = texture.draw(seed: seed)
        let painted = filters.paint(like: original, steps: size.styleSteps, seed: seed) { _, _ in styleBar.advance() }
        return (name: texture.rawValue, original: original, made: painted.picture, losses: painted.losses)
    }
    for texture in textures {
        print(texture.name + ":", decimals(4, texture.losses[0]), "→", decimals(4, texture.losses.last!))
    }
    figure(
        "Stripes and checks can be recognized. The strokes have the lowest loss, and no stroke is to be seen.",
        alt: "Above stripes, checks and brush strokes; below what was made: stripes, checks, and coloured noise."
    ) { textureFigure(textures) }
    let folds = textures.map { $0.losses[0] / $0.losses.last! }
    claim("the loss falls to a part of", folds, atLeast: size.bound(15, quick: 2))
    if !quick {
        claim(
            "the loss of the strokes is the lowest",
            isTrue: textures[2].losses.last! < min(textures[0].losses.last!, textures[1].losses.last!))
    }

    //: A low loss says that *these filters* see no difference. You do. The flat losses of the GAN said no more.
    //:
    //: For a **style transfer** begin with another picture, the content, and add a second term: the brightness of every
    //: block of 4 × 4 pixels shall stay as it is there. In the end we ask how much of it is left, by the correlation of
    //: these brightnesses with those of the content: 1 if the blocks are light and dark in the same places, 0 if they have
    //: nothing in common.

    let content = Texture.shapes
    let transfers = inParallel(textures.prefix(2)) { texture in
        let made = filters.paint(
            like: texture.original, from: content, contentWeight: 0.1, steps: size.styleSteps, seed: seed
        ) {
            _, _ in styleBar.advance()
        }
        return (
            name: texture.name, picture: made.picture, loss: made.losses.last!,
            kept: correlation(
                blocks(.constant(made.picture)).value, blocks(.constant(content)).value)
        )
    }
    for transfer in transfers {
        print(
            transfer.name + ": style loss", decimals(3, transfer.loss), " correlation with the content's blocks",
            decimals(2, transfer.kept))
    }
    figure(
        "A ring and a triangle, in stripes and in checks. The shape is in the blocks, the texture in the Gram matrices.",
        alt: "A grey ring and triangle; the same made of wavy stripes; the same made of checks.", height: 700
    ) { transferFigure(content, transfers.map { ($0.name, $0.picture) }) }
    claim("blocks still correlate with the content", transfers.map(\.kept), atLeast: 0.75)
    if !quick { claim("style loss of the transfers", transfers.map(\.loss), atMost: 0.08) }

    //: > A style loss compares what its filters see, averaged over all places.

    //: ## A judge sees what it was asked about
    //:
    //: On the ring we could count. For digits there is no centre to measure from. Two judges are common. A *classifier*: are
    //: its answers certain, and are all ten there? Both in one number make the **inception score**. Let p be an image's
    //: class probabilities and q their mean over all images. Take the Kullback–Leibler divergence of p from q, average it
    //: over the images, and raise e to this power:
    //:
    //:     score = exp(mean of Σ p·ln(p/q))
    //:
    //: Two images with p = (1, 0) and (0, 1) have q = (½, ½); both divergences are ln 2, and the score is 2. If both have
    //: the same p, it is 1. With ten digits it lies between 1 and 10. The other judge is the distance to the *nearest real
    //: digit*, among those that no generator has seen.
    //:
    //: Let them judge the digits of this page (GAN and diffusion drew points only), and two frauds: 1,000 copies of *training* digits, and ten digits, one of each
    //: kind, which the classifier is surest of, handed out a hundred times each. Certainty is the mean of the largest
    //: probability. Kinds is exp(−Σ q·ln q): 10 if all digits come equally often, 1 if there is only one.

    let judge = DigitJudge(mnist.training.part(0..<size.digits), unseen: unseen, epochs: size.judgeEpochs, seed: seed)
    let surest = judge.surest(digits)
    let makersOfDigits: [(name: String, images: Tensor)] = [
        ("real, unseen", tests[0..<1_000]), ("autoencoder, N(0, 1)", blind), ("autoencoder, fitted", fitted),
        ("VAE", samples), ("copies", digits[0..<1_000]),
        ("ten of them", digits.gathering((0..<1_000).map { surest[$0 % 10] })),
    ]
    let verdicts = makersOfDigits.map { (name: $0.name, verdict: judge($0.images)) }
    for (name, verdict) in verdicts {
        print(
            name.padding(toLength: 21, withPad: " ", startingAt: 0), "certainty", decimals(2, verdict.certainty),
            " kinds",
            decimals(1, verdict.kinds), " score", decimals(2, verdict.score), " nearest", decimals(2, verdict.distance))
    }
    figure(
        "Certainty cannot tell smears from samples, and no honest generator scores as well as the two frauds.",
        alt:
            "Six rows of eight images with scores: real digits, smears, two kinds of samples, copies, ten repeated digits."
    ) {
        rowsFigure(
            makersOfDigits.map {
                ($0.name.replacingOccurrences(of: "autoencoder, ", with: "autoencoder,\n"), $0.images[0..<8])
            },
            notes: verdicts.map {
                "score \(decimals(1, $0.verdict.score))\nnearest \(decimals(1, $0.verdict.distance))"
            })
    }
    let scores = verdicts.map(\.verdict.score)
    claim(
        "certainty of the smears less that of the VAE's samples",
        verdicts[1].verdict.certainty - verdicts[3].verdict.certainty, atLeast: -0.1)
    claim("score of ten digits handed out again and again", scores[5], atLeast: scores[0])
    claim("best score of an honest generator, less that of copies", scores[1...3].max()! - scores[4], atMost: -0.5)

    //: (The fitted autoencoder scores above the VAE, but its samples lie a little farther from real digits: measuring the
    //: codes afterwards does about as well here as deciding where they lie.)
    //:
    //: Smears are as certain as samples: a classifier says which digit it is, not whether it is one. The distance does see
    //: the smears, but it likes soft pictures, as squared error does. And neither of them asks whether anything is *new*.
    //: For that, measure the distance to the nearest *training* image too: for copies it is 0.

    if !quick {
        claim("score of the fitted autoencoder less that of the VAE", scores[2] - scores[3], atLeast: 0)
    }
    let fromTraining = [samples, makersOfDigits[4].images].map {
        distances($0[0..<200], to: digits).min(alongAxes: 1).mean()
    }
    print("nearest training digit: VAE", decimals(2, fromTraining[0]), " copies", decimals(2, fromTraining[1]))
    claim("distance of copies to the training set", fromTraining[1], atMost: 0.1)
    claim("distance of the VAE's samples", fromTraining[0], atLeast: 2)

    //: > Ask of every score which fraud would win it.

    //: ## What we did not do
    //:
    //: - No image GAN and no image diffusion: convolutions, normalization and hours of training stand behind those you know.
    //: - Nothing was generated *to order*. A label or a text goes in as one more input of generator, decoder or noise network.
    //: - We drew from N(0, 1) without asking how well each family knows the probability of an image. Only the VAE gives a
    //:   bound on it; flows and autoregressive models (lessons 08 and 11 wrote letters that way) give the number itself.
    //: - Our style used random filters of one layer. Trained, deep features are needed for brush strokes.
    //:
    //: ## In short
    //:
    //: The measure decides what is generated, and squared error asks for means. A VAE gives each image a cloud, pulls all
    //: clouds to N(0, 1), and passes the gradient through a draw by drawing first. Both its terms are sums about one image. A
    //: GAN replaces the error by a discriminator; its loss can be flat although the data are not matched.
    //: Diffusion adds noise by one formula and takes it away in many small guesses. Style is which features go together. And
    //: every score can be won by a fraud, so use more than one, and look at the samples.
    //:
    //: ## Words
    //:
    //: - **code** (latent variable): the numbers an image is squeezed into. **decoder**: from codes to images.
    //: - **variational autoencoder** (VAE): a distribution of codes for each image, pulled to N(0, 1).
    //: - **Kullback–Leibler divergence**: how far one distribution is from another; 0 only if they are equal.
    //: - **reparameterization trick**: z = μ + σ·ε, with ε drawn first. **β-VAE**: the divergence weighed by β.
    //: - **generative adversarial network** (GAN): a generator and a discriminator with opposite aims.
    //: - **generator**: from noise to samples. **discriminator** (critic): gives the probability that a sample is real.
    //: - **modes**: places where data are dense. **mode collapse**: modes that a generator never gives.
    //: - **diffusion model** (DDPM): noise added in many steps, a network that guesses it, and as many steps back.
    //:   **schedule**: the β of all steps; ᾱ is what is left of the image.
    //: - **Gram matrix**: the mean products of every two features.
    //: - **style transfer**: one picture's Gram matrices, another's blocks.
    //: - **inception score**: certain answers, and all kinds of them.
    //:
    //: ## Check yourself
    //:
    //: <details><summary>Why does squared error paint means?</summary>
    //:
    //: The number with the least mean squared distance to many numbers is their mean, pixel by pixel.
    //:
    //: </details>
    //: <details><summary>What does each term of the VAE's loss alone lead to?</summary>
    //:
    //: The reconstruction alone: an autoencoder with σ → 0. The divergence alone: all clouds N(0, 1), and codes that say nothing.
    //:
    //: </details>
    //: <details><summary>A GAN's losses have been flat for an hour. What do you look at?</summary>
    //:
    //: At samples: their spread and which modes are missing, best on data where the answer is known.
    //:
    //: </details>
    //: <details><summary>The last √ᾱ of a schedule is 0.5. What will be wrong?</summary>
    //:
    //: Going back starts from N(0, 1), but adding noise never got there. So the proportions are wrong, not the sharpness.
    //:
    //: </details>
    //: <details><summary>Where does the fresh noise of a step back come from?</summary>
    //:
    //: Of the noise that the step had added we know only the mean. The fresh noise has the variance that is left.
    //:
    //: </details>
    //: <details><summary>From 07: what do a Gram matrix and global pooling have in common?</summary>
    //:
    //: Both take one number from all places, so that it no longer matters where something is.
    //:
    //: </details>
    //: <details><summary>From 09: you ran the GAN once and found eight modes. What is missing?</summary>
    //:
    //: Other starts. One run is one draw; the spread over starts says what to expect.
    //:
    //: </details>
    //:
    //: ## Exercises
    //:
    //: In `Exercises/14-generating`; `swift run lesson check 14` tells what is right, what is wrong and why. Begin with the
    //: essential ones.
    //:
    //: - **14.3 Two terms, one scale.** Apply. Read as far as *Two terms about one image*.
    //: - **14.5 Many steps of noise in one.** Repeat.
    //: - **14.8 Did it find them all?** Apply. Read as far as *Eight modes and a count*.
    //: - **14.1 The divergence of a cloud from N(0, 1).** Repeat.
    //: - **14.2 Draw first, then scale and shift.** Repeat.
    //: - **14.4 The losses of discriminator and generator.** Apply.
    //: - **14.6 One step back.** Apply.
    //: - **14.7 Which features go together.** Apply.
    //:
    //: Open end: find a texture of your own that random filters cannot paint, and say what they fail to see in it.
    //:
    //: ## Further
    //:
    //: - D. Kingma and M. Welling, *Auto-Encoding Variational Bayes* (2014): where the two terms come from; appendix B has the
    //:   divergence, term by term.
    //: - I. Goodfellow and others, *Generative Adversarial Nets* (2014): the game, and the proof that its balance is the data.
    //: - J. Ho, A. Jain and P. Abbeel, *Denoising Diffusion Probabilistic Models* (2020): the two formulas of this page, and
    //:   pictures of faces made with them.
    //: - S. Prince, *Understanding Deep Learning* (2023), chapters 14 to 18: all families side by side, with the best drawings.
    //: - I. Ustyuzhaninov and others, *Texture Synthesis Using Shallow Convolutional Networks with Random Filters* (2016): how
    //:   far random filters go, with pictures to compare with ours.
}
