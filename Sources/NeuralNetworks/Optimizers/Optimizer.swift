import Autodiff
import Tensors

/// An optimizer: changes parameters, given their gradients, in steps of a size that the learning rate sets.
///
/// `SGD`, `AdaGrad`, `RMSProp`, `Adam` and `AdamW` are each a `RuleOptimizer` with a rule of its own. Hyperparameters
/// default to Keras's. The rules are the published ones; each file says where from.
public protocol Optimizer: AnyObject {
    /// What it changes, each once: a parameter that is listed twice takes one step.
    var parameters: [Parameter] { get }
    /// The size of the steps. It may be changed between steps.
    var learningRate: Scalar { get set }
    /// How many steps were taken.
    var stepCount: Int { get }
    /// Changes every parameter that has a gradient and is not frozen.
    func step()
    /// All that the next step depends on besides parameters and gradients.
    var state: OptimizerState { get }
    /// Goes on from a state of an optimizer of the same kind, with the same settings, for parameters of the same shapes.
    /// Otherwise it throws a `DataError`, and nothing changes. The learning rate is that of the state.
    func restore(_ state: OptimizerState) throws
}

extension Optimizer {
    /// Forgets the gradients. Without it they add up over the batches.
    public func zeroGradients() {
        for parameter in parameters { parameter.zeroGradient() }
    }
}

/// What an optimizer remembers: saved and restored, a training goes on as if it had not been interrupted.
public struct OptimizerState: Sendable, Equatable {
    /// The name of the rule, such as "Adam".
    public var rule: String
    /// The rule's hyperparameters, besides the learning rate, by name.
    public var settings: [String: String]
    public var learningRate: Scalar
    public var stepCount: Int
    /// What the rule remembers, by name: a tensor for each parameter, in order.
    public var memory: [String: [Tensor]]

    /// As with plain numbers, NaN equals nothing; arrays that share their storage would not look.
    public static func == (a: OptimizerState, b: OptimizerState) -> Bool {
        a.rule == b.rule && a.settings == b.settings && a.learningRate == b.learningRate
            && a.stepCount == b.stepCount && a.memory.keys == b.memory.keys
            && a.memory.allSatisfy { name, tensors in tensors.elementsEqual(b.memory[name]!) }
    }
}
