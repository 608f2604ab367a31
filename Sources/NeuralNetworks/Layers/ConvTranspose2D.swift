import Autodiff
import Tensors

/// Transposed convolution in two dimensions (also "deconvolution", though it undoes no convolution): enlarges images with
/// learned kernels.
///
///     y[n, o, s·i + u − p, s·j + v − p] += Σ over c of x[n, c, i, j] · W[c, o, u, v]          then + b[o]
///
/// Every pixel puts down a copy of the kernel, scaled by its value; copies are a stride apart and add up where they
/// overlap. Where the size is no multiple of the stride some outputs get more copies than others: a checkerboard.
///
/// Shapes: x [N, C, H, W] → [N, O, H′, W′], with weight [C, O, k, k] and bias [O]. H′ = (H − 1)·s − 2p + k + outputPadding.
/// Twice as large with k = 4, s = 2, p = 1, or with k = s = 2.
///
/// The weight is initialized by `initializer`, Glorot uniform by default, with fanIn = C·k²/s² (as many products
/// reach an output on average) and fanOut = O·k²; the bias starts at 0. With the same weights it returns what PyTorch's
/// `ConvTranspose2d` returns. Source: Zeiler et al. 2010; Odena et al. 2016 for the checkerboard.
public final class ConvTranspose2D: Layer {
    public let weight: Parameter
    /// Nil for a layer without bias.
    public let bias: Parameter?
    public let stride: Int
    public let padding: Int
    public let outputPadding: Int

    /// Makes a layer from `channels` input channels to `outputs` output channels, with kernels of `size` × `size`.
    public init(
        _ channels: Int, _ outputs: Int, size: Int, stride: Int = 1, padding: Int = 0, outputPadding: Int = 0,
        hasBias: Bool = true, initializer: Initializer = .glorotUniform, using generator: inout SeededGenerator
    ) {
        require(
            channels > 0 && outputs > 0 && size > 0 && stride > 0 && padding >= 0
                && (0..<stride).contains(outputPadding),
            "ConvTranspose2D: expected at least one channel and output, a size and a stride of at least 1, a padding of at "
                + "least 0 and an outputPadding in 0..<stride, but got \(channels), \(outputs), size \(size), "
                + "stride \(stride), padding \(padding), outputPadding \(outputPadding)")
        let area = size.times(size)
        weight = Parameter(
            "weight",
            initializer.draw(
                [channels, outputs, size, size], fanIn: max(1, channels.times(area) / stride.times(stride)),
                fanOut: outputs.times(area), using: &generator))
        bias = hasBias ? Parameter("bias", Tensor(zeros: [outputs])) : nil
        (self.stride, self.padding, self.outputPadding) = (stride, padding, outputPadding)
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        require(
            x.shape.count == 4 && x.shape[1] == weight.shape[0],
            "\(description): expected images of shape [N, \(weight.shape[0]), H, W], but got \(x.shape); "
                + "axis 1 is the channels axis")
        return transposedConvolution(
            x, weight: weight.variable(in: mode), bias: bias?.variable(in: mode), stride: stride, padding: padding,
            outputPadding: outputPadding)
    }

    public var ownParameters: [Parameter] { [weight] + (bias.map { [$0] } ?? []) }

    public func outputShape(for inputShape: [Int]) -> [Int] {
        transposedConvolutionShape(
            inputShape, weight.shape, stride: stride, padding: padding, outputPadding: outputPadding)
    }

    public var description: String {
        let shape = weight.shape
        return "ConvTranspose2D(\(shape[0]), \(shape[1]), \(shape[2])×\(shape[3])"
            + (stride == 1 ? "" : ", stride \(stride)") + (padding == 0 ? "" : ", padding \(padding)")
            + (outputPadding == 0 ? "" : ", output padding \(outputPadding)")
            + (bias == nil ? ", without bias" : "") + ")"
    }
}
