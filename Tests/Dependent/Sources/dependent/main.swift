import Nabla

// XOR: four samples, one hidden layer.
var generator = SeededGenerator(seed: 1)
let x: Tensor = [[0, 0], [0, 1], [1, 0], [1, 1]]
let model = Sequential(Dense(2, 8, using: &generator), Tanh(), Dense(8, 2, using: &generator))
let optimizer = Adam(model.parameters, learningRate: 0.05)
for _ in 0..<200 {
    let loss = softmaxCrossEntropy(scores: model(Variable.constant(x), mode: .training), labels: [0, 1, 1, 0])
    optimizer.zeroGradients()
    loss.backward()
    optimizer.step()
}
print(model.predict(x).argmax(alongAxis: 1))
