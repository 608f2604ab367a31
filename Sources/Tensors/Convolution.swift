/// Convolution: slides kernels over images. Each output is the sum of a window's numbers, each times the weight that lies
/// on it.
///
///     y[n, o, i, j] = b[o] + Σ over c, u, v of x[n, c, s·i + u − p, s·j + v − p] · W[o, c, u, v]
///
/// s is the stride, p the padding: a border of zeros. The kernel is not flipped; mathematics calls this a
/// cross-correlation, every library of the field a convolution. `convolutionByLoops` says the same in seven loops;
/// this one reads the windows where they lie and multiplies them in tiles on all cores.
///
/// Shapes: x [N, C, H, W], weight [O, C, height, width], bias [O] or none → [N, O, H′, W′], where
/// H′ = (H + 2p − height) / s + 1, rounded down.
public func convolution(
    _ x: Tensor, _ weight: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Int = 0
) -> Tensor {
    let shape = convolutionShape(x.shape, weight.shape, bias: bias?.shape, stride: stride, padding: padding)
    let (x, padding) = withinReach(x, of: weight.shape, padding: padding)
    let geometry = ConvolutionGeometry(x.shape, weight.shape, stride: stride, padding: padding)
    return Tensor(filling: shape) { y in
        x.withElements { x in
            weight.withElements { weight in
                func fill(_ bias: UnsafePointer<Scalar>?) {
                    convolve(geometry.frames(x, padding: padding), weight, bias: bias, geometry, into: y)
                }
                if let bias { bias.withElements { fill($0) } } else { fill(nil) }
            }
        }
    }
}

/// Images and a padding in which every window reaches a pixel. What is more becomes a part of the images.
private func withinReach(_ x: Tensor, of weight: [Int], padding: Int) -> (images: Tensor, padding: Int) {
    let excess = excessPadding(padding, weight)
    if excess == 0 { return (x, padding) }
    let wider = x.padded(alongAxis: 2, before: excess, after: excess)
    return (wider.padded(alongAxis: 3, before: excess, after: excess), padding - excess)
}

private func excessPadding(_ padding: Int, _ weight: [Int]) -> Int {
    max(0, padding - min(weight[2], weight[3]) + 1)
}

/// Computes the gradient of the loss with respect to the weight of a convolution.
///
/// Shapes: x [N, C, H, W], dy [N, O, H′, W′] → [O, C, height, width].
public func convolutionWeightGradient(
    _ x: Tensor, _ dy: Tensor, weightShape: [Int], stride: Int = 1, padding: Int = 0
) -> Tensor {
    requireOutputShape(dy.shape, x.shape, weightShape, stride: stride, padding: padding)
    let (x, padding) = withinReach(x, of: weightShape, padding: padding)
    let geometry = ConvolutionGeometry(x.shape, weightShape, stride: stride, padding: padding)
    return Tensor(filling: weightShape) { dWeight in
        x.withElements { x in
            dy.withElements { dy in
                convolveForWeights(geometry.frames(x, padding: padding), dy, geometry, into: dWeight)
            }
        }
    }
}

/// Computes the gradient of the loss with respect to the bias of a convolution: the sum over images and windows.
///
/// Shapes: dy [N, O, H′, W′] → [O].
public func convolutionBiasGradient(_ dy: Tensor) -> Tensor {
    require(
        dy.rank == 4 && dy.shape.allSatisfy { $0 > 0 },
        "convolution: expected an output gradient [N, O, H′, W′], but got \(dy.shape); it has the shape of the output"
    )
    let (images, kernels, height, width) = fourLengths(dy.shape)
    return Tensor(filling: [kernels]) { dBias in
        dy.withElements {
            convolveForBias($0, images: images, kernels: kernels, windows: height * width, into: dBias)
        }
    }
}

/// Computes the gradient of the loss with respect to the images of a convolution.
///
/// It is a convolution itself: of the outputs' gradients, a stride apart in a frame of zeros, with the kernels rotated
/// by 180°. Of each window, the taps that lie on those zeros are left out.
///
/// Shapes: dy [N, O, H′, W′], weight [O, C, height, width] → [N, C, H, W].
public func convolutionInputGradient(
    _ dy: Tensor, _ weight: Tensor, inputShape: [Int], stride: Int = 1, padding: Int = 0
) -> Tensor {
    requireOutputShape(dy.shape, inputShape, weight.shape, stride: stride, padding: padding)
    let excess = excessPadding(padding, weight.shape)
    if excess > 0 {
        let (rows, columns) = (inputShape[2], inputShape[3])
        let wider = convolutionInputGradient(
            dy, weight, inputShape: inputShape.prefix(2) + [rows + 2 * excess, columns + 2 * excess],
            stride: stride, padding: padding - excess)
        return wider[.all, .all, excess..<(excess + rows), excess..<(excess + columns)]
    }
    let (kernels, channels, height, width) = fourLengths(weight.shape)
    let (top, left) = (height - 1 - padding, width - 1 - padding)
    let geometry = ConvolutionGeometry(
        images: inputShape[0], channels: kernels, frameHeight: inputShape[2] + height - 1,
        frameWidth: inputShape[3] + width - 1, kernels: channels, height: height, width: width, stride: 1,
        filledRows: top..<top + (dy.shape[2] - 1) * stride + 1,
        filledColumns: left..<left + (dy.shape[3] - 1) * stride + 1, step: stride)
    return Tensor(filling: inputShape) { dx in
        dy.withElements { elements in
            let frames = FramedImages(
                pixels: elements, channels: kernels, height: dy.shape[2], width: dy.shape[3],
                top: top, left: left, step: stride,
                frameHeight: geometry.frameHeight, frameWidth: geometry.frameWidth)
            withScratch(weight.size, cleared: false) { rotated in
                weight.withElements {
                    rotated180($0, kernels: kernels, channels: channels, area: height * width, into: rotated)
                }
                convolve(frames, rotated, bias: nil, geometry, into: dx)
            }
        }
    }
}

/// The shape of a convolution's output; stops when the shapes do not fit.
public func convolutionShape(
    _ x: [Int], _ weight: [Int], bias: [Int]? = nil, stride: Int = 1, padding: Int = 0
) -> [Int] {
    require(
        x.count == 4 && weight.count == 4 && (bias ?? [weight[0]]) == [weight[0]],
        "convolution: expected images [N, C, H, W], a weight [O, C, height, width] and a bias [O], but got "
            + "\(x), \(weight)\(bias.map { " and \($0)" } ?? ""); "
            + "a channels axis can be inserted with reshaped(to:) or expanded(atAxis: 1)")
    require(
        x[1] == weight[1],
        "convolution: expected as many channels in the images as in the weight, but got \(x[1]) in \(x) and "
            + "\(weight[1]) in \(weight); a kernel reaches through all channels")
    for shape in [x, weight] {
        if let problem = ShapeError.size(shape, operation: "convolution") { fail(problem) }
    }
    require(
        x.allSatisfy { $0 > 0 } && weight.allSatisfy { $0 > 0 },
        "convolution: expected at least one image, channel, pixel, kernel and weight, but got \(x) and \(weight); "
            + "leave empty batches out")
    require(
        stride > 0 && padding >= 0,
        "convolution: expected a stride of at least 1 and a padding of at least 0, but got \(stride) and \(padding)")
    let (height, width) = (x[2].plus(padding.times(2)), x[3].plus(padding.times(2)))
    require(
        height >= weight[2] && width >= weight[3],
        "convolution: expected images at least as large as the kernel, \(weight[2])×\(weight[3]), but got "
            + "\(height)×\(width), padding included; pad more, pool less, or take a smaller kernel")
    let shape = [x[0], weight[0], (height - weight[2]) / stride + 1, (width - weight[3]) / stride + 1]
    if let problem = ShapeError.size(shape, operation: "convolution") { fail(problem) }
    return shape
}

private func requireOutputShape(_ dy: [Int], _ x: [Int], _ weight: [Int], stride: Int, padding: Int) {
    let expected = convolutionShape(x, weight, stride: stride, padding: padding)
    require(
        dy == expected,
        "convolution: expected an output gradient of shape \(expected), but got \(dy); "
            + "it has the shape of the output")
}

private func fourLengths(_ shape: [Int]) -> (Int, Int, Int, Int) {
    (shape[0], shape[1], shape[2], shape[3])
}

extension ConvolutionGeometry {
    fileprivate init(_ x: [Int], _ weight: [Int], stride: Int, padding: Int) {
        self.init(
            images: x[0], channels: x[1], frameHeight: x[2] + 2 * padding, frameWidth: x[3] + 2 * padding,
            kernels: weight[0], height: weight[2], width: weight[3], stride: stride,
            filledRows: padding..<padding + x[2], filledColumns: padding..<padding + x[3])
    }

    fileprivate func frames(_ x: UnsafePointer<Scalar>, padding: Int) -> FramedImages {
        FramedImages(
            pixels: x, channels: channels, height: frameHeight - 2 * padding, width: frameWidth - 2 * padding,
            top: padding, left: padding, step: 1, frameHeight: frameHeight, frameWidth: frameWidth)
    }
}
