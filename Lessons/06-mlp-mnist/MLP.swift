import Notebook

public func mlp() throws {
    //: # 06 · A multilayer perceptron on MNIST
}
