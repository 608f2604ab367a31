import Autodiff
import Tensors

/// Residual (skip) connection: y = x + branch(x), or shortcut(x) + branch(x). A branch of zeros changes nothing.
///
/// Where the branch changes the shape, a shortcut brings the input to the new one: a 1×1 convolution with the branch's
/// stride, say. The activation that closes a block stands after it, where the two paths have met:
///
///     Sequential(Residual(Sequential(conv1, BatchNorm(16), ReLU(), conv2, BatchNorm(16))), ReLU())
///
/// Shapes: those of the branch; without a shortcut the branch keeps the shape of x. Source: He et al. 2016, equation 1
/// and, for the shortcut, 2.
public final class Residual: Layer {
    public let branch: any Layer
    public let shortcut: (any Layer)?

    public init(_ branch: any Layer, shortcut: (any Layer)? = nil) {
        self.branch = branch
        self.shortcut = shortcut
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        let change = branch(x, mode: mode)
        var kept = x
        if let shortcut { kept = shortcut(x, mode: mode) }
        require(
            change.shape == kept.shape,
            "Residual: expected a branch that returns shape \(kept.shape), but got \(change.shape); "
                + "keep the size with padding, or add a shortcut that changes it alike")
        return kept + change
    }

    public var children: [(name: String, layer: any Layer)] {
        [("branch", branch)] + (shortcut.map { [("shortcut", $0)] } ?? [])
    }

    public func outputShape(for inputShape: [Int]) -> [Int] { branch.outputShape(for: inputShape) }
    public var description: String {
        "Residual(\(branch.description)" + (shortcut.map { ", shortcut: \($0.description)" } ?? "") + ")"
    }
}
