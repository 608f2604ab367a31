import Nabla
import Notebook

/// Weights of 1 under gradients that are nothing but noise: what is left of them after some steps of Adam.
struct Shrinking {
    let noises: [Scalar]
    let steps: Int
    let none: [Scalar]
    let inside: [Scalar]
    let beside: [Scalar]

    init(rate: Scalar = 0.01, decay: Scalar = 0.1, steps: Int = 200, copies: Int = 200, seed: UInt64) {
        let noises = stride(from: -3.0, through: 1.01, by: 0.25).map { Scalar(pow(Tensor(10), Scalar($0)).item) }
        let spread = Tensor(noises)
        func left(_ optimizer: ([Parameter]) -> any Optimizer, inside λ: Scalar = 0) -> [Scalar] {
            var generator = SeededGenerator(seed: seed)
            let w = Parameter("weights", Tensor(ones: [copies, noises.count]))
            let optimizer = optimizer([w])
            for _ in 0..<steps {
                let noise = spread * Tensor(randomNormal: w.shape, using: &generator)
                optimizer.zeroGradients()
                ((.constant(noise) * w).sum() + λ / 2 * square(w).sum()).backward()
                optimizer.step()
            }
            return w.value.mean(alongAxes: 0).scalars
        }
        (self.noises, self.steps) = (noises, steps)
        none = left { Adam($0, learningRate: rate) }
        inside = left({ Adam($0, learningRate: rate) }, inside: decay)
        beside = left { AdamW($0, learningRate: rate, weightDecay: decay) }
    }
}

/// Sums modulo 31 learned from 70 % of all pairs, with weight decay beside Adam.
struct LearnedSums {
    private(set) var updates: [Int] = []
    private(set) var known: [Scalar] = []
    private(set) var unseen: [Scalar] = []

    /// All 961 pairs a, b as two one-hot vectors side by side; a hidden layer of 128; an answer for each of 31 sums.
    init(decay: Scalar, steps: Int, seed: UInt64) {
        let modulus = 31
        var generator = SeededGenerator(seed: seed)
        let pairs = (0..<modulus * modulus).shuffled(using: &generator)
        let x = Tensor(
            concatenating: [
                Tensor(oneHot: pairs.map { $0 / modulus }, classes: modulus),
                Tensor(oneHot: pairs.map { $0 % modulus }, classes: modulus),
            ], alongAxis: 1)
        let sums = pairs.map { ($0 / modulus + $0 % modulus) % modulus }
        let count = pairs.count * 7 / 10
        let (learned, rest) = (x[0..<count], x[count..<pairs.count])
        func start(_ inputs: Int) -> Initializer { .normal(standardDeviation: (1 / Scalar(inputs)).squareRoot()) }
        let model = Sequential(
            Dense(2 * modulus, 128, initializer: start(2 * modulus), using: &generator), ReLU(),
            Dense(128, modulus, initializer: start(128), using: &generator))
        let weights = model.parameters.filter { $0.shape.count == 2 }
        let rate: Scalar = 0.01
        let biases = model.parameters.filter { $0.shape.count == 1 }
        let optimizer = OptimizerGroups([
            AdamW(weights, learningRate: rate, weightDecay: decay, beta2: 0.98),
            AdamW(biases, learningRate: rate, weightDecay: 0, beta2: 0.98),
        ])
        for step in 1...steps {
            let scores = model(.constant(learned), mode: .training)
            let loss = softmaxCrossEntropy(scores: scores, labels: Array(sums[..<count]))
            optimizer.zeroGradients()
            loss.backward()
            optimizer.step()
            if step % (step < 100 ? 10 : 25) == 0 {
                updates.append(step)
                known.append(accuracy(scores: model.predict(learned), labels: Array(sums[..<count])))
                unseen.append(accuracy(scores: model.predict(rest), labels: Array(sums[count...])))
            }
        }
    }

    /// After how many updates an accuracy was above a bound for the first time.
    func first(of accuracies: [Scalar], above bound: Scalar) -> Int? {
        accuracies.firstIndex { $0 > bound }.map { updates[$0] }
    }

    func known(_ step: Int) -> Scalar { known[updates.firstIndex(of: step)!] }
    func unseen(_ step: Int) -> Scalar { unseen[updates.firstIndex(of: step)!] }
}

/// One rate, constant and with a schedule: the test accuracy of every seed.
struct ScheduleRow {
    let rate: Scalar
    let constant: [Scalar]
    let scheduled: [Scalar]
    let constantLoss: [Scalar]
    let scheduledLoss: [Scalar]
    /// Hidden units of 128 that are 0 for every known signal at the end.
    let constantDead: [Scalar]
    let scheduledDead: [Scalar]

    /// Up over the first tenth, then down along half a cosine.
    static func schedule(_ steps: Int) -> Schedule {
        .warmUp(steps: steps / 10, then: .cosine(steps: steps - steps / 10))
    }
}

extension TrickExperiment {
    func schedules(_ rates: [Scalar]) -> [ScheduleRow] {
        let bar = progress("rates and schedules", total: rates.count * size.scheduleSeeds)
        let rows = rates.map { rate in
            let runs = inParallel(seeds(size.scheduleSeeds)) { seed in
                defer { bar.advance("rate \(rate)") }
                var recipe = Recipe(rate: rate, steps: size.scheduleSteps)
                let constant = recipe.train(on: few, test: test, seed: seed)
                recipe.schedule = ScheduleRow.schedule(size.scheduleSteps)
                return (constant: constant, scheduled: recipe.train(on: few, test: test, seed: seed))
            }
            return ScheduleRow(
                rate: rate, constant: runs.map(\.constant.accuracy), scheduled: runs.map(\.scheduled.accuracy),
                constantLoss: runs.map { $0.constant.known.last!.loss },
                scheduledLoss: runs.map { $0.scheduled.known.last!.loss },
                constantDead: runs.map { Scalar(deadUnits($0.constant.model, few.x)) },
                scheduledDead: runs.map { Scalar(deadUnits($0.scheduled.model, few.x)) })
        }
        bar.finish()
        return rows
    }
}

/// One setting that was tried.
struct Trial {
    let rate: Scalar
    let l2: Scalar
    let accuracy: Scalar
}

extension TrickExperiment {
    /// Rates from 10⁻⁴ to 1 and penalties from 10⁻⁶ to 10⁻², both on a logarithmic scale.
    func search() -> (grid: [Trial], random: [Trial]) {
        var generator = SeededGenerator(seed: seed &+ 77)
        let few = all.part(0..<2000)
        func power(_ share: Scalar, from low: Scalar) -> Scalar { pow(Tensor(10), low + 4 * share).item }
        let places = (0..<size.side).map { Scalar($0) / Scalar(size.side - 1) }
        let inGrid = places.flatMap { l2 in places.map { (power($0, from: -4), power(l2, from: -6)) } }
        let drawn = (0..<size.trials).map { _ in
            (
                power(Scalar.random(in: 0..<1, using: &generator), from: -4),
                power(Scalar.random(in: 0..<1, using: &generator), from: -6)
            )
        }
        let bar = progress("grid and random search", total: inGrid.count + drawn.count)
        func tried(_ settings: [(Scalar, Scalar)]) -> [Trial] {
            inParallel(settings) { rate, l2 in
                defer { bar.advance("rate \(decimals(4, rate))") }
                let recipe = Recipe(l2: l2, rate: rate, steps: size.trialSteps)
                return Trial(
                    rate: rate, l2: l2, accuracy: recipe.train(on: few, test: validation, seed: 100 * seed).accuracy)
            }
        }
        let result = (tried(inGrid), tried(drawn))
        bar.finish()
        return result
    }
}

/// How often the best of as many random trials as the grid has beats the grid's best, over many draws from a pool.
func beating(_ grid: [Trial], _ pool: [Trial], seed: UInt64) -> (share: Scalar, mean: Scalar) {
    var generator = SeededGenerator(seed: seed)
    let best = grid.map(\.accuracy).max()!
    let draws = (0..<500).map { _ in pool.shuffled(using: &generator).prefix(grid.count).map(\.accuracy).max()! }
    return (Scalar(draws.count { $0 > best }) / Scalar(draws.count), draws.mean)
}

/// Digits of which every tenth has a wrong label, and a network that learns from them.
struct WrongLabels {
    let set: ImageSet
    /// With the planted ones.
    let labels: [Int]
    let isPlanted: [Bool]
    private(set) var losses: [Scalar] = []

    init(_ set: ImageSet, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let chosen = Set((0..<set.count).shuffled(using: &generator).prefix(set.count / 10))
        self.set = set
        isPlanted = (0..<set.count).map { chosen.contains($0) }
        labels = (0..<set.count).map {
            chosen.contains($0) ? (set.labels[$0] + Int.random(in: 1...9, using: &generator)) % 10 : set.labels[$0]
        }
    }

    /// The samples, the most expensive first.
    var ranked: [Int] { losses.indices.sorted { losses[$0] > losses[$1] } }

    /// Of the first `count` suspects the share that was planted.
    func planted(among count: Int) -> Scalar {
        Scalar(ranked.prefix(count).count { isPlanted[$0] }) / Scalar(count)
    }

    static func network(seed: UInt64) -> Sequential {
        var generator = SeededGenerator(seed: seed)
        return Sequential(
            Flatten(), Dense(784, 64, initializer: .heNormal, using: &generator), ReLU(),
            Dense(64, 10, using: &generator))
    }

    mutating func measure(_ model: Sequential) {
        let scores = logSoftmax(model.predict(set.images)).scalars
        losses = labels.indices.map { -scores[$0 * 10 + labels[$0]] }
    }

    /// Trains a network on the labels as they are, and measures every sample's loss after some epochs.
    mutating func history(epochs: [Int], counts: [Int], keep: Int, seed: UInt64) -> [(epoch: Int, shares: [Scalar])] {
        let model = Self.network(seed: seed)
        let trainer = Trainer(model, optimizer: Adam(model.parameters), seed: seed)
        var (done, history, kept) = (0, [(epoch: Int, shares: [Scalar])](), [Scalar]())
        for epoch in progress("learning from wrong labels", epochs) {
            trainer.fit(set.images, labels, epochs: epoch - done, batchSize: 50)
            done = epoch
            measure(model)
            history.append((epoch, counts.map { planted(among: $0) }))
            if epoch == keep { kept = losses }
        }
        losses = kept
        return history
    }

    /// Test accuracy, the mean over some seeds, of networks trained on the labels as they are, without the suspects, with
    /// the suspects' labels mended, and on labels that were never spoilt. As many are suspected as were planted.
    func repaired(test: ImageSet, seeds: [UInt64]) -> [(name: String, accuracy: Scalar)] {
        let suspects = Set(ranked.prefix(set.count / 10))
        let kept = (0..<set.count).filter { !suspects.contains($0) }
        let mended = (0..<set.count).map { suspects.contains($0) ? set.labels[$0] : labels[$0] }
        let repairs: [(name: String, set: ImageSet, labels: [Int])] = [
            ("as they are", set, labels), ("thrown out", set.picked(kept), kept.map { labels[$0] }),
            ("mended", set, mended), ("never spoilt", set, set.labels),
        ]
        let bar = progress("training on mended labels", total: repairs.count)
        defer { bar.finish() }
        return inParallel(repairs) { repair in
            defer { bar.advance(repair.name) }
            let accuracies = seeds.map { Self.accuracy(repair.set, repair.labels, test: test, seed: $0) }
            return (repair.name, accuracies.mean)
        }
    }

    /// Test accuracy after five epochs on some of the images with some labels.
    static func accuracy(_ set: ImageSet, _ labels: [Int], test: ImageSet, seed: UInt64) -> Scalar {
        let model = network(seed: seed)
        Trainer(model, optimizer: Adam(model.parameters), seed: seed)
            .fit(set.images, labels, epochs: 5, batchSize: 50)
        return evaluate(model, test.images, test.labels).accuracy
    }
}

/// Double descent: medians over all draws for each number of features.
struct DescentCurve {
    let ridge: Scalar
    let widths: [Int]
    let losses: [Scalar]
    let errors: [Scalar]

    init(ridge: Scalar, size: RunSize, seed: UInt64) throws {
        var losses = [[Scalar]](repeating: [], count: size.widths.count)
        var errors = losses
        for draw in 0..<UInt64(size.draws) {
            let seed = 100 * seed + draw
            let (known, unseen) = MNIST1D.sets(training: 200, test: 1000, rotation: 1, seed: seed)
            let features = RandomFeatures(known: Signals(known), unseen: Signals(unseen), seed: seed)
            for (place, width) in size.widths.enumerated() {
                let fit = try features.fit(features: width, ridge: ridge)
                losses[place].append(fit.loss)
                errors[place].append(fit.error)
            }
        }
        (self.ridge, widths) = (ridge, size.widths)
        self.losses = losses.map(\.median)
        self.errors = errors.map(\.median)
    }

    func loss(_ width: Int) -> Scalar { losses[widths.firstIndex(of: width)!] }
    func error(_ width: Int) -> Scalar { errors[widths.firstIndex(of: width)!] }
    /// Left of the peak.
    var leftMinimum: Scalar { zip(widths, losses).filter { $0.0 < 200 }.map(\.1).min()! }
    var leftError: Scalar { zip(widths, errors).filter { $0.0 < 200 }.map(\.1).min()! }
}
