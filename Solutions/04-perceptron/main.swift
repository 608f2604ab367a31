import Grading

// Hands your functions to the checks. There is nothing to change here.
Lesson04(
    predict: predict, update: update, train: train, and: andGate, or: orGate, nand: nandGate, xor: xor,
    counterexample: counterexample, margin: margin, learningRatePrediction: learningRatePrediction
).main()
