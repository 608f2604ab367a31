import Tensors

/// Max pooling: the largest number of each window. The gradient goes to it; of equals, to the first.
///
/// Shapes: x [N, C, H, W] → [N, C, H′, W′].
public func maxPooling(_ x: Variable, size: Int, stride: Int, padding: Int = 0) -> Variable {
    let (values, indices) = maxPooling(x.value, size: size, stride: stride, padding: padding)
    return Variable(
        "maxPooling", values,
        edges: [
            x.edge { [shape = x.shape] dy in
                maxPoolingGradient(
                    dy, indices: indices, inputShape: shape, size: size, stride: stride, padding: padding)
            }
        ])
}

/// Average pooling: the mean of each window; padding is not counted. Each number receives an equal part of the gradient.
///
/// Shapes: x [N, C, H, W] → [N, C, H′, W′].
public func averagePooling(_ x: Variable, size: Int, stride: Int, padding: Int = 0) -> Variable {
    Variable(
        "averagePooling", averagePooling(x.value, size: size, stride: stride, padding: padding),
        edges: [
            x.edge { [shape = x.shape] dy in
                averagePoolingGradient(dy, inputShape: shape, size: size, stride: stride, padding: padding)
            }
        ])
}
