import Nabla
import Notebook

/// How a network with one hidden layer is trained: everything that the experiments of lesson 06 vary.
struct Recipe {
    var hidden = 128
    var hiddenStart = Initializer.glorotUniform
    var outputStart = Initializer.glorotUniform
    var dropout: Scalar = 0
    var penalty: Scalar = 0
    var learningRate: Scalar = 0.001
    /// Plain gradient descent; otherwise Adam.
    var isDescent = false
    var epochs = 8
    var batchSize = 64
    /// How many epochs lie between two measurements.
    var pace = 1
}

/// What a run measured, with the number of updates before each measurement.
struct Curve {
    var updates: [Int] = []
    var trainingLoss: [Scalar] = []
    var trainingAccuracy: [Scalar] = []
    var validationLoss: [Scalar] = []
    var validationAccuracy: [Scalar] = []

    /// How much more the digits cost at the end that were not learned from.
    var gap: Scalar { validationLoss[validationLoss.count - 1] - trainingLoss[trainingLoss.count - 1] }
}

extension Recipe {
    /// A fresh network.
    func network(seed: UInt64) -> Sequential {
        var generator = SeededGenerator(seed: seed)
        return Sequential(
            Flatten(), Dense(784, hidden, initializer: hiddenStart, using: &generator), ReLU(),
            Dropout(dropout, seed: seed), Dense(hidden, 10, initializer: outputStart, using: &generator))
    }

    /// Trains a fresh network. Both sets are measured in the same way: asked, not trained, on 2,000 digits at most.
    func train(on training: ImageSet, validation: ImageSet, seed: UInt64) -> Curve {
        let model = network(seed: seed)
        let weights = [1, 4].map { model.layers[$0].parameters[0] }
        let optimizer: any Optimizer =
            isDescent
            ? SGD(model.parameters, learningRate: learningRate)
            : Adam(model.parameters, learningRate: learningRate)
        let strength = penalty
        let trainer = Trainer(model, optimizer: optimizer, seed: seed) { scores, labels in
            let loss = softmaxCrossEntropy(scores: scores, labels: labels)
            return strength > 0 ? loss + l2Penalty(weights, strength: strength) : loss
        }
        let sample = training.part(0..<min(2000, training.count))
        var curve = Curve()
        for epoch in stride(from: pace, through: epochs, by: pace) {
            trainer.fit(training.images, training.labels, epochs: pace, batchSize: batchSize)
            let known = evaluate(model, sample.images, sample.labels)
            let unseen = evaluate(model, validation.images, validation.labels)
            curve.updates.append(epoch * ((training.count + batchSize - 1) / batchSize))
            curve.trainingLoss.append(known.loss)
            curve.trainingAccuracy.append(known.accuracy)
            curve.validationLoss.append(unseen.loss)
            curve.validationAccuracy.append(unseen.accuracy)
        }
        return curve
    }
}

/// One setting of an experiment, and its runs from several starts.
struct Setting {
    var name: String
    var ink = Ink.data
    var recipe: Recipe
    /// The inputs are multiplied by this.
    var inputScale: Scalar = 1
    /// How many of the training images are used.
    var count: Int
    var curves: [Curve] = []

    /// The accuracies of all starts at the end.
    var ends: [Scalar] { curves.map { $0.validationAccuracy[$0.validationAccuracy.count - 1] } }
    /// The mean of the lowest validation losses: what stopping early would keep.
    var bestLoss: Scalar { curves.map { $0.validationLoss.min()! }.reduce(0, +) / Scalar(curves.count) }
    /// The mean of the validation losses at the end.
    var lastLoss: Scalar {
        curves.map { $0.validationLoss[$0.validationLoss.count - 1] }.reduce(0, +) / Scalar(curves.count)
    }
    var meanGap: Scalar { curves.map(\.gap).reduce(0, +) / Scalar(curves.count) }
}

/// The experiments on one split of the digits.
struct DigitExperiments {
    let training: ImageSet
    let validation: ImageSet
    /// How many starts each setting gets.
    let starts: Int
    let seed: UInt64
    let quick: Bool

    init(_ training: ImageSet, _ validation: ImageSet, quick: Bool, seed: UInt64) {
        self.training = training
        self.validation = validation.part(0..<min(2000, validation.count))
        starts = quick ? 2 : 5
        self.seed = seed
        self.quick = quick
    }

    /// A network of 128 units on some thousand images.
    func watch() -> [Curve] {
        let setting = Setting(name: "", recipe: Recipe(epochs: quick ? 4 : 10), count: quick ? 2000 : 8000)
        return run([setting], starts: starts, "five starts")[0].curves
    }

    /// One thing changed at a time: the learning rate, the starting weights, the scale of the inputs.
    func variations() -> (rates: [Setting], initializations: [Setting], scales: [Setting]) {
        let wide = Initializer.normal(standardDeviation: 1)
        func setting(_ name: String, _ ink: Ink, scale: Scalar = 1, _ change: (inout Recipe) -> Void)
            -> Setting
        {
            var recipe = Recipe(learningRate: 0.1, isDescent: true, epochs: quick ? 3 : 6)
            change(&recipe)
            return Setting(
                name: name, ink: ink, recipe: recipe, inputScale: scale, count: quick ? 1500 : 4000)
        }
        let all = run(
            [
                setting("0.1", .series(0)) { _ in },
                setting("0.001", .series(5)) { $0.learningRate = 0.001 },
                setting("10", .error) { $0.learningRate = 10 },
                setting("N(0, 1)", .series(4)) { ($0.hiddenStart, $0.outputStart) = (wide, wide) },
                setting("all 0", .error) { ($0.hiddenStart, $0.outputStart) = (.zeros, .zeros) },
                setting("0…255", .error, scale: 255) { _ in },
            ], starts: quick ? 1 : 3, "one setting at a time")
        func named(_ setting: Setting, _ name: String) -> Setting {
            var setting = setting
            setting.name = name
            return setting
        }
        return (
            [all[0], all[1], all[2]], [named(all[0], "Glorot"), all[3], all[4]],
            [named(all[0], "0…1"), all[5]]
        )
    }

    /// Too few images, and what helps.
    func cures() -> [Setting] {
        let count = quick ? 500 : 1000
        let recipe = Recipe(learningRate: 0.002, epochs: quick ? 20 : 40, batchSize: 50, pace: quick ? 4 : 2)
        func setting(_ name: String, count: Int, _ change: (inout Recipe) -> Void) -> Setting {
            var recipe = recipe
            change(&recipe)
            return Setting(name: name, recipe: recipe, count: count)
        }
        return run(
            [
                setting("\(formatted(Double(count), decimals: 0)) images, nothing else", count: count) { _ in
                },
                setting("five times as many images", count: 5 * count) {
                    ($0.epochs, $0.pace) = ($0.epochs / 5, 1)
                },
                setting("L2 penalty", count: count) { $0.penalty = 0.002 },
                setting("dropout of one half", count: count) { $0.dropout = 0.5 },
            ], starts: starts, "against overfitting")
    }

    private func run(_ settings: [Setting], starts: Int, _ label: String) -> [Setting] {
        let bar = progress(label, total: settings.count * starts)
        let done = settings.map { setting in
            var setting = setting
            func scaled(_ set: ImageSet) -> ImageSet {
                setting.inputScale == 1
                    ? set : ImageSet(images: set.images * setting.inputScale, labels: set.labels)
            }
            let (known, unseen) = (scaled(training.part(0..<setting.count)), scaled(validation))
            setting.curves = inParallel(0..<UInt64(starts)) { [setting] start in
                defer { bar.advance(setting.name) }
                return setting.recipe.train(on: known, validation: unseen, seed: 100 * seed + start)
            }
            return setting
        }
        bar.finish()
        return done
    }

    /// Accuracy on unseen digits after learning from each number of images, from several starts.
    func accuracy(by counts: [Int], unseen: ImageSet) -> [[Scalar]] {
        let starts = quick ? 2 : 3
        let bar = progress("few images, many images", total: counts.count * starts)
        let result = counts.map { count in
            inParallel(0..<UInt64(starts)) { start in
                defer { bar.advance("\(count) images") }
                let seed = 100 * seed + start
                var generator = SeededGenerator(seed: seed)
                let few = training.picked(
                    Array((0..<training.count).shuffled(using: &generator).prefix(count)))
                let batchSize = min(64, count)
                let updates = (count + batchSize - 1) / batchSize
                let model = Recipe().network(seed: seed)
                Trainer(model, optimizer: Adam(model.parameters), seed: seed)
                    .fit(
                        few.images, few.labels, epochs: max(quick ? 1 : 5, (quick ? 100 : 400) / updates),
                        batchSize: batchSize)
                return evaluate(model, unseen.images, unseen.labels).accuracy
            }
        }
        bar.finish()
        return result
    }
}
