// Convolution as it is defined. Slow, and the specification of the fast one.

/// Computes a convolution as its formula says it: a window for each output, and in it every channel, row and column.
///
/// The specification of `convolution`, and its oracle in the tests.
///
/// Shapes: x [N, C, H, W], weight [O, C, height, width], bias [O] → [N, O, H′, W′].
public func convolutionByLoops(
    _ x: Tensor, _ weight: Tensor, bias: Tensor, stride s: Int = 1, padding p: Int = 0
) -> Tensor {
    let shape = convolutionShape(x.shape, weight.shape, bias: bias.shape, stride: s, padding: p)
    let (channels, height, width) = (x.shape[1], x.shape[2], x.shape[3])
    let (rows, columns) = (weight.shape[2], weight.shape[3])
    let (xs, ws, bs) = (x.scalars, weight.scalars, bias.scalars)
    var y: [Scalar] = []
    for n in 0..<shape[0] {
        for o in 0..<shape[1] {
            for i in 0..<shape[2] {
                for j in 0..<shape[3] {
                    var sum = bs[o]
                    for c in 0..<channels {
                        for u in 0..<rows {
                            for v in 0..<columns {
                                let (row, column) = (s * i + u - p, s * j + v - p)
                                if row < 0 || row >= height || column < 0 || column >= width { continue }
                                let pixel = xs[((n * channels + c) * height + row) * width + column]
                                sum += pixel * ws[((o * channels + c) * rows + u) * columns + v]
                            }
                        }
                    }
                    y.append(sum)
                }
            }
        }
    }
    return Tensor(scalars: y, shape: shape)
}

extension Tensor {
    /// Lays every window of the images out as a row: im2col. A convolution is then one matrix product,
    /// `matmul(x.windows(height:width:), weight.flattened().transposed())`.
    ///
    /// Windows are listed image by image and row by row; within a window the order is channel, row, column, as in a
    /// flattened kernel.
    ///
    /// Shapes: [N, C, H, W] → [N·H′·W′, C·height·width].
    public func windows(height: Int, width: Int, stride s: Int = 1) -> Tensor {
        let y = convolutionShape(
            shape, [1, rank == 4 ? shape[1] : 1, height, width], stride: s)
        let (channels, rows, columns) = (shape[1], shape[2], shape[3])
        return scalars.withUnsafeBufferPointer { x in
            Tensor(filling: [y[0] * y[2] * y[3], channels * height * width]) { result in
                var next = result
                for n in 0..<y[0] {
                    for i in 0..<y[2] {
                        for j in 0..<y[3] {
                            for c in 0..<channels {
                                for u in 0..<height {
                                    let row = (n * channels + c) * rows + s * i + u
                                    for v in 0..<width { next[v] = x[row * columns + s * j + v] }
                                    next += width
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
