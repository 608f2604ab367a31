import Autodiff
import Tensors

/// Sequential model: layers in a row, each applied to the output of the one before, fₙ(… f₂(f₁(x))).
///
///     let model = Sequential(Flatten(), Dense(784, 512, using: &generator), ReLU(), Dense(512, 10, using: &generator))
public final class Sequential: Layer {
    public let layers: [any Layer]

    public init(_ layers: any Layer...) {
        self.layers = layers
    }

    public init(_ layers: [any Layer]) {
        self.layers = layers
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        layers.reduce(x) { output, layer in layer(output, mode: mode) }
    }

    public var children: [(name: String, layer: any Layer)] {
        layers.enumerated().map { ("layers.\($0)", $1) }
    }

    public func outputShape(for inputShape: [Int]) -> [Int] {
        layers.reduce(inputShape) { shape, layer in layer.outputShape(for: shape) }
    }

    public var description: String {
        "Sequential(" + layers.map(\.description).joined(separator: ", ") + ")"
    }
}
