import Notebook

/// Every lesson of the course, in order. A new lesson costs one line here; as the list stands in
/// braces, Swift compiles nothing else anew for it.
public var catalogue: [Lesson] {
    [
        Lesson("01-tensors/Tensors.swift", title: "Tensors", minutes: 35, run: tensors),
        Lesson("02-broadcasting/Broadcasting.swift", title: "Broadcasting", minutes: 30, run: broadcasting),
        Lesson(
            "03-gradient-descent/GradientDescent.swift", title: "Gradient descent", minutes: 65,
            run: gradientDescent),
        Lesson("04-perceptron/Perceptron.swift", title: "The perceptron", minutes: 50, run: perceptron),
        Lesson(
            "05-backpropagation/Backpropagation.swift", title: "Backpropagation by hand", minutes: 75,
            run: backpropagation),
        Lesson(
            "06-mlp-mnist/MLP.swift", title: "A multilayer perceptron on MNIST", minutes: 60, run: mlpOnMNIST),
        Lesson(
            "07-convolutional-networks/ConvolutionalNetworks.swift", title: "Convolutional networks",
            minutes: 60, run: convolutionalNetworks),
        Lesson(
            "08-recurrent/Recurrent.swift", title: "Recurrent networks: RNN, LSTM, GRU", minutes: 75,
            run: recurrentNetworks),
    ]
}
