import Nabla
import Notebook

extension RunSize {
    /// How many updates so many epochs take.
    func updates(_ epochs: Int) -> Int { epochs * ((digits + 127) / 128) }

    /// What is not as the text says it.
    func differences(_ mnist: MNIST) -> [String] {
        var differences = [mnist.standInNote].compactMap(\.self)
        if quick {
            differences.append(
                "This is a quick run: fewer digits, fewer settings of β and much shorter trainings. **Its pictures are cruder "
                    + "than the text says, and its numbers are not those of the text.**")
        }
        return differences
    }
}

/// The mean distance of images to the nearest of some others.
func nearest(_ images: Tensor, _ others: Tensor) -> Scalar { distances(images, to: others).min(alongAxes: 1).mean() }

/// A VAE with two codes for each β, and what the film shows of it.
func dialFrames(_ size: RunSize, _ digits: Tensor, _ tests: Tensor, labels: [Int], seed: UInt64)
    -> [(model: CodeModel, frame: DialFrame)]
{
    let bar = progress("the dial β", total: size.dial.count * size.updates(size.dialEpochs))
    return size.dial.map { β in
        var generator = SeededGenerator(seed: seed)
        let model = CodeModel(inputs: 784, hidden: [400], codes: 2, using: &generator)
        model.train(on: digits, β: β, epochs: size.dialEpochs, seed: seed) { bar.advance() }
        let drawn = Tensor(randomNormal: [14, 2], using: &generator)
        let frame = DialFrame(
            β: β, means: model.clouds(tests[0..<500]).mean, labels: Array(labels.prefix(500)),
            reconstructions: model.images(model.clouds(tests[0..<7]).mean), samples: model.images(drawn),
            terms: model.terms(tests, seed: seed))
        return (model, frame)
    }
}

/// Starts of the game with two humps, each with its film.
func humpGames(
    _ size: RunSize, real: @Sendable (Int, inout SeededGenerator) -> Tensor, seed: UInt64
) -> [HumpGame] {
    let stops = (size.quick ? [600] : [100, 300, 450, 600, 1_000, 1_500])
    return inParallel(0..<size.games) { start in
        let game = Adversaries(
            size: 1, hidden: (16, 32), generatorRate: 0.002, discriminatorRate: 0.002, seed: 10 * seed + UInt64(start))
        var film = [GameFrame(game, step: 0)]
        let losses = game.train(steps: size.steps, batch: 128, real: real) { step in
            if stops.contains(step) { film.append(GameFrame(game, step: step)) }
        }
        let points = game.samples(2_000)
        return HumpGame(
            film: film, near: (abs(abs(points) - 2) .<= 0.9).mean(), left: (points .< 0).mean(),
            loss: losses.discriminator)
    }
}

/// A start of the game with two humps: its film, and in the end the fraction of points near a hump, the fraction on the left,
/// and the discriminator's loss.
struct HumpGame {
    let film: [GameFrame]
    let near: Scalar
    let left: Scalar
    let loss: Scalar

    var fillsBoth: Bool { near >= 0.8 && (0.3...0.7).contains(left) }
}

/// A game in one dimension: the discriminator's loss after every fiftieth of the steps, and what is generated in the end.
func flatGame(real: (Int, inout SeededGenerator) -> Tensor, steps: Int, seed: UInt64) -> (
    losses: [Scalar], samples: Tensor
) {
    let game = Adversaries(size: 1, hidden: (16, 32), generatorRate: 0.002, discriminatorRate: 0.002, seed: seed)
    let part = steps / 50
    var losses: [Scalar] = []
    for _ in 0..<50 { losses.append(game.train(steps: part, batch: 128, real: real).discriminator) }
    return (losses, game.samples(4_000))
}

/// For some steps of the discriminator alone: what it gives generated points, and how much larger the gradient at these
/// points is with −ln D than with ln(1 − D). Medians over some starts.
func aheadTable(
    real: @Sendable (Int, inout SeededGenerator) -> Tensor, steps: [Int], starts: Int, seed: UInt64
) -> [(steps: Int, fake: Scalar, ratio: Scalar)] {
    let found = inParallel(0..<starts) { start in
        let game = Adversaries(
            size: 1, hidden: (16, 32), generatorRate: 0.002, discriminatorRate: 0.002, seed: 100 * seed + UInt64(start))
        var random = SeededGenerator(seed: seed + UInt64(start))
        var done = 0
        return steps.map { goal in
            for _ in done..<goal { game.discriminatorStep(real: real(128, &random)) }
            done = goal
            return gradientsBehind(game, seed: seed)
        }
    }
    func median(_ values: [Scalar]) -> Scalar { values.sorted()[values.count / 2] }
    return steps.indices.map { place in
        (steps[place], median(found.map { $0[place].fake }), median(found.map { $0[place].ratio }))
    }
}

/// The correlation of the entries of two tensors.
func correlation(_ a: Tensor, _ b: Tensor) -> Scalar {
    let (x, y) = (a - a.mean(), b - b.mean())
    return (x * y).mean() / (a.variance() * b.variance()).squareRoot()
}
