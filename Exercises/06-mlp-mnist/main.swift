import Grading

// Hands your functions to the checks. There is nothing to change here.
Lesson06(
    softmax: softmax(of:), crossEntropy: crossEntropy, crossEntropyGradient: crossEntropyGradient,
    scales: scales, symmetryPrediction: symmetryPrediction, batches: batches, dropout: dropout,
    dropoutBackward: dropoutBackward, evaluate: evaluate
).main()
