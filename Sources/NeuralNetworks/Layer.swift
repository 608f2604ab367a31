import Autodiff
import Tensors

/// Training or inference.
///
/// It is passed with every call, never stored, so that it can be read where it matters.
public enum Mode: Sendable {
    /// Gradients are recorded, dropout drops, and batch normalization uses the batch's own mean and variance.
    case training
    /// Parameters are constants: nothing is recorded for them, and dropout lets everything through. A gradient with
    /// respect to the *input* can still be asked for.
    case inference
}

/// A step of a network: it turns a batch of inputs into a batch of outputs, and may have parameters.
///
/// A layer of your own is a class with `callAsFunction`. What it holds is found among its stored properties: a
/// `Parameter` is trained and saved, a layer (or an array of layers) is a child, and is saved under the property's name.
/// To say it yourself, list what is the layer's own in `ownParameters` and `ownBuffers` and the layers inside it in
/// `children`. All else (`parameters`, `buffers`, names, saving, loading) follows from these three and is not overridden.
public protocol Layer: AnyObject, CustomStringConvertible {
    /// Computes the outputs. The first axis is the samples axis.
    func callAsFunction(_ x: Variable, mode: Mode) -> Variable
    /// What training changes in this layer itself, not in its children, in a fixed order. Unless listed: every stored
    /// `Parameter` that is no buffer.
    var ownParameters: [Parameter] { get }
    /// What is saved with the parameters though no gradient changes it, such as running averages; empty unless listed.
    var ownBuffers: [Parameter] { get }
    /// The layers inside this one, by name. Unless listed: every stored layer, by the name of its property.
    var children: [(name: String, layer: any Layer)] { get }
    /// The shape of the output for an input of this shape.
    func outputShape(for inputShape: [Int]) -> [Int]
}

extension Layer {
    public var ownParameters: [Parameter] {
        let buffers = Set(ownBuffers.map(ObjectIdentifier.init))
        return StoredProperties(of: self).parameters.filter { !buffers.contains(ObjectIdentifier($0)) }
    }
    public var ownBuffers: [Parameter] { [] }
    public var children: [(name: String, layer: any Layer)] { StoredProperties(of: self).layers }
    public func outputShape(for inputShape: [Int]) -> [Int] { inputShape }
    public var description: String { "\(type(of: self))()" }

    /// What training changes, here and in all layers inside: the layer's own first, each once.
    public var parameters: [Parameter] { unique(namedLayers.flatMap(\.layer.ownParameters)) }

    /// What is saved with the parameters though no gradient changes it, here and in all layers inside, each once.
    public var buffers: [Parameter] { unique(namedLayers.flatMap(\.layer.ownBuffers)) }

    /// The number of trainable scalars.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.value.size } }

    /// This layer and all layers inside it, each once, with the path of names that leads there: "" for itself,
    /// "layers.1" for the second of a `Sequential`. A layer that is used in several places has its first path.
    public var namedLayers: [(path: String, layer: any Layer)] {
        var seen: Set<ObjectIdentifier> = []
        var found: [(path: String, layer: any Layer)] = []
        func visit(_ layer: any Layer, _ path: String) {
            guard seen.insert(ObjectIdentifier(layer)).inserted else { return }
            found.append((path, layer))
            for child in layer.children {
                visit(child.layer, path.isEmpty ? child.name : "\(path).\(child.name)")
            }
        }
        visit(self, "")
        return found
    }

    /// Everything that is saved, parameters and buffers, each once, by path and name: "layers.1.weight" is the weight of
    /// the second layer of a `Sequential`.
    public var namedParameters: [(name: String, parameter: Parameter)] {
        var seen: Set<ObjectIdentifier> = []
        return namedLayers.flatMap { path, layer in
            (layer.ownParameters + layer.ownBuffers).filter { seen.insert(ObjectIdentifier($0)).inserted }
                .map { (path.isEmpty ? $0.name : "\(path).\($0.name)", $0) }
        }
    }

    /// Freezes or unfreezes all parameters, here and in all layers inside: frozen ones get no gradient, take no step and do
    /// not decay. The rest of a network that was trained before is so trained on something new. Buffers, such as the
    /// running averages of `BatchNorm`, still move in training.
    public func freeze(_ isFrozen: Bool = true) {
        for parameter in parameters { parameter.isFrozen = isFrozen }
    }

    /// Computes the outputs for a batch, without recording anything.
    public func predict(_ x: Tensor) -> Tensor {
        self(.constant(x), mode: .inference).value
    }
}

extension Parameter {
    /// This parameter while training, unless it is frozen; a constant with its value otherwise.
    public func variable(in mode: Mode) -> Variable {
        mode == .training && !isFrozen ? self : detached
    }
}

/// Each parameter once, in the order of its first place.
package func unique(_ parameters: [Parameter]) -> [Parameter] {
    var seen: Set<ObjectIdentifier> = []
    return parameters.filter { seen.insert(ObjectIdentifier($0)).inserted }
}
