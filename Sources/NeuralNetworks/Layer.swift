import Autodiff
import Tensors

/// Whether a model is being trained or asked.
///
/// It is passed with every call, so that it can be read where it matters: nobody forgets a hidden switch.
public enum Mode: Sendable {
    /// Gradients are recorded and dropout drops.
    case training
    /// Parameters are constants: nothing is recorded for them, and dropout lets everything through. A gradient with
    /// respect to the *input* can still be asked for.
    case inference
}

/// A step of a network: it turns a batch of inputs into a batch of outputs, and may have parameters.
public protocol Layer: AnyObject, CustomStringConvertible {
    /// Computes the outputs. The first axis is the samples axis.
    func callAsFunction(_ x: Variable, mode: Mode) -> Variable
    /// What training changes, in a fixed order.
    var parameters: [Parameter] { get }
    /// What is saved with the parameters though no gradient changes it, such as running averages.
    var buffers: [Parameter] { get }
    /// The layers inside this one, by name; empty for most. Their parameters and buffers are this layer's.
    var children: [(name: String, layer: any Layer)] { get }
    /// The shape of the output for an input of this shape.
    func outputShape(for inputShape: [Int]) -> [Int]
}

extension Layer {
    public var parameters: [Parameter] { [] }
    public var buffers: [Parameter] { [] }
    public var children: [(name: String, layer: any Layer)] { [] }
    public func outputShape(for inputShape: [Int]) -> [Int] { inputShape }

    /// How many numbers training can turn.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.value.size } }

    /// Computes the outputs for a batch, without recording anything.
    public func predict(_ x: Tensor) -> Tensor {
        self(.constant(x), mode: .inference).value
    }
}

extension Parameter {
    /// This parameter while training; a constant with its value otherwise.
    public func variable(in mode: Mode) -> Variable {
        mode == .training ? self : detached
    }
}
