import Tensors

/// A node of the computation graph: a value, and after `backward()` the gradient of the loss with respect to it.
///
/// A variable made from a tensor is a leaf. A variable made by an operation remembers its parents and, for each,
/// the rule that sends a gradient back. When no parent wants a gradient, nothing is remembered.
public class Variable: CustomStringConvertible {
    /// The numbers of this node.
    public var value: Tensor
    /// ∂loss/∂value, of the same shape as `value`; nil until `backward()` has reached this node.
    public internal(set) var gradient: Tensor?
    /// Whether `backward()` computes a gradient for this node.
    public let requiresGradient: Bool
    /// The operation that made this node, such as "matmul"; "leaf" for one made from a tensor.
    public let operation: String
    var edges: [Edge]
    var isUnlinked = false

    /// An edge of the graph: from a result to one of its parents.
    public struct Edge {
        /// The node that the gradient goes to.
        public let parent: Variable
        /// The vector–Jacobian product: turns the gradient of the result into that of the parent.
        let vjp: (_ outputGradient: Tensor) -> Tensor
    }

    /// Makes a leaf.
    public init(_ value: Tensor, requiresGradient: Bool = true) {
        self.value = value
        self.requiresGradient = requiresGradient
        operation = "leaf"
        edges = []
    }

    /// Makes the result of an operation. Edges to parents that want no gradient are dropped.
    public init(_ operation: String, _ value: Tensor, edges: [Edge]) {
        self.value = value
        self.operation = operation
        self.edges = edges.filter { $0.parent.requiresGradient }
        requiresGradient = !self.edges.isEmpty
    }

    /// Makes a leaf that wants no gradient: data, labels, constants.
    public static func constant(_ value: Tensor) -> Variable {
        Variable(value, requiresGradient: false)
    }

    /// An edge back to this node, with its reverse rule. The rule may capture values, but never the result.
    public func edge(_ vjp: @escaping (_ outputGradient: Tensor) -> Tensor) -> Edge {
        Edge(parent: self, vjp: vjp)
    }

    /// The length of each axis of the value.
    public var shape: [Int] { value.shape }

    /// The value of a variable with one element.
    public var item: Scalar { value.item }

    /// The nodes this one was made from, as far as they want gradients; empty after `backward()`.
    public var parents: [Variable] { edges.map(\.parent) }

    /// A constant with the same value: gradients stop here.
    public var detached: Variable { .constant(value) }

    /// Forgets the gradient, so that the next `backward()` starts from zero.
    public func zeroGradient() {
        gradient = nil
    }

    /// Adds to the gradient. A node that is used several times receives several contributions.
    func accumulate(_ contribution: Tensor) {
        require(
            contribution.shape == value.shape,
            "\(operation): expected a gradient of shape \(value.shape), but its user sent \(contribution.shape); "
                + "a reverse rule must return the shape of the parent")
        if gradient == nil {
            gradient = contribution
        } else {
            gradient! += contribution
        }
    }

    public var description: String {
        "Variable(\(operation), shape \(shape)\(requiresGradient ? "" : ", constant"))\n\(value)"
    }

    /// Releases a long graph node by node. Left to the compiler, a chain of 40,000 nodes would be released by as
    /// many nested calls and overflow the stack.
    deinit {
        var waiting = edges.map(\.parent)
        edges = []
        while var node = waiting.popLast() {
            if isKnownUniquelyReferenced(&node) {
                waiting += node.edges.map(\.parent)
                node.edges = []
            }
        }
    }
}

/// A leaf that is trained: a weight or a bias, with a name.
public final class Parameter: Variable {
    /// What the layer calls it, such as "weight".
    public let name: String
    /// Whether training leaves it as it is: layers then pass it on as a constant, and optimizers skip it.
    public var isFrozen = false

    public init(_ name: String, _ value: Tensor) {
        self.name = name
        super.init(value, requiresGradient: true)
    }
}
