import Nabla

/// Logistic regression with ten classes (softmax regression): scores z = x·W + b, probabilities by softmax, and the W and b
/// that make the cross-entropy small. It is a network without a hidden layer.
///
/// Source: D. R. Cox, “The regression analysis of binary sequences”, 1958.
func logisticRegression(_ training: ImageSet, epochs: Int = 3, seed: UInt64) -> LinearScores {
    trainedScores(training, epochs: epochs, seed: seed) { scores, labels, _ in
        softmaxCrossEntropy(scores: scores, labels: labels)
    }
}

/// Trains x·W + b from zeros, in batches of 128, with Adam, for any loss of scores, labels and weights.
func trainedScores(
    _ training: ImageSet, epochs: Int, seed: UInt64, loss: @escaping (Variable, [Int], Variable) -> Variable
) -> LinearScores {
    var generator = SeededGenerator(seed: seed)
    let layer = Dense(784, 10, initializer: .zeros, using: &generator)
    let model = Sequential(Flatten(), layer)
    Trainer(model, optimizer: Adam(model.parameters), seed: seed) { loss($0, $1, layer.weight) }
        .fit(training.images, training.labels, epochs: epochs, batchSize: 128)
    return LinearScores(weights: layer.weight.value, bias: layer.bias.value)
}
