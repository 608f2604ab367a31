import Nabla

func momentum(gradients: Tensor, rates: Tensor, beta: Scalar) throws -> Tensor {
    let place = Parameter("place", Tensor(zeros: [gradients.shape[1]]))
    let optimizer = SGD([place], momentum: beta)
    return Tensor(
        stacking: (0..<gradients.shape[0]).map { t in
            optimizer.learningRate = rates[t].item
            optimizer.zeroGradients()
            (place * .constant(gradients[t])).sum().backward()
            optimizer.step()
            return place.value
        })
}
