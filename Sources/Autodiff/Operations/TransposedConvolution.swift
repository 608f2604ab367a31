import Tensors

/// Transposed convolution: every pixel puts down a copy of the kernel, scaled by its value, and copies a stride apart add up.
/// Forward it is a convolution's gradient with respect to its images; so the gradient with respect to its own images is that
/// convolution.
///
/// Shapes: x [N, C, H, W], weight [C, O, height, width], bias [O] or none → [N, O, H′, W′], where
/// H′ = (H − 1)·stride − 2·padding + height + outputPadding.
public func transposedConvolution(
    _ x: Variable, weight: Variable, bias: Variable? = nil, stride: Int = 1, padding: Int = 0, outputPadding: Int = 0
) -> Variable {
    let (input, w) = (x.value, weight.value)
    var edges = [
        x.edge { dy in convolution(dy, w, stride: stride, padding: padding) },
        weight.edge { dy in
            convolutionWeightGradient(dy, input, weightShape: w.shape, stride: stride, padding: padding)
        },
    ]
    if let bias { edges.append(bias.edge { dy in convolutionBiasGradient(dy) }) }
    return Variable(
        "transposedConvolution",
        transposedConvolution(
            input, w, bias: bias?.value, stride: stride, padding: padding, outputPadding: outputPadding),
        edges: edges)
}
