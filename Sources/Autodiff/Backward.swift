import Tensors

extension Variable {
    /// Computes the gradient of this node with respect to every node it was made from.
    ///
    /// Start with ∂goal/∂goal = 1. Visit the nodes so that each comes after all its users. Each node sends its
    /// gradient back along its edges; where several arrive, they add up. The graph is unlinked on the way, so
    /// that its memory is free again: one `backward()` for each forward pass.
    ///
    /// Gradients accumulate: a second goal, from a forward pass of its own, adds to the first until `zeroGradient()`.
    public func backward() {
        require(
            value.size == 1,
            "backward: expected a goal with one element, but got shape \(shape); take its sum() or mean() first"
        )
        require(
            requiresGradient,
            "backward: expected a goal that depends on a variable with a gradient, but it depends on constants only"
        )
        var order = topologicalOrder()
        require(
            order.allSatisfy { !$0.isUnlinked },
            "backward: expected a graph that was not used before, but an earlier backward() went through part of it; "
                + "run the forward pass again, or add the goals up and call backward() once")
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
        let missing = rank - target.count
        let axes = (0..<rank).filter { $0 < missing || (target[$0 - missing] == 1 && shape[$0] != 1) }
        return sum(alongAxes: axes, keepingAxes: false).reshaped(to: target)
    }
}
