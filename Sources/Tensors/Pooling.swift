/// Max pooling: the largest number of each window, channel by channel. Padding is never the largest; of equals the first
/// is taken, and NaN counts as the largest of all.
///
/// Shapes: x [N, C, H, W] → values [N, C, H′, W′], where H′ = (H + 2·padding − size) / stride + 1, rounded down;
/// indices: for each value, its index in its H × W plane.
public func maxPooling(
    _ x: Tensor, size: Int, stride: Int, padding: Int = 0
) -> (values: Tensor, indices: [Int32]) {
    let shape = poolingShape(x.shape, size: size, stride: stride, padding: padding)
    let geometry = PoolingGeometry(x.shape, size: size, stride: stride, padding: padding)
    var values = Tensor(0)
    let count = elementCount(of: shape)
    let indices = [Int32](unsafeUninitializedCapacity: count) { places, initialized in
        values = Tensor(filling: shape) { y in
            x.withElements { maxPool($0, geometry, into: y, indices: places.baseAddress!) }
        }
        initialized = count
    }
    return (values, indices)
}

/// Sends the gradient of each window to its largest number.
///
/// Shapes: dy and indices [N, C, H′, W′] → [N, C, H, W].
public func maxPoolingGradient(
    _ dy: Tensor, indices: [Int32], inputShape: [Int], size: Int, stride: Int, padding: Int = 0
) -> Tensor {
    let geometry = checked(dy, inputShape, size: size, stride: stride, padding: padding)
    require(
        indices.count == dy.size,
        "pooling: expected an index for each of the \(dy.size) windows, but got \(indices.count); "
            + "pass on the indices that maxPooling returned")
    let plane = geometry.height * geometry.width
    var isOutside = false
    for index in indices where index < 0 || Int(index) >= plane { isOutside = true }
    require(
        !isOutside,
        "pooling: expected indices within a plane, 0..<\(plane), but one lies outside; "
            + "pass on the indices that maxPooling returned")
    return Tensor(filling: inputShape) { dx in
        dy.withElements { dy in
            indices.withUnsafeBufferPointer {
                maxPoolBackward(dy, indices: $0.baseAddress!, geometry, into: dx)
            }
        }
    }
}

/// Average pooling: the mean of each window, channel by channel. Padding is not counted.
///
/// Shapes: x [N, C, H, W] → [N, C, H′, W′], where H′ = (H + 2·padding − size) / stride + 1, rounded down.
public func averagePooling(_ x: Tensor, size: Int, stride: Int, padding: Int = 0) -> Tensor {
    let shape = poolingShape(x.shape, size: size, stride: stride, padding: padding)
    let geometry = PoolingGeometry(x.shape, size: size, stride: stride, padding: padding)
    return Tensor(filling: shape) { y in x.withElements { averagePool($0, geometry, into: y) } }
}

/// Gives each number of a window an equal part of the window's gradient.
///
/// Shapes: dy [N, C, H′, W′] → [N, C, H, W].
public func averagePoolingGradient(
    _ dy: Tensor, inputShape: [Int], size: Int, stride: Int, padding: Int = 0
) -> Tensor {
    let geometry = checked(dy, inputShape, size: size, stride: stride, padding: padding)
    return Tensor(filling: inputShape) { dx in
        dy.withElements { averagePoolBackward($0, geometry, into: dx) }
    }
}

/// The shape of a pooling's output; stops when the shapes do not fit.
public func poolingShape(_ x: [Int], size: Int, stride: Int, padding: Int) -> [Int] {
    if let problem = ShapeError.size(x, operation: "pooling") { fail(problem) }
    require(
        x.count == 4 && x.allSatisfy { $0 > 0 },
        "pooling: expected images [N, C, H, W], at least one of each, but got \(x); leave empty batches out")
    require(
        size > 0 && size <= 1 << 60 && stride > 0 && padding >= 0 && padding <= size / 2,
        "pooling: expected a size and a stride of at least 1 and a padding of at most half the size, but got "
            + "size \(size), stride \(stride), padding \(padding); a window of padding alone would see nothing"
    )
    let (height, width) = (x[2] + 2 * padding, x[3] + 2 * padding)
    require(
        height >= size && width >= size,
        "pooling: expected images at least as large as the window, \(size)×\(size), but got \(height)×\(width), "
            + "padding included; pool less often, or take a smaller window")
    return [x[0], x[1], (height - size) / stride + 1, (width - size) / stride + 1]
}

private func checked(
    _ dy: Tensor, _ inputShape: [Int], size: Int, stride: Int, padding: Int
) -> PoolingGeometry {
    let expected = poolingShape(inputShape, size: size, stride: stride, padding: padding)
    require(
        dy.shape == expected,
        "pooling: expected an output gradient of shape \(expected), but got \(dy.shape); "
            + "it has the shape of the output")
    return PoolingGeometry(inputShape, size: size, stride: stride, padding: padding)
}

extension PoolingGeometry {
    fileprivate init(_ x: [Int], size: Int, stride: Int, padding: Int) {
        self.init(
            planes: x[0] * x[1], height: x[2], width: x[3], size: size, stride: stride, padding: padding)
    }
}
