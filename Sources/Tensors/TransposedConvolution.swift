/// Transposed convolution: every pixel puts down a copy of the kernel, scaled by its value; copies are a stride apart and
/// add up where they overlap.
///
///     y[n, o, s·i + u − p, s·j + v − p] += Σ over c of x[n, c, i, j] · W[c, o, u, v]          then + b[o]
///
/// It is what sends a convolution's gradient back to its images, `convolutionInputGradient`, used forward: a convolution
/// with stride s shrinks images by s, this one enlarges them by s. It does not undo a convolution's values, only its shape.
///
/// Shapes: x [N, C, H, W], weight [C, O, height, width], bias [O] or none → [N, O, H′, W′], where
/// H′ = (H − 1)·s − 2p + height + outputPadding. Rows that `outputPadding` adds lie at the bottom and on the right; less
/// than a stride of them. Source: Zeiler et al. 2010.
public func transposedConvolution(
    _ x: Tensor, _ weight: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Int = 0, outputPadding: Int = 0
) -> Tensor {
    let shape = transposedConvolutionShape(
        x.shape, weight.shape, bias: bias?.shape, stride: stride, padding: padding, outputPadding: outputPadding)
    let y = convolutionInputGradient(x, weight, inputShape: shape, stride: stride, padding: padding)
    return bias.map { y + $0.reshaped(to: [shape[1], 1, 1]) } ?? y
}

/// The shape of a transposed convolution's output; stops when the shapes do not fit.
public func transposedConvolutionShape(
    _ x: [Int], _ weight: [Int], bias: [Int]? = nil, stride: Int = 1, padding: Int = 0, outputPadding: Int = 0
) -> [Int] {
    require(
        x.count == 4 && weight.count == 4 && x[1] == weight[0] && (bias ?? [weight[1]]) == [weight[1]],
        "transposedConvolution: expected images [N, C, H, W], a weight [C, O, height, width] and a bias [O], but got "
            + "\(x), \(weight)\(bias.map { " and \($0)" } ?? ""); the weight begins with the channels that come in")
    require(
        x.allSatisfy { $0 > 0 } && weight.allSatisfy { $0 > 0 },
        "transposedConvolution: expected at least one image, channel, pixel, kernel and weight, but got \(x) and "
            + "\(weight); leave empty batches out")
    require(
        stride > 0 && padding >= 0 && (0..<stride).contains(outputPadding),
        "transposedConvolution: expected a stride of at least 1, a padding of at least 0 and an outputPadding in "
            + "0..<stride, but got \(stride), \(padding) and \(outputPadding)")
    let lengths = [2, 3].map { (x[$0] - 1).times(stride).plus(weight[$0]).plus(outputPadding) - padding.times(2) }
    require(
        lengths.allSatisfy { $0 > 0 },
        "transposedConvolution: expected images that leave a pixel, but \(x) with a kernel of \(weight[2])×\(weight[3]), "
            + "stride \(stride) and padding \(padding) would become \(lengths[0])×\(lengths[1]); pad less")
    let shape = [x[0], weight[1]] + lengths
    if let problem = ShapeError.size(shape, operation: "transposedConvolution") { fail(problem) }
    return shape
}
