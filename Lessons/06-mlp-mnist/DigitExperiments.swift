import Nabla
import Notebook

/// How a network with one hidden layer is trained: everything that the experiments of lesson 06 vary.
struct Recipe {
    var hidden = 128
    var hiddenStart = Initializer.glorotUniform
    var outputStart = Initializer.glorotUniform
    var dropout: Scalar = 0
    var decay: Scalar = 0
    var learningRate: Scalar = 0.001
    var isDescent = false
    var epochs = 8
    var batchSize = 64
}

/// What a run measured, one entry an epoch.
struct Curve {
    var updates: [Int] = []
    var trainingLoss: [Scalar] = []
    var trainingAccuracy: [Scalar] = []
    var validationLoss: [Scalar] = []
    var validationAccuracy: [Scalar] = []
}

extension Recipe {
    /// A fresh network.
    func network(seed: UInt64) -> Sequential {
        var generator = SeededGenerator(seed: seed)
        return Sequential(
            Flatten(), Dense(784, hidden, initializer: hiddenStart, using: &generator), ReLU(),
            Dropout(dropout, seed: seed), Dense(hidden, 10, initializer: outputStart, using: &generator))
    }

    /// Trains a fresh network and measures it after every epoch, on both sets in the same way: asked, not trained.
    func train(
        on training: ImageSet, validation: ImageSet, seed: UInt64, measuresTraining: Bool = true
    ) -> (model: Sequential, curve: Curve) {
        let model = network(seed: seed)
        let weights = [1, 4].map { model.layers[$0].parameters[0] }
        let optimizer: any Optimizer =
            isDescent
            ? SGD(model.parameters, learningRate: learningRate)
            : Adam(model.parameters, learningRate: learningRate)
        let strength = decay
        let trainer = Trainer(model, optimizer: optimizer, seed: seed) { scores, labels in
            let loss = softmaxCrossEntropy(scores: scores, labels: labels)
            return strength > 0 ? loss + l2Penalty(weights, strength: strength) : loss
        }
        var curve = Curve()
        let updates = (training.count + batchSize - 1) / batchSize
        for epoch in 1...epochs {
            let history = trainer.fit(training.images, training.labels, epochs: 1, batchSize: batchSize)
            let known = measuresTraining ? evaluate(model, training.images, training.labels) : nil
            let unseen = evaluate(model, validation.images, validation.labels)
            curve.updates.append(epoch * updates)
            curve.trainingLoss.append(known?.loss ?? history.loss[0])
            curve.trainingAccuracy.append(known?.accuracy ?? history.accuracy[0])
            curve.validationLoss.append(unseen.loss)
            curve.validationAccuracy.append(unseen.accuracy)
        }
        return (model, curve)
    }
}

/// One setting of an experiment, run from several starts.
struct Setting {
    var name: String
    var ink: Ink
    var recipe: Recipe
    /// The inputs are multiplied by this.
    var inputScale: Scalar = 1
    /// How many of the training images are used.
    var count: Int
    var curves: [Curve] = []
}

extension Array where Element == Setting {
    /// Trains every setting from `starts` different starts.
    func run(_ digits: (training: ImageSet, validation: ImageSet), starts: Int, seed: UInt64) -> [Setting] {
        let bar = progress("experiments", total: count * starts)
        let done = map { setting in
            func scaled(_ set: ImageSet) -> ImageSet {
                setting.inputScale == 1
                    ? set : ImageSet(images: set.images * setting.inputScale, labels: set.labels)
            }
            let training = scaled(digits.training.part(0..<setting.count))
            let validation = scaled(digits.validation)
            var setting = setting
            for start in 0..<UInt64(starts) {
                setting.curves.append(
                    setting.recipe.train(on: training, validation: validation, seed: 100 * seed + start).curve
                )
                bar.advance(setting.name)
            }
            return setting
        }
        bar.finish()
        return done
    }
}

/// Accuracy on unseen digits after learning from some of the images, for several starts.
func accuracyByCount(
    _ counts: [Int], training: ImageSet, unseen: ImageSet, starts: Int, updates: Int, seed: UInt64
) -> [[Scalar]] {
    let bar = progress("fewer images, more images", total: counts.count * starts)
    let result = counts.map { count in
        (0..<starts).map { start in
            let seed = 100 * seed + UInt64(start)
            var generator = SeededGenerator(seed: seed)
            let rows = Array((0..<training.count).shuffled(using: &generator).prefix(count))
            let few = training.picked(rows)
            let batchSize = Swift.min(64, count)
            var recipe = Recipe(batchSize: batchSize)
            recipe.epochs = 1
            let model = recipe.network(seed: seed)
            let perEpoch = (count + batchSize - 1) / batchSize
            Trainer(model, optimizer: Adam(model.parameters), seed: seed)
                .fit(few.images, few.labels, epochs: Swift.max(1, updates / perEpoch), batchSize: batchSize)
            bar.advance("\(count) images")
            return evaluate(model, unseen.images, unseen.labels).accuracy
        }
    }
    bar.finish()
    return result
}
