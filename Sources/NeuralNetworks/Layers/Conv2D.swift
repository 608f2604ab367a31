import Autodiff
import Tensors

/// Convolution in two dimensions (as everywhere in this field a cross-correlation: the kernel is not flipped).
///
///     y[n, o, i, j] = b[o] + Σ over c, u, v of x[n, c, s·i + u − p, s·j + v − p] · W[o, c, u, v]
///
/// Shapes: x [N, C, H, W] → [N, O, H′, W′], with weight [O, C, k, k] and bias [O]. H′ = (H + 2p − k) / s + 1, rounded down,
/// for stride s and a padding of p zeros on each side; likewise W′. With s = 1 and p = (k − 1) / 2 the size stays.
///
/// The weight is initialized by `initializer`, Glorot uniform by default, with fanIn = C·k² and
/// fanOut = O·k²; the bias starts at 0. In front of a `BatchNorm`, whose β does its work, the bias can be left out.
/// Source: LeCun et al. 1989.
public final class Conv2D: Layer {
    public let weight: Parameter
    /// Nil for a layer without bias.
    public let bias: Parameter?
    public let stride: Int
    public let padding: Int

    /// Makes a layer from `channels` input channels to as many output channels as there are `kernels`, each kernel
    /// `size` × `size`.
    public convenience init(
        _ channels: Int, _ kernels: Int, size: Int, stride: Int = 1, padding: Int = 0, hasBias: Bool = true,
        initializer: Initializer = .glorotUniform, using generator: inout SeededGenerator
    ) {
        require(
            channels > 0 && kernels > 0 && size > 0,
            "Conv2D: expected at least one channel, one kernel and a size of 1, "
                + "but got \(channels), \(kernels), size \(size)")
        let area = size.times(size)
        let weight = initializer.draw(
            [kernels, channels, size, size], fanIn: channels.times(area), fanOut: kernels.times(area),
            using: &generator)
        self.init(
            weight: weight, bias: hasBias ? Tensor(zeros: [kernels]) : nil, stride: stride, padding: padding)
    }

    /// Makes a layer from kernels that are known: made by hand, or trained before.
    ///
    /// Shapes: weight [O, C, height, width], bias [O] or none.
    public init(weight: Tensor, bias: Tensor?, stride: Int = 1, padding: Int = 0) {
        require(
            weight.rank == 4 && (bias == nil || bias!.shape == [weight.shape[0]]),
            "Conv2D: expected a weight [O, C, height, width] and a bias [O], but got \(weight.shape) and "
                + "\(bias?.shape ?? []); one bias for each kernel")
        self.weight = Parameter("weight", weight)
        self.bias = bias.map { Parameter("bias", $0) }
        self.stride = stride
        self.padding = padding
        requireSteps(stride, padding)
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        require(
            x.shape.count == 4 && x.shape[1] == weight.shape[1],
            "\(description): expected images of shape [N, \(weight.shape[1]), H, W], but got \(x.shape)"
                + (x.shape.count == 3
                    ? "; give them a channels axis: expanded(atAxis: 1)" : "; axis 1 is the channels axis"))
        return convolution(
            x, weight: weight.variable(in: mode), bias: bias?.variable(in: mode), stride: stride,
            padding: padding)
    }

    public var ownParameters: [Parameter] { [weight] + (bias.map { [$0] } ?? []) }

    public func outputShape(for inputShape: [Int]) -> [Int] {
        convolutionShape(inputShape, weight.shape, stride: stride, padding: padding)
    }

    public var description: String {
        let shape = weight.shape
        return "Conv2D(\(shape[1]), \(shape[0]), \(shape[2])×\(shape[3])"
            + (stride == 1 ? "" : ", stride \(stride)") + (padding == 0 ? "" : ", padding \(padding)")
            + (bias == nil ? ", without bias" : "") + ")"
    }
}

private func requireSteps(_ stride: Int, _ padding: Int) {
    require(
        stride > 0 && padding >= 0,
        "Conv2D: expected a stride of at least 1 and a padding of at least 0, but got \(stride) and \(padding)"
    )
}
