import Tensors

/// Convolution: slides kernels over images. A weight was used in every window: its gradient sums over all of them. A pixel was read
/// by several windows: its gradient sums over those.
///
/// A primitive of its own rather than a composition (windows laid out, then a product): the windows are read where they
/// lie, which saves memory the size of the kernel's area times that of the images.
///
/// Shapes: x [N, C, H, W], weight [O, C, height, width], bias [O] or none → [N, O, H′, W′].
public func convolution(
    _ x: Variable, weight: Variable, bias: Variable? = nil, stride: Int = 1, padding: Int = 0
) -> Variable {
    let (input, w) = (x.value, weight.value)
    var edges = [
        x.edge { dy in
            convolutionInputGradient(dy, w, inputShape: input.shape, stride: stride, padding: padding)
        },
        weight.edge { dy in
            convolutionWeightGradient(input, dy, weightShape: w.shape, stride: stride, padding: padding)
        },
    ]
    if let bias { edges.append(bias.edge { dy in convolutionBiasGradient(dy) }) }
    return Variable(
        "convolution", convolution(input, w, bias: bias?.value, stride: stride, padding: padding), edges: edges)
}
