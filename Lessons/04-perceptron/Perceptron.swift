import Notebook

public func perceptron() throws {
    //: # 04 · The perceptron
}
