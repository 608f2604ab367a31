import Tensors

extension Variable {
    /// The backward pass: the gradient of this node, the loss, with respect to every node it was made from.
    ///
    /// Start with ∂loss/∂loss = 1. Visit the nodes in reverse topological order, so that each comes after all its users.
    /// Each node sends its gradient back along its edges; where several arrive, they add up. The graph is unlinked on
    /// the way, so that its memory is free again: one `backward()` for each forward pass.
    ///
    /// Gradients accumulate: a second loss, from a forward pass of its own, adds to the first until `zeroGradient()`.
    public func backward() {
        var order = topologicalOrder()
        requireLoss(order)
        accumulate(Tensor(ones: shape))
        while let node = order.popLast() {
            guard let outputGradient = node.gradient else { continue }
            for edge in node.edges { edge.parent.accumulate(edge.vjp(outputGradient)) }
            if !node.edges.isEmpty {
                node.edges = []
                node.isUnlinked = true
            }
        }
    }

    private func requireLoss(_ order: [Variable]) {
        require(
            value.size == 1,
            "backward: expected a loss with one element, but got shape \(shape); take its sum() or mean() first"
        )
        require(
            requiresGradient,
            "backward: expected a loss that depends on a variable with a gradient, but it depends on constants only"
        )
        require(
            order.allSatisfy { !$0.isUnlinked },
            "backward: expected a graph that was not used before, but an earlier backward() went through part of it; "
                + "run the forward pass again, or add the losses up and call backward() once")
    }

    /// All nodes that lead to this one, parents before users; this one is last.
    ///
    /// A depth-first walk with a stack of its own, so that depth is limited by memory alone.
    public func topologicalOrder() -> [Variable] {
        var order: [Variable] = []
        var seen: Set<ObjectIdentifier> = [ObjectIdentifier(self)]
        var stack: [(node: Variable, nextEdge: Int)] = [(self, 0)]
        while let (node, nextEdge) = stack.last {
            if nextEdge == node.edges.count {
                order.append(node)
                stack.removeLast()
            } else {
                stack[stack.count - 1].nextEdge += 1
                let parent = node.edges[nextEdge].parent
                if seen.insert(ObjectIdentifier(parent)).inserted { stack.append((parent, 0)) }
            }
        }
        return order
    }
}

extension Tensor {
    /// The transpose of broadcasting: adds up the copies until the shape is reached.
    ///
    /// A number that was used k times receives k contributions. Shapes: [N, K] to [K] adds up the rows.
    public func summed(toShape target: [Int]) -> Tensor {
        if shape == target { return self }
        require(
            broadcastShape(target, shape) == shape,
            "summed: expected a shape that can be broadcast to \(shape), but got \(target); "
                + "only copies that broadcasting made are added up")
        let missing = rank - target.count
        let axes = (0..<rank).filter { $0 < missing || (target[$0 - missing] == 1 && shape[$0] != 1) }
        return sum(alongAxes: axes, keepingAxes: false).reshaped(to: target)
    }
}
