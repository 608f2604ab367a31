import Autodiff
import Tensors

/// Convolution in one dimension, along signals, texts or series: a `Conv2D` over images that are one pixel high.
///
///     y[n, o, i] = b[o] + Σ over c, u of x[n, c, s·i + u − p] · W[o, c, u]
///
/// Shapes: x [N, C, L] → [N, O, L′], with weight [O, C, k] and bias [O]. L′ = (L + 2p − k) / s + 1, rounded down, for stride
/// s and a padding of p zeros on each side.
///
/// The weight is initialized by `initializer`, Glorot uniform by default, with fanIn = C·k and fanOut = O·k; the bias starts
/// at 0. Source: Waibel et al. 1989.
public final class Conv1D: Layer {
    public let weight: Parameter
    /// Nil for a layer without bias.
    public let bias: Parameter?
    public let stride: Int
    public let padding: Int

    /// Makes a layer from `channels` input channels to as many output channels as there are `kernels`, each kernel `size`
    /// long.
    public init(
        _ channels: Int, _ kernels: Int, size: Int, stride: Int = 1, padding: Int = 0, hasBias: Bool = true,
        initializer: Initializer = .glorotUniform, using generator: inout SeededGenerator
    ) {
        require(
            channels > 0 && kernels > 0 && size > 0 && stride > 0 && padding >= 0,
            "Conv1D: expected at least one channel and one kernel, a size and a stride of at least 1 and a padding of at "
                + "least 0, but got \(channels), \(kernels), size \(size), stride \(stride), padding \(padding)")
        weight = Parameter(
            "weight",
            initializer.draw(
                [kernels, channels, size], fanIn: channels.times(size), fanOut: kernels.times(size), using: &generator))
        bias = hasBias ? Parameter("bias", Tensor(zeros: [kernels])) : nil
        (self.stride, self.padding) = (stride, padding)
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        let shape = outputShape(for: x.shape)
        let (samples, channels, length) = (x.shape[0], x.shape[1], x.shape[2])
        let images = x.reshaped(to: [samples, channels, 1, length])
        let kernels = weight.variable(in: mode).reshaped(to: [shape[1], channels, 1, weight.shape[2]])
        let y = convolution(
            padding == 0 ? images : images.padded(alongAxis: 3, before: padding, after: padding), weight: kernels,
            bias: bias?.variable(in: mode), stride: stride)
        return y.reshaped(to: shape)
    }

    public var ownParameters: [Parameter] { [weight] + (bias.map { [$0] } ?? []) }

    public func outputShape(for inputShape: [Int]) -> [Int] {
        require(
            inputShape.count == 3 && inputShape[1] == weight.shape[1],
            "\(description): expected signals of shape [N, \(weight.shape[1]), L], but got \(inputShape)"
                + (inputShape.count == 2
                    ? "; give them a channels axis: expanded(atAxis: 1)" : "; axis 1 is the channels axis"))
        let (length, size) = (inputShape[2].plus(padding.times(2)), weight.shape[2])
        require(
            length >= size,
            "\(description): expected signals at least as long as the kernel, but got \(length), padding included")
        let shape = [inputShape[0], weight.shape[0], (length - size) / stride + 1]
        if let problem = ShapeError.size(shape, operation: description) { fail(problem) }
        return shape
    }

    public var description: String {
        "Conv1D(\(weight.shape[1]), \(weight.shape[0]), \(weight.shape[2])"
            + (stride == 1 ? "" : ", stride \(stride)") + (padding == 0 ? "" : ", padding \(padding)")
            + (bias == nil ? ", without bias" : "") + ")"
    }
}
