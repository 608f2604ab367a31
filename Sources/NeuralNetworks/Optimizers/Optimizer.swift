import Autodiff
import Tensors

/// A rule that changes parameters, given their gradients.
///
/// Hyperparameters default to Keras's. The rules are the published ones; each file says where from. Optimisers are
/// written with `update`, which applies a rule for one weight to all of them in one pass.
public protocol Optimizer: AnyObject {
    var parameters: [Parameter] { get }
    /// The size of the steps. It may be changed between steps.
    var learningRate: Scalar { get set }
    /// Changes every parameter that has a gradient.
    func step()
}

extension Optimizer {
    /// Forgets the gradients. Without it they add up over the batches.
    public func zeroGradients() {
        for parameter in parameters { parameter.zeroGradient() }
    }
}
