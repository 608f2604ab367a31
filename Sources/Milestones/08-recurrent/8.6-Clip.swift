import Nabla

func clip(gradients: [Tensor], limit: Scalar) throws -> [Tensor] {
    let parameters = gradients.map { Parameter("gradient", Tensor(zeros: $0.shape)) }
    for (parameter, gradient) in zip(parameters, gradients) { (parameter * .constant(gradient)).sum().backward() }
    clipGradients(of: parameters, norm: limit)
    return parameters.map { $0.gradient! }
}
