import Autodiff
import Tensors

// Pooling: layers that reduce height and width. None has parameters. Shapes: x [N, C, H, W] → [N, C, H′, W′], with
// H′ = (H + 2·padding − size) / stride + 1, rounded down, and likewise W′; the stride is the size unless told otherwise.

/// Max pooling: the maximum of each window. Padding is never the maximum.
///
/// Source: Ranzato et al. 2007.
public final class MaxPool2D: Layer {
    public let size: Int
    public let stride: Int
    public let padding: Int

    public init(_ size: Int, stride: Int? = nil, padding: Int = 0) {
        (self.size, self.stride, self.padding) = (size, stride ?? size, padding)
        requireWindow("MaxPool2D", size, self.stride, padding)
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        maxPooling(x, size: size, stride: stride, padding: padding)
    }

    public func outputShape(for inputShape: [Int]) -> [Int] {
        poolingShape(inputShape, size: size, stride: stride, padding: padding)
    }

    public var description: String { "MaxPool2D(\(poolingText(size, stride, padding)))" }
}

/// Average pooling: the mean of each window; padding is not counted. Source: LeCun et al. 1989.
public final class AveragePool2D: Layer {
    public let size: Int
    public let stride: Int
    public let padding: Int

    public init(_ size: Int, stride: Int? = nil, padding: Int = 0) {
        (self.size, self.stride, self.padding) = (size, stride ?? size, padding)
        requireWindow("AveragePool2D", size, self.stride, padding)
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        averagePooling(x, size: size, stride: stride, padding: padding)
    }

    public func outputShape(for inputShape: [Int]) -> [Int] {
        poolingShape(inputShape, size: size, stride: stride, padding: padding)
    }

    public var description: String { "AveragePool2D(\(poolingText(size, stride, padding)))" }
}

/// Global max pooling: the maximum of each feature map, y[n, c] = max over i, j of x[n, c, i, j]. Equal maxima share the
/// gradient evenly.
///
/// Shapes: x [N, C, H, W] → [N, C]. Source: Oquab et al. 2015.
public final class GlobalMaxPool2D: Layer {
    public init() {}

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        let shape = x.shape
        requireMaps(shape, "GlobalMaxPool2D")
        return x.reshaped(to: [shape[0], shape[1], shape[2] * shape[3]]).max(alongAxis: 2)
    }

    public func outputShape(for inputShape: [Int]) -> [Int] { Array(inputShape.prefix(2)) }

    public var description: String { "GlobalMaxPool2D()" }
}

/// Global average pooling: the mean of each feature map, y[n, c] = mean over i, j of x[n, c, i, j].
///
/// In place of the dense layers at the end of a network: it has no parameters, and takes images of any size.
///
/// Shapes: x [N, C, H, W] → [N, C]. Source: Lin, Chen and Yan 2014.
public final class GlobalAveragePool2D: Layer {
    public init() {}

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        requireMaps(x.shape, "GlobalAveragePool2D")
        return x.mean(alongAxes: 2, 3)
    }

    public func outputShape(for inputShape: [Int]) -> [Int] { Array(inputShape.prefix(2)) }

    public var description: String { "GlobalAveragePool2D()" }
}

private func requireMaps(_ shape: [Int], _ layer: String) {
    require(
        shape.count == 4 && shape.allSatisfy { $0 > 0 },
        "\(layer): expected images [N, C, H, W], at least one of each, but got \(shape); "
            + "it stands before Flatten, not after")
}

private func poolingText(_ size: Int, _ stride: Int, _ padding: Int) -> String {
    "\(size)" + (stride == size ? "" : ", stride \(stride)") + (padding == 0 ? "" : ", padding \(padding)")
}

private func requireWindow(_ layer: String, _ size: Int, _ stride: Int, _ padding: Int) {
    require(
        size > 0 && stride > 0 && padding >= 0 && padding <= size / 2,
        "\(layer): expected a size and a stride of at least 1 and a padding of at most half the size, but got "
            + "\(size), \(stride) and \(padding)")
}
