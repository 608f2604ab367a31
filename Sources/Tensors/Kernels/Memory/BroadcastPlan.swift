/// How two tensors of different shapes are treated pair by pair: the shape of the result, and the walk over both.
struct BroadcastPlan {
    /// The shape of the result.
    let shape: [Int]
    let size: Int
    let walk: StridedWalk

    init(_ a: Tensor, _ b: Tensor, _ operation: String) {
        guard let shape = broadcastShape(a.shape, b.shape) else {
            fail(ShapeError.broadcast(a.shape, b.shape, operation: operation)!)
        }
        self.shape = shape
        size = elementCount(of: shape)
        walk = StridedWalk(
            shape: shape, a: a.broadcast(to: shape).strides, b: b.broadcast(to: shape).strides)
    }
}
