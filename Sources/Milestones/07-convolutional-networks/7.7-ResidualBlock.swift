import Nabla

func block(x: Tensor, w: Tensor) throws -> Tensor { engineBlock(.constant(x), w).value }

func blockBackward(x: Tensor, w: Tensor, g: Tensor) throws -> Tensor {
    let input = Variable(x)
    (engineBlock(input, w) * .constant(g)).sum().backward()
    return input.gradient!
}

private func engineBlock(_ x: Variable, _ w: Tensor) -> Variable { relu(x + matmul(x, .constant(w))) }
